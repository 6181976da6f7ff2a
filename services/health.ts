/** How the ledger is doing, in a few quick questions: for /readyz and /metrics. */
import { and, count, eq, inArray, lt, lte, min, sql } from 'drizzle-orm'
import { statusesIn } from '../core/ticket.ts'
import { storageFault } from '../db/errors.ts'
import type { Database } from '../db/open.ts'
import { newestStamp } from '../db/portable/prepare.ts'
import { opaque } from './ledger/conditions.ts'

export interface Check {
  name: string
  ok: boolean
  detail?: string
}

/** Does the database answer, and is its schema this program's? */
export async function databaseChecks(db: Database): Promise<Check[]> {
  const journal = sql.raw(db.dialect === 'postgres' ? 'drizzle.__drizzle_migrations' : '__drizzle_migrations')
  try {
    const [row] = await db.read.select({ newest: sql<number | string | null>`max(created_at)` }).from(sql`${journal}`)
    const [newest, own] = [Number(row?.newest ?? 0), newestStamp(db.dialect)]
    const says =
      newest > own ? 'a newer program has migrated the database: update this one' : 'the database lacks a migration: start this program again'
    return [{ name: 'database', ok: true }, newest === own ? { name: 'migrations', ok: true } : { name: 'migrations', ok: false, detail: says }]
  } catch (error) {
    // Anybody may ask: the code says enough, and the log has the rest.
    return [{ name: 'database', ok: false, detail: storageFault(error) ?? 'INTERNAL' }]
  }
}

export interface LedgerGauges {
  /** Tickets somebody must still act on. */
  open: number
  overdue: number
  /** Words by where they are: waiting for their time, due and not said, being said. */
  waiting: number
  due: number
  sending: number
  /** How long the oldest due words have been due, in seconds; 0 when nothing is due. */
  oldestDueSeconds: number
  /** Leads nobody has judged. */
  leads: number
}

export async function ledgerGauges(db: Database, now: number): Promise<LedgerGauges> {
  const { communities, tickets, outbox, leads } = db.tables
  // Community by community, as the index of states goes: without, every ticket that ever was is counted past.
  const ours = inArray(tickets.communityId, db.read.select({ id: communities.id }).from(communities))
  const open = and(ours, inArray(tickets.status, statusesIn('open')))
  const [all] = await db.read.select({ n: count() }).from(tickets).where(open)
  const [late] = await db.read
    .select({ n: count() })
    .from(tickets)
    .where(
      and(
        ours,
        inArray(
          tickets.status,
          statusesIn('open').filter((status) => status !== 'suspended'),
        ),
        opaque(lt(tickets.resolveBy, now)),
      ),
    )
  // The states stand in the text, for the index holds unsettled rows only.
  const unsettled = sql`${outbox.state} in ('pending', 'sending')`
  const states = await db.read.select({ state: outbox.state, n: count() }).from(outbox).where(unsettled).groupBy(outbox.state)
  const [due] = await db.read
    .select({ n: count(), oldest: min(outbox.dueAt) })
    .from(outbox)
    .where(and(unsettled, eq(outbox.state, 'pending'), lte(outbox.dueAt, now)))
  const [judged] = await db.read.select({ n: count() }).from(leads).where(sql`state = 'pending'`)
  const inState = (state: string): number => states.find((row) => row.state === state)?.n ?? 0
  return {
    open: all?.n ?? 0,
    overdue: late?.n ?? 0,
    waiting: inState('pending') - (due?.n ?? 0),
    due: due?.n ?? 0,
    sending: inState('sending'),
    oldestDueSeconds: due?.oldest ? Math.max(0, (now - due.oldest) / 1000) : 0,
    leads: judged?.n ?? 0,
  }
}
