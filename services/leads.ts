/** Leads 待定: messages that may be reports. Kept without a word in the group; staff turn one into a ticket with one word. */
import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { calledName, communityOffice, type Directory, isStaff, type Person } from '../core/community.ts'
import { CodedError } from '../core/errors.ts'
import { timeText } from '../core/phrases/wording.ts'
import { isAway } from '../core/presence.ts'
import { personFor } from '../core/routing.ts'
import type { Conclusion, Matter, Reading } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import type { LeadRow } from '../db/tables.ts'
import type { DeskContext, Read } from './context.ts'
import { personById } from './identity.ts'
import type { Arrival, Outcome } from './intake.ts'
import { voiceFor } from './lines.ts'
import { languageOfPerson, openFromLead, whereabouts } from './opening.ts'
import { answerFromOutage, outageFor } from './outages.ts'
import { say } from './outbox.ts'
import { officeRoom } from './staff-rooms.ts'
import { reply } from './where-asked.ts'

/** A lead nobody judged is no longer linked to after this. */
const LEAD_REMEMBERED_MS = 3 * 86_400_000

/** The message as a lead keeps it. */
type Doubtful = Pick<LeadRow, 'account' | 'groupId' | 'roomId' | 'personId' | 'senderName' | 'text' | 'reading' | 'at'> & { id: string }

/** @returns the number of the new lead */
export async function insertLead(cx: DeskContext, tx: Tx, communityId: string, message: Doubtful): Promise<number> {
  const { communities, leads } = cx.db.tables
  const [row] = await tx
    .update(communities)
    .set({ lastLeadNumber: sql`${communities.lastLeadNumber} + 1` })
    .where(eq(communities.id, communityId))
    .returning({ number: communities.lastLeadNumber })
  if (!row) throw new Error(`community ${communityId} vanished`)
  const { account, id, groupId, roomId, personId, senderName, text, reading, at } = message
  await tx
    .insert(leads)
    .values({ communityId, number: row.number, account, messageId: id, groupId, roomId, personId, senderName, text, reading, at, state: 'pending' })
  return row.number
}

export async function keepLead(cx: DeskContext, tx: Tx, arrival: Arrival, { reading }: Conclusion): Promise<Outcome> {
  const known = await answerKnown(cx, tx, arrival, reading)
  if (known) return known
  const { directory, message, group, person, roomId } = arrival
  const { account, id, text, at, sender } = message
  const number = await insertLead(cx, tx, directory.id, {
    account,
    id,
    groupId: group?.id ?? null,
    roomId,
    personId: person.id,
    senderName: sender.name,
    text,
    reading,
    at,
  })
  if (roomId === null && !isStaff(person.role)) await sayKept(cx, tx, arrival)
  return { action: 'lead', opened: [], matterId: `lead:${number}` }
}

/** In a group a doubt is kept to oneself; whoever speaks to the bot alone is not left without a word. */
async function sayKept(cx: DeskContext, tx: Tx, arrival: Arrival): Promise<void> {
  const { directory, person } = arrival
  const judge = judgeOf(directory, { groupId: null }, cx.now())
  const { phrases } = voiceFor(directory, languageOfPerson(arrival), cx.now())
  await reply(cx, tx, arrival, phrases.leadKept({ name: judge ? calledName(judge) : '' }), { key: `kept:${person.id}`, waitMs: 2000 })
}

/** Unsure whether it is a report, but sure what the answer is: a known outage of that place. */
async function answerKnown(cx: DeskContext, tx: Tx, arrival: Arrival, reading: Reading): Promise<Outcome | undefined> {
  const where = whereabouts(arrival.directory, arrival.group, reading.location ?? {})
  const outage = reading.category && (await outageFor(cx, tx, arrival.directory, reading.category, where))
  if (!outage) return undefined
  const joined = await answerFromOutage(cx, tx, arrival, outage)
  return { action: 'answer', opened: [], ...(joined === undefined ? {} : { matterId: joined }) }
}

const roomsLeads = prepared((read: Read, { leads }) =>
  read
    .select()
    .from(leads)
    .where(
      and(
        eq(leads.communityId, sql.placeholder('communityId')),
        sql`${leads.state} = 'pending'`,
        eq(leads.roomId, sql.placeholder('roomId')),
        gt(leads.at, sql.param(sql.placeholder('since'), leads.at)),
      ),
    )
    .prepare(''),
)

export async function pendingLeadsOf(cx: DeskContext, read: Read, communityId: string, roomId: string): Promise<Matter[]> {
  const rows = await roomsLeads(cx.db, read, { communityId, roomId, since: cx.now() - LEAD_REMEMBERED_MS })
  return rows.map((lead) => ({
    id: `lead:${lead.number}`,
    intent: 'report',
    category: lead.reading.category,
    location: lead.reading.location,
    texts: [lead.text],
    reporterId: lead.personId,
    peopleIds: [lead.personId],
    state: 'open',
    openedAt: lead.at,
    lastAt: lead.at,
    lead: true,
  }))
}

export async function pendingLeads(cx: DeskContext, read: Read, communityId: string): Promise<LeadRow[]> {
  const { leads } = cx.db.tables
  return read
    .select()
    .from(leads)
    .where(and(eq(leads.communityId, communityId), eq(leads.state, 'pending')))
    .orderBy(asc(leads.number))
    .limit(100)
}

/** Judges one lead. @returns the number of the ticket, or null when it was dropped. @throws CodedError LEAD_UNKNOWN */
export async function judgeLead(cx: DeskContext, tx: Tx, directory: Directory, number: number, open: boolean): Promise<number | null> {
  const { leads } = cx.db.tables
  const [lead] = await tx
    .select()
    .from(leads)
    .where(and(eq(leads.communityId, directory.id), eq(leads.number, number), eq(leads.state, 'pending')))
  if (!lead) throw new CodedError('LEAD_UNKNOWN', `there is no lead ${number} to judge`, { number })
  const reporter = await personById(cx, tx, directory.id, lead.personId)
  const ticket = open && reporter ? await openFromLead(cx, tx, directory, lead, reporter) : undefined
  await tx
    .update(leads)
    .set({ state: ticket ? 'opened' : 'dropped', ticketId: ticket?.id ?? null })
    .where(and(eq(leads.communityId, directory.id), eq(leads.number, number)))
  return ticket?.number ?? null
}

/** Brings the leads nobody has been told about to the grid worker of the place, in one message. @returns how many */
export async function tellLeads(cx: DeskContext, tx: Tx, directory: Directory): Promise<number> {
  const { leads } = cx.db.tables
  const untold = await tx
    .select()
    .from(leads)
    .where(and(eq(leads.communityId, directory.id), eq(leads.state, 'pending'), isNull(leads.toldAt)))
    .orderBy(asc(leads.number))
    .limit(50)
  const byPerson = new Map<string, LeadRow[]>()
  for (const lead of untold) {
    const judge = judgeOf(directory, lead, cx.now())
    if (judge) byPerson.set(judge.id, [...(byPerson.get(judge.id) ?? []), lead])
  }
  const voice = voiceFor(directory, 'zh-CN', cx.now())
  for (const [personId, theirs] of byPerson) {
    const lines = theirs.map((lead) => ({
      number: lead.number,
      group: directory.groups.find((g) => g.id === lead.groupId)?.name ?? '',
      from: lead.senderName,
      at: timeText(lead.at, directory.timezone),
      words: lead.text.slice(0, 80),
    }))
    await say(cx, tx, directory, { to: { person: personId }, text: voice.phrases.leads({ lines }), fallbackRoom: officeRoom(directory) })
  }
  const told = [...byPerson.values()].flat().map((lead) => lead.number)
  if (told.length > 0)
    await tx
      .update(leads)
      .set({ toldAt: cx.now() })
      .where(and(eq(leads.communityId, directory.id), inArray(leads.number, told)))
  return told.length
}

/** Grid worker of the group's grid; else the community's person on duty. */
export function judgeOf(directory: Directory, lead: Pick<LeadRow, 'groupId'>, now: number): Person | undefined {
  const group = directory.groups.find((g) => g.id === lead.groupId)
  const gridId = group?.gridId ?? directory.buildings.find((b) => group?.buildingIds.includes(b.id))?.gridId ?? null
  const worker = directory.staff.find((p) => p.role === 'grid_worker' && !isAway(directory, p, now) && gridId !== null && p.gridIds.includes(gridId))
  if (worker) return worker
  return directory.staff.find((p) => p.id === personFor(directory, communityOffice(directory), gridId, now, new Map()).assigneeId)
}
