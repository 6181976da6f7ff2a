/** The nightly backup: made once however many processes run, at the hour or as soon after it as the program is up, and rotated. */
import { CodedError } from '../../core/errors.ts'
import { wallClock } from '../../core/time.ts'
import { claim, disclaim, isStarted } from '../claims.ts'
import type { DeskContext } from '../context.ts'
import { makeBackup } from './make.ts'
import { rotate } from './rotation.ts'

export interface NightlyOrder {
  databaseUrl: string
  dataDir: string
  /** Folder of the backups. */
  into: string
  /** Hour, `03:30`, in `timezone`. */
  at: string
  timezone: string
}

const CLAIM = 'backup'
/** After one that failed; the disk is not full for a minute only. */
const AGAIN_AFTER_MS = 30 * 60_000

/** @returns what to call every minute: makes tonight's backup when it is due and nobody has */
export function nightlyBackup(order: NightlyOrder): (cx: DeskContext, signal: AbortSignal) => Promise<void> {
  let notBefore = 0
  return async (cx, signal) => {
    const now = cx.now()
    const { date, time } = wallClock(now, order.timezone)
    if (time < order.at || now < notBefore || (await isStarted(cx, CLAIM, date))) return
    if (!(await cx.db.transact((tx) => claim(cx, tx, CLAIM, date)))) return
    try {
      const made = await makeBackup({ ...order, madeBy: 'nightly', now, signal })
      const gone = await rotate(order.into, order.timezone)
      cx.log.info({ path: made.path, bytes: made.bytes, attachments: made.manifest.attachments.files, gone }, 'the nightly backup is made')
      if (made.changed.length > 0) cx.log.error({ attachments: made.changed }, 'attachments do not hold what their names say: npm run -s doctor')
    } catch (error) {
      notBefore = now + AGAIN_AFTER_MS
      await cx.db.transact((tx) => disclaim(cx, tx, CLAIM, date))
      if (signal.aborted) return cx.log.warn('the nightly backup was interrupted and is made anew at the next start')
      const { code, next } = error instanceof CodedError ? error : { code: 'INTERNAL', next: '' }
      cx.log.error({ code, next, err: error }, 'the nightly backup failed and is tried again in half an hour')
    }
  }
}
