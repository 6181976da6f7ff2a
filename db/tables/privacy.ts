/** Who is not listened to, who asked to be forgotten, and what was forgotten by itself. */
import { sql } from 'drizzle-orm'
import type { Dialect } from '../dialects.ts'

export function definePrivacy(d: Dialect) {
  /** Not listened to, but for emergencies 黑名单. */
  const blocks = d.table(
    'blocks',
    { communityId: d.text().notNull(), personId: d.text().notNull(), blockedBy: d.text().notNull(), blockedAt: d.instant().notNull() },
    (t) => [d.primaryKey({ columns: [t.communityId, t.personId] })],
  )
  /** Somebody asked for their data to be erased; an admin decides. Of what was granted only the number and the days stay. */
  const erasureRequests = d.table(
    'erasure_requests',
    {
      communityId: d.text().notNull(),
      number: d.integer().notNull(),
      /** Null once it was granted. */
      personId: d.text(),
      askedAt: d.instant().notNull(),
      state: d.text().$type<'asked' | 'granted' | 'refused'>().notNull(),
      decidedBy: d.text(),
      decidedAt: d.instant(),
    },
    (t) => [
      d.primaryKey({ columns: [t.communityId, t.number] }),
      d.uniqueIndex('erasure_requests_person').on(t.communityId, t.personId).where(sql`state = 'asked'`),
    ],
  )
  /** Each night's account of what has come to the end of its time. */
  const retentionRuns = d.table(
    'retention_runs',
    {
      communityId: d.text().notNull(),
      /** The community's date. */
      date: d.text().notNull(),
      at: d.instant().notNull(),
      /** Matters closed before these instants were looked at: the next night begins there. */
      ticketsBefore: d.instant().notNull(),
      picturesBefore: d.instant().notNull(),
      counts: d.json<Record<string, number>>().notNull(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.date] })],
  )
  return { blocks, erasureRequests, retentionRuns }
}
