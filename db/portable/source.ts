/**
 * A database as a stream of rows: one consistent moment of it, whatever is written meanwhile. A row is one line of JSON, an array in the
 * order of the form's columns, made by the database itself; both databases make the same line of the same row, but for blanks and the
 * order of keys.
 */
import { setImmediate } from 'node:timers/promises'
import BetterSqlite3 from 'better-sqlite3'
import pg from 'pg'
import { type ColumnForm, quoted, type TableForm } from './forms.ts'

/** Rows handed over together. */
const BATCH = 500

export interface RowSource {
  count(table: TableForm): Promise<number>
  /** Batches of lines. One table after the other, not side by side. */
  lines(table: TableForm): AsyncIterable<string[]>
  close(): Promise<void>
}

export const isPostgres = (url: string): boolean => /^postgres(ql)?:/.test(url)
export const fileOf = (url: string): string => url.replace(/^sqlite:/, '')

/** Reads only, and never migrates: the schema must be that of the forms asked with. */
export const openSource = (url: string): Promise<RowSource> => (isPostgres(url) ? postgresSource(url) : sqliteSource(fileOf(url)))

const SQLITE_JSON: Record<ColumnForm['kind'], (column: string) => string> = {
  text: (column) => column,
  whole: (column) => column,
  instant: (column) => column,
  flag: (column) => `json(case ${column} when 0 then 'false' when 1 then 'true' end)`,
  json: (column) => `json(${column})`,
}

async function sqliteSource(file: string): Promise<RowSource> {
  const db = new BetterSqlite3(file, { readonly: true, fileMustExist: true })
  try {
    db.pragma('busy_timeout = 5000')
    db.exec('begin')
    db.prepare('select count(*) from sqlite_master').get() // from the first read on, the moment stands still
  } catch (error) {
    db.close()
    throw error
  }
  return {
    count: async ({ name }) => (db.prepare(`select count(*) as n from ${quoted(name)}`).get() as { n: number }).n,
    async *lines({ name, columns }) {
      const array = columns.map((column) => SQLITE_JSON[column.kind](quoted(column.name))).join(', ')
      const rows = db
        .prepare(`select json_array(${array}) from ${quoted(name)} order by rowid`)
        .pluck()
        .iterate() as IterableIterator<string>
      let batch: string[] = []
      for (const row of rows) {
        if (batch.push(row) < BATCH) continue
        yield batch
        batch = []
        await setImmediate()
      }
      if (batch.length > 0) yield batch
    },
    async close() {
      db.close()
    },
  }
}

const POSTGRES_JSON: Record<ColumnForm['kind'], (column: string) => string> = {
  text: (column) => column,
  whole: (column) => column,
  instant: (column) => `(extract(epoch from ${column}) * 1000)::bigint`,
  flag: (column) => column,
  json: (column) => column,
}

async function postgresSource(url: string): Promise<RowSource> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {}) // a line that breaks fails the query under way; unheard it would end the process
  await client.connect()
  await client.query('begin isolation level repeatable read read only')
  return {
    count: async ({ name }) => Number((await client.query(`select count(*) as n from ${quoted(name)}`)).rows[0].n),
    async *lines({ name, columns }) {
      const array = columns.map((column) => POSTGRES_JSON[column.kind](quoted(column.name))).join(', ')
      await client.query(`declare moving no scroll cursor for select json_build_array(${array})::text as line from ${quoted(name)}`)
      for (;;) {
        const { rows } = await client.query<{ line: string }>(`fetch ${BATCH} from moving`)
        if (rows.length === 0) break
        yield rows.map((row) => row.line)
      }
      await client.query('close moving')
    },
    close: () => client.end(),
  }
}
