/** One report that held two matters, two tickets that were no one matter after all, hurrying, and what comes back for the third time. */
import { describe, expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown, type Town } from '../support/town.ts'

async function two(town: Town): Promise<Town> {
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：停水了
          小啄 @128号楼群: 记下了 #1042
    12:10 赵叔 @128号楼群: 报修：楼道灯不亮了
          小啄 @128号楼群: 记下了 #1043
    12:12 小吴 @128号楼群: 我家也是 1043
          小啄 @128号楼群: 记上了 #1043
    12:20 王师傅 → 小啄: 合并1043到1042
          小啄 @128号楼群: #1043 和 #1042 是一件事，并到 #1042 一起办。
          小啄 → 王师傅: #1043 并好了。`,
  )
  return town
}

describe.each(databases)('parting on $name', ({ open }) => {
  test('staff split a report: the second matter has its own number, the reporter is told once', async () => {
    const town = await openTown({ db: await open() })
    await play(
      town,
      `
      12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
            小啄 @128号楼群: 记下了 #1042
      12:20 王师傅 → 小啄: 1042 拆分 楼道灯不亮
            小啄 @128号楼群: @李阿姨 #1042 里还有一件，单独办：#1043 … 128号楼 … 长峰物业王师傅负责，今天
            小啄 → 王师傅: 【#1043】
            小啄 → 王师傅: #1042 拆好了，新的一件另发卡片。
      12:21 王师傅 → 小啄: 1042 拆分
            小啄 → 王师傅: #1042 里还有哪一件？写几个字，比如"1042 拆分 楼道灯不亮"。`,
    )
    expect(await town.ticket(1043)).toMatchObject({ category: 'lighting', reporterId: 'li', splitFrom: 1042, buildingId: '128', words: '楼道灯不亮' })
    expect(await town.events(1042)).toContainEqual({ type: 'split', into: 1043, words: '楼道灯不亮' })
  })

  test('an un-merged ticket comes back with its own people and new clocks; everybody hears it once', async () => {
    const town = await two(await openTown({ db: await open() }))
    expect((await town.ticket(1042)).followers).toEqual(['zhao', 'wu'])
    await play(
      town,
      `
      12:40 王师傅 → 小啄: 取消合并1043
            小啄 @128号楼群: @赵叔 #1043 … 和 #1042 不是一件事，分开办，长峰物业王师傅负责，今天 … 前到现场。
            小啄 → 王师傅: 【#1043】
            小啄 → 王师傅: #1043 分出来了，单独办。`,
    )
    expect(await town.ticket(1043)).toMatchObject({ status: 'open', mergedInto: null, followers: ['wu'], assigneeId: 'wang' })
    expect((await town.ticket(1042)).followers).toEqual([])
    expect((await town.ticket(1043)).acceptBy).toBeGreaterThan(town.today('14:00'))
  })
})

test('whoever told the kept one in their own words stays with it', async () => {
  const town = await two(await openTown())
  await play(
    town,
    `
    12:30 赵叔 @128号楼群: 我家也停水了 1042
          小啄 @128号楼群: 记上了 #1042
    12:40 王师傅 → 小啄: 1043 不是一件事
          小啄 @128号楼群: #1043 … 和 #1042 不是一件事`,
  )
  expect((await town.ticket(1042)).followers).toEqual(['zhao'])
})

test('what is said to a merged ticket goes to the one it goes on in', async () => {
  const town = await two(await openTown())
  await play(
    town,
    `
    12:30 小吴 @128号楼群: 催1043
          小啄 @128号楼群: @小吴 #1042 … 已再催一次。
          小啄 → 王师傅: 【#1042】 … 催办（第1次）`,
  )
  expect((await town.ticket(1042)).urges).toBe(1)
})

test('what was never merged cannot be parted', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：停水了
          小啄 @128号楼群: 记下了 #1042
    12:20 王师傅 → 小啄: 取消合并1042
          小啄 → 王师傅: #1042 还在办，这一步现在用不上。`,
  )
})

test('every hurry-up counts and is answered kindly; the one who has it hears at most one an hour', async () => {
  const town = await openTown({ at: '2026-11-23 08:59' })
  await play(town, '9:00 李阿姨 @128号楼群: 报修：停水了\n小啄 @128号楼群: 记下了 #1042')
  for (const [time, words] of [
    ['9:30', '已再催一次'],
    ['10:10', '刚催过'],
    ['10:40', '已再催一次'],
    ['11:10', '刚催过'],
  ])
    await play(town, `${time} 李阿姨 @128号楼群: 催1042\n小啄 @128号楼群: ${words}`)
  const passedOn = town.lines.filter((line) => line.by === null && line.chat === '王师傅' && line.text.includes('催办'))
  expect(passedOn.map(({ text }) => /第\d次/.exec(text)?.[0])).toEqual(['第1次', '第3次'])
  expect((await town.ticket(1042)).urges).toBe(4)
})

test('the third reopening goes to the supervisor, whoever had it hears so, and the group sees it', async () => {
  const town = await openTown()
  await play(town, '12:03 李阿姨 @128号楼群: 报修：停水了\n小啄 @128号楼群: 记下了 #1042')
  for (const time of ['13', '14'])
    await play(
      town,
      `
      ${time}:00 王师傅 → 小啄: 办结1042 换了阀门
            小啄 @128号楼群: #1042 … 已处理
      ${time}:10 李阿姨 @128号楼群: 1042没好
            小啄 @128号楼群: #1042 重新打开，已告诉王师傅`,
    )
  await play(
    town,
    `
    15:00 王师傅 → 小啄: 办结1042 又换了一个
          小啄 @128号楼群: #1042 … 已处理
    15:10 赵叔 @128号楼群: 1042没好 还是没水
          小啄 @128号楼群: #1042 第3次没好，这回交给钱经理盯着："1042没好 还是没水"。
          小啄 → 王师傅: 【#1042】 … 第3次没好，转由钱经理盯办
          小啄 → 钱经理: 【#1042】 … 没好，第3次重开 ｜ 赵叔`,
  )
  expect(await town.ticket(1042)).toMatchObject({ status: 'open', reopens: 3, assigneeId: 'qian' })
})
