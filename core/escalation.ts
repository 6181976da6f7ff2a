/**
 * Who is told when a clock runs down 督办/升级, in steps that are data. Levels 层级: 楼院 courtyard (the unit) - 社区 community - 街道 subdistrict - 区 district.
 *
 * Restart-safe: a step has a stable key; whoever says it claims the key in the same transaction (an event or a job claim), so it is said once.
 */
import type { Calendar } from './calendar.ts'
import { CLOCKS, type Clock, type ClockName, deadline, dueAt, isPaused, limitMs, type TimeLimit } from './deadlines.ts'
import type { TicketClocks } from './ticket-clocks.ts'
import { wallClock, within } from './time.ts'

export const AUDIENCES = ['assignee', 'supervisor', 'community', 'subdistrict', 'district'] as const
export type Audience = (typeof AUDIENCES)[number]

export interface EscalationStep {
  /** Unique within its clock; part of the key, so it stays as it is once used. */
  id: string
  /** A share of the limit (0.5 = half time), or a time past the deadline. */
  at: { share: number } | { past: TimeLimit }
  tell: readonly Audience[]
}

export type EscalationSteps = Record<ClockName, readonly EscalationStep[]>
export interface EscalationPlan {
  danger: EscalationSteps
  ordinary: EscalationSteps
}

const HALF: EscalationStep = { id: 'half', at: { share: 0.5 }, tell: ['assignee'] }
const DUE: EscalationStep = { id: 'due', at: { share: 1 }, tell: ['assignee', 'supervisor'] }
const past = (audience: Audience, amount: number, unit: TimeLimit['unit']): EscalationStep => ({
  id: audience,
  at: { past: { amount, unit } },
  tell: [audience],
})

export const ESCALATION: EscalationPlan = {
  danger: {
    accept: [HALF, DUE, past('community', 10, 'minutes'), past('subdistrict', 30, 'minutes')],
    act: [HALF, DUE, past('community', 15, 'minutes'), past('subdistrict', 45, 'minutes')],
    resolve: [HALF, DUE, past('community', 30, 'minutes'), past('subdistrict', 1, 'hours'), past('district', 4, 'hours')],
  },
  ordinary: {
    accept: [HALF, DUE, past('community', 2, 'working_hours'), past('subdistrict', 2, 'working_days')],
    act: [HALF, DUE, past('community', 4, 'working_hours'), past('subdistrict', 3, 'working_days')],
    resolve: [HALF, DUE, past('community', 1, 'working_days'), past('subdistrict', 3, 'working_days'), past('district', 7, 'working_days')],
  },
}

/** Wall-clock times of the community between which nobody is reminded of what can wait. */
export interface QuietHours {
  from: string
  to: string
  timezone: string
}

export interface DueStep {
  key: string
  ticketId: string
  number: number
  clock: ClockName
  step: string
  /** When the step fell due; at night it is said later. */
  at: number
  /** The clock's deadline. */
  due: number
  danger: boolean
  /** Empty when a later step of the same clock says it to the same people: the key is claimed, nothing is said. */
  tell: readonly Audience[]
}

export const stepKey = (ticketId: string, clock: ClockName, round: number, step: string): string => `${ticketId}:${clock}:${round}:${step}`

/** When a step of a clock falls due, as it looks at `now`. The time past the deadline stands still in pauses like the clock itself. */
export function stepAt(cal: Calendar, clock: Clock, step: EscalationStep, now: number): number {
  if ('share' in step.at) {
    const amount = clock.limit.amount * step.at.share
    return dueAt(cal, { ...clock, limit: { amount, unit: clock.limit.unit } }, now)
  }
  const due = dueAt(cal, clock, now)
  if (!clock.pauses.some((pause) => (pause.to ?? now) > due)) return deadline(cal, due, step.at.past)
  return dueAt(cal, { startedAt: due, limit: step.at.past, pauses: clock.pauses }, now)
}

/**
 * Steps of tickets that are due now and not yet taken, the earliest first. A clock that has stopped or is paused takes none; what can wait is not due in
 * the quiet hours and comes when they end. Claim every key that is returned; say what has somebody to tell.
 * @param calendarOf the calendar of the unit that has the ticket
 * @param taken keys of steps taken before
 */
export function dueSteps(
  tickets: readonly TicketClocks[],
  taken: ReadonlySet<string>,
  now: number,
  quiet: QuietHours,
  calendarOf: (ticket: TicketClocks) => Calendar,
  plan: EscalationPlan = ESCALATION,
): DueStep[] {
  const { time } = wallClock(now, quiet.timezone)
  const night = within(time, quiet.from, quiet.to)
  return tickets
    .filter((ticket) => ticket.danger || !night)
    .flatMap((ticket) => CLOCKS.flatMap((clock) => dueOfClock(ticket, clock, taken, now, calendarOf(ticket), plan)))
    .sort((a, b) => a.at - b.at || a.number - b.number)
}

function dueOfClock(ticket: TicketClocks, name: ClockName, taken: ReadonlySet<string>, now: number, cal: Calendar, plan: EscalationPlan): DueStep[] {
  const clock = ticket.clocks[name]
  if (clock.stoppedAt != null || isPaused(clock, now) || limitMs(clock.limit) <= 0) return []
  const { ticketId, number, danger } = ticket
  const due = dueAt(cal, clock, now)
  const steps = plan[danger ? 'danger' : 'ordinary'][name]
    .map((step) => ({ step, at: stepAt(cal, clock, step, now), key: stepKey(ticketId, name, ticket.rounds[name], step.id) }))
    .filter(({ at, key }) => at <= now && !taken.has(key))
    .sort((a, b) => a.at - b.at)
  return steps.map(({ step, at, key }, i) => {
    const saidLater = new Set(steps.slice(i + 1).flatMap((later) => later.step.tell))
    return { key, ticketId, number, clock: name, step: step.id, at, due, danger, tell: step.tell.filter((who) => !saidLater.has(who)) }
  })
}

/** One message to one person: every ticket once, by its gravest step. */
export interface Reminder {
  personId: string
  steps: readonly DueStep[]
}

const GRAVITY: readonly ClockName[] = ['accept', 'act', 'resolve']
/** Past the deadline weighs more than before it, danger more than the rest, then what concerns more people, then the later clock. */
const graver = (a: DueStep, b: DueStep): number =>
  Number(b.danger) - Number(a.danger) ||
  Number(b.at >= b.due) - Number(a.at >= a.due) ||
  Math.max(...b.tell.map((who) => AUDIENCES.indexOf(who))) - Math.max(...a.tell.map((who) => AUDIENCES.indexOf(who))) ||
  GRAVITY.indexOf(b.clock) - GRAVITY.indexOf(a.clock) ||
  a.due - b.due ||
  a.number - b.number

/**
 * One reminder for several tickets of one person, the gravest first.
 * @param peopleOf the people an audience of a ticket stands for (`audienceOf`); somebody who is in two audiences is told once
 */
export function reminders(steps: readonly DueStep[], peopleOf: (step: DueStep, audience: Audience) => readonly string[]): Reminder[] {
  const byPerson = new Map<string, Map<string, DueStep>>()
  for (const step of steps.filter(({ tell }) => tell.length > 0).sort(graver))
    for (const personId of step.tell.flatMap((audience) => peopleOf(step, audience))) {
      const tickets = byPerson.get(personId) ?? new Map<string, DueStep>()
      byPerson.set(personId, tickets)
      if (!tickets.has(step.ticketId)) tickets.set(step.ticketId, step)
    }
  return [...byPerson].map(([personId, tickets]) => ({ personId, steps: [...tickets.values()] }))
}
