/** Tells webhooks what is due: claimed row by row, so that several processes tell nothing at the same moment; tried again with growing waits, then dead. */
import { and, asc, eq, inArray, lt, lte, sql } from 'drizzle-orm'
import { waitAfter } from '../../core/webhooks.ts'
import type { WebhookDeliveryRow, WebhookRow } from '../../db/tables.ts'
import type { DeskContext } from '../context.ts'
import { type Posted, post, type Wire } from './post.ts'

export interface Sending extends Wire {
  /** From 0 up to 1; Math.random when absent. */
  chance?: () => number
  signal?: AbortSignal
}

const BATCH = 50
/** Whoever claimed it and has not settled it since has died. */
const CLAIM_VALID = { ms: 120_000 }
/** The log is kept this long. */
const KEPT = { days: 30 }
/** The receiver says that it is gone for good. */
const GONE = 410

/** Everything that is due in all communities, each webhook's in its order, the webhooks beside each other. @returns how many attempts were made */
export async function sendHooks(cx: DeskContext, sending: Sending): Promise<number> {
  let sent = 0
  while (!sending.signal?.aborted) {
    const claimed = await claim(cx)
    if (claimed.length === 0) return sent
    const byHook = new Map<string, WebhookDeliveryRow[]>()
    for (const row of claimed) byHook.set(row.webhookId, [...(byHook.get(row.webhookId) ?? []), row])
    await Promise.all(
      [...byHook.values()].map(async (rows) => {
        for (const row of rows) await sendOne(cx, row, sending)
      }),
    )
    sent += claimed.length
  }
  return sent
}

async function claim(cx: DeskContext): Promise<WebhookDeliveryRow[]> {
  const { webhookDeliveries: d } = cx.db.tables
  const now = cx.now()
  const unsettled = sql`${d.state} in ('pending', 'sending')` // in the index's own words
  const due = await cx.db.read
    .select()
    .from(d)
    .where(and(unsettled, lte(d.dueAt, now)))
    .orderBy(asc(d.dueAt), asc(d.position))
    .limit(BATCH)
  if (due.length === 0) return []
  return cx.db.transact(async (tx) => {
    const claimed = await tx
      .update(d)
      .set({ state: 'sending', claimedAt: now, dueAt: now + CLAIM_VALID.ms })
      .where(
        and(
          inArray(
            d.id,
            due.map(({ id }) => id),
          ),
          unsettled,
          lte(d.dueAt, now),
        ),
      )
      .returning()
    return claimed.sort((a, b) => a.position - b.position)
  })
}

async function sendOne(cx: DeskContext, row: WebhookDeliveryRow, sending: Sending): Promise<void> {
  const hook = await hookOf(cx, row)
  if (!hook?.active) return settle(cx, row, { state: 'dead', problem: 'the webhook is switched off' })
  const attempts = row.attempts + 1
  let posted: Posted | undefined
  let problem: string | null = null
  try {
    posted = await post({ ...hook, id: row.id, event: row.event, body: row.body, at: cx.now() }, sending)
    if (posted.status < 200 || posted.status > 299) problem = `answered with ${posted.status}`
  } catch (error) {
    problem = (error as Error).message.slice(0, 300)
  }
  const last = { attempts, status: posted?.status ?? null, answer: posted?.answer ?? null, problem }
  if (problem === null) return settle(cx, row, { ...last, state: 'delivered' })
  const wait = posted?.status === GONE ? undefined : waitAfter(attempts, (sending.chance ?? Math.random)())
  if (posted?.status === GONE) await switchOff(cx, hook)
  if (wait === undefined) cx.log.warn({ webhook: row.webhookId, delivery: row.id, attempts, problem }, 'a webhook could not be told')
  return settle(cx, row, wait === undefined ? { ...last, state: 'dead' } : { ...last, state: 'pending', dueAt: cx.now() + wait })
}

async function hookOf(cx: DeskContext, { communityId, webhookId }: WebhookDeliveryRow): Promise<WebhookRow | undefined> {
  const { webhooks: t } = cx.db.tables
  const [hook] = await cx.db.read
    .select()
    .from(t)
    .where(and(eq(t.communityId, communityId), eq(t.id, webhookId)))
  return hook
}

async function settle(cx: DeskContext, { communityId, id }: WebhookDeliveryRow, change: Partial<WebhookDeliveryRow>): Promise<void> {
  const { webhookDeliveries: d } = cx.db.tables
  const settledAt = change.state === 'pending' ? null : cx.now()
  await cx.db.transact((tx) =>
    tx
      .update(d)
      .set({ ...change, claimedAt: null, settledAt })
      .where(and(eq(d.communityId, communityId), eq(d.id, id))),
  )
}

async function switchOff(cx: DeskContext, { communityId, id }: WebhookRow): Promise<void> {
  const { webhooks: t } = cx.db.tables
  cx.log.warn({ webhook: id }, 'a webhook says that it is gone and was switched off')
  await cx.db.transact((tx) =>
    tx
      .update(t)
      .set({ active: false })
      .where(and(eq(t.communityId, communityId), eq(t.id, id))),
  )
}

/** What was settled long ago leaves the log. */
export async function forgetOldDeliveries(cx: DeskContext): Promise<void> {
  const { webhookDeliveries: d } = cx.db.tables
  await cx.db.transact((tx) => tx.delete(d).where(lt(d.settledAt, cx.now() - KEPT.days * 86_400_000)))
}
