/** The tables, said once. `tables.sqlite.ts` and `tables.postgres.ts` exist only for drizzle-kit. Everything of a community leads with its id. */
import { sql } from 'drizzle-orm'
import type { GroupKind, Language, OrganisationKind, PersonRole, Settings } from '../core/community.ts'
import type { TicketEvent, TicketStatus } from '../core/ticket.ts'
import type { Action, Category, Location, MessageKind, Mode, Reading, Role, Urgency } from '../core/understanding/terms.ts'
import type { Dialect } from './dialects.ts'

export function defineTables(d: Dialect) {
  return { ...defineSetUp(d), ...defineConversation(d), ...defineLedger(d), ...defineSpeech(d) }
}

/** Places, units, people, groups: what the community file says. */
function defineSetUp(d: Dialect) {
  const communities = d.table('communities', {
    id: d.key(),
    name: d.text().notNull(),
    timezone: d.text().notNull(),
    language: d.text().$type<Language>().notNull(),
    settings: d.json<Settings>().notNull(),
    revision: d.integer().notNull(),
    lastTicketNumber: d.integer().notNull(),
    lastLeadNumber: d.integer().notNull(),
  })
  const inCommunity = () => ({
    communityId: d
      .text()
      .notNull()
      .references(() => communities.id),
    id: d.text().notNull(),
  })
  const grids = d.table('grids', { ...inCommunity(), name: d.text().notNull() }, (t) => [d.primaryKey({ columns: [t.communityId, t.id] })])
  const buildings = d.table(
    'buildings',
    { ...inCommunity(), gridId: d.text().notNull(), estate: d.text(), name: d.text().notNull(), aliases: d.json<string[]>().notNull() },
    (t) => [d.primaryKey({ columns: [t.communityId, t.id] })],
  )
  const organisations = d.table(
    'organisations',
    {
      ...inCommunity(),
      name: d.text().notNull(),
      kind: d.text().$type<OrganisationKind>().notNull(),
      phone: d.text(),
      gridIds: d.json<string[]>().notNull(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.id] })],
  )
  const people = d.table(
    'people',
    {
      ...inCommunity(),
      name: d.text().notNull(),
      role: d.text().$type<PersonRole>().notNull(),
      orgId: d.text(),
      title: d.text(),
      phone: d.text(),
      supervisor: d.flag().notNull(),
      admin: d.flag().notNull(),
      gridIds: d.json<string[]>().notNull(),
      active: d.flag().notNull(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.id] }), d.index('people_role').on(t.communityId, t.role)],
  )
  /** Chat ids of a person. `account` is the bot's login under which the id is valid, `*` where the file gave the id for any. */
  const identities = d.table(
    'identities',
    {
      communityId: d.text().notNull(),
      account: d.text().notNull(),
      externalId: d.text().notNull(),
      personId: d.text().notNull(),
      name: d.text().notNull(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.externalId, t.account] }), d.index('identities_person').on(t.communityId, t.personId)],
  )
  const groups = d.table(
    'groups',
    {
      ...inCommunity(),
      name: d.text().notNull(),
      kind: d.text().$type<GroupKind>().notNull(),
      gridId: d.text(),
      buildingIds: d.json<string[]>().notNull(),
      orgId: d.text(),
      mode: d.text().$type<Mode>().notNull(),
      language: d.text().$type<Language>().notNull(),
      externalId: d.text(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.id] }), d.uniqueIndex('groups_external').on(t.externalId)],
  )
  const shifts = d.table(
    'duty_shifts',
    { ...inCommunity(), personId: d.text().notNull(), days: d.json<number[]>(), date: d.text(), from: d.text().notNull(), to: d.text().notNull() },
    (t) => [d.primaryKey({ columns: [t.communityId, t.id] })],
  )
  const bindCodes = d.table(
    'bind_codes',
    {
      communityId: d.text().notNull(),
      code: d.text().notNull(),
      personId: d.text().notNull(),
      expiresAt: d.instant().notNull(),
      usedAt: d.instant(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.code] })],
  )
  return { communities, grids, buildings, organisations, people, identities, groups, shifts, bindCodes }
}

/** What was heard. */
function defineConversation(d: Dialect) {
  const messages = d.table(
    'messages',
    {
      communityId: d.text().notNull(),
      account: d.text().notNull(),
      /** The platform's id, unique within the account: what makes a replayed message known. */
      id: d.text().notNull(),
      groupId: d.text(),
      roomId: d.text(),
      /** In a direct chat: the other's chat id. */
      peerId: d.text(),
      senderId: d.text().notNull(),
      senderName: d.text().notNull(),
      personId: d.text(),
      role: d.text().$type<Role | 'bot'>().notNull(),
      kind: d.text().$type<MessageKind>().notNull(),
      text: d.text().notNull(),
      quote: d.json<{ name: string; text: string }>(),
      mentions: d.json<string[]>().notNull(),
      mentionsBot: d.flag().notNull(),
      at: d.instant().notNull(),
      /** Order of arrival within the ledger: what "before" means when two stamps are equal. */
      heardOrder: d.long().notNull(),
      recalledAt: d.instant(),
      reading: d.json<Reading>(),
      action: d.text().$type<Action>(),
      /** The matter it belongs to: a ticket's id, or `lead:<number>`. */
      matterId: d.text(),
    },
    (t) => [
      d.primaryKey({ columns: [t.communityId, t.account, t.id] }),
      d.index('messages_room').on(t.communityId, t.roomId, t.heardOrder),
      d.index('messages_peer').on(t.communityId, t.peerId, t.heardOrder),
      d.index('messages_matter').on(t.communityId, t.matterId),
    ],
  )
  const leads = d.table(
    'leads',
    {
      communityId: d.text().notNull(),
      number: d.integer().notNull(),
      account: d.text().notNull(),
      messageId: d.text().notNull(),
      groupId: d.text(),
      roomId: d.text(),
      personId: d.text().notNull(),
      senderName: d.text().notNull(),
      text: d.text().notNull(),
      reading: d.json<Reading>().notNull(),
      at: d.instant().notNull(),
      state: d.text().$type<'pending' | 'opened' | 'dropped'>().notNull(),
      toldAt: d.instant(),
      ticketId: d.text(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.number] }), d.index('leads_pending').on(t.communityId, t.at).where(sql`state = 'pending'`)],
  )
  /** What the second reader said, by a hash of what it was asked: its memory and its day's count. */
  const secondReadings = d.table(
    'second_readings',
    {
      communityId: d.text().notNull(),
      key: d.text().notNull(),
      at: d.instant().notNull(),
      opinion: d.json<{ report: boolean; category: Category | null; building: string | null } | null>(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.key] }), d.index('second_readings_at').on(t.communityId, t.at)],
  )
  const attachments = d.table(
    'attachments',
    {
      communityId: d.text().notNull(),
      id: d.text().notNull(),
      account: d.text().notNull(),
      messageId: d.text().notNull(),
      name: d.text().notNull(),
      /** Set once the bytes are on disk; the file's name is its content hash. */
      hash: d.text(),
      mime: d.text(),
      size: d.integer(),
      state: d.text().$type<'pending' | 'stored' | 'refused' | 'lost'>().notNull(),
      attempts: d.integer().notNull(),
      nextAt: d.instant(),
      problem: d.text(),
      /** What it shows: the matter as reported, or the work done. */
      purpose: d.text().$type<'report' | 'proof'>().notNull(),
      ticketId: d.text(),
    },
    (t) => [
      d.primaryKey({ columns: [t.communityId, t.id] }),
      d.index('attachments_message').on(t.communityId, t.messageId),
      d.index('attachments_ticket').on(t.communityId, t.ticketId),
      d.index('attachments_hash').on(t.hash),
      d.index('attachments_pending').on(t.nextAt).where(sql`state = 'pending'`),
    ],
  )
  return { messages, leads, secondReadings, attachments }
}

/** The ledger 台账: tickets, their events, announced outages. */
function defineLedger(d: Dialect) {
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
      stars: d.integer(),
      confirmed: d.flag().notNull(),
      mergedInto: d.integer(),
      version: d.integer().notNull(),
    },
    (t) => [
      d.primaryKey({ columns: [t.communityId, t.id] }),
      d.uniqueIndex('tickets_number').on(t.communityId, t.number),
      d.index('tickets_room').on(t.communityId, t.roomId, t.statusAt),
      d.index('tickets_assignee').on(t.communityId, t.assigneeId, t.status),
      d.index('tickets_reporter').on(t.communityId, t.reporterId, t.openedAt),
      d.index('tickets_status').on(t.communityId, t.status, t.resolvedAt),
      d.index('tickets_opened').on(t.communityId, t.openedAt),
      d.index('tickets_closed').on(t.communityId, t.closedAt),
      d.index('tickets_source').on(t.communityId, t.account, t.messageId),
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

export const OUTBOX_STATES = ['pending', 'sending', 'sent', 'unknown', 'failed', 'dropped'] as const
export type OutboxState = (typeof OUTBOX_STATES)[number]

/** What is to be said, and what must happen once. */
function defineSpeech(d: Dialect) {
  const outbox = d.table(
    'outbox',
    {
      communityId: d.text().notNull(),
      id: d.text().notNull(),
      /** Order within a chat. */
      position: d.long().notNull(),
      target: d.text().$type<'room' | 'person'>().notNull(),
      /** The platform's room id, or the person's id of ours (their chat id is looked up when it is said). */
      targetId: d.text().notNull(),
      text: d.text().notNull(),
      /** Ids of the people to mention. */
      mentions: d.json<string[]>().notNull(),
      /** Picture on disk, by content hash. */
      pictureHash: d.text(),
      ticketId: d.text(),
      /** While pending, a later saying under the same key replaces the words instead of adding a message. */
      coalesceKey: d.text(),
      /** `now` is said whatever the hour; `waits` keeps the quiet hours. */
      pace: d.text().$type<'now' | 'waits'>().notNull(),
      /** Room to speak in when the person cannot be reached directly. */
      fallbackRoomId: d.text(),
      dueAt: d.instant().notNull(),
      state: d.text().$type<OutboxState>().notNull(),
      attempts: d.integer().notNull(),
      createdAt: d.instant().notNull(),
      claimedAt: d.instant(),
      settledAt: d.instant(),
      platformMessageId: d.text(),
      problem: d.text(),
    },
    (t) => [
      d.primaryKey({ columns: [t.communityId, t.id] }),
      d.index('outbox_due').on(t.dueAt, t.position).where(sql`state = 'pending'`),
      d.index('outbox_unsettled').on(t.state).where(sql`state in ('pending', 'sending')`),
      d.index('outbox_chat').on(t.communityId, t.targetId, t.position),
      d.uniqueIndex('outbox_coalesce').on(t.communityId, t.coalesceKey).where(sql`state = 'pending' and coalesce_key is not null`),
      d.check('outbox_state', sql`state in ('pending', 'sending', 'sent', 'unknown', 'failed', 'dropped')`),
    ],
  )
  /** A job's tick, claimed by whoever runs it: what makes it happen once. */
  const jobClaims = d.table('job_claims', { name: d.text().notNull(), tick: d.text().notNull(), claimedAt: d.instant().notNull() }, (t) => [
    d.primaryKey({ columns: [t.name, t.tick] }),
  ])
  /** Times in which the bot heard nothing: the platform does not send again what was said then. */
  const gaps = d.table(
    'gaps',
    { id: d.key(), account: d.text().notNull(), from: d.instant().notNull(), to: d.instant().notNull(), reason: d.text().notNull() },
    (t) => [d.index('gaps_to').on(t.to)],
  )
  return { outbox, jobClaims, gaps }
}

export type Tables = ReturnType<typeof defineTables>
export type MessageRow = Tables['messages']['$inferSelect']
export type TicketRow = Tables['tickets']['$inferSelect']
export type LeadRow = Tables['leads']['$inferSelect']
export type AttachmentRow = Tables['attachments']['$inferSelect']
export type OutboxRow = Tables['outbox']['$inferSelect']
export type OutageRow = Tables['outages']['$inferSelect']
export type PersonRow = Tables['people']['$inferSelect']
