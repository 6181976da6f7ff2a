/** Every clock of the program in one table. A job looks whether something is due, so a missed tick is caught up by the next. */

import { wallClock, within } from '../core/time.ts'
import { closeUnanswered, resumeSuspended } from '../services/closing.ts'
import type { DeskContext } from '../services/context.ts'
import { isStarted, sendDigests, sendDispatch } from '../services/digests.ts'
import { escalateOverdue } from '../services/escalations.ts'
import { tellLeads } from '../services/leads.ts'
import { sendAppraisal, sendWeekly } from '../services/reports.ts'

export interface Job {
  name: string
  /** Cron line, in the machine's time: only how often is looked. What is due is reckoned in the community's timezone. */
  cron: string
  run(cx: DeskContext, communityId: string): Promise<void>
}

export const JOBS: readonly Job[] = [
  { name: 'close-unanswered', cron: '* * * * *', run: async (cx, id) => void (await closeUnanswered(cx, id)) },
  { name: 'resume-suspended', cron: '* * * * *', run: async (cx, id) => void (await resumeSuspended(cx, id)) },
  { name: 'escalation', cron: '* * * * *', run: async (cx, id) => void (await escalateOverdue(cx, id)) },
  { name: 'digest', cron: '* * * * *', run: (cx, id) => dailyAt(cx, id, 'digest', () => sendDigests(cx, id)) },
  { name: 'dispatch', cron: '* * * * *', run: (cx, id) => dailyAt(cx, id, 'dispatch', () => sendDispatch(cx, id)) },
  { name: 'weekly', cron: '* * * * *', run: async (cx, id) => void (await sendWeekly(cx, id)) },
  { name: 'appraisal', cron: '* * * * *', run: async (cx, id) => void (await sendAppraisal(cx, id)) },
  { name: 'leads', cron: '*/30 * * * *', run: leadsByDay },
]

/** Once a day from the community's hour on, the same evening or not at all; what sends it claims the day. */
async function dailyAt(cx: DeskContext, communityId: string, name: 'digest' | 'dispatch', send: () => Promise<unknown>): Promise<void> {
  const { timezone, settings } = await cx.directories.get(cx.db.read, communityId)
  const { date, time } = wallClock(cx.now(), timezone)
  const at = name === 'digest' ? settings.digestAt : settings.dispatchAt
  const tooLate = !within(at, settings.quietFrom, settings.quietTo) && within(time, settings.quietFrom, settings.quietTo)
  if (time < at || tooLate || (await isStarted(cx, `${name}:${communityId}`, date))) return
  await send()
}

/** Leads can wait for the day: they come in batches, never at night. */
async function leadsByDay(cx: DeskContext, communityId: string): Promise<void> {
  const directory = await cx.directories.get(cx.db.read, communityId)
  if (!within(wallClock(cx.now(), directory.timezone).time, '08:00', '21:30')) return
  await cx.db.transact((tx) => tellLeads(cx, tx, directory))
}
