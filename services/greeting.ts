/** Whoever speaks to the bot directly and is not understood hears what it is for: once in a while, not after every word. */
import { and, eq, gt } from 'drizzle-orm'
import { commandsFor } from '../core/command-rights.ts'
import { type Directory, isStaff, type Person } from '../core/community.ts'
import type { Tx } from '../db/open.ts'
import type { DeskContext } from './context.ts'
import type { Arrival } from './intake.ts'
import { voiceFor } from './lines.ts'
import { languageOfPerson } from './opening.ts'
import { reply } from './where-asked.ts'

const TOLD_WITHIN_MS = 12 * 3_600_000
const SPOKEN: ReadonlySet<string> = new Set(['text', 'voice'])

/** What they may do here: a stranger has written directly. */
const helpForResident = (directory: Directory, person: Person) =>
  ({ to: '', resident: true, place: 'direct', commands: commandsFor(directory, person) }) as const

export async function greet(cx: DeskContext, tx: Tx, arrival: Arrival): Promise<void> {
  const { directory, person, roomId, message } = arrival
  const said = message.kind === 'voice' || message.text.trim() !== ''
  if (roomId !== null || isStaff(person.role) || !SPOKEN.has(message.kind) || !said) return
  const { outbox } = cx.db.tables
  const spoken = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.communityId, directory.id), eq(outbox.targetId, person.id), gt(outbox.createdAt, cx.now() - TOLD_WITHIN_MS)))
    .limit(1)
  if (spoken.length > 0) return
  await reply(cx, tx, arrival, voiceFor(directory, languageOfPerson(arrival), cx.now()).phrases.help(helpForResident(directory, person)))
}
