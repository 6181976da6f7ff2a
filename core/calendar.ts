/**
 * A working calendar 工作日历: who works when, as data, and reckoning in it. One calendar per organisation; build it once (`buildCalendar`) and keep
 * it, for it remembers the days it has looked at.
 *
 * Instants are milliseconds since the epoch. Nothing is rounded: what `workingMinutesBetween` counts, `addWorkingMinutes` adds back to the millisecond.
 */
import { chinaDays } from './calendar/china.ts'
import { calendarDays, type Days } from './calendar/days.ts'
import { type MinuteSpan, type Shift, workedSpans } from './calendar/hours.ts'
import type { OrganisationKind } from './community.ts'
import { isTimezone } from './time.ts'

const MINUTE = 60_000
const DAY = 86_400_000

export type { Shift, TimeSpan } from './calendar/hours.ts'

export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7
/** Shifts by weekday, 1 = Monday; a weekday that is not named is free. */
export type Week = Partial<Record<Weekday, readonly Shift[]>>

export interface WorkingHours {
  week: Week
  /** `rest`: China's public holidays are free and its make-up days 调休 are worked. `work`: every week is like the other, holidays or not. */
  publicHolidays: 'rest' | 'work'
  /** Hours of a make-up day; else those of its own weekday, or of the first weekday that has any. */
  makeUp?: readonly Shift[]
  /** Hours of single dates, before everything else: `{"2026-12-31": [{from: "08:30", to: "12:00"}]}`; an empty list is a day off. */
  dates?: Readonly<Record<string, readonly Shift[]>>
}

/** The community's own word on public days, before the published one; dates like 2026-11-23. */
export interface OwnDays {
  holidays?: readonly string[]
  workdays?: readonly string[]
}

export interface CalendarPlan extends WorkingHours {
  timezone: string
  own?: OwnDays
}

export interface Calendar {
  readonly timezone: string
  readonly days: Days
}

const OFFICE_DAY: readonly Shift[] = [{ from: '08:30', to: '17:30', breaks: [{ from: '12:00', to: '13:30' }] }]
const PROPERTY_DAY: readonly Shift[] = [{ from: '08:30', to: '18:00', breaks: [{ from: '12:00', to: '13:00' }] }]
const ROUND_THE_CLOCK: readonly Shift[] = [{ from: '00:00', to: '00:00' }]
const from = (first: Weekday, last: Weekday, day: readonly Shift[]): Week =>
  Object.fromEntries(Array.from({ length: last - first + 1 }, (_, i) => [first + i, day]))

/** Offices keep the working week; a property company has people in the yard every day; utilities answer by day and night. */
export const OFFICE_HOURS: WorkingHours = { week: from(1, 5, OFFICE_DAY), publicHolidays: 'rest' }
export const PROPERTY_HOURS: WorkingHours = { week: from(1, 7, PROPERTY_DAY), publicHolidays: 'work' }
export const UTILITY_HOURS: WorkingHours = { week: from(1, 7, ROUND_THE_CLOCK), publicHolidays: 'work' }

/** What a unit works when its community file does not say. */
export const DEFAULT_HOURS: Record<OrganisationKind, WorkingHours> = {
  property: PROPERTY_HOURS,
  utility: UTILITY_HOURS,
  community: OFFICE_HOURS,
  department: OFFICE_HOURS,
  subdistrict: OFFICE_HOURS,
  owners: OFFICE_HOURS,
}

/** @throws RangeError when a time or the timezone cannot be read, or when nobody ever works */
export function buildCalendar(plan: CalendarPlan): Calendar {
  if (!isTimezone(plan.timezone)) throw new RangeError(`"${plan.timezone}" is not a timezone like Asia/Shanghai`)
  const week = ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => workedSpans(plan.week[weekday] ?? []))
  const usual = week.find((spans) => spans.length > 0)
  if (!usual) throw new RangeError('a working calendar needs at least one weekday with hours')
  const dates = new Map(Object.entries(plan.dates ?? {}).map(([date, shifts]) => [date, workedSpans(shifts)]))
  const makeUp = plan.makeUp && workedSpans(plan.makeUp)
  const publicDay = publicDays(plan)
  const spansOn = (date: string, weekday: number): readonly MinuteSpan[] => {
    const own = dates.get(date)
    if (own) return own
    const ordinary = week[weekday - 1] ?? []
    const day = publicDay(date)
    if (day === 'holiday') return []
    return day === 'workday' ? (makeUp ?? (ordinary.length > 0 ? ordinary : usual)) : ordinary
  }
  return { timezone: plan.timezone, days: calendarDays(plan.timezone, spansOn) }
}

function publicDays(plan: CalendarPlan): (date: string) => 'holiday' | 'workday' | undefined {
  if (plan.publicHolidays === 'work') return () => undefined
  const [holidays, workdays] = [new Set(plan.own?.holidays), new Set(plan.own?.workdays)]
  const published = chinaDays()
  return (date) => (holidays.has(date) ? 'holiday' : workdays.has(date) ? 'workday' : published(date))
}

/** What is counted: the time worked, or the whole days (midnight to midnight) on which somebody works. */
export type Measure = 'worked' | 'workday'

export const isWorking = (cal: Calendar, at: number): boolean => cal.days.at(at).worked.some(([a, b]) => at >= a && at < b)

/** Does a shift begin on the day of this instant? */
export const isWorkday = (cal: Calendar, at: number): boolean => cal.days.at(at).workday.length > 0

/** Milliseconds of the measure between two instants; 0 when `to` is not after `from`. */
export function countedBetween(cal: Calendar, measure: Measure, from: number, to: number): number {
  let sum = 0
  if (to <= from) return sum
  for (let day = cal.days.at(from); day.start < to; day = cal.days.of(day.number + 1))
    for (const [a, b] of day[measure]) sum += Math.max(0, Math.min(b, to) - Math.max(a, from))
  return sum
}

/** Nothing in a community waits longer; a slip of the pen must not keep the program reckoning. */
const LONGEST = { days: 1000 }

/**
 * The first instant by which `ms` of the measure have passed since `from`; `from` itself when there is nothing to pass.
 * @throws RangeError for more than 1,000 days of 24 hours
 */
export function addCounted(cal: Calendar, measure: Measure, from: number, ms: number): number {
  let left = ms
  if (!(ms <= LONGEST.days * DAY)) throw new RangeError(`a time limit is at most ${LONGEST.days} days`)
  if (left <= 0) return from
  for (let day = cal.days.at(from); ; day = cal.days.of(day.number + 1))
    for (const [a, b] of day[measure]) {
      const begin = Math.max(a, from)
      if (begin >= b) continue
      if (b - begin >= left) return begin + left
      left -= b - begin
    }
}

export const workingMinutesBetween = (cal: Calendar, from: number, to: number): number => countedBetween(cal, 'worked', from, to) / MINUTE

export const addWorkingMinutes = (cal: Calendar, from: number, minutes: number): number =>
  addCounted(cal, 'worked', from, Math.round(minutes * MINUTE))

/**
 * A working day is 24 hours of days on which somebody works: from Friday 15:00 one working day is Monday 15:00; what comes on a Saturday counts from
 * Monday 0:00, so one working day is the end of Monday.
 */
export const addWorkingDays = (cal: Calendar, from: number, days: number): number => addCounted(cal, 'workday', from, Math.round(days * DAY))

export const workingDaysBetween = (cal: Calendar, from: number, to: number): number => countedBetween(cal, 'workday', from, to) / DAY
