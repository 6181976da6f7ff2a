/** The weekly turn and the appraisal as texts: short enough for a phone, and nothing of a home or of somebody in need in them. */
import { DateTime } from 'luxon'
import type { AppraisalLine, AppraisalSheet } from '../core/appraisal.ts'
import type { Directory, Language } from '../core/community.ts'
import { discreet, isDiscreet } from '../core/discretion.ts'
import type { UnitWords } from '../core/phrases/reports.ts'
import { dayText } from '../core/phrases/wording.ts'
import type { Counts } from '../core/rates.ts'
import type { Span } from '../core/report-times.ts'
import type { Ticket } from '../core/ticket.ts'
import type { WeeklyTurn } from '../core/weekly-turn.ts'
import type { Voice } from './lines.ts'

/** Named in a text; the rest is a number. */
const ACTED_NAMED = 5
const ROLLING_NAMED = 6

/** More people read a turn than heard the matter: no door, and of discreet matters only their kind. */
export function forMany(voice: Voice, ticket: Ticket): Ticket {
  if (isDiscreet(ticket)) return discreet(ticket, voice.phrases.category(ticket.category))
  const { unit: _unit, floor: _floor, room: _room, ...place } = ticket.place
  return { ...ticket, place }
}

export const isEmptyTurn = ({ found, acted, rolling }: WeeklyTurn): boolean => found.length + acted.length + rolling.length === 0

export function turnText(voice: Voice, directory: Directory, turn: WeeklyTurn, as: { name: string; soFar: boolean }): string {
  const { language } = voice
  const day = (at: number): string => dayText(at, directory.timezone, language)
  // From Sunday evening to Sunday evening is told as Monday to Sunday.
  const first = DateTime.fromMillis(turn.week.from, { zone: directory.timezone }).plus({ days: 1 }).toMillis()
  const last = turn.week.to - (as.soFar ? 1 : 0)
  return voice.phrases.weekly({
    name: as.name,
    soFar: as.soFar,
    from: day(Math.min(first, last)),
    to: day(last),
    effect: turn.effect,
    acted: turn.acted.slice(0, ACTED_NAMED).map(({ ticket, took, confirmed, stars }) => {
      const { number, title, place } = voice.line(forMany(voice, ticket))
      return { number, title, place, took: voice.phrases.duration(took / 60_000).trim(), confirmed, stars }
    }),
    moreActed: Math.max(0, turn.acted.length - ACTED_NAMED),
    rolling: turn.rolling.slice(0, ROLLING_NAMED).map(({ ticket, weeks, overdue }) => {
      const { number, title, place, name } = voice.line(forMany(voice, ticket))
      return { number, title, place, name, since: day(ticket.openedAt), weeks, overdue: overdue ? voice.overdue(ticket) : '' }
    }),
    moreRolling: Math.max(0, turn.rolling.length - ROLLING_NAMED),
  })
}

const closedOf = ({ solved, notOurs, cannot }: Counts): number => solved + notOurs + cannot
const hasWork = (counts: Counts): boolean =>
  counts.opened + counts.due + counts.acceptDue + counts.backlog + counts.finished + counts.calls + closedOf(counts) > 0

export const isEmptySheet = ({ whole }: AppraisalSheet): boolean => !hasWork(whole.counts)

export function appraisalText(voice: Voice, directory: Directory, sheet: AppraisalSheet, span: Span): string {
  const { counts } = sheet.whole
  const name = (line: AppraisalLine): string => directory.organisations.find((o) => o.id === line.orgId)?.name ?? ''
  const busy = sheet.lines.filter(({ month }) => hasWork(month.counts))
  return voice.phrases.appraisal({
    name: directory.name,
    month: monthText(span.from, directory.timezone, voice.language),
    soFar: span.soFar,
    opened: counts.opened,
    closed: closedOf(counts),
    backlog: counts.backlog,
    overdue: counts.backlogOverdue,
    units: busy.map((line) => unitWords(voice, name(line), line)),
    idle: sheet.lines.filter((line) => !busy.includes(line)).map(name),
  })
}

function unitWords(voice: Voice, name: string, { month, stars, place, change }: AppraisalLine): UnitWords {
  const { rates, times, counts } = month
  const span = (ms: number | null): string => (ms === null ? '' : voice.phrases.duration(ms / 60_000).trim())
  return {
    name,
    place,
    stars: stars.stars,
    score: stars.score,
    calls: counts.calls,
    due: counts.due,
    rates: {
      response: rates.response.percent,
      solution: rates.solution.percent,
      satisfaction: rates.satisfaction.percent,
      closing: rates.closing.percent,
      onTime: rates.onTime.percent,
      reopening: rates.reopening.percent,
    },
    median: span(times.closeMedian),
    p90: span(times.closeP90),
    change,
  }
}

const monthText = (at: number, timezone: string, language: Language): string =>
  DateTime.fromMillis(at, { zone: timezone }).toFormat(language === 'en' ? 'LLL yyyy' : 'yyyy年L月')
