/** Webhooks and their deliveries at the edge. Times are milliseconds since the epoch. */
import { type Static, Type } from 'typebox'
import { HOOK_EVENTS } from '../../core/webhooks.ts'
import { HOOK_DELIVERY_STATES } from '../../db/tables/interfaces.ts'

const Id = Type.String({ minLength: 1, maxLength: 200 })
const Time = Type.Integer({ minimum: 0 })
const MaybeTime = Type.Unsafe<number | null>({ type: ['integer', 'null'], minimum: 0 })
const MaybeText = Type.Unsafe<string | null>({ type: ['string', 'null'] })
const Url = Type.String({ minLength: 8, maxLength: 2_000, description: 'https:// or http://; no user or password in it' })
const Events = Type.Array(Type.Enum([...HOOK_EVENTS]), {
  minItems: 1,
  uniqueItems: true,
  description: '`ticket.*` for all of them',
})

export const WebhookSchema = Type.Object({
  id: Id,
  url: Type.String(),
  events: Type.Array(Type.String()),
  active: Type.Boolean(),
  madeBy: Type.Object({ id: Id, name: Type.String() }),
  createdAt: Time,
})
export type Webhook = Static<typeof WebhookSchema>
export const WebhooksSchema = Type.Object({ items: Type.Array(WebhookSchema) })
export const NewWebhookSchema = Type.Object({ url: Url, events: Events })
export const MadeWebhookSchema = Type.Object({
  ...WebhookSchema.properties,
  secret: Type.String({ description: 'what deliveries are signed with; shown this once' }),
})
export const WebhookChangeSchema = Type.Partial(Type.Object({ url: Url, events: Events, active: Type.Boolean() }), { minProperties: 1 })
export const WebhookParamsSchema = Type.Object({ id: Id })
export const WebhookDeliveryParamsSchema = Type.Object({ id: Id, delivery: Id })

export const HookDeliverySchema = Type.Object({
  id: Id,
  event: Type.String(),
  state: Type.Enum([...HOOK_DELIVERY_STATES]),
  attempts: Type.Integer({ minimum: 0 }),
  createdAt: Time,
  dueAt: Time,
  settledAt: MaybeTime,
  status: Type.Unsafe<number | null>({ type: ['integer', 'null'], description: 'HTTP status of the last answer' }),
  answer: MaybeText,
  problem: MaybeText,
  body: Type.String({ description: 'as it was, or will be, sent' }),
})
export type HookDelivery = Static<typeof HookDeliverySchema>
export const HookDeliveriesSchema = Type.Object({ items: Type.Array(HookDeliverySchema), next: MaybeText })
export const HookDeliveriesQuerySchema = Type.Object({
  state: Type.Optional(Type.Enum([...HOOK_DELIVERY_STATES])),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
})
