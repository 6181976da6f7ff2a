/** What migrations a database has had, looked at without changing it. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import BetterSqlite3 from 'better-sqlite3'
import pg from 'pg'
import { CodedError } from '../../core/errors.ts'
import { storageFault } from '../../db/errors.ts'

export interface SchemaState {
  dialect: 'sqlite' | 'postgres'
  /** False for an SQLite file that is not there yet. */
  exists: boolean
  /** Name of the newest migration the database has had; `an unknown one` when a newer program wrote it. */
  at?: string
  /** Migrations this program would still run, oldest first. */
  pending: string[]
  /** A newer program wrote the database. */
  newer: boolean
}

interface Entry {
  when: number
  tag: string
}

const entriesOf = (dialect: string): Entry[] => {
  const journal = fileURLToPath(new URL(`../../db/migrations/${dialect}/meta/_journal.json`, import.meta.url))
  return (JSON.parse(readFileSync(journal, 'utf8')) as { entries: Entry[] }).entries.sort((a, b) => a.when - b.when)
}

/** @throws CodedError with a storage code when the database cannot be looked at */
export async function schemaState(url: string): Promise<SchemaState> {
  const dialect = /^postgres(ql)?:/.test(url) ? 'postgres' : 'sqlite'
  try {
    const newest = dialect === 'postgres' ? await newestInPostgres(url) : newestInSqlite(url.replace(/^sqlite:/, ''))
    const entries = entriesOf(dialect)
    const stamp = newest ?? Number.NEGATIVE_INFINITY
    const at = newest === undefined || newest === null ? undefined : (entries.find((entry) => entry.when === newest)?.tag ?? 'an unknown one')
    return {
      dialect,
      exists: newest !== null,
      ...(at === undefined ? {} : { at }),
      pending: entries.filter((entry) => entry.when > stamp).map((entry) => entry.tag),
      newer: stamp > (entries.at(-1)?.when ?? 0),
    }
  } catch (error) {
    const code = storageFault(error)
    if (code) throw new CodedError(code, (error as Error).message, {}, error)
    throw error
  }
}

/** Stamp of the newest migration; undefined for a database without any, null for no database. */
function newestInSqlite(file: string): number | undefined | null {
  if (!existsSync(file)) return null
  const db = new BetterSqlite3(file, { readonly: true })
  try {
    if (!db.prepare(`select 1 from sqlite_master where name = '__drizzle_migrations'`).get()) return undefined
    return (db.prepare('select max(created_at) as newest from __drizzle_migrations').get() as { newest: number | null }).newest ?? undefined
  } finally {
    db.close()
  }
}

async function newestInPostgres(url: string): Promise<number | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    const { rows } = await client.query(`select to_regclass('drizzle.__drizzle_migrations') as journal`)
    if (!rows[0]?.journal) return undefined
    const { newest } = (await client.query('select max(created_at) as newest from drizzle.__drizzle_migrations')).rows[0] ?? {}
    return newest === null || newest === undefined ? undefined : Number(newest)
  } finally {
    await client.end()
  }
}

/** @throws CodedError SCHEMA_OLDER, SCHEMA_NEWER, or DATABASE_UNREACHABLE when there is no database */
export async function requireSchema(url: string): Promise<void> {
  const { exists, pending, newer } = await schemaState(url)
  if (!exists) throw new CodedError('DATABASE_UNREACHABLE', `${url.replace(/^sqlite:/, '')} is not there`)
  if (newer) throw new CodedError('SCHEMA_NEWER', 'the database has a migration that this program does not know')
  if (pending.length > 0) throw new CodedError('SCHEMA_OLDER', `the database lacks ${pending.join(', ')}`)
}
