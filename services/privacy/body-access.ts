/** Whoever reads what residents said in a matter is written down 查阅留痕: once an hour for each person and matter. */
import { audit } from '../audit.ts'
import type { DeskContext } from '../context.ts'

const ONCE_IN_MS = 3_600_000
const REMEMBERED = 10_000
/** What was written down of late, by this process. */
const seenBy = new WeakMap<DeskContext, Map<string, number>>()

export async function noteBodiesRead(cx: DeskContext, communityId: string, read: { by: string; number: number }): Promise<void> {
  const seen = seenBy.get(cx) ?? new Map<string, number>()
  seenBy.set(cx, seen)
  const key = `${communityId} ${read.by} ${read.number}`
  const now = cx.now()
  const last = seen.get(key)
  if (last !== undefined && now - last < ONCE_IN_MS) return
  await cx.db.transact((tx) => audit(cx, tx, communityId, { actor: read.by, action: 'ticket.read', target: `#${read.number}` }))
  seen.delete(key)
  seen.set(key, now)
  const oldest = seen.size > REMEMBERED ? seen.keys().next().value : undefined
  if (oldest !== undefined) seen.delete(oldest)
}
