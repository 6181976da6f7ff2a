/**
 * Rows brought up to what their events say, once after each change of the schema: an older program folded the same events into fewer columns.
 * Reads and writes in small steps beside the daily work; a ticket that changes meanwhile is right already.
 */
import { isDeepStrictEqual } from 'node:util'
import { and, asc, eq, gt } from 'drizzle-orm'
import { fold } from '../core/evolve.ts'
import { claim, isStarted } from './claims.ts'
import type { DeskContext } from './context.ts'
import { eventsOfMany, onlyTicket } from './ticket-rows.ts'

const AT_ONCE = 200
const CLAIM = 'refold'

/** @param schema name of the newest migration: what it is done once for. @returns how many rows were mended */
export async function refoldOnce(cx: DeskContext, communityId: string, schema: string, signal?: AbortSignal): Promise<number> {
  const tick = `${communityId} ${schema}`
  if (await isStarted(cx, CLAIM, tick)) return 0
  const { tickets } = cx.db.tables
  let [mended, after] = [0, '']
  for (;;) {
    const rows = await cx.db.read
      .select()
      .from(tickets)
      .where(and(eq(tickets.communityId, communityId), gt(tickets.id, after)))
      .orderBy(asc(tickets.id))
      .limit(AT_ONCE)
    const last = rows.at(-1)
    if (!last || signal?.aborted) break
    after = last.id
    const records = await eventsOfMany(
      cx,
      cx.db.read,
      communityId,
      rows.map((row) => row.id),
    )
    for (const row of rows) {
      const record = records.get(row.id)
      // Without events nothing can be said of it: the doctor's matter.
      if (!record) continue
      const told = fold(record)
      if (told.version !== row.version || isDeepStrictEqual(told, onlyTicket(row))) continue
      const changed = await cx.db.transact((tx) =>
        tx
          .update(tickets)
          .set(told)
          .where(and(eq(tickets.communityId, communityId), eq(tickets.id, row.id), eq(tickets.version, row.version)))
          .returning({ id: tickets.id }),
      )
      mended += changed.length
    }
  }
  if (signal?.aborted) return mended
  await cx.db.transact((tx) => claim(cx, tx, CLAIM, tick))
  if (mended > 0) cx.log.info({ communityId, mended }, 'tickets of an older program were brought up to date')
  return mended
}
