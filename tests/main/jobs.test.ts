import { describe, expect, it } from 'vitest'
import { startJobs } from '../../jobs/run.ts'
import { JOBS } from '../../jobs/table.ts'
import { openTown } from '../support/town.ts'

describe('the clocks of the program', () => {
  it('each has a name of its own and a cron line that is looked at often enough to catch up', () => {
    expect(new Set(JOBS.map((job) => job.name)).size).toBe(JOBS.length)
    for (const job of JOBS) expect(job.cron, job.name).toMatch(/^(\*|\*\/\d{1,2}|\d{1,2}) \S+ \S+ \S+ \S+$/)
  })

  it('at the start catch up at once: a digest missed while the program was down is sent the same evening, once', async () => {
    const town = await openTown({ at: '2026-11-23 20:00' })
    await town.hear({ from: '李阿姨', in: '128号楼群', text: '报修：128号楼楼道被堆满了' })
    await town.pass(town.today('21:40'))
    for (let starts = 0; starts < 2; starts++) {
      const jobs = startJobs(town.desk.context)
      await jobs.runAll()
      await jobs.stop()
    }
    await town.pass(town.now() + 60_000)
    expect(town.lines.filter((line) => line.by === null && line.chat === '128号楼群' && line.text.includes('小结】'))).toHaveLength(1)
  })

  it('before the hour nothing is sent', async () => {
    const town = await openTown({ at: '2026-11-23 12:00' })
    await town.hear({ from: '李阿姨', in: '128号楼群', text: '报修：128号楼楼道被堆满了' })
    await town.pass(town.today('19:29'))
    const jobs = startJobs(town.desk.context)
    await jobs.runAll()
    await jobs.stop()
    await town.pass(town.now() + 1000)
    expect(town.lines.filter((line) => line.text.includes('小结】') || line.text.includes('调度单'))).toEqual([])
  })

  it('one that fails does not stop the next', async () => {
    const town = await openTown({ at: '2026-11-23 20:31' })
    await town.hear({ from: '李阿姨', in: '128号楼群', text: '报修：128号楼楼道被堆满了' })
    await town.pass(town.now() + 20_000)
    const put = town.desk.context.files.put
    town.desk.context.files.put = () => Promise.reject(new Error('no room for the picture card'))
    const jobs = startJobs(town.desk.context)
    await jobs.runAll()
    const dispatched = () => town.lines.filter((line) => line.by === null && line.text.includes('调度单'))
    await town.pass(town.now() + 20_000)
    expect(dispatched()).toHaveLength(1)
    town.desk.context.files.put = put
    await jobs.runAll()
    await jobs.stop()
    await town.pass(town.now() + 20_000)
    expect(town.lines.filter((line) => line.by === null && line.chat === '128号楼群' && line.text.includes('小结】'))).toHaveLength(1)
  })
})
