/** The three clocks of a ticket, read off its events: so they are the same after a restart, and a changed rule holds for what is open. */
import type { Calendar } from './calendar.ts'
import {
  CLOCKS,
  type Clock,
  type ClockName,
  changeLimit,
  dueAt,
  extendUntil,
  type LimitedMatter,
  pause,
  resume,
  stop,
  type TimeLimits,
} from './deadlines.ts'
import { evolve, type RecordedEvent } from './evolve.ts'
import { phaseOf, type Ticket, type TicketEvent } from './ticket.ts'

export interface TicketClocks {
  ticketId: string
  number: number
  /** Danger does not wait for the morning. */
  danger: boolean
  clocks: Record<ClockName, Clock>
  /** How often each clock was started or given a new date: its steps of escalation are taken anew for each. */
  rounds: Record<ClockName, number>
}

export type LimitsAt = (matter: LimitedMatter, from: number) => TimeLimits
type State = Pick<TicketClocks, 'clocks' | 'rounds'>

/**
 * - accept starts when the matter is told, given to somebody else or reopened; accepting stops it.
 * - act starts when it is told or reopened; a promised time is its date from then on.
 * - resolve starts when it is told or reopened; 延期 and 限期办 give it a new date.
 * - 立即办 brings act and resolve forward, never back. An un-merged ticket starts like a reopened one.
 * - another category or urgency, or being 疑难, brings its limits, but an agreed date stays, except in danger.
 * - 挂账 pauses all three; resolved or closed stops them.
 * @param limitsAt the limits of a matter told at a time: `(matter, from) => inOrder(cal, from, limitsFor(matter, own))`
 */
export function ticketClocks(events: readonly RecordedEvent[], limitsAt: LimitsAt): TicketClocks {
  let ticket: Ticket | undefined
  let state: State | undefined
  for (const { at, actorId, event } of events) {
    const before = ticket
    ticket = evolve(ticket, event, at, actorId)
    state = state && before ? onward(state, before, ticket, { at, event }, limitsAt) : started(ticket, limitsAt, at)
  }
  if (!ticket || !state) throw new Error('no events, no clocks')
  return { ticketId: ticket.id, number: ticket.number, danger: ticket.urgency === 'emergency', ...state }
}

/** When each clock runs out: what a ticket's row keeps for lists and reminders. */
export function dueTimesOf(cal: Calendar, { clocks }: TicketClocks, now: number): { acceptBy: number; actBy: number; resolveBy: number } {
  return { acceptBy: dueAt(cal, clocks.accept, now), actBy: dueAt(cal, clocks.act, now), resolveBy: dueAt(cal, clocks.resolve, now) }
}

function started(matter: LimitedMatter, limitsAt: LimitsAt, at: number): State {
  const limits = limitsAt(matter, at)
  const clock = (name: ClockName): Clock => ({ startedAt: at, limit: limits[name], pauses: [] })
  return { clocks: { accept: clock('accept'), act: clock('act'), resolve: clock('resolve') }, rounds: { accept: 0, act: 0, resolve: 0 } }
}

function onward(
  { clocks, rounds }: State,
  before: Ticket,
  after: Ticket,
  { at, event }: { at: number; event: TicketEvent },
  limitsAt: LimitsAt,
): State {
  const next: State = { clocks: { ...clocks }, rounds: { ...rounds } }
  const change = (names: readonly ClockName[], how: (clock: Clock, name: ClockName) => Clock): void => {
    for (const name of names) next.clocks[name] = how(next.clocks[name], name)
  }
  const anew = (names: readonly ClockName[], how: (clock: Clock, name: ClockName) => Clock): void => {
    change(names, how)
    for (const name of names) next.rounds[name] += 1
  }
  const again = (_: Clock, name: ClockName): Clock => started(after, limitsAt, at).clocks[name]
  if (event.type === 'recategorised' || event.type === 'complexity_set')
    change(CLOCKS, (clock, name) => {
      const rule = limitsAt(before, clocks.resolve.startedAt)[name]
      const agreed = clock.limit.amount !== rule.amount || clock.limit.unit !== rule.unit
      return agreed && after.urgency !== 'emergency' ? clock : changeLimit(clock, limitsAt(after, clocks.resolve.startedAt)[name])
    })
  if (event.type === 'reopened' || event.type === 'unmerged') anew(CLOCKS, again)
  if (event.type === 'assigned' && (before.acceptedAt !== null || after.assigneeId !== before.assigneeId)) anew(['accept'], again)
  if (event.type === 'extended') anew(['resolve'], (clock) => extendUntil(clock, event.until, at))
  if (event.type === 'planned' && event.until !== null) {
    const { until } = event
    anew(['resolve'], (clock) => extendUntil(clock, until, at))
  }
  if (before.status !== 'suspended' && after.status === 'suspended') change(CLOCKS, (clock) => pause(clock, at))
  if (before.status === 'suspended' && after.status !== 'suspended') change(CLOCKS, (clock) => resume(clock, at))
  if ((event.type === 'accepted' || event.type === 'promised') && event.promisedAt !== null) {
    const { promisedAt } = event
    anew(['act'], (clock) => extendUntil(clock, promisedAt, at))
  }
  if (event.type === 'taken_on' && event.until !== null) {
    const { until } = event
    anew(['resolve'], (clock) => extendUntil(clock, until, at))
  }
  if (event.type === 'taken_on' && event.actBy !== null) {
    const { actBy } = event
    anew(['act'], (clock) => extendUntil(clock, actBy, at))
  }
  if (after.acceptedAt !== null) change(['accept'], (clock) => stop(clock, at))
  if (phaseOf(after.status) !== 'open') change(CLOCKS, (clock) => stop(clock, at))
  return next
}
