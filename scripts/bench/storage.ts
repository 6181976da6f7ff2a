/**
 * A question and its answer in the ledger: the whole intake (seen before? who? the chat's memory, the reader, message and answer in one
 * durable transaction) beside better-sqlite3 alone inserting the very rows that the intake wrote, with the same durability.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { asc } from 'drizzle-orm'
import { pino } from 'pino'
import type { InboundMessage } from '../../core/message.ts'
import { type Database, openDatabase } from '../../db/open.ts'
import { FREE_PACE } from '../../services/delivery.ts'
import { createDesk, type Desk } from '../../services/desk.ts'
import { loadReader } from '../../services/reader.ts'
import { residents, seed } from './community.ts'
import { QUESTION } from './load.ts'
import { type Measure, measureOf, middle, type Row } from './measures.ts'

/** The two take turns, so that a slow moment of the disk hits both. */
const ROUNDS = 5
/** Chats that ask at the same time: their transactions share commits. */
const CHATS = 50

export async function benchStorage(count: number): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'woodpecker-bench-'))
  try {
    const db = await openDatabase(`sqlite:${join(folder, 'full.db')}`)
    await seed(db)
    const desk = createDesk({
      db,
      dataDir: folder,
      reader: loadReader(),
      pace: FREE_PACE,
      log: pino({ level: 'error' }, pino.destination(2)),
      deliverEveryMs: 0,
    })
    const perRound = Math.ceil(count / ROUNDS)
    await takeIn(desk, perRound, 1)
    // The same schema: the bare file is made by the program and then written without it.
    await openDatabase(`sqlite:${join(folder, 'bare.db')}`).then((made) => made.close())
    const raw = rawWriter(join(folder, 'bare.db'), await rowsWritten(db))
    const measured: [bare: Measure[], alone: Measure[], together: Measure[]] = [[], [], []]
    for (let round = 0; round < ROUNDS; round++) {
      measured[0].push(await timed(perRound, 1, async () => raw.write()))
      measured[1].push(await takeIn(desk, perRound, 1))
      measured[2].push(await takeIn(desk, perRound, CHATS))
    }
    raw.close()
    await desk.close()
    await db.close()
    const [bare, alone, together] = measured.map(middle) as [Measure, Measure, Measure]
    const row = (what: string, full: Measure): Row => ({ what, transport: 'SQLite', bare, full })
    return [row('intake, one chat', alone), row(`intake, ${CHATS} chats at once`, together)]
  } finally {
    await rm(folder, { recursive: true })
  }
}

let asked = 0

function question(): InboundMessage {
  const number = asked++
  const id = residents[number % residents.length] as string
  return {
    account: 'bench:bot',
    id: `question${number}`,
    at: Date.now(),
    sender: { id, name: id },
    self: false,
    kind: 'text',
    text: QUESTION,
    mentions: [],
    mentionsBot: false,
  }
}

const takeIn = (desk: Desk, count: number, side: number): Promise<Measure> => timed(count, side, () => desk.receive(question()))

/** Runs `work` so many times, `side` of them side by side. */
async function timed(count: number, side: number, work: () => Promise<unknown>): Promise<Measure> {
  const latencies: number[] = []
  const start = performance.now()
  let left = count
  const one = async (): Promise<void> => {
    while (left-- > 0) {
      const since = performance.now()
      await work()
      latencies.push(performance.now() - since)
    }
  }
  await Promise.all(Array.from({ length: side }, one))
  return measureOf(latencies, (performance.now() - start) / 1000)
}

interface Statement {
  sql: string
  params: unknown[]
}

/** The SQL and values of the rows that the first question left: its message and its answer. */
async function rowsWritten(db: Database): Promise<Statement[]> {
  const { messages, outbox } = db.tables
  const [message] = await db.read.select().from(messages).orderBy(asc(messages.heardOrder)).limit(1)
  const [answer] = await db.read.select().from(outbox).orderBy(asc(outbox.position)).limit(1)
  if (!message || !answer) throw new Error('the question was not answered from the facts')
  return db.transact(async (tx) => [tx.insert(messages).values(message).toSQL(), tx.insert(outbox).values(answer).toSQL()])
}

/** Prepared statements at the same durability: as fast as better-sqlite3 goes. The rows get new ids, the rest stays. */
function rawWriter(file: string, rows: readonly Statement[]): { write(): void; close(): void } {
  const sqlite = new BetterSqlite3(file)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('wal_autocheckpoint = 4000')
  const prepared = rows.map(({ sql, params }) => ({ statement: sqlite.prepare(sql), params, id: idPlace(sql) }))
  let written = 0
  const write = sqlite.transaction(() => {
    written++
    for (const { statement, params, id } of prepared) statement.run(...params.with(id, `row${written}`))
  }).immediate
  return { write, close: () => sqlite.close() }
}

/** Which of an insert's values is the column `id`. Null has no placeholder in Drizzle's SQL, so places are counted over the placeholders. */
function idPlace(sql: string): number {
  const [columns, values] = [...sql.matchAll(/\(([^()]*)\)/g)].map((found) => (found[1] as string).split(', '))
  const column = columns?.indexOf('"id"') ?? -1
  if (!values || column < 0) throw new Error(`no id in ${sql}`)
  return values.slice(0, column).filter((value) => value === '?').length
}
