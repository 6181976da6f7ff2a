/**
 * Both databases for tests: `describe.each(databases)('… on $name', ({ open }) => …)`. Every database is new, migrated and empty, and gone
 * once it is closed.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../../db/open.ts'

export interface TestDatabase {
  name: Database['dialect']
  /** A migrated, empty database; `close` removes it. */
  open(): Promise<Database>
  /** Address of a migrated, empty database, for programs that open it themselves (and several at once). */
  place(): Promise<{ url: string; remove(): Promise<void> }>
}

const sqlite: TestDatabase = { name: 'sqlite', place: sqlitePlace, open: () => openIn(sqlitePlace) }
const postgres: TestDatabase = { name: 'postgres', place: postgresPlace, open: () => openIn(postgresPlace) }

export const databases: readonly TestDatabase[] = [sqlite, postgres]
export const openSqlite = sqlite.open

async function openIn(place: TestDatabase['place']): Promise<Database> {
  const { url, remove } = await place()
  const db = await openDatabase(url, { durable: false })
  return {
    ...db,
    async close() {
      await db.close()
      await remove()
    },
  }
}

let migrated: Promise<Buffer> | undefined

/** Migrated once a worker; each database is a copy of those bytes. */
async function sqlitePlace(): ReturnType<TestDatabase['place']> {
  migrated ??= migrateOnce()
  const folder = await mkdtemp(join(tmpdir(), 'woodpecker-test-'))
  const file = join(folder, 'test.db')
  await writeFile(file, await migrated)
  return { url: `sqlite:${file}`, remove: () => rm(folder, { recursive: true, force: true }) }
}

async function migrateOnce(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'woodpecker-template-'))
  const file = join(folder, 'template.db')
  await (await openDatabase(`sqlite:${file}`, { durable: false })).close()
  const bytes = await readFile(file)
  await rm(folder, { recursive: true, force: true })
  return bytes
}

let templateUrl: Promise<string> | undefined

async function postgresPlace(): ReturnType<TestDatabase['place']> {
  templateUrl ??= askAtTheDoor()
  const template = new URL(await templateUrl)
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2)}`
  await admin(template, `create database ${name} template ${template.pathname.slice(1)}`)
  return {
    url: Object.assign(new URL(template), { pathname: `/${name}` }).href,
    remove: () => admin(template, `drop database if exists ${name} with (force)`),
  }
}

async function askAtTheDoor(): Promise<string> {
  const answer = await fetch(inject('postgresDoor'))
  const text = await answer.text()
  if (!answer.ok) throw new Error(text)
  return text
}

async function admin(template: URL, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: Object.assign(new URL(template), { pathname: '/postgres' }).href })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
