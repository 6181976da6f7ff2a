/** Requests as Open311 clients ask for them: by number, or a span of opening times with filters, newest first. */
import { and, desc, eq, gte, inArray, isNotNull, lte, ne, notInArray, type SQL } from 'drizzle-orm'
import type { TicketScope } from '../core/access.ts'
import { isDiscreet } from '../core/discretion.ts'
import type { Ticket, TicketStatus } from '../core/ticket.ts'
import { CATEGORIES, type Category } from '../core/understanding/terms.ts'
import type { Tables } from '../db/tables.ts'
import { hiddenAmong } from './board-moderation.ts'
import type { DeskContext } from './context.ts'
import { scopeIs } from './ledger/conditions.ts'
import { onlyTicket } from './ticket-rows.ts'

export interface RequestQuestion {
  /** Numbers; whatever else is asked is left aside then. */
  numbers?: readonly number[]
  categories?: readonly Category[]
  statuses?: readonly TicketStatus[]
  /** Opened at or after, at or before. */
  from: number
  to: number
  limit: number
  offset: number
}

/** Who may see what: somebody with an API token as far as their rights go, anybody what the public board would show. */
export type RequestViewer = TicketScope | 'public'

export type Sent = Tables['open311Requests']['$inferSelect']

export interface FoundRequest {
  ticket: Ticket
  /** What its client sent beside the words; undefined for what came by chat. */
  sent: Sent | undefined
}

const DISCREET = CATEGORIES.filter((category) => isDiscreet({ category }))

export async function findRequests(
  cx: DeskContext,
  communityId: string,
  viewer: RequestViewer,
  { numbers, categories, statuses, from, to, limit, offset }: RequestQuestion,
): Promise<FoundRequest[]> {
  if (numbers?.length === 0) return []
  const { tickets: t } = cx.db.tables
  const asked: (SQL | undefined)[] = numbers
    ? [inArray(t.number, [...numbers])]
    : [gte(t.openedAt, from), lte(t.openedAt, to), categories && inArray(t.category, [...categories]), statuses && inArray(t.status, [...statuses])]
  const rows = await cx.db.read
    .select()
    .from(t)
    .where(and(eq(t.communityId, communityId), ...asked, mayBeSeen(cx, communityId, viewer)))
    .orderBy(desc(t.openedAt), desc(t.number))
    .limit(limit)
    .offset(offset)
  const tickets = rows.map(onlyTicket)
  const ids = tickets.map(({ id }) => id)
  const hidden = viewer === 'public' ? await hiddenAmong(cx, cx.db.read, communityId, ids) : new Set<string>()
  const sent = viewer === 'public' ? new Map<string, Sent>() : await sentWith(cx, communityId, ids)
  return tickets.filter(({ id }) => !hidden.has(id)).map((ticket) => ({ ticket, sent: sent.get(ticket.id) }))
}

/** As on the public board: no questions, nothing told to the bot alone or with discretion. */
function mayBeSeen(cx: DeskContext, communityId: string, viewer: RequestViewer): SQL | undefined {
  const { tickets: t } = cx.db.tables
  if (viewer === 'public') return and(ne(t.kind, 'consult'), isNotNull(t.roomId), notInArray(t.category, DISCREET))
  return scopeIs(cx, communityId, viewer)
}

/** Values of one question to the database. */
const AT_ONCE = 500

async function sentWith(cx: DeskContext, communityId: string, ticketIds: readonly string[]): Promise<Map<string, Sent>> {
  const { open311Requests: r } = cx.db.tables
  const found = new Map<string, Sent>()
  for (let i = 0; i < ticketIds.length; i += AT_ONCE) {
    const rows = await cx.db.read
      .select()
      .from(r)
      .where(and(eq(r.communityId, communityId), inArray(r.ticketId, ticketIds.slice(i, i + AT_ONCE))))
      .orderBy(desc(r.at))
    // The first that told it stays.
    for (const row of rows) found.set(row.ticketId, row)
  }
  return found
}
