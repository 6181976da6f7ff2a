/** The invented community that measurements are made on. */
import { asc } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../db/open.ts'
import { invent } from '../../scripts/lib/invent.ts'
import { TOWN } from '../../scripts/lib/invented-town.ts'
import { readFilter, readSort } from '../../services/ledger/filter.ts'
import { listTickets } from '../../services/ledger/list.ts'
import { checkLedger } from '../../services/ledger-check.ts'
import { databases, type TestDatabase } from '../support/databases.ts'
import { ledgerContext } from '../support/ledger.ts'

const NOW = Date.UTC(2026, 10, 23, 12)
const ASKED = { tickets: 300, groups: 12, perDay: 20, households: 5, seed: 3, now: NOW }

async function invented(kind: TestDatabase, seed = ASKED.seed) {
  const { url, remove } = await kind.place()
  await invent(url, { ...ASKED, seed })
  const db = await openDatabase(url)
  return { db, close: () => db.close().then(remove) }
}

describe.each(databases)('an invented community on $name', (kind) => {
  it('has lives that are the fold of their events, in the order of opening, some of them still open', async () => {
    const { db, close } = await invented(kind)
    const { tickets: t } = db.tables
    const rows = await db.read.select({ number: t.number, openedAt: t.openedAt, status: t.status }).from(t).orderBy(asc(t.number))
    expect(await checkLedger(db)).toEqual({ tickets: 300, wrong: [] })
    expect(rows.map((row) => row.openedAt)).toEqual(rows.map((row) => row.openedAt).sort((a, b) => a - b))
    expect(new Set(rows.map((row) => row.status)).size).toBeGreaterThan(3)
    expect(rows.at(-1)?.openedAt).toBeLessThanOrEqual(NOW)
    await close()
  })

  it('is found by its words', async () => {
    const { db, close } = await invented(kind)
    const cx = ledgerContext(db, NOW)
    const question = { scope: { kind: 'all', personId: 'x' } as const, filter: readFilter({ q: '电梯' }, 'x'), sort: readSort('-opened') }
    const { tickets } = await listTickets(cx, TOWN.id, question, { limit: 50 })
    expect(tickets.length).toBeGreaterThan(0)
    for (const ticket of tickets) expect(`${ticket.title}${ticket.words}${ticket.place.spot}`).toContain('电梯')
    await close()
  })
})

describe('inventing', () => {
  it('gives the same community for the same seed, and another for another', async () => {
    const [kind] = databases
    if (!kind) throw new Error('no database')
    const words = async (seed: number): Promise<string[]> => {
      const { db, close } = await invented(kind, seed)
      const { tickets: t } = db.tables
      const rows = await db.read.select({ id: t.id, words: t.words }).from(t).orderBy(asc(t.number))
      await close()
      return rows.map((row) => `${row.id} ${row.words}`)
    }
    const first = await words(3)
    expect(await words(3)).toEqual(first)
    expect(await words(4)).not.toEqual(first)
  })
})
