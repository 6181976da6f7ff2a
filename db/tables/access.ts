/** Who signed in, which machines have tokens, what was done, and which writes were answered already. Secrets are kept as hashes only. */
import type { Permission } from '../../core/access.ts'
import type { Dialect } from '../dialects.ts'

export function defineAccess(d: Dialect) {
  /** One-time links 登录链接. */
  const loginLinks = d.table(
    'login_links',
    {
      communityId: d.text().notNull(),
      id: d.text().notNull(),
      secretHash: d.text().notNull(),
      personId: d.text().notNull(),
      /** Asked for in a chat, or printed for the first admin. */
      origin: d.text().$type<'chat' | 'setup'>().notNull(),
      createdAt: d.instant().notNull(),
      expiresAt: d.instant().notNull(),
      /** Of the browser that opened it first. */
      browserHash: d.text(),
      usedAt: d.instant(),
    },
    (t) => [
      d.primaryKey({ columns: [t.communityId, t.id] }),
      d.uniqueIndex('login_links_secret').on(t.secretHash),
      d.index('login_links_expires').on(t.expiresAt),
    ],
  )
  const sessions = d.table(
    'sessions',
    {
      communityId: d.text().notNull(),
      id: d.text().notNull(),
      personId: d.text().notNull(),
      secretHash: d.text().notNull(),
      /** The secret handed out to replace it, until the browser shows it for the first time. */
      nextHash: d.text(),
      nextAt: d.instant(),
      /** The one before; whoever shows it long after it was replaced has copied it. */
      previousHash: d.text(),
      rotatedAt: d.instant().notNull(),
      /** The browser as it calls itself. */
      agent: d.text().notNull(),
      createdAt: d.instant().notNull(),
      lastSeenAt: d.instant().notNull(),
      expiresAt: d.instant().notNull(),
    },
    (t) => [
      d.primaryKey({ columns: [t.communityId, t.id] }),
      d.uniqueIndex('sessions_secret').on(t.secretHash),
      d.index('sessions_next').on(t.nextHash),
      d.index('sessions_previous').on(t.previousHash),
      d.index('sessions_person').on(t.communityId, t.personId),
      d.index('sessions_expires').on(t.expiresAt),
    ],
  )
  const apiTokens = d.table(
    'api_tokens',
    {
      communityId: d.text().notNull(),
      id: d.text().notNull(),
      name: d.text().notNull(),
      secretHash: d.text().notNull(),
      /** Who made it; it may never do more than they may. */
      personId: d.text().notNull(),
      scopes: d.json<Permission[]>().notNull(),
      createdAt: d.instant().notNull(),
      expiresAt: d.instant(),
      lastUsedAt: d.instant(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.id] }), d.uniqueIndex('api_tokens_secret').on(t.secretHash)],
  )
  /** What people did beyond the tickets' own events. Never the words of messages. */
  const audit = d.table(
    'audit',
    {
      communityId: d.text().notNull(),
      position: d.long().notNull(),
      at: d.instant().notNull(),
      /** A person; null for the program itself. */
      actorId: d.text(),
      action: d.text().notNull(),
      target: d.text().notNull(),
      detail: d.json<Record<string, unknown>>().notNull(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.position] }), d.index('audit_action').on(t.communityId, t.action, t.position)],
  )
  /** Answers of writes, so that asking again under the same key does nothing twice. */
  const answeredWrites = d.table(
    'answered_writes',
    {
      communityId: d.text().notNull(),
      personId: d.text().notNull(),
      key: d.text().notNull(),
      /** Method, address and body as asked. */
      requestHash: d.text().notNull(),
      at: d.instant().notNull(),
      /** Null while it is being done. */
      status: d.integer(),
      contentType: d.text(),
      body: d.text(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.personId, t.key] }), d.index('answered_writes_at').on(t.at)],
  )
  return { loginLinks, sessions, apiTokens, audit, answeredWrites }
}
