/** Message, ticket, events and words are one transaction: many at once, twice the same, and a disk that is full. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { pino } from 'pino'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import type { InboundMessage } from '../../core/message.ts'
import { type Database, openDatabase } from '../../db/open.ts'
import type { CommunityFile } from '../../services/community-file.ts'
import { importCommunity } from '../../services/community-import.ts'
import { FREE_PACE } from '../../services/delivery.ts'
import { DEMO_FILE } from '../../services/demo.ts'
import { createDesk, type Desk } from '../../services/desk.ts'
import { loadReader } from '../../services/reader.ts'
import { refold } from '../../services/ticket-rows.ts'
import { type NewTicket, openTicket } from '../../services/tickets.ts'
import { databases } from '../support/databases.ts'
import { ACCOUNT, openTown, type Town } from '../support/town.ts'

const reader = loadReader()

const report = (id: string, text: string, from = { id: 'li-ayi', name: '李阿姨' }, at = Date.UTC(2026, 10, 23, 4)): InboundMessage => ({
  account: ACCOUNT,
  id,
  at,
  room: { id: 'b128@demo', topic: '128号楼群' },
  sender: from,
  self: false,
  kind: 'text',
  text,
  mentions: [],
  mentionsBot: false,
})

async function newTicket(town: Town, n: number): Promise<NewTicket> {
  const directory = await town.desk.context.directories.get(town.db.read, town.communityId)
  const reporter = directory.staff[0]
  if (!reporter) throw new Error('nobody in the demo community')
  return {
    kind: 'report',
    category: 'sanitation',
    urgency: 'normal',
    title: '垃圾没收',
    words: `第${n}件`,
    place: {},
    buildingId: null,
    gridId: null,
    groupId: null,
    roomId: null,
    account: ACCOUNT,
    messageId: `m${n}`,
    language: 'zh-CN',
    reporter,
    askPlace: false,
  }
}

describe.each(databases)('the ledger on $name', ({ open }) => {
  it('gives twenty tickets opened at once the numbers from 1042 to 1061, without a gap, though others fail between them', async () => {
    const town = await openTown({ db: await open() })
    const { context } = town.desk
    const directory = await context.directories.get(town.db.read, town.communityId)
    const openOne = async (n: number): Promise<number> => {
      const wanted = await newTicket(town, n)
      const ticket = await town.db.transact(async (tx) => {
        const opened = await openTicket(context, tx, directory, wanted)
        if (n % 3 === 2) throw new Error('something went wrong after the number was given')
        return opened
      })
      return ticket.number
    }
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, (_, n) => openOne(n)))
    const numbers = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => 1042 + i))
    for (const ticket of await town.tickets()) expect(ticket).toEqual(await refold(context, town.db.read, town.communityId, ticket.id))
  })

  it('hears a message once, though the platform hands it over five times at the same moment', async () => {
    const town = await openTown({ db: await open() })
    const message = report('once', '报修：128号楼楼道被堆满了', undefined, town.now())
    const receipts = await Promise.all(Array.from({ length: 5 }, () => town.desk.receive(message)))
    await town.pass(town.now() + 60_000)
    expect(receipts.filter((receipt) => receipt.fresh)).toHaveLength(1)
    expect(await town.tickets()).toHaveLength(1)
    expect(town.lines.filter((line) => line.chat === '128号楼群' && line.by === null)).toHaveLength(1)
  })

  it('makes one person of a stranger who says two things at once', async () => {
    const town = await openTown({ db: await open() })
    const stranger = { id: 'stranger-1', name: '新邻居' }
    await Promise.all(['你好', '大家好', '请多关照'].map((text, i) => town.desk.receive(report(`s${i}`, text, stranger, town.now()))))
    const people = await town.db.read.select().from(town.db.tables.people)
    expect(people.filter((person) => person.name === '新邻居')).toHaveLength(1)
  })

  it('keeps the matters of twenty people who speak at once apart', async () => {
    const town = await openTown({ db: await open() })
    const speakers = Array.from({ length: 20 }, (_, i) => ({ id: `neighbour-${i}`, name: `邻居${i}` }))
    await Promise.all(speakers.map((from, i) => town.desk.receive(report(`n${i}`, '早上好', from, town.now()))))
    const messages = await town.db.read.select().from(town.db.tables.messages)
    expect(messages).toHaveLength(20)
    expect(new Set(messages.map((message) => message.heardOrder)).size).toBe(20)
    expect(new Set(messages.map((message) => message.personId)).size).toBe(20)
  })
})

describe('a full disk', () => {
  const deskOn = (db: Database, dataDir: string): Desk =>
    createDesk({ db, dataDir, reader, pace: FREE_PACE, log: pino({ level: 'silent' }), deliverEveryMs: 0 })

  it('leaves nothing of a message half written, and the message can be heard again when there is room', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'woodpecker-full-'))
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
    const file = join(dataDir, 'woodpecker.db')
    const set = await openDatabase(`sqlite:${file}`)
    await importCommunity(set, parse(readFileSync(DEMO_FILE, 'utf8')) as CommunityFile)
    await set.close()
    const look = new BetterSqlite3(file, { readonly: true })
    const pages = Number(look.pragma('page_count', { simple: true }))
    look.close()

    const full = await openDatabase(`sqlite:${file}`, { maxPages: pages + 6 })
    const desk = deskOn(full, dataDir)
    let refused: InboundMessage | undefined
    for (let n = 0; refused === undefined && n < 300; n++) {
      const message = report(`m${n}`, `报修：128号楼${n}层楼道被堆满了${'，东西很多'.repeat(60)}`)
      await desk.receive(message).catch((error: { code: string }) => {
        expect(error.code).toBe('DISK_FULL')
        refused = message
      })
    }
    if (!refused) throw new Error('the disk never became full')
    const { messages, tickets, ticketEvents, outbox } = full.tables
    const heard = await full.read.select().from(messages)
    expect(heard.map((row) => row.id)).not.toContain(refused.id)
    for (const ticket of await full.read.select().from(tickets)) {
      expect(ticket.messageId).not.toBe(refused.id)
      expect(await refold(desk.context, full.read, 'demo', ticket.id)).toMatchObject({ number: ticket.number, version: ticket.version })
    }
    const orphans = (await full.read.select().from(outbox)).filter((row) => row.text.includes(refused?.text.slice(0, 12) ?? ''))
    expect(orphans).toEqual([])
    expect((await full.read.select().from(ticketEvents)).length).toBeGreaterThan(0)
    await desk.close()
    await full.close()

    const roomy = await openDatabase(`sqlite:${file}`)
    const again = deskOn(roomy, dataDir)
    expect(await again.receive(refused)).toMatchObject({ fresh: true })
    expect((await roomy.read.select().from(roomy.tables.messages)).map((row) => row.id)).toContain(refused.id)
    await again.close()
    await roomy.close()
  })
})
