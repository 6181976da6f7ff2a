import { getTableColumns, getTableName, sql } from 'drizzle-orm'
import { getTableConfig } from 'drizzle-orm/pg-core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { postgres } from '../../db/dialects.ts'
import type { Database } from '../../db/open.ts'
import { defineTables, type Tables } from '../../db/tables.ts'
import { databases } from '../support/databases.ts'

/** One value a kind of column, as hard as it gets: quotes, breaks, astral letters, the last millisecond, numbers past 2^31. */
const VALUES: Record<string, unknown> = {
  PgText: '『李阿姨』\'s "words"\n\t\\ 𠮷 👩‍🦽 e\u0301 ; -- drop table tickets',
  PgInteger: 2_147_483_647,
  PgBigInt53: 1_795_000_000_123_456,
  PgBoolean: true,
  PgCustomColumn: Date.UTC(2026, 10, 23, 12, 30, 59, 987),
  PgJsonb: { building: ['128', '126'], nested: { none: null, no: false, zero: 0, text: '引号"与\\反斜杠', list: [] } },
}
/** Columns that hold only what a rule allows. */
const RULED: Record<string, unknown> = { 'outbox.state': 'unknown', 'webhook_deliveries.state': 'delivered' }

/** What tells two rows of a table apart, besides its primary key. */
const IDENTITIES = new Set(['id', 'externalId', 'tick', 'code', 'key', 'secretHash'])

type Row = Record<string, unknown>
const kinds = defineTables(postgres)
const tableNames = Object.keys(kinds) as (keyof Tables)[]

const keyColumns = (name: keyof Tables): Set<string> =>
  new Set(getTableConfig(kinds[name]).primaryKeys.flatMap(({ columns }) => columns.map((column) => column.name)))

const isOnePerCommunity = (name: keyof Tables): boolean => {
  const { columns, primaryKeys } = getTableConfig(kinds[name])
  const keys = [...columns.filter((column) => column.primary).map((column) => column.name), ...keyColumns(name)]
  return primaryKeys.length <= 1 && keys.length === 1 && keys[0] === kinds[name as 'signingKeys'].communityId.name
}

function rowOf(name: keyof Tables, id: string, sparse: boolean): Row {
  const row: Row = {}
  for (const [key, column] of Object.entries(getTableColumns(kinds[name]))) {
    const ruled = RULED[`${getTableName(kinds[name])}.${key}`]
    const identity = column.columnType === 'PgText' && (IDENTITIES.has(key) || keyColumns(name).has(column.name))
    row[key] = sparse && !column.notNull && !column.primary ? null : (ruled ?? (identity ? `${VALUES.PgText}${id}` : VALUES[column.columnType]))
    // Where a community has one row only, the second row is the other community's.
    if (key === 'communityId') row[key] = sparse && isOnePerCommunity(name) ? 'c2' : 'c1'
    if (key === 'ticketId' && name === 'ticketEvents') row[key] = `${VALUES.PgText}full`
  }
  if (name === 'communities') row.id = id === 'full' ? 'c1' : 'c2'
  for (const key of ['number', 'seq', 'position']) if (key in row && sparse) row[key] = 7
  if ('coalesceKey' in row && !sparse) row.state = 'pending'
  return row
}

describe.each(databases)('columns on $name', ({ open }) => {
  let db: Database
  beforeAll(async () => {
    db = await open()
    for (const [id, sparse] of [
      ['full', false],
      ['sparse', true],
    ] as const)
      for (const name of ['communities', ...tableNames.filter((n) => n !== 'communities')] as (keyof Tables)[])
        await db.transact((tx) => tx.insert(db.tables[name]).values(rowOf(name, id, sparse) as never))
  })
  afterAll(() => db.close())

  // An index of words is kept by each database in its own form; what is found by it: tests/services/ledger-list.test.ts.
  it.each(tableNames.filter((name) => name !== 'ticketWords'))('everything put into %s comes back as it was', async (name) => {
    const rows: Row[] = await db.read.select().from(db.tables[name])
    expect(rows).toHaveLength(2)
    expect(rows).toContainEqual(rowOf(name, 'full', false))
    expect(rows).toContainEqual(rowOf(name, 'sparse', true))
  })

  it('any well-formed text and any JSON comes back as it was', async () => {
    const text = fc.string({ unit: 'binary' }).map((s) => s.toWellFormed().replaceAll('\0', ''))
    const json = fc.dictionary(
      text.filter((key) => key !== '__proto__'),
      fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(text)),
      { noNullPrototype: true },
    )
    const { grids, leads } = db.tables
    const bare = rowOf('leads', 'full', true)
    let number = 100
    await fc.assert(
      fc.asyncProperty(text, json, async (name, reading) => {
        number += 1
        const written = { ...bare, number, text: name, reading }
        await db.transact(async (tx) => {
          await tx.insert(grids).values({ communityId: 'c1', id: `g${number}`, name })
          await tx.insert(leads).values(written as never)
        })
        const [grid] = await db.read
          .select()
          .from(grids)
          .where(sql`${grids.id} = ${`g${number}`}`)
        const [lead] = await db.read.select().from(leads).where(sql`${leads.number} = ${number}`)
        expect(grid?.name).toBe(name)
        expect(lead).toMatchObject({ text: name })
        expect(lead?.reading).toEqual(JSON.parse(JSON.stringify(reading)))
      }),
      { numRuns: 60 },
    )
  })

  it('a state that the outbox does not know is refused', async () => {
    const wrong = { ...rowOf('outbox', 'wrong', true), id: 'wrong', state: 'said' }
    await expect(db.transact((tx) => tx.insert(db.tables.outbox).values(wrong as never))).rejects.toThrow()
  })

  it('an event of a ticket that does not exist is refused', async () => {
    const orphan = { ...rowOf('ticketEvents', 'orphan', false), ticketId: 'nobody' }
    await expect(db.transact((tx) => tx.insert(db.tables.ticketEvents).values(orphan as never))).rejects.toThrow()
  })
})
