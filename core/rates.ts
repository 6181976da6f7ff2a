/**
 * The figures of the record 考核口径: three rates 响应率/解决率/满意率 over valid call-backs, closing and on-time closing, first response, time to close,
 * reopening, backlog; per unit, person, building, grid and category, and per period.
 *
 * Rounding: every figure is kept as whole numbers and divided once, at the end; percentages have two decimals, a half rounds up (93.725 → 93.73); times
 * are whole milliseconds. A rate over nothing is null, never 0 or 100.
 */
import { median, milli, percent, quantile, type Rate, rate } from './rates/figures.ts'
import type { Period } from './rates/period.ts'
import type { RateRow } from './rates/row.ts'
import { phaseOf } from './ticket.ts'

export interface Weights {
  response: number
  solution: number
  satisfaction: number
  /** What 基本满意 counts. */
  mostly: number
}

export const WEIGHTS: Weights = { response: 0.1, solution: 0.5, satisfaction: 0.4, mostly: 0.9 }

/** @throws RangeError unless the three weights are not negative and sum to 1, and `mostly` lies between 0 and 1 */
export function checkWeights({ response, solution, satisfaction, mostly }: Weights): void {
  const sum = [response, solution, satisfaction].reduce((total, w) => total + milli(w), 0)
  if (sum !== 1000 || [response, solution, satisfaction, mostly].some((w) => !(w >= 0 && w <= 1)))
    throw new RangeError('the weights of the three rates must sum to 1, and each lie between 0 and 1')
}

/** Whole numbers only: they add up over any partition of the rows. */
export interface Counts {
  /** Told in the period, without what turned out a duplicate or was withdrawn. */
  opened: number
  /** Their time to be answered ran out in the period; of these, answered before. */
  acceptDue: number
  acceptOnTime: number
  /** Their limit ran out in the period. */
  due: number
  /** Of these, closed by the time of asking; and finished before the limit. */
  dueClosed: number
  dueOnTime: number
  /** Closed in the period, by outcome. */
  solved: number
  confirmed: number
  /** Solved without anybody's word: closed by itself. */
  silent: number
  /** Solved as a grid worker saw it on the spot. */
  verified: number
  notOurs: number
  cannot: number
  /** Said to be done, or reopened, in the period; of these, reopened. */
  finished: number
  reopened: number
  /** Valid call-backs of the period and what they said. */
  calls: number
  responded: number
  callsSolved: number
  satisfied: number
  mostly: number
  /** Not closed at the time of asking; of these, past the limit and not on hold. */
  backlog: number
  backlogOverdue: number
  /** Of what was told in the period: marked complex, and by the way it was taken on. */
  complex: number
  atOnce: number
  byDate: number
  upward: number
}

/** Duplicates and withdrawn matters are nobody's merit and nobody's fault. */
export const countsFor = (row: Pick<RateRow, 'status'>): boolean => row.status !== 'duplicate' && row.status !== 'withdrawn'

const within = (at: number | null, { from, to }: Period): boolean => at !== null && at >= from && at < to
/** When the work was done: 办结, not the resident's confirmation after it. */
const finishedAt = (row: RateRow): number | null => row.resolvedAt ?? row.closedAt
const closedBy = (row: RateRow, now: number): boolean => phaseOf(row.status) === 'closed' && row.closedAt !== null && row.closedAt <= now

/** @param now the time of asking; for a past period its end, or today to see what has become of it */
export function tally(rows: readonly RateRow[], period: Period, now: number): Counts {
  const matters = rows.filter((row) => countsFor(row) && row.openedAt <= now)
  const acceptDue = matters.filter((row) => within(row.acceptBy, period) && row.acceptBy <= now)
  // On hold the clock stands still: its old date is nobody's fault.
  const due = matters.filter((row) => row.status !== 'suspended' && within(row.resolveBy, period))
  const closed = matters.filter((row) => closedBy(row, now) && within(row.closedAt, period))
  const reopened = matters.filter((row) => within(row.reopenedAt, period))
  const calls = matters.flatMap(({ callBack }) => (callBack?.valid && within(callBack.at, period) ? [callBack] : []))
  const backlog = openAt(matters, now)
  const count = <T>(of: readonly T[], test: (one: T) => boolean): number => of.filter(test).length
  return {
    opened: count(matters, (row) => within(row.openedAt, period)),
    acceptDue: acceptDue.length,
    acceptOnTime: count(acceptDue, (row) => row.respondedAt !== null && row.respondedAt <= row.acceptBy),
    due: due.length,
    dueClosed: count(due, (row) => closedBy(row, now)),
    dueOnTime: count(due, (row) => closedBy(row, now) && (finishedAt(row) ?? now) <= row.resolveBy),
    solved: count(closed, (row) => row.status === 'solved'),
    confirmed: count(closed, (row) => row.status === 'solved' && row.confirmed),
    silent: count(closed, (row) => row.status === 'solved' && !row.confirmed && (row.solvedBy ?? 'silence') === 'silence'),
    verified: count(closed, (row) => row.status === 'solved' && row.solvedBy === 'verified'),
    notOurs: count(closed, (row) => row.status === 'not_ours'),
    cannot: count(closed, (row) => row.status === 'cannot'),
    finished: count(matters, (row) => within(finishedAt(row), period) || within(row.reopenedAt, period)),
    reopened: reopened.length,
    calls: calls.length,
    responded: count(calls, (call) => call.responded),
    callsSolved: count(calls, (call) => call.solved),
    satisfied: count(calls, (call) => call.satisfied === 'yes'),
    mostly: count(calls, (call) => call.satisfied === 'mostly'),
    backlog: backlog.length,
    backlogOverdue: count(backlog, (row) => row.status !== 'suspended' && row.resolveBy < now),
    complex: count(matters, (row) => row.complex && within(row.openedAt, period)),
    atOnce: count(matters, (row) => row.taken === 'at_once' && within(row.openedAt, period)),
    byDate: count(matters, (row) => row.taken === 'by_date' && within(row.openedAt, period)),
    upward: count(matters, (row) => row.taken === 'upward' && within(row.openedAt, period)),
  }
}

const openAt = (matters: readonly RateRow[], now: number): RateRow[] => matters.filter((row) => row.openedAt <= now && !closedBy(row, now))

export const addCounts = (a: Counts, b: Counts): Counts =>
  Object.fromEntries(Object.entries(a).map(([key, value]) => [key, value + b[key as keyof Counts]])) as unknown as Counts

export interface Rates {
  response: Rate
  solution: Rate
  /** `part` counts 基本满意 by its weight. */
  satisfaction: Rate
  /** The three together, 0–100; null without a valid call-back. */
  composite: number | null
  /** Answered in time, whether or not anybody was called back. */
  accepting: Rate
  closing: Rate
  onTime: Rate
  reopening: Rate
}

/** @throws RangeError as `checkWeights` says */
export function ratesOf(counts: Counts, weights: Weights = WEIGHTS): Rates {
  checkWeights(weights)
  const { calls } = counts
  const content = counts.satisfied * 1000 + counts.mostly * milli(weights.mostly)
  const composite =
    milli(weights.response) * counts.responded * 1000 + milli(weights.solution) * counts.callsSolved * 1000 + milli(weights.satisfaction) * content
  return {
    response: rate(counts.responded, calls),
    solution: rate(counts.callsSolved, calls),
    satisfaction: { part: content / 1000, whole: calls, percent: percent(content, calls * 1000) },
    composite: percent(composite, calls * 1_000_000),
    accepting: rate(counts.acceptOnTime, counts.acceptDue),
    closing: rate(counts.dueClosed, counts.due),
    onTime: rate(counts.dueOnTime, counts.due),
    reopening: rate(counts.reopened, counts.finished),
  }
}

export interface Times {
  /** From the report to the first word, of what was told in the period. */
  firstResponse: number | null
  /** From the report to the work done, of what was closed in the period. */
  closeMedian: number | null
  closeP90: number | null
  /** Ages of what is open at the time of asking. */
  backlogMedian: number | null
  backlogP90: number | null
  backlogOldest: number | null
}

export function timesOf(rows: readonly RateRow[], period: Period, now: number): Times {
  const matters = rows.filter((row) => countsFor(row) && row.openedAt <= now)
  const response = matters.flatMap((row) => (within(row.openedAt, period) && row.respondedAt !== null ? [row.respondedAt - row.openedAt] : []))
  const close = matters.flatMap((row) => (closedBy(row, now) && within(row.closedAt, period) ? [(finishedAt(row) ?? now) - row.openedAt] : []))
  const ages = openAt(matters, now).map((row) => now - row.openedAt)
  return {
    firstResponse: median(response),
    closeMedian: median(close),
    closeP90: quantile(close, 0.9),
    backlogMedian: median(ages),
    backlogP90: quantile(ages, 0.9),
    backlogOldest: quantile(ages, 1),
  }
}

export const GROUPINGS = { unit: 'orgId', person: 'assigneeId', building: 'buildingId', grid: 'gridId', category: 'category' } as const
export type Grouping = keyof typeof GROUPINGS

/** Rows by unit, person, building, grid or category; what has none is under null. */
export function groupRows(rows: readonly RateRow[], by: Grouping): Map<string | null, RateRow[]> {
  const groups = new Map<string | null, RateRow[]>()
  for (const row of rows) {
    const key = row[GROUPINGS[by]]
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}

export interface Report {
  /** Null for everything together, and within a grouping for what has none. */
  key: string | null
  counts: Counts
  rates: Rates
  times: Times
}

export interface Question {
  period: Period
  now: number
  weights?: Weights
}

export function reportOf(rows: readonly RateRow[], { period, now, weights }: Question, key: string | null = null): Report {
  const counts = tally(rows, period, now)
  return { key, counts, rates: ratesOf(counts, weights), times: timesOf(rows, period, now) }
}

/** One report per unit, person, building, grid or category, those with most to do first. */
export const reportsBy = (rows: readonly RateRow[], by: Grouping, question: Question): Report[] =>
  [...groupRows(rows, by)]
    .map(([key, group]) => reportOf(group, question, key))
    .sort((a, b) => b.counts.opened + b.counts.backlog - (a.counts.opened + a.counts.backlog) || ((a.key ?? '') < (b.key ?? '') ? -1 : 1))
