/** What a digest says, from tickets: pure selection and counting; the wording is core/phrases'. */
import { isOverdue, phaseOf, type Ticket } from './ticket.ts'

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

const counts = (ticket: Ticket): boolean => ticket.status !== 'withdrawn' && ticket.status !== 'duplicate'

/** A day of one group, unit or community. `tickets` are all that were open in the span or touched since the month began. */
export function digestOf(tickets: readonly Ticket[], span: DaySpan): DigestContent {
  const within = (at: number | null, from: number): boolean => at !== null && at >= from && at < span.to
  const matters = tickets.filter(counts)
  const closed = matters.filter((t) => phaseOf(t.status) === 'closed' && within(t.closedAt, span.from))
  const open = matters.filter((t) => phaseOf(t.status) !== 'closed' && t.openedAt < span.to)
  const opened = matters.filter((t) => within(t.openedAt, span.from)).length
  const monthOpened = matters.filter((t) => within(t.openedAt, span.monthFrom))
  return {
    opened,
    closed: closed.sort((a, b) => (a.closedAt ?? 0) - (b.closedAt ?? 0)),
    open: open.sort((a, b) => a.resolveBy - b.resolveBy),
    monthOpened: monthOpened.length,
    monthClosed: monthOpened.filter((t) => phaseOf(t.status) === 'closed').length,
  }
}

/** Nothing is sent on a day with nothing to tell: no news, and nothing overdue to own up to. */
export const worthTelling = (content: DigestContent, now: number): boolean =>
  content.opened > 0 || content.closed.length > 0 || content.open.some((t) => isOverdue(t, now))
