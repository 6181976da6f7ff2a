/** Stars that say no, days that come, reporters who go, matters that are one. */
import { describe, expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown, type Town } from '../support/town.ts'

async function withLamp(town: Town): Promise<Town> {
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
          小啄 @128号楼群: 记下了 #1042
          小啄 → 王师傅: 【#1042】`,
  )
  return town
}

async function withDoor(town: Town): Promise<Town> {
  await play(
    town,
    `
    12:05 Tom @126号楼群: 报修：单元门坏了，关不上
          小啄 @126号楼群: 记下了 #1043
          小啄 → 王师傅: 【#1043】`,
  )
  return town
}

test.each(['1042 2星', '不满意1042'])('"%s" on finished work opens it again, and the group hears it', async (words) => {
  const town = await withLamp(await openTown())
  await play(
    town,
    `
    14:00 王师傅 → 小啄: 办结1042
          小啄 @128号楼群: #1042 … 已处理。
    14:10 李阿姨 @128号楼群: ${words}
          小啄 @128号楼群: #1042 重新打开，已告诉王师傅
          小啄 → 王师傅: 【#1042】… 没好，第1次重开`,
  )
  expect(await town.ticket(1042)).toMatchObject({ status: 'open', stars: 2, reopens: 1 })
  expect((await town.events(1042)).map((event) => event.type)).toEqual(expect.arrayContaining(['rated', 'reopened']))
  await play(
    town,
    `
    15:00 王师傅 → 小啄: 办结1042
          小啄 @128号楼群: #1042 … 已处理。
    15:10 李阿姨 @128号楼群: 1042好了
          小啄 @128号楼群: #1042 灯不亮 结案，用时 3 小时 7 分。`,
  )
})

describe.each(databases)('days that come, on $name', ({ open }) => {
  test('a suspended matter goes on when its day has come: the assignee is told, the reporter in one line', async () => {
    const town = await withLamp(await openTown({ db: await open() }))
    await play(
      town,
      `
      12:10 王师傅 → 小啄: 挂账1042 等灯管到货 到明天上午10点
            小啄 @128号楼群: #1042 灯不亮 先挂账
            小啄 → 王师傅: #1042 挂账了
      次日 09:00 ⏰
            小啄 @128号楼群: 【11月23日 · 128号楼小结】
            小啄 @128号楼群: [图片]`,
    )
    expect(await town.ticket(1042)).toMatchObject({ status: 'suspended' })
    await play(
      town,
      `
      10:01 ⏰
            小啄 @128号楼群: @李阿姨 #1042 灯不亮 恢复办理，王师傅在跟。
            小啄 → 王师傅: 【#1042】… 挂账到期，恢复办理
      10:02 ⏰
            小啄 @128号楼群: (没说话)`,
    )
    expect(await town.ticket(1042)).toMatchObject({ status: 'open', suspendedUntil: null })
  })
})

test('a reporter who withdraws leaves the matter to those who are still affected', async () => {
  const town = await withLamp(await openTown())
  await play(
    town,
    `
    12:10 赵叔 @128号楼群: 我也是1042
          小啄 @128号楼群: @赵叔 记上了 #1042 … 已有2户反映
    12:11 婷婷妈妈 @128号楼群: 我也是1042
    13:00 王师傅 → 小啄: 接单1042
    13:10 李阿姨 @128号楼群: 撤销1042
          小啄 @128号楼群: #1042 灯不亮：报事人撤回了，还有2户反映，继续办。`,
  )
  expect(await town.ticket(1042)).toMatchObject({ status: 'accepted', assigneeId: 'wang', reporterId: 'zhao', followers: ['tingting'] })
  await play(
    town,
    `
    13:20 赵叔 @128号楼群: 撤销1042
          小啄 @128号楼群: 还有1户反映
    13:30 婷婷妈妈 @128号楼群: 撤销1042
          小啄 @128号楼群: #1042 灯不亮 已撤销。`,
  )
  expect(await town.ticket(1042)).toMatchObject({ status: 'withdrawn' })
})

test('who told it directly and withdraws hears that it goes on; its news go to the next one affected', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 → 小啄: 报修：128号楼停水了
          小啄 → 李阿姨: 记下了 #1042
    12:10 赵叔 @128号楼群: 报修：128号楼停水了
          小啄 @128号楼群: @赵叔 记上了 #1042
    12:20 李阿姨 → 小啄: 撤销1042
          小啄 → 李阿姨: #1042 … 报事人撤回了，还有1户反映，继续办。
    14:00 王师傅 → 小啄: 办结1042
          小啄 → 赵叔: #1042 … 已处理`,
  )
  expect(await town.ticket(1042)).toMatchObject({ status: 'resolved', reporterId: 'zhao', followers: [] })
})

test('a matter is merged only into one that is open, and never in a ring', async () => {
  const town = await withDoor(await withLamp(await openTown()))
  await play(
    town,
    `
    12:20 王师傅 → 小啄: 合并1043到1042
          小啄 @126号楼群: #1043 和 #1042 是一件事，并到 #1042 一起办。
          小啄 @128号楼群: 记上了 #1042 … 已有2户反映
          小啄 → 王师傅: 【#1042】… 又有人反映，共2户 ｜ Tom
    12:21 王师傅 → 小啄: 合并1042到1043
          小啄 → 王师傅: #1042 并不进 #1043，那件已经不在办了
    12:22 王师傅 → 小啄: 合并1042到1042
          小啄 → 王师傅: #1042 不能并到自己
    12:23 王师傅 → 小啄: 合并1042到9999
          小啄 → 王师傅: 没有#9999这个号`,
  )
  expect(await town.ticket(1042)).toMatchObject({ status: 'open', followers: ['tom'], mergedInto: null })
  expect(await town.ticket(1043)).toMatchObject({ status: 'duplicate', mergedInto: 1042 })
})

test('the people of a merged matter are told all once', async () => {
  const town = await withLamp(await openTown())
  await play(
    town,
    `
    12:05 赵叔 @128号楼群: 报修：大堂玻璃碎了一块
          小啄 @128号楼群: 记下了 #1043
    12:06 婷婷妈妈 @128号楼群: 我也是1043
          小啄 @128号楼群: #1043 … 已有2户反映
    12:20 王师傅 → 小啄: 合并1043到1042
          小啄 @128号楼群: #1043 和 #1042 是一件事，并到 #1042 一起办。
          小啄 → 王师傅: 【#1042】… 共3户
          小啄 @128号楼群: (没说话)`,
  )
  expect(await town.ticket(1042)).toMatchObject({ followers: ['zhao', 'tingting'] })
  expect(town.lines.filter((line) => line.chat === '王师傅' && line.text.includes('【#1042】') && line.text.includes('又有人反映'))).toHaveLength(1)
})

test('a message that tells several dangers opens one ticket, and everybody on duty gets one card', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 128号楼3楼电梯困住人了，楼道里还有煤气味！
          小啄 @128号楼群: #1042`,
  )
  const tickets = await town.tickets()
  expect(tickets).toHaveLength(1)
  expect(tickets[0]).toMatchObject({ urgency: 'emergency', words: '128号楼3楼电梯困住人了，楼道里还有煤气味！' })
  const cards = town.lines.filter((line) => line.by === null && line.direct && line.text.includes('【紧急'))
  expect(new Set(cards.map((line) => line.chat)).size).toBe(cards.length)
  expect(cards.length).toBeGreaterThan(1)
})
