/** Runs the table of jobs. One failing job never stops the next. */
import { schedule } from 'node-cron'
import type { DeskContext } from '../services/context.ts'
import { JOBS, type Job } from './table.ts'

export interface Jobs {
  /** Looks at once whether anything is due: called at start to catch up. */
  runAll(): Promise<void>
  stop(): Promise<void>
}

/** What is done for the whole house, not community by community. It may take long, so starting does not wait for it: the next tick looks. */
export interface HouseJob {
  name: string
  cron: string
  /** @param signal the program stops: what takes long ends early */
  run(cx: DeskContext, signal: AbortSignal): Promise<void>
}

export function startJobs(cx: DeskContext, ofHouse: readonly HouseJob[] = []): Jobs {
  const stopping = new AbortController()
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
  const once = (name: string, work: () => Promise<void>): Promise<void> => {
    const going = running.get(name)
    if (going) return going
    const turn = work()
      .catch((error) => cx.log.error({ job: name, err: error }, 'a job failed; the next tick tries again'))
      .finally(() => running.delete(name))
    running.set(name, turn)
    return turn
  }
  const clock = ({ name, cron }: Pick<Job, 'name' | 'cron'>, work: () => Promise<void>) =>
    schedule(cron, () => once(name, work), { name, noOverlap: true })
  const tasks = [...JOBS.map((job) => clock(job, () => run(job))), ...ofHouse.map((job) => clock(job, () => job.run(cx, stopping.signal)))]
  return {
    async runAll() {
      for (const job of JOBS) await once(job.name, () => run(job))
    },
    async stop() {
      stopping.abort()
      for (const task of tasks) await task.stop()
      await Promise.all(running.values())
    },
  }
}
