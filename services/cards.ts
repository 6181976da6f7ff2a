/** The two first sayings of a ticket: the answer in the group, and the card to whoever must act. */
import { and, eq, inArray, like } from 'drizzle-orm'
import { buildingsOfGroup, calledName, type Directory, type Person } from '../core/community.ts'
import { onDuty } from '../core/duty.ts'
import { unknownBuilding, waitsForPlace } from '../core/findable.ts'
import { TAKING_LABELS } from '../core/phrases/labels.ts'
import { timeText } from '../core/phrases/wording.ts'
import { standIn } from '../core/routing.ts'
import type { Ticket } from '../core/ticket.ts'
import type { Tx } from '../db/open.ts'
import { attachmentsOfTicket, pictureCount } from './attachment-rows.ts'
import type { DeskContext } from './context.ts'
import { dangerOf } from './danger.ts'
import { personById } from './identity.ts'
import { staffMember, type Voice, voiceFor } from './lines.ts'
import { isWaiting, readAt, say } from './outbox.ts'
import { staffRoom } from './staff-rooms.ts'
import { answerAddress } from './ticket-links.ts'
import { ticketsOfMessage } from './ticket-rows.ts'

export const answerKey = (ticket: Pick<Ticket, 'account' | 'messageId'>): string => `opened:${ticket.account}:${ticket.messageId}`
/** How the keys of all cards begin. */
export const CARD_KEYS = 'card:'
const cardKey = (ticket: Pick<Ticket, 'id'>, to: string): string => `${CARD_KEYS}${ticket.id}:${to}`

export const publicPlace = (ticket: Pick<Ticket, 'roomId' | 'reporterId'>): { room: string } | { person: string } =>
  ticket.roomId === null ? { person: ticket.reporterId } : { room: ticket.roomId }

/** The chat in which a ticket is still waited for: its group answer has not been said yet. */
export const answerIsWaiting = (cx: DeskContext, tx: Tx, directory: Directory, ticket: Ticket): Promise<boolean> =>
  isWaiting(cx, tx, directory.id, answerKey(ticket))

/** Says (or, while it waits, says anew) what the group hears about the tickets one message opened. */
export async function sayAnswer(cx: DeskContext, tx: Tx, directory: Directory, ticket: Ticket): Promise<void> {
  const voice = voiceFor(directory, ticket.language, cx.now())
  const reporter = await personById(cx, tx, directory.id, ticket.reporterId)
  const to = ticket.roomId === null ? '' : (reporter?.name ?? '')
  const siblings = (await ticketsOfMessage(cx, tx, directory.id, ticket.account, ticket.messageId)).filter((t) => t.status !== 'withdrawn')
  const dangerous = siblings.find((t) => t.urgency === 'emergency')
  // Whoever has just spoken is awake: the answer keeps no quiet hours.
  const saying = { to: publicPlace(ticket), mentions: [ticket.reporterId], ticketId: ticket.id, key: answerKey(ticket), pace: 'now' as const }
  if (dangerous) {
    const text = dangerText(directory, dangerous, voice, to, cx.now())
    return say(cx, tx, directory, { ...saying, text })
  }
  const waitMs = directory.settings.storySeconds * 1000
  if (waitsForPlace(ticket)) return say(cx, tx, directory, { ...saying, text: placeQuestion(directory, ticket, voice, to), waitMs })
  let pictures = 0
  for (const t of siblings) pictures += await pictureCount(cx, tx, directory.id, t.id)
  const homes = 1 + ticket.followers.length
  const text =
    homes > 1 && siblings.length === 1
      ? voice.phrases.followed({ to, ticket: voice.line(ticket), homes, more: '' })
      : voice.phrases.opened({ to, tickets: siblings.map((t) => ({ ...voice.line(t), by: voice.by(t.actBy), kind: t.kind })), pictures })
  const link = siblings.length === 1 ? await answerAddress(cx, tx, directory, ticket) : undefined
  return say(cx, tx, directory, { ...saying, text: link === undefined ? text : `${text}\n${voice.phrases.progressLink({ link })}`, waitMs })
}

function placeQuestion(directory: Directory, ticket: Ticket, voice: Voice, to: string): string {
  const group = directory.groups.find((g) => g.id === ticket.groupId)
  const unknown = unknownBuilding(buildingsOfGroup(directory, group), ticket.place)
  if (!unknown) return voice.phrases.askPlace({ to, ticket: voice.line(ticket) })
  const named = { said: voice.phrases.building(unknown.said), nearest: unknown.nearest.map((name) => voice.phrases.building(name)) }
  return voice.phrases.askBuilding({ to, ticket: voice.line(ticket), ...named })
}

function dangerText(directory: Directory, ticket: Ticket, voice: Voice, to: string, now: number): string {
  const danger = dangerOf(ticket)
  const phones = directory.settings.emergencyPhones
  const phone = danger === 'gas' ? phones.gas : danger === 'electric' ? phones.power : danger === 'trapped' ? phones.lift : phones.water
  const told = onDuty(directory, now).map(calledName).slice(0, 2)
  return voice.phrases.danger({ to, danger, phone, ticket: voice.line(ticket), told, missing: missingPart(ticket) })
}

/** Rescuers need the building and the floor. */
function missingPart({ place, buildingId }: Ticket): 'building' | 'floor' | 'nothing' {
  if (place.building === undefined && buildingId === null) return place.spot ? 'nothing' : 'building'
  return place.floor || place.room || place.unit || place.spot ? 'nothing' : 'floor'
}

/** Brings a ticket to whoever must act: directly and in the staff group, with the words and pictures of the report. */
export async function sayCards(cx: DeskContext, tx: Tx, directory: Directory, ticket: Ticket, because = ''): Promise<void> {
  const room = staffRoom(directory, ticket)
  const reporter = await personById(cx, tx, directory.id, ticket.reporterId)
  const pace = ticket.urgency === 'normal' ? 'waits' : 'now'
  const voice = voiceFor(directory, 'zh-CN', cx.now(), readAt(directory, cx.now(), pace))
  const urgent = ticket.urgency === 'emergency'
  const text = urgent ? dangerCard(directory, ticket, voice, reporter) : await ordinaryCard(cx, tx, directory, { ticket, voice, reporter, because })
  const waitMs = urgent ? 0 : directory.settings.storySeconds * 1000
  const people = urgent
    ? everybodyOnDuty(directory, ticket, cx.now())
    : [staffMember(directory, ticket.assigneeId)].flatMap((p) => (p ? [standIn(directory, p, cx.now())] : []))
  for (const person of people)
    await say(cx, tx, directory, {
      to: { person: person.id },
      text,
      ticketId: ticket.id,
      key: cardKey(ticket, person.id),
      waitMs,
      pace,
      fallbackRoom: room,
    })
  if (room !== null)
    await say(cx, tx, directory, {
      to: { room },
      text,
      ticketId: ticket.id,
      key: cardKey(ticket, room),
      waitMs,
      pace,
      mentions: sittingThere(people, ticket).map((p) => p.id),
    })
  await sayPictures(cx, tx, directory, ticket)
}

/** Who is called by name in a unit's group: its own people; others on duty hear it directly and mostly do not sit there. */
function sittingThere(people: readonly Person[], { orgId }: Ticket): readonly Person[] {
  const own = people.filter((person) => person.orgId === orgId)
  return own.length > 0 ? own : people
}

/** Cards not said yet are dropped. @returns whether somebody has heard one already */
export async function unsayCards(cx: DeskContext, tx: Tx, directory: Directory, ticket: Ticket): Promise<boolean> {
  const { outbox } = cx.db.tables
  const ofTicket = and(eq(outbox.communityId, directory.id), eq(outbox.ticketId, ticket.id), like(outbox.coalesceKey, `${cardKey(ticket, '')}%`))
  await tx
    .update(outbox)
    .set({ state: 'dropped', settledAt: cx.now(), problem: 'overtaken' })
    .where(and(ofTicket, eq(outbox.state, 'pending')))
  const said = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(ofTicket, inArray(outbox.state, ['sending', 'sent', 'unknown'])))
    .limit(1)
  return said.length > 0
}

async function ordinaryCard(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  p: { ticket: Ticket; voice: Voice; reporter: Person | undefined; because: string },
): Promise<string> {
  const { ticket, voice } = p
  return voice.phrases.card({
    ticket: voice.line(ticket),
    from: p.reporter?.name ?? '',
    at: timeText(ticket.openedAt, directory.timezone),
    words: ticket.said.slice(0, 4).join(' ') || ticket.words,
    pictures: await pictureCount(cx, tx, directory.id, ticket.id),
    acceptBy: voice.by(ticket.acceptBy),
    actBy: voice.by(ticket.actBy),
    because: [...wayInWords(ticket), p.because || (waitsForPlace(ticket) ? '位置正在问' : '')].filter(Boolean).join('，'),
    kind: ticket.kind,
  })
}

/** A card says how the matter was taken on, for whoever gets it next. */
const wayInWords = ({ taken, complex }: Ticket): string[] => [...(complex ? ['疑难'] : []), ...(taken === null ? [] : [TAKING_LABELS.zh[taken]])]

function dangerCard(directory: Directory, ticket: Ticket, voice: Voice, reporter: Person | undefined): string {
  const group = directory.groups.find((g) => g.id === ticket.groupId)?.name ?? ''
  return voice.phrases.dangerCard({
    ticket: voice.line(ticket),
    from: reporter?.name ?? '',
    group,
    at: timeText(ticket.openedAt, directory.timezone),
    words: ticket.words,
  })
}

/** Danger goes to everyone on duty, the one responsible, and the grid workers of the place. */
function everybodyOnDuty(directory: Directory, ticket: Ticket, now: number): Person[] {
  const people = new Map(onDuty(directory, now).map((p) => [p.id, p]))
  for (const person of directory.staff)
    if (person.id === ticket.assigneeId || (person.role === 'grid_worker' && ticket.gridId !== null && person.gridIds.includes(ticket.gridId)))
      people.set(person.id, person)
  return [...people.values()]
}

/** Sends the report's pictures after its card; each once to each. */
export async function sayPictures(cx: DeskContext, tx: Tx, directory: Directory, ticket: Ticket): Promise<void> {
  const stored = (await attachmentsOfTicket(cx, tx, directory.id, ticket.id)).filter(
    (row) => row.state === 'stored' && row.mime?.startsWith('image/'),
  )
  const room = staffRoom(directory, ticket)
  const assignee = staffMember(directory, ticket.assigneeId)
  for (const row of stored) {
    const targets: ({ person: string } | { room: string })[] = [
      ...(assignee ? [{ person: standIn(directory, assignee, cx.now()).id }] : []),
      ...(room === null ? [] : [{ room }]),
    ]
    for (const to of targets) await sayPictureOnce(cx, tx, directory, { ticket, hash: row.hash ?? '', to })
  }
}

export async function sayPictureOnce(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  p: { ticket: Ticket; hash: string; to: { person: string } | { room: string } },
): Promise<void> {
  const { outbox } = cx.db.tables
  const targetId = 'room' in p.to ? p.to.room : p.to.person
  const before = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.communityId, directory.id), eq(outbox.targetId, targetId), eq(outbox.ticketId, p.ticket.id), eq(outbox.pictureHash, p.hash)))
  if (before.length > 0) return
  const waitMs = p.ticket.urgency === 'emergency' ? 0 : directory.settings.storySeconds * 1000
  await say(cx, tx, directory, {
    to: p.to,
    text: '',
    pictureHash: p.hash,
    ticketId: p.ticket.id,
    waitMs,
    pace: p.ticket.urgency === 'normal' ? 'waits' : 'now',
  })
}

/** While the first answer still waits, new pieces of the story go into it. @returns whether it did */
export async function refreshWaiting(cx: DeskContext, tx: Tx, directory: Directory, ticket: Ticket): Promise<boolean> {
  if (ticket.urgency === 'emergency' || !(await answerIsWaiting(cx, tx, directory, ticket))) return false
  await sayAnswer(cx, tx, directory, ticket)
  await sayCards(cx, tx, directory, ticket)
  return true
}
