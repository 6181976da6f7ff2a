/** Messages in the database, found again. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { MessageRow } from '../db/tables.ts'
import type { DeskContext, Read } from './context.ts'

export async function messageTexts(cx: DeskContext, read: Read, communityId: string, account: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const { messages } = cx.db.tables
  const rows = await read
    .select({ text: messages.text })
    .from(messages)
    .where(and(eq(messages.communityId, communityId), eq(messages.account, account), inArray(messages.id, [...ids])))
    .orderBy(asc(messages.heardOrder))
  return rows.map((row) => row.text).filter(Boolean)
}

export async function messageById(cx: DeskContext, read: Read, communityId: string, account: string, id: string): Promise<MessageRow | undefined> {
  const { messages } = cx.db.tables
  const [row] = await read
    .select()
    .from(messages)
    .where(and(eq(messages.communityId, communityId), eq(messages.account, account), eq(messages.id, id)))
  return row
}

/** Has somebody spoken in a room? Then what is told there was told to them. */
export async function wasHeardIn(cx: DeskContext, read: Read, communityId: string, personId: string, roomId: string | null): Promise<boolean> {
  if (roomId === null) return false
  const { messages } = cx.db.tables
  const rows = await read
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.communityId, communityId), eq(messages.roomId, roomId), eq(messages.personId, personId)))
    .limit(1)
  return rows.length > 0
}
