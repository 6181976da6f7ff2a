/** What anybody may see: which tickets are kept off the public board, and the keys that residents' links are signed with. */
import type { Dialect } from '../dialects.ts'

export function defineBoard(d: Dialect) {
  /** Tickets that do not stand on the public board 不公开. */
  const boardHidden = d.table(
    'board_hidden',
    {
      communityId: d.text().notNull(),
      ticketId: d.text().notNull(),
      hiddenBy: d.text().notNull(),
      hiddenAt: d.instant().notNull(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.ticketId] })],
  )
  /** Made when the first link is. Whoever has it can make links: it leaves the database in backups only. */
  const signingKeys = d.table(
    'signing_keys',
    {
      communityId: d.text().notNull(),
      secret: d.text().notNull(),
      createdAt: d.instant().notNull(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId] })],
  )
  return { boardHidden, signingKeys }
}
