/** Joint meetings 碰头会: calling for a matter, calling the meeting, minutes, closing. Chat, page and clock all come through here. */
import { and, eq } from 'drizzle-orm'
import { holdsMeetings } from '../core/command-rights.ts'
import type { Directory, Person } from '../core/community.ts'
import { decide } from '../core/decide.ts'
import { CodedError } from '../core/errors.ts'
import { phaseOf, type Ticket } from '../core/ticket.ts'
import type { Tx } from '../db/open.ts'
import type { MeetingMatterRow, MeetingRow } from '../db/tables.ts'
import { type Agenda, agendaNow, lastMeeting, openMeeting } from './agenda.ts'
import type { DeskContext } from './context.ts'
import { tellCalled, tellOutcome } from './meeting-words.ts'
import { act, standingOf } from './tickets.ts'

/** Something agreed about one matter. */
export interface Minutes {
  plan: string
  /** Becomes the date of the matter, and of parts without one of their own. */
  until: number | null
  lead: { orgId: string | null; assigneeId: string | null } | null
  supports: readonly { orgId: string | null; assigneeId: string | null; what: string; dueBy?: number }[]
}

export interface Closed {
  number: number
  settled: number
  /** Matters that come back on the next agenda. */
  carried: number
  /** People and groups told. */
  told: number
}

/** The meeting that is being prepared or held; there is always one. */
async function meetingNow(cx: DeskContext, tx: Tx, communityId: string): Promise<MeetingRow> {
  const open = await openMeeting(cx, tx, communityId)
  if (open) return open
  const { meetings } = cx.db.tables
  const number = ((await lastMeeting(cx, tx, communityId))?.number ?? 0) + 1
  await tx.insert(meetings).values({ communityId, number, place: '' }).onConflictDoNothing()
  const row = await openMeeting(cx, tx, communityId)
  if (!row) throw new Error(`meeting ${number} of ${communityId} could not be written`)
  return row
}

/** 上会: puts a matter on the agenda. @returns whether somebody had done so before @throws CodedError NOT_ENTITLED, STEP_FORBIDDEN */
export async function callForMatter(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  { ticket, reason, by, roomId = null }: { ticket: Ticket; reason: string; by: Person; roomId?: string | null },
): Promise<{ meeting: MeetingRow; already: boolean }> {
  const { assignee, unit, community, above } = standingOf(directory, ticket, by, roomId)
  if (!assignee && !unit && !community && !above) throw notEntitled(ticket.number)
  if (phaseOf(ticket.status) === 'closed')
    throw new CodedError('STEP_FORBIDDEN', `#${ticket.number} is ${ticket.status}: there is nothing to meet about`, { number: ticket.number })
  const { meetingMatters } = cx.db.tables
  const meeting = await meetingNow(cx, tx, directory.id)
  const row = await matterRow(cx, tx, meeting, ticket)
  const already = row.calledBy !== null
  await tx
    .update(meetingMatters)
    .set({ calledBy: row.calledBy ?? by.id, calledAt: row.calledAt ?? cx.now(), reason: reason || row.reason })
    .where(thisMatter(cx, row))
  return { meeting, already }
}

const notEntitled = (number: number | null): CodedError =>
  new CodedError('NOT_ENTITLED', 'meetings are the community’s', number === null ? {} : { number })

const thisMatter = (
  cx: DeskContext,
  { communityId, meetingNumber, ticketId }: Pick<MeetingMatterRow, 'communityId' | 'meetingNumber' | 'ticketId'>,
) => {
  const { meetingMatters } = cx.db.tables
  return and(eq(meetingMatters.communityId, communityId), eq(meetingMatters.meetingNumber, meetingNumber), eq(meetingMatters.ticketId, ticketId))
}

async function matterRow(cx: DeskContext, tx: Tx, { communityId, number }: MeetingRow, ticket: Ticket): Promise<MeetingMatterRow> {
  const { meetingMatters } = cx.db.tables
  const key = { communityId, meetingNumber: number, ticketId: ticket.id }
  await tx
    .insert(meetingMatters)
    .values({ ...key, why: [], reason: '' })
    .onConflictDoNothing()
  const [row] = await tx.select().from(meetingMatters).where(thisMatter(cx, key))
  if (!row) throw new Error(`the matter of #${ticket.number} could not be written`)
  return row
}

/** 开会: sets the time, and tells whoever is concerned, with their matters. @throws CodedError NOT_ENTITLED, DATE_PASSED */
export async function callMeeting(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  { at, place, by }: { at: number; place: string; by: Person | null },
): Promise<{ agenda: Agenda; told: number }> {
  if (by && !holdsMeetings(directory, by)) throw notEntitled(null)
  if (at <= cx.now()) throw new CodedError('DATE_PASSED', 'the time said for the meeting has passed')
  const { meetings } = cx.db.tables
  const { number } = await meetingNow(cx, tx, directory.id)
  await tx
    .update(meetings)
    .set({ at, place, calledBy: by?.id ?? null, calledAt: cx.now() })
    .where(and(eq(meetings.communityId, directory.id), eq(meetings.number, number)))
  const agenda = await agendaNow(cx, tx, directory)
  return { agenda, told: await tellCalled(cx, tx, directory, agenda, by) }
}

/** 纪要: what was agreed about a matter: its lead, parts and date from now on. Those concerned hear of it when the meeting closes. @throws CodedError as `decide` says */
export async function recordMinutes(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  { ticket, minutes, by }: { ticket: Ticket; minutes: Minutes; by: Person },
): Promise<Ticket> {
  const { plan, until, lead } = minutes
  const dueBy = until ?? ticket.resolveBy
  const parts = minutes.supports.map((support) => ({ ...support, dueBy: support.dueBy ?? dueBy }))
  const command = { type: 'plan' as const, words: plan, until, lead, parts }
  // Whoever may not do this opens no meeting either.
  decide(ticket, command, standingOf(directory, ticket, by, null), cx.now())
  const { meetings, meetingMatters } = cx.db.tables
  const meeting = await meetingNow(cx, tx, directory.id)
  const row = await matterRow(cx, tx, meeting, ticket)
  const said = row.plan && row.plan !== plan ? `${row.plan}；${plan}` : plan
  const at = cx.now()
  await tx
    .update(meetingMatters)
    .set({ plan: said, until: until ?? row.until, minutedBy: by.id, minutedAt: at })
    .where(thisMatter(cx, row))
  await tx
    .update(meetings)
    .set({ minutedAt: at })
    .where(and(eq(meetings.communityId, directory.id), eq(meetings.number, meeting.number)))
  return act(cx, tx, directory, { ticket, command, actor: by, roomId: null, quiet: true })
}

/** 散会: the whole agenda is written down, everybody concerned is told once, and what is not closed comes back. @throws CodedError NOT_ENTITLED, MEETING_MISSING */
export async function closeMeeting(cx: DeskContext, tx: Tx, directory: Directory, by: Person | null): Promise<Closed> {
  if (by && !holdsMeetings(directory, by)) throw notEntitled(null)
  const { meetings, meetingMatters } = cx.db.tables
  const open = await openMeeting(cx, tx, directory.id)
  if (!open || (open.at === null && open.minutedAt === null)) throw new CodedError('MEETING_MISSING', 'no meeting has been called')
  const agenda = await agendaNow(cx, tx, directory)
  for (const { ticket, why } of agenda.items) {
    const row = await matterRow(cx, tx, open, ticket)
    await tx.update(meetingMatters).set({ why }).where(thisMatter(cx, row))
  }
  await tx
    .update(meetings)
    .set({ closedAt: cx.now() })
    .where(and(eq(meetings.communityId, directory.id), eq(meetings.number, open.number)))
  const told = await tellOutcome(cx, tx, directory, agenda, by)
  return { number: open.number, settled: agenda.items.filter(({ minutes }) => minutes !== null).length, carried: agenda.items.length, told }
}
