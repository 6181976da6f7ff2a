/**
 * Sessions of browsers. The secret is replaced from time to time; the old one counts until the browser shows the new one, so that an answer
 * lost on the way signs nobody out. A secret shown long after it was replaced was copied by somebody: the session ends for both.
 */
import { and, desc, eq, gt, isNull, lt, ne, or } from 'drizzle-orm'
import type { Tx } from '../db/open.ts'
import type { SessionRow } from '../db/tables.ts'
import { audit } from './audit.ts'
import type { DeskContext } from './context.ts'
import { hashOf, newSecret } from './secrets.ts'

const DAY = 86_400_000
/** A session ends after so long without a question, and in any case after so long. */
export const SESSION_LIFE = { idleDays: 7, days: 30 }
const ROTATED_AFTER = { ms: 12 * 3_600_000 }
/** Questions under way with the old secret while the new one arrives. */
const OVERLAP = { ms: 60_000 }
/** Seen is written down no more often than this. */
const SEEN_EVERY = { ms: 5 * 60_000 }
const AGENT_LENGTH = 200

export interface NewSession {
  communityId: string
  personId: string
  agent: string
}

export async function openSession(cx: DeskContext, tx: Tx, { communityId, personId, agent }: NewSession): Promise<{ id: string; secret: string }> {
  const now = cx.now()
  const [id, secret] = [cx.newId(), newSecret()]
  await tx.insert(cx.db.tables.sessions).values({
    communityId,
    id,
    personId,
    secretHash: hashOf(secret),
    rotatedAt: now,
    agent: agent.slice(0, AGENT_LENGTH),
    createdAt: now,
    lastSeenAt: now,
    expiresAt: now + SESSION_LIFE.days * DAY,
  })
  return { id, secret }
}

export interface FoundSession {
  session: SessionRow
  /** The secret the browser is to keep from now on. */
  replacement?: string
}

/** The living session behind a secret. */
export async function sessionBehind(cx: DeskContext, secret: string): Promise<FoundSession | undefined> {
  const hash = hashOf(secret)
  const { sessions: t } = cx.db.tables
  const [session] = await cx.db.read
    .select()
    .from(t)
    .where(or(eq(t.secretHash, hash), eq(t.nextHash, hash), eq(t.previousHash, hash)))
  const now = cx.now()
  if (!session || session.expiresAt <= now || session.lastSeenAt + SESSION_LIFE.idleDays * DAY <= now) return undefined
  if (session.nextHash === hash) await takeNext(cx, session, now)
  else if (session.previousHash === hash && now - session.rotatedAt > OVERLAP.ms) return endCopied(cx, session)
  else if (session.secretHash === hash && isOld(session, now)) return handed(session, await handNext(cx, session, now))
  if (now - session.lastSeenAt > SEEN_EVERY.ms) await cx.db.transact((tx) => tx.update(t).set({ lastSeenAt: now }).where(itself(cx, session)))
  return { session }
}

const handed = (session: SessionRow, replacement: string | undefined): FoundSession => ({
  session,
  ...(replacement === undefined ? {} : { replacement }),
})

const itself = (cx: DeskContext, { communityId, id }: Pick<SessionRow, 'communityId' | 'id'>) => {
  const { sessions: t } = cx.db.tables
  return and(eq(t.communityId, communityId), eq(t.id, id))
}

/** Old enough for a new secret, and none is on its way. */
const isOld = (session: SessionRow, now: number): boolean =>
  now - session.rotatedAt > ROTATED_AFTER.ms && (session.nextAt === null || now - session.nextAt > OVERLAP.ms)

/** @returns nothing when another question of the same browser was quicker: only one new secret may be on its way */
async function handNext(cx: DeskContext, session: SessionRow, now: number): Promise<string | undefined> {
  const secret = newSecret()
  const { sessions: t } = cx.db.tables
  const asRead = session.nextAt === null ? isNull(t.nextAt) : eq(t.nextAt, session.nextAt)
  const rows = await cx.db.transact((tx) =>
    tx
      .update(t)
      .set({ nextHash: hashOf(secret), nextAt: now, lastSeenAt: now })
      .where(and(itself(cx, session), eq(t.secretHash, session.secretHash), asRead))
      .returning({ id: t.id }),
  )
  return rows.length > 0 ? secret : undefined
}

async function takeNext(cx: DeskContext, session: SessionRow, now: number): Promise<void> {
  const { nextHash, secretHash } = session
  if (nextHash === null) return
  const { sessions: t } = cx.db.tables
  await cx.db.transact((tx) =>
    tx
      .update(t)
      .set({ secretHash: nextHash, previousHash: secretHash, nextHash: null, nextAt: null, rotatedAt: now, lastSeenAt: now })
      .where(and(itself(cx, session), eq(t.nextHash, nextHash))),
  )
}

async function endCopied(cx: DeskContext, session: SessionRow): Promise<undefined> {
  await cx.db.transact(async (tx) => {
    await tx.delete(cx.db.tables.sessions).where(itself(cx, session))
    await audit(cx, tx, session.communityId, { actor: null, action: 'session.copied', target: session.id, detail: { person: session.personId } })
  })
  cx.log.warn({ session: session.id, person: session.personId }, 'a session was ended: its old secret was shown again')
  return undefined
}

/** The living ones, the one used last first; of one person, or of everybody. */
export function sessionsOf(cx: DeskContext, communityId: string, personId?: string): Promise<SessionRow[]> {
  const { sessions: t } = cx.db.tables
  const now = cx.now()
  return cx.db.read
    .select()
    .from(t)
    .where(
      and(
        eq(t.communityId, communityId),
        personId === undefined ? undefined : eq(t.personId, personId),
        gt(t.expiresAt, now),
        gt(t.lastSeenAt, now - SESSION_LIFE.idleDays * DAY),
      ),
    )
    .orderBy(desc(t.lastSeenAt))
}

/** Which sessions end: one, or all of a person but the one they ask from. */
export type Ending = { id: string; ofPerson?: string } | { allOf: string; but?: string }

/** @returns how many ended */
export async function endSessions(cx: DeskContext, tx: Tx, communityId: string, ending: Ending, actor: string): Promise<number> {
  const { sessions: t } = cx.db.tables
  const which =
    'id' in ending
      ? and(eq(t.id, ending.id), ending.ofPerson === undefined ? undefined : eq(t.personId, ending.ofPerson))
      : and(eq(t.personId, ending.allOf), ending.but === undefined ? undefined : ne(t.id, ending.but))
  const ended = await tx
    .delete(t)
    .where(and(eq(t.communityId, communityId), which))
    .returning({ id: t.id, personId: t.personId })
  for (const { id, personId } of ended) await audit(cx, tx, communityId, { actor, action: 'session.ended', target: id, detail: { person: personId } })
  return ended.length
}

/** Takes away what can open nothing any more. */
export async function forgetOldSessions(cx: DeskContext): Promise<void> {
  const { sessions: t } = cx.db.tables
  const now = cx.now()
  await cx.db.transact((tx) => tx.delete(t).where(or(lt(t.expiresAt, now), lt(t.lastSeenAt, now - SESSION_LIFE.idleDays * DAY))))
}
