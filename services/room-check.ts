/** Rooms held against what the platform says: joins and removals that happened while the bot was away. Admins hear of each once. */
import { isNotNull } from 'drizzle-orm'
import type { Directory } from '../core/community.ts'
import type { Tx } from '../db/open.ts'
import { claim, disclaim } from './claims.ts'
import type { DeskContext } from './context.ts'
import { voiceFor } from './lines.ts'
import { say } from './outbox.ts'
import type { ChatPort } from './ports.ts'
import { officeRoom } from './staff-rooms.ts'

interface Found {
  /** Bound groups whose room the account no longer sits in. */
  gone: { id: string; name: string }[]
  /** Rooms the account sits in that belong to no group. */
  unbound: { id: string; name: string }[]
}

/** @returns names of what the admins were told of just now */
export async function checkRooms(cx: DeskContext, port: Pick<ChatPort, 'account' | 'rooms'>): Promise<{ gone: string[]; unbound: string[] }> {
  const rooms = await port.rooms()
  // A gateway that has only just logged in may not know its rooms yet: nothing can be concluded from silence.
  if (rooms.length === 0) return { gone: [], unbound: [] }
  const { groups } = cx.db.tables
  const bound = await cx.db.read
    .select({ communityId: groups.communityId, id: groups.externalId, name: groups.name })
    .from(groups)
    .where(isNotNull(groups.externalId))
  const here = new Set(rooms.map((room) => room.id))
  const known = new Set(bound.map((group) => group.id))
  const communities = await cx.directories.ids(cx.db.read)
  const news: { gone: string[]; unbound: string[] } = { gone: [], unbound: [] }
  for (const communityId of communities) {
    const found: Found = {
      gone: bound.flatMap(({ communityId: its, id, name }) => (its === communityId && id !== null && !here.has(id) ? [{ id, name }] : [])),
      // Whose a room is that nobody bound can only be said where there is one community.
      unbound:
        communities.length === 1 ? rooms.filter((room) => !known.has(room.id)).map(({ id, topic }) => ({ id, name: topic === '' ? id : topic })) : [],
    }
    const told = await cx.db.transact(async (tx) => tellOnce(cx, tx, await cx.directories.get(tx, communityId), port.account, found))
    news.gone.push(...told.gone)
    news.unbound.push(...told.unbound)
  }
  return news
}

async function tellOnce(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  account: string,
  found: Found,
): Promise<{ gone: string[]; unbound: string[] }> {
  const fresh = async (what: keyof Found): Promise<string[]> => {
    const names: string[] = []
    for (const { id, name } of found[what]) if (await claim(cx, tx, claimName(what), `${account} ${id}`)) names.push(name)
    return names
  }
  const told = { gone: await fresh('gone'), unbound: await fresh('unbound') }
  if (told.gone.length + told.unbound.length === 0) return told
  const text = voiceFor(directory, directory.language, cx.now()).phrases.roomsChanged(told)
  for (const admin of directory.staff.filter((person) => person.admin))
    await say(cx, tx, directory, { to: { person: admin.id }, text, fallbackRoom: officeRoom(directory) })
  return told
}

const claimName = (what: keyof Found): string => `rooms-${what}`

/** The bot sits in a room (again), or was just told of its going: what was said of it is no news any more, what comes next is. */
export async function forgetTold(cx: DeskContext, tx: Tx, account: string, roomId: string, what: keyof Found): Promise<void> {
  await disclaim(cx, tx, claimName(what), `${account} ${roomId}`)
}

/** The event itself told the admins: the next check need not. */
export async function noteTold(cx: DeskContext, tx: Tx, account: string, roomId: string, what: keyof Found): Promise<void> {
  await claim(cx, tx, claimName(what), `${account} ${roomId}`)
}
