/** Runs the table of jobs. One failing job never stops the next. */
import { schedule } from 'node-cron'
import type { DeskContext } from '../services/context.ts'
import { JOBS, type Job } from './table.ts'

export interface Jobs {
  /** Looks at once whether anything is due: called at start to catch up. */
  runAll(): Promise<void>
  stop(): Promise<void>
}

export function startJobs(cx: DeskContext): Jobs {
  const running = new Map<string, Promise<void>>()
  const run = async (job: Job): Promise<void> => {
    for (const communityId of await cx.directories.ids(cx.db.read)) {
      try {
        await job.run(cx, communityId)
      } catch (error) {
        cx.log.error({ job: job.name, communityId, err: error }, 'a job failed; the next tick tries again')
      }
    }
  }
  /** A slow run is not overtaken by the next tick. */
  const once = (job: Job): Promise<void> => {
    const going = running.get(job.name)
    if (going) return going
    const turn = run(job)
      .catch((error) => cx.log.error({ job: job.name, err: error }, 'a job failed; the next tick tries again'))
      .finally(() => running.delete(job.name))
    running.set(job.name, turn)
    return turn
  }
  const tasks = JOBS.map((job) => schedule(job.cron, () => once(job), { name: job.name, noOverlap: true }))
  return {
    async runAll() {
      for (const job of JOBS) await once(job)
    },
    async stop() {
      for (const task of tasks) await task.stop()
      await Promise.all(running.values())
    },
  }
}
