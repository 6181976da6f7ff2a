/** Makes a new database at the schema of a certain migration, so that rows of an older program can be put in before the rest is run. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import BetterSqlite3 from 'better-sqlite3'
import { drizzle as drizzleSqlite } from 'drizzle-orm/better-sqlite3'
import { migrate as migrateSqlite } from 'drizzle-orm/better-sqlite3/migrator'
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres'
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { CodedError } from '../../core/errors.ts'
import { migrationTags, newestKnownMigration } from '../journal.ts'
import { quoted, type TableForm } from './forms.ts'
import { fileOf, isPostgres } from './source.ts'

const FOLDER = fileURLToPath(new URL('../migrations', import.meta.url))

/** Name of the newest migration this program has: what a backup says its rows are of. */
export const newestTag = (): string => migrationTags(join(FOLDER, 'sqlite')).at(-1) ?? ''

/** Stamp (ms) of the newest migration this program has for a database. */
export const newestStamp = (dialect: 'sqlite' | 'postgres'): number => newestKnownMigration(join(FOLDER, dialect))

/** @throws CodedError SCHEMA_NEWER when this program does not know the migration */
export async function prepare(url: string, tag: string): Promise<void> {
  const dialect = isPostgres(url) ? 'postgres' : 'sqlite'
  if (!migrationTags(join(FOLDER, dialect)).includes(tag)) throw new CodedError('SCHEMA_NEWER', `this program does not know the migration ${tag}`)
  const folder = await migrationsUpTo(dialect, tag)
  try {
    await (dialect === 'postgres' ? inPostgres(url, folder) : inSqlite(fileOf(url), folder))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function migrationsUpTo(dialect: string, tag: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'woodpecker-migrations-'))
  await cp(join(FOLDER, dialect), folder, { recursive: true })
  const file = join(folder, 'meta', '_journal.json')
  const journal = JSON.parse(await readFile(file, 'utf8')) as { entries: { idx: number; tag: string }[] }
  const last = journal.entries.find((entry) => entry.tag === tag)?.idx ?? -1
  await writeFile(file, JSON.stringify({ ...journal, entries: journal.entries.filter((entry) => entry.idx <= last) }))
  return folder
}

async function inSqlite(file: string, migrationsFolder: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const db = new BetterSqlite3(file)
  try {
    migrateSqlite(drizzleSqlite(db), { migrationsFolder })
  } finally {
    db.close()
  }
}

async function inPostgres(url: string, migrationsFolder: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    await migratePostgres(drizzlePostgres(client), { migrationsFolder })
  } finally {
    await client.end()
  }
}

/** Does any of the tables that are there hold a row? A file that is not there, or a database without tables, holds none. */
export async function holdsRows(url: string, tables: readonly TableForm[]): Promise<boolean> {
  const found = isPostgres(url) ? await rowsInPostgres(url, tables) : rowsInSqlite(fileOf(url), tables)
  return found
}

function rowsInSqlite(file: string, tables: readonly TableForm[]): boolean {
  let db: BetterSqlite3.Database
  try {
    db = new BetterSqlite3(file, { readonly: true, fileMustExist: true })
  } catch {
    return false
  }
  try {
    const there = new Set(db.prepare(`select name from sqlite_master where type = 'table'`).pluck().all() as string[])
    return tables.some(({ name }) => there.has(name) && db.prepare(`select 1 from ${quoted(name)} limit 1`).get() !== undefined)
  } finally {
    db.close()
  }
}

async function rowsInPostgres(url: string, tables: readonly TableForm[]): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    for (const { name } of tables) {
      const { rows } = await client.query(`select to_regclass($1) as there`, [name])
      if (rows[0]?.there && (await client.query(`select 1 from ${quoted(name)} limit 1`)).rows.length > 0) return true
    }
    return false
  } finally {
    await client.end()
  }
}
