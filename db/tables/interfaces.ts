/** What other programs are told and what they told us: requests that came by Open311, webhooks and their deliveries, links to calendars. */
import { sql } from 'drizzle-orm'
import type { Dialect } from '../dialects.ts'

export const HOOK_DELIVERY_STATES = ['pending', 'sending', 'delivered', 'dead'] as const
export type HookDeliveryState = (typeof HOOK_DELIVERY_STATES)[number]

export function defineInterfaces(d: Dialect) {
  /** A request of an Open311 client, by the message that stands for it in the ledger. */
  const open311Requests = d.table(
    'open311_requests',
    {
      communityId: d.text().notNull(),
      /** Id of the message under the account `open311:<jurisdiction>`. */
      messageId: d.text().notNull(),
      /** The API token it came with. */
      tokenId: d.text().notNull(),
      /** The client's own name for it: asked again, it gets the same answer. */
      reference: d.text(),
      requestHash: d.text().notNull(),
      ticketId: d.text().notNull(),
      /** As sent: decimal degrees, WGS84. */
      lat: d.text(),
      long: d.text(),
      mediaUrl: d.text(),
      at: d.instant().notNull(),
    },
    (t) => [
      d.primaryKey({ columns: [t.communityId, t.messageId] }),
      d.uniqueIndex('open311_requests_reference').on(t.communityId, t.tokenId, t.reference),
      d.index('open311_requests_ticket').on(t.communityId, t.ticketId),
    ],
  )
  const webhooks = d.table(
    'webhooks',
    {
      communityId: d.text().notNull(),
      id: d.text().notNull(),
      url: d.text().notNull(),
      /** What deliveries are signed with: needed as it is, so it is kept as it is. */
      secret: d.text().notNull(),
      /** `ticket.opened`, `ticket.*`. */
      events: d.json<string[]>().notNull(),
      active: d.flag().notNull(),
      personId: d.text().notNull(),
      createdAt: d.instant().notNull(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.id] })],
  )
  /** Written in the transaction of what they tell about, like the words of the outbox. */
  const webhookDeliveries = d.table(
    'webhook_deliveries',
    {
      communityId: d.text().notNull(),
      id: d.text().notNull(),
      position: d.long().notNull(),
      webhookId: d.text().notNull(),
      event: d.text().notNull(),
      body: d.text().notNull(),
      state: d.text().$type<HookDeliveryState>().notNull(),
      attempts: d.integer().notNull(),
      createdAt: d.instant().notNull(),
      dueAt: d.instant().notNull(),
      claimedAt: d.instant(),
      settledAt: d.instant(),
      /** Of the last attempt. */
      status: d.integer(),
      answer: d.text(),
      problem: d.text(),
    },
    (t) => [
      d.primaryKey({ columns: [t.communityId, t.id] }),
      d.index('webhook_deliveries_hook').on(t.communityId, t.webhookId, t.position),
      d.index('webhook_deliveries_due').on(t.dueAt).where(sql`state in ('pending', 'sending')`),
      d.index('webhook_deliveries_settled').on(t.settledAt),
      d.check('webhook_deliveries_state', sql`state in ('pending', 'sending', 'delivered', 'dead')`),
    ],
  )
  /** Secret addresses of the duty roster as a calendar: one a person at most. */
  const calendarLinks = d.table(
    'calendar_links',
    {
      communityId: d.text().notNull(),
      personId: d.text().notNull(),
      /** Only the person's own shifts, or those of everybody. */
      whose: d.text().$type<'own' | 'all'>().notNull(),
      secretHash: d.text().notNull(),
      createdAt: d.instant().notNull(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.personId, t.whose] }), d.uniqueIndex('calendar_links_secret').on(t.secretHash)],
  )
  return { open311Requests, webhooks, webhookDeliveries, calendarLinks }
}
