/** People who are not listened to 黑名单: what they say is written down like any chatter, without effect, unless it is an emergency. */
import { and, asc, eq } from 'drizzle-orm'
import { calledName } from '../../core/community.ts'
import type { Tx } from '../../db/open.ts'
import { audit } from '../audit.ts'
import type { DeskContext, Read } from '../context.ts'
import { bumpRevision } from '../directory.ts'

export async function blockPerson(cx: DeskContext, tx: Tx, communityId: string, { personId, by }: { personId: string; by: string }): Promise<void> {
  await tx.insert(cx.db.tables.blocks).values({ communityId, personId, blockedBy: by, blockedAt: cx.now() }).onConflictDoNothing()
  await audit(cx, tx, communityId, { actor: by, action: 'person.blocked', target: personId })
  await bumpRevision(cx.db, tx, communityId)
}

export async function unblockPerson(cx: DeskContext, tx: Tx, communityId: string, { personId, by }: { personId: string; by: string }): Promise<void> {
  const { blocks } = cx.db.tables
  await tx.delete(blocks).where(and(eq(blocks.communityId, communityId), eq(blocks.personId, personId)))
  await audit(cx, tx, communityId, { actor: by, action: 'person.unblocked', target: personId })
  await bumpRevision(cx.db, tx, communityId)
}

export async function blockedNames(cx: DeskContext, read: Read, communityId: string): Promise<string[]> {
  const { blocks, people } = cx.db.tables
  const rows = await read
    .select({ name: people.name, title: people.title })
    .from(blocks)
    .innerJoin(people, and(eq(people.communityId, blocks.communityId), eq(people.id, blocks.personId)))
    .where(eq(blocks.communityId, communityId))
    .orderBy(asc(blocks.blockedAt))
  return rows.map(calledName)
}
