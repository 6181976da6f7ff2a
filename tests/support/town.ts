/**
 * The demo community on a real desk (real reader, real database) with a clock that tests turn. Only the network's edge is played:
 * a chat port that writes down what is said. Every town is checked when its test ends (`checkTown`) and closed.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DateTime } from 'luxon'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { parse } from 'yaml'
import type { InboundMessage } from '../../core/message.ts'
import type { Ticket, TicketEvent } from '../../core/ticket.ts'
import type { Database } from '../../db/open.ts'
import type { OutboxRow } from '../../db/tables.ts'
import { JOBS } from '../../jobs/table.ts'
import type { CommunityFile } from '../../services/community-file.ts'
import { importCommunity } from '../../services/community-import.ts'
import { FREE_PACE } from '../../services/delivery.ts'
import { DEMO_COMMUNITY, DEMO_FILE } from '../../services/demo.ts'
import { createDesk, type Desk, type DeskOptions } from '../../services/desk.ts'
import type { Receipt } from '../../services/intake.ts'
import type { ChatPort, ChatTarget, OutgoingWords, SayResult } from '../../services/ports.ts'
import { loadReader, type MessageReader } from '../../services/reader.ts'
import { eventsOf, ticketByNumber } from '../../services/ticket-rows.ts'
import { openSqlite } from './databases.ts'
import { pictureOf } from './picture.ts'
import { checkTown } from './town-check.ts'

export const ACCOUNT = 'town:xiaozhuo'
export const BOT_NAME = '小啄'
const TIMEZONE = 'Asia/Shanghai'

/** One message of any chat, as it went. `by` is null for the bot. */
export interface Line {
  id: string
  at: number
  by: string | null
  /** A group's name, or in a direct chat the name of the other. */
  chat: string
  direct: boolean
  text: string
}

export interface TownOptions {
  /** Closed with the town; a fresh SQLite when absent. */
  db?: Database
  /** Wall clock of the community: `2026-11-23 12:00` (a Monday) when absent. */
  at?: string
  meters?: DeskOptions['meters']
  /** Nothing is logged when absent. */
  log?: DeskOptions['log']
  /** A second reader. */
  llm?: DeskOptions['llm']
  /** Where people reach the pages; nowhere but on this machine when absent. */
  publicUrl?: string
  /** Changes the demo community before it is imported. */
  edit?: (file: CommunityFile) => void
}

export interface Person {
  chatId: string
  name: string
}

export interface Town {
  readonly desk: Desk
  readonly db: Database
  readonly communityId: string
  /** Everything said in all chats, in order. */
  readonly lines: Line[]
  now(): number
  /** A wall-clock time of the day it is now, `20:30`, as an instant. */
  today(time: string): number
  /** Turns the clock to `to`; on the way everything is said when it is due. */
  pass(to: number): Promise<void>
  /** The moment at which something will be said or fetched next. */
  nextDue(): Promise<number | undefined>
  /** Looks at every clock of the program once. */
  runJobs(): Promise<void>
  /** Hears a message and says what is due at once. Whatever is left out is filled in. */
  hear(words: Words): Promise<{ message: InboundMessage; receipt: Receipt }>
  receive(message: InboundMessage): Promise<Receipt>
  person(name: string): Person
  isResident(name: string): boolean
  roomId(name: string): string
  ticket(number: number): Promise<Ticket>
  tickets(): Promise<Ticket[]>
  events(number: number): Promise<TicketEvent[]>
  outbox(): Promise<OutboxRow[]>
  /** The network's edge: what the platform answers to the bot's words (default: sent) and whether it gives out pictures (default: it does). */
  readonly edge: {
    answer(target: ChatTarget, words: OutgoingWords): SayResult
    fetch(messageId: string): Buffer
  }
}

export type Words = Pick<InboundMessage, 'text'> & Partial<InboundMessage> & { from: string; in?: string }

let reader: MessageReader | undefined

export async function openTown(options: TownOptions = {}): Promise<Town> {
  const db = options.db ?? (await openSqlite())
  const file = parse(readFileSync(DEMO_FILE, 'utf8')) as CommunityFile
  options.edit?.(file)
  await importCommunity(db, file)
  const dataDir = mkdtempSync(join(tmpdir(), 'woodpecker-town-'))
  let clock = DateTime.fromFormat(options.at ?? '2026-11-23 12:00', 'yyyy-MM-dd HH:mm', { zone: TIMEZONE }).toMillis()
  let ids = 0
  reader ??= loadReader()
  const desk = createDesk({
    db,
    dataDir,
    reader,
    pace: FREE_PACE,
    log: options.log ?? pino({ level: 'silent' }),
    ...(options.meters ? { meters: options.meters } : {}),
    now: () => clock,
    deliverEveryMs: 0,
    ...(options.llm ? { llm: options.llm } : {}),
    ...(options.publicUrl === undefined ? {} : { publicUrl: () => options.publicUrl ?? '' }),
  })

  const people = peopleOf(file)
  const rooms = new Map((file.groups ?? []).flatMap((g) => (g.chat === undefined ? [] : [[g.name, g.chat] as const])))
  const lines: Line[] = []
  const echoes: InboundMessage[] = []
  const edge: Town['edge'] = { answer: () => ({ state: 'sent' }), fetch: (messageId) => pictureOf(messageId) }

  const nameOfRoom = (id: string): string => [...rooms].find(([, chat]) => chat === id)?.[0] ?? id
  const nameOfPerson = (id: string): string => people.find((p) => p.chatId === id)?.name ?? id

  const port: ChatPort = {
    account: ACCOUNT,
    async say(target, words) {
      const result = edge.answer(target, words)
      if (result.state !== 'sent') return result
      const id = `bot${++ids}`
      const text = words.picture ? '[图片]' : words.text
      const direct = 'person' in target
      lines.push({ id, at: clock, by: null, chat: direct ? nameOfPerson(target.person) : nameOfRoom(target.room), direct, text })
      echoes.push(echo(id, target, words, clock))
      return { state: 'sent', messageId: id }
    },
    fetchAttachment: async (messageId) => ({ name: `${messageId}.png`, bytes: edge.fetch(messageId) }),
    rooms: async () => [],
  }
  desk.attach(port)

  /** Platforms hand the bot's own words back. */
  const speak = async (): Promise<void> => {
    await desk.deliver()
    for (const own of echoes.splice(0)) await desk.receive(own)
  }

  const town: Town = {
    desk,
    db,
    communityId: DEMO_COMMUNITY,
    lines,
    edge,
    now: () => clock,
    today: (time) => DateTime.fromISO(`${DateTime.fromMillis(clock, { zone: TIMEZONE }).toISODate()}T${time}`, { zone: TIMEZONE }).toMillis(),
    async nextDue() {
      const { outbox, attachments } = db.tables
      const words = (await db.read.select().from(outbox)).filter((row) => row.state === 'pending').map((row) => row.dueAt)
      const files = (await db.read.select().from(attachments))
        .filter((row) => row.state === 'pending')
        .map((row) => row.nextAt ?? Number.POSITIVE_INFINITY)
      const next = Math.min(...words, ...files)
      return Number.isFinite(next) ? next : undefined
    },
    async pass(to) {
      for (let next = await town.nextDue(); next !== undefined && next <= to; next = await town.nextDue()) {
        clock = Math.max(clock, next)
        await speak()
        // Due and not said: the account is being silent for a while.
        if (((await town.nextDue()) ?? Number.POSITIVE_INFINITY) <= clock) clock += 1000
      }
      clock = Math.max(clock, to)
    },
    async runJobs() {
      for (const job of JOBS) await job.run(desk.context, DEMO_COMMUNITY)
      await speak()
    },
    async hear({ from, in: room, ...words }) {
      const person = town.person(from)
      const message: InboundMessage = {
        account: ACCOUNT,
        id: `m${++ids}`,
        at: clock,
        ...(room === undefined ? {} : { room: { id: town.roomId(room), topic: room } }),
        sender: { id: person.chatId, name: person.name },
        self: false,
        kind: 'text',
        mentions: people.filter((p) => words.text.includes(`@${p.name}`)).map((p) => p.chatId),
        mentionsBot: words.text.includes(`@${BOT_NAME}`),
        ...words,
      }
      if (message.kind !== 'recall')
        lines.push({ id: message.id, at: clock, by: from, chat: room ?? from, direct: room === undefined, text: message.text || `[${message.kind}]` })
      return { message, receipt: await town.receive(message) }
    },
    async receive(message) {
      const receipt = await desk.receive(message)
      await speak()
      return receipt
    },
    person(name) {
      const known = people.find((p) => p.name === name)
      if (known) return known
      const stranger = { chatId: `stranger-${name}`, name }
      people.push(stranger)
      return stranger
    },
    isResident: (name) => !file.people.some((p) => p.role !== 'resident' && p.role !== 'building_head' && (p.title ?? p.name) === name),
    roomId: (name) => rooms.get(name) ?? `${name}@unbound`,
    async ticket(number) {
      const found = await ticketByNumber(desk.context, db.read, DEMO_COMMUNITY, number)
      if (!found) throw new Error(`there is no ticket #${number}`)
      return found
    },
    tickets: async () =>
      (await db.read.select().from(db.tables.tickets).orderBy(db.tables.tickets.number)).map(({ communityId: _, ...ticket }) => ticket),
    events: async (number) => (await eventsOf(desk.context, db.read, DEMO_COMMUNITY, (await town.ticket(number)).id)).map(({ event }) => event),
    outbox: async () => (await db.read.select().from(db.tables.outbox)).sort((a, b) => a.position - b.position),
  }
  onTestFinished(async () => {
    try {
      await checkTown(town)
    } finally {
      await desk.close()
      await db.close()
      rmSync(dataDir, { recursive: true, force: true })
    }
  })
  return town
}

/** As the chats show them: residents by name, staff by title. */
const peopleOf = (file: CommunityFile): Person[] =>
  file.people.flatMap((p) => (p.chat ?? []).map((chatId) => ({ chatId, name: p.role === 'resident' ? p.name : (p.title ?? p.name) })))

function echo(id: string, target: ChatTarget, words: OutgoingWords, at: number): InboundMessage {
  return {
    account: ACCOUNT,
    id,
    at,
    ...('room' in target ? { room: { id: target.room, topic: '' } } : { peerId: target.person }),
    sender: { id: 'xiaozhuo', name: BOT_NAME },
    self: true,
    kind: words.picture ? 'image' : 'text',
    text: words.text,
    mentions: words.mentions,
    mentionsBot: false,
  }
}
