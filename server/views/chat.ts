/** Messages as the chat shows them. */
import { and, eq, inArray } from 'drizzle-orm'
import type { MessageRow } from '../../db/tables.ts'
import type { DeskContext } from '../../services/context.ts'
import type { ChatMessage } from '../schemas.ts'

const NUMBER = /#(\d{1,7})/g

export async function shownMessages(cx: DeskContext, communityId: string, rows: readonly MessageRow[]): Promise<ChatMessage[]> {
  if (rows.length === 0) return []
  const { attachments, people } = cx.db.tables
  const files = await cx.db.read
    .select()
    .from(attachments)
    .where(
      and(
        eq(attachments.communityId, communityId),
        inArray(
          attachments.messageId,
          rows.map((row) => row.id),
        ),
      ),
    )
  const speakers = [...new Set(rows.flatMap((row) => (row.personId === null ? [] : [row.personId])))]
  const roles = new Map(
    speakers.length === 0
      ? []
      : (
          await cx.db.read
            .select({ id: people.id, role: people.role })
            .from(people)
            .where(and(eq(people.communityId, communityId), inArray(people.id, speakers)))
        ).map((p) => [p.id, p.role] as const),
  )
  const pictures = await ownPictures(cx, communityId, rows)
  return rows.map((row) => {
    const file = files.find((f) => f.messageId === row.id)
    const recalled = row.recalledAt !== null
    const picture = file?.hash ?? pictures.get(row.id)
    return {
      id: row.id,
      ...(row.roomId === null ? { person: row.peerId ?? '' } : { room: row.roomId }),
      at: row.at,
      from: { id: row.senderId, name: row.senderName, role: row.role === 'bot' ? 'bot' : (roles.get(row.personId ?? '') ?? 'other') },
      kind: row.kind,
      text: recalled ? '' : row.text,
      ...(row.quote && !recalled ? { quote: row.quote } : {}),
      mentions: row.mentions,
      recalled,
      ...(picture && !recalled ? { attachment: picture } : {}),
      ...(file ? { fileName: file.name } : {}),
      ticketNumbers: [...new Set([...row.text.matchAll(NUMBER)].map((m) => Number(m[1])))],
    }
  })
}

/** Pictures the bot sent: their bytes are ours already. */
async function ownPictures(cx: DeskContext, communityId: string, rows: readonly MessageRow[]): Promise<Map<string, string>> {
  const ids = rows.filter((row) => row.role === 'bot' && row.kind === 'image').map((row) => row.id)
  if (ids.length === 0) return new Map()
  const { outbox } = cx.db.tables
  const sent = await cx.db.read
    .select({ id: outbox.platformMessageId, hash: outbox.pictureHash })
    .from(outbox)
    .where(and(eq(outbox.communityId, communityId), inArray(outbox.platformMessageId, ids)))
  return new Map(sent.flatMap((row) => (row.id && row.hash ? [[row.id, row.hash] as const] : [])))
}
