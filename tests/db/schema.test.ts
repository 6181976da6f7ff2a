/**
 * What the migrations make, compared with a dump that a person has read. After a wanted change:
 * `npx vitest run tests/db/schema.test.ts -u`, then read the difference.
 */
import BetterSqlite3 from 'better-sqlite3'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../db/open.ts'
import { databases } from '../support/databases.ts'

const RENEW = 'the migrations make another schema than the golden one; if that is wanted: npx vitest run tests/db/schema.test.ts -u'

function sqliteSchema(file: string): string {
  const db = new BetterSqlite3(file, { readonly: true })
  const rows = db
    .prepare(`select sql from sqlite_master where sql is not null and name not like '%drizzle%' order by tbl_name, type desc, name`)
    .all()
  db.close()
  return `${(rows as { sql: string }[]).map((row) => `${row.sql};`).join('\n\n')}\n`
}

const COLUMNS = `select c.table_name, c.column_name, c.data_type, c.datetime_precision, c.is_nullable, c.column_default
  from information_schema.columns c where c.table_schema = 'public' order by c.table_name, c.ordinal_position`
const CONSTRAINTS = `select conrelid::regclass::text as table_name, conname, pg_get_constraintdef(oid) as definition
  from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n' order by 1, 2`
const INDEXES = `select tablename, indexdef from pg_indexes where schemaname = 'public' order by tablename, indexname`

async function postgresSchema(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const columns = (await client.query(COLUMNS)).rows.map((c) =>
      [
        c.table_name,
        c.column_name,
        c.data_type === 'timestamp with time zone' ? `timestamptz(${c.datetime_precision})` : c.data_type,
        c.is_nullable === 'NO' ? 'not null' : '',
        c.column_default === null ? '' : `default ${c.column_default}`,
      ]
        .filter(Boolean)
        .join(' '),
    )
    const constraints = (await client.query(CONSTRAINTS)).rows.map((c) => `${c.table_name} ${c.conname} ${c.definition}`)
    const indexes = (await client.query(INDEXES)).rows.map((i) => `${i.indexdef};`)
    return `-- columns\n${columns.join('\n')}\n\n-- constraints\n${constraints.join('\n')}\n\n-- indexes\n${indexes.join('\n')}\n`
  } finally {
    await client.end()
  }
}

describe.each(databases)('the schema on $name', ({ name, place }) => {
  it('is the golden one', async () => {
    const { url, remove } = await place()
    const dump = name === 'sqlite' ? sqliteSchema(url.replace('sqlite:', '')) : await postgresSchema(url)
    await expect(dump, RENEW).toMatchFileSnapshot(`golden-schema.${name}.sql`)
    await remove()
  })

  it('opening a migrated database again changes nothing', async () => {
    const { url, remove } = await place()
    const dump = () => (name === 'sqlite' ? sqliteSchema(url.replace('sqlite:', '')) : postgresSchema(url))
    const before = await dump()
    await (await openDatabase(url, { durable: false })).close()
    expect(await dump()).toBe(before)
    await remove()
  })

  it('a database that a newer program wrote is refused, and not touched', async () => {
    const { url, remove } = await place()
    await claimNewer(name, url)
    await expect(openDatabase(url)).rejects.toMatchObject({ code: 'SCHEMA_NEWER', next: expect.stringContaining('Update the program') })
    await remove()
  })

  it('several programs that open a new database at once migrate it once', async () => {
    const { url, remove } = await place()
    const opened = await Promise.all(Array.from({ length: 3 }, () => openDatabase(url, { durable: false })))
    for (const db of opened) expect(await db.read.select().from(db.tables.communities)).toEqual([])
    for (const db of opened) await db.close()
    await remove()
  })
})

async function claimNewer(name: string, url: string): Promise<void> {
  const later = Date.UTC(2099, 0, 1)
  if (name === 'sqlite') {
    const db = new BetterSqlite3(url.replace('sqlite:', ''))
    db.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)').run('later', later)
    db.close()
    return
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)', ['later', later])
  await client.end()
}
