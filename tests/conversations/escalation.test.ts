/** Forgotten tickets come forward by themselves, never at night for what can wait, one message for several. */
import { describe, expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown, type Town } from '../support/town.ts'

const toldTo = (town: Town, name: string, words: RegExp): number =>
  town.lines.filter((line) => line.by === null && line.direct && line.chat === name && words.test(line.text)).length

describe.each(databases)('a forgotten ticket on $name', ({ open }) => {
  test('reminds who has it at half time, then the supervisor too, then the community', async () => {
    const town = await openTown({ db: await open(), at: '2026-11-23 08:59' })
    await play(
      town,
      `
      9:00  李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
            小啄 @128号楼群: 记下了 #1042
      9:59  ⏰
      10:01 ⏰
            小啄 → 王师傅: 提醒 1 件： … #1042 … 接单时限 今天11:00前
      11:01 ⏰
            小啄 → 王师傅: 催一下 1 件： … #1042 … 已过接单时限
            小啄 → 钱经理: 催一下 1 件： … #1042 … 王师傅 … 已过接单时限`,
    )
    await play(town, '14:01 ⏰\n+5s ⏰')
    expect(toldTo(town, '方书记', /#1042/)).toBe(1)
  })
})

test('taking it in time stops the clock of taking; each step is said once', async () => {
  const town = await openTown({ at: '2026-11-23 08:59' })
  await play(
    town,
    `
    9:00  李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
          小啄 @128号楼群: 记下了 #1042
    9:30  王师傅 → 小啄: 接1042
          小啄 → 王师傅: 好，#1042`,
  )
  for (const time of ['10:01', '10:02', '11:01', '11:30']) await play(town, `${time} ⏰`)
  expect(toldTo(town, '王师傅', /接单时限/)).toBe(0)
  await play(town, '12:10 ⏰\n13:30 ⏰\n13:31 ⏰')
  expect(toldTo(town, '王师傅', /到场时限/)).toBe(1)
})

test('several tickets of one person come in one reminder', async () => {
  const town = await openTown({ at: '2026-11-23 08:59' })
  await play(
    town,
    `
    9:00  李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
          小啄 @128号楼群: 记下了 #1042
    9:01  Tom @126号楼群: report: the bins at bldg 126 are overflowing
          小啄 @126号楼群: noted, #1043
    10:02 ⏰
          小啄 → 王师傅: 提醒 2 件： … #1042 … #1043`,
  )
})

test('at night nobody is reminded of what can wait; danger wakes people up', async () => {
  const town = await openTown({ at: '2026-11-23 21:00' })
  await play(town, '21:10 李阿姨 @128号楼群: 我家水压特别小，洗澡都没水\n小啄 @128号楼群: #1042')
  await town.pass(town.today('22:30'))
  await town.runJobs()
  await town.pass(town.today('23:30'))
  await town.runJobs()
  expect(town.lines.filter((line) => line.by === null && /时限/.test(line.text) && line.at > town.today('22:00'))).toEqual([])
  await play(town, '23:40 婷婷妈妈 @7号楼群: 有没有人闻到煤气味？？\n小啄 @7号楼群: #1043')
  await town.pass(town.today('23:57'))
  await town.runJobs()
  await town.pass(town.now() + 1_000)
  expect(town.lines.some((line) => line.by === null && /#1043/.test(line.text) && /时限/.test(line.text))).toBe(true)
})

test('a suspended ticket is nobody’s reproach, and its limit moves by the pause', async () => {
  const town = await openTown({ at: '2026-11-23 08:59' })
  await play(
    town,
    `
    9:00  李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
          小啄 @128号楼群: 记下了 #1042
    9:10  王师傅 → 小啄: 接1042
    9:20  王师傅 → 小啄: 挂账1042 等业主回来搬
          小啄 @128号楼群: #1042 … 先挂账：等业主回来搬`,
  )
  const before = (await town.ticket(1042)).resolveBy
  await play(town, '15:20 ⏰')
  expect(toldTo(town, '王师傅', /时限/)).toBe(0)
  await play(town, '15:20 王师傅 → 小啄: 恢复1042\n小啄 @128号楼群: #1042 … 恢复办理')
  expect((await town.ticket(1042)).resolveBy - before).toBeGreaterThanOrEqual(6 * 3_600_000 - 60_000)
})
