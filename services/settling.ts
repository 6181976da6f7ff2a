/** What became of words that were spoken: sent, unknown, to be tried again, failed; a person who cannot be reached is told in the staff group. */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { withoutSecrets } from '../core/login-address.ts'
import type { Tx } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import type { OutboxRow } from '../db/tables.ts'
import type { DeskContext } from './context.ts'
import type { SayResult } from './ports.ts'

const ATTEMPTS = 6
const RETRY_BASE_MS = 5_000
const RETRY_LIMIT_MS = 600_000
/** The platform asked to slow down: the whole account is silent so long, and patient: nothing is wrong with the words. */
export const LIMITED_PAUSE_MS = 60_000
const LIMITED_ATTEMPTS = 120

/** The bot's own words come back within seconds where they were said: until then they are not said again. */
export const ECHO_WITHIN_MS = 10_000
/** Older words would come out of nowhere. */
const STILL_NEWS_MS = 12 * 3_600_000

/** Said perhaps: once more, marked by `uncertainAt`. Whose second fate is unknown too is left alone. */
const again = (row: Pick<OutboxRow, 'coalesceKey'>, now: number, attempts: number, problem: string): Partial<OutboxRow> => ({
  state: 'pending',
  uncertainAt: now,
  // Later words under the same key are words of their own: these may stand in the chat already.
  coalesceKey: row.coalesceKey === null ? null : `${row.coalesceKey}~said`,
  dueAt: now + ECHO_WITHIN_MS,
  attempts,
  problem,
})

/** Rows of a process that died while speaking: whether they were said is unknown. */
export async function settleInterrupted(cx: DeskContext): Promise<number> {
  const { outbox } = cx.db.tables
  const now = cx.now()
  const problem = 'the program stopped while saying it'
  const count = await cx.db.transact(async (tx) => {
    const left = await tx.select().from(outbox).where(eq(outbox.state, 'sending'))
    for (const row of left) {
      const repeat = row.uncertainAt === null && now - (row.claimedAt ?? row.createdAt) < STILL_NEWS_MS
      await tx
        .update(outbox)
        .set(repeat ? again(row, now, row.attempts + 1, problem) : { state: 'unknown', settledAt: now, problem })
        .where(and(eq(outbox.communityId, row.communityId), eq(outbox.id, row.id)))
    }
    return left.length
  })
  if (count > 0) cx.log.warn({ count }, 'words whose fate is unknown were left by an earlier run: said once more unless the chat shows them')
  return count
}

/** What is still to be said in these communities will not be. */
export async function dropPending(cx: DeskContext, communityIds: readonly string[]): Promise<void> {
  const { outbox } = cx.db.tables
  await cx.db.transact((tx) =>
    tx
      .update(outbox)
      .set({ state: 'dropped', settledAt: cx.now(), problem: 'the community is not served here' })
      .where(and(inArray(outbox.communityId, [...communityIds]), eq(outbox.state, 'pending'))),
  )
}

const markSent = prepared((tx: Tx, { outbox }) =>
  tx
    .update(outbox)
    .set({
      state: 'sent',
      platformMessageId: sql`${sql.placeholder('messageId')}`,
      problem: null,
      attempts: sql`${sql.placeholder('attempts')}`,
      settledAt: sql`${sql.param(sql.placeholder('now'), outbox.settledAt)}`,
    })
    .where(and(eq(outbox.communityId, sql.placeholder('communityId')), eq(outbox.id, sql.placeholder('id'))))
    .prepare(''),
)

export async function settle(cx: DeskContext, row: OutboxRow, result: SayResult): Promise<void> {
  const { outbox } = cx.db.tables
  const attempts = row.attempts + 1
  const now = cx.now()
  const change: Partial<OutboxRow> =
    result.state === 'sent'
      ? { state: 'sent', platformMessageId: result.messageId ?? null, problem: null }
      : result.state === 'unknown'
        ? row.uncertainAt === null
          ? again(row, now, attempts, result.reason)
          : { state: 'unknown', problem: result.reason }
        : result.reason === 'unreachable' || attempts >= (result.reason === 'limited' ? LIMITED_ATTEMPTS : ATTEMPTS)
          ? { state: 'failed', problem: `${result.reason}: ${result.detail}`.slice(0, 300) }
          : {
              state: 'pending',
              dueAt: now + (result.reason === 'limited' ? LIMITED_PAUSE_MS : Math.min(RETRY_LIMIT_MS, RETRY_BASE_MS * 2 ** (attempts - 1))),
              problem: `${result.reason}: ${result.detail}`.slice(0, 300),
            }
  const kept = change.state === 'pending' ? row.text : withoutSecrets(row.text)
  await cx.db.transact(async (tx) => {
    if (kept !== row.text)
      await tx
        .update(outbox)
        .set({ text: kept })
        .where(and(eq(outbox.communityId, row.communityId), eq(outbox.id, row.id)))
    if (result.state === 'sent')
      return markSent(cx.db, tx, { communityId: row.communityId, id: row.id, messageId: result.messageId ?? null, attempts, now })
    await tx
      .update(outbox)
      .set({ ...change, attempts, settledAt: change.state === 'pending' ? null : now })
      .where(and(eq(outbox.communityId, row.communityId), eq(outbox.id, row.id)))
    if (change.state !== 'failed' || row.fallbackRoomId === null) return
    const already = await tx
      .select({ id: outbox.id })
      .from(outbox)
      .where(
        and(
          eq(outbox.communityId, row.communityId),
          eq(outbox.targetId, row.fallbackRoomId),
          eq(outbox.text, row.text),
          row.ticketId === null ? isNull(outbox.ticketId) : eq(outbox.ticketId, row.ticketId),
        ),
      )
      .limit(1)
    if (already.length === 0)
      await tx.insert(outbox).values({
        ...row,
        id: cx.newId(),
        position: cx.nextOrder(),
        target: 'room',
        targetId: row.fallbackRoomId,
        fallbackRoomId: null,
        coalesceKey: null,
        mentions: [row.targetId],
        state: 'pending',
        attempts: 0,
        dueAt: now,
        createdAt: now,
        claimedAt: null,
        problem: null,
      })
  })
  if (change.state === 'failed') cx.log.warn({ outbox: row.id, problem: change.problem }, 'words could not be said')
  cx.changes.tell({ kind: 'outbox', communityId: row.communityId })
}
