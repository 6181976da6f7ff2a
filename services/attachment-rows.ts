/** Attachments in the database: which picture belongs to which message and ticket. */
import { and, asc, desc, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { Tx } from '../db/open.ts'
import type { AttachmentRow } from '../db/tables.ts'
import type { DeskContext, Read } from './context.ts'

export async function attachmentsOfTicket(cx: DeskContext, read: Read, communityId: string, ticketId: string): Promise<AttachmentRow[]> {
  const { attachments } = cx.db.tables
  return read
    .select()
    .from(attachments)
    .where(and(eq(attachments.communityId, communityId), eq(attachments.ticketId, ticketId)))
    .orderBy(asc(attachments.id))
}

export async function pictureCount(cx: DeskContext, read: Read, communityId: string, ticketId: string): Promise<number> {
  return (await attachmentsOfTicket(cx, read, communityId, ticketId)).filter((row) => row.state !== 'refused').length
}

/** Ties the attachments of messages to a ticket. */
export async function tieAttachments(
  cx: DeskContext,
  tx: Tx,
  communityId: string,
  account: string,
  messageIds: readonly string[],
  ticketId: string,
  purpose: AttachmentRow['purpose'] = 'report',
): Promise<AttachmentRow[]> {
  if (messageIds.length === 0) return []
  const { attachments } = cx.db.tables
  return tx
    .update(attachments)
    .set({ ticketId, purpose })
    .where(
      and(
        eq(attachments.communityId, communityId),
        eq(attachments.account, account),
        inArray(attachments.messageId, [...messageIds]),
        isNull(attachments.ticketId),
      ),
    )
    .returning()
}

/** Pictures somebody sent in a chat a moment ago that belong to nothing yet. */
export async function loosePictures(
  cx: DeskContext,
  read: Read,
  communityId: string,
  from: { personId: string; roomId: string | null; since: number },
): Promise<string[]> {
  const { attachments, messages } = cx.db.tables
  const rows = await read
    .select({ id: messages.id, roomId: messages.roomId })
    .from(messages)
    .innerJoin(
      attachments,
      and(eq(attachments.communityId, messages.communityId), eq(attachments.account, messages.account), eq(attachments.messageId, messages.id)),
    )
    .where(
      and(eq(messages.communityId, communityId), eq(messages.personId, from.personId), gt(messages.at, from.since), isNull(attachments.ticketId)),
    )
    .orderBy(desc(messages.heardOrder))
    .limit(9)
  return rows.filter((row) => row.roomId === from.roomId).map((row) => row.id)
}
