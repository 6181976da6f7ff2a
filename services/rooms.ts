/** What happens to rooms: the bot is taken into one, put out of one, one is renamed. Admins hear what they must act on. */
import { and, eq } from 'drizzle-orm'
import type { Directory } from '../core/community.ts'
import type { Tx } from '../db/open.ts'
import type { DeskContext } from './context.ts'
import { bumpRevision } from './directory.ts'
import { voiceFor } from './lines.ts'
import { say } from './outbox.ts'
import { forgetTold, noteTold } from './room-check.ts'
import { officeRoom } from './staff-rooms.ts'

export interface RoomRef {
  account: string
  id: string
  topic: string
}

const selfOf = (account: string): string => account.slice(account.indexOf(':') + 1)

/** A room nobody bound yet is told to the admins, with what to say there. */
export async function roomJoined(cx: DeskContext, room: RoomRef, personIds: readonly string[]): Promise<void> {
  if (!personIds.includes(selfOf(room.account))) return
  await inItsCommunity(cx, room, async (tx, directory, bound) => {
    await forgetTold(cx, tx, room.account, room.id, 'gone')
    if (bound) return
    await noteTold(cx, tx, room.account, room.id, 'unbound')
    await tellAdmins(cx, tx, directory, (phrases) => phrases.roomToBind({ room: room.topic || room.id }))
  })
}

export async function roomLeft(cx: DeskContext, room: RoomRef, personIds: readonly string[]): Promise<void> {
  if (!personIds.includes(selfOf(room.account))) return
  await inItsCommunity(cx, room, async (tx, directory) => {
    await noteTold(cx, tx, room.account, room.id, 'gone')
    await forgetTold(cx, tx, room.account, room.id, 'unbound')
    await tellAdmins(cx, tx, directory, (phrases) => phrases.roomLost({ room: room.topic || room.id }))
  })
}

export async function roomRenamed(cx: DeskContext, room: RoomRef): Promise<void> {
  await inItsCommunity(cx, room, async (tx, directory, bound) => {
    if (!bound || room.topic === '') return
    const { groups } = cx.db.tables
    await tx
      .update(groups)
      .set({ name: room.topic })
      .where(and(eq(groups.communityId, directory.id), eq(groups.externalId, room.id)))
    await bumpRevision(cx.db, tx, directory.id)
  })
}

/** The community a room is bound to, else the only one there is. */
async function inItsCommunity(cx: DeskContext, room: RoomRef, work: (tx: Tx, directory: Directory, bound: boolean) => Promise<void>): Promise<void> {
  const { groups } = cx.db.tables
  const [group] = await cx.db.read.select({ communityId: groups.communityId }).from(groups).where(eq(groups.externalId, room.id))
  const all = await cx.directories.ids(cx.db.read)
  const communityId = group?.communityId ?? (all.length === 1 ? all[0] : undefined)
  if (communityId === undefined) return cx.log.warn({ room: room.id }, 'a room of no known community')
  await cx.db.transact(async (tx) => work(tx, await cx.directories.get(tx, communityId), group !== undefined))
}

async function tellAdmins(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  words: (phrases: ReturnType<typeof voiceFor>['phrases']) => string,
): Promise<void> {
  const text = words(voiceFor(directory, directory.language, cx.now()).phrases)
  for (const admin of directory.staff.filter((person) => person.admin))
    await say(cx, tx, directory, { to: { person: admin.id }, text, fallbackRoom: officeRoom(directory) })
}
