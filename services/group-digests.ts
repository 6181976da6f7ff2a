/** The nightly digest of each building and grid group: what was told there, what became of it, and whom to thank. */
import { calledName, type Directory, type Group } from '../core/community.ts'
import { type DigestContent, digestOf, oldestOf, thanksOf, trendOf, worthTelling } from '../core/digest.ts'
import type { RecordedEvent } from '../core/evolve.ts'
import { dayText } from '../core/phrases/wording.ts'
import type { Ticket } from '../core/ticket.ts'
import type { DeskContext, Read } from './context.ts'
import { spanOf, talliesOfMonth, ticketsOfDay, timesOfWeeks, weekOf } from './digest-days.ts'
import { publicLine } from './digest-lines.ts'
import { type Voice, voiceFor } from './lines.ts'
import { eventsOfMany } from './ticket-rows.ts'

const OPEN_SHOWN = 6

export interface DigestText {
  groupId: string
  name: string
  room: string
  text: string
  /** The same as a picture card, by content hash; once sent. */
  pictureHash?: string
}

/** What a group hears about: what was told there, and what was told in another group and concerns its building. What was told directly stays there. */
const concerns =
  (group: Group) =>
  (ticket: Pick<Ticket, 'roomId' | 'buildingId'>): boolean =>
    (group.externalId !== null && ticket.roomId === group.externalId) ||
    (group.kind === 'building' && ticket.roomId !== null && ticket.buildingId !== null && group.buildingIds.includes(ticket.buildingId))

/** @param daysBack 1 for yesterday's, told late */
export async function groupDigests(
  cx: DeskContext,
  read: Read,
  directory: Directory,
  { gap = '', daysBack = 0 }: { gap?: string; daysBack?: number } = {},
): Promise<DigestText[]> {
  const now = cx.now()
  const span = spanOf(directory, now, daysBack)
  const all = await ticketsOfDay(cx, read, directory, span)
  const month = await talliesOfMonth(cx, read, directory, span)
  const times = await timesOfWeeks(cx, read, directory, span)
  const doneBy = await doneByOf(cx, read, directory, all)
  const texts: DigestText[] = []
  for (const group of directory.groups) {
    if (group.externalId === null || (group.kind !== 'building' && group.kind !== 'grid')) continue
    const content = digestOf(all.filter(concerns(group)), span, month.filter(concerns(group)))
    if (daysBack > 0 ? content.opened === 0 && content.closed.length === 0 : !worthTelling(content, now) && !gap) continue
    const voice = voiceFor(directory, group.language, now)
    texts.push({
      groupId: group.id,
      name: group.name,
      room: group.externalId,
      text: voice.phrases.digest({
        date: dayText(span.from, directory.timezone, group.language),
        group: group.name.replace(/群$/, ''),
        opened: content.opened,
        closed: content.closed.map((t) => publicLine(voice, t)),
        open: content.open.slice(0, OPEN_SHOWN).map((t) => publicLine(voice, t)),
        moreOpen: Math.max(0, content.open.length - OPEN_SHOWN),
        monthOpened: content.monthOpened,
        monthClosed: content.monthClosed,
        gap,
        late: daysBack > 0,
        trend: trendOf(times.filter(concerns(group)), weekOf(directory, span)),
        oldest: oldestLine(voice, content, now),
        thanks: thanksNames(directory, content, doneBy),
      }),
    })
  }
  return texts
}

function oldestLine(voice: Voice, content: DigestContent, now: number) {
  const oldest = oldestOf(content, now)
  return oldest && { line: publicLine(voice, oldest.ticket), days: oldest.days }
}

/** Staff are thanked by name. */
function thanksNames(directory: Directory, content: DigestContent, doneBy: ReadonlyMap<string, string>) {
  const { most, solved, helped } = thanksOf(content, doneBy)
  const names = (ids: readonly string[]) => directory.staff.filter(({ id }) => ids.includes(id)).map(calledName)
  return { most: names(most), solved, helped: names(helped) }
}

/** Who said of each closed ticket that it is done. */
async function doneByOf(cx: DeskContext, read: Read, directory: Directory, tickets: readonly Ticket[]): Promise<Map<string, string>> {
  const closed = tickets.filter(({ status }) => status === 'solved').map(({ id }) => id)
  const events: ReadonlyMap<string, readonly RecordedEvent[]> = closed.length === 0 ? new Map() : await eventsOfMany(cx, read, directory.id, closed)
  return new Map(
    [...events].flatMap(([id, record]) => {
      const actor = record.findLast(({ event }) => event.type === 'resolved')?.actorId
      return actor ? [[id, actor] as const] : []
    }),
  )
}
