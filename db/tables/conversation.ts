/** What was heard. */
import { sql } from 'drizzle-orm'
import type { Action, Category, MessageKind, Reading, Role } from '../../core/understanding/terms.ts'
import type { Dialect } from '../dialects.ts'

export function defineConversation(d: Dialect) {
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
