/** What is to be said, what must happen once, and when nothing was heard. */
import { sql } from 'drizzle-orm'
import type { Dialect } from '../dialects.ts'

export const OUTBOX_STATES = ['pending', 'sending', 'sent', 'unknown', 'failed', 'dropped'] as const
export type OutboxState = (typeof OUTBOX_STATES)[number]

/** What is to be said, and what must happen once. */
export function defineSpeech(d: Dialect) {
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
      /** When its fate first became unknown: it may have been said then, and is said once more unless the chat shows that it was. */
      uncertainAt: d.instant(),
      settledAt: d.instant(),
      platformMessageId: d.text(),
      problem: d.text(),
    },
    (t) => [
      d.primaryKey({ columns: [t.communityId, t.id] }),
      d.index('outbox_due').on(t.dueAt, t.position).where(sql`state = 'pending'`),
      d.index('outbox_unsettled').on(t.state).where(sql`state in ('pending', 'sending')`),
      d.index('outbox_undelivered').on(t.communityId, t.position).where(sql`state in ('failed', 'unknown')`),
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
