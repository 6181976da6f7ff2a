/** Opens the database behind a URL. Reads are free; every write goes through `transact`. */
import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import BetterSqlite3 from 'better-sqlite3'
import { drizzle as drizzleSqlite } from 'drizzle-orm/better-sqlite3'
import { migrate as migrateSqlite } from 'drizzle-orm/better-sqlite3/migrator'
import { drizzle as drizzlePostgres, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { CodedError } from '../core/errors.ts'
import { postgres, sqlite } from './dialects.ts'
import { isRace, isUniqueViolation, rootMessage, storageFault } from './errors.ts'
import { migrationTags, newestKnownMigration } from './journal.ts'
import { createLane, type Lane } from './lane.ts'
import { createWriter } from './sqlite-writer.ts'
import { keepStatements } from './statement-cache.ts'
import { defineTables, type Tables } from './tables.ts'

export type Tx = Pick<NodePgDatabase, 'select' | 'insert' | 'update' | 'delete'>
export type Reader = Pick<Tx, 'select'>
export interface Database {
  dialect: 'sqlite' | 'postgres'
  tables: Tables
  read: Reader
  /** Runs `work` as if it were alone. It may run more than once: keep it to database calls. */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface OpenOptions {
  /** Safe against power cuts (default). Off only for a database that is thrown away: replay, tests. */
  durable?: boolean
  /** Upper bound of an SQLite file, in pages of 4 KiB: beyond it writing fails as on a full disk. None by default. */
  maxPages?: number
}

const casing = 'snake_case'
const migrations = (dialect: string) => fileURLToPath(new URL(`migrations/${dialect}`, import.meta.url))

/** @throws CodedError with a storage code when the database cannot be opened, SCHEMA_NEWER when a newer program wrote it. */
export async function openDatabase(url: string, options: OpenOptions = {}): Promise<Database> {
  try {
    return await (/^postgres(ql)?:/.test(url) ? openPostgres(url) : openSqlite(url.replace(/^sqlite:/, ''), options))
  } catch (error) {
    throw coded(error, `the database ${withoutPassword(url)} cannot be opened`)
  }
}

/** A fault of the storage itself by its code of the catalogue; any other error as it is. */
function coded(error: unknown, what: string): unknown {
  const code = error instanceof CodedError ? undefined : storageFault(error)
  return code ? new CodedError(code, `${what}: ${rootMessage(error)}`, {}, error) : error
}

const withoutPassword = (url: string): string => url.replace(/\/\/([^:/@]+):[^@]*@/, '//$1:***@')

function refuseNewer(newest: number | undefined, dialect: string): void {
  if (newest !== undefined && newest > newestKnownMigration(migrations(dialect)))
    throw new CodedError(
      'SCHEMA_NEWER',
      `the database has a migration of ${new Date(newest).toISOString().slice(0, 10)} that this program does not know`,
    )
}

/** Reads every row that refers to another: once after each migration, and again until it was found good. `user_version` holds how many were. */
function refuseOrphans(writer: BetterSqlite3.Database, file: string): void {
  const known = migrationTags(migrations('sqlite')).length
  if (writer.pragma('user_version', { simple: true }) === known) return
  const orphans = writer.pragma('foreign_key_check') as unknown[]
  if (orphans.length > 0) throw new CodedError('MIGRATION_FAILED', `the migration would leave ${orphans.length} orphaned rows in ${file}`)
  writer.pragma(`user_version = ${known}`)
}

async function openSqlite(file: string, { durable = true, maxPages }: OpenOptions): Promise<Database> {
  mkdirSync(dirname(file), { recursive: true })
  const isNew = !existsSync(file)
  const writer = new BetterSqlite3(file)
  try {
    writer.pragma('busy_timeout = 5000')
    writer.pragma('journal_mode = WAL')
    writer.pragma(`synchronous = ${durable ? 'FULL' : 'OFF'}`)
    writer.pragma('wal_autocheckpoint = 4000') // 16 MB: who commits just then waits milliseconds, so not every thousand pages
    if (!isNew && writer.prepare(`select 1 from sqlite_master where name = '__drizzle_migrations'`).get())
      refuseNewer(
        (writer.prepare('select max(created_at) as newest from __drizzle_migrations').get() as { newest: number | null }).newest ?? undefined,
        'sqlite',
      )
    writer.pragma('foreign_keys = OFF') // a rebuilt table must not cascade its old rows away
    migrateSqlite(drizzleSqlite(writer), { migrationsFolder: migrations('sqlite') })
    refuseOrphans(writer, file)
    writer.pragma('foreign_keys = ON')
    if (maxPages !== undefined) writer.pragma(`max_page_count = ${maxPages}`)
  } catch (error) {
    writer.close()
    throw error
  }
  const reader = new BetterSqlite3(file, { readonly: true })
  reader.pragma('busy_timeout = 5000')
  const { transact, idle } = createWriter(writer, drizzleSqlite(keepStatements(writer), { casing }) as unknown as Tx)
  return {
    dialect: 'sqlite',
    tables: defineTables(sqlite),
    read: drizzleSqlite(keepStatements(reader), { casing }) as unknown as Reader,
    transact: (work) =>
      transact(work).catch((error: unknown) => {
        throw coded(error, 'nothing was written')
      }),
    async close() {
      await idle()
      reader.close()
      writer.close()
    },
  }
}

const RACE_ATTEMPTS = 12
const TWIN_ATTEMPTS = 3
/** Whoever lost so many races in a row runs with nobody of this process beside it: in a storm all would lose for ever. */
const ALONE_AFTER = 3
const CONNECTIONS = 10
/** Connections that writers leave to readers: a writer waits in its lane, not in the pool, where waiting ends in a fault. */
const READERS = 3

async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, connectionTimeoutMillis: 10_000 })
  pool.on('error', () => {}) // an idle connection that dies is replaced on the next use
  pool.on('connect', (client) => client.on('error', () => {})) // one that dies at work fails its query; unheard, it would end the process
  try {
    const migrator = await pool.connect()
    try {
      await migrator.query(`select pg_advisory_lock(hashtext('woodpecker migrate'))`) // one instance migrates, the rest wait
      const { rows } = await migrator.query(`select to_regclass('drizzle.__drizzle_migrations') as journal`)
      if (rows[0]?.journal) {
        const newest = (await migrator.query('select max(created_at) as newest from drizzle.__drizzle_migrations')).rows[0]?.newest
        refuseNewer(newest === null ? undefined : Number(newest), 'postgres')
      }
      await migratePostgres(drizzlePostgres(migrator), { migrationsFolder: migrations('postgres') })
    } finally {
      await migrator.query(`select pg_advisory_unlock(hashtext('woodpecker migrate'))`).catch(() => {})
      migrator.release()
    }
  } catch (error) {
    await pool.end()
    throw error
  }
  const db = drizzlePostgres(pool, { casing })
  const going = new Set<Promise<unknown>>()
  const lane = createLane(CONNECTIONS - READERS)
  return {
    dialect: 'postgres',
    tables: defineTables(postgres),
    read: db,
    transact(work) {
      const turn = runUndisturbed(db, lane, work)
      going.add(turn)
      turn.catch(() => {}).finally(() => going.delete(turn))
      return turn
    },
    async close() {
      await Promise.allSettled(going)
      await pool.end()
    },
  }
}

async function runUndisturbed<T>(db: NodePgDatabase, lane: Lane, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await lane.run(() => db.transaction(work, { isolationLevel: 'serializable' }), attempt > ALONE_AFTER)
    } catch (error) {
      // Two that looked, found nothing and wrote the same row: the second, run again, finds it.
      const raced = isRace(error) || (isUniqueViolation(error) && attempt < TWIN_ATTEMPTS)
      if (!raced || attempt === RACE_ATTEMPTS) throw coded(error, 'nothing was written')
      await sleep(Math.random() * 5 * 2 ** Math.min(attempt, 7))
    }
  }
}
