/** Who hears what about a ticket: every event has its words to somebody, and as few messages as will do. */
import { and, desc, eq, gt, inArray } from 'drizzle-orm'
import { calledName, type Directory, type Person } from '../core/community.ts'
import type { Ticket, TicketEvent } from '../core/ticket.ts'
import type { Tx } from '../db/open.ts'
import { attachmentsOfTicket } from './attachment-rows.ts'
import { answerIsWaiting, answerKey, publicPlace, refreshWaiting, sayAnswer, sayCards, sayPictureOnce, staffRoom } from './cards.ts'
import type { DeskContext } from './context.ts'
import { personById } from './identity.ts'
import { staffMember, type Voice, voiceFor } from './lines.ts'
import { say, unsay } from './outbox.ts'

/** At most one "asked about again" an hour goes to the one who has the ticket. */
const URGE_PASSED_ON_MS = 3_600_000
/** The growing number of homes is said in the group at most this often. */
const FOLLOWERS_TOLD_MS = 30 * 60_000
const DETAIL_WAIT_MS = 15_000
const FOLLOWER_WAIT_MS = 20_000

export interface Happening {
  ticket: Ticket
  event: TicketEvent
  /** Null for the program's own clocks. */
  actor: Person | null
}

export async function announce(cx: DeskContext, tx: Tx, directory: Directory, happening: Happening): Promise<void> {
  const { ticket, event, actor } = happening
  const voice = voiceFor(directory, ticket.language, cx.now())
  const line = voice.line(ticket)
  const from = actor ? calledName(actor) : ''
  const inPublic = (text: string, extra: { mentions?: string[]; key?: string; waitMs?: number } = {}) =>
    say(cx, tx, directory, { to: publicPlace(ticket), text, ticketId: ticket.id, ...extra })
  const toAssignee = (words: (v: Voice) => string, extra: { key?: string; waitMs?: number } = {}) =>
    tellAssignee(cx, tx, directory, ticket, words, extra)
  switch (event.type) {
    case 'opened':
    case 'sent_back': // told by the `assigned` that follows it
      return
    case 'detail_added':
      if (await refreshWaiting(cx, tx, directory, ticket)) return
      return toAssignee((v) => v.phrases.detailCard({ ticket: v.line(ticket), from, words: event.words, pictures: event.pictures }), {
        key: `detail:${ticket.id}:${ticket.version}`,
        waitMs: DETAIL_WAIT_MS,
      })
    case 'placed':
    case 'recategorised': {
      if (await refreshWaiting(cx, tx, directory, ticket)) return
      const to = ticket.roomId === null ? '' : ((await personById(cx, tx, directory.id, ticket.reporterId))?.name ?? '')
      await inPublic(voice.phrases.placed({ to, ticket: line, by: voice.by(ticket.actBy) }), {
        mentions: [ticket.reporterId],
        key: `placed:${ticket.id}`,
        waitMs: 2000,
      })
      return sayCards(cx, tx, directory, ticket)
    }
    case 'followed':
      return announceFollower(cx, tx, directory, { ticket, event, actor })
    case 'urged':
      return announceUrge(cx, tx, directory, { ticket, event, actor })
    case 'assigned':
      if (event.why !== 'placed') await inPublic(voice.phrases.handed({ ticket: line, reason: event.why === 'sent_back' ? event.reason : '' }))
      return sayCards(cx, tx, directory, ticket, event.reason)
    case 'accepted':
      return event.promisedAt === null ? undefined : inPublic(voice.phrases.promised({ ticket: line, at: voice.when(event.promisedAt) }))
    case 'promised':
      return inPublic(voice.phrases.promised({ ticket: line, at: voice.when(event.promisedAt) }), { key: `promised:${ticket.id}`, waitMs: 2000 })
    case 'noted':
      return actor && actor.id !== ticket.assigneeId
        ? toAssignee((v) => v.phrases.detailCard({ ticket: v.line(ticket), from, words: event.words, pictures: 0 }))
        : undefined
    case 'suspended':
      return inPublic(voice.phrases.suspended({ ticket: line, reason: event.reason, until: event.until === null ? '' : voice.when(event.until) }))
    case 'resumed':
      return inPublic(voice.phrases.resumed({ ticket: line }))
    case 'extended':
      return inPublic(voice.phrases.extended({ ticket: line, reason: event.reason, until: voice.when(event.until) }))
    case 'resolved':
      return sayResolved(cx, tx, directory, ticket, event.words)
    case 'closed':
      return announceClosed(cx, tx, directory, { ticket, event, actor })
    case 'merged':
      return inPublic(voice.phrases.merged({ ticket: line, into: event.into }))
    case 'reopened':
      await inPublic(voice.phrases.reopened({ ticket: line, words: event.words }))
      return toAssignee((v) => v.phrases.reopenedCard({ ticket: v.line(ticket), from, words: event.words, times: ticket.reopens }))
    case 'rated':
      return inPublic(voice.phrases.rated({ ticket: line, stars: event.stars }))
  }
}

async function tellAssignee(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  ticket: Ticket,
  words: (voice: Voice) => string,
  extra: { key?: string; waitMs?: number },
): Promise<void> {
  const person = staffMember(directory, ticket.assigneeId)
  const room = staffRoom(directory, ticket)
  const text = words(voiceFor(directory, 'zh-CN', cx.now()))
  const pace = ticket.urgency === 'emergency' ? 'now' : 'waits'
  if (person) await say(cx, tx, directory, { to: { person: person.id }, text, ticketId: ticket.id, pace, fallbackRoom: room, ...extra })
  else if (room !== null) await say(cx, tx, directory, { to: { room }, text, ticketId: ticket.id, pace, ...extra })
}

type Of<T extends TicketEvent['type']> = Happening & { event: Extract<TicketEvent, { type: T }> }

async function announceFollower(cx: DeskContext, tx: Tx, directory: Directory, { ticket, event, actor }: Of<'followed'>): Promise<void> {
  const homes = 1 + ticket.followers.length
  const from = actor ? calledName(actor) : ''
  await tellAssignee(cx, tx, directory, ticket, (v) => v.phrases.followedCard({ ticket: v.line(ticket), homes, from, words: event.words }), {
    key: `followcard:${ticket.id}`,
    waitMs: FOLLOWER_WAIT_MS,
  })
  if (ticket.urgency !== 'emergency' && (await answerIsWaiting(cx, tx, directory, ticket))) return sayAnswer(cx, tx, directory, ticket)
  const key = `followed:${ticket.id}`
  if (await saidLately(cx, tx, directory, key)) return
  const voice = voiceFor(directory, ticket.language, cx.now())
  await say(cx, tx, directory, {
    to: publicPlace(ticket),
    text: voice.phrases.followed({ to: ticket.roomId === null ? '' : from, ticket: voice.line(ticket), homes, more: '' }),
    mentions: actor && ticket.roomId !== null ? [actor.id] : [],
    ticketId: ticket.id,
    key,
    waitMs: FOLLOWER_WAIT_MS,
  })
}

async function saidLately(cx: DeskContext, tx: Tx, directory: Directory, key: string): Promise<boolean> {
  const { outbox } = cx.db.tables
  const rows = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        eq(outbox.communityId, directory.id),
        eq(outbox.coalesceKey, key),
        inArray(outbox.state, ['sending', 'sent', 'unknown']),
        gt(outbox.createdAt, cx.now() - FOLLOWERS_TOLD_MS),
      ),
    )
    .limit(1)
  return rows.length > 0
}

async function announceUrge(cx: DeskContext, tx: Tx, directory: Directory, { ticket, event, actor }: Of<'urged'>): Promise<void> {
  const voice = voiceFor(directory, ticket.language, cx.now())
  const to = actor && ticket.roomId !== null ? actor.name : ''
  await say(cx, tx, directory, {
    to: publicPlace(ticket),
    text: voice.phrases.urged({ to, status: voice.status(ticket) }),
    mentions: actor ? [actor.id] : [],
    ticketId: ticket.id,
    key: `urged:${ticket.id}`,
    waitMs: 2000,
  })
  if (await urgedWithinTheHour(cx, tx, directory, ticket)) return
  const from = actor ? calledName(actor) : ''
  await tellAssignee(
    cx,
    tx,
    directory,
    ticket,
    (v) => v.phrases.urgedCard({ ticket: v.line(ticket), from, words: event.words, times: ticket.urges }),
    {},
  )
}

/** Was there an urge within the hour before the one that has just been recorded? */
async function urgedWithinTheHour(cx: DeskContext, tx: Tx, directory: Directory, ticket: Ticket): Promise<boolean> {
  const { ticketEvents } = cx.db.tables
  const rows = await tx
    .select({ seq: ticketEvents.seq })
    .from(ticketEvents)
    .where(
      and(
        eq(ticketEvents.communityId, directory.id),
        eq(ticketEvents.ticketId, ticket.id),
        eq(ticketEvents.type, 'urged'),
        gt(ticketEvents.at, cx.now() - URGE_PASSED_ON_MS),
      ),
    )
    .orderBy(desc(ticketEvents.seq))
    .limit(2)
  return rows.length > 1
}

/** "Done, is it all right?" waits a moment for the proof picture; the picture follows it. */
export async function sayResolved(cx: DeskContext, tx: Tx, directory: Directory, ticket: Ticket, words: string): Promise<void> {
  const voice = voiceFor(directory, ticket.language, cx.now())
  const reporter = await personById(cx, tx, directory.id, ticket.reporterId)
  const proofs = (await attachmentsOfTicket(cx, tx, directory.id, ticket.id)).filter((row) => row.purpose === 'proof' && row.state !== 'refused')
  await say(cx, tx, directory, {
    to: publicPlace(ticket),
    text: voice.phrases.resolved({
      to: ticket.roomId === null ? '' : (reporter?.name ?? ''),
      ticket: voice.line(ticket),
      words,
      pictures: proofs.length,
      hours: directory.settings.confirmHours,
    }),
    mentions: ticket.roomId === null ? [] : [ticket.reporterId],
    ticketId: ticket.id,
    key: `resolved:${ticket.id}:${ticket.reopens}`,
    waitMs: directory.settings.storySeconds * 1000,
  })
  for (const proof of proofs)
    if (proof.hash !== null && proof.mime?.startsWith('image/'))
      await sayPictureOnce(cx, tx, directory, { ticket, hash: proof.hash, to: publicPlace(ticket) })
}

async function announceClosed(cx: DeskContext, tx: Tx, directory: Directory, { ticket, event, actor }: Of<'closed'>): Promise<void> {
  const voice = voiceFor(directory, ticket.language, cx.now())
  if (event.as === 'withdrawn') {
    await unsay(cx, tx, directory.id, answerKey(ticket))
    await tellAssignee(
      cx,
      tx,
      directory,
      ticket,
      (v) => v.phrases.withdrawnCard({ ticket: v.line(ticket), from: actor ? calledName(actor) : '' }),
      {},
    )
  }
  const took = voice.phrases.duration((cx.now() - ticket.openedAt) / 60_000)
  const alone = event.as === 'solved' && actor === null
  await say(cx, tx, directory, {
    to: publicPlace(ticket),
    text: voice.phrases.closed({ ticket: voice.line(ticket), as: event.as, took, reason: event.reason, alone }),
    ticketId: ticket.id,
  })
}
