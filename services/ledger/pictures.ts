/** Pictures from a page: kept like those of the chat, and told of like them. */
import { and, eq, like } from 'drizzle-orm'
import type { Directory, Person } from '../../core/community.ts'
import { decide } from '../../core/decide.ts'
import { CodedError } from '../../core/errors.ts'
import { phaseOf, type Ticket } from '../../core/ticket.ts'
import type { Tx } from '../../db/open.ts'
import { publicPlace, refreshWaiting, sayPictureOnce, sayPictures } from '../cards.ts'
import type { DeskContext } from '../context.ts'
import type { StoredFile } from '../files.ts'
import { ticketByNumber } from '../ticket-rows.ts'
import { act, standingOf } from '../tickets.ts'

/** What came over the web has no message: this stands in its place, with the time it came. */
export const WEB_ACCOUNT = 'web'
export const webMessageId = (cx: DeskContext): string => `web:${cx.now()}:${cx.newId()}`
/** When a picture came, where its message says so itself. */
export const webTimeOf = (messageId: string): number | undefined => {
  const at = Number(/^web:(\d+):/.exec(messageId)?.[1])
  return Number.isSafeInteger(at) ? at : undefined
}

/** Proof that was put up since the ticket is as it is. */
export async function webProofs(cx: DeskContext, tx: Tx, communityId: string, ticket: Ticket): Promise<number> {
  const { attachments } = cx.db.tables
  const rows = await tx
    .select({ messageId: attachments.messageId })
    .from(attachments)
    .where(
      and(
        eq(attachments.communityId, communityId),
        eq(attachments.ticketId, ticket.id),
        eq(attachments.purpose, 'proof'),
        eq(attachments.account, WEB_ACCOUNT),
        like(attachments.messageId, 'web:%'),
      ),
    )
  return rows.filter(({ messageId }) => (webTimeOf(messageId) ?? 0) >= ticket.statusAt).length
}

export interface NewPicture {
  number: number
  actor: Person
  purpose: 'report' | 'proof'
  name: string
  file: StoredFile
  /** What was said with it; of the matter only. */
  words?: string
}

/** @throws CodedError ATTACHMENT_REFUSED, TICKET_UNKNOWN and what `decide` says of adding to the ticket */
export async function addPicture(cx: DeskContext, communityId: string, picture: NewPicture, visible: (ticket: Ticket) => boolean): Promise<Ticket> {
  const { number, actor, purpose, file } = picture
  if (!file.mime.startsWith('image/')) throw new CodedError('ATTACHMENT_REFUSED', `a file of type ${file.mime} is no picture`)
  const after = await cx.db.transact(async (tx) => {
    const directory = await cx.directories.get(tx, communityId)
    const ticket = await ticketByNumber(cx, tx, communityId, number)
    if (!ticket || !visible(ticket)) throw new CodedError('TICKET_UNKNOWN', `There is no ticket #${number}.`, { number })
    return purpose === 'proof' ? keepProof(cx, tx, directory, ticket, picture) : keepDetail(cx, tx, directory, ticket, picture)
  })
  cx.changes.tell({ kind: 'ticket', communityId, ticketNumber: after.number })
  cx.log.info({ ticket: after.number, actor: actor.id, purpose, bytes: file.size }, 'a picture came over the web')
  return after
}

async function keep(
  cx: DeskContext,
  tx: Tx,
  communityId: string,
  ticket: Ticket,
  { name, purpose, file }: NewPicture,
  messageId: string,
): Promise<void> {
  await tx.insert(cx.db.tables.attachments).values({
    ...{ communityId, id: cx.newId(), account: WEB_ACCOUNT, messageId, name: name.slice(0, 200), hash: file.hash, mime: file.mime, size: file.size },
    ...{ state: 'stored', attempts: 1, nextAt: null, problem: null, purpose, ticketId: ticket.id },
  })
}

/** What the work looks like now: the words that it is done announce it; after them it follows by itself. */
async function keepProof(cx: DeskContext, tx: Tx, directory: Directory, ticket: Ticket, picture: NewPicture): Promise<Ticket> {
  const standing = standingOf(directory, ticket, picture.actor, null)
  decide(ticket, { type: 'note', words: '…' }, standing, cx.now())
  await keep(cx, tx, directory.id, ticket, picture, webMessageId(cx))
  if (phaseOf(ticket.status) !== 'open') await sayPictureOnce(cx, tx, directory, { ticket, hash: picture.file.hash, to: publicPlace(ticket) })
  return ticket
}

async function keepDetail(cx: DeskContext, tx: Tx, directory: Directory, ticket: Ticket, picture: NewPicture): Promise<Ticket> {
  const messageId = webMessageId(cx)
  const command = { type: 'add_detail', words: picture.words ?? '', pictures: 1, messageId } as const
  const after = await act(cx, tx, directory, { ticket, command, actor: picture.actor, roomId: null })
  await keep(cx, tx, directory.id, ticket, picture, messageId)
  if (phaseOf(after.status) === 'open') {
    await refreshWaiting(cx, tx, directory, after)
    await sayPictures(cx, tx, directory, after)
  }
  return after
}
