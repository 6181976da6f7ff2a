/** The ledger 台账: tickets, their events, announced outages. */
import { sql } from 'drizzle-orm'
import type { Language } from '../../core/community.ts'
import type { Part } from '../../core/parts.ts'
import type { Taking } from '../../core/taking-on.ts'
import type { Satisfaction, SolvedBy, Ticket, TicketEvent, TicketStatus } from '../../core/ticket.ts'
import type { Category, Location, Urgency } from '../../core/understanding/terms.ts'
import type { Dialect } from '../dialects.ts'

export function defineLedger(d: Dialect) {
  const tickets = d.table(
    'tickets',
    {
      communityId: d.text().notNull(),
      id: d.text().notNull(),
      number: d.integer().notNull(),
      kind: d.text().$type<'report' | 'consult' | 'suggest'>().notNull(),
      status: d.text().$type<TicketStatus>().notNull(),
      category: d.text().$type<Category>().notNull(),
      urgency: d.text().$type<Urgency>().notNull(),
      title: d.text().notNull(),
      words: d.text().notNull(),
      place: d.json<Location>().notNull(),
      buildingId: d.text(),
      gridId: d.text(),
      groupId: d.text(),
      roomId: d.text(),
      account: d.text().notNull(),
      messageId: d.text().notNull(),
      language: d.text().$type<Language>().notNull(),
      reporterId: d.text().notNull(),
      orgId: d.text(),
      assigneeId: d.text(),
      openedAt: d.instant().notNull(),
      acceptBy: d.instant().notNull(),
      actBy: d.instant().notNull(),
      resolveBy: d.instant().notNull(),
      acceptedAt: d.instant(),
      promisedAt: d.instant(),
      resolvedAt: d.instant(),
      closedAt: d.instant(),
      statusAt: d.instant().notNull(),
      lastAt: d.instant().notNull(),
      placeAskedAt: d.instant(),
      suspendedUntil: d.instant(),
      followers: d.json<string[]>().notNull(),
      said: d.json<string[]>().notNull(),
      urges: d.integer().notNull(),
      reopens: d.integer().notNull(),
      extensions: d.integer().notNull(),
      taken: d.text().$type<Taking>(),
      complex: d.flag().notNull().default(false),
      stars: d.integer(),
      satisfaction: d.text().$type<Satisfaction>(),
      ratedAt: d.instant(),
      calledAt: d.instant(),
      callTries: d.integer().notNull().default(0),
      verifierId: d.text(),
      verifyAskedAt: d.instant(),
      verifiedAt: d.instant(),
      solvedBy: d.text().$type<SolvedBy>(),
      splitFrom: d.integer(),
      confirmed: d.flag().notNull(),
      mergedInto: d.integer(),
      heldBy: d.json<NonNullable<Ticket['heldBy']>>(),
      parts: d.json<Part[]>().notNull().default([]),
      version: d.integer().notNull(),
    },
    (t) => [
      d.primaryKey({ columns: [t.communityId, t.id] }),
      d.uniqueIndex('tickets_number').on(t.communityId, t.number),
      d.index('tickets_room').on(t.communityId, t.roomId, t.status, t.statusAt),
      d.index('tickets_assignee').on(t.communityId, t.assigneeId, t.status, t.statusAt),
      d.index('tickets_reporter').on(t.communityId, t.reporterId, t.openedAt),
      d.index('tickets_status').on(t.communityId, t.status, t.resolvedAt, t.assigneeId),
      d.index('tickets_opened').on(t.communityId, t.openedAt, t.number),
      d.index('tickets_closed').on(t.communityId, t.closedAt),
      d.index('tickets_source').on(t.communityId, t.account, t.messageId),
      // The ledger's lists: each of its filters in the order of opening (with the category, which is often asked beside), and its other orders.
      d.index('tickets_unit').on(t.communityId, t.orgId, t.openedAt, t.number, t.category),
      d.index('tickets_person').on(t.communityId, t.assigneeId, t.openedAt, t.number, t.category),
      d.index('tickets_building').on(t.communityId, t.buildingId, t.openedAt, t.number, t.category),
      d.index('tickets_grid').on(t.communityId, t.gridId, t.openedAt, t.number, t.category),
      d.index('tickets_category').on(t.communityId, t.category, t.openedAt, t.number),
      d.index('tickets_due').on(t.communityId, t.resolveBy, t.number),
      d.index('tickets_last').on(t.communityId, t.lastAt, t.number),
      // Few among many: what is not closed, what is no report, what is urgent.
      d.index('tickets_unclosed').on(t.communityId, t.openedAt, t.number).where(sql`status in ('open', 'accepted', 'suspended', 'resolved')`),
      d.index('tickets_unclosed_due').on(t.communityId, t.resolveBy, t.number).where(sql`status in ('open', 'accepted', 'suspended', 'resolved')`),
      d.index('tickets_merged').on(t.communityId, t.mergedInto).where(sql`merged_into is not null`),
      d.index('tickets_split').on(t.communityId, t.splitFrom).where(sql`split_from is not null`),
      d.index('tickets_asked').on(t.communityId, t.kind, t.openedAt, t.number).where(sql`kind <> 'report'`),
      d.index('tickets_urgent').on(t.communityId, t.urgency, t.openedAt, t.number).where(sql`urgency <> 'normal'`),
    ],
  )
  const ticketEvents = d.table(
    'ticket_events',
    {
      communityId: d.text().notNull(),
      ticketId: d.text().notNull(),
      seq: d.integer().notNull(),
      at: d.instant().notNull(),
      /** Who did it; null for the program itself. */
      actorId: d.text(),
      type: d.text().$type<TicketEvent['type']>().notNull(),
      event: d.json<TicketEvent>().notNull(),
    },
    (t) => [
      d.primaryKey({ columns: [t.communityId, t.ticketId, t.seq] }),
      d.foreignKey({ columns: [t.communityId, t.ticketId], foreignColumns: [tickets.communityId, tickets.id], name: 'ticket_events_ticket' }),
    ],
  )
  const outages = d.table(
    'outages',
    {
      communityId: d.text().notNull(),
      id: d.text().notNull(),
      category: d.text().$type<Category>().notNull(),
      buildingIds: d.json<string[]>().notNull(),
      reason: d.text().notNull(),
      announcedBy: d.text().notNull(),
      announcedAt: d.instant().notNull(),
      until: d.instant().notNull(),
      ticketId: d.text(),
      endedAt: d.instant(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.id] }), d.index('outages_until').on(t.communityId, t.until)],
  )
  return { tickets, ticketEvents, outages }
}
