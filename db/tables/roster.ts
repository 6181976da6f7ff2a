/** What changes the roster from day to day: who is away, and who was asked to take whose shift. */
import type { Dialect } from '../dialects.ts'

export const SWAP_STATES = ['asked', 'agreed', 'declined', 'overtaken'] as const
export type SwapState = (typeof SWAP_STATES)[number]

export function defineRoster(d: Dialect) {
  const absences = d.table(
    'absences',
    {
      communityId: d.text().notNull(),
      id: d.text().notNull(),
      personId: d.text().notNull(),
      from: d.instant().notNull(),
      /** Half-open. */
      until: d.instant().notNull(),
      saidAt: d.instant().notNull(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.id] }), d.index('absences_until').on(t.communityId, t.until)],
  )
  const shiftSwaps = d.table(
    'shift_swaps',
    {
      communityId: d.text().notNull(),
      id: d.text().notNull(),
      /** Whose shifts of the date they are. */
      askedBy: d.text().notNull(),
      askedOf: d.text().notNull(),
      date: d.text().notNull(),
      state: d.text().$type<SwapState>().notNull(),
      askedAt: d.instant().notNull(),
      settledAt: d.instant(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.id] }), d.index('shift_swaps_asked').on(t.communityId, t.askedOf, t.state)],
  )
  return { absences, shiftSwaps }
}
