/** Idempotency 幂等: a write asked for twice under one key is done once; the second asker gets the first answer, for a day. */
import { and, eq, isNull, lt } from 'drizzle-orm'
import type { Tables } from '../db/tables.ts'
import type { DeskContext } from './context.ts'

export type AnsweredWrite = Tables['answeredWrites']['$inferSelect']
export const KEPT = { ms: 86_400_000 }
/** Whoever began it and has not answered since has died. */
const GIVEN_UP_AFTER = { ms: 60_000 }

export interface WriteKey {
  communityId: string
  personId: string
  key: string
}

/** @returns `undefined`: it is the caller's to do; else what is known of it */
export function claimWrite(cx: DeskContext, write: WriteKey, requestHash: string): Promise<AnsweredWrite | undefined> {
  const { answeredWrites: t } = cx.db.tables
  const now = cx.now()
  return cx.db.transact(async (tx) => {
    const [known] = await tx.select().from(t).where(itself(cx, write))
    const over = known && (known.status === null ? known.at <= now - GIVEN_UP_AFTER.ms : known.at <= now - KEPT.ms)
    if (known && !over) return known
    if (known) await tx.delete(t).where(itself(cx, write))
    await tx.insert(t).values({ ...write, requestHash, at: now })
    return undefined
  })
}

const itself = (cx: DeskContext, { communityId, personId, key }: WriteKey) => {
  const { answeredWrites: t } = cx.db.tables
  return and(eq(t.communityId, communityId), eq(t.personId, personId), eq(t.key, key))
}

export type Answer = Pick<AnsweredWrite, 'status' | 'contentType' | 'body'>

/** Keeps the answer; `undefined` when the write failed and may be tried again. */
export async function settleWrite(cx: DeskContext, write: WriteKey, answer: Answer | undefined): Promise<void> {
  const { answeredWrites: t } = cx.db.tables
  const pending = and(itself(cx, write), isNull(t.status))
  await cx.db.transact((tx) => (answer === undefined ? tx.delete(t).where(pending) : tx.update(t).set(answer).where(pending)))
}

export async function forgetOldWrites(cx: DeskContext): Promise<void> {
  const { answeredWrites: t } = cx.db.tables
  await cx.db.transact((tx) => tx.delete(t).where(lt(t.at, cx.now() - KEPT.ms)))
}
