/** Figures for charts and tables. */

import type { Directory } from '../../core/community.ts'
import { CodedError } from '../../core/errors.ts'
import type { Report } from '../../core/rates.ts'
import type { DeskContext } from '../../services/context.ts'
import { namesOf } from '../../services/ledger/page.ts'
import { ledgerStats, STATS_AT_MOST, type StatsGrouping } from '../../services/ledger/stats.ts'
import { API } from '../access/rights.ts'
import { askerOf } from '../ledger-asker.ts'
import * as shape from '../schemas/ledger.ts'
import type { App } from '../typebox.ts'
import { categoryLabel, type PageLanguage } from '../views/ledger.ts'

const DAY_MS = 86_400_000
const USUAL = { days: 30 }

export function statsRoutes(app: App, cx: DeskContext): void {
  app.get(
    `${API}/stats`,
    {
      config: { permission: 'stats.read' },
      schema: {
        operationId: 'stats',
        summary: 'Rates, times and counts of a period, with a daily series, buildings by category and times to close',
        tags: ['stats'],
        querystring: shape.StatsQuerySchema,
        response: { 200: shape.StatsSchema },
      },
    },
    async (request): Promise<shape.Stats> => {
      const { by, lang } = request.query
      const { directory, communityId, scope } = await askerOf(cx, request)
      const to = request.query.to ?? cx.now()
      const from = request.query.from ?? to - USUAL.days * DAY_MS
      if (!(from < to) || to - from > STATS_AT_MOST.days * DAY_MS)
        throw new CodedError('REQUEST_INVALID', `The period must begin before it ends and last at most ${STATS_AT_MOST.days} days.`)
      const stats = await ledgerStats(cx, communityId, { scope, period: { from, to }, by, timezone: directory.timezone })
      const label = await labels(cx, directory, by, stats.rows, lang)
      const row = (report: Report, name: string): shape.StatsRow => ({ ...report, label: name, counts: { ...report.counts } })
      return {
        ...{ from, to, by },
        total: row(stats.total, lang === 'en' ? 'All' : '合计'),
        rows: stats.rows.map((report) => row(report, label(report.key))),
        series: stats.series,
        heat: stats.heat.map(({ buildingId, ...figures }) => ({ ...whereOf(directory, buildingId), ...figures })),
        toClose: stats.toClose.map((times) => ({ ...times, label: categoryLabel(times.category, lang) })),
        stars: stats.stars,
      }
    },
  )
}

function whereOf(directory: Directory, buildingId: string): Pick<shape.Stats['heat'][number], 'building' | 'grid'> {
  const building = directory.buildings.find(({ id }) => id === buildingId)
  const grid = directory.grids.find(({ id }) => id === building?.gridId)
  return { building: { id: buildingId, name: building?.name ?? buildingId }, grid: grid ? { id: grid.id, name: grid.name } : null }
}

async function labels(
  cx: DeskContext,
  directory: Directory,
  by: StatsGrouping,
  rows: readonly Report[],
  language: PageLanguage,
): Promise<(key: string | null) => string> {
  const none = language === 'en' ? 'none' : '无'
  const named: readonly { id: string; name: string }[] = {
    unit: directory.organisations,
    building: directory.buildings,
    grid: directory.grids,
    person: [],
    category: [],
    day: [],
  }[by]
  const people =
    by === 'person'
      ? await namesOf(
          cx,
          directory.id,
          rows.map(({ key }) => key),
        )
      : new Map<string, string>()
  return (key) => {
    if (key === null) return none
    if (by === 'category') return categoryLabel(key as Parameters<typeof categoryLabel>[0], language)
    return people.get(key) ?? named.find(({ id }) => id === key)?.name ?? key
  }
}
