/** Somebody goes by the name of staff and orders what only staff may 冒充: nothing is done, for people are known by their chat id, and the admins hear of it. */
import { calledName, isStaff } from '../core/community.ts'
import type { Tx } from '../db/open.ts'
import type { DeskContext } from './context.ts'
import type { Arrival } from './intake.ts'
import { voiceFor } from './lines.ts'
import { saidSince, say } from './outbox.ts'
import { officeRoom } from './staff-rooms.ts'

const TOLD_ONCE_IN_MS = 24 * 3_600_000
const LONGEST = 60
const bare = (name: string): string => name.normalize('NFKC').replace(/[\s\p{P}\p{S}\p{Cf}]/gu, '')

/** To be called where somebody was refused for who they are. */
export async function noteImpostor(cx: DeskContext, tx: Tx, { directory, message, person, roomId, group }: Arrival): Promise<void> {
  if (isStaff(person.role)) return
  const name = bare(message.sender.name)
  const posed = directory.staff.find((one) => isStaff(one.role) && name !== '' && [one.name, calledName(one)].some((known) => bare(known) === name))
  if (!posed) return
  const admins = directory.staff.filter((one) => one.admin)
  const { phrases } = voiceFor(directory, directory.language, cx.now())
  const room = roomId === null ? '' : (group?.name ?? message.room?.topic ?? '')
  const text = phrases.posesAsStaff({ name: message.sender.name, room, words: message.text.slice(0, LONGEST) })
  for (const admin of admins) {
    const key = `poses:${person.id}:${admin.id}`
    if (await saidSince(cx, tx, directory.id, key, cx.now() - TOLD_ONCE_IN_MS)) continue
    await say(cx, tx, directory, { to: { person: admin.id }, text, key, fallbackRoom: officeRoom(directory) })
  }
}
