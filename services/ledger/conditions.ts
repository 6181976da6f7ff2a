/** Filters and rights as conditions of the database, each apart, so that the plan can choose by which to look. */
import { and, eq, gte, inArray, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import type { TicketScope } from '../../core/access.ts'
import type { Tables } from '../../db/tables.ts'
import type { DeskContext } from '../context.ts'
import { asksUnclosed, type SortField, type TicketFilter } from './filter.ts'

type Ticketed = Tables['tickets']
type Idish = Ticketed['orgId'] | Ticketed['assigneeId'] | Ticketed['buildingId'] | Ticketed['gridId'] | Ticketed['category']

/** One condition. */
export interface Condition {
  sql: SQL
  /** An index answers it. */
  indexed: boolean
  /** Few rows of a ledger that is old: looked along rather than others that many rows fit. */
  scarce?: true
  /** Orders in which that index gives its rows. */
  inOrder?: readonly SortField[]
  /** A span of this order's own key. */
  span?: SortField
}

const plain = (condition: SQL | undefined): Condition[] => (condition ? [{ sql: condition, indexed: false }] : [])
const byIndex = (condition: SQL | undefined, ...inOrder: SortField[]): Condition[] => (condition ? [{ sql: condition, indexed: true, inOrder }] : [])

/** Written out, for the index of unclosed tickets is used only where its own words stand. */
export const isUnclosed = ({ status }: Ticketed): SQL => sql`${status} in ('open', 'accepted', 'suspended', 'resolved')`

function oneOf(column: Idish, values: readonly (string | null)[]): SQL {
  const ids = values.filter((value) => value !== null)
  const some = ids.length === 1 ? eq(column, ids[0] ?? '') : ids.length > 1 ? inArray(column, ids) : undefined
  const none = ids.length < values.length ? isNull(column) : undefined
  return (some && none ? or(some, none) : (some ?? none)) as SQL
}

/** The filters that can have an index of their own, with their values; the likely narrowest first. */
export const listed = (t: Ticketed, filter: TicketFilter): { column: Idish; values: readonly (string | null)[] }[] =>
  [
    { column: t.assigneeId, values: filter.people },
    { column: t.buildingId, values: filter.buildings },
    { column: t.category, values: filter.categories },
    { column: t.gridId, values: filter.grids },
    { column: t.orgId, values: filter.units },
  ].flatMap(({ column, values }) => (values === undefined || values.length === 0 ? [] : [{ column, values }]))

export const valueIs = (column: Idish, value: string | null): SQL => (value === null ? isNull(column) : eq(column, value))

/** @param skip a column whose filter is asked value by value */
export function filterConditions(t: Ticketed, filter: TicketFilter, now: number, skip?: Idish): Condition[] {
  const { statuses, kinds, urgencies, overdue, from, to } = filter
  const late = and(inArray(t.status, ['open', 'accepted']), lt(t.resolveBy, now))
  return [
    ...listed(t, filter).flatMap(({ column, values }) =>
      column === skip ? [] : values.length === 1 ? byIndex(oneOf(column, values), 'opened') : plain(oneOf(column, values)),
    ),
    ...(asksUnclosed(filter) ? byIndex(isUnclosed(t), 'opened', 'due').map((one) => ({ ...one, scarce: true as const })) : []),
    // What somebody has to do now has an index of its own.
    ...(asksUnclosed(filter) && filter.people?.length === 1 ? byIndex(and(oneOf(t.assigneeId, filter.people), isUnclosed(t))) : []),
    ...plain(statuses && inArray(t.status, statuses)),
    ...rare(kinds && inArray(t.kind, kinds), kinds?.includes('report') === false, sql`${t.kind} <> 'report'`),
    ...rare(urgencies && inArray(t.urgency, urgencies), urgencies?.includes('normal') === false, sql`${t.urgency} <> 'normal'`),
    ...plain(overdue === undefined ? undefined : overdue ? late : sql`not (${late})`),
    ...span(t.openedAt, 'opened', { from, to }),
    ...span(t.resolveBy, 'due', { from: filter.dueFrom, to: filter.dueTo ?? (overdue === true ? now : undefined) }),
  ]
}

function span(column: Ticketed['openedAt'] | Ticketed['resolveBy'], order: SortField, { from, to }: { from?: number; to?: number }): Condition[] {
  if (from === undefined && to === undefined) return []
  const within = and(from === undefined ? undefined : gte(column, from), to === undefined ? undefined : lt(column, to))
  return [{ sql: within as SQL, indexed: true, inOrder: [order], span: order }]
}

/** A value that few rows have: their index is used only where its own words stand. */
const rare = (condition: SQL | undefined, few: boolean, own: SQL): Condition[] =>
  condition === undefined ? [] : few ? byIndex(and(own, condition), 'opened') : plain(condition)

/**
 * The ways by which somebody may see a ticket, no ticket by two of them; undefined for everything. Each is looked along its own index and the pages are
 * laid together: asked at once with "or", databases walk through the whole ledger.
 */
export function scopeWays({ db }: Pick<DeskContext, 'db'>, communityId: string, scope: TicketScope): SQL[] | undefined {
  if (scope.kind === 'all') return undefined
  const { tickets: t, ticketFollowers: f } = db.tables
  // PostgreSQL reckons with what it can read; SQLite looks up in indexes whatever it can.
  const beside = db.dialect === 'sqlite' ? opaque : (condition: SQL): SQL => condition
  const { personId } = scope
  const followed = sql`${t.number} in (select ${f.number} from ${f} where ${f.communityId} = ${communityId} and ${f.personId} = ${personId})`
  const ways: { is: SQL; isNot: SQL }[] = [
    ...(scope.kind === 'unit' ? [either(t.orgId, scope.orgId)] : []),
    ...(scope.kind === 'grids' ? scope.gridIds.map((gridId) => either(t.gridId, gridId)) : []),
    either(t.assigneeId, personId),
    { is: eq(t.reporterId, personId), isNot: ne(t.reporterId, personId) },
    { is: followed, isNot: sql`not (${followed})` },
  ]
  return ways.map(({ is }, i) => and(is, ...ways.slice(0, i).map((earlier) => beside(earlier.isNot))) as SQL)
}

const either = (column: Idish, value: string): { is: SQL; isNot: SQL } => ({
  is: eq(column, value),
  isNot: sql`coalesce(${column}, '') <> ${value}`,
})

/** A condition that is checked on each row and looked up in no index. */
export const opaque = (condition: SQL): SQL => sql`case when ${condition} then 1 else 0 end = 1`

/** The ways at once, checked on each row: where the rows are few already. */
export function scopeIs(cx: Pick<DeskContext, 'db'>, communityId: string, scope: TicketScope): SQL | undefined {
  const ways = scopeWays(cx, communityId, scope)
  return ways && opaque(or(...ways) as SQL)
}
