/** A ledger filled by hand: rows and their opening events, without the chat that would have told them. */

import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import type { Ticket } from '../../core/ticket.ts'
import type { Database } from '../../db/open.ts'
import { createChanges } from '../../services/changes.ts'
import type { DeskContext } from '../../services/context.ts'
import { createOrder } from '../../services/context.ts'
import { createDirectories } from '../../services/directory.ts'

export type LedgerRow = Pick<Ticket, 'number'> & Partial<Ticket>

/** What questions to the ledger need of a desk: the database and the clock. */
export function ledgerContext(db: Database, now: number): DeskContext {
  const unused = (what: string) => (): never => {
    throw new Error(`a question to the ledger needs no ${what}`)
  }
  let ids = 0
  return {
    db,
    files: {
      put: unused('files'),
      read: unused('files'),
      has: unused('files'),
      pathOf: unused('files'),
      remove: unused('files'),
      stored: unused('files'),
    },
    reader: { read: unused('reader'), conclude: unused('reader') } as never,
    directories: createDirectories(db),
    changes: createChanges(),
    log: pino({ level: 'silent' }),
    now: () => now,
    newId: () => `id${++ids}`,
    nextOrder: createOrder(() => now),
  } as Partial<DeskContext> as DeskContext
}

/** As `openTicket` leaves it. */
export function ticketOf({ number, ...more }: LedgerRow): Ticket {
  const openedAt = more.openedAt ?? 0
  return {
    ...{ id: `t${number}`, number, kind: 'report', status: 'open', category: 'other', urgency: 'normal', title: '', words: '', place: {} },
    ...{ buildingId: null, gridId: null, groupId: null, roomId: 'r', account: 'a', messageId: `m${number}`, language: 'zh-CN', reporterId: 'li' },
    ...{ orgId: null, assigneeId: null, openedAt, acceptBy: openedAt, actBy: openedAt, resolveBy: openedAt, acceptedAt: null, promisedAt: null },
    ...{ resolvedAt: null, closedAt: more.status === 'solved' ? openedAt : null, statusAt: openedAt, lastAt: openedAt, placeAskedAt: null },
    ...{
      suspendedUntil: null,
      followers: [],
      said: [],
      urges: 0,
      reopens: 0,
      extensions: 0,
      taken: null,
      complex: false,
      stars: null,
      satisfaction: null,
    },
    ...{ ratedAt: null, calledAt: null, callTries: 0, verifierId: null, verifyAskedAt: null, verifiedAt: null, solvedBy: null, splitFrom: null },
    ...{ confirmed: false, mergedInto: null, heldBy: null, parts: [], version: 1 },
    ...more,
  }
}

export async function putTickets(cx: DeskContext, communityId: string, rows: readonly LedgerRow[]): Promise<void> {
  const { communities, tickets, ticketEvents } = cx.db.tables
  const last = Math.max(...rows.map(({ number }) => number))
  await cx.db.transact(async (tx) => {
    await tx
      .insert(communities)
      .values({
        ...{ id: communityId, name: communityId, timezone: 'Asia/Shanghai', language: 'zh-CN', settings: {} as never },
        ...{ revision: 1, lastTicketNumber: last, lastLeadNumber: 0 },
      })
      .onConflictDoUpdate({ target: communities.id, set: { lastTicketNumber: sql`${last}` } })
    for (const row of rows) {
      const ticket = ticketOf(row)
      await tx.insert(tickets).values({ communityId, ...ticket })
      const { id: ticketId, openedAt: at, reporterId: actorId } = ticket
      await tx.insert(ticketEvents).values({
        communityId,
        ticketId,
        seq: 1,
        at,
        actorId,
        type: 'opened',
        event: { type: 'opened', ticket: { ...ticket, splitFrom: undefined } },
      })
    }
  })
}
