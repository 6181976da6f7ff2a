/**
 * Who is not answered, and why 频次限制、黑名单、重复: the blocked, the same words again, more than one person or group may ask for. Emergencies and
 * staff at work pass always, and so does whoever wants to be forgotten. What is held back is written down like chatter; a kind word is said once.
 */
import { and, eq, gt, gte, sql } from 'drizzle-orm'
import { communityOffice, isStaff } from '../core/community.ts'
import { type Bucket, COPIES_WITHIN, COPY_LEAST_LETTERS, sameWords, TALK_LIMITS, type TalkLimits, TOLD_ONCE_IN, take } from '../core/talk-limits.ts'
import { phaseOf } from '../core/ticket.ts'
import { startOfDay } from '../core/time.ts'
import type { CommandName, Conclusion } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import { tieAttachments } from './attachment-rows.ts'
import type { DeskContext } from './context.ts'
import type { Arrival, Outcome } from './intake.ts'
import { voiceFor } from './lines.ts'
import { languageOfPerson } from './opening.ts'
import { saidSince } from './outbox.ts'
import { nameThere, reply } from './where-asked.ts'

const HELD: Outcome = { action: 'ignore', opened: [] }
const ALWAYS_HEARD: ReadonlySet<CommandName> = new Set(['erase_me', 'erase_pictures', 'bind_me'])
/** A story told in many pieces asks for nothing with each of them. */
const ASKING: ReadonlySet<string> = new Set(['me_too', 'urge', 'status', 'withdraw'])

/** @returns what is done instead of answering; undefined when the message is to be answered */
export async function heldBack(cx: DeskContext, tx: Tx, arrival: Arrival, conclusion: Conclusion): Promise<Outcome | undefined> {
  const { directory, person } = arrival
  const { reading, action } = conclusion
  if (isEmergency(conclusion) || isStaff(person.role)) return undefined
  if (reading.command && ALWAYS_HEARD.has(reading.command.name)) return undefined
  if (directory.blocked?.has(person.id)) return HELD
  const copied = await copyOf(cx, tx, arrival, conclusion)
  if (copied) return copied
  const asks = action === 'append' ? ASKING.has(reading.followup ?? '') : action !== 'ignore'
  if (!asks) return undefined
  const limits = { ...TALK_LIMITS, ...directory.settings.talk }
  return (await tooFast(cx, tx, arrival, limits)) ?? (await enoughForToday(cx, tx, arrival, conclusion, limits))
}

const isEmergency = ({ reading }: Conclusion): boolean =>
  reading.urgency === 'emergency' || reading.items.some(({ urgency }) => urgency === 'emergency')

/** The same words of the same person a moment ago, here or in another group: the same matter, and nothing to answer. */
async function copyOf(cx: DeskContext, tx: Tx, arrival: Arrival, { action, reading }: Conclusion): Promise<Outcome | undefined> {
  const { directory, message, person } = arrival
  if (action !== 'open' && action !== 'ask' && action !== 'lead' && !(action === 'append' && !ASKING.has(reading.followup ?? ''))) return undefined
  const words = sameWords(message.text)
  if ([...words].length < COPY_LEAST_LETTERS) return undefined
  const { leads, tickets } = cx.db.tables
  const since = cx.now() - COPIES_WITHIN.minutes * 60_000
  const theirs = await tx
    .select({ id: tickets.id, words: tickets.words, status: tickets.status })
    .from(tickets)
    .where(and(eq(tickets.communityId, directory.id), eq(tickets.reporterId, person.id), gte(tickets.openedAt, since)))
  const ticket = theirs.find((one) => phaseOf(one.status) === 'open' && sameWords(one.words) === words)
  if (ticket) {
    await tieAttachments(cx, tx, directory.id, message.account, [message.id], ticket.id)
    return { action: 'append', opened: [], matterId: ticket.id }
  }
  if (action !== 'lead') return undefined
  const unjudged = await tx
    .select({ number: leads.number, text: leads.text })
    .from(leads)
    .where(and(eq(leads.communityId, directory.id), sql`${leads.state} = 'pending'`, gt(leads.at, since), eq(leads.personId, person.id)))
  const lead = unjudged.find(({ text }) => sameWords(text) === words)
  return lead && { action: 'append', opened: [], matterId: `lead:${lead.number}` }
}

interface Kept extends Bucket {
  /** A transaction may run twice: the same message takes once. */
  messageId: string
  had: boolean
}

const BUCKETS_KEPT = 20_000
const bucketsOf = new WeakMap<DeskContext, Map<string, Kept>>()

function takeFrom(cx: DeskContext, key: string, size: number, messageId: string): boolean {
  if (size === 0) return true
  const buckets = bucketsOf.get(cx) ?? new Map<string, Kept>()
  bucketsOf.set(cx, buckets)
  const known = buckets.get(key)
  if (known?.messageId === messageId) return known.had
  const { bucket, had } = take(known, size, cx.now())
  buckets.delete(key)
  buckets.set(key, { ...bucket, messageId, had })
  const oldest = buckets.size > BUCKETS_KEPT ? buckets.keys().next().value : undefined
  if (oldest !== undefined) buckets.delete(oldest)
  return had
}

async function tooFast(cx: DeskContext, tx: Tx, arrival: Arrival, limits: TalkLimits): Promise<Outcome | undefined> {
  const { directory, message, person, roomId } = arrival
  const { phrases } = voiceFor(directory, languageOfPerson(arrival), cx.now())
  if (!takeFrom(cx, `person ${directory.id} ${person.id}`, limits.person, `${message.account} ${message.id}`)) {
    const phone = communityOffice(directory)?.phone ?? ''
    return kindly(cx, tx, arrival, `slow:${person.id}`, phrases.slowDown({ to: nameThere(arrival), phone }))
  }
  if (roomId === null || takeFrom(cx, `room ${directory.id} ${roomId}`, limits.group, `${message.account} ${message.id}`)) return undefined
  return kindly(cx, tx, arrival, `slow:${roomId}`, phrases.slowDownGroup({}))
}

/** Counted in the ledger itself, so that a restart forgets nothing. */
async function enoughForToday(
  cx: DeskContext,
  tx: Tx,
  arrival: Arrival,
  { action }: Conclusion,
  { ticketsPerDay }: TalkLimits,
): Promise<Outcome | undefined> {
  const { directory, person } = arrival
  if (ticketsPerDay === 0 || (action !== 'open' && action !== 'ask')) return undefined
  const { tickets } = cx.db.tables
  const [row] = await tx
    .select({ n: sql<number>`cast(count(*) as integer)` })
    .from(tickets)
    .where(
      and(eq(tickets.communityId, directory.id), eq(tickets.reporterId, person.id), gte(tickets.openedAt, startOfDay(cx.now(), directory.timezone))),
    )
  if ((row?.n ?? 0) < ticketsPerDay) return undefined
  const { phrases } = voiceFor(directory, languageOfPerson(arrival), cx.now())
  return kindly(cx, tx, arrival, `enough:${person.id}`, phrases.ticketsEnough({ to: nameThere(arrival), most: ticketsPerDay }))
}

async function kindly(cx: DeskContext, tx: Tx, arrival: Arrival, key: string, text: string): Promise<Outcome> {
  const { directory } = arrival
  if (!(await saidSince(cx, tx, directory.id, key, cx.now() - TOLD_ONCE_IN.minutes * 60_000))) await reply(cx, tx, arrival, text, { key })
  cx.log.info({ key }, 'somebody asked for more than can be answered')
  return HELD
}
