/** Spans of time that figures are asked for. */
import { DateTime } from 'luxon'

/** Half-open: `from` belongs, `to` does not. */
export interface Period {
  from: number
  to: number
}

export const PERIODS = ['day', 'noon', 'week', 'month'] as const
export type PeriodKind = (typeof PERIODS)[number]

/** The period that an instant lies in: a day, noon to noon, a week from Monday, a month; `back` periods earlier. */
export function periodOf(kind: PeriodKind, at: number, timezone: string, back = 0): Period {
  const here = DateTime.fromMillis(at, { zone: timezone })
  const unit = kind === 'noon' ? 'day' : kind
  const noon = (day: DateTime): DateTime => (kind === 'noon' ? day.set({ hour: 12 }) : day)
  const today = here.startOf(unit)
  const begun = kind === 'noon' && here < noon(today) ? today.minus({ days: 1 }) : today
  const first = begun.minus({ [unit]: back })
  return { from: noon(first).toMillis(), to: noon(first.plus({ [unit]: 1 })).toMillis() }
}
