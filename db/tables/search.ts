/** What makes the ledger quick to look through: the words of tickets, who follows what, and the lists people keep. */
import { sql } from 'drizzle-orm'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Dialect } from '../dialects.ts'

export function defineSearch(d: Dialect) {
  /**
   * The words of a ticket, cut for searching. Made from the ticket and its events (services/ledger/words.ts) and never the only copy of anything:
   * rows that are missing are made anew. On SQLite `terms` is handed on to the full-text table by a trigger and kept empty here.
   */
  const ticketWords = d.table(
    'ticket_words',
    {
      /** Rises with the ticket's number: the order in which full text finds. */
      doc: d.serial(),
      communityId: d.text().notNull(),
      number: d.integer().notNull(),
      terms: d.terms().notNull(),
      /** How often something was said since the words were taken. */
      stale: d.integer().notNull(),
    },
    (t) => [
      d.uniqueIndex('ticket_words_number').on(t.communityId, t.number),
      d.index('ticket_words_stale').on(t.communityId, t.number).where(sql`stale > 0`),
    ],
  )
  /** Who follows which ticket, by person: the ticket's own list turned round. */
  const ticketFollowers = d.table(
    'ticket_followers',
    { communityId: d.text().notNull(), personId: d.text().notNull(), number: d.integer().notNull() },
    (t) => [
      d.primaryKey({ columns: [t.communityId, t.number, t.personId] }),
      d.index('ticket_followers_person').on(t.communityId, t.personId, t.number),
    ],
  )
  /** Filters and columns somebody gave a name. */
  const savedViews = d.table(
    'saved_views',
    {
      communityId: d.text().notNull(),
      id: d.text().notNull(),
      personId: d.text().notNull(),
      name: d.text().notNull(),
      shared: d.flag().notNull(),
      query: d.json<Record<string, string>>().notNull(),
      columns: d.json<string[]>().notNull(),
      createdAt: d.instant().notNull(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.id] })],
  )
  return { ticketWords, ticketFollowers, savedViews }
}

/** SQLite's full-text table, made by hand in the migration: for questions only. Its rowid is `ticket_words.doc`. */
export const ticketFts = sqliteTable('ticket_fts', { rowid: integer(), terms: text() })
