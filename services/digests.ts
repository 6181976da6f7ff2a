/** The nightly closure digest, the evening dispatch sheet, the community's overview. Each is claimed once a day in the transaction that writes its words. */
import { DateTime } from 'luxon'
import { ofOffice } from '../core/command-rights.ts'
import type { Directory, Organisation } from '../core/community.ts'
import { digestOf } from '../core/digest.ts'
import { dispatchOf, isEmptyDispatch } from '../core/dispatch.ts'
import { dayText } from '../core/phrases/wording.ts'
import { isOverdue, type Ticket } from '../core/ticket.ts'
import { startOfDay, wallClock } from '../core/time.ts'
import type { Tx } from '../db/open.ts'
import { apartFromResidents } from './asked.ts'
import { digestCard } from './card.ts'
import { claim } from './claims.ts'
import type { DeskContext, Read } from './context.ts'
import { openTickets, spanOf, ticketsOfDay } from './digest-days.ts'
import { digestLine, dispatchLine, dispatchPart } from './digest-lines.ts'
import { gapOfToday } from './gaps.ts'
import { type DigestText, groupDigests } from './group-digests.ts'
import type { Arrival } from './intake.ts'
import { pendingLeads } from './leads.ts'
import { voiceFor } from './lines.ts'
import { say } from './outbox.ts'
import { isStaffGroup, officeRoom } from './staff-rooms.ts'
import { reply } from './where-asked.ts'

const OLDEST_SHOWN = 5

/** What one unit has in hand: by what must be done first and by category, its parts of others' matters included. */
export async function dispatchSheet(cx: DeskContext, read: Read, directory: Directory, unit: Organisation): Promise<string | undefined> {
  return sheetOf(directory, unit, await openTickets(cx, read, directory), cx.now())
}

function sheetOf(directory: Directory, unit: Organisation, open: readonly Ticket[], now: number): string | undefined {
  const { timezone } = directory
  const sheet = dispatchOf(unit.id, open, { from: startOfDay(now, timezone), tomorrow: tomorrowOf(now, timezone) }, now)
  if (isEmptyDispatch(sheet)) return undefined
  const voice = voiceFor(directory, 'zh-CN', now)
  return voice.phrases.dispatch({
    date: dayText(now, timezone, 'zh-CN'),
    unit: unit.name,
    sections: sheet.sections.map(({ section, groups }) => ({
      section,
      groups: groups.map(({ category, tickets }) => ({
        label: voice.phrases.category(category),
        lines: tickets.map((ticket) => dispatchLine(directory, voice, ticket)),
      })),
    })),
    parts: sheet.parts.map(({ ticket, part }) => dispatchPart(directory, voice, ticket, part, now)),
    dueTomorrow: sheet.dueTomorrow,
  })
}

/** Not every day is 24 hours long. */
const tomorrowOf = (now: number, timezone: string): number => DateTime.fromMillis(now, { zone: timezone }).startOf('day').plus({ days: 1 }).toMillis()

/** The whole community in a few lines, for its admin. */
export async function communityOverview(cx: DeskContext, read: Read, directory: Directory): Promise<string> {
  const now = cx.now()
  const span = spanOf(directory, now)
  const content = digestOf(await ticketsOfDay(cx, read, directory, span), span)
  const overdue = content.open.filter((t) => isOverdue(t, now))
  const voice = voiceFor(directory, directory.language, now)
  const units = directory.organisations
    .map((o) => ({
      name: o.name,
      open: content.open.filter((t) => t.orgId === o.id).length,
      overdue: overdue.filter((t) => t.orgId === o.id).length,
    }))
    .filter((u) => u.open > 0)
  const leads = (await pendingLeads(cx, read, directory.id)).length
  return voice.phrases.overview({
    date: dayText(now, directory.timezone, directory.language),
    opened: content.opened,
    closed: content.closed.length,
    open: content.open.length,
    overdue: overdue.length,
    leads,
    units,
    oldest: [...content.open]
      .sort((a, b) => a.openedAt - b.openedAt)
      .slice(0, OLDEST_SHOWN)
      .map((t) => digestLine(voice, t)),
  })
}

/**
 * Sends a day's digests, once: tonight's, or yesterday's where nobody ran last evening. In what form is the community's choice.
 * `again` sends them anew whatever the hour (the page's button).
 * @returns the texts sent
 */
export async function sendDigests(
  cx: DeskContext,
  communityId: string,
  { again = false, daysBack = 0 }: { again?: boolean; daysBack?: number } = {},
): Promise<DigestText[]> {
  const { read } = cx.db
  const directory = await cx.directories.get(read, communityId)
  const { digestForm } = directory.settings
  const day = wallClock(spanOf(directory, cx.now(), daysBack).from, directory.timezone).date
  const gap = daysBack === 0 ? await gapOfToday(cx, directory) : ''
  const texts = await groupDigests(cx, read, directory, { gap, daysBack })
  if (digestForm !== 'text') for (const text of texts) text.pictureHash = (await cx.files.put(await digestCard(text.text))).hash
  // The overview is of now: late, it would say what the next evening's does.
  const overview = daysBack === 0 ? await communityOverview(cx, read, directory) : ''
  const sent = await cx.db.transact(async (tx) => {
    if (!again && !(await claim(cx, tx, `digest:${communityId}`, day))) return false
    for (const text of texts) {
      if (digestForm !== 'picture') await say(cx, tx, directory, { to: { room: text.room }, text: text.text })
      if (text.pictureHash) await say(cx, tx, directory, { to: { room: text.room }, text: '', pictureHash: text.pictureHash })
    }
    const fallbackRoom = officeRoom(directory)
    for (const admin of overview ? directory.staff.filter((p) => p.admin) : [])
      await say(cx, tx, directory, { to: { person: admin.id }, text: overview, fallbackRoom })
    return true
  })
  if (sent) cx.changes.tell({ kind: 'digest', communityId })
  return sent ? texts : []
}

/** Sends the dispatch sheet to every unit's staff group, else to its supervisor; once a day. */
export async function sendDispatch(cx: DeskContext, communityId: string): Promise<number> {
  const { read } = cx.db
  const directory = await cx.directories.get(read, communityId)
  const open = await openTickets(cx, read, directory)
  const sheets: { to: { room: string } | { person: string }; text: string }[] = []
  for (const unit of directory.organisations) {
    const text = sheetOf(directory, unit, open, cx.now())
    const room = directory.groups.find((g) => g.kind === 'staff' && g.orgId === unit.id)?.externalId
    const staff = directory.staff.filter((p) => p.orgId === unit.id)
    const head = staff.find((p) => p.supervisor) ?? staff[0]
    if (text && (room || head)) sheets.push({ to: room ? { room } : { person: head?.id ?? '' }, text })
  }
  return cx.db.transact(async (tx) => {
    if (!(await claim(cx, tx, `dispatch:${communityId}`, wallClock(cx.now(), directory.timezone).date))) return 0
    for (const sheet of sheets) await say(cx, tx, directory, { ...sheet, fallbackRoom: officeRoom(directory) })
    return sheets.length
  })
}

/**
 * 小结/日报: this group's digest in a group, the whole in a direct chat; the head of a unit gets the unit's sheet.
 * @returns whether there was anything to say
 */
export async function sayDigestNow(cx: DeskContext, tx: Tx, arrival: Arrival): Promise<boolean> {
  const { directory, group, person, roomId } = arrival
  if (!ofOffice(directory, person)) {
    const unit = directory.organisations.find(({ id }) => id === person.orgId)
    const sheet = unit && (await dispatchSheet(cx, tx, directory, unit))
    if (sheet) await reply(cx, tx, apartFromResidents(arrival), sheet)
    return sheet !== undefined
  }
  if (roomId === null || !group || isStaffGroup(group)) {
    await reply(cx, tx, arrival, await communityOverview(cx, tx, directory))
    return true
  }
  const own = (await groupDigests(cx, tx, directory)).find((d) => d.groupId === group.id)
  if (!own) return false
  await reply(cx, tx, arrival, own.text)
  return true
}
