/** What the bot wanted to say and could not. */
import { CodedError } from '../../core/errors.ts'
import type { DeskContext } from '../../services/context.ts'
import { deliveries, retryDelivery, undeliveredCount, type Waiting } from '../../services/ledger/deliveries.ts'
import { API } from '../access/rights.ts'
import { askerOf } from '../ledger-asker.ts'
import { pageOf, readCursor } from '../pages-of-lists.ts'
import * as shape from '../schemas/ledger.ts'
import type { App } from '../typebox.ts'
import { deliveryOf } from '../views/desk.ts'

const TAGS = ['deliveries']

function statesOf(list: string | undefined): Waiting[] {
  return (list ?? 'failed,unknown').split(',').map((one) => {
    const state = shape.DELIVERY_STATES.find((known) => known === one.trim())
    if (!state) throw new CodedError('REQUEST_INVALID', `state knows ${shape.DELIVERY_STATES.join(', ')}, not "${one}"`)
    return state
  })
}

export function deliveryRoutes(app: App, cx: DeskContext): void {
  app.get(
    `${API}/deliveries`,
    {
      config: { permission: 'deliveries.read' },
      schema: {
        operationId: 'listDeliveries',
        summary: 'Messages of the bot that failed, whose fate is unknown, or that wait',
        tags: TAGS,
        querystring: shape.DeliveriesQuerySchema,
        response: { 200: shape.DeliveryListSchema },
      },
    },
    async (request) => {
      const { directory, communityId } = await askerOf(cx, request)
      const { state, limit, cursor } = request.query
      const before = cursor === undefined ? undefined : Number(readCursor(cursor, 1)[0])
      const rows = await deliveries(cx, directory, { states: statesOf(state), limit: limit + 1, before })
      const { items, next } = pageOf(rows, limit, ({ row }) => [row.position])
      return { items: items.map(deliveryOf), next, total: await undeliveredCount(cx, communityId) }
    },
  )
  app.post(
    `${API}/deliveries/:id/retry`,
    {
      config: { permission: 'deliveries.read' },
      schema: {
        operationId: 'retryDelivery',
        summary: 'Say it again now',
        tags: TAGS,
        params: shape.IdParamsSchema,
        response: { 200: shape.RetriedSchema },
      },
    },
    async (request) => {
      const { communityId, person } = await askerOf(cx, request)
      const { id, state } = await retryDelivery(cx, communityId, request.params.id, person.id)
      return { id, state }
    },
  )
}
