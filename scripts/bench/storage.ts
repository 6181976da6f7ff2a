/** One message's rows (inbox and outbox) in one durable transaction, through the program's database layer and through better-sqlite3 alone. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { type Database, openDatabase } from '../../db/open.ts'
import { seed } from './community.ts'
import { measureOf, type Row } from './measures.ts'

/** The two take turns, so that a slow moment of the disk hits both. */
const ROUNDS = 5

export async function benchStorage(count: number): Promise<Row> {
  const folder = await mkdtemp(join(tmpdir(), 'woodpecker-bench-'))
  try {
    const perRound = Math.ceil(count / ROUNDS)
    const db = await openDatabase(`sqlite:${join(folder, 'full.db')}`)
    await seed(db)
    // The same schema: the bare file is made by the program and then written without it.
    await openDatabase(`sqlite:${join(folder, 'bare.db')}`).then((made) => made.close())
    const rows = await Promise.all(Array.from({ length: perRound * ROUNDS }, (_, n) => statementsOf(db, n)))
    const raw = rawWriter(join(folder, 'bare.db'), rows[0] as Statement[])
    const [bare, full]: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS; round++) {
      for (const statements of rows.slice(round * perRound, (round + 1) * perRound)) bare.push(timed(() => raw.write(statements)))
      for (let n = 0; n < perRound; n++) full.push(await timedAsync(() => write(db, round * perRound + n)))
    }
    raw.close()
    await db.close()
    return { what: 'transaction of 2 inserts', transport: 'SQLite', bare: measureOf(bare, sum(bare) / 1000), full: measureOf(full, sum(full) / 1000) }
  } finally {
    await rm(folder, { recursive: true })
  }
}

const messageRow = (n: number) => ({
  communityId: 'bench',
  account: 'bench:bot',
  id: `m${n}`,
  groupId: 'b1@bench',
  roomId: 'b1@bench',
  senderId: 'resident1',
  senderName: '住户1',
  personId: 'resident1',
  role: 'resident' as const,
  kind: 'text' as const,
  text: '楼道灯不亮了',
  mentions: [],
  mentionsBot: false,
  at: 1_764_000_000_000 + n,
  heardOrder: n,
})

const outboxRow = (n: number) => ({
  communityId: 'bench',
  id: `o${n}`,
  position: n,
  target: 'room' as const,
  targetId: 'b1@bench',
  text: '记下了 #1042 楼道灯 · 1号楼',
  mentions: ['resident1'],
  pace: 'waits' as const,
  dueAt: 1_764_000_000_000 + n,
  state: 'pending' as const,
  attempts: 0,
  createdAt: 1_764_000_000_000 + n,
})

const write = (db: Database, n: number): Promise<void> =>
  db.transact(async (tx) => {
    await tx.insert(db.tables.messages).values(messageRow(n))
    await tx.insert(db.tables.outbox).values(outboxRow(n))
  })

interface Statement {
  sql: string
  params: unknown[]
}

/** The very SQL and values that the database layer makes. */
const statementsOf = (db: Database, n: number): Promise<Statement[]> =>
  db.transact(async (tx) => [tx.insert(db.tables.messages).values(messageRow(n)).toSQL(), tx.insert(db.tables.outbox).values(outboxRow(n)).toSQL()])

/** Prepared statements at the same durability: as fast as better-sqlite3 goes. */
function rawWriter(file: string, samples: readonly Statement[]): { write(statements: readonly Statement[]): void; close(): void } {
  const sqlite = new BetterSqlite3(file)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  const prepared = samples.map(({ sql }) => sqlite.prepare(sql))
  const write = sqlite.transaction((statements: readonly Statement[]) => {
    for (const [index, { params }] of statements.entries()) prepared[index]?.run(...params)
  }).immediate
  return { write, close: () => sqlite.close() }
}

function timed(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

async function timedAsync(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
