/** API tokens for machines: part of the rights of whoever made them, shown once, kept as a hash. */
import { and, desc, eq } from 'drizzle-orm'
import type { Permission } from '../core/access.ts'
import type { Tx } from '../db/open.ts'
import type { ApiTokenRow } from '../db/tables.ts'
import { audit } from './audit.ts'
import type { DeskContext } from './context.ts'
import { hashOf, newSecret } from './secrets.ts'

/** What every token begins with, so that scanners of leaked secrets and people recognise one. */
export const TOKEN_PREFIX = 'wp_'
const USED_EVERY = { ms: 60_000 }

export interface NewToken {
  communityId: string
  personId: string
  name: string
  scopes: Permission[]
  /** Null: until it is taken back. */
  expiresAt: number | null
}

export async function makeToken(cx: DeskContext, tx: Tx, token: NewToken): Promise<{ row: ApiTokenRow; secret: string }> {
  const secret = `${TOKEN_PREFIX}${newSecret()}`
  const row = { ...token, id: cx.newId(), secretHash: hashOf(secret), createdAt: cx.now(), lastUsedAt: null }
  await tx.insert(cx.db.tables.apiTokens).values(row)
  await audit(cx, tx, token.communityId, {
    actor: token.personId,
    action: 'token.made',
    target: row.id,
    detail: { name: token.name, scopes: token.scopes, expiresAt: token.expiresAt },
  })
  return { row, secret }
}

/** The living token behind a secret. */
export async function tokenBehind(cx: DeskContext, secret: string): Promise<ApiTokenRow | undefined> {
  const { apiTokens: t } = cx.db.tables
  const now = cx.now()
  const [row] = await cx.db.read
    .select()
    .from(t)
    .where(eq(t.secretHash, hashOf(secret)))
  if (!row || (row.expiresAt !== null && row.expiresAt <= now)) return undefined
  if (row.lastUsedAt === null || now - row.lastUsedAt > USED_EVERY.ms)
    await cx.db.transact((tx) =>
      tx
        .update(t)
        .set({ lastUsedAt: now })
        .where(and(eq(t.communityId, row.communityId), eq(t.id, row.id))),
    )
  return row
}

/** Newest first. */
export function tokensOf(cx: DeskContext, communityId: string): Promise<ApiTokenRow[]> {
  const { apiTokens: t } = cx.db.tables
  return cx.db.read.select().from(t).where(eq(t.communityId, communityId)).orderBy(desc(t.createdAt), t.id)
}

/** What whoever made a token calls the program that has it. */
export async function tokenName(cx: DeskContext, communityId: string, id: string): Promise<string> {
  const { apiTokens: t } = cx.db.tables
  const [row] = await cx.db.read
    .select({ name: t.name })
    .from(t)
    .where(and(eq(t.communityId, communityId), eq(t.id, id)))
  return row?.name ?? ''
}

/** @returns whether there was such a token */
export async function revokeToken(cx: DeskContext, tx: Tx, communityId: string, id: string, actor: string): Promise<boolean> {
  const { apiTokens: t } = cx.db.tables
  const [gone] = await tx
    .delete(t)
    .where(and(eq(t.communityId, communityId), eq(t.id, id)))
    .returning({ name: t.name })
  if (gone) await audit(cx, tx, communityId, { actor, action: 'token.revoked', target: id, detail: { name: gone.name } })
  return gone !== undefined
}
