/** Which tickets stand on the public board: every one that is fit for it, until somebody of the community takes it off. */
import { and, eq, inArray } from 'drizzle-orm'
import { accessRole, permissionsOf } from '../core/access.ts'
import type { Directory, Person } from '../core/community.ts'
import { CodedError } from '../core/errors.ts'
import type { Ticket } from '../core/ticket.ts'
import type { Command } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import { apartFromResidents } from './asked.ts'
import { audit } from './audit.ts'
import type { DeskContext, Read } from './context.ts'
import type { Arrival } from './intake.ts'
import { voiceFor } from './lines.ts'
import { languageOfPerson } from './opening.ts'
import { reply } from './where-asked.ts'

/** Ids of those among these tickets that stay off the board. */
export async function hiddenAmong(cx: DeskContext, read: Read, communityId: string, ticketIds: readonly string[]): Promise<Set<string>> {
  if (ticketIds.length === 0) return new Set()
  const { boardHidden: t } = cx.db.tables
  const rows = await read
    .select({ id: t.ticketId })
    .from(t)
    .where(and(eq(t.communityId, communityId), inArray(t.ticketId, [...ticketIds])))
  return new Set(rows.map(({ id }) => id))
}

/** Takes a ticket off the public board, or puts it back. */
export async function setHidden(cx: DeskContext, tx: Tx, communityId: string, ticket: Ticket, hidden: boolean, by: Person): Promise<void> {
  const { boardHidden: t } = cx.db.tables
  const itself = and(eq(t.communityId, communityId), eq(t.ticketId, ticket.id))
  if (hidden) await tx.insert(t).values({ communityId, ticketId: ticket.id, hiddenBy: by.id, hiddenAt: cx.now() }).onConflictDoNothing()
  else await tx.delete(t).where(itself)
  await audit(cx, tx, communityId, { actor: by.id, action: hidden ? 'board.hidden' : 'board.shown', target: String(ticket.number) })
}

const mayModerate = (directory: Directory, person: Person): boolean => permissionsOf(accessRole(directory, person)).includes('board.moderate')

/** 1042 不公开 · 1042 公开. @throws CodedError NOT_ENTITLED */
export async function publishCommand(cx: DeskContext, tx: Tx, arrival: Arrival, command: Command, ticket: Ticket): Promise<void> {
  const { directory, person } = arrival
  if (!mayModerate(directory, person))
    throw new CodedError('NOT_ENTITLED', `the public board is not for ${person.id} to moderate`, { number: ticket.number, command: command.name })
  const shown = command.args.public !== 'no'
  await setHidden(cx, tx, directory.id, ticket, !shown, person)
  const { phrases, line } = voiceFor(directory, languageOfPerson(arrival), cx.now())
  // Among residents it would only make them curious.
  const text = phrases.published({ ticket: line(ticket), shown, open: directory.settings.board.open })
  await reply(cx, tx, apartFromResidents(arrival), text, { ticketId: ticket.id })
}
