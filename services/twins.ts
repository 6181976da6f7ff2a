/** The same open problem told in another group: same building, category, words, window. */
import { and, desc, eq, gt, inArray, isNull, ne, or } from 'drizzle-orm'
import type { Directory } from '../core/community.ts'
import { isDiscreet } from '../core/discretion.ts'
import { statusesIn, type Ticket } from '../core/ticket.ts'
import { matchPlaces } from '../core/understanding/place-match.ts'
import type { Category } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import type { DeskContext } from './context.ts'
import type { Whereabouts } from './opening.ts'
import { onlyTicket } from './ticket-rows.ts'

const WINDOW_MS = 48 * 3_600_000
/** Where these fail they fail for the whole building: no words need to agree. */
const WHOLE_BUILDING: ReadonlySet<Category> = new Set(['water', 'power', 'gas', 'heating', 'elevator'])
const WORDS_AGREE = 0.25

export async function mattersOfBuilding(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  told: { category: Category; where: Whereabouts; words: string; roomId: string | null },
): Promise<Ticket | undefined> {
  const { building, place } = told.where
  if (!building) return undefined
  const { tickets } = cx.db.tables
  const rows = await tx
    .select()
    .from(tickets)
    .where(
      and(
        eq(tickets.communityId, directory.id),
        inArray(tickets.status, statusesIn('open')),
        eq(tickets.category, told.category),
        eq(tickets.buildingId, building.id),
        gt(tickets.openedAt, cx.now() - WINDOW_MS),
        or(isNull(tickets.roomId), ne(tickets.roomId, told.roomId ?? '')),
      ),
    )
    .orderBy(desc(tickets.openedAt))
    .limit(20)
  return rows
    .map(onlyTicket)
    .find(
      (ticket) =>
        !(ticket.roomId === null && isDiscreet(ticket)) &&
        !matchPlaces(ticket.place, place, building.name).conflict &&
        (WHOLE_BUILDING.has(told.category) || likeness(ticket.said.join(' '), told.words) >= WORDS_AGREE),
    )
}

/** Share of the shorter text's character pairs that the other has too. */
function likeness(a: string, b: string): number {
  const pairs = (text: string) => {
    const letters = text.replace(/[\s\p{P}]/gu, '')
    return new Set(Array.from({ length: Math.max(0, letters.length - 1) }, (_, i) => letters.slice(i, i + 2)))
  }
  const [x, y] = [pairs(a), pairs(b)]
  const shared = [...x].filter((pair) => y.has(pair)).length
  return shared / Math.max(1, Math.min(x.size, y.size))
}
