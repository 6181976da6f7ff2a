/** What the weekly turn and the monthly appraisal need to be said. Names, places, dates and durations arrive as text. */
import type { WeeklyTurn } from '../weekly-turn.ts'

export interface TurnWords {
  name: string
  from: string
  to: string
  soFar: boolean
  effect: WeeklyTurn['effect']
  acted: readonly { number: number; title: string; place: string; took: string; confirmed: boolean; stars: number | null }[]
  moreActed: number
  rolling: readonly { number: number; title: string; place: string; name: string; since: string; weeks: number; overdue: string }[]
  moreRolling: number
}

/** Percentages with up to two decimals; null where there is nothing to reckon from. */
export interface UnitWords {
  name: string
  place: number | null
  stars: number | null
  score: number | null
  calls: number
  due: number
  rates: Record<'response' | 'solution' | 'satisfaction' | 'closing' | 'onTime' | 'reopening', number | null>
  /** Time to close; empty when nothing was closed. */
  median: string
  p90: string
  /** In points of percent against the month before. */
  change: Record<'composite' | 'onTime' | 'reopening', number | null>
}

export interface AppraisalWords {
  name: string
  month: string
  soFar: boolean
  opened: number
  closed: number
  backlog: number
  overdue: number
  units: readonly UnitWords[]
  /** Units that had nothing to do. */
  idle: readonly string[]
}

export interface ReportPhrases {
  weekly(p: TurnWords): string
  appraisal(p: AppraisalWords): string
  noReport(p: { period: 'week' | 'month' }): string
  /** Above the two halves of a picture pair. */
  pictureBefore: string
  pictureAfter: string
}

export const signed = (points: number): string => `${points > 0 ? '+' : points < 0 ? '−' : '±'}${Math.abs(points)}`
export const starsOf = (stars: number): string => '★'.repeat(stars) + '☆'.repeat(5 - stars)
