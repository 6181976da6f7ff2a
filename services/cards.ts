/** The two first sayings of a ticket: the answer in the group, and the card to whoever must act. */
import { and, eq } from 'drizzle-orm'
import { calledName, type Directory, type Person } from '../core/community.ts'
import { onDuty } from '../core/duty.ts'
import { timeText } from '../core/phrases/wording.ts'
import type { Ticket } from '../core/ticket.ts'
import type { Tx } from '../db/open.ts'
import { attachmentsOfTicket, pictureCount } from './attachment-rows.ts'
import type { DeskContext } from './context.ts'
import { dangerOf } from './danger.ts'
import { personById } from './identity.ts'
import { staffMember, type Voice, voiceFor } from './lines.ts'
import { isWaiting, say } from './outbox.ts'
import { ticketsOfMessage } from './ticket-rows.ts'

export const answerKey = (ticket: Pick<Ticket, 'account' | 'messageId'>): string => `opened:${ticket.account}:${ticket.messageId}`
const cardKey = (ticket: Pick<Ticket, 'id'>, to: string): string => `card:${ticket.id}:${to}`

export const publicPlace = (ticket: Pick<Ticket, 'roomId' | 'reporterId'>): { room: string } | { person: string } =>
  ticket.roomId === null ? { person: ticket.reporterId } : { room: ticket.roomId }

/** The chat in which a ticket is still waited for: its group answer has not been said yet. */
export const answerIsWaiting = (cx: DeskContext, tx: Tx, directory: Directory, ticket: Ticket): Promise<boolean> =>
  isWaiting(cx, tx, directory.id, answerKey(ticket))

/** Says (or, while it waits, says anew) what the group hears about the tickets one message opened. */
export async function sayAnswer(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  ticket: Ticket,
  ask?: { said: string; nearest: readonly string[] },
): Promise<void> {
  const voice = voiceFor(directory, ticket.language, cx.now())
  const reporter = await personById(cx, tx, directory.id, ticket.reporterId)
  const to = ticket.roomId === null ? '' : (reporter?.name ?? '')
  const siblings = await ticketsOfMessage(cx, tx, directory.id, ticket.account, ticket.messageId)
  const dangerous = siblings.find((t) => t.urgency === 'emergency')
  const saying = { to: publicPlace(ticket), mentions: [ticket.reporterId], ticketId: ticket.id, key: answerKey(ticket) }
  if (dangerous) {
    const text = dangerText(directory, dangerous, voice, to, cx.now())
    return say(cx, tx, directory, { ...saying, text, pace: 'now' })
  }
  const waitMs = directory.settings.storySeconds * 1000
  if (ticket.placeAskedAt !== null && ticket.buildingId === null && !ticket.place.spot) {
    const text = ask
      ? voice.phrases.askBuilding({ to, ticket: voice.line(ticket), ...ask })
      : voice.phrases.askPlace({ to, ticket: voice.line(ticket) })
    return say(cx, tx, directory, { ...saying, text, waitMs })
  }
  let pictures = 0
  for (const t of siblings) pictures += await pictureCount(cx, tx, directory.id, t.id)
  const homes = 1 + ticket.followers.length
  const text =
    homes > 1 && siblings.length === 1
      ? voice.phrases.followed({ to, ticket: voice.line(ticket), homes, more: '' })
      : voice.phrases.opened({ to, tickets: siblings.map((t) => ({ ...voice.line(t), by: voice.by(t.actBy), kind: t.kind })), pictures })
  return say(cx, tx, directory, { ...saying, text, waitMs })
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

/** The staff group of the unit that answers for a ticket; the community's own when the unit has none. */
export function staffRoom(directory: Directory, ticket: Pick<Ticket, 'orgId' | 'gridId'>): string | null {
  const groups = directory.groups.filter((g) => g.kind === 'staff' && g.externalId !== null && g.orgId === ticket.orgId)
  return (groups.find((g) => g.gridId === ticket.gridId) ?? groups[0])?.externalId ?? null
}

/** Brings a ticket to whoever must act: directly and in the staff group, with the words and pictures of the report. */
export async function sayCards(cx: DeskContext, tx: Tx, directory: Directory, ticket: Ticket, because = ''): Promise<void> {
  const room = staffRoom(directory, ticket)
  const reporter = await personById(cx, tx, directory.id, ticket.reporterId)
  const voice = voiceFor(directory, 'zh-CN', cx.now())
  const urgent = ticket.urgency === 'emergency'
  const text = urgent ? dangerCard(directory, ticket, voice, reporter) : await ordinaryCard(cx, tx, directory, { ticket, voice, reporter, because })
  const waitMs = urgent ? 0 : directory.settings.storySeconds * 1000
  const people = urgent ? everybodyOnDuty(directory, ticket, cx.now()) : [staffMember(directory, ticket.assigneeId)].filter((p) => p !== undefined)
  const pace = ticket.urgency === 'normal' ? 'waits' : 'now'
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
      mentions: people.map((p) => p.id),
    })
  await sayPictures(cx, tx, directory, ticket)
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
    because: p.because,
    kind: ticket.kind,
  })
}

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
  for (const row of stored) {
    const targets: ({ person: string } | { room: string })[] = [
      ...(ticket.assigneeId === null ? [] : [{ person: ticket.assigneeId }]),
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
