/** What webhooks are to be told, written in the transaction of what happened. No words of anybody: who wants them asks /api/v1 with the number. */
import { and, eq, sql } from 'drizzle-orm'
import { phaseOf, type Ticket, type TicketEvent } from '../../core/ticket.ts'
import { eventName, wants } from '../../core/webhooks.ts'
import type { Tx } from '../../db/open.ts'
import { prepared } from '../../db/prepared.ts'
import type { WebhookDeliveryRow } from '../../db/tables.ts'
import type { DeskContext } from '../context.ts'

const activeHooks = prepared((tx: Tx, { webhooks }) =>
  tx
    .select({ id: webhooks.id, events: webhooks.events })
    .from(webhooks)
    .where(and(eq(webhooks.communityId, sql.placeholder('communityId')), eq(webhooks.active, true)))
    .prepare(''),
)

export async function queueHooks(cx: DeskContext, tx: Tx, communityId: string, ticket: Ticket, events: readonly TicketEvent[]): Promise<void> {
  const hooks = await activeHooks(cx.db, tx, { communityId })
  if (hooks.length === 0) return
  const rows = events.flatMap(({ type }) =>
    hooks
      .filter((hook) => wants(hook.events, eventName(type)))
      .map((hook) => newDelivery(cx, communityId, hook.id, eventName(type), { ticket: thin(ticket) })),
  )
  if (rows.length > 0) await tx.insert(cx.db.tables.webhookDeliveries).values(rows)
}

export function newDelivery(cx: DeskContext, communityId: string, webhookId: string, event: string, about: object): WebhookDeliveryRow {
  const [id, now] = [cx.newId(), cx.now()]
  const body = JSON.stringify({ id, type: event, at: now, community: communityId, ...about })
  return {
    ...{ communityId, id, position: cx.nextOrder(), webhookId, event, body, state: 'pending', attempts: 0, createdAt: now, dueAt: now },
    ...{ claimedAt: null, settledAt: null, status: null, answer: null, problem: null },
  }
}

/** Where a ticket stands. `version` tells a receiver which of two deliveries is the later. */
function thin(ticket: Ticket) {
  const { number, kind, status, category, urgency, buildingId, gridId, orgId, assigneeId } = ticket
  const { openedAt, acceptBy, actBy, resolveBy, resolvedAt, closedAt, mergedInto, stars, version } = ticket
  return {
    ...{ number, kind, status, phase: phaseOf(status), category, urgency, buildingId, gridId, unitId: orgId, assigneeId },
    ...{ openedAt, acceptBy, actBy, resolveBy, resolvedAt, closedAt, mergedInto, stars, version },
  }
}
