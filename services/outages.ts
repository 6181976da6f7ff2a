/** Known outages 停水停电通知: staff announce one; reports that match are answered from it and followed, not opened. */
import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Building, Directory, Person } from '../core/community.ts'
import { whenText } from '../core/phrases/wording.ts'
import { phaseOf } from '../core/ticket.ts'
import type { Category } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import type { OutageRow } from '../db/tables.ts'
import type { DeskContext, Read } from './context.ts'
import type { Arrival } from './intake.ts'
import { voiceFor } from './lines.ts'
import type { Whereabouts } from './opening.ts'
import { saidSince, say } from './outbox.ts'
import { record, ticketById } from './ticket-rows.ts'
import { nameThere, whereAsked } from './where-asked.ts'

/** Many ask at once; the group reads the answer once. */
const ANSWERED_AGAIN_AFTER_MS = 3 * 60_000

export const OUTAGE_WORDS: Partial<Record<Category, { zh: string; en: string }>> = {
  water: { zh: '停水', en: 'no water' },
  power: { zh: '停电', en: 'no power' },
  gas: { zh: '停气', en: 'no gas' },
  heating: { zh: '停暖', en: 'no heating' },
  elevator: { zh: '停梯', en: 'lift out of service' },
}

export async function outageFor(
  cx: DeskContext,
  read: Read,
  directory: Directory,
  category: Category,
  where: Pick<Whereabouts, 'building'>,
): Promise<OutageRow | undefined> {
  const { outages } = cx.db.tables
  const { building } = where
  if (!building || !OUTAGE_WORDS[category]) return undefined
  const rows = await read
    .select()
    .from(outages)
    .where(and(eq(outages.communityId, directory.id), eq(outages.category, category), gt(outages.until, cx.now()), isNull(outages.endedAt)))
  return rows.find((row) => row.buildingIds.includes(building.id))
}

/** 128–130号楼, or the names one by one. */
export function placesText(directory: Directory, buildingIds: readonly string[], english: boolean): string {
  const names = buildingIds.map((id) => directory.buildings.find((b) => b.id === id)?.name ?? id)
  const numbers = names.map(Number).sort((a, b) => a - b)
  const first = numbers[0]
  const last = numbers.at(-1)
  const run = names.length > 2 && first !== undefined && last !== undefined && numbers.every((n, i) => Number.isInteger(n) && n === first + i)
  const text = run ? `${first}–${last}` : names.join(english ? ', ' : '、')
  return english ? `Bldg ${text}` : `${text}号楼`
}

/** Answers one who asks about a known outage. @returns the id of the ticket that was followed */
export async function answerFromOutage(cx: DeskContext, tx: Tx, arrival: Arrival, outage: OutageRow): Promise<string | undefined> {
  const { directory, person, roomId, message } = arrival
  const ticket = outage.ticketId === null ? undefined : await ticketById(cx, tx, directory.id, outage.ticketId)
  // Only written down: the answer below tells them all there is to know.
  const after =
    ticket && phaseOf(ticket.status) === 'open'
      ? await record(cx, tx, directory, ticket, [{ type: 'followed', words: message.text }], person)
      : undefined
  const key = `outage:${outage.id}:${roomId ?? person.id}`
  if (await saidSince(cx, tx, directory.id, key, cx.now() - ANSWERED_AGAIN_AFTER_MS)) return after?.id
  await say(cx, tx, directory, {
    ...whereAsked(arrival),
    text: outageText(directory, outage, cx.now(), { to: nameThere(arrival), number: after?.number ?? null }),
    key,
    pace: 'now',
  })
  return after?.id
}

function outageText(directory: Directory, outage: OutageRow, now: number, to?: { to: string; number: number | null }): string {
  const voice = voiceFor(directory, directory.language, now)
  const english = directory.language === 'en'
  const p = {
    places: placesText(directory, outage.buildingIds, english),
    what: OUTAGE_WORDS[outage.category]?.[english ? 'en' : 'zh'] ?? voice.phrases.category(outage.category),
    reason: outage.reason,
    until: whenText(outage.until, now, directory.timezone, directory.language).replace(/^今天/, ''),
  }
  return to ? voice.phrases.outageAnswer({ ...p, ...to }) : voice.phrases.outageAnnounced(p)
}

export interface Announcement {
  category: Category
  buildings: readonly Building[]
  reason: string
  until: number
  by: Person
}

/** Writes an outage down and tells the groups of its buildings; open reports of the same are tied to it. @returns the number of groups told */
export async function announceOutage(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  { category, buildings, reason, until, by }: Announcement,
): Promise<number> {
  const { outages, tickets } = cx.db.tables
  const ids = buildings.map((b) => b.id)
  const open = await tx
    .select()
    .from(tickets)
    .where(
      and(
        eq(tickets.communityId, directory.id),
        eq(tickets.category, category),
        gt(tickets.openedAt, cx.now() - 86_400_000),
        isNull(tickets.closedAt),
      ),
    )
  const related = open.find((t) => t.buildingId !== null && ids.includes(t.buildingId))
  const outage: OutageRow = {
    communityId: directory.id,
    id: cx.newId(),
    category,
    buildingIds: ids,
    reason,
    announcedBy: by.id,
    announcedAt: cx.now(),
    until,
    ticketId: related?.id ?? null,
    endedAt: null,
  }
  await tx.insert(outages).values(outage)
  const touched = directory.groups.filter(
    (group) =>
      (group.kind === 'building' || group.kind === 'grid') &&
      buildings.some((b) => group.buildingIds.includes(b.id) || (group.buildingIds.length === 0 && group.gridId === b.gridId)),
  )
  for (const { externalId } of touched)
    if (externalId !== null) await say(cx, tx, directory, { to: { room: externalId }, text: outageText(directory, outage, cx.now()), pace: 'now' })
  return touched.length
}
