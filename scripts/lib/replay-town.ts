/**
 * The whole intake over a group's history: real services on a throw-away database. Every chat is a community of its own with one group, so
 * that chats neither share tickets nor people, whatever their order in the file.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, eq, lte, min, sql } from 'drizzle-orm'
import { pino } from 'pino'
import { namesTheBot } from '../../bot/mentions.ts'
import { DEFAULT_SETTINGS, isStaff, type PersonRole } from '../../core/community.ts'
import type { InboundMessage } from '../../core/message.ts'
import { splitQuote } from '../../core/understanding/quote.ts'
import type { Reading } from '../../core/understanding/terms.ts'
import { type Database, openDatabase, type Tx } from '../../db/open.ts'
import { closeUnanswered } from '../../services/closing.ts'
import { FREE_PACE } from '../../services/delivery.ts'
import { createDesk } from '../../services/desk.ts'
import { ANY_ACCOUNT } from '../../services/identity.ts'
import { ATTACHABLE, type Receipt } from '../../services/intake.ts'
import type { MessageReader } from '../../services/reader.ts'
import { ticketById } from '../../services/ticket-rows.ts'
import type { ReplayAnswer, ReplayLine } from './replay-lines.ts'

const ACCOUNT = 'replay:bot'
const BOT_NAMES = ['小啄', '啄木鸟', 'Woodpecker']
const HOUR_MS = 3_600_000
const NOTHING_READ: Pick<Reading, 'intent' | 'items'> = { intent: 'none', items: [] }

export interface ReplayTown {
  hear(line: ReplayLine): Promise<ReplayAnswer>
  close(): Promise<void>
}

interface Chat {
  id: string
  people: Set<string>
  /** When tickets nobody answered for were last looked at. */
  swept: number
  /** When the next waiting words are due; infinite when none wait. */
  dueAt: number
}

/** @param timezone of the communities, an IANA name */
export async function openReplayTown(reader: MessageReader, timezone: string): Promise<ReplayTown> {
  const folder = await mkdtemp(join(tmpdir(), 'woodpecker-replay-'))
  const db = await openDatabase(`sqlite:${join(folder, 'replay.db')}`, { durable: false })
  let now = 0
  let count = 0
  const newId = (): string => `r${++count}`
  const desk = createDesk({ db, dataDir: folder, reader, pace: FREE_PACE, log: pino({ level: 'silent' }), now: () => now, newId, deliverEveryMs: 0 })
  const chats = new Map<string, Chat>()
  /** By ticket: the message that opened it, and its number. */
  const openings = new Map<string, { n: number; number: number }>()

  async function chatOf(line: ReplayLine): Promise<Chat> {
    const known = chats.get(line.chat)
    if (known) return known
    const chat: Chat = { id: `c${chats.size + 1}`, people: new Set(), swept: line.at, dueAt: Number.POSITIVE_INFINITY }
    await db.transact((tx) => foundCommunity(db, tx, { id: chat.id, line, timezone }))
    chats.set(line.chat, chat)
    return chat
  }

  return {
    async hear(line) {
      const chat = await chatOf(line)
      now = line.at
      if (now - chat.swept > HOUR_MS) {
        await closeUnanswered(desk.context, chat.id)
        chat.swept = now
      }
      if (chat.dueAt <= now) await sayDue(db, chat, now)
      await introduce(db, chat, line)
      const receipt = await desk.receive(toMessage(line, chat, newId()))
      if (receipt.action !== 'ignore') chat.dueAt = now
      return { ...answerOf(line, receipt), ...(await matterOf(chat.id, receipt)) }
    },
    async close() {
      await desk.close()
      await db.close()
      await rm(folder, { recursive: true, force: true })
    },
  }

  /** The matter the message belongs to, by the message that opened it; nothing for the message that opens it. */
  async function matterOf(communityId: string, { matterId, opened, action }: Receipt): Promise<Pick<ReplayAnswer, 'refers' | 'ticket'>> {
    if (matterId === undefined || action === 'lead') return {}
    const lead = /^lead:(\d+)$/.exec(matterId)?.[1]
    if (lead !== undefined) return { refers: await leadOpenedBy(communityId, Number(lead)), ticket: opened[0] }
    const ticket = await openingOf(communityId, matterId)
    return { refers: opened.length > 0 ? undefined : ticket?.n, ticket: opened[0] ?? ticket?.number }
  }

  async function openingOf(communityId: string, ticketId: string): Promise<{ n: number; number: number } | undefined> {
    const known = openings.get(ticketId)
    if (known) return known
    const ticket = await ticketById(desk.context, db.read, communityId, ticketId)
    const opening = ticket && { n: nOf(ticket.messageId), number: ticket.number }
    if (opening) openings.set(ticketId, opening)
    return opening
  }

  async function leadOpenedBy(communityId: string, number: number): Promise<number | undefined> {
    const { leads } = db.tables
    const [row] = await db.read
      .select({ messageId: leads.messageId })
      .from(leads)
      .where(and(eq(leads.communityId, communityId), eq(leads.number, number)))
    return row && nOf(row.messageId)
  }
}

/** The message's `n` stands in its id; what stands before it keeps the ids of lines with the same `n` apart. */
const nOf = (messageId: string): number => Number(messageId.slice(messageId.indexOf(':') + 1))

function answerOf(line: ReplayLine, { reading, action }: Receipt): ReplayAnswer {
  const { intent, followup, category, location, urgency, items } = { ...NOTHING_READ, ...reading } as Reading
  return { chat: line.chat, n: line.n, intent, followup, refers: undefined, category, location, urgency, items, action }
}

/** As the plugin would hand it over. */
function toMessage(line: ReplayLine, chat: Chat, unique: string): InboundMessage {
  const { quote, reply } = line.kind === 'text' ? splitQuote(line.text) : { reply: line.text }
  return {
    account: ACCOUNT,
    id: `${unique}:${line.n}`,
    at: line.at,
    room: { id: roomOf(chat.id), topic: line.room },
    sender: { id: chatIdOf(line), name: line.from },
    self: false,
    kind: line.kind,
    text: reply,
    ...(quote ? { quote } : {}),
    mentions: [],
    mentionsBot: line.kind === 'text' && namesTheBot(reply, BOT_NAMES),
    ...(ATTACHABLE.has(line.kind) ? { attachment: { name: line.kind } } : {}),
  }
}

const roomOf = (communityId: string): string => `room:${communityId}`
/** One name is one person, but a namesake among the staff is somebody else. */
const chatIdOf = ({ role, from }: Pick<ReplayLine, 'role' | 'from'>): string => `${role === 'other' ? 'resident' : role}:${from}`

const STAFF_ROLE: Partial<Record<ReplayLine['role'], PersonRole>> = { property: 'property', community: 'community' }
const nobody = { title: null, phone: null, supervisor: false, admin: false, gridIds: [], active: true }

/** Two units with a head each, so that every ticket has somebody to go to, and the group with its building where that is known. */
async function foundCommunity(db: Database, tx: Tx, { id, line, timezone }: { id: string; line: ReplayLine; timezone: string }): Promise<void> {
  const t = db.tables
  const own = (part: string) => ({ communityId: id, id: part })
  const building = line.room_building
  await tx
    .insert(t.communities)
    .values({ id, name: line.room, timezone, language: 'zh-CN', settings: DEFAULT_SETTINGS, revision: 1, lastTicketNumber: 0, lastLeadNumber: 0 })
  await tx.insert(t.grids).values({ ...own('g'), name: line.room })
  if (building !== null) await tx.insert(t.buildings).values({ ...own(building), gridId: 'g', estate: null, name: building, aliases: [] })
  await tx.insert(t.organisations).values([
    { ...own('property'), name: '物业', kind: 'property', phone: null, gridIds: [] },
    { ...own('office'), name: '社区', kind: 'community', phone: null, gridIds: [] },
  ])
  await tx.insert(t.people).values([
    { ...nobody, ...own('property-head'), name: '物业', role: 'property', orgId: 'property', supervisor: true },
    { ...nobody, ...own('office-head'), name: '社区', role: 'community', orgId: 'office', supervisor: true },
  ])
  await tx.insert(t.groups).values({
    ...own('group'),
    name: line.room,
    kind: building === null ? 'grid' : 'building',
    gridId: 'g',
    buildingIds: building === null ? [] : [building],
    orgId: null,
    mode: 'auto',
    language: 'zh-CN',
    externalId: roomOf(id),
  })
}

/** What was due by now counts as said: words that wait can still change, words that were said cannot. */
async function sayDue(db: Database, chat: Chat, now: number): Promise<void> {
  const { outbox } = db.tables
  await db.transact(async (tx) => {
    const waiting = and(eq(outbox.communityId, chat.id), eq(outbox.state, 'pending'))
    await tx
      .update(outbox)
      .set({ state: 'sent', settledAt: now })
      .where(and(waiting, lte(outbox.dueAt, now)))
    const [next] = await tx
      .select({ dueAt: min(outbox.dueAt) })
      .from(outbox)
      .where(waiting)
    chat.dueAt = next?.dueAt ?? Number.POSITIVE_INFINITY
  })
}

/** Staff are known before they speak; residents become known by speaking, as in a real group. */
async function introduce(db: Database, chat: Chat, line: ReplayLine): Promise<void> {
  const role = STAFF_ROLE[line.role]
  const externalId = chatIdOf(line)
  if (role === undefined || !isStaff(role) || chat.people.has(externalId)) return
  chat.people.add(externalId)
  const { people, identities, communities } = db.tables
  const personId = `staff${chat.people.size}`
  await db.transact(async (tx) => {
    await tx
      .insert(people)
      .values({ ...nobody, communityId: chat.id, id: personId, name: line.from, role, orgId: role === 'property' ? 'property' : 'office' })
    await tx.insert(identities).values({ communityId: chat.id, account: ANY_ACCOUNT, externalId, personId, name: line.from })
    await tx
      .update(communities)
      .set({ revision: sql`${communities.revision} + 1` })
      .where(eq(communities.id, chat.id))
  })
}
