/**
 * The weekly turn 周周转 to the grid groups and the admins, and the monthly appraisal sheet to the admins. Each is claimed once in the transaction that
 * writes its words; the last one that fell due is told late rather than never.
 */
import { fileTypeFromBuffer } from 'file-type'
import { type AppraisalSheet, appraisalSheet } from '../core/appraisal.ts'
import type { Directory, Group } from '../core/community.ts'
import { isDiscreet } from '../core/discretion.ts'
import { appraisalDue, monthAsked, monthBefore, type Span, turnAsked, turnEnded } from '../core/report-times.ts'
import type { Ticket } from '../core/ticket.ts'
import { type Acted, type TurnMatter, type WeeklyTurn, weeklyTurn } from '../core/weekly-turn.ts'
import type { Tx } from '../db/open.ts'
import { claim, isStarted } from './claims.ts'
import type { DeskContext, Read } from './context.ts'
import type { Arrival } from './intake.ts'
import { type Voice, voiceFor } from './lines.ts'
import { readAt, type Saying, say } from './outbox.ts'
import { DRAWN_IN_CARDS, pairCard } from './pair-card.ts'
import { rateRowsSince, turnMatters } from './report-rows.ts'
import { appraisalText, forMany, isEmptySheet, isEmptyTurn, turnText } from './report-words.ts'
import { isStaffGroup, officeRoom } from './staff-rooms.ts'
import { reply } from './where-asked.ts'

const PAIRS_SHOWN = 3

/** A turn of one group, or of the whole community. */
export interface TurnReport {
  /** Null for the whole community. */
  group: Group | null
  turn: WeeklyTurn
  text: string
}

/** What was told in the group, and what was told in another and lies in its grid or buildings. What was told directly stays there. */
const concerns =
  (group: Group) =>
  ({ ticket }: { ticket: Pick<Ticket, 'roomId' | 'gridId' | 'buildingId'> }): boolean =>
    ticket.roomId !== null &&
    (ticket.roomId === group.externalId ||
      (ticket.buildingId !== null && group.buildingIds.includes(ticket.buildingId)) ||
      (group.kind === 'grid' && ticket.gridId !== null && ticket.gridId === group.gridId))

/** The whole community's turn first, then those of the grid groups; turns with nothing in them are left out. */
export async function turnReports(cx: DeskContext, read: Read, directory: Directory, span: Span): Promise<TurnReport[]> {
  const matters = await turnMatters(cx, read, directory.id, span)
  const grids = directory.groups.filter((group) => group.kind === 'grid' && group.externalId !== null)
  return [null, ...grids].map((group) => turnReport(cx, directory, matters, span, group)).filter(({ turn }) => !isEmptyTurn(turn))
}

function turnReport(cx: DeskContext, directory: Directory, matters: readonly TurnMatter[], span: Span, group: Group | null): TurnReport {
  const turn = weeklyTurn(group ? matters.filter(concerns(group)) : matters, { from: span.from, to: span.to })
  const name = group ? group.name.replace(/群$/, '') : directory.name
  return { group, turn, text: turnText(voiceOf(cx, directory, group), directory, turn, { name, soFar: span.soFar }) }
}

function voiceOf(cx: DeskContext, directory: Directory, group: Group | null): Voice {
  const now = cx.now()
  return voiceFor(directory, group?.language ?? directory.language, now, readAt(directory, now, 'waits'))
}

/** Everyone who reads the community's figures; its office's staff group when no admin is known. */
function readers(directory: Directory): Pick<Saying, 'to' | 'fallbackRoom'>[] {
  const fallbackRoom = officeRoom(directory)
  const admins = directory.staff.filter((person) => person.admin)
  if (admins.length > 0) return admins.map(({ id }) => ({ to: { person: id }, fallbackRoom }))
  return fallbackRoom === null ? [] : [{ to: { room: fallbackRoom } }]
}

/** Sends the turn of the week that ended last, unless that has been done. @returns the number of turns told */
export async function sendWeekly(cx: DeskContext, communityId: string): Promise<number> {
  const { read } = cx.db
  const directory = await cx.directories.get(read, communityId)
  const due = turnEnded(cx.now(), directory.settings.weeklyAt, directory.timezone)
  const name = `weekly:${communityId}`
  if (await isStarted(cx, name, due.tick)) return 0
  const reports = await turnReports(cx, read, directory, due)
  const sayings: Saying[] = []
  for (const { group, turn, text } of reports) {
    const targets = group ? [{ to: { room: group.externalId ?? '' } }] : readers(directory)
    const pictures = await drawPairs(cx, voiceOf(cx, directory, group), turn)
    for (const target of targets) sayings.push({ ...target, text }, ...pictures.map((pictureHash): Saying => ({ ...target, text: '', pictureHash })))
  }
  const sent = await cx.db.transact(async (tx) => {
    if (!(await claim(cx, tx, name, due.tick))) return false
    for (const saying of sayings) await say(cx, tx, directory, saying)
    return true
  })
  if (!sent || reports.length === 0) return 0
  cx.changes.tell({ kind: 'digest', communityId })
  return reports.length
}

/** Content hashes of pictures that show before and after; nobody's need or quarrel is shown. */
async function drawPairs(cx: DeskContext, voice: Voice, turn: WeeklyTurn): Promise<string[]> {
  const hashes: string[] = []
  for (const acted of turn.acted) {
    if (hashes.length === PAIRS_SHOWN) break
    const hash = isDiscreet(acted.ticket) ? undefined : await drawPair(cx, voice, acted)
    if (hash) hashes.push(hash)
  }
  return hashes
}

async function drawPair(cx: DeskContext, voice: Voice, acted: Acted): Promise<string | undefined> {
  if (acted.before === null || acted.after === null) return undefined
  try {
    const [before, after] = [await pictureOf(cx, acted.before), await pictureOf(cx, acted.after)]
    if (!before || !after) return undefined
    const { number, title, place } = voice.line(forMany(voice, acted.ticket))
    const labels = { before: voice.phrases.pictureBefore, after: voice.phrases.pictureAfter }
    const card = await pairCard({ title: [`#${number} ${title}`, place].filter(Boolean).join(' · '), before, after, labels })
    return (await cx.files.put(card)).hash
  } catch (error) {
    // A picture that is lost or broken holds back neither the others nor the words.
    cx.log.warn({ err: error, ticket: acted.ticket.number }, 'a before-and-after picture could not be drawn')
    return undefined
  }
}

async function pictureOf(cx: DeskContext, hash: string): Promise<{ mime: string; bytes: Uint8Array } | undefined> {
  const bytes = await cx.files.read(hash)
  const mime = (await fileTypeFromBuffer(bytes))?.mime
  return mime !== undefined && DRAWN_IN_CARDS.has(mime) ? { mime, bytes } : undefined
}

export async function sheetOf(cx: DeskContext, read: Read, directory: Directory, span: Span): Promise<AppraisalSheet> {
  const before = monthBefore(span, directory.timezone)
  const rows = await rateRowsSince(cx, read, directory, before.from)
  const units = directory.organisations.map(({ id }) => id)
  return appraisalSheet(rows, units, { month: { from: span.from, to: span.to }, before, now: span.to })
}

/** @returns undefined when there was nothing to appraise */
export async function sheetText(cx: DeskContext, read: Read, directory: Directory, span: Span): Promise<string | undefined> {
  const sheet = await sheetOf(cx, read, directory, span)
  return isEmptySheet(sheet) ? undefined : appraisalText(voiceOf(cx, directory, null), directory, sheet, span)
}

/** Sends the sheet of the month that is due, unless that has been done. @returns whether it was sent now */
export async function sendAppraisal(cx: DeskContext, communityId: string): Promise<boolean> {
  const { read } = cx.db
  const directory = await cx.directories.get(read, communityId)
  const due = appraisalDue(cx.now(), directory.timezone)
  const name = `appraisal:${communityId}`
  if (await isStarted(cx, name, due.tick)) return false
  const text = await sheetText(cx, read, directory, due)
  return cx.db.transact(async (tx) => {
    if (!(await claim(cx, tx, name, due.tick)) || text === undefined) return false
    for (const reader of readers(directory)) await say(cx, tx, directory, { ...reader, text })
    return true
  })
}

/** An admin's 周报 or 月报: where staff are among themselves, there; a residents' group sees its own week, and never the appraisal. */
export async function sayReportNow(cx: DeskContext, tx: Tx, arrival: Arrival, period: 'week' | 'month'): Promise<void> {
  const { directory, group, roomId, person } = arrival
  const now = cx.now()
  const { weeklyAt } = directory.settings
  const amongStaff = roomId === null || isStaffGroup(group)
  const nothing = voiceOf(cx, directory, amongStaff ? null : (group ?? null)).phrases.noReport({ period })
  if (period === 'month') {
    const text = (await sheetText(cx, tx, directory, monthAsked(now, directory.timezone))) ?? nothing
    if (amongStaff) return reply(cx, tx, arrival, text)
    return say(cx, tx, directory, { to: { person: person.id }, text, pace: 'now', fallbackRoom: officeRoom(directory) })
  }
  const span = turnAsked(now, weeklyAt, directory.timezone)
  const matters = await turnMatters(cx, tx, directory.id, span)
  const report = turnReport(cx, directory, matters, span, amongStaff ? null : (group ?? null))
  const text = isEmptyTurn(report.turn) ? nothing : report.text
  if (amongStaff || group) return reply(cx, tx, arrival, text)
  return say(cx, tx, directory, { to: { person: person.id }, text, pace: 'now', fallbackRoom: officeRoom(directory) })
}
