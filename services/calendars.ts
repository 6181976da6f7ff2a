/** A unit's working calendar and a ticket's clocks in it, from the community's own data. */
import { buildCalendar, type Calendar, DEFAULT_HOURS, type Week, type Weekday, type WorkingHours } from '../core/calendar.ts'
import type { Directory, UnitShift } from '../core/community.ts'
import { type DueTimes, deadline, inOrder, limitsFor } from '../core/deadlines.ts'
import type { RecordedEvent } from '../core/evolve.ts'
import { dueTimesOf, type LimitsAt, type TicketClocks, ticketClocks } from '../core/ticket-clocks.ts'
import type { Category, Urgency } from '../core/understanding/terms.ts'

/** Built once per unit and state of the directory: a calendar remembers the days it has looked at. */
const built = new WeakMap<Directory, Map<string, Calendar>>()

export function calendarOf(directory: Directory, orgId: string | null): Calendar {
  const calendars = built.get(directory) ?? new Map<string, Calendar>()
  built.set(directory, calendars)
  const key = orgId ?? ''
  const known = calendars.get(key)
  if (known) return known
  const unit = directory.organisations.find((o) => o.id === orgId)
  const { holidays, workdays } = directory.settings
  const usual = DEFAULT_HOURS[unit?.kind ?? 'property']
  const own = hoursOf(directory.settings.hours.filter((shift) => shift.org === orgId))
  const calendar = buildCalendar({ ...usual, ...own, timezone: directory.timezone, own: { holidays, workdays } })
  calendars.set(key, calendar)
  return calendar
}

const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]

/** The week that a unit's shifts make; nothing when the community gave none. */
function hoursOf(shifts: readonly UnitShift[]): Partial<WorkingHours> {
  if (shifts.length === 0) return {}
  const on = (day: Weekday) => shifts.filter((shift) => shift.days === undefined || shift.days.includes(day)).map(({ from, to }) => ({ from, to }))
  const week: Week = Object.fromEntries(EVERY_DAY.map((day) => [day, on(day)]))
  const publicHolidays = shifts.find((shift) => shift.publicHolidays)?.publicHolidays
  return { week, ...(publicHolidays ? { publicHolidays } : {}) }
}

const limitsIn =
  (directory: Directory, calendar: Calendar): LimitsAt =>
  (matter, from) =>
    inOrder(calendar, from, limitsFor(matter, directory.settings.limits))

/** By when a matter told now must be taken, looked at and solved. */
export function firstDueTimes(directory: Directory, orgId: string | null, matter: { category: Category; urgency: Urgency }, now: number): DueTimes {
  const calendar = calendarOf(directory, orgId)
  const limits = limitsIn(directory, calendar)(matter, now)
  return {
    acceptBy: deadline(calendar, now, limits.accept),
    actBy: deadline(calendar, now, limits.act),
    resolveBy: deadline(calendar, now, limits.resolve),
  }
}

export function clocksOf(directory: Directory, orgId: string | null, events: readonly RecordedEvent[]): TicketClocks {
  return ticketClocks(events, limitsIn(directory, calendarOf(directory, orgId)))
}

/** What the row keeps of the clocks, as they stand after these events. */
export const dueTimesNow = (directory: Directory, orgId: string | null, events: readonly RecordedEvent[], now: number): DueTimes =>
  dueTimesOf(calendarOf(directory, orgId), clocksOf(directory, orgId, events), now)
