/** A new, empty database that takes rows as `source.ts` gives them. Counters and numbers are columns like any other: they come along. */
import { existsSync, rmSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import pg from 'pg'
import { CodedError } from '../../core/errors.ts'
import { type ColumnForm, quoted, type TableForm } from './forms.ts'
import { fileOf, isPostgres } from './source.ts'

export interface RowTarget {
  write(table: TableForm, lines: readonly string[]): Promise<void>
  /** Puts everything safely on disk. @throws CodedError COPY_DIFFERS when a row points at none */
  finish(): Promise<void>
  close(): Promise<void>
}

/** The schema must be there: `openDatabase` makes it. */
export const openTarget = (url: string): Promise<RowTarget> => (isPostgres(url) ? postgresTarget(url) : sqliteTarget(fileOf(url)))

type Bound = string | number | null
type Carried = string | number | boolean | object | null

function bound(kind: ColumnForm['kind'], value: Carried): Bound {
  if (value === null) return null
  if (kind === 'json') return JSON.stringify(value)
  return typeof value === 'boolean' ? Number(value) : (value as string | number)
}

async function sqliteTarget(file: string): Promise<RowTarget> {
  const db = new BetterSqlite3(file, { fileMustExist: true })
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL') // what a power cut leaves of a half-made copy is of no use to anybody
  db.pragma('foreign_keys = OFF') // looked at once at the end
  return {
    async write({ name, columns }, lines) {
      const insert = db.prepare(
        `insert into ${quoted(name)} (${columns.map((column) => quoted(column.name)).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      )
      db.transaction(() => {
        for (const line of lines) {
          const values = JSON.parse(line) as Carried[]
          insert.run(columns.map(({ kind }, i) => bound(kind, values[i] ?? null)))
        }
      })()
    },
    async finish() {
      const orphans = db.pragma('foreign_key_check') as unknown[]
      if (orphans.length > 0) throw new CodedError('COPY_DIFFERS', `${orphans.length} rows point at rows that are not there`)
      db.pragma('synchronous = FULL')
      db.pragma('wal_checkpoint(TRUNCATE)')
    },
    async close() {
      db.close()
    },
  }
}

/** `line` is a row of jsonb; JSON's null is no value. */
const FROM_JSON: Record<ColumnForm['kind'], (at: number) => string> = {
  text: (at) => `line->>${at}`,
  whole: (at) => `(line->>${at})::bigint`,
  flag: (at) => `(line->>${at})::boolean`,
  instant: (at) => `to_timestamp((line->>${at})::double precision / 1000)`,
  json: (at) => `nullif(line->${at}, 'null'::jsonb)`,
}

async function postgresTarget(url: string): Promise<RowTarget> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {}) // a line that breaks fails the query under way; unheard it would end the process
  await client.connect()
  await client.query('set synchronous_commit = off')
  return {
    async write({ name, columns }, lines) {
      await client.query(
        `insert into ${quoted(name)} (${columns.map((column) => quoted(column.name)).join(', ')})
         select ${columns.map(({ kind }, at) => FROM_JSON[kind](at)).join(', ')} from jsonb_array_elements($1::jsonb) as line`,
        [`[${lines.join(',')}]`],
      )
    },
    async finish() {
      await client.query('analyze')
      await client.query('set synchronous_commit = on')
      await client.query('create temporary table woodpecker_flushed ()') // a durable commit takes those before it along
    },
    close: () => client.end(),
  }
}

/** Takes the rows away again, after a copy that did not come to its end. Only for a place that was empty before. */
export async function emptyAgain(url: string, tables: readonly TableForm[]): Promise<void> {
  if (isPostgres(url)) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
    await client.connect()
    await client.query(`truncate ${tables.map(({ name }) => quoted(name)).join(', ')}`).finally(() => client.end())
    return
  }
  const file = fileOf(url)
  for (const part of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(part)) rmSync(part)
}
