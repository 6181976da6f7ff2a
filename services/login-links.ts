/**
 * One-time links 登录链接 instead of passwords: asked for in a direct chat, valid for minutes, once, and only in the browser that opened it
 * first. Looking at the page changes nothing (chats fetch previews of links); opening and signing in are asked for by the page itself.
 */
import { and, eq, isNull, lt } from 'drizzle-orm'
import type { Person } from '../core/community.ts'
import { CodedError } from '../core/errors.ts'
import type { Tx } from '../db/open.ts'
import type { LoginLinkRow } from '../db/tables.ts'
import { audit } from './audit.ts'
import type { DeskContext, Read } from './context.ts'
import { personById } from './identity.ts'
import { hashOf, newSecret } from './secrets.ts'
import { openSession } from './sessions.ts'

/** One from the chat, and one printed for the first admin. */
export const LINK_VALID = { chatMinutes: 10, setupMinutes: 24 * 60 }
const MINUTE = 60_000

type Wanted = Pick<LoginLinkRow, 'communityId' | 'personId' | 'origin'>

/** Only the newest link of a person works. @returns its secret, which stands nowhere else */
export async function makeLink(cx: DeskContext, tx: Tx, { communityId, personId, origin }: Wanted): Promise<string> {
  const { loginLinks: t } = cx.db.tables
  await tx.delete(t).where(and(eq(t.communityId, communityId), eq(t.personId, personId), isNull(t.usedAt)))
  const secret = newSecret()
  const now = cx.now()
  const minutes = origin === 'chat' ? LINK_VALID.chatMinutes : LINK_VALID.setupMinutes
  const row = { communityId, id: cx.newId(), secretHash: hashOf(secret), personId, origin, createdAt: now, expiresAt: now + minutes * MINUTE }
  await tx.insert(t).values(row)
  await audit(cx, tx, communityId, {
    actor: origin === 'chat' ? personId : null,
    action: 'link.made',
    target: row.id,
    detail: { person: personId, origin },
  })
  return secret
}

export const linkAddress = (publicUrl: string, secret: string): string => `${publicUrl}/login/${secret}`

export interface OpenedLink {
  communityId: string
  person: Person
  expiresAt: number
  /** What the browser is to be known by until it signs in. */
  mark: string
}

/** Binds a link to the browser that opens it. @throws CodedError LINK_INVALID, LINK_ELSEWHERE */
export function openLink(cx: DeskContext, secret: string, mark: string | undefined): Promise<OpenedLink> {
  return cx.db.transact(async (tx) => {
    const link = await living(cx, tx, secret)
    const { loginLinks: t } = cx.db.tables
    const own = mark ?? newSecret()
    if (link.browserHash !== null) sameBrowser(link, own)
    else
      await tx
        .update(t)
        .set({ browserHash: hashOf(own) })
        .where(and(eq(t.communityId, link.communityId), eq(t.id, link.id)))
    return { communityId: link.communityId, person: await ownerOf(cx, tx, link), expiresAt: link.expiresAt, mark: own }
  })
}

export interface SignedIn {
  communityId: string
  personId: string
  sessionId: string
  /** Of the session. */
  secret: string
}

/** Uses a link up. @throws CodedError LINK_INVALID, LINK_ELSEWHERE */
export function redeemLink(cx: DeskContext, secret: string, mark: string | undefined, agent: string): Promise<SignedIn> {
  return cx.db.transact(async (tx) => {
    const link = await living(cx, tx, secret)
    if (link.browserHash === null || mark === undefined) throw new CodedError('LINK_ELSEWHERE', 'The link was not opened in this browser.')
    sameBrowser(link, mark)
    const { communityId, id, personId } = link
    await ownerOf(cx, tx, link)
    const { loginLinks: t } = cx.db.tables
    await tx
      .update(t)
      .set({ usedAt: cx.now() })
      .where(and(eq(t.communityId, communityId), eq(t.id, id)))
    const session = await openSession(cx, tx, { communityId, personId, agent })
    await audit(cx, tx, communityId, { actor: personId, action: 'session.opened', target: session.id, detail: { link: id, origin: link.origin } })
    return { communityId, personId, sessionId: session.id, secret: session.secret }
  })
}

async function living(cx: DeskContext, read: Read, secret: string): Promise<LoginLinkRow> {
  const { loginLinks: t } = cx.db.tables
  const [link] = await read
    .select()
    .from(t)
    .where(eq(t.secretHash, hashOf(secret)))
  if (!link) throw new CodedError('LINK_INVALID', 'There is no such link, or a newer one was asked for.')
  if (link.usedAt !== null) throw new CodedError('LINK_INVALID', 'The link has been used.')
  if (link.expiresAt <= cx.now()) throw new CodedError('LINK_INVALID', 'The link has expired.')
  return link
}

function sameBrowser(link: LoginLinkRow, mark: string): void {
  if (link.browserHash !== hashOf(mark)) throw new CodedError('LINK_ELSEWHERE', 'The link was opened first in another browser.')
}

async function ownerOf(cx: DeskContext, read: Read, { communityId, personId }: LoginLinkRow): Promise<Person> {
  const person = await personById(cx, read, communityId, personId)
  if (!person) throw new CodedError('LINK_INVALID', 'The person of this link is not known any more.')
  return person
}

/** The admin who has to be let in first: of a community in which nobody ever signed in. */
export async function firstAdmin(cx: DeskContext, communityId: string): Promise<Person | undefined> {
  const { audit: log } = cx.db.tables
  const signedIn = await cx.db.read
    .select({ at: log.at })
    .from(log)
    .where(and(eq(log.communityId, communityId), eq(log.action, 'session.opened')))
    .limit(1)
  if (signedIn.length > 0) return undefined
  return (await cx.directories.get(cx.db.read, communityId)).staff.find((person) => person.admin)
}

export async function forgetOldLinks(cx: DeskContext): Promise<void> {
  const { loginLinks: t } = cx.db.tables
  await cx.db.transact((tx) => tx.delete(t).where(lt(t.expiresAt, cx.now())))
}
