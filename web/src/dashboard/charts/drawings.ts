/** What the server counted, as drawings. */
import type { Stats, StatsRow } from '../../../../server/schemas/ledger.ts'
import type { Language } from '../../../../server/schemas.ts'
import type { DashboardWords } from '../words.ts'
import { CHART_HEIGHT, type Drawing, heightOfBars, sayCount } from './drawing.ts'

const MOST_ROWS = 12

export function trendDrawing({ series }: Stats, { charts: said }: DashboardWords, language: Language): Drawing {
  // The day is the community's own, whatever zone the browser is in.
  const day = new Intl.DateTimeFormat(language, { month: 'numeric', day: 'numeric', timeZone: 'UTC' })
  return {
    kind: 'line',
    height: CHART_HEIGHT,
    of: said.day,
    names: series.map((one) => day.format(new Date(`${one.day}T00:00Z`))),
    series: [
      { name: said.opened, values: series.map(({ opened }) => opened) },
      { name: said.closed, values: series.map(({ closed }) => closed) },
      { name: said.backlog, values: series.map(({ backlog }) => backlog) },
    ],
    say: sayCount,
  }
}

const openedOf = ({ counts }: StatsRow): number => counts.opened ?? 0

export function categoriesDrawing({ by, rows }: Stats, { charts: said }: DashboardWords): Drawing {
  const shown = by === 'category' ? rows.filter((row) => openedOf(row) > 0).sort((a, b) => openedOf(b) - openedOf(a)) : []
  const most = shown.slice(0, MOST_ROWS)
  return {
    kind: 'bars',
    height: heightOfBars(most.length, 1),
    of: said.category,
    names: most.map(({ label }) => label),
    series: [{ name: said.count, values: most.map(openedOf) }],
    say: sayCount,
  }
}

const HOUR = 3_600_000
/** Whole hours make round numbers along the axis. */
const hours = (ms: number | null): number | null => (ms === null ? null : ms / HOUR)
const DAYS_FROM = { hours: 72 }

function sayHours(value: number, { time }: DashboardWords): string {
  if (value === 0) return '0'
  if (value < 1) return time.minutes(Math.round(value * 60))
  return value < DAYS_FROM.hours ? time.hours(Math.round(value)) : time.days(Math.round(value / 2.4) / 10)
}

export function toCloseDrawing({ toClose }: Stats, words: DashboardWords): Drawing {
  const { charts: said } = words
  const shown = toClose
    .filter(({ median }) => median !== null)
    .sort((a, b) => (b.median ?? 0) - (a.median ?? 0))
    .slice(0, MOST_ROWS)
  return {
    kind: 'bars',
    height: heightOfBars(shown.length, 2),
    of: said.category,
    names: shown.map(({ label }) => label),
    series: [
      { name: said.median, values: shown.map(({ median }) => hours(median)) },
      { name: said.p90, values: shown.map(({ p90 }) => hours(p90)) },
    ],
    say: (value) => sayHours(value, words),
  }
}

const SHOWN_RATES = ['accepting', 'onTime', 'closing', 'satisfaction'] as const

/** The whole first, then its parts. */
export function ratesDrawing({ total, rows, by }: Stats, { charts: said }: DashboardWords): Drawing {
  const shown = [{ ...total, label: said.whole }, ...rows.filter((row) => row.key !== null).slice(0, MOST_ROWS)]
  return {
    kind: 'bars',
    height: heightOfBars(shown.length, SHOWN_RATES.length),
    of: by === 'day' || by === 'category' ? said.category : said.bys[by],
    names: shown.map(({ label }) => label),
    series: SHOWN_RATES.map((rate) => ({ name: said.rate[rate] ?? rate, values: shown.map(({ rates }) => rates[rate].percent) })),
    say: (value) => `${Math.round(value)}%`,
  }
}

export function starsDrawing({ stars }: Stats, { charts: said, ledger }: DashboardWords): Drawing {
  const most = [...stars].sort((a, b) => b.stars - a.stars)
  return {
    kind: 'bars',
    height: heightOfBars(most.length, 1),
    of: said.stars,
    names: most.map(({ stars: count }) => ledger.starsOf(count)),
    series: [{ name: said.count, values: most.map(({ count }) => count) }],
    say: sayCount,
  }
}
