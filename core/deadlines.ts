/**
 * By when: time limits 时限 and the three clocks of a ticket (accept 接单, act 到场/处置, resolve 办结), with pauses 挂账, changes and extensions 延期.
 *
 * A limit is counted in its own time: minutes, hours and days run always (a day is 24 hours), working hours run while the unit works, working days on
 * days on which it works. Amounts of time are milliseconds of that time; instants are milliseconds since the epoch.
 */
import { addCounted, type Calendar, countedBetween } from './calendar.ts'
import type { Category, Urgency } from './understanding/terms.ts'

export const LIMIT_UNITS = ['minutes', 'hours', 'working_hours', 'days', 'working_days'] as const
export type LimitUnit = (typeof LIMIT_UNITS)[number]

export interface TimeLimit {
  amount: number
  unit: LimitUnit
}

/** When the three clocks run out. Milliseconds since the epoch. */
export interface DueTimes {
  acceptBy: number
  actBy: number
  resolveBy: number
}

export const CLOCKS = ['accept', 'act', 'resolve'] as const
export type ClockName = (typeof CLOCKS)[number]
export type TimeLimits = Record<ClockName, TimeLimit>

/** `complex` is said of a single matter that takes many hands, by whoever answers for it. */
export type LimitKey = Category | Urgency | 'complex'
/** Limits that a community sets for itself; a bare number is minutes. */
export type OwnLimits = Partial<Record<LimitKey, Partial<Record<ClockName, TimeLimit | number>>>>

const minutes = (amount: number): TimeLimit => ({ amount, unit: 'minutes' })
const hours = (amount: number): TimeLimit => ({ amount, unit: 'hours' })
const workingHours = (amount: number): TimeLimit => ({ amount, unit: 'working_hours' })
const days = (amount: number): TimeLimit => ({ amount, unit: 'days' })

/** Beijing hotline draft norm: danger 2 h; water, power, gas, heating 24 h; ordinary 7 days; complex 15 days; accept within 2 h. */
export const URGENCY_LIMITS: Record<Urgency, TimeLimits> = {
  emergency: { accept: minutes(15), act: minutes(30), resolve: hours(2) },
  urgent: { accept: hours(2), act: hours(4), resolve: hours(24) },
  normal: { accept: workingHours(2), act: workingHours(5), resolve: days(7) },
}

export const COMPLEX_LIMITS: Partial<TimeLimits> = { resolve: days(15) }

const SUPPLY: TimeLimits = { accept: hours(2), act: hours(4), resolve: hours(24) }
export const CATEGORY_TIME_LIMITS: Partial<Record<Category, TimeLimits>> = {
  water: SUPPLY,
  power: SUPPLY,
  gas: SUPPLY,
  heating: SUPPLY,
  elevator: SUPPLY,
}

export interface LimitedMatter {
  category: Category
  urgency: Urgency
  complex?: boolean
}

/**
 * The limits of a matter: category before urgency, complex before category, and at every step the community's own before the default. Danger stays
 * danger: neither category nor complexity slows its clocks, only the community's own `emergency` changes them.
 */
export function limitsFor({ category, urgency, complex = false }: LimitedMatter, own: OwnLimits = {}): TimeLimits {
  const layers: (Partial<Record<ClockName, TimeLimit | number>> | undefined)[] = [URGENCY_LIMITS[urgency], own[urgency]]
  if (urgency !== 'emergency') {
    layers.push(CATEGORY_TIME_LIMITS[category], own[category])
    if (complex) layers.push(COMPLEX_LIMITS, own.complex)
  }
  const limitOf = (clock: ClockName): TimeLimit => {
    const limit = layers.map((layer) => layer?.[clock]).findLast((l) => l !== undefined) ?? URGENCY_LIMITS[urgency][clock]
    return typeof limit === 'number' ? minutes(limit) : limit
  }
  return { accept: limitOf('accept'), act: limitOf('act'), resolve: limitOf('resolve') }
}

const UNIT_MS: Record<LimitUnit, number> = { minutes: 60_000, hours: 3_600_000, working_hours: 3_600_000, days: 86_400_000, working_days: 86_400_000 }

/** How long a limit is, in its own time. */
export const limitMs = ({ amount, unit }: TimeLimit): number => Math.round(amount * UNIT_MS[unit])

/** Time of the unit's kind that passes between two instants. */
function passed(cal: Calendar, unit: LimitUnit, from: number, to: number): number {
  if (unit === 'working_hours') return countedBetween(cal, 'worked', from, to)
  return unit === 'working_days' ? countedBetween(cal, 'workday', from, to) : Math.max(0, to - from)
}

function after(cal: Calendar, unit: LimitUnit, from: number, ms: number): number {
  if (unit === 'working_hours') return addCounted(cal, 'worked', from, ms)
  return unit === 'working_days' ? addCounted(cal, 'workday', from, ms) : from + Math.max(0, ms)
}

/** The first instant by which a limit that runs from `from` is used up. */
export const deadline = (cal: Calendar, from: number, limit: TimeLimit): number => after(cal, limit.unit, from, limitMs(limit))

/**
 * Limits whose deadlines come in order from `from` on. Over a long holiday two working hours can end after seven days: nobody must have acted before
 * having accepted, or have solved it before having acted.
 */
export function inOrder(cal: Calendar, from: number, { accept, act, resolve }: TimeLimits): TimeLimits {
  const later = (limit: TimeLimit, than: TimeLimit): TimeLimit => (deadline(cal, from, limit) < deadline(cal, from, than) ? than : limit)
  const acting = later(act, accept)
  return { accept, act: acting, resolve: later(resolve, acting) }
}

export interface Pause {
  from: number
  /** Absent or null while it lasts. */
  to?: number | null
}

export interface Clock {
  startedAt: number
  limit: TimeLimit
  pauses: readonly Pause[]
  /** When what it waited for was done; absent or null while it runs. */
  stoppedAt?: number | null
}

/** Pauses until `now`, sorted and apart from each other; one that lasts ends now. */
function pausesUntil(clock: Clock, now: number): { from: number; to: number }[] {
  const apart: { from: number; to: number }[] = []
  const spans = clock.pauses
    .map(({ from, to }) => ({ from: Math.max(from, clock.startedAt), to: Math.min(to ?? now, now) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from)
  for (const span of spans) {
    const last = apart.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else apart.push(span)
  }
  return apart
}

const seenAt = (clock: Clock, now: number): number => Math.min(now, clock.stoppedAt ?? now)

/** When the limit is used up, as it looks at `now`: a pause that still lasts counts as over now, so while it lasts the deadline moves along. */
export function dueAt(cal: Calendar, clock: Clock, now: number): number {
  const { unit } = clock.limit
  let from = clock.startedAt
  let left = limitMs(clock.limit)
  for (const pause of pausesUntil(clock, seenAt(clock, now))) {
    const run = passed(cal, unit, from, pause.from)
    if (run >= left) break
    left -= run
    from = pause.to
  }
  return after(cal, unit, from, left)
}

/** Time the clock has run, in its limit's own time, until `now` or until it was stopped. */
export const elapsed = (cal: Calendar, clock: Clock, now: number): number => ranBetween(cal, clock, clock.limit.unit, clock.startedAt, now)

function ranBetween(cal: Calendar, clock: Clock, unit: LimitUnit, from: number, now: number): number {
  const until = seenAt(clock, now)
  const paused = pausesUntil(clock, until).reduce((sum, pause) => sum + passed(cal, unit, Math.max(pause.from, from), pause.to), 0)
  return passed(cal, unit, from, until) - paused
}

/** Time left of the limit, in its own time; 0 when it is used up. */
export const remaining = (cal: Calendar, clock: Clock, now: number): number => Math.max(0, limitMs(clock.limit) - elapsed(cal, clock, now))

/** Is it, or was it when it stopped, past its deadline? At the very deadline it is in time. */
export const isOverdue = (cal: Calendar, clock: Clock, now: number): boolean => seenAt(clock, now) > dueAt(cal, clock, now)

/** How long it has been overdue, by the clock on the wall, without its pauses. */
export const overdueBy = (cal: Calendar, clock: Clock, now: number): number =>
  Math.max(0, ranBetween(cal, clock, 'minutes', dueAt(cal, clock, now), now))

export const isPaused = (clock: Clock, now: number): boolean =>
  clock.pauses.some(({ from, to }) => from <= now && (to ?? Number.POSITIVE_INFINITY) > now)

/** Pausing a paused clock changes nothing. */
export const pause = (clock: Clock, at: number): Clock => (isPaused(clock, at) ? clock : { ...clock, pauses: [...clock.pauses, { from: at }] })

export const resume = (clock: Clock, at: number): Clock => ({
  ...clock,
  pauses: clock.pauses.map((span) => (span.from <= at && (span.to ?? Number.POSITIVE_INFINITY) > at ? { from: span.from, to: at } : span)),
})

export const stop = (clock: Clock, at: number): Clock => (clock.stoppedAt == null ? { ...clock, stoppedAt: at } : clock)

/** Another limit from the same start: what has run keeps having run. */
export const changeLimit = (clock: Clock, limit: TimeLimit): Clock => ({ ...clock, limit })

/**
 * An agreed date 限期/延期: due exactly at `until`, seen from now; later pauses still move it by as long as they last. A date that fell into a pause
 * which is over becomes the beginning of that pause.
 */
export function extendUntil(clock: Clock, until: number, now: number): Clock {
  const paused = pausesUntil(clock, Math.min(seenAt(clock, now), until)).reduce((sum, span) => sum + span.to - span.from, 0)
  return changeLimit(clock, minutes(Math.max(0, until - clock.startedAt - paused) / UNIT_MS.minutes))
}

/** More time on top of what there was: counted from the deadline, in the extension's own unit. */
export const extendBy = (cal: Calendar, clock: Clock, extra: TimeLimit, now: number): Clock =>
  extendUntil(clock, deadline(cal, dueAt(cal, clock, now), extra), now)
