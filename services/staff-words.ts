/** Staff answer cards in their own words: a quote, the direct chat, or the moment after their card makes a plain sentence a command. */
import { and, eq, gt, inArray, like } from 'drizzle-orm'
import { asTyped } from '../core/as-typed.ts'
import { isStaff } from '../core/community.ts'
import { namesAnother, numbersIn, saysDone, saysTaken } from '../core/loose-words.ts'
import { readPromise } from '../core/promise.ts'
import { namesDeadline } from '../core/taking-on.ts'
import type { Command, Conclusion } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import { CARD_KEYS } from './cards.ts'
import type { DeskContext } from './context.ts'
import type { Arrival } from './intake.ts'
import { fits } from './meant-ticket.ts'
import { isStaffGroup } from './staff-rooms.ts'
import { openTicketsOf } from './ticket-rows.ts'

/** So long after a card a bare word in the staff group may be its answer. */
const AFTER_CARD_MS = 10 * 60_000

/** What a staff member's plain words mean about the ticket quoted (or the only one that can be meant); undefined when nothing. */
export async function byStaffWords(cx: DeskContext, tx: Tx, arrival: Arrival, conclusion: Conclusion): Promise<Command | undefined> {
  const { directory, person, message, roomId, group } = arrival
  if (!isStaff(person.role)) return undefined
  const quoted = numbersIn(message.quote?.text)
  // A quote that names several matters names none.
  if (quoted.length > 1 || (quoted.length === 0 && roomId !== null && !isStaffGroup(group))) return undefined
  const text = conclusion.reading.text.trim() || message.text.trim()
  const words = asTyped(message.text, text)
  const promised = readPromise(text, message.at, directory.timezone) !== undefined
  const command = plainly(text, words, promised)
  if (quoted.length === 1) return command ?? (text ? { name: 'note', args: { note: words } } : undefined)
  if (!command || roomId === null) return command
  const ticket = await justCarded(cx, tx, arrival, command, text)
  return ticket === undefined ? undefined : { ...command, ticket }
}

function plainly(text: string, words: string, promised: boolean): Command | undefined {
  // 换好了 says no more than that it is done; 换了阀门，好了 says how.
  if (saysDone(text) && !promised) return { name: 'resolve', args: text.length > 4 ? { note: words } : {} }
  if (promised && namesDeadline(text)) return { name: 'accept', args: { by: text, way: 'by_date' } }
  return saysTaken(text) || promised ? { name: 'accept', args: promised ? { by: text } : {} } : undefined
}

/** In the staff group people talk of many things: the one ticket of theirs that can be meant, if its card was shown there a moment ago. */
async function justCarded(cx: DeskContext, tx: Tx, arrival: Arrival, command: Command, text: string): Promise<number | undefined> {
  const { directory, person, roomId, message } = arrival
  if (message.quote) return undefined
  const theirs = (await openTicketsOf(cx, tx, directory.id, { assigneeId: person.id })).filter((ticket) => fits(ticket, command.name))
  const [only] = theirs
  if (!only || theirs.length > 1 || namesAnother(text, only)) return undefined
  const { outbox } = cx.db.tables
  const shown = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        eq(outbox.communityId, directory.id),
        eq(outbox.ticketId, only.id),
        eq(outbox.targetId, roomId ?? ''),
        like(outbox.coalesceKey, `${CARD_KEYS}%`),
        inArray(outbox.state, ['sent', 'unknown']),
        gt(outbox.settledAt, cx.now() - AFTER_CARD_MS),
      ),
    )
    .limit(1)
  return shown.length > 0 ? only.number : undefined
}
