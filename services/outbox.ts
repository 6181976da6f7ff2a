/** The words to be said, written in the transaction of what they tell about. Delivery speaks them (services/delivery.ts). */
import { and, eq, gt, inArray, type SQL } from 'drizzle-orm'
import type { Directory } from '../core/community.ts'
import { hasNoChat } from '../core/outside.ts'
import { afterQuiet } from '../core/time.ts'
import type { Tx } from '../db/open.ts'
import { inserting } from '../db/prepared.ts'
import type { OutboxRow } from '../db/tables.ts'
import type { DeskContext } from './context.ts'

export interface Saying {
  /** Platform room id, or our person id. */
  to: { room: string } | { person: string }
  text: string
  /** Person ids. */
  mentions?: readonly string[]
  pictureHash?: string
  ticketId?: string
  /** A later saying under the same key replaces this one while it has not been said. */
  key?: string
  /** Milliseconds to wait for more that belongs into the same message. */
  waitMs?: number
  /** `now`: whatever the hour. Default `waits` for quiet hours. */
  pace?: 'now' | 'waits'
  fallbackRoom?: string | null
}

const insertWords = inserting('outbox')

/** When words of this pace are read: "tomorrow" means tomorrow as seen from there. */
export const readAt = ({ settings, timezone }: Directory, now: number, pace: 'now' | 'waits'): number =>
  pace === 'now' ? now : afterQuiet(now, settings.quietFrom, settings.quietTo, timezone)

export async function say(cx: DeskContext, tx: Tx, directory: Directory, saying: Saying): Promise<void> {
  if ('person' in saying.to && hasNoChat(saying.to.person)) return
  const { outbox } = cx.db.tables
  const now = cx.now()
  const pace = saying.pace ?? 'waits'
  const { quietFrom, quietTo } = directory.settings
  const due = now + (saying.waitMs ?? 0)
  const row = {
    communityId: directory.id,
    id: cx.newId(),
    position: cx.nextOrder(),
    ...('room' in saying.to ? { target: 'room' as const, targetId: saying.to.room } : { target: 'person' as const, targetId: saying.to.person }),
    text: saying.text,
    mentions: [...(saying.mentions ?? [])],
    pictureHash: saying.pictureHash ?? null,
    ticketId: saying.ticketId ?? null,
    coalesceKey: saying.key ?? null,
    pace,
    fallbackRoomId: saying.fallbackRoom ?? null,
    dueAt: pace === 'now' ? due : afterQuiet(due, quietFrom, quietTo, directory.timezone),
    state: 'pending' as const,
    attempts: 0,
    createdAt: now,
  }
  if (row.coalesceKey !== null) {
    const replaced = await tx
      .update(outbox)
      .set({ text: row.text, mentions: row.mentions, pace: row.pace })
      .where(and(eq(outbox.communityId, directory.id), eq(outbox.coalesceKey, row.coalesceKey), eq(outbox.state, 'pending')))
      .returning({ id: outbox.id })
    if (replaced.length > 0) {
      if (pace === 'now') await hurry(cx, tx, row, eq(outbox.coalesceKey, row.coalesceKey))
      return
    }
  }
  await insertWords(cx.db, tx, row)
  if (row.ticketId !== null) await bringForward(cx, tx, row)
}

/** Order within a chat: what waits for the same ticket is said before newer words about it, not after. */
async function bringForward(cx: DeskContext, tx: Tx, row: Moved): Promise<void> {
  const { outbox } = cx.db.tables
  await hurry(cx, tx, row, and(eq(outbox.targetId, row.targetId), eq(outbox.ticketId, row.ticketId ?? '')))
}

type Moved = Pick<OutboxRow, 'communityId' | 'targetId' | 'ticketId' | 'dueAt'>

/** What waits longer than `row` is due with it; what failed keeps its own pace. */
async function hurry(cx: DeskContext, tx: Tx, row: Moved, which: SQL | undefined): Promise<void> {
  const { outbox } = cx.db.tables
  await tx
    .update(outbox)
    .set({ dueAt: row.dueAt })
    .where(and(eq(outbox.communityId, row.communityId), which, eq(outbox.state, 'pending'), eq(outbox.attempts, 0), gt(outbox.dueAt, row.dueAt)))
}

/** Is something under this key still waiting to be said? Then its words can still be changed. */
export async function isWaiting(cx: DeskContext, tx: Tx, communityId: string, key: string): Promise<boolean> {
  const { outbox } = cx.db.tables
  const rows = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.communityId, communityId), eq(outbox.coalesceKey, key), eq(outbox.state, 'pending')))
  return rows.length > 0
}

/** Was something said under this key (or is being said) since then? */
export async function saidSince(cx: DeskContext, tx: Tx, communityId: string, key: string, since: number): Promise<boolean> {
  const { outbox } = cx.db.tables
  const rows = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        eq(outbox.communityId, communityId),
        eq(outbox.coalesceKey, key),
        inArray(outbox.state, ['sending', 'sent', 'unknown']),
        gt(outbox.createdAt, since),
      ),
    )
    .limit(1)
  return rows.length > 0
}

/** Takes back words that have become untrue before they were said. */
export async function unsay(cx: DeskContext, tx: Tx, communityId: string, key: string): Promise<boolean> {
  const { outbox } = cx.db.tables
  const rows = await tx
    .update(outbox)
    .set({ state: 'dropped', settledAt: cx.now(), problem: 'overtaken' })
    .where(and(eq(outbox.communityId, communityId), eq(outbox.coalesceKey, key), eq(outbox.state, 'pending')))
    .returning({ id: outbox.id })
  return rows.length > 0
}
