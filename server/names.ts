/** Names of people by id, for lists that show who. */
import { and, eq, inArray } from 'drizzle-orm'
import type { DeskContext } from '../services/context.ts'

/** @returns id → name; an id that is nobody's stands for itself */
export async function namesOf(cx: DeskContext, communityId: string, ids: readonly (string | null)[]): Promise<(id: string) => string> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  const { people } = cx.db.tables
  const rows =
    wanted.length === 0
      ? []
      : await cx.db.read
          .select({ id: people.id, name: people.name })
          .from(people)
          .where(and(eq(people.communityId, communityId), inArray(people.id, wanted)))
  const names = new Map(rows.map((row) => [row.id, row.name]))
  return (id) => names.get(id) ?? id
}
