/** Can this process do its work? The database answers at this program's schema, and the gateway gave a sign of life a moment ago. */
import type { Check } from '../services/health.ts'
import type { Readiness } from './schemas.ts'

/** Health is the age of the last sign of life, never "is logged in". */
export const DONG_FRESH = { seconds: 30 }

/** @param line absent in a process without the bot role */
export function gatewayCheck(line: { lastDongAt?: number } | undefined, now: number): Check {
  if (!line) return { name: 'gateway', ok: true, detail: 'no bot role' }
  if (line.lastDongAt === undefined) return { name: 'gateway', ok: false, detail: 'last sign of life not yet' }
  const seconds = Math.max(0, Math.round((now - line.lastDongAt) / 1000))
  return { name: 'gateway', ok: seconds < DONG_FRESH.seconds, detail: `last sign of life ${seconds} s ago` }
}

export const readinessOf = (checks: Check[]): Readiness => ({ ready: checks.every((check) => check.ok), checks })
