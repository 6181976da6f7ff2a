/**
 * Rows by the hundred thousand into a database that is thrown away again: no safety against power cuts, indexes made at the end. A program must not
 * run on it meanwhile.
 */
import BetterSqlite3 from 'better-sqlite3'
import { getTableColumns, getTableName } from 'drizzle-orm'
import pg from 'pg'
import { openDatabase } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'

/** Tables that come in great numbers: their indexes are left out until all rows stand. */
const GREAT = ['tickets', 'ticket_events', 'messages', 'outbox', 'ticket_words', 'ticket_followers'] as const

export interface Words {
  communityId: string
  number: number
  /** Cut already, with spaces between them. */
  terms: string
}

export interface Bulk {
  put<K extends keyof Tables>(table: K, rows: readonly Tables[K]['$inferInsert'][]): Promise<void>
  /** Rows of `ticket_words`, with what a full-text index needs. */
  putWords(rows: readonly Words[]): Promise<void>
  /** Makes the indexes and closes. */
  finish(): Promise<void>
}

/** @param url of a database that is empty or not there yet */
export async function openBulk(url: string): Promise<Bulk> {
  const db = await openDatabase(url)
  const { tables } = db
  await db.close()
  return /^postgres(ql)?:/.test(url) ? intoPostgres(url, tables) : intoSqlite(url.replace(/^sqlite:/, ''), tables)
}

interface Shape {
  name: string
  columns: { key: string; name: string; toDriver: (value: unknown) => unknown }[]
}

const snake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** @param json values of JSON columns as they are, for a database that takes the whole row as JSON */
function shapeOf(tables: Tables, table: keyof Tables, json: 'text' | 'as is'): Shape {
  const columns = Object.entries(getTableColumns(tables[table])).map(([key, column]) => ({
    key,
    name: snake(key),
    toDriver: (value: unknown): unknown =>
      value === undefined || value === null ? null : json === 'as is' && column.dataType === 'json' ? value : column.mapToDriverValue(value),
  }))
  return { name: getTableName(tables[table]), columns }
}

function intoSqlite(file: string, tables: Tables): Bulk {
  const sqlite = new BetterSqlite3(file)
  for (const pragma of ['journal_mode = OFF', 'synchronous = OFF', 'foreign_keys = OFF', 'cache_size = -400000']) sqlite.pragma(pragma)
  const indexes = sqlite
    .prepare(`select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in (${GREAT.map(() => '?').join()})`)
    .all(...GREAT) as { name: string; sql: string }[]
  for (const { name } of indexes) sqlite.exec(`drop index "${name}"`)
  const known = new Map<keyof Tables, { shape: Shape; insert: BetterSqlite3.Statement }>()
  const inserterOf = (table: keyof Tables) => {
    const held = known.get(table)
    if (held) return held
    const shape = shapeOf(tables, table, 'text')
    const names = shape.columns.map(({ name }) => `"${name}"`).join()
    const made = { shape, insert: sqlite.prepare(`insert into "${shape.name}" (${names}) values (${shape.columns.map(() => '?').join()})`) }
    known.set(table, made)
    return made
  }
  // What the trigger would do row by row.
  const word = sqlite.prepare(`insert into ticket_words (community_id, number, terms, stale) values (?, ?, '', 0)`)
  const found = sqlite.prepare('insert into ticket_fts (rowid, terms) values (?, ?)')
  return {
    async put(table, rows) {
      const { shape, insert } = inserterOf(table)
      sqlite.transaction(() => {
        for (const row of rows as readonly Record<string, unknown>[]) insert.run(shape.columns.map(({ key, toDriver }) => toDriver(row[key])))
      })()
    },
    async putWords(rows) {
      sqlite.transaction(() => {
        for (const { communityId, number, terms } of rows) found.run(word.run(communityId, number).lastInsertRowid, terms)
      })()
    },
    async finish() {
      for (const { sql } of indexes) sqlite.exec(sql)
      sqlite.pragma('journal_mode = WAL')
      sqlite.close()
    },
  }
}

async function intoPostgres(url: string, tables: Tables): Promise<Bulk> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('set synchronous_commit = off')
  const { rows: indexes } = await client.query<{ name: string; sql: string }>(
    `select indexname as name, indexdef as sql from pg_indexes where schemaname = 'public' and tablename = any($1)
       and indexname not in (select conname from pg_constraint)`,
    [GREAT],
  )
  for (const { name } of indexes) await client.query(`drop index "${name}"`)
  return {
    async put(table, rows) {
      const { name, columns } = shapeOf(tables, table, 'as is')
      const names = columns.map((column) => `"${column.name}"`).join()
      const whole = (rows as readonly Record<string, unknown>[]).map((row) =>
        Object.fromEntries(columns.map((column) => [column.name, column.toDriver(row[column.key])])),
      )
      await client.query(`insert into "${name}" (${names}) select ${names} from json_populate_recordset(null::"${name}", $1)`, [
        JSON.stringify(whole),
      ])
    },
    async putWords(rows) {
      await client.query(
        `insert into ticket_words (community_id, number, terms, stale)
         select c, n, array_to_tsvector(string_to_array(t, ' ')), 0 from unnest($1::text[], $2::int[], $3::text[]) as given (c, n, t)`,
        [rows.map((row) => row.communityId), rows.map((row) => row.number), rows.map((row) => row.terms)],
      )
    },
    async finish() {
      for (const { sql } of indexes) await client.query(sql)
      await client.query('analyze')
      await client.end()
    },
  }
}
