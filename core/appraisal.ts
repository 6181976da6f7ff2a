/**
 * Star rating of a property company 星级评定 on five aspects, from the record and not from impressions, each explained in numbers; and the monthly
 * appraisal sheet 月度考核表. The wording is core/phrases'.
 */

import { percent, type Rate, rate } from './rates/figures.ts'
import type { Period } from './rates/period.ts'
import type { RateRow } from './rates/row.ts'
import { type Counts, type Rates, type Report, ratesOf, reportOf, type Weights } from './rates.ts'

/** 响应 · 解决 · 满意 · 及时 · 质量. */
export const ASPECTS = ['response', 'solution', 'satisfaction', 'timeliness', 'quality'] as const
export type Aspect = (typeof ASPECTS)[number]

export interface StarRules {
  /** The least percentage for five, four, three and two stars; anything below is one. */
  thresholds: Record<Aspect, readonly [five: number, four: number, three: number, two: number]>
  /** What an aspect counts in the whole. */
  weights: Record<Aspect, number>
  /** An aspect with fewer cases says nothing yet. */
  leastCases: number
  /** With fewer aspects that say something there are no stars yet. */
  leastAspects: number
}

export const STAR_RULES: StarRules = {
  thresholds: {
    response: [98, 95, 90, 80],
    solution: [95, 90, 80, 70],
    satisfaction: [95, 90, 80, 70],
    timeliness: [95, 90, 80, 70],
    quality: [98, 95, 90, 80],
  },
  weights: { response: 1, solution: 1, satisfaction: 1, timeliness: 1, quality: 1 },
  leastCases: 5,
  leastAspects: 3,
}

export interface AspectMark {
  aspect: Aspect
  /** Cases that went well, of all cases. */
  rate: Rate
  /** 1–5; null while there are too few cases. */
  stars: number | null
  /** The percentage that the next star takes; null at five stars or without stars. */
  nextAt: number | null
  /** Cases more that would have had to go well for it. */
  casesShort: number | null
}

export interface StarRating {
  aspects: readonly AspectMark[]
  /** Weighted mean of the aspects' stars with one decimal, a half rounds up; null while the record is too thin. */
  score: number | null
  /** The score in whole stars, a half rounds up. */
  stars: number | null
}

/** Where each aspect stands in the record. */
const ASPECT_RATES: Record<Aspect, (counts: Counts, rates: Rates) => Rate> = {
  /** Answered within the time to accept. */
  response: (_, rates) => rates.accepting,
  /** Solved, in the words of those called back. */
  solution: (_, rates) => rates.solution,
  satisfaction: (_, rates) => rates.satisfaction,
  /** Closed in time of what was due. */
  timeliness: (_, rates) => rates.onTime,
  /** Did not come back of what was said to be done. */
  quality: (counts) => rate(counts.finished - counts.reopened, counts.finished),
}

/** @throws RangeError when weights are negative or thresholds do not fall from five stars to two */
export function starRating(counts: Counts, weights?: Weights, rules: StarRules = STAR_RULES): StarRating {
  checkRules(rules)
  const rates = ratesOf(counts, weights)
  const aspects = ASPECTS.map((aspect) => markOf(aspect, ASPECT_RATES[aspect](counts, rates), rules))
  const told = aspects.flatMap(({ aspect, stars }) => (stars === null ? [] : [{ stars, weight: rules.weights[aspect] }]))
  const weight = told.reduce((sum, one) => sum + one.weight, 0)
  if (told.length < rules.leastAspects || weight === 0) return { aspects, score: null, stars: null }
  const sum = told.reduce((total, one) => total + one.stars * one.weight, 0)
  const tenths = Math.floor((sum * 20 + weight) / (2 * weight))
  return { aspects, score: tenths / 10, stars: Math.floor((tenths + 5) / 10) }
}

function markOf(aspect: Aspect, of: Rate, rules: StarRules): AspectMark {
  if (of.percent === null || of.whole < rules.leastCases) return { aspect, rate: of, stars: null, nextAt: null, casesShort: null }
  const reached = of.percent
  const thresholds = rules.thresholds[aspect]
  const passed = thresholds.filter((least) => reached >= least).length
  const nextAt = thresholds[3 - passed] ?? null
  return { aspect, rate: of, stars: 1 + passed, nextAt, casesShort: nextAt === null ? null : casesShort(of, nextAt) }
}

/** The fewest cases more that lift a rate to a percentage, rounded the way rates are. */
function casesShort({ part, whole }: Rate, least: number): number {
  let more = Math.max(0, Math.floor(((least - 0.01) * whole) / 100 - part))
  while ((percent(Math.round((part + more) * 1000), whole * 1000) ?? 100) < least) more += 1
  return more
}

function checkRules({ thresholds, weights }: StarRules): void {
  const falling = ASPECTS.every((aspect) => thresholds[aspect].every((least, i, all) => least <= (all[i - 1] ?? 100)))
  if (!falling || ASPECTS.some((aspect) => !(weights[aspect] >= 0)))
    throw new RangeError('star thresholds fall from five stars to two, and no weight is negative')
}

export interface AppraisalLine {
  orgId: string | null
  month: Report
  stars: StarRating
  /** Against the month before, in points of percent; null where either has nothing to say. */
  change: { composite: number | null; onTime: number | null; reopening: number | null }
  /** Place in the sheet by score, then composite, then on-time closing; equal figures share a place. Null without stars. */
  place: number | null
}

export interface AppraisalSheet {
  period: Period
  whole: Report
  lines: readonly AppraisalLine[]
}

export interface AppraisalQuestion {
  month: Period
  before: Period
  now: number
  weights?: Weights
  rules?: StarRules
}

/** One line per unit, also for a unit that had nothing to do; the best first, those without stars last. */
export function appraisalSheet(rows: readonly RateRow[], unitIds: readonly string[], question: AppraisalQuestion): AppraisalSheet {
  const { month, before, now, weights, rules } = question
  const lines = unitIds.map((orgId): AppraisalLine => {
    const own = rows.filter((row) => row.orgId === orgId)
    const report = reportOf(own, { period: month, now, weights }, orgId)
    const last = reportOf(own, { period: before, now: Math.min(now, before.to), weights }, orgId)
    const change = {
      composite: difference(report.rates.composite, last.rates.composite),
      onTime: difference(report.rates.onTime.percent, last.rates.onTime.percent),
      reopening: difference(report.rates.reopening.percent, last.rates.reopening.percent),
    }
    return { orgId, month: report, stars: starRating(report.counts, weights, rules), change, place: null }
  })
  return { period: month, whole: reportOf(rows, { period: month, now, weights }), lines: placed(lines) }
}

/** Percentages have two decimals: their difference is taken in hundredths. */
const difference = (now: number | null, then: number | null): number | null =>
  now === null || then === null ? null : (Math.round(now * 100) - Math.round(then * 100)) / 100

function placed(lines: readonly AppraisalLine[]): AppraisalLine[] {
  const figures = (line: AppraisalLine): readonly number[] => [
    line.stars.score ?? -1,
    line.month.rates.composite ?? -1,
    line.month.rates.onTime.percent ?? -1,
  ]
  const compare = (a: AppraisalLine, b: AppraisalLine): number =>
    figures(b)
      .map((v, i) => v - (figures(a)[i] ?? 0))
      .find((d) => d !== 0) ?? 0
  const sorted = [...lines].sort(compare)
  return sorted.map((line) => ({ ...line, place: line.stars.score === null ? null : 1 + sorted.findIndex((other) => compare(line, other) === 0) }))
}
