/** Webhooks as admins set them up, and the log of what they were told. */
import { randomBytes } from 'node:crypto'
import { and, desc, eq, lt } from 'drizzle-orm'
import { CodedError } from '../../core/errors.ts'
import { PING } from '../../core/webhooks.ts'
import type { HookDeliveryState } from '../../db/tables/interfaces.ts'
import type { WebhookDeliveryRow, WebhookRow } from '../../db/tables.ts'
import { audit } from '../audit.ts'
import type { DeskContext } from '../context.ts'
import { newDelivery } from './queue.ts'

/** Of one community: each event is written once for each. */
const HOOKS_AT_MOST = 20
const SECRET_PREFIX = 'whsec_'

export function hooksOf(cx: DeskContext, communityId: string): Promise<WebhookRow[]> {
  const { webhooks: t } = cx.db.tables
  return cx.db.read.select().from(t).where(eq(t.communityId, communityId)).orderBy(desc(t.createdAt), t.id)
}

/** @throws CodedError REQUEST_INVALID for an address that no webhook can have */
export function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) throw new CodedError('REQUEST_INVALID', 'url must begin with https:// or http://')
  if (url.username !== '' || url.password !== '')
    throw new CodedError('REQUEST_INVALID', 'url may hold no user and no password; deliveries are signed')
  url.hash = ''
  return url.href
}

export async function makeHook(
  cx: DeskContext,
  communityId: string,
  actor: string,
  { url, events }: { url: string; events: string[] },
): Promise<WebhookRow> {
  const { webhooks: t } = cx.db.tables
  const secret = `${SECRET_PREFIX}${randomBytes(32).toString('base64url')}`
  const row = { communityId, id: cx.newId(), url: checkedUrl(url), secret, events, active: true, personId: actor, createdAt: cx.now() }
  await cx.db.transact(async (tx) => {
    const known = await tx.select({ id: t.id }).from(t).where(eq(t.communityId, communityId))
    if (known.length >= HOOKS_AT_MOST) throw new CodedError('REQUEST_INVALID', `A community has ${HOOKS_AT_MOST} webhooks at most.`)
    await tx.insert(t).values(row)
    await audit(cx, tx, communityId, { actor, action: 'webhook.made', target: row.id, detail: { host: new URL(row.url).host, events } })
  })
  return row
}

export interface HookChange {
  url?: string
  events?: string[]
  active?: boolean
}

/** @throws CodedError NOT_FOUND */
export async function changeHook(cx: DeskContext, communityId: string, actor: string, id: string, change: HookChange): Promise<WebhookRow> {
  const { webhooks: t } = cx.db.tables
  const wanted = { ...change, ...(change.url === undefined ? {} : { url: checkedUrl(change.url) }) }
  return cx.db.transact(async (tx) => {
    const itself = and(eq(t.communityId, communityId), eq(t.id, id))
    if (Object.keys(wanted).length > 0) await tx.update(t).set(wanted).where(itself)
    const [row] = await tx.select().from(t).where(itself)
    if (!row) throw noHook()
    await audit(cx, tx, communityId, { actor, action: 'webhook.changed', target: id, detail: { fields: Object.keys(wanted) } })
    return row
  })
}

/** Its log goes with it. @throws CodedError NOT_FOUND */
export async function dropHook(cx: DeskContext, communityId: string, actor: string, id: string): Promise<void> {
  const { webhooks: t, webhookDeliveries: d } = cx.db.tables
  await cx.db.transact(async (tx) => {
    const [gone] = await tx
      .delete(t)
      .where(and(eq(t.communityId, communityId), eq(t.id, id)))
      .returning({ url: t.url })
    if (!gone) throw noHook()
    await tx.delete(d).where(and(eq(d.communityId, communityId), eq(d.webhookId, id)))
    await audit(cx, tx, communityId, { actor, action: 'webhook.dropped', target: id, detail: { host: new URL(gone.url).host } })
  })
}

const noHook = (): CodedError => new CodedError('NOT_FOUND', 'There is no such webhook.')

export interface LogQuestion {
  state?: HookDeliveryState
  limit: number
  /** Only what was queued before this position. */
  before?: number
}

/** Newest first. @throws CodedError NOT_FOUND */
export async function deliveryLog(
  cx: DeskContext,
  communityId: string,
  id: string,
  { state, limit, before }: LogQuestion,
): Promise<WebhookDeliveryRow[]> {
  const { webhookDeliveries: d } = cx.db.tables
  if (!(await hooksOf(cx, communityId)).some((hook) => hook.id === id)) throw noHook()
  return cx.db.read
    .select()
    .from(d)
    .where(
      and(
        eq(d.communityId, communityId),
        eq(d.webhookId, id),
        state && eq(d.state, state),
        before === undefined ? undefined : lt(d.position, before),
      ),
    )
    .orderBy(desc(d.position))
    .limit(limit)
}

/** Tells it once more, now, whatever became of it; under the same id, so that a receiver knows it. @throws CodedError NOT_FOUND, DELIVERY_SETTLED */
export async function redeliver(cx: DeskContext, communityId: string, hookId: string, id: string, actor: string): Promise<WebhookDeliveryRow> {
  const { webhookDeliveries: d } = cx.db.tables
  return cx.db.transact(async (tx) => {
    const itself = and(eq(d.communityId, communityId), eq(d.webhookId, hookId), eq(d.id, id))
    const [known] = await tx.select().from(d).where(itself)
    if (!known) throw new CodedError('NOT_FOUND', 'There is no such delivery.')
    if (known.state === 'sending') throw new CodedError('DELIVERY_SETTLED', 'It is being delivered at this moment.')
    const [row] = await tx.update(d).set({ state: 'pending', attempts: 0, dueAt: cx.now(), settledAt: null, problem: null }).where(itself).returning()
    await audit(cx, tx, communityId, { actor, action: 'webhook.redelivered', target: hookId, detail: { delivery: id } })
    return row ?? known
  })
}

/** Queues a delivery that says nothing but that it is there. @throws CodedError NOT_FOUND */
export async function pingHook(cx: DeskContext, communityId: string, id: string): Promise<WebhookDeliveryRow> {
  if (!(await hooksOf(cx, communityId)).some((hook) => hook.id === id)) throw noHook()
  const row = newDelivery(cx, communityId, id, PING, {})
  await cx.db.transact((tx) => tx.insert(cx.db.tables.webhookDeliveries).values(row))
  return row
}
