/** Which shifts a day of the calendar has; days are written 2026-11-23. */
import type { SetupShift } from '../../../../server/schemas/setup.ts'

const DAY = 86_400_000
const noon = (day: string): number => Date.parse(`${day}T12:00Z`)

export const dayAfter = (day: string, days: number): string => new Date(noon(day) + days * DAY).toISOString().slice(0, 10)
/** 1 = Monday. */
export const weekdayOf = (day: string): number => ((new Date(noon(day)).getUTCDay() + 6) % 7) + 1
export const mondayOf = (day: string): string => dayAfter(day, 1 - weekdayOf(day))

/** In the order of the day; one over midnight stands where it begins. */
export const shiftsOn = (shifts: readonly SetupShift[], day: string): SetupShift[] =>
  shifts
    .filter(({ days, date }) => (date === null ? (days?.includes(weekdayOf(day)) ?? true) : date === day))
    .sort((a, b) => a.from.localeCompare(b.from))
