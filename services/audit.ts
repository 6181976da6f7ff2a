/** The audit log 操作日志: who did what to what, beyond the tickets' own events. Never the words of messages. */
import { and, desc, eq, lt } from 'drizzle-orm'
import type { Tx } from '../db/open.ts'
import type { AuditRow } from '../db/tables.ts'
import type { DeskContext } from './context.ts'

export interface Audited {
  /** A person's id; null for the program itself. */
  actor: string | null
  /** `<thing>.<what happened>`: session.opened, token.made, person.changed. */
  action: string
  /** What it was done to: an id, a ticket's number, a kind and id. */
  target: string
  detail?: Record<string, unknown>
}

export async function audit(cx: DeskContext, tx: Tx, communityId: string, { actor, action, target, detail = {} }: Audited): Promise<void> {
  await tx.insert(cx.db.tables.audit).values({ communityId, position: cx.nextOrder(), at: cx.now(), actorId: actor, action, target, detail })
}

export interface AuditQuery {
  limit: number
  /** Only what was written before this position. */
  before?: number
  action?: string
}

/** Newest first. */
export function auditOf(cx: DeskContext, communityId: string, { limit, before, action }: AuditQuery): Promise<AuditRow[]> {
  const { audit: t } = cx.db.tables
  return cx.db.read
    .select()
    .from(t)
    .where(
      and(
        eq(t.communityId, communityId),
        before === undefined ? undefined : lt(t.position, before),
        action === undefined ? undefined : eq(t.action, action),
      ),
    )
    .orderBy(desc(t.position))
    .limit(limit)
}
