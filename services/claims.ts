/** What must happen once: a tick of a job, or a thing told. Whoever claims it first does it, however many processes run. */
import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../db/open.ts'
import type { DeskContext } from './context.ts'

/** @returns false when it was claimed before */
export async function claim(cx: DeskContext, tx: Tx, name: string, tick: string): Promise<boolean> {
  const { jobClaims } = cx.db.tables
  const rows = await tx.insert(jobClaims).values({ name, tick, claimedAt: cx.now() }).onConflictDoNothing().returning()
  return rows.length > 0
}

/** It did not come about, or is news again. */
export async function disclaim(cx: DeskContext, tx: Tx, name: string, tick: string): Promise<void> {
  const { jobClaims } = cx.db.tables
  await tx.delete(jobClaims).where(and(eq(jobClaims.name, name), eq(jobClaims.tick, tick)))
}

export const isStarted = async (cx: DeskContext, name: string, tick: string): Promise<boolean> => (await startedOf(cx, name, [tick])).size > 0

/** Databases bound the values of one question. */
const TICKS_AT_ONCE = 500

/** Those of the ticks that are claimed. */
export async function startedOf(cx: DeskContext, name: string, ticks: readonly string[]): Promise<Set<string>> {
  const { jobClaims } = cx.db.tables
  const started = new Set<string>()
  for (let i = 0; i < ticks.length; i += TICKS_AT_ONCE) {
    const rows = await cx.db.read
      .select({ tick: jobClaims.tick })
      .from(jobClaims)
      .where(and(eq(jobClaims.name, name), inArray(jobClaims.tick, ticks.slice(i, i + TICKS_AT_ONCE))))
    for (const row of rows) started.add(row.tick)
  }
  return started
}
