/** Wall-clock reckoning in a community's timezone. Instants are milliseconds since the epoch. */
import { DateTime } from 'luxon'

export interface WallClock {
  /** 2026-11-23 */
  date: string
  /** 20:30 */
  time: string
  /** 1 = Monday … 7 = Sunday */
  weekday: number
}

const digits = (value: number, length = 2): string => String(value).padStart(length, '0')

export function wallClock(at: number, timezone: string): WallClock {
  const t = DateTime.fromMillis(at, { zone: timezone })
  // Put together by hand: every word said is checked against the quiet hours, and formats cost more than the zone does.
  return { date: `${digits(t.year, 4)}-${digits(t.month)}-${digits(t.day)}`, time: `${digits(t.hour)}:${digits(t.minute)}`, weekday: t.weekday }
}

/** The instant of a wall-clock time on a date; `addDays` moves the date first. */
export function instantAt(date: string, time: string, timezone: string, addDays = 0): number {
  return DateTime.fromISO(`${date}T${time}`, { zone: timezone }).plus({ days: addDays }).toMillis()
}

export const startOfDay = (at: number, timezone: string): number => DateTime.fromMillis(at, { zone: timezone }).startOf('day').toMillis()

export const isTimezone = (name: string): boolean => DateTime.fromMillis(0, { zone: name }).isValid

/** Is a time of day inside a span that may cross midnight? Half-open: `from` belongs, `to` does not. */
export const within = (time: string, from: string, to: string): boolean => (from <= to ? time >= from && time < to : time >= from || time < to)

/** The end of the quiet hours that `at` lies in, or `at` itself. */
export function afterQuiet(at: number, quietFrom: string, quietTo: string, timezone: string): number {
  const { date, time } = wallClock(at, timezone)
  if (!within(time, quietFrom, quietTo)) return at
  return instantAt(date, quietTo, timezone, time >= quietTo ? 1 : 0)
}
