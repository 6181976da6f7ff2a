/** The vocabulary of columns. Everything the two databases disagree about is settled here. */
import { sql } from 'drizzle-orm'
import * as pg from 'drizzle-orm/pg-core'
import * as lite from 'drizzle-orm/sqlite-core'

/** Instants are milliseconds since the epoch in the program, `timestamptz(3)` in PostgreSQL and an integer in SQLite. */
const pgInstant = pg.customType<{ data: number; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  toDriver: (ms) => new Date(ms).toISOString(),
  fromDriver: (value) => new Date(value).getTime(),
})

/** Words to be found, cut by the program already (core/search-words.ts): a list of them, no grammar. */
const pgTerms = pg.customType<{ data: string; driverData: string }>({
  dataType: () => 'tsvector',
  toDriver: (terms) => sql`array_to_tsvector(string_to_array(${terms}, ' '))`,
})

export const postgres = {
  table: pg.pgTable,
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  check: pg.check,
  primaryKey: pg.primaryKey,
  foreignKey: pg.foreignKey,
  text: pg.text,
  integer: pg.integer,
  /** Whole numbers past 2^31: queue positions. */
  long: () => pg.bigint({ mode: 'number' }),
  key: () => pg.text().primaryKey(),
  flag: () => pg.boolean(),
  instant: () => pgInstant(),
  json: <T>() => pg.jsonb().$type<T>(),
  /** A number the database gives, rising. */
  serial: () => pg.bigserial({ mode: 'number' }).primaryKey(),
  terms: () => pgTerms(),
}
export type Dialect = typeof postgres

/** SQLite spells the same vocabulary; the tests on both databases are what make this cast honest. */
export const sqlite = {
  table: lite.sqliteTable,
  index: lite.index,
  uniqueIndex: lite.uniqueIndex,
  check: lite.check,
  primaryKey: lite.primaryKey,
  foreignKey: lite.foreignKey,
  text: lite.text,
  integer: lite.integer,
  long: () => lite.integer({ mode: 'number' }),
  key: () => lite.text().primaryKey(),
  flag: () => lite.integer({ mode: 'boolean' }),
  instant: () => lite.integer({ mode: 'number' }),
  json: <T>() => lite.text({ mode: 'json' }).$type<T>(),
  serial: () => lite.integer({ mode: 'number' }).primaryKey(),
  terms: () => lite.text(),
} satisfies Record<keyof Dialect, unknown> as unknown as Dialect
