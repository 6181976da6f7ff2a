/** Who is who in the chats: a code to give to somebody, and taking a binding back. */
import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { CodedError } from '../../core/errors.ts'
import { audit } from '../audit.ts'
import { CODE_VALID, issueCode } from '../binding.ts'
import type { DeskContext } from '../context.ts'
import { bumpRevision } from '../directory.ts'
import { personById } from '../identity.ts'
import { freshRevision, type SetupAsker } from './change.ts'

export interface BindCode {
  code: string
  expiresAt: number
}

/** @throws CodedError NOT_FOUND */
export async function codeFor(cx: DeskContext, { communityId, actor }: SetupAsker, personId: string): Promise<BindCode> {
  const bytes = randomBytes(16)
  return cx.db.transact(async (tx) => {
    if (!(await personById(cx, tx, communityId, personId))) throw notFound(personId)
    const code = await issueCode(cx, tx, communityId, personId, bytes)
    await audit(cx, tx, communityId, { actor, action: 'code.issued', target: personId })
    return { code, expiresAt: cx.now() + CODE_VALID.hours * 3_600_000 }
  })
}

const notFound = (what: string): CodedError => new CodedError('NOT_FOUND', `"${what}" is not known here.`)

/** Whoever writes from this chat id is a stranger again. @throws CodedError NOT_FOUND, SETUP_STALE */
export async function unbindPerson(
  cx: DeskContext,
  asker: SetupAsker,
  { personId, account, externalId }: { personId: string; account: string; externalId: string },
): Promise<void> {
  const { communityId, actor } = asker
  await cx.db.transact(async (tx) => {
    await freshRevision(cx, tx, asker)
    const { identities } = cx.db.tables
    const gone = await tx
      .delete(identities)
      .where(
        and(
          eq(identities.communityId, communityId),
          eq(identities.personId, personId),
          eq(identities.account, account),
          eq(identities.externalId, externalId),
        ),
      )
      .returning()
    if (gone.length === 0) throw notFound(externalId)
    await bumpRevision(cx.db, tx, communityId)
    await audit(cx, tx, communityId, { actor, action: 'person.unbound', target: personId, detail: { account } })
  })
  cx.changes.tell({ kind: 'setup', communityId })
}

/** The group stays; its room belongs to nobody until it is bound again. @throws CodedError NOT_FOUND, SETUP_STALE */
export async function unbindGroup(cx: DeskContext, asker: SetupAsker, groupId: string): Promise<void> {
  const { communityId, actor } = asker
  await cx.db.transact(async (tx) => {
    await freshRevision(cx, tx, asker)
    const { groups } = cx.db.tables
    const done = await tx
      .update(groups)
      .set({ externalId: null })
      .where(and(eq(groups.communityId, communityId), eq(groups.id, groupId)))
      .returning()
    if (done.length === 0) throw notFound(groupId)
    await bumpRevision(cx.db, tx, communityId)
    await audit(cx, tx, communityId, { actor, action: 'group.unbound', target: groupId })
  })
  cx.changes.tell({ kind: 'setup', communityId })
}
