/** One problem told by many is one ticket with many followers; a known outage answers instead of a ticket. */
import { describe, expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown } from '../support/town.ts'

describe.each(databases)('followers on $name', ({ open }) => {
  test('neighbours who say the same within seconds stand in the one answer', async () => {
    const town = await openTown({ db: await open() })
    await play(
      town,
      `
      12:03 李阿姨 @128号楼群: 报修：停水了
      +2s   赵叔 @128号楼群: 我家也停水了
      +2s   小吴 @128号楼群: 我家也没水了
            小啄 @128号楼群: #1042 … 128号楼，已有3户反映，王师傅在跟，有消息马上说。
            小啄 → 王师傅: 【#1042】 … 共3户`,
    )
    expect((await town.ticket(1042)).followers).toEqual(['zhao', 'wu'])
  })
})

test('later voices are counted, and the group hears the number at most every half hour', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：停水了
          小啄 @128号楼群: 记下了 #1042
    12:10 赵叔 @128号楼群: 我家也停水了
          小啄 @128号楼群: @赵叔 记上了 #1042 … 已有2户反映
    12:20 小吴 @128号楼群: 我家也停水了
          小啄 @128号楼群: (没说话)
    12:45 刘哥 @128号楼群: 我家也停水了
          小啄 @128号楼群: @刘哥 记上了 #1042 … 已有4户反映`,
  )
})

test('the same trouble told in another group follows the first ticket and is answered where it was told', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 电梯又坏了，卡在5楼不动
          小啄 @128号楼群: 记下了 #1042
    12:08 Tom @126号楼群: 128号楼电梯坏了 我去看老妈上不去
          小啄 @126号楼群: @Tom 记上了 #1042 … 已有2户反映
          小啄 @128号楼群: (没说话)`,
  )
  expect((await town.ticket(1042)).followers).toEqual(['tom'])
})

test('the same words from another building are another ticket', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：停水了
          小啄 @128号楼群: 记下了 #1042
    12:05 Tom @126号楼群: 报修：停水了
          小啄 @126号楼群: 记下了 #1043`,
  )
})

test('a reporter who says it again is no second household', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：停水了
          小啄 @128号楼群: 记下了 #1042
    12:10 李阿姨 @128号楼群: 我家停水了，一滴都没有`,
  )
  expect(await town.tickets()).toHaveLength(1)
  expect((await town.ticket(1042)).followers).toEqual([])
})

test('an announced outage is told once to every group of its buildings', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:20 小孙 @长峰物业工作群: 停电 126-128号楼 线路检修 到18点
          小啄 @128号楼群: 126–128号楼停电：线路检修，预计18:00恢复。
          小啄 @126号楼群: 126–128号楼停电：线路检修，预计18:00恢复。
          小啄 @长峰物业工作群: 好，已告诉 2 个群，今天18:00前来问的我直接回。`,
  )
})

test('a report that a known outage explains is answered from it and opens nothing', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:20 小孙 @长峰物业工作群: 停水 128-130号楼 水泵检修 到18点
          小啄 @128号楼群: 停水
    12:30 李阿姨 @128号楼群: 报修：停水了
          小啄 @128号楼群: @李阿姨 128–130号楼停水：水泵检修，预计18:00恢复。
    12:31 赵叔 @128号楼群: 我家也停水了
          小啄 @128号楼群: (没说话)`,
  )
  expect(await town.tickets()).toEqual([])
})

test('after the outage is over the same words are a report again', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:20 小孙 @长峰物业工作群: 停水 128-130号楼 水泵检修 到18点
          小啄 @128号楼群: 停水
    19:00 李阿姨 @128号楼群: 报修：停水了
          小啄 @128号楼群: @李阿姨 记下了 #1042`,
  )
})

test('an outage without a readable end is asked for', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:20 小孙 @长峰物业工作群: 停水 999号楼 水泵检修 到18点
          小啄 @长峰物业工作群: @小孙 没有这栋楼。有的是：126`,
  )
})
