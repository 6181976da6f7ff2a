/** Words that did not arrive, and saying them again. */
import { and, desc, eq, inArray, isNotNull, lt, sql } from 'drizzle-orm'
import { calledName, type Directory } from '../../core/community.ts'
import { CodedError } from '../../core/errors.ts'
import type { OutboxRow } from '../../db/tables.ts'
import { audit } from '../audit.ts'
import type { DeskContext } from '../context.ts'
import { namesOf } from './page.ts'

export type Waiting = 'failed' | 'unknown' | 'pending'

export interface Delivery {
  row: OutboxRow
  /** Called name, or the group's. */
  to: string
  /** Number of the ticket it is about. */
  ticket: number | null
}

/** Newest first, before a position. */
export async function deliveries(
  cx: DeskContext,
  directory: Directory,
  { states, limit, before }: { states: readonly Waiting[]; limit: number; before?: number },
): Promise<Delivery[]> {
  const { outbox: o, tickets: t } = cx.db.tables
  // Written out where it can be, for the index of what failed is used only where its own words stand.
  const failed = !states.includes('pending')
  const rows = await cx.db.read
    .select({ row: o, number: t.number })
    .from(o)
    .leftJoin(t, and(eq(t.communityId, o.communityId), eq(t.id, o.ticketId)))
    .where(
      and(
        eq(o.communityId, directory.id),
        failed ? sql`${o.state} in ('failed', 'unknown')` : undefined,
        inArray(o.state, [...states]),
        before === undefined ? undefined : lt(o.position, before),
      ),
    )
    .orderBy(desc(o.position))
    .limit(limit)
  const names = await namesOf(
    cx,
    directory.id,
    rows.flatMap(({ row }) => (row.target === 'person' ? [row.targetId] : [])),
  )
  const to = ({ target, targetId }: OutboxRow): string =>
    target === 'room'
      ? (directory.groups.find(({ externalId }) => externalId === targetId)?.name ?? targetId)
      : (names.get(targetId) ?? directory.staff.filter(({ id }) => id === targetId).map(calledName)[0] ?? targetId)
  return rows.map(({ row, number }) => ({ row, to: to(row), ticket: number }))
}

export async function undeliveredCount(cx: DeskContext, communityId: string): Promise<number> {
  const { outbox: o } = cx.db.tables
  const [row] = await cx.db.read
    .select({ n: sql<number>`cast(count(*) as integer)` })
    .from(o)
    .where(and(eq(o.communityId, communityId), sql`${o.state} in ('failed', 'unknown')`))
  return row?.n ?? 0
}

/** Says it again, now. What may have been said already is said twice then: whoever asks has decided that. @throws CodedError NOT_FOUND, DELIVERY_SETTLED */
export async function retryDelivery(cx: DeskContext, communityId: string, id: string, by: string): Promise<OutboxRow> {
  const { outbox: o } = cx.db.tables
  const again = await cx.db.transact(async (tx) => {
    const which = and(eq(o.communityId, communityId), eq(o.id, id))
    const [row] = await tx.select().from(o).where(which)
    if (!row) throw new CodedError('NOT_FOUND', 'There is no such message.')
    if (row.state !== 'failed' && row.state !== 'unknown') throw new CodedError('DELIVERY_SETTLED', `The message is ${row.state}.`)
    const fresh = { state: 'pending', attempts: 0, dueAt: cx.now(), position: cx.nextOrder(), coalesceKey: null } as const
    const [changed] = await tx
      .update(o)
      .set({ ...fresh, claimedAt: null, settledAt: null, platformMessageId: null, problem: null })
      .where(which)
      .returning()
    await audit(cx, tx, communityId, { actor: by, action: 'delivery.retried', target: id, detail: { was: row.state } })
    return changed
  })
  cx.changes.tell({ kind: 'outbox', communityId })
  if (!again) throw new CodedError('NOT_FOUND', 'There is no such message.')
  return again
}

/** The picture with this hash, where a ticket, a message or a saying of this community has it. */
export async function pictureOwner(
  cx: DeskContext,
  communityId: string,
  hash: string,
): Promise<{ ticketIds: string[]; mime: string; name: string; personIds: string[] } | undefined> {
  const { attachments: a, messages: m, outbox: o } = cx.db.tables
  const rows = await cx.db.read
    .select({ ticketId: a.ticketId, mime: a.mime, name: a.name, personId: m.personId })
    .from(a)
    .leftJoin(m, and(eq(m.communityId, a.communityId), eq(m.account, a.account), eq(m.id, a.messageId)))
    .where(and(eq(a.communityId, communityId), eq(a.hash, hash)))
    .limit(20)
  const [first] = rows
  if (first) {
    const ids = <T>(values: (T | null)[]): T[] => values.filter((value) => value !== null)
    return {
      ticketIds: ids(rows.map(({ ticketId }) => ticketId)),
      personIds: ids(rows.map(({ personId }) => personId)),
      mime: first.mime ?? 'application/octet-stream',
      name: first.name,
    }
  }
  const [said] = await cx.db.read
    .select({ ticketId: o.ticketId })
    .from(o)
    .where(and(eq(o.communityId, communityId), isNotNull(o.pictureHash), eq(o.pictureHash, hash)))
    .limit(1)
  return said && { ticketIds: said.ticketId === null ? [] : [said.ticketId], personIds: [], mime: 'image/png', name: 'picture.png' }
}
