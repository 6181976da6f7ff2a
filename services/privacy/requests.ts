/** Requests to be erased 删除申请: asked for, judged by an admin, done by a job a little later, so that the answer still reaches whoever asked. */
import { and, eq, isNotNull, lte, max } from 'drizzle-orm'
import type { Tx } from '../../db/open.ts'
import { audit } from '../audit.ts'
import type { DeskContext } from '../context.ts'
import { voiceFor } from '../lines.ts'
import { say } from '../outbox.ts'
import { erasePerson } from './erasure.ts'

/** The answer is said meanwhile. */
const AFTER_MS = 2 * 60_000

/** @returns the number of the request; `again` when one waits already */
export async function askForErasure(cx: DeskContext, tx: Tx, communityId: string, personId: string): Promise<{ number: number; again: boolean }> {
  const { erasureRequests: t } = cx.db.tables
  const [waiting] = await tx
    .select({ number: t.number })
    .from(t)
    .where(and(eq(t.communityId, communityId), eq(t.personId, personId), eq(t.state, 'asked')))
  if (waiting) return { number: waiting.number, again: true }
  const [last] = await tx
    .select({ number: max(t.number) })
    .from(t)
    .where(eq(t.communityId, communityId))
  const number = (last?.number ?? 0) + 1
  await tx.insert(t).values({ communityId, number, personId, askedAt: cx.now(), state: 'asked' })
  return { number, again: false }
}

/** @returns whose request it was; undefined when none of that number waits */
export async function judgeErasure(
  cx: DeskContext,
  tx: Tx,
  communityId: string,
  { request, granted, by }: { request: number; granted: boolean; by: string },
): Promise<string | undefined> {
  const { erasureRequests: t } = cx.db.tables
  const [row] = await tx
    .update(t)
    .set({ state: granted ? 'granted' : 'refused', decidedBy: by, decidedAt: cx.now() })
    .where(and(eq(t.communityId, communityId), eq(t.number, request), eq(t.state, 'asked')))
    .returning({ personId: t.personId })
  if (row) await audit(cx, tx, communityId, { actor: by, action: granted ? 'erasure.granted' : 'erasure.refused', target: String(request) })
  return row?.personId ?? undefined
}

/** Does what was granted, and tells the admin. @returns how many people were erased */
export async function doErasures(cx: DeskContext, communityId: string): Promise<number> {
  const { erasureRequests: t } = cx.db.tables
  const due = await cx.db.read
    .select({ number: t.number, personId: t.personId, by: t.decidedBy })
    .from(t)
    .where(and(eq(t.communityId, communityId), eq(t.state, 'granted'), isNotNull(t.personId), lte(t.decidedAt, cx.now() - AFTER_MS)))
  for (const { number, personId, by } of due) {
    if (personId === null) continue
    const erased = await erasePerson(cx, communityId, personId, by)
    await cx.db.transact(async (tx) => {
      await tx
        .update(t)
        .set({ personId: null })
        .where(and(eq(t.communityId, communityId), eq(t.number, number)))
      const directory = await cx.directories.get(tx, communityId)
      const { phrases } = voiceFor(directory, directory.language, cx.now())
      if (by !== null) await say(cx, tx, directory, { to: { person: by }, text: phrases.erasureDone({ request: number, ...erased }) })
    })
  }
  return due.length
}
