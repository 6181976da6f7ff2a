/** A matter closed long ago: its pictures leave, later the people and words of it. The matter stays for the statistics. */
import { and, eq, isNotNull, ne, or } from 'drizzle-orm'
import { anonymised } from '../../core/anonymise.ts'
import { type Directory, isStaff } from '../../core/community.ts'
import type { Ticket } from '../../core/ticket.ts'
import type { Tx } from '../../db/open.ts'
import type { DeskContext } from '../context.ts'
import { voiceFor } from '../lines.ts'
import { rewriteRecord } from '../redaction.ts'

export async function forgetPictures(cx: DeskContext, tx: Tx, { id: communityId }: Directory, ticket: Ticket): Promise<boolean> {
  const { attachments, outbox } = cx.db.tables
  const gone = await tx
    .delete(attachments)
    .where(and(eq(attachments.communityId, communityId), eq(attachments.ticketId, ticket.id)))
    .returning({ id: attachments.id })
  await tx
    .update(outbox)
    .set({ pictureHash: null })
    .where(and(eq(outbox.communityId, communityId), eq(outbox.ticketId, ticket.id), isNotNull(outbox.pictureHash), ne(outbox.state, 'pending')))
  return gone.length > 0
}

/** Residents and their words leave the matter, its messages and what was made of them; staff stay as those who did the work. */
export async function forgetPeople(cx: DeskContext, tx: Tx, directory: Directory, ticket: Ticket): Promise<boolean> {
  const { attachments, leads, messages, people } = cx.db.tables
  const communityId = directory.id
  const phrases = voiceFor(directory, ticket.language, cx.now()).phrases
  const workers = new Set(
    (
      await tx
        .select({ id: people.id, role: people.role })
        .from(people)
        .where(and(eq(people.communityId, communityId), ne(people.role, 'resident')))
    )
      .filter(({ role }) => isStaff(role))
      .map(({ id }) => id),
  )
  const next = await rewriteRecord(cx, tx, communityId, ticket.id, null, { type: 'anonymised' }, (record) =>
    anonymised(record, { leaves: (id) => !workers.has(id), words: 'all', names: [], titleOf: phrases.category, keepDoor: false }),
  )
  await tx.delete(attachments).where(and(eq(attachments.communityId, communityId), eq(attachments.ticketId, ticket.id)))
  await tx
    .delete(messages)
    .where(
      and(
        eq(messages.communityId, communityId),
        or(eq(messages.matterId, ticket.id), and(eq(messages.account, ticket.account), eq(messages.id, ticket.messageId))),
      ),
    )
  for (const lead of await tx
    .select()
    .from(leads)
    .where(and(eq(leads.communityId, communityId), eq(leads.ticketId, ticket.id))))
    await tx
      .update(leads)
      .set({ text: '', senderName: '', personId: '', reading: { ...lead.reading, text: '', summary: undefined } })
      .where(and(eq(leads.communityId, communityId), eq(leads.number, lead.number)))
  return next !== undefined
}
