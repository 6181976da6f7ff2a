/** The grid worker looks at it on the spot; what nobody confirmed is never called confirmed. */
import { describe, expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown, type Town } from '../support/town.ts'

/** #1042 of 128号楼 with a picture, said to be done with another at 14:30. */
async function done(town: Town): Promise<Town> {
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
    +4s   李阿姨 @128号楼群: [图片]
          小啄 @128号楼群: 记下了 #1042
    14:30 王师傅 → 小啄: [图片]
          王师傅 → 小啄: 办结1042 全拉走了
          小啄 @128号楼群: #1042 … 已处理：全拉走了 [图]
          小啄 @128号楼群: [图片]`,
  )
  return town
}

describe.each(databases)('looking at it on the spot, on $name', ({ open }) => {
  test('the grid worker gets a card with the pictures of before and after; seen to be in order, it closes on their word', async () => {
    const town = await done(await openTown({ db: await open() }))
    await play(
      town,
      `
      14:40 钱经理 → 小啄: 1042 请网格员核实
            小啄 → 网格员小何: 【#1042】 … 128号楼 请您去现场核实 ｜ 王师傅说办好了："全拉走了" [图] ｜ 钱经理请的 ｜ 看过回"1042 已核实"或"1042 核实没修好"加情况，可带图
            小啄 → 网格员小何: [图片]
            小啄 → 网格员小何: [图片]
            小啄 → 钱经理: #1042 已请网格员小何现场核实
      15:20 网格员小何 → 小啄: 1042 已核实
            小啄 @128号楼群: #1042 … 网格员小何现场核实过，结案，用时 … 没好随时说。
            小啄 → 网格员小何: #1042 核实记下了。`,
    )
    expect(await town.ticket(1042)).toMatchObject({ status: 'solved', confirmed: false, solvedBy: 'verified', verifyAskedAt: null })
  })

  test('seen not to be in order, it goes back to work', async () => {
    const town = await done(await openTown({ db: await open() }))
    await play(
      town,
      `
      14:40 社区小陈 → 小啄: 核实1042
            小啄 → 网格员小何: 【#1042】 … 请您去现场核实
      15:20 网格员小何 → 小啄: 1042 核实没修好 三楼还有两个柜子
            小啄 @128号楼群: #1042 重新打开，已告诉王师傅："三楼还有两个柜子"。
            小啄 → 王师傅: 【#1042】 … 没好，第1次重开 ｜ 网格员小何："三楼还有两个柜子"
            小啄 → 网格员小何: #1042 核实记下了，已退回王师傅重办。`,
    )
    expect(await town.ticket(1042)).toMatchObject({ status: 'open', reopens: 1, verifyAskedAt: null })
  })
})

test('an answer to the card in the grid worker’s own words does as well', async () => {
  const town = await done(await openTown())
  await play(
    town,
    `
    14:40 钱经理 → 小啄: 请网格员核实1042
          小啄 → 网格员小何: 请您去现场核实
    15:20 网格员小何 → 小啄 [引用 请您去现场核实]: 没修好
          小啄 @128号楼群: #1042 重新打开`,
  )
  expect((await town.ticket(1042)).reopens).toBe(1)
})

test('while the work goes on, what was seen goes to whoever has it', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：停水了
          小啄 @128号楼群: 记下了 #1042
    12:20 钱经理 → 小啄: 1042 请网格员核实
          小啄 → 网格员小何: 【#1042】 … 王师傅在办
    12:40 网格员小何 → 小啄: 1042 核实没修好 只有高层没水
          小啄 → 王师傅: 【#1042】 … 网格员小何现场看过，还没好："只有高层没水"
          小啄 → 网格员小何: #1042 核实记下了，已告诉王师傅。`,
  )
  expect((await town.ticket(1042)).status).toBe('open')
})

test('who was asked and says nothing is reminded, each time once', async () => {
  const town = await openTown({ at: '2026-11-23 08:59' })
  await play(
    town,
    `
    9:00  李阿姨 @128号楼群: 报修：停水了
          小啄 @128号楼群: 记下了 #1042
    9:10  钱经理 → 小啄: 1042 请网格员核实
          小啄 → 网格员小何: 请您去现场核实`,
  )
  for (const time of ['13:00', '15:00', '15:01', '次日 12:00', '12:01']) await play(town, `${time} ⏰`)
  expect(town.lines.filter((line) => line.chat === '网格员小何' && line.text.includes('还有 1 件等您现场核实'))).toHaveLength(2)
})

test('only the community’s people say what they saw', async () => {
  const town = await done(await openTown())
  await play(town, '14:40 王师傅 → 小啄: 1042 已核实\n小啄 → 王师傅: #1042 要')
  expect((await town.ticket(1042)).status).toBe('resolved')
})

test('closed by itself stands apart from confirmed in the evening', async () => {
  const town = await done(await openTown())
  await play(town, '次日 14:31 ⏰\n+1m ⏰\n小啄 @128号楼群: 结案 … 到时间没人回音')
  expect(await town.ticket(1042)).toMatchObject({ status: 'solved', confirmed: false, solvedBy: 'silence' })
  await play(town, '20:30 ⏰\n+0s 小啄 @128号楼群: ✓ #1042 … （2 小时 … ，到期未回音）\n小啄 @128号楼群: [图片]')
})
