/** Who is on duty now 值班: weekly shifts, what stands instead of them on a date, and who is away. */
import type { Directory, DutyShift, Person } from './community.ts'
import { isAway } from './presence.ts'
import { instantAt, wallClock, within } from './time.ts'

/** Does a shift cover this moment? A shift over midnight belongs to the day it began. */
export function covers(shift: DutyShift, at: number, timezone: string): boolean {
  const now = wallClock(at, timezone)
  if (!within(now.time, shift.from, shift.to) && shift.from !== shift.to) return false
  const overMidnight = shift.from > shift.to && now.time < shift.to
  const day = overMidnight ? wallClock(instantAt(now.date, '12:00', timezone, -1), timezone) : now // a day is not always 24 hours
  return shift.date === null ? (shift.days?.includes(day.weekday) ?? true) : shift.date === day.date
}

type Roster = Pick<Directory, 'shifts' | 'staff' | 'timezone'>

/** Does the one on a date stand instead of the other? What was arranged by chat is changed by chat, never overridden twice. */
function standsInstead({ staff }: Roster, dated: DutyShift, other: DutyShift): boolean {
  if (dated === other) return false
  if (dated.instead) return other.personId === dated.instead && (other.date === null || !other.byChat)
  const unitOf = (id: string) => staff.find((person) => person.id === id)?.orgId ?? null
  return other.date === null && unitOf(dated.personId) !== null && unitOf(dated.personId) === unitOf(other.personId)
}

/** The shifts that hold at this moment. */
export function shiftsAt(roster: Roster, at: number): DutyShift[] {
  const covering = roster.shifts.filter((shift) => covers(shift, at, roster.timezone))
  const dated = covering.filter(({ date }) => date !== null)
  return dated.length === 0 ? covering : covering.filter((shift) => !dated.some((one) => standsInstead(roster, one, shift)))
}

/** Somebody's shifts that begin on a date and hold. */
export const shiftsOn = (roster: Roster, personId: string, date: string): DutyShift[] =>
  roster.shifts.filter((shift) => {
    if (shift.personId !== personId) return false
    const at = instantAt(date, shift.from, roster.timezone)
    return shiftsAt(roster, at).includes(shift) && covers(shift, at, roster.timezone)
  })

/** When a shift that begins on this date is over. */
export const endOf = ({ from, to }: Pick<DutyShift, 'from' | 'to'>, date: string, timezone: string): number =>
  instantAt(date, to, timezone, to <= from ? 1 : 0)

/** On duty and not away; each person once. */
export function onDuty(directory: Directory, at: number): Person[] {
  const ids = new Set(shiftsAt(directory, at).map((shift) => shift.personId))
  return directory.staff.filter((person) => ids.has(person.id) && !isAway(directory, person, at))
}

/** Those whose shifts are all by phone. */
export function onCall(directory: Directory, at: number): Set<string> {
  const now = shiftsAt(directory, at)
  return new Set(now.filter(({ personId }) => now.every((one) => one.personId !== personId || one.onCall === true)).map(({ personId }) => personId))
}
