/** One report that holds two matters 拆分, and two tickets that turn out not to be one matter 取消合并. */
import type { Directory } from '../core/community.ts'
import { decide } from '../core/decide.ts'
import type { Ticket } from '../core/ticket.ts'
import type { Location } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import { publicPlace, sayCards } from './cards.ts'
import type { DeskContext } from './context.ts'
import { tellAssignee } from './happening.ts'
import { personById } from './identity.ts'
import type { Arrival } from './intake.ts'
import { type Voice, voiceFor } from './lines.ts'
import { readAt, say, unsay } from './outbox.ts'
import { eventsOf, record, ticketByNumber } from './ticket-rows.ts'
import { openTicket, routedBecause, standingOf } from './tickets.ts'

/** Who does it, and where it was said; `roomId` is null on the page. */
type Doing = Pick<Arrival, 'directory' | 'person' | 'roomId'>

/**
 * The new ticket's number must be known before the old one can say it. @returns the ticket it was split from
 * @throws CodedError what `decide` says
 */
export async function splitTicket(cx: DeskContext, tx: Tx, doing: Doing, ticket: Ticket, words: string): Promise<Ticket> {
  const { directory, person, roomId } = doing
  const standing = standingOf(directory, ticket, person, roomId)
  decide(ticket, { type: 'split', into: 0, words }, standing, cx.now())
  const fresh = await splitOff(cx, tx, doing, ticket, words)
  return record(cx, tx, directory, ticket, decide(ticket, { type: 'split', into: fresh.number, words }, standing, cx.now()), person)
}

/** Opens a ticket of its own for another matter of the same report; who told it is told once. @returns the new ticket */
async function splitOff(cx: DeskContext, tx: Tx, { directory, roomId }: Doing, from: Ticket, words: string): Promise<Ticket> {
  const reporter = await personById(cx, tx, directory.id, from.reporterId)
  if (!reporter) throw new Error(`the reporter of #${from.number} vanished`)
  const reading = cx.reader.read(words, { role: 'resident' })
  const category = reading.category ?? reading.items[0]?.category ?? from.category
  const { phrases } = voiceFor(directory, from.language, cx.now())
  const ticket = await openTicket(cx, tx, directory, {
    ...{ kind: from.kind, category, urgency: reading.urgency ?? 'normal', title: reading.summary || phrases.category(category), words },
    ...{
      place: { ...placeLeft(from.place), ...reading.location },
      buildingId: from.buildingId,
      gridId: from.gridId,
      groupId: from.groupId,
      roomId: from.roomId,
    },
    ...{ account: from.account, messageId: from.messageId, language: from.language },
    reporter,
    askPlace: false,
    splitFrom: from.number,
  })
  const { voice, to, pace } = await spokenTo(cx, tx, directory, ticket, roomId)
  await say(cx, tx, directory, {
    to: publicPlace(ticket),
    text: voice.phrases.split({ to, ticket: voice.line(ticket), from: from.number, by: voice.by(ticket.actBy) }),
    mentions: ticket.roomId === null ? [] : [ticket.reporterId],
    ticketId: ticket.id,
    pace,
  })
  await sayCards(cx, tx, directory, ticket, routedBecause(directory, ticket, cx.now()))
  return ticket
}

/** The house is the same; whether the spot is, nobody has said. */
const placeLeft = ({ estate, building, unit }: Location): Location => ({
  ...(estate === undefined ? {} : { estate }),
  ...(building === undefined ? {} : { building }),
  ...(unit === undefined ? {} : { unit }),
})

async function spokenTo(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  ticket: Ticket,
  roomId: string | null,
): Promise<{ voice: Voice; to: string; pace: 'now' | 'waits' }> {
  const pace = ticket.roomId !== null && ticket.roomId === roomId ? 'now' : 'waits'
  const reporter = ticket.roomId === null ? undefined : await personById(cx, tx, directory.id, ticket.reporterId)
  return { voice: voiceFor(directory, ticket.language, cx.now(), readAt(directory, cx.now(), pace)), to: reporter?.name ?? '', pace }
}

/** The merged ticket is a matter of its own again: those who came with it leave the one that was kept, and everybody hears it once. */
export async function partFrom(cx: DeskContext, tx: Tx, { directory, person, roomId }: Doing, ticket: Ticket, from: number): Promise<void> {
  const before = await ticketByNumber(cx, tx, directory.id, from)
  const kept = before && (await leave(cx, tx, directory, before, ticket, person))
  const { voice, to, pace } = await spokenTo(cx, tx, directory, ticket, roomId)
  await say(cx, tx, directory, {
    to: publicPlace(ticket),
    text: voice.phrases.unmerged({ to, ticket: voice.line(ticket), from, by: voice.by(ticket.actBy) }),
    mentions: ticket.roomId === null ? [] : [ticket.reporterId],
    ticketId: ticket.id,
    pace,
  })
  await sayCards(cx, tx, directory, ticket)
  if (!kept) return
  // That others had it too is not told of a merging that was taken back before it went out.
  if (kept.followers.length === 0) await unsay(cx, tx, directory.id, `followcard:${kept.id}`)
  const parted = (v: Voice): string => v.phrases.parted({ ticket: v.line(kept), number: ticket.number, homes: 1 + kept.followers.length })
  if (kept.assigneeId !== ticket.assigneeId) await tellAssignee(cx, tx, directory, kept, parted)
  if (kept.roomId !== null && kept.roomId !== ticket.roomId)
    await say(cx, tx, directory, {
      to: publicPlace(kept),
      text: parted(voiceFor(directory, kept.language, cx.now(), readAt(directory, cx.now(), 'waits'))),
      ticketId: kept.id,
      key: `parted:${kept.id}:${ticket.number}`,
    })
}

/** Whoever told the kept one in their own words, before or since, stays with it. */
async function leave(cx: DeskContext, tx: Tx, directory: Directory, kept: Ticket, parted: Ticket, by: Arrival['person']): Promise<Ticket> {
  const own = new Set(
    (await eventsOf(cx, tx, directory.id, kept.id)).flatMap(({ actorId, event }) =>
      actorId !== null && event.type === 'followed' && event.words !== '' ? [actorId] : [],
    ),
  )
  const people = [parted.reporterId, ...parted.followers].filter((id) => kept.followers.includes(id) && !own.has(id))
  return record(cx, tx, directory, kept, [{ type: 'parted', number: parted.number, people }], by)
}
