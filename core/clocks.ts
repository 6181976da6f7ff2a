/** By when: the clocks of a ticket. Limits are data in minutes, per category or urgency, changeable per community. */
import type { Directory, Limit } from './community.ts'
import { instantAt, wallClock } from './time.ts'
import type { Category, Urgency } from './understanding/terms.ts'

const HOUR = 60
const DAY = 24 * HOUR

/** Beijing hotline draft norm: danger 2 h, water/power/gas/heat 24 h, ordinary 7 days; accept within 2 h. */
export const LIMITS: Record<Urgency, Limit> = {
  emergency: { accept: 15, act: 30, resolve: 2 * HOUR },
  urgent: { accept: 2 * HOUR, act: 4 * HOUR, resolve: DAY },
  normal: { accept: 2 * HOUR, act: 8 * HOUR, resolve: 7 * DAY },
}

const UTILITY_LIMIT: Partial<Limit> = { accept: 2 * HOUR, act: 4 * HOUR, resolve: DAY }
export const CATEGORY_LIMITS: Partial<Record<Category, Partial<Limit>>> = {
  water: UTILITY_LIMIT,
  power: UTILITY_LIMIT,
  gas: UTILITY_LIMIT,
  heating: UTILITY_LIMIT,
  elevator: UTILITY_LIMIT,
}

/** Nobody is promised for the night: ordinary work begins and ends between these hours. */
const WORKDAY = { from: '08:30', to: '18:00' }

export function limitFor(settings: Directory['settings'], category: Category, urgency: Urgency): Limit {
  const stricter = urgency === 'emergency' ? {} : CATEGORY_LIMITS[category]
  return { ...LIMITS[urgency], ...stricter, ...settings.limits[urgency], ...settings.limits[category] }
}

export interface DueTimes {
  acceptBy: number
  actBy: number
  resolveBy: number
}

export function dueTimes(directory: Pick<Directory, 'settings' | 'timezone'>, category: Category, urgency: Urgency, now: number): DueTimes {
  const limit = limitFor(directory.settings, category, urgency)
  const after = (minutes: number) => now + minutes * 60_000
  if (urgency !== 'normal') return { acceptBy: after(limit.accept), actBy: after(limit.act), resolveBy: after(limit.resolve) }
  return {
    acceptBy: ordinary(after(limit.accept), now, directory.timezone),
    actBy: ordinary(after(limit.act), now, directory.timezone),
    resolveBy: after(limit.resolve),
  }
}

/** Moves a time outside the working day to where people would put it: the end of that day while it lies ahead, else noon of the next. */
function ordinary(at: number, now: number, timezone: string): number {
  const { date, time } = wallClock(at, timezone)
  if (time < WORKDAY.from) return instantAt(date, '12:00', timezone)
  if (time < WORKDAY.to) return at
  const evening = instantAt(date, WORKDAY.to, timezone)
  return evening - now >= 60 * 60_000 ? evening : instantAt(date, '12:00', timezone, 1)
}
