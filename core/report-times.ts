/** When the weekly turn and the monthly appraisal are due, and what span each speaks about. */
import { DateTime } from 'luxon'
import { type Period, periodOf } from './rates/period.ts'

/** The sheet of a month is told on the 1st of the next, wall-clock time of the community. */
export const APPRAISAL_AT = { hour: 9 }
/** Asked so soon after a report was told, one means that report and not the few hours since. */
const STILL_MEANT = { weekly: { days: 1 }, monthly: { days: 1 } }

export interface Span extends Period {
  /** Not over yet: it ends with the asking. */
  soFar: boolean
}

/** A span that is over, with the name under which its telling is claimed. */
export interface Told extends Span {
  tick: string
}

/**
 * The week that ended with the last weekly turn: from turn to turn, so that nothing done on a Sunday night falls between two weeks.
 * @param weeklyAt 20:00, on Sundays
 * @param back whole weeks earlier
 */
export function turnEnded(now: number, weeklyAt: string, timezone: string, back = 0): Told {
  const to = lastTurn(now, weeklyAt, timezone).minus({ weeks: back })
  return { from: to.minus({ weeks: 1 }).toMillis(), to: to.toMillis(), soFar: false, tick: to.toISODate() ?? '' }
}

/** @param back weeks back, 0 for the one under way; when absent what somebody means who says 周报 now */
export function turnAsked(now: number, weeklyAt: string, timezone: string, back?: number): Span {
  const last = lastTurn(now, weeklyAt, timezone)
  const told = last.plus(STILL_MEANT.weekly).toMillis() > now
  const wanted = back ?? (told ? 1 : 0)
  return wanted > 0 ? turnEnded(now, weeklyAt, timezone, wanted - 1) : { from: last.toMillis(), to: now + 1, soFar: true }
}

function lastTurn(now: number, weeklyAt: string, timezone: string): DateTime {
  const here = DateTime.fromMillis(now, { zone: timezone })
  const [hour, minute] = weeklyAt.split(':').map(Number)
  const sunday = here.startOf('week').plus({ days: 6 }).set({ hour, minute })
  return sunday <= here ? sunday : sunday.minus({ weeks: 1 })
}

/** The last month whose sheet is due. */
export function appraisalDue(now: number, timezone: string): Told {
  const here = DateTime.fromMillis(now, { zone: timezone })
  const back = here < here.startOf('month').set(APPRAISAL_AT) ? 2 : 1
  const month = periodOf('month', now, timezone, back)
  return { ...month, soFar: false, tick: DateTime.fromMillis(month.from, { zone: timezone }).toFormat('yyyy-MM') }
}

/** @param back months back, 0 for the one under way; when absent what somebody means who says 月报 now */
export function monthAsked(now: number, timezone: string, back?: number): Span {
  const here = DateTime.fromMillis(now, { zone: timezone })
  const told = here < here.startOf('month').plus(STILL_MEANT.monthly)
  const wanted = back ?? (told ? 1 : 0)
  const month = periodOf('month', now, timezone, wanted)
  return wanted > 0 ? { ...month, soFar: false } : { from: month.from, to: now + 1, soFar: true }
}

/** The whole month before the one that a span lies in. */
export const monthBefore = (span: Period, timezone: string): Period => periodOf('month', span.from, timezone, 1)
