/** The clock of joint meetings: the weekly one is called by itself, one left open is closed. */
import { nextWeekly } from '../core/meeting.ts'
import type { MeetingRow } from '../db/tables.ts'
import { agendaNow, openMeeting } from './agenda.ts'
import { claim, isStarted } from './claims.ts'
import type { DeskContext } from './context.ts'
import { callMeeting, closeMeeting } from './meetings.ts'

/** A meeting whose minutes nobody closed is closed so long after the last word of them: those concerned must hear of it. */
export const LEFT_OPEN = { hours: 3 }

/** @returns whether a meeting was closed */
export async function closeForgotten(cx: DeskContext, communityId: string): Promise<boolean> {
  const left = (row: MeetingRow | undefined): boolean =>
    row?.minutedAt != null && row.minutedAt + LEFT_OPEN.hours * 3_600_000 <= cx.now() && (row.at === null || row.at <= cx.now())
  if (!left(await openMeeting(cx, cx.db.read, communityId))) return false
  return cx.db.transact(async (tx) => {
    if (!left(await openMeeting(cx, tx, communityId))) return false
    await closeMeeting(cx, tx, await cx.directories.get(tx, communityId), null)
    return true
  })
}

/** A weekly meeting is called so long before it begins. */
export const CALLED_BEFORE = { hours: 24 }

/** The clock of meetings: the weekly one is called by itself where the community has one and there is something to meet about; one left open is closed. */
export async function tendMeetings(cx: DeskContext, communityId: string): Promise<void> {
  await closeForgotten(cx, communityId)
  const { settings, timezone } = await cx.directories.get(cx.db.read, communityId)
  const { meeting } = settings
  if (!meeting) return
  const at = nextWeekly(cx.now(), meeting, timezone)
  const name = `meeting:${communityId}`
  if (at - cx.now() > CALLED_BEFORE.hours * 3_600_000 || (await isStarted(cx, name, String(at)))) return
  await cx.db.transact(async (tx) => {
    if (!(await claim(cx, tx, name, String(at)))) return
    const directory = await cx.directories.get(tx, communityId)
    const agenda = await agendaNow(cx, tx, directory)
    // Somebody has set the time already, or nothing needs one.
    if (agenda.meeting.at !== null || agenda.items.length === 0) return
    await callMeeting(cx, tx, directory, { at, place: meeting.place ?? '', by: null })
  })
}
