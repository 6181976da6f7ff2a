/** Figures of a period for charts and tables: the rates of the record (core/rates), and what they are drawn from. */
import { setImmediate } from 'node:timers/promises'
import { and, asc, eq, gte, inArray, lt, notInArray } from 'drizzle-orm'
import { DateTime } from 'luxon'
import type { TicketScope } from '../../core/access.ts'
import type { RecordedEvent } from '../../core/evolve.ts'
import { median, quantile } from '../../core/rates/figures.ts'
import type { Period } from '../../core/rates/period.ts'
import { type RateRow, rateRow } from '../../core/rates/row.ts'
import { type Grouping, type Report, reportOf, reportsBy } from '../../core/rates.ts'
import { isOverdue, phaseOf, statusesIn, type Ticket, type TicketEvent } from '../../core/ticket.ts'
import type { DeskContext } from '../context.ts'
import { ticketsOfAny } from '../ticket-rows.ts'
import { opaque } from './conditions.ts'

export type StatsGrouping = Grouping | 'day'

export interface DayFigures {
  /** 2026-11-23 */
  day: string
  at: number
  opened: number
  closed: number
  /** Open at the end of the day. */
  backlog: number
}

export interface HeatRow {
  buildingId: string
  opened: number
  open: number
  overdue: number
  categories: Record<string, number>
}

export interface LedgerStats {
  total: Report
  rows: Report[]
  series: DayFigures[]
  heat: HeatRow[]
  toClose: { category: Ticket['category']; closed: number; median: number | null; p90: number | null }[]
  stars: { stars: number; count: number }[]
}

type Counted = RateRow & { stars: number | null }

/** Longest period: what is drawn by day stays readable and what is read stays bounded. */
export const STATS_AT_MOST = { days: 400 }
const TICKETS_AT_ONCE = 500
/** Bulky events in which no figure stands. */
const NO_FIGURES: TicketEvent['type'][] = [
  'opened',
  'detail_added',
  'followed',
  'urged',
  'placed',
  'recategorised',
  'assigned',
  'clocks_set',
  'moved',
]

const seen = (scope: TicketScope, row: Pick<RateRow, 'orgId' | 'gridId' | 'assigneeId'>): boolean => {
  if (scope.kind === 'all') return true
  if (row.assigneeId === scope.personId) return true
  return scope.kind === 'unit' ? row.orgId === scope.orgId : scope.kind === 'grids' && row.gridId !== null && scope.gridIds.includes(row.gridId)
}

/** Told, due, closed or rated in the period, or not closed yet. */
async function rowsOf(cx: DeskContext, communityId: string, scope: TicketScope, { from, to }: Period): Promise<Counted[]> {
  const { tickets: t } = cx.db.tables
  const found = await ticketsOfAny(cx, cx.db.read, communityId, [
    inArray(t.status, statusesIn('open', 'resolved')),
    // Whatever was opened or closed since was last touched since. No row is read twice: there may be very many.
    and(gte(t.lastAt, from), opaque(inArray(t.status, statusesIn('closed')))),
    and(gte(t.resolveBy, from), lt(t.resolveBy, to), opaque(lt(t.lastAt, from))),
  ])
  const tickets = found.filter((ticket) => ticket.openedAt < to && seen(scope, ticket))
  const counted: Counted[] = []
  for (let i = 0; i < tickets.length; i += TICKETS_AT_ONCE) {
    const some = tickets.slice(i, i + TICKETS_AT_ONCE)
    const events = await figuresIn(
      cx,
      communityId,
      some.map(({ id }) => id),
    )
    for (const ticket of some) counted.push({ ...rateRow(ticket, events.get(ticket.id) ?? []), stars: ticket.stars })
    // A year of tickets takes a while: messages go first.
    await setImmediate()
  }
  return counted
}

async function figuresIn(cx: DeskContext, communityId: string, ids: readonly string[]): Promise<Map<string, RecordedEvent[]>> {
  const { ticketEvents: e } = cx.db.tables
  const rows = await cx.db.read
    .select({ ticketId: e.ticketId, at: e.at, actorId: e.actorId, event: e.event })
    .from(e)
    .where(and(eq(e.communityId, communityId), inArray(e.ticketId, [...ids]), notInArray(e.type, NO_FIGURES)))
    .orderBy(asc(e.ticketId), asc(e.seq))
  const byTicket = new Map<string, RecordedEvent[]>()
  for (const { ticketId, ...event } of rows) {
    const known = byTicket.get(ticketId)
    if (known) known.push(event)
    else byTicket.set(ticketId, [event])
  }
  return byTicket
}

export async function ledgerStats(
  cx: DeskContext,
  communityId: string,
  { scope, period, by, timezone }: { scope: TicketScope; period: Period; by: StatsGrouping; timezone: string },
): Promise<LedgerStats> {
  const rows = await rowsOf(cx, communityId, scope, period)
  const now = cx.now()
  const question = { period, now }
  const days = daysOf(period, timezone)
  return {
    total: reportOf(rows, question),
    rows: by === 'day' ? days.map((day) => reportOf(rows, { period: day, now: Math.min(now, day.to) }, day.day)) : reportsBy(rows, by, question),
    series: days.map((day) => daily(rows, day)),
    heat: heatOf(rows, period, now),
    toClose: closingTimes(rows, period),
    stars: [5, 4, 3, 2, 1].map((stars) => ({
      stars,
      count: rows.filter((row) => row.stars === stars && row.callBack && inside(row.callBack.at, period)).length,
    })),
  }
}

interface Day extends Period {
  day: string
}

function daysOf({ from, to }: Period, timezone: string): Day[] {
  const days: Day[] = []
  for (let day = DateTime.fromMillis(from, { zone: timezone }).startOf('day'); day.toMillis() < to; day = day.plus({ days: 1 }))
    days.push({ day: day.toFormat('yyyy-MM-dd'), from: day.toMillis(), to: day.plus({ days: 1 }).toMillis() })
  return days
}

const inside = (at: number | null, { from, to }: Period): boolean => at !== null && at >= from && at < to
const endOf = (row: RateRow): number | null => (phaseOf(row.status) === 'closed' ? row.closedAt : null)

function daily(rows: readonly RateRow[], day: Day): DayFigures {
  let [opened, closed, backlog] = [0, 0, 0]
  for (const row of rows) {
    const end = endOf(row)
    if (inside(row.openedAt, day)) opened++
    if (inside(end, day)) closed++
    if (row.openedAt < day.to && (end === null || end >= day.to)) backlog++
  }
  return { day: day.day, at: day.from, opened, closed, backlog }
}

function heatOf(rows: readonly RateRow[], period: Period, now: number): HeatRow[] {
  const heat = new Map<string, HeatRow>()
  for (const row of rows) {
    if (row.buildingId === null) continue
    const cell = heat.get(row.buildingId) ?? { buildingId: row.buildingId, opened: 0, open: 0, overdue: 0, categories: {} }
    heat.set(row.buildingId, cell)
    if (phaseOf(row.status) === 'open') cell.open++
    if (isOverdue(row, now)) cell.overdue++
    if (!inside(row.openedAt, period)) continue
    cell.opened++
    cell.categories[row.category] = (cell.categories[row.category] ?? 0) + 1
  }
  return [...heat.values()].sort((a, b) => b.opened - a.opened || (a.buildingId < b.buildingId ? -1 : 1))
}

function closingTimes(rows: readonly RateRow[], period: Period): LedgerStats['toClose'] {
  const times = new Map<Ticket['category'], number[]>()
  for (const row of rows) {
    const end = endOf(row)
    if (end === null || !inside(end, period) || row.status === 'duplicate' || row.status === 'withdrawn') continue
    const ms = times.get(row.category) ?? []
    times.set(row.category, ms)
    ms.push((row.resolvedAt ?? end) - row.openedAt)
  }
  return [...times]
    .map(([category, ms]) => ({ category, closed: ms.length, median: median(ms), p90: quantile(ms, 0.9) }))
    .sort((a, b) => b.closed - a.closed)
}
