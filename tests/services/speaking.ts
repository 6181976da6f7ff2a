/** A desk whose words go to a port that a test plays, with a clock that a test turns: the network's edge, nothing else, is made up. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { DEFAULT_SETTINGS, type Directory } from '../../core/community.ts'
import { instantAt } from '../../core/time.ts'
import { createReader } from '../../core/understanding/reader.ts'
import type { Database } from '../../db/open.ts'
import type { OutboxRow } from '../../db/tables.ts'
import type { DeskContext } from '../../services/context.ts'
import { createDelivery, type Delivery, FREE_PACE, type Pace } from '../../services/delivery.ts'
import { createDesk } from '../../services/desk.ts'
import { type Saying, say } from '../../services/outbox.ts'
import type { ChatPort, ChatTarget, OutgoingWords, SayResult } from '../../services/ports.ts'
import { openSqlite } from '../support/databases.ts'

export const ACCOUNT = 'test:bot'
export const COMMUNITY = 'c1'

export interface Said {
  at: number
  /** Room, or chat id of the person. */
  chat: string
  words: OutgoingWords
}

export interface Speaking {
  cx: DeskContext
  directory: Directory
  delivery: Delivery
  /** Everything that came out at the other end, in order. */
  said: Said[]
  /** Everything that was tried, said or not. */
  tried: Said[]
  port: ChatPort
  clock: { now: number }
  /** What the platform answers; `sent` unless a test says otherwise. */
  answer: (target: ChatTarget, words: OutgoingWords) => SayResult | Promise<SayResult>
  put(...sayings: Saying[]): Promise<void>
  rows(): Promise<OutboxRow[]>
  /** Turns the clock by `ms` and says what is due, looking every `everyMs`. */
  pass(ms: number, everyMs?: number): Promise<void>
}

/** @param options.at wall clock in Shanghai, `2026-11-23 12:00` when absent */
export async function openSpeaking(options: { db?: Database; pace?: Pace; at?: string } = {}): Promise<Speaking> {
  const db = options.db ?? (await openSqlite())
  const dataDir = mkdtempSync(join(tmpdir(), 'woodpecker-speaking-'))
  const [date = '', time = ''] = (options.at ?? '2026-11-23 12:00').split(' ')
  const clock = { now: instantAt(date, time, 'Asia/Shanghai') }
  const desk = createDesk({
    db,
    dataDir,
    reader: createReader(),
    pace: FREE_PACE,
    log: pino({ level: 'silent' }),
    now: () => clock.now,
    deliverEveryMs: 0,
  })
  const cx = desk.context
  await setUp(db)
  const said: Said[] = []
  const tried: Said[] = []
  const port: ChatPort = {
    account: ACCOUNT,
    async say(target, words) {
      const one = { at: clock.now, chat: 'room' in target ? target.room : target.person, words }
      tried.push(one)
      const result = await speaking.answer(target, words)
      if (result.state === 'sent') said.push(one)
      return result
    },
    fetchAttachment: () => Promise.reject(new Error('no attachments here')),
    rooms: async () => [],
  }
  const speaking: Speaking = {
    cx,
    directory: await cx.directories.get(db.read, COMMUNITY),
    delivery: createDelivery(cx, port, options.pace ?? FREE_PACE),
    said,
    tried,
    port,
    clock,
    answer: () => ({ state: 'sent', messageId: `s${said.length}` }),
    async put(...sayings) {
      for (const one of sayings) await db.transact((tx) => say(cx, tx, speaking.directory, one))
    },
    rows: async () => (await db.read.select().from(db.tables.outbox)).sort((a, b) => a.position - b.position),
    async pass(ms, everyMs = 1000) {
      for (const end = clock.now + ms; ; clock.now = Math.min(end, clock.now + everyMs)) {
        await speaking.delivery.run()
        if (clock.now >= end) return
      }
    },
  }
  onTestFinished(async () => {
    await desk.close()
    await db.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return speaking
}

/** A community with one worker whose chat id is known and one whose is not. */
async function setUp(db: Database): Promise<void> {
  const { communities, people, identities } = db.tables
  const person = {
    communityId: COMMUNITY,
    role: 'property' as const,
    orgId: null,
    title: null,
    phone: null,
    supervisor: false,
    admin: false,
    gridIds: [],
  }
  await db.transact(async (tx) => {
    await tx.insert(communities).values({
      id: COMMUNITY,
      name: '长峰社区',
      timezone: 'Asia/Shanghai',
      language: 'zh-CN',
      settings: DEFAULT_SETTINGS,
      revision: 0,
      lastTicketNumber: 1000,
      lastLeadNumber: 0,
    })
    await tx.insert(people).values([
      { ...person, id: 'wang', name: '王师傅', active: true },
      { ...person, id: 'unknown', name: '小孙', active: true },
    ])
    await tx.insert(identities).values({ communityId: COMMUNITY, account: ACCOUNT, externalId: 'wx-wang', personId: 'wang', name: '王师傅' })
  })
}
