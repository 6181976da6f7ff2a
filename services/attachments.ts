/** Fetches what messages carry: after the ticket is open, never before; tried again while the platform cannot give it. */
import { and, asc, eq, lte, sql } from 'drizzle-orm'
import { CodedError } from '../core/errors.ts'
import { phaseOf } from '../core/ticket.ts'
import { prepared } from '../db/prepared.ts'
import type { AttachmentRow } from '../db/tables.ts'
import { publicPlace, refreshWaiting, sayPictureOnce, sayPictures } from './cards.ts'
import type { DeskContext, Read } from './context.ts'
import type { StoredFile } from './files.ts'
import type { ChatPort } from './ports.ts'
import { ticketById } from './ticket-rows.ts'

/** Waits between attempts; after the last the attachment counts as lost. */
const RETRY_AFTER_MS = [5_000, 30_000, 120_000, 600_000, 3_600_000]
const BATCH = 20

/** The state stands in the text, for the index holds pending rows only. */
const dueAttachments = prepared((read: Read, { attachments }) =>
  read
    .select()
    .from(attachments)
    .where(
      and(
        sql`${attachments.state} = 'pending'`,
        eq(attachments.account, sql.placeholder('account')),
        lte(attachments.nextAt, sql.param(sql.placeholder('now'), attachments.nextAt)),
      ),
    )
    .orderBy(asc(attachments.nextAt))
    .limit(BATCH)
    .prepare(''),
)

/** Fetches what is due through a port. @returns how many were tried */
export async function fetchAttachments(cx: DeskContext, port: ChatPort): Promise<number> {
  const due = await dueAttachments(cx.db, cx.db.read, { account: port.account, now: cx.now() })
  for (const row of due) await fetchOne(cx, port, row)
  return due.length
}

async function fetchOne(cx: DeskContext, port: ChatPort, row: AttachmentRow): Promise<void> {
  let stored: StoredFile
  try {
    const { bytes } = await port.fetchAttachment(row.messageId)
    stored = await cx.files.put(bytes)
  } catch (error) {
    const refused = error instanceof CodedError && error.code === 'ATTACHMENT_REFUSED'
    const wait = RETRY_AFTER_MS[row.attempts]
    const state = refused ? 'refused' : wait === undefined ? 'lost' : 'pending'
    cx.log.warn({ attachment: row.id, attempt: row.attempts + 1, state, err: error }, 'an attachment could not be fetched')
    await update(cx, row, {
      state,
      attempts: row.attempts + 1,
      nextAt: state === 'pending' ? cx.now() + (wait ?? 0) : null,
      problem: (error as Error).message.slice(0, 200),
    })
    return
  }
  await update(cx, row, {
    state: 'stored',
    hash: stored.hash,
    mime: stored.mime,
    size: stored.size,
    attempts: row.attempts + 1,
    nextAt: null,
    problem: null,
  })
}

async function update(cx: DeskContext, row: AttachmentRow, change: Partial<AttachmentRow>): Promise<void> {
  const { attachments } = cx.db.tables
  const ticketNumber = await cx.db.transact(async (tx) => {
    const [now] = await tx
      .update(attachments)
      .set(change)
      .where(and(eq(attachments.communityId, row.communityId), eq(attachments.id, row.id)))
      .returning()
    if (now?.state !== 'stored' || now.ticketId === null || !now.mime?.startsWith('image/')) return undefined
    const ticket = await ticketById(cx, tx, row.communityId, now.ticketId)
    if (!ticket) return undefined
    const directory = await cx.directories.get(tx, row.communityId)
    if (now.purpose === 'proof' && phaseOf(ticket.status) !== 'open')
      await sayPictureOnce(cx, tx, directory, { ticket, hash: now.hash ?? '', to: publicPlace(ticket) })
    else if (now.purpose === 'report' && phaseOf(ticket.status) === 'open') {
      await refreshWaiting(cx, tx, directory, ticket)
      await sayPictures(cx, tx, directory, ticket)
    }
    return ticket.number
  })
  if (ticketNumber !== undefined) cx.changes.tell({ kind: 'ticket', communityId: row.communityId, ticketNumber })
  cx.changes.tell({ kind: 'message', communityId: row.communityId })
}
