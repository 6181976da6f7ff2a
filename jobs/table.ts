/** Every clock of the program in one table. A job looks whether something is due, so a missed tick is caught up by the next. */

import { instantAt, wallClock, within } from '../core/time.ts'
import { forgetOldWrites } from '../services/answered-writes.ts'
import { isStarted } from '../services/claims.ts'
import { closeUnanswered, resumeSuspended } from '../services/closing.ts'
import type { DeskContext } from '../services/context.ts'
import { sendDigests, sendDispatch } from '../services/digests.ts'
import { escalateOverdue } from '../services/escalations.ts'
import { tellLeads } from '../services/leads.ts'
import { takeWaitingWords } from '../services/ledger/words.ts'
import { forgetOldLinks } from '../services/login-links.ts'
import { tendMeetings } from '../services/meeting-clock.ts'
import { doErasures } from '../services/privacy/requests.ts'
import { keepRetention } from '../services/privacy/retention.ts'
import { sendAppraisal, sendWeekly } from '../services/reports.ts'
import { forgetOldSessions } from '../services/sessions.ts'
import { remindVerifiers } from '../services/verify-reminders.ts'

export interface Job {
  name: string
  /** Cron line, in the machine's time: only how often is looked. What is due is reckoned in the community's timezone. */
  cron: string
  run(cx: DeskContext, communityId: string): Promise<void>
}

export const JOBS: readonly Job[] = [
  { name: 'words', cron: '* * * * *', run: async (cx, id) => void (await takeWaitingWords(cx, id)) },
  { name: 'close-unanswered', cron: '* * * * *', run: async (cx, id) => void (await closeUnanswered(cx, id)) },
  { name: 'resume-suspended', cron: '* * * * *', run: async (cx, id) => void (await resumeSuspended(cx, id)) },
  { name: 'escalation', cron: '* * * * *', run: async (cx, id) => void (await escalateOverdue(cx, id)) },
  { name: 'verify', cron: '* * * * *', run: async (cx, id) => void (await remindVerifiers(cx, id)) },
  { name: 'meetings', cron: '* * * * *', run: async (cx, id) => void (await tendMeetings(cx, id)) },
  { name: 'digest', cron: '* * * * *', run: (cx, id) => dailyAt(cx, id, 'digest', (daysBack) => sendDigests(cx, id, { daysBack })) },
  { name: 'dispatch', cron: '* * * * *', run: (cx, id) => dailyAt(cx, id, 'dispatch', () => sendDispatch(cx, id)) },
  { name: 'weekly', cron: '* * * * *', run: async (cx, id) => void (await sendWeekly(cx, id)) },
  { name: 'appraisal', cron: '* * * * *', run: async (cx, id) => void (await sendAppraisal(cx, id)) },
  { name: 'access', cron: '23 * * * *', run: forgetAccess },
  { name: 'erasures', cron: '* * * * *', run: async (cx, id) => void (await doErasures(cx, id)) },
  { name: 'retention', cron: '*/10 * * * *', run: async (cx, id) => void (await keepRetention(cx, id)) },
  { name: 'leads', cron: '*/30 * * * *', run: leadsByDay },
]

/** What opens nothing any more is taken away. */
async function forgetAccess(cx: DeskContext): Promise<void> {
  await forgetOldLinks(cx)
  await forgetOldSessions(cx)
  await forgetOldWrites(cx)
}

const LATE_UNTIL = '12:00'

/**
 * Once a day from the community's hour on; what sends it claims the day. The digest of an evening on which nobody ran is told the next day,
 * after the quiet hours and before noon, for later the coming one is near; a dispatch sheet is of its evening only, for the next one says what stands then.
 */
async function dailyAt(
  cx: DeskContext,
  communityId: string,
  name: 'digest' | 'dispatch',
  send: (daysBack: number) => Promise<unknown>,
): Promise<void> {
  const { timezone, settings } = await cx.directories.get(cx.db.read, communityId)
  const now = cx.now()
  const { date, time } = wallClock(now, timezone)
  const at = name === 'digest' ? settings.digestAt : settings.dispatchAt
  const quiet = (one: string): boolean => within(one, settings.quietFrom, settings.quietTo)
  const started = (day: string): Promise<boolean> => isStarted(cx, `${name}:${communityId}`, day)
  if (time >= at) {
    if ((quiet(at) || !quiet(time)) && !(await started(date))) await send(0)
    return
  }
  const yesterday = wallClock(instantAt(date, '12:00', timezone, -1), timezone).date
  if (name === 'digest' && time < LATE_UNTIL && !quiet(time) && !(await started(yesterday))) await send(1)
}

/** Leads can wait for the day: they come in batches, never at night. */
async function leadsByDay(cx: DeskContext, communityId: string): Promise<void> {
  const directory = await cx.directories.get(cx.db.read, communityId)
  if (!within(wallClock(cx.now(), directory.timezone).time, '08:00', '21:30')) return
  await cx.db.transact((tx) => tellLeads(cx, tx, directory))
}
