/** What a digest says, from tickets: pure selection and counting; the wording is core/phrases'. */
import { isOverdue, phaseOf, type Ticket, type TicketStatus } from './ticket.ts'

export interface DaySpan {
  from: number
  to: number
  monthFrom: number
}

export interface DigestContent {
  opened: number
  closed: Ticket[]
  /** Overdue first, then by what is due next. */
  open: Ticket[]
  monthOpened: number
  monthClosed: number
}

const counts = (ticket: Pick<Ticket, 'status'>): boolean => ticket.status !== 'withdrawn' && ticket.status !== 'duplicate'

/** So many tickets opened in the month stand at this status now. */
export interface MonthTally {
  status: TicketStatus
  n: number
}

const within = (at: number | null, from: number, { to }: DaySpan): boolean => at !== null && at >= from && at < to
const talliesOf = (tickets: readonly Ticket[], span: DaySpan): MonthTally[] =>
  tickets.filter((t) => within(t.openedAt, span.monthFrom, span)).map(({ status }) => ({ status, n: 1 }))

/**
 * A day of one group, unit or community.
 * @param tickets all that were open in the span, opened or closed in it
 * @param month counts of what was opened since the month began; read off `tickets` when they hold the month's
 */
export function digestOf(tickets: readonly Ticket[], span: DaySpan, month: readonly MonthTally[] = talliesOf(tickets, span)): DigestContent {
  const matters = tickets.filter(counts)
  const closed = matters.filter((t) => phaseOf(t.status) === 'closed' && within(t.closedAt, span.from, span))
  const open = matters.filter((t) => phaseOf(t.status) !== 'closed' && t.openedAt < span.to)
  const opened = matters.filter((t) => within(t.openedAt, span.from, span)).length
  const sum = (tallies: readonly MonthTally[]): number => tallies.reduce((total, { n }) => total + n, 0)
  const counted = month.filter(counts)
  return {
    opened,
    closed: closed.sort((a, b) => (a.closedAt ?? 0) - (b.closedAt ?? 0)),
    open: open.sort((a, b) => a.resolveBy - b.resolveBy),
    monthOpened: sum(counted),
    monthClosed: sum(counted.filter(({ status }) => phaseOf(status) === 'closed')),
  }
}

/** Nothing is sent on a day with nothing to tell: no news, and nothing overdue to own up to. */
export const worthTelling = (content: DigestContent, now: number): boolean =>
  content.opened > 0 || content.closed.length > 0 || content.open.some((t) => isOverdue(t, now))

/** This week up to now beside the same days of the week before. */
export interface Trend {
  opened: number
  openedBefore: number
  closed: number
  closedBefore: number
}

const WEEK_MS = 7 * 86_400_000

/** @param week.from start of this week @param week.before start of the last one @returns null while the week before has nothing to compare with */
export function trendOf(
  tickets: readonly Pick<Ticket, 'status' | 'openedAt' | 'closedAt'>[],
  week: { from: number; before: number; to: number },
): Trend | null {
  const matters = tickets.filter(counts)
  const until = week.before + Math.min(week.to - week.from, WEEK_MS)
  const opened = (from: number, to: number): number => matters.filter((t) => t.openedAt >= from && t.openedAt < to).length
  const closed = (from: number, to: number): number =>
    matters.filter((t) => phaseOf(t.status) === 'closed' && t.closedAt !== null && t.closedAt >= from && t.closedAt < to).length
  const trend = {
    opened: opened(week.from, week.to),
    openedBefore: opened(week.before, until),
    closed: closed(week.from, week.to),
    closedBefore: closed(week.before, until),
  }
  return trend.openedBefore + trend.closedBefore === 0 ? null : trend
}

/** What is open for so long is named. */
export const LONG_OPEN = { days: 3 }

export function oldestOf({ open }: Pick<DigestContent, 'open'>, now: number): { ticket: Ticket; days: number } | null {
  const [oldest] = [...open].sort((a, b) => a.openedAt - b.openedAt)
  const days = oldest ? Math.floor((now - oldest.openedAt) / 86_400_000) : 0
  return oldest && days >= LONG_OPEN.days ? { ticket: oldest, days } : null
}

/**
 * Whom a day's digest thanks: who solved most, all of them when they are equal, and who helped with parts. Ids of people.
 * @param doneBy who said that it is done, where another than the assignee did
 */
export function thanksOf(
  { closed }: Pick<DigestContent, 'closed'>,
  doneBy: ReadonlyMap<string, string> = new Map(),
): { most: string[]; solved: number; helped: string[] } {
  const solved = closed.filter(({ status }) => status === 'solved')
  const by = new Map<string, number>()
  for (const { id, assigneeId } of solved) {
    const person = doneBy.get(id) ?? assigneeId
    if (person !== null) by.set(person, (by.get(person) ?? 0) + 1)
  }
  const best = Math.max(0, ...by.values())
  const most = [...by].filter(([, count]) => count === best).map(([id]) => id)
  const helped = solved.flatMap(({ parts }) => parts.filter(({ state }) => state === 'done').flatMap(({ assigneeId }) => assigneeId ?? []))
  return { most, solved: best, helped: [...new Set(helped)].filter((id) => !most.includes(id)) }
}
