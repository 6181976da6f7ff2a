/** Saved views: filters, order and columns under a name. */
import { and, asc, eq, or } from 'drizzle-orm'
import { CodedError } from '../../core/errors.ts'
import type { SavedViewRow } from '../../db/tables.ts'
import type { DeskContext } from '../context.ts'

/** One person keeps so many. */
const VIEWS_AT_MOST = 50

export interface NewSavedView {
  name: string
  shared: boolean
  query: Record<string, string>
  columns: string[]
}

/** One's own and those that are shared. */
export async function viewsFor(cx: DeskContext, communityId: string, personId: string): Promise<SavedViewRow[]> {
  const { savedViews: v } = cx.db.tables
  return cx.db.read
    .select()
    .from(v)
    .where(and(eq(v.communityId, communityId), or(eq(v.personId, personId), eq(v.shared, true))))
    .orderBy(asc(v.createdAt), asc(v.id))
}

/** Under a name that is there already it takes the old one's place. @throws CodedError TOO_LARGE */
export async function saveView(cx: DeskContext, communityId: string, personId: string, view: NewSavedView): Promise<SavedViewRow> {
  const { savedViews: v } = cx.db.tables
  return cx.db.transact(async (tx) => {
    const own = await tx
      .select()
      .from(v)
      .where(and(eq(v.communityId, communityId), eq(v.personId, personId)))
    const old = own.find(({ name }) => name === view.name)
    if (!old && own.length >= VIEWS_AT_MOST) throw new CodedError('TOO_LARGE', `There are ${own.length} views already.`)
    const row = { communityId, id: old?.id ?? cx.newId(), personId, createdAt: old?.createdAt ?? cx.now(), ...view }
    if (old)
      await tx
        .update(v)
        .set(row)
        .where(and(eq(v.communityId, communityId), eq(v.id, old.id)))
    else await tx.insert(v).values(row)
    return row
  })
}

/** @throws CodedError NOT_FOUND also for somebody else's */
export async function dropView(cx: DeskContext, communityId: string, personId: string, id: string): Promise<void> {
  const { savedViews: v } = cx.db.tables
  const gone = await cx.db.transact((tx) =>
    tx
      .delete(v)
      .where(and(eq(v.communityId, communityId), eq(v.id, id), eq(v.personId, personId)))
      .returning({ id: v.id }),
  )
  if (gone.length === 0) throw new CodedError('NOT_FOUND', 'There is no such view of yours.')
}
