/** Joint meetings 碰头会/联席会议/调度会: one is always being prepared; what it agreed stands beside the tickets' own events. */
import { sql } from 'drizzle-orm'
import type { AgendaReason } from '../../core/meeting.ts'
import type { Dialect } from '../dialects.ts'

export function defineMeetings(d: Dialect) {
  const meetings = d.table(
    'meetings',
    {
      communityId: d.text().notNull(),
      /** Counted per community. */
      number: d.integer().notNull(),
      /** Null until somebody has called it. */
      at: d.instant(),
      place: d.text().notNull(),
      calledBy: d.text(),
      calledAt: d.instant(),
      /** When something was last written into its minutes. */
      minutedAt: d.instant(),
      closedAt: d.instant(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.number] }), d.uniqueIndex('meetings_open').on(t.communityId).where(sql`closed_at is null`)],
  )
  /** Matters called for or minuted; with its closing all that stood on the agenda. */
  const meetingMatters = d.table(
    'meeting_matters',
    {
      communityId: d.text().notNull(),
      meetingNumber: d.integer().notNull(),
      ticketId: d.text().notNull(),
      why: d.json<AgendaReason[]>().notNull(),
      /** Why it was called for, in somebody's words. */
      reason: d.text().notNull(),
      calledBy: d.text(),
      calledAt: d.instant(),
      plan: d.text(),
      until: d.instant(),
      minutedBy: d.text(),
      minutedAt: d.instant(),
    },
    (t) => [
      d.primaryKey({ columns: [t.communityId, t.meetingNumber, t.ticketId] }),
      d.index('meeting_matters_ticket').on(t.communityId, t.ticketId),
      d.foreignKey({
        columns: [t.communityId, t.meetingNumber],
        foreignColumns: [meetings.communityId, meetings.number],
        name: 'meeting_matters_meeting',
      }),
    ],
  )
  return { meetings, meetingMatters }
}
