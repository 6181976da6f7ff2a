/** Webhooks: set up by admins, looked after by their log. */
import type { WebhookDeliveryRow, WebhookRow } from '../../db/tables.ts'
import type { DeskContext } from '../../services/context.ts'
import { changeHook, deliveryLog, dropHook, hooksOf, makeHook, pingHook, redeliver } from '../../services/webhooks/hooks.ts'
import { API, principalOf } from '../access/rights.ts'
import { namesOf } from '../names.ts'
import { pageOf, readCursor } from '../pages-of-lists.ts'
import * as shape from '../schemas/webhooks.ts'
import type { App } from '../typebox.ts'

const tags = ['webhooks']
const config = { permission: 'webhooks.manage' } as const

export function webhookRoutes(app: App, cx: DeskContext): void {
  app.get(
    `${API}/webhooks`,
    { config, schema: { operationId: 'listWebhooks', summary: 'Webhooks, without their secrets', tags, response: { 200: shape.WebhooksSchema } } },
    async (request) => {
      const { communityId } = principalOf(request)
      return { items: await shown(cx, communityId, await hooksOf(cx, communityId)) }
    },
  )
  app.post(
    `${API}/webhooks`,
    {
      config: { ...config, keepsAnswer: false },
      compress: false,
      schema: {
        operationId: 'makeWebhook',
        summary: 'Make a webhook; its secret is shown in this answer and never again',
        tags,
        body: shape.NewWebhookSchema,
        response: { 201: shape.MadeWebhookSchema },
      },
    },
    async (request, reply) => {
      const { communityId, personId } = principalOf(request)
      const row = await makeHook(cx, communityId, personId, request.body)
      const [hook] = await shown(cx, communityId, [row])
      return reply.code(201).send({ ...(hook as shape.Webhook), secret: row.secret })
    },
  )
  app.patch(
    `${API}/webhooks/:id`,
    {
      config,
      schema: {
        operationId: 'changeWebhook',
        summary: 'Change a webhook: its address, its events, on or off',
        tags,
        params: shape.WebhookParamsSchema,
        body: shape.WebhookChangeSchema,
        response: { 200: shape.WebhookSchema },
      },
    },
    async (request) => {
      const { communityId, personId } = principalOf(request)
      const [hook] = await shown(cx, communityId, [await changeHook(cx, communityId, personId, request.params.id, request.body)])
      return hook as shape.Webhook
    },
  )
  app.delete(
    `${API}/webhooks/:id`,
    { config, schema: { operationId: 'dropWebhook', summary: 'Drop a webhook and its log', tags, params: shape.WebhookParamsSchema } },
    async (request, reply) => {
      const { communityId, personId } = principalOf(request)
      await dropHook(cx, communityId, personId, request.params.id)
      return reply.code(204).send()
    },
  )
  logRoutes(app, cx)
}

function logRoutes(app: App, cx: DeskContext): void {
  app.get(
    `${API}/webhooks/:id/deliveries`,
    {
      config,
      schema: {
        operationId: 'webhookDeliveries',
        summary: 'What a webhook was told, newest first; kept for 30 days',
        tags,
        params: shape.WebhookParamsSchema,
        querystring: shape.HookDeliveriesQuerySchema,
        response: { 200: shape.HookDeliveriesSchema },
      },
    },
    async (request) => {
      const { communityId } = principalOf(request)
      const { state, limit, cursor } = request.query
      const before = cursor === undefined ? undefined : Number(readCursor(cursor, 1)[0])
      const rows = await deliveryLog(cx, communityId, request.params.id, {
        limit: limit + 1,
        ...(state === undefined ? {} : { state }),
        ...(before === undefined ? {} : { before }),
      })
      const { items, next } = pageOf(rows, limit, (row) => [row.position])
      return { items: items.map(logged), next }
    },
  )
  app.post(
    `${API}/webhooks/:id/deliveries/:delivery/redeliver`,
    {
      config,
      schema: {
        operationId: 'redeliver',
        summary: 'Tell it once more, under the same delivery id',
        tags,
        params: shape.WebhookDeliveryParamsSchema,
        response: { 200: shape.HookDeliverySchema },
      },
    },
    async (request) => {
      const { communityId, personId } = principalOf(request)
      const { id, delivery } = request.params
      return logged(await redeliver(cx, communityId, id, delivery, personId))
    },
  )
  app.post(
    `${API}/webhooks/:id/ping`,
    {
      config,
      schema: {
        operationId: 'pingWebhook',
        summary: 'Try it out: queue a delivery of the event `ping`',
        tags,
        params: shape.WebhookParamsSchema,
        response: { 202: shape.HookDeliverySchema },
      },
    },
    async (request, reply) => reply.code(202).send(logged(await pingHook(cx, principalOf(request).communityId, request.params.id))),
  )
}

async function shown(cx: DeskContext, communityId: string, rows: readonly WebhookRow[]): Promise<shape.Webhook[]> {
  const nameOf = await namesOf(
    cx,
    communityId,
    rows.map((row) => row.personId),
  )
  return rows.map(({ id, url, events, active, personId, createdAt }) => ({
    ...{ id, url, events, active, createdAt },
    madeBy: { id: personId, name: nameOf(personId) },
  }))
}

const logged = ({
  id,
  event,
  state,
  attempts,
  createdAt,
  dueAt,
  settledAt,
  status,
  answer,
  problem,
  body,
}: WebhookDeliveryRow): shape.HookDelivery => ({
  ...{ id, event, state, attempts, createdAt, dueAt, settledAt, status, answer, problem, body },
})
