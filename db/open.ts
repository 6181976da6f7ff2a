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
import { isRace, storageFault } from './errors.ts'
import { newestKnownMigration } from './journal.ts'
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
}

const casing = 'snake_case'
const migrations = (dialect: string) => fileURLToPath(new URL(`migrations/${dialect}`, import.meta.url))

/** @throws CodedError with a storage code when the database cannot be opened, SCHEMA_NEWER when a newer program wrote it. */
export async function openDatabase(url: string, options: OpenOptions = {}): Promise<Database> {
  try {
    return await (/^postgres(ql)?:/.test(url) ? openPostgres(url) : openSqlite(url.replace(/^sqlite:/, ''), options))
  } catch (error) {
    if (error instanceof CodedError) throw error
    const code = storageFault(error)
    if (code) throw new CodedError(code, `the database ${withoutPassword(url)} cannot be opened: ${(error as Error).message}`, {}, error)
    throw error
  }
}

const withoutPassword = (url: string): string => url.replace(/\/\/([^:/@]+):[^@]*@/, '//$1:***@')

function refuseNewer(newest: number | undefined, dialect: string): void {
  if (newest !== undefined && newest > newestKnownMigration(migrations(dialect)))
    throw new CodedError(
      'SCHEMA_NEWER',
      `the database has a migration of ${new Date(newest).toISOString().slice(0, 10)} that this program does not know`,
    )
}

async function openSqlite(file: string, { durable = true }: OpenOptions): Promise<Database> {
  mkdirSync(dirname(file), { recursive: true })
  const isNew = !existsSync(file)
  const writer = new BetterSqlite3(file)
  try {
    writer.pragma('busy_timeout = 5000')
    writer.pragma('journal_mode = WAL')
    writer.pragma(`synchronous = ${durable ? 'FULL' : 'OFF'}`)
    if (!isNew && writer.prepare(`select 1 from sqlite_master where name = '__drizzle_migrations'`).get())
      refuseNewer(
        (writer.prepare('select max(created_at) as newest from __drizzle_migrations').get() as { newest: number | null }).newest ?? undefined,
        'sqlite',
      )
    writer.pragma('foreign_keys = OFF') // a rebuilt table must not cascade its old rows away
    migrateSqlite(drizzleSqlite(writer), { migrationsFolder: migrations('sqlite') })
    const orphans = writer.pragma('foreign_key_check') as unknown[]
    if (orphans.length > 0) throw new CodedError('MIGRATION_FAILED', `the migration would leave ${orphans.length} orphaned rows in ${file}`)
    writer.pragma('foreign_keys = ON')
  } catch (error) {
    writer.close()
    throw error
  }
  const reader = new BetterSqlite3(file, { readonly: true })
  reader.pragma('busy_timeout = 5000')
  const tx = drizzleSqlite(writer, { casing }) as unknown as Tx

  let last: Promise<unknown> = Promise.resolve()
  return {
    dialect: 'sqlite',
    tables: defineTables(sqlite),
    read: drizzleSqlite(reader, { casing }) as unknown as Reader,
    transact(work) {
      const turn = last.then(async () => {
        writer.exec('BEGIN IMMEDIATE')
        try {
          const result = await work(tx)
          writer.exec('COMMIT')
          return result
        } catch (error) {
          if (writer.inTransaction) writer.exec('ROLLBACK')
          throw error
        }
      })
      last = turn.catch(() => {})
      return turn
    },
    async close() {
      await last
      reader.close()
      writer.close()
    },
  }
}

const RACE_ATTEMPTS = 12

async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 10_000 })
  pool.on('error', () => {}) // an idle connection that dies is replaced on the next use
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
  return {
    dialect: 'postgres',
    tables: defineTables(postgres),
    read: db,
    async transact(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await db.transaction(work, { isolationLevel: 'serializable' })
        } catch (error) {
          if (attempt === RACE_ATTEMPTS || !isRace(error)) throw error
          await sleep(Math.random() * 5 * 2 ** Math.min(attempt, 7))
        }
      }
    },
    close: () => pool.end(),
  }
}
