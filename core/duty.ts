/** Who is on duty now 值班. */
import type { Directory, DutyShift, Person } from './community.ts'
import { instantAt, wallClock, within } from './time.ts'

/** Does a shift cover this moment? A shift over midnight belongs to the day it began. */
export function covers(shift: DutyShift, at: number, timezone: string): boolean {
  const now = wallClock(at, timezone)
  if (!within(now.time, shift.from, shift.to) && shift.from !== shift.to) return false
  const overMidnight = shift.from > shift.to && now.time < shift.to
  const day = overMidnight ? wallClock(instantAt(now.date, '12:00', timezone, -1), timezone) : now // a day is not always 24 hours
  return shift.date === null ? (shift.days?.includes(day.weekday) ?? true) : shift.date === day.date
}

export function onDuty(directory: Directory, at: number): Person[] {
  const ids = new Set(directory.shifts.filter((shift) => covers(shift, at, directory.timezone)).map((shift) => shift.personId))
  return directory.staff.filter((person) => ids.has(person.id))
}
