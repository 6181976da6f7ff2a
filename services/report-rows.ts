/** What the weekly turn and the appraisal are reckoned from, read out of the ledger. */
import { and, asc, eq, gte, inArray, like, lt, or, type SQL } from 'drizzle-orm'
import type { Directory } from '../core/community.ts'
import type { Period } from '../core/rates/period.ts'
import { type RateRow, rateRow } from '../core/rates/row.ts'
import { statusesIn, type Ticket } from '../core/ticket.ts'
import type { TurnMatter, TurnPicture } from '../core/weekly-turn.ts'
import type { DeskContext, Read } from './context.ts'
import { opaque } from './ledger/conditions.ts'
import { eventsOfMany, ticketsOfAny } from './ticket-rows.ts'

/** Databases bound the values of one question. */
const TICKETS_AT_ONCE = 500
/** Stars may come so long after the closing. */
const STARS_AFTER = { ms: 31 * 86_400_000 }

/** Whatever was open in a week or finished in it, with its pictures. */
export async function turnMatters(cx: DeskContext, read: Read, communityId: string, week: Period): Promise<TurnMatter[]> {
  const { tickets } = cx.db.tables
  const unclosed = inArray(tickets.status, statusesIn('open', 'resolved'))
  const matters = await ticketsOfAny(cx, read, communityId, [unclosed, gte(tickets.openedAt, week.from), gte(tickets.closedAt, week.from)])
  const pictures = await picturesOf(cx, read, communityId, matters)
  return matters.map((ticket) => ({ ticket, pictures: pictures.get(ticket.id) ?? [] }))
}

async function picturesOf(cx: DeskContext, read: Read, communityId: string, matters: readonly Ticket[]): Promise<Map<string, TurnPicture[]>> {
  const { attachments, messages } = cx.db.tables
  const byTicket = new Map<string, TurnPicture[]>()
  for (let i = 0; i < matters.length; i += TICKETS_AT_ONCE) {
    const ids = matters.slice(i, i + TICKETS_AT_ONCE).map(({ id }) => id)
    const rows = await read
      .select({ ticketId: attachments.ticketId, hash: attachments.hash, purpose: attachments.purpose, at: messages.at })
      .from(attachments)
      .innerJoin(
        messages,
        and(eq(messages.communityId, attachments.communityId), eq(messages.account, attachments.account), eq(messages.id, attachments.messageId)),
      )
      .where(
        and(
          eq(attachments.communityId, communityId),
          inArray(attachments.ticketId, ids),
          eq(attachments.state, 'stored'),
          like(attachments.mime, 'image/%'),
        ),
      )
      .orderBy(asc(messages.heardOrder), asc(attachments.id))
    for (const { ticketId, hash, ...picture } of rows)
      if (ticketId !== null && hash !== null) byTicket.set(ticketId, [...(byTicket.get(ticketId) ?? []), { hash, ...picture }])
  }
  return byTicket
}

/** Every matter that has a part in the figures from `from` on: told, due, closed, reopened, rated or still open since. */
export async function rateRowsSince(cx: DeskContext, read: Read, directory: Directory, from: number): Promise<RateRow[]> {
  const { tickets } = cx.db.tables
  const matters = await ticketsOfAny(cx, read, directory.id, [
    inArray(tickets.status, statusesIn('open', 'resolved')),
    // Whatever changed its state changed last then or later; and a limit for taking is far shorter than the time stars may take.
    and(gte(tickets.lastAt, from - STARS_AFTER.ms), opaque(or(gte(tickets.statusAt, from - STARS_AFTER.ms), gte(tickets.acceptBy, from)) as SQL)),
    and(gte(tickets.resolveBy, from), opaque(lt(tickets.lastAt, from - STARS_AFTER.ms))),
  ])
  const events = await eventsOfMany(
    cx,
    read,
    directory.id,
    matters.map(({ id }) => id),
  )
  return matters.map((ticket) => rateRow(ticket, events.get(ticket.id) ?? []))
}
