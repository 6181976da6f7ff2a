/** Figures and pages of the ledger for the read API in the shape of WeCom's 居民上报. */
import { and, asc, eq, gt, gte, inArray, type SQL, sql } from 'drizzle-orm'
import type { TicketScope } from '../core/access.ts'
import { COUNTED, isFinished, isPending, isProcessing } from '../core/resident-reports.ts'
import type { Ticket } from '../core/ticket.ts'
import type { Category } from '../core/understanding/terms.ts'
import type { DeskContext } from './context.ts'
import { scopeIs } from './ledger/conditions.ts'
import { onlyTicket } from './ticket-rows.ts'

export interface ReportFigures {
  pending: number
  processing: number
  addedToday: number
  finishedToday: number
  total: number
  accepted: number
  finished: number
}

export interface Whose {
  gridId?: string
  assigneeId?: string
}

/** @param today when the community's day began */
export async function reportFigures(cx: DeskContext, communityId: string, scope: TicketScope, whose: Whose, today: number): Promise<ReportFigures> {
  const { tickets: t } = cx.db.tables
  const count = (condition: SQL) => sql<number>`cast(sum(case when ${condition} then 1 else 0 end) as integer)`
  const since = (column: typeof t.openedAt | typeof t.closedAt) => sql`${column} >= ${sql.param(today, column)}`
  const rows = await cx.db.read
    .select({
      status: t.status,
      total: sql<number>`cast(count(*) as integer)`,
      accepted: count(sql`${t.acceptedAt} is not null`),
      addedToday: count(since(t.openedAt)),
      closedToday: count(since(t.closedAt)),
    })
    .from(t)
    .where(
      and(
        eq(t.communityId, communityId),
        inArray(t.status, COUNTED),
        whose.gridId === undefined ? undefined : eq(t.gridId, whose.gridId),
        whose.assigneeId === undefined ? undefined : eq(t.assigneeId, whose.assigneeId),
        scopeIs(cx, communityId, scope),
      ),
    )
    .groupBy(t.status)
  const sum = (of: (row: (typeof rows)[number]) => number): number => rows.reduce((all, row) => all + of(row), 0)
  return {
    pending: sum((row) => (isPending(row.status) ? row.total : 0)),
    processing: sum((row) => (isProcessing(row.status) ? row.total : 0)),
    addedToday: sum((row) => row.addedToday),
    finishedToday: sum((row) => (isFinished(row.status) ? row.closedToday : 0)),
    total: sum((row) => row.total),
    // Whatever is past the desk was taken, whether or not anybody said so.
    accepted: sum((row) => (isPending(row.status) ? row.accepted : row.total)),
    finished: sum((row) => (isFinished(row.status) ? row.total : 0)),
  }
}

export interface CategoryFigures {
  category: Category
  total: number
  finished: number
}

export async function categoryFigures(cx: DeskContext, communityId: string, scope: TicketScope): Promise<CategoryFigures[]> {
  const { tickets: t } = cx.db.tables
  const finished = COUNTED.filter(isFinished)
  return cx.db.read
    .select({
      category: t.category,
      total: sql<number>`cast(count(*) as integer)`,
      finished: sql<number>`cast(sum(case when ${inArray(t.status, finished)} then 1 else 0 end) as integer)`,
    })
    .from(t)
    .where(and(eq(t.communityId, communityId), inArray(t.status, COUNTED), scopeIs(cx, communityId, scope)))
    .groupBy(t.category)
}

export interface OrderQuestion {
  createdFrom?: number
  changedFrom?: number
  /** Number of the last ticket of the page before. */
  after: number
  limit: number
}

/** By number, so that what changes meanwhile moves nothing from page to page. */
export async function orderPage(
  cx: DeskContext,
  communityId: string,
  scope: TicketScope,
  { createdFrom, changedFrom, after, limit }: OrderQuestion,
): Promise<Ticket[]> {
  const { tickets: t } = cx.db.tables
  const rows = await cx.db.read
    .select()
    .from(t)
    .where(
      and(
        eq(t.communityId, communityId),
        gt(t.number, after),
        createdFrom === undefined ? undefined : gte(t.openedAt, createdFrom),
        changedFrom === undefined ? undefined : gte(t.lastAt, changedFrom),
        scopeIs(cx, communityId, scope),
      ),
    )
    .orderBy(asc(t.number))
    .limit(limit)
  return rows.map(onlyTicket)
}
