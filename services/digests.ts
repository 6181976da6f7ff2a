/** The nightly closure digest, the evening dispatch sheet, the community's overview. Each is claimed once a day in the transaction that writes its words. */
import { and, eq, gte, inArray, or } from 'drizzle-orm'
import { DateTime } from 'luxon'
import type { Directory, Group, Organisation } from '../core/community.ts'
import { type DaySpan, digestOf, worthTelling } from '../core/digest.ts'
import { dayText } from '../core/phrases/wording.ts'
import { isOverdue, phaseOf, statusesIn, type Ticket } from '../core/ticket.ts'
import { startOfDay, wallClock } from '../core/time.ts'
import type { Tx } from '../db/open.ts'
import { digestCard } from './card.ts'
import type { DeskContext, Read } from './context.ts'
import { digestLine, publicLine } from './digest-lines.ts'
import { gapOfToday } from './gaps.ts'
import type { Arrival } from './intake.ts'
import { pendingLeads } from './leads.ts'
import { voiceFor } from './lines.ts'
import { say } from './outbox.ts'
import { isStaffGroup, officeRoom } from './staff-rooms.ts'
import { onlyTicket } from './ticket-rows.ts'
import { reply } from './where-asked.ts'

const OPEN_SHOWN = 6
const OLDEST_SHOWN = 5

export interface DigestText {
  groupId: string
  name: string
  room: string
  text: string
  /** The same as a picture card, by content hash; once sent. */
  pictureHash?: string
}

function spanOf(directory: Directory, now: number): DaySpan {
  const month = DateTime.fromMillis(now, { zone: directory.timezone }).startOf('month').toMillis()
  return { from: startOfDay(now, directory.timezone), to: now + 1, monthFrom: month }
}

/** Tickets a digest of today can speak about: the open ones, and those opened or closed since the month began. */
async function ticketsOfMonth(cx: DeskContext, read: Read, directory: Directory, span: DaySpan): Promise<Ticket[]> {
  const { tickets } = cx.db.tables
  const rows = await read
    .select()
    .from(tickets)
    .where(
      and(
        eq(tickets.communityId, directory.id),
        or(inArray(tickets.status, statusesIn('open', 'resolved')), gte(tickets.openedAt, span.monthFrom), gte(tickets.closedAt, span.from)),
      ),
    )
  return rows.map(onlyTicket)
}

/** What a group hears about: what was told there, and what was told in another group and concerns its building. What was told directly stays there. */
const concerns =
  (group: Group) =>
  (ticket: Ticket): boolean =>
    (group.externalId !== null && ticket.roomId === group.externalId) ||
    (group.kind === 'building' && ticket.roomId !== null && ticket.buildingId !== null && group.buildingIds.includes(ticket.buildingId))

export async function groupDigests(cx: DeskContext, read: Read, directory: Directory, gap = ''): Promise<DigestText[]> {
  const now = cx.now()
  const span = spanOf(directory, now)
  const all = await ticketsOfMonth(cx, read, directory, span)
  const texts: DigestText[] = []
  for (const group of directory.groups) {
    if (group.externalId === null || (group.kind !== 'building' && group.kind !== 'grid')) continue
    const content = digestOf(all.filter(concerns(group)), span)
    if (!worthTelling(content, now) && !gap) continue
    const voice = voiceFor(directory, group.language, now)
    texts.push({
      groupId: group.id,
      name: group.name,
      room: group.externalId,
      text: voice.phrases.digest({
        date: dayText(now, directory.timezone, group.language),
        group: group.name.replace(/群$/, ''),
        opened: content.opened,
        closed: content.closed.map((t) => publicLine(voice, t)),
        open: content.open.slice(0, OPEN_SHOWN).map((t) => publicLine(voice, t)),
        moreOpen: Math.max(0, content.open.length - OPEN_SHOWN),
        monthOpened: content.monthOpened,
        monthClosed: content.monthClosed,
        gap,
      }),
    })
  }
  return texts
}

/** What one unit has in hand, by what must be done first. */
export async function dispatchSheet(cx: DeskContext, read: Read, directory: Directory, unit: Organisation): Promise<string | undefined> {
  const now = cx.now()
  const span = spanOf(directory, now)
  const open = (await ticketsOfMonth(cx, read, directory, span)).filter((t) => t.orgId === unit.id && phaseOf(t.status) === 'open')
  if (open.length === 0) return undefined
  const voice = voiceFor(directory, 'zh-CN', now)
  const late = open.filter((t) => isOverdue(t, now))
  const rest = open.filter((t) => !isOverdue(t, now))
  const tomorrow = { from: startOfDay(now, directory.timezone) + 86_400_000, to: startOfDay(now, directory.timezone) + 2 * 86_400_000 }
  const sections = [
    { title: '超期', tickets: late },
    { title: '今天新报', tickets: rest.filter((t) => t.kind === 'report' && t.openedAt >= span.from) },
    { title: '在办', tickets: rest.filter((t) => t.kind === 'report' && t.openedAt < span.from) },
    { title: '咨询', tickets: rest.filter((t) => t.kind === 'consult') },
    { title: '建议', tickets: rest.filter((t) => t.kind === 'suggest') },
  ].filter((s) => s.tickets.length > 0)
  return voice.phrases.dispatch({
    date: dayText(now, directory.timezone, 'zh-CN'),
    unit: unit.name,
    sections: sections.map((s) => ({ title: s.title, lines: s.tickets.sort((a, b) => a.resolveBy - b.resolveBy).map((t) => digestLine(voice, t)) })),
    dueTomorrow: open.filter((t) => t.resolveBy >= tomorrow.from && t.resolveBy < tomorrow.to).length,
  })
}

/** The whole community in a few lines, for its admin. */
export async function communityOverview(cx: DeskContext, read: Read, directory: Directory): Promise<string> {
  const now = cx.now()
  const span = spanOf(directory, now)
  const all = await ticketsOfMonth(cx, read, directory, span)
  const content = digestOf(all, span)
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

/** Claims a job's tick. @returns false when somebody has run it already */
export async function claim(cx: DeskContext, tx: Tx, name: string, tick: string): Promise<boolean> {
  const { jobClaims } = cx.db.tables
  const rows = await tx.insert(jobClaims).values({ name, tick, claimedAt: cx.now() }).onConflictDoNothing().returning()
  return rows.length > 0
}

export async function isStarted(cx: DeskContext, name: string, tick: string): Promise<boolean> {
  const { jobClaims } = cx.db.tables
  const rows = await cx.db.read
    .select({ name: jobClaims.name })
    .from(jobClaims)
    .where(and(eq(jobClaims.name, name), eq(jobClaims.tick, tick)))
  return rows.length > 0
}

/** Sends tonight's digests: once a day; `again` sends them anew whatever the hour (the page's button). @returns the texts sent */
export async function sendDigests(cx: DeskContext, communityId: string, options: { again?: boolean } = {}): Promise<DigestText[]> {
  const { read } = cx.db
  const directory = await cx.directories.get(read, communityId)
  const today = wallClock(cx.now(), directory.timezone).date
  const texts = await groupDigests(cx, read, directory, await gapOfToday(cx, directory))
  for (const text of texts) text.pictureHash = (await cx.files.put(await digestCard(text.text))).hash
  const overview = await communityOverview(cx, read, directory)
  const sent = await cx.db.transact(async (tx) => {
    if (!options.again && !(await claim(cx, tx, `digest:${communityId}`, today))) return false
    for (const text of texts) {
      await say(cx, tx, directory, { to: { room: text.room }, text: text.text })
      if (text.pictureHash) await say(cx, tx, directory, { to: { room: text.room }, text: '', pictureHash: text.pictureHash })
    }
    const fallbackRoom = officeRoom(directory)
    for (const admin of directory.staff.filter((p) => p.admin))
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
  const sheets: { to: { room: string } | { person: string }; text: string }[] = []
  for (const unit of directory.organisations) {
    const text = await dispatchSheet(cx, read, directory, unit)
    const room = directory.groups.find((g) => g.kind === 'staff' && g.orgId === unit.id)?.externalId
    const head = directory.staff.find((p) => p.orgId === unit.id && p.supervisor)
    if (text && (room || head)) sheets.push({ to: room ? { room } : { person: head?.id ?? '' }, text })
  }
  return cx.db.transact(async (tx) => {
    if (!(await claim(cx, tx, `dispatch:${communityId}`, wallClock(cx.now(), directory.timezone).date))) return 0
    for (const sheet of sheets) await say(cx, tx, directory, { ...sheet, fallbackRoom: officeRoom(directory) })
    return sheets.length
  })
}

/** An admin's 小结: this group's digest in a group, the whole in a direct chat. @returns whether there was anything to say */
export async function sayDigestNow(cx: DeskContext, tx: Tx, arrival: Arrival): Promise<boolean> {
  const { directory, group, roomId } = arrival
  if (roomId === null || !group || isStaffGroup(group)) {
    await reply(cx, tx, arrival, await communityOverview(cx, tx, directory))
    return true
  }
  const own = (await groupDigests(cx, tx, directory)).find((d) => d.groupId === group.id)
  if (!own) return false
  await reply(cx, tx, arrival, own.text)
  return true
}
