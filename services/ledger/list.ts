/**
 * Pages of the ledger: filtered, sorted, continued after the last row of the page before (keyset), so that a page costs the same wherever it lies and
 * rows that come in meanwhile shift nothing.
 */
import { asc, desc, type SQL, sql } from 'drizzle-orm'
import type { TicketScope } from '../../core/access.ts'
import type { Ticket } from '../../core/ticket.ts'
import type { DeskContext } from '../context.ts'
import { onlyTicket } from '../ticket-rows.ts'
import { filterConditions, listed, scopeWays, valueIs } from './conditions.ts'
import { type Cursor, readCursor, type Sort, type TicketFilter, writeCursor } from './filter.ts'
import { type Look, lookAt } from './look.ts'
import { wordsUpToDate } from './words.ts'

export interface ListQuestion {
  scope: TicketScope
  filter: TicketFilter
  sort: Sort
}

export interface ListPage {
  tickets: Ticket[]
  /** Cursor of the next page. */
  next: string | null
}

/** Filter values asked one by one; more of them are checked on each row. */
const VALUES_APART = 12
/** Rows beyond this are not counted; under full text it is sooner dear. */
export const COUNTED_AT_MOST = { plain: 2_000, words: 500 }

/** Under full text, the order of opening is the order of the numbers. */
const effective = (sort: Sort, filter: TicketFilter): Sort => (filter.words !== undefined && sort.by === 'opened' ? { ...sort, by: 'number' } : sort)

const keyOf = (ticket: Ticket, { by }: Sort): number =>
  by === 'opened' ? ticket.openedAt : by === 'due' ? ticket.resolveBy : by === 'last' ? ticket.lastAt : ticket.number

function looks(cx: DeskContext, communityId: string, { scope, filter, sort }: ListQuestion): Promise<Look>[] {
  const { tickets: t } = cx.db.tables
  const now = cx.now()
  const words = filter.words
  const ways = scopeWays(cx, communityId, scope)
  if (ways) return ways.map((way) => lookAt(cx, communityId, { by: [way], rest: filterConditions(t, filter, now), sort, words }))
  const many = words === undefined ? listed(t, filter).find(({ values }) => values.length > 1 && values.length <= VALUES_APART) : undefined
  const rest = filterConditions(t, filter, now, many?.column)
  if (!many) return [lookAt(cx, communityId, { by: [], rest, sort, words })]
  return many.values.map((value) => lookAt(cx, communityId, { by: [valueIs(many.column, value)], rest, sort, words }))
}

/** @param cursor `next` of the page before. @throws CodedError REQUEST_INVALID for a cursor of another sort */
export async function listTickets(
  cx: DeskContext,
  communityId: string,
  question: ListQuestion,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<ListPage> {
  const { scope, filter } = question
  const sort = effective(question.sort, filter)
  const after = cursor === undefined ? undefined : readCursor(sort, cursor)
  if (filter.words !== undefined || scope.kind !== 'all') await wordsUpToDate(cx, communityId)
  const found: Ticket[] = []
  // One more than asked for tells whether there is a next page.
  for (const look of await Promise.all(looks(cx, communityId, { ...question, sort }))) found.push(...(await pageOf(cx, look, sort, limit + 1, after)))
  const direction = sort.descending ? -1 : 1
  found.sort((a, b) => direction * (keyOf(a, sort) - keyOf(b, sort) || a.number - b.number))
  const tickets = found.slice(0, limit)
  const last = tickets.at(-1)
  return { tickets, next: last && found.length > limit ? writeCursor(sort, { key: keyOf(last, sort), number: last.number }) : null }
}

async function pageOf(cx: DeskContext, look: Look, sort: Sort, limit: number, after: Cursor | undefined): Promise<Ticket[]> {
  const { tickets: t } = cx.db.tables
  const column = { opened: t.openedAt, due: t.resolveBy, last: t.lastAt, number: t.number }[sort.by]
  const order = sort.descending ? desc : asc
  const sign = sql.raw(sort.descending ? '<' : '>')
  const beyond: SQL | undefined =
    after === undefined
      ? undefined
      : sort.by === 'number'
        ? sql`${t.number} ${sign} ${after.number}`
        : sql`(${column}, ${t.number}) ${sign} (${sql.param(after.key, column)}, ${after.number})`
  return (await look.page({ order: [order(column), ...(sort.by === 'number' ? [] : [order(t.number)])], beyond, after, limit })).map(onlyTicket)
}

/** How many tickets fit; null when they are more than COUNTED_AT_MOST. */
export async function countTickets(cx: DeskContext, communityId: string, question: ListQuestion): Promise<number | null> {
  const sort: Sort = { by: question.filter.words === undefined ? 'opened' : 'number', descending: true }
  const most = COUNTED_AT_MOST[question.filter.words === undefined ? 'plain' : 'words']
  let total = 0
  for (const look of await Promise.all(looks(cx, communityId, { ...question, sort }))) {
    total += await look.count(most + 1 - total)
    if (total > most) return null
  }
  return total
}

/** All tickets that fit, page by page: for exports. */
export async function* everyTicket(cx: DeskContext, communityId: string, question: ListQuestion, pageSize = 500): AsyncGenerator<Ticket[]> {
  let cursor: string | undefined
  do {
    const { tickets, next } = await listTickets(cx, communityId, question, { limit: pageSize, cursor })
    if (tickets.length > 0) yield tickets
    cursor = next ?? undefined
  } while (cursor !== undefined)
}

/** May this ticket be seen? */
export function isVisible(scope: TicketScope, ticket: Ticket): boolean {
  const { personId } = scope
  const own = [ticket.reporterId, ticket.assigneeId, ticket.heldBy?.assigneeId, ticket.verifierId, ...ticket.followers]
  if (scope.kind === 'all' || own.includes(personId) || ticket.parts.some((part) => part.assigneeId === personId)) return true
  if (scope.kind === 'grids') return ticket.gridId !== null && scope.gridIds.includes(ticket.gridId)
  return scope.kind === 'unit' && (ticket.orgId === scope.orgId || ticket.parts.some((part) => part.orgId === scope.orgId))
}
