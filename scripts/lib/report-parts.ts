/** The parts of `npm run -s report`, as text and as JSON. */
import type { Directory } from '../../core/community.ts'
import type { Rate } from '../../core/rates/figures.ts'
import { type Grouping, type Report, reportsBy } from '../../core/rates.ts'
import { monthAsked, type Span, turnAsked } from '../../core/report-times.ts'
import type { Category } from '../../core/understanding/terms.ts'
import type { DeskContext } from '../../services/context.ts'
import { voiceFor } from '../../services/lines.ts'
import { rateRowsSince } from '../../services/report-rows.ts'
import { sheetOf, sheetText, type TurnReport, turnReports } from '../../services/reports.ts'

export interface Asked {
  week: boolean
  month: boolean
  rates: { by: Grouping; of: 'week' | 'month' } | undefined
  /** Spans back; what one means by asking now when absent. */
  back: number | undefined
}

const titled = (title: string, text: string): string => `── ${title} ──\n${text}\n`

function spans(cx: DeskContext, directory: Directory, back: number | undefined): { week: Span; month: Span } {
  const { timezone, settings } = directory
  return { week: turnAsked(cx.now(), settings.weeklyAt, timezone, back), month: monthAsked(cx.now(), timezone, back) }
}

export async function reportLines(cx: DeskContext, communityId: string, asked: Asked): Promise<string[]> {
  const { read } = cx.db
  const directory = await cx.directories.get(read, communityId)
  const { week, month } = spans(cx, directory, asked.back)
  const lines: string[] = []
  if (asked.week) {
    const turns = await turnReports(cx, read, directory, week)
    if (turns.length === 0) lines.push(titled(`${directory.name} · 周周转 weekly turn`, 'Nothing to tell of this week.'))
    for (const { group, text } of turns) lines.push(titled(`${group?.name ?? directory.name} · 周周转 weekly turn`, text))
  }
  if (asked.month) {
    const text = (await sheetText(cx, read, directory, month)) ?? 'Nothing to appraise in this month.'
    lines.push(titled(`${directory.name} · 月度考核表 appraisal`, text))
  }
  if (asked.rates) {
    const span = { week, month }[asked.rates.of]
    const reports = await ratesBy(cx, directory, asked.rates.by, span)
    const text = reports.map((one) => rateLine(nameOf(directory, asked.rates?.by ?? 'unit', one.key), one)).join('\n')
    lines.push(titled(`${directory.name} · rates by ${asked.rates.by}, ${asked.rates.of}`, text || 'Nothing in this span.'))
  }
  return lines
}

async function ratesBy(cx: DeskContext, directory: Directory, by: Grouping, span: Span): Promise<Report[]> {
  const rows = await rateRowsSince(cx, cx.db.read, directory, span.from)
  const reports = reportsBy(rows, by, { period: { from: span.from, to: span.to }, now: span.to })
  return reports.filter(({ counts }) => Object.values(counts).some((n) => n > 0))
}

function nameOf(directory: Directory, by: Grouping, key: string | null): string {
  if (key === null) return '—'
  const named: Record<Grouping, () => string | undefined> = {
    unit: () => directory.organisations.find(({ id }) => id === key)?.name,
    person: () => directory.staff.find(({ id }) => id === key)?.name,
    building: () => directory.buildings.find(({ id }) => id === key)?.name,
    grid: () => directory.grids.find(({ id }) => id === key)?.name,
    category: () => voiceFor(directory, directory.language, 0).phrases.category(key as Category),
  }
  return named[by]() ?? key
}

const share = ({ part, whole, percent }: Rate): string => (percent === null ? '–' : `${part}/${whole} ${percent}%`)
const hours = (ms: number | null): string => (ms === null ? '–' : `${Math.round(ms / 360_000) / 10} h`)

function rateLine(name: string, { counts, rates, times }: Report): string {
  return [
    `${name}: opened ${counts.opened}, open ${counts.backlog} (overdue ${counts.backlogOverdue})`,
    `answered in time ${share(rates.accepting)} · closed ${share(rates.closing)} · on time ${share(rates.onTime)} · reopened ${share(rates.reopening)}`,
    `response ${share(rates.response)} · solution ${share(rates.solution)} · satisfaction ${share(rates.satisfaction)} · composite ${rates.composite ?? '–'}`,
    `first answer ${hours(times.firstResponse)} · to close: median ${hours(times.closeMedian)}, p90 ${hours(times.closeP90)}`,
  ].join('\n  ')
}

/** Matters by number only: what was said stays in the ledger. */
function turnJson({ group, turn, text }: TurnReport): object {
  return {
    group: group === null ? null : { id: group.id, name: group.name },
    from: turn.week.from,
    to: turn.week.to,
    effect: turn.effect,
    found: turn.found.map(({ number }) => number),
    acted: turn.acted.map(({ ticket, took, confirmed, stars, homes }) => ({ number: ticket.number, took, confirmed, stars, homes })),
    rolling: turn.rolling.map(({ ticket, overdue, weeks }) => ({ number: ticket.number, since: ticket.openedAt, overdue, weeks })),
    text,
  }
}

export async function reportJson(cx: DeskContext, communityId: string, asked: Asked): Promise<object> {
  const { read } = cx.db
  const directory = await cx.directories.get(read, communityId)
  const { week, month } = spans(cx, directory, asked.back)
  const { rates } = asked
  const span = rates && { week, month }[rates.of]
  return {
    community: directory.id,
    ...(asked.week
      ? { week: { from: week.from, to: week.to, soFar: week.soFar, turns: (await turnReports(cx, read, directory, week)).map(turnJson) } }
      : {}),
    ...(asked.month ? { month: { soFar: month.soFar, ...(await sheetOf(cx, read, directory, month)) } } : {}),
    ...(rates && span ? { rates: { by: rates.by, from: span.from, to: span.to, rows: await ratesBy(cx, directory, rates.by, span) } } : {}),
  }
}
