/** Who hears what about a ticket: every event has its words to somebody, and as few messages as will do. */
import { calledName, type Directory, type Person } from '../core/community.ts'
import { discreet } from '../core/discretion.ts'
import { REOPENINGS_TO_SUPERVISOR } from '../core/outcomes.ts'
import type { Ticket } from '../core/ticket.ts'
import type { Tx } from '../db/open.ts'
import { answerIsWaiting, publicPlace, refreshWaiting, sayAnswer, sayCards } from './cards.ts'
import { sayClosed, sayResolved, sayTakenOver } from './closing-words.ts'
import type { DeskContext } from './context.ts'
import { type Happening, type Of, spokeThere, tellAssignee } from './happening.ts'
import { personById } from './identity.ts'
import { goalOf, type Voice, voiceFor } from './lines.ts'
import { isWaiting, readAt, saidSince, say } from './outbox.ts'
import { announcePart, dropParts, tellEarlierHolder } from './part-words.ts'
import { sayVerifyCard } from './verifying.ts'
import { nameThere, whereAsked } from './where-asked.ts'

/** At most one "asked about again" an hour goes to the one who has the ticket. */
const URGE_PASSED_ON_MS = 3_600_000
/** The growing number of homes is said in the group at most this often. */
const FOLLOWERS_TOLD_MS = 30 * 60_000
const DETAIL_WAIT_MS = 15_000
const FOLLOWER_WAIT_MS = 20_000

export async function announce(cx: DeskContext, tx: Tx, directory: Directory, happening: Happening): Promise<void> {
  const { ticket, event, actor } = happening
  const pace = ticket.urgency === 'emergency' || spokeThere(happening) ? 'now' : 'waits'
  const voice = voiceFor(directory, ticket.language, cx.now(), readAt(directory, cx.now(), pace))
  const line = voice.line(ticket)
  const from = actor ? calledName(actor) : ''
  const inPublic = (text: string, extra: { mentions?: string[]; key?: string; waitMs?: number } = {}) =>
    say(cx, tx, directory, { to: publicPlace(ticket), text, ticketId: ticket.id, pace, ...extra })
  const toAssignee = (words: (v: Voice) => string, extra: { key?: string; waitMs?: number } = {}) =>
    tellAssignee(cx, tx, directory, ticket, words, extra)
  const reporterThere = async () => (ticket.roomId === null ? '' : ((await personById(cx, tx, directory.id, ticket.reporterId))?.name ?? ''))
  switch (event.type) {
    case 'opened':
    case 'clocks_set': // told by what moved the clocks
    case 'sent_back': // told by the `assigned` that follows it
    case 'moved':
    case 'redacted':
    case 'anonymised':
    case 'split': // told by whoever opened the new ticket, parted the old one (parting.ts), or answered the caller
    case 'unmerged':
    case 'parted':
    case 'called_back':
      return
    case 'taken_on':
      return inPublic(voice.phrases.takenOn({ ticket: line, as: event.as, by: goalOf(voice, ticket) }))
    case 'complexity_set':
      return inPublic(voice.phrases.complexitySet({ ticket: line, complex: event.complex, reason: event.reason, by: voice.by(ticket.resolveBy) }))
    case 'verify_asked':
      return sayVerifyCard(cx, tx, directory, { ...happening, event })
    case 'verified':
      return toAssignee((v) => v.phrases.verifiedCard({ ticket: v.line(ticket), from, fixed: event.fixed, words: event.words }))
    case 'detail_added':
      if (await refreshWaiting(cx, tx, directory, ticket)) return
      return toAssignee((v) => v.phrases.detailCard({ ticket: v.line(ticket), from, words: event.words, pictures: event.pictures }), {
        key: `detail:${ticket.id}:${ticket.version}`,
        waitMs: DETAIL_WAIT_MS,
      })
    case 'placed':
    case 'recategorised': {
      if (await refreshWaiting(cx, tx, directory, ticket)) return
      await inPublic(voice.phrases.placed({ to: await reporterThere(), ticket: line, by: voice.by(ticket.actBy) }), {
        mentions: [ticket.reporterId],
        key: `placed:${ticket.id}`,
        waitMs: 2000,
      })
      return sayCards(cx, tx, directory, ticket)
    }
    case 'followed':
      return announceFollower(cx, tx, directory, { ...happening, event })
    case 'urged':
      return announceUrge(cx, tx, directory, { ...happening, event })
    case 'assigned':
      if (event.why === 'reopened') return // told with the reopening
      if (event.why !== 'placed') await inPublic(voice.phrases.handed({ ticket: line, reason: event.why === 'sent_back' ? event.reason : '' }))
      await tellEarlierHolder(cx, tx, directory, happening, event.reason)
      return sayCards(cx, tx, directory, ticket, event.reason)
    case 'accepted':
      // Taken without a time is news only where it was said.
      if (event.promisedAt === null) return spokeThere(happening) ? inPublic(voice.phrases.promised({ ticket: line, at: '' })) : undefined
      return inPublic(voice.phrases.promised({ ticket: line, at: voice.when(event.promisedAt) }))
    case 'promised':
      return inPublic(voice.phrases.promised({ ticket: line, at: voice.when(event.promisedAt) }), { key: `promised:${ticket.id}`, waitMs: 2000 })
    case 'noted':
      return actor && actor.id !== ticket.assigneeId
        ? toAssignee((v) => v.phrases.detailCard({ ticket: v.line(ticket), from, words: event.words, pictures: 0 }))
        : undefined
    case 'suspended':
      return inPublic(voice.phrases.suspended({ ticket: line, reason: event.reason, until: event.until === null ? '' : voice.when(event.until) }))
    case 'resumed':
      if (actor !== null) return inPublic(voice.phrases.resumed({ to: '', ticket: line }))
      await inPublic(voice.phrases.resumed({ to: await reporterThere(), ticket: line }), { mentions: [ticket.reporterId] })
      return toAssignee((v) => v.phrases.resumedCard({ ticket: v.line(ticket) }))
    case 'extended':
      return inPublic(voice.phrases.extended({ ticket: line, reason: event.reason, until: voice.when(event.until) }))
    case 'resolved':
      return sayResolved(cx, tx, directory, ticket, event.words, pace)
    case 'closed':
      await dropParts(cx, tx, directory, ticket)
      return sayClosed(cx, tx, directory, { ...happening, event })
    case 'planned':
      return inPublic(voice.phrases.planned({ ticket: line, plan: event.words, by: event.until === null ? '' : voice.by(event.until) }))
    case 'part_added':
      return announcePart(cx, tx, directory, happening, event.part.no, '')
    case 'part_accepted':
      return announcePart(cx, tx, directory, happening, event.part, '')
    case 'part_done':
      return announcePart(cx, tx, directory, happening, event.part, event.words)
    case 'part_cancelled':
      return announcePart(cx, tx, directory, happening, event.part, event.reason)
    case 'merged':
      await dropParts(cx, tx, directory, ticket)
      return inPublic(voice.phrases.merged({ ticket: line, into: event.into }))
    case 'reopened':
      await inPublic(
        ticket.reopens < REOPENINGS_TO_SUPERVISOR
          ? voice.phrases.reopened({ ticket: line, words: event.words })
          : voice.phrases.reopenedOften({ ticket: line, words: event.words, times: ticket.reopens }),
      )
      await tellFormer(cx, tx, directory, happening)
      return toAssignee((v) => v.phrases.reopenedCard({ ticket: v.line(ticket), from, words: event.words, times: ticket.reopens }))
    case 'rated':
      return inPublic(
        event.satisfied
          ? voice.phrases.ratedAs({ ticket: line, satisfied: event.satisfied })
          : voice.phrases.rated({ ticket: line, stars: event.stars }),
      )
    case 'taken_over':
      return sayTakenOver(cx, tx, directory, { ...happening, event })
  }
}

/** Whoever had it until it went to the supervisor hears that it did. */
async function tellFormer(cx: DeskContext, tx: Tx, directory: Directory, { ticket, before }: Happening): Promise<void> {
  if (!before || before === ticket.assigneeId) return
  const voice = voiceFor(directory, 'zh-CN', cx.now(), readAt(directory, cx.now(), 'waits'))
  const text = voice.phrases.takenAwayCard({ ticket: voice.line(ticket), times: ticket.reopens })
  await say(cx, tx, directory, { to: { person: before }, text, ticketId: ticket.id })
}

async function announceFollower(cx: DeskContext, tx: Tx, directory: Directory, happening: Of<'followed'>): Promise<void> {
  const { ticket, event, actor, roomId } = happening
  const homes = 1 + ticket.followers.length
  const from = actor ? calledName(actor) : ''
  await tellAssignee(cx, tx, directory, ticket, (v) => v.phrases.followedCard({ ticket: v.line(ticket), homes, from, words: event.words }), {
    key: `followcard:${ticket.id}`,
    waitMs: FOLLOWER_WAIT_MS,
  })
  const elsewhere = actor !== null && (roomId === null ? actor.id !== ticket.reporterId : roomId !== ticket.roomId)
  if (!elsewhere && ticket.urgency !== 'emergency' && (await answerIsWaiting(cx, tx, directory, ticket))) return sayAnswer(cx, tx, directory, ticket)
  await sayHomes(cx, tx, directory, {
    ticket,
    asker: elsewhere ? { person: actor, roomId } : undefined,
    from: ticket.roomId === null ? '' : from,
    actor,
  })
}

/**
 * Another ticket was merged into this one: its holder hears it once, and its group when that is another than the merged one's.
 * The same household again is no new one: its words are an addition, and none for whoever had both.
 */
export async function announceJoined(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  ticket: Ticket,
  merged: Ticket,
  newcomers: boolean,
): Promise<void> {
  if (!newcomers && ticket.assigneeId === merged.assigneeId) return
  const homes = 1 + ticket.followers.length
  const from = (await personById(cx, tx, directory.id, merged.reporterId))?.name ?? ''
  const card = (v: Voice): string =>
    newcomers
      ? v.phrases.followedCard({ ticket: v.line(ticket), homes, from, words: merged.words })
      : v.phrases.detailCard({ ticket: v.line(ticket), from, words: merged.words, pictures: 0 })
  await tellAssignee(cx, tx, directory, ticket, card, { key: `${newcomers ? 'followcard' : 'joined'}:${ticket.id}`, waitMs: FOLLOWER_WAIT_MS })
  if (!newcomers) return
  if (ticket.roomId !== null && ticket.roomId !== merged.roomId)
    await sayHomes(cx, tx, directory, { ticket, asker: undefined, from: '', actor: null })
}

interface Homes {
  ticket: Ticket
  /** Who told it elsewhere, and is answered there. */
  asker: { person: Person; roomId: string | null } | undefined
  /** Whom the ticket's own group hears named. */
  from: string
  actor: Person | null
}

/** How many homes are affected: in the ticket's own group, or to somebody who told it elsewhere. */
async function sayHomes(cx: DeskContext, tx: Tx, directory: Directory, { ticket, asker, from, actor }: Homes): Promise<void> {
  const there = asker ? whereAsked(asker) : { to: publicPlace(ticket), mentions: actor && ticket.roomId !== null ? [actor.id] : [] }
  const key = `followed:${ticket.id}:${'room' in there.to ? there.to.room : there.to.person}`
  if (await saidSince(cx, tx, directory.id, key, cx.now() - FOLLOWERS_TOLD_MS)) return
  const voice = voiceFor(directory, ticket.language, cx.now())
  // Told directly, it was for the bot alone: whoever tells it elsewhere hears of the building, not of the door.
  const known = asker && ticket.roomId === null ? discreet(ticket, voice.phrases.category(ticket.category)) : ticket
  await say(cx, tx, directory, {
    ...there,
    text: voice.phrases.followed({ to: asker ? nameThere(asker) : from, ticket: voice.line(known), homes: 1 + ticket.followers.length, more: '' }),
    ticketId: ticket.id,
    key,
    pace: actor ? 'now' : 'waits',
    waitMs: FOLLOWER_WAIT_MS,
  })
}

async function announceUrge(cx: DeskContext, tx: Tx, directory: Directory, happening: Of<'urged'>): Promise<void> {
  const { ticket, event, actor } = happening
  const pace = spokeThere(happening) ? 'now' : 'waits'
  const voice = voiceFor(directory, ticket.language, cx.now(), readAt(directory, cx.now(), pace))
  const to = actor && ticket.roomId !== null ? calledName(actor) : ''
  const card = `urgedcard:${ticket.id}`
  const waiting = await isWaiting(cx, tx, directory.id, card)
  const again = waiting || (await saidSince(cx, tx, directory.id, card, cx.now() - URGE_PASSED_ON_MS))
  await say(cx, tx, directory, {
    to: publicPlace(ticket),
    text: voice.phrases.urged({ to, status: voice.status(ticket), again }),
    mentions: actor ? [actor.id] : [],
    ticketId: ticket.id,
    key: `urged:${ticket.id}`,
    pace,
    waitMs: 2000,
  })
  if (again && !waiting) return
  const from = actor ? calledName(actor) : ''
  await tellAssignee(
    cx,
    tx,
    directory,
    ticket,
    (v) => v.phrases.urgedCard({ ticket: v.line(ticket), from, words: event.words, times: ticket.urges }),
    { key: card },
  )
}
