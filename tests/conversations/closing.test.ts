/** Closing: whoever was affected confirms or sends it back; silence closes by itself, marked as such. */
import { describe, expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown, type Town } from '../support/town.ts'

/** #1042, reported by 李阿姨 and followed by 赵叔, done at 14:00. */
async function done(town: Town): Promise<Town> {
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：停水了
          小啄 @128号楼群: 记下了 #1042
    12:10 赵叔 @128号楼群: 我家也停水了
          小啄 @128号楼群: 记上了 #1042
    14:00 王师傅 → 小啄 [引用 【#1042】]: 阀门修好了，来水了
          小啄 @128号楼群: #1042 … 已处理 … @李阿姨 看看行不行？`,
  )
  return town
}

describe.each(databases)('closing on $name', ({ open }) => {
  test('without an answer it closes itself after 24 hours, says so, and counts the work only', async () => {
    const town = await done(await openTown({ db: await open() }))
    await play(
      town,
      `
      次日 13:50 ⏰
          小啄: (没说话)
      14:00 ⏰
      +1m ⏰
          小啄 @128号楼群: #1042 … 结案，用时 1 小时 57 分（到时间没人回音，按已解决记；没好随时说）。`,
    )
    expect(await town.ticket(1042)).toMatchObject({ status: 'solved', confirmed: false })
  })
})

test('who neither reported nor followed does not close it', async () => {
  const town = await done(await openTown())
  await play(town, '14:10 刘哥 @128号楼群: 好了，来水了\n小啄 @128号楼群: (没说话)')
  expect((await town.ticket(1042)).status).toBe('resolved')
})

test.each(['李阿姨', '赵叔'])('%s, who is affected, confirms', async (who) => {
  const town = await done(await openTown())
  await play(town, `14:10 ${who} @128号楼群: 好了，来水了\n小啄 @128号楼群: #1042 … 结案，用时 2 小时 7 分。`)
  expect(await town.ticket(1042)).toMatchObject({ status: 'solved', confirmed: true })
})

test.each(['没修好', '还是没水', '1042没好'])('"%s" brings it back to work', async (words) => {
  const town = await done(await openTown())
  await play(
    town,
    `
    14:10 李阿姨 @128号楼群: ${words}
          小啄 @128号楼群: #1042 重新打开，已告诉王师傅："${words}"。
          小啄 → 王师傅: 【#1042】 … 没好，第1次重开 ｜ 李阿姨："${words}"`,
  )
  expect(await town.ticket(1042)).toMatchObject({ status: 'open', reopens: 1, acceptedAt: null })
})

test('a follower’s not-fixed reopens it too, and a second time counts', async () => {
  const town = await done(await openTown())
  await play(
    town,
    `
    14:10 赵叔 @128号楼群: 没修好
          小啄 @128号楼群: #1042 重新打开
    14:30 王师傅 → 小啄: 完成1042 换了水泵
          小啄 @128号楼群: #1042 … 已处理：换了水泵
    14:40 李阿姨 @128号楼群: 1042没好
          小啄 @128号楼群: #1042 重新打开
          小啄 → 王师傅: 第2次重开`,
  )
})

test('a closed ticket can be told "not fixed" within a week, and comes back as the same ticket', async () => {
  const town = await done(await openTown())
  await play(
    town,
    `
    14:10 李阿姨 @128号楼群: 好了
          小啄 @128号楼群: #1042 … 结案
    次日 09:00 李阿姨 @128号楼群: 1042没好
          小啄 @128号楼群: #1042 重新打开`,
  )
})

test('stars that close a ticket are thanked for in the one message that closes it', async () => {
  const town = await done(await openTown())
  await play(town, `14:10 李阿姨 @128号楼群: 1042 五星\n小啄 @128号楼群: #1042 … 结案，用时 2 小时 7 分，谢谢评分 ★★★★★。`)
  expect(await town.ticket(1042)).toMatchObject({ status: 'solved', stars: 5, confirmed: true })
})

test('stars after closing are kept; somebody else’s are refused', async () => {
  const town = await done(await openTown())
  await play(
    town,
    `
    14:10 李阿姨 @128号楼群: 好了
          小啄 @128号楼群: #1042 … 结案
    14:11 李阿姨 @128号楼群: 1042 四星
          小啄 @128号楼群: 谢谢，#1042 记了 ★★★★☆。
    14:12 刘哥 @128号楼群: 1042 一星
          小啄 @128号楼群: @刘哥 #1042 是别人报的，请报的人来打分。`,
  )
  expect((await town.ticket(1042)).stars).toBe(4)
})

test('"not satisfied" sends it back to work, "satisfied" closes it', async () => {
  const town = await done(await openTown())
  await play(
    town,
    `
    14:10 李阿姨 @128号楼群: 不满意
          小啄 @128号楼群: #1042 重新打开，已告诉王师傅
          小啄 → 王师傅: 【#1042】 … 没好，第1次重开 ｜ 李阿姨
    14:20 王师傅 → 小啄: 完成1042 换了水泵
          小啄 @128号楼群: #1042 … 已处理：换了水泵
    14:30 李阿姨 @128号楼群: 满意
          小啄 @128号楼群: #1042 … 结案，用时 2 小时 27 分，谢谢评分 ★★★★★。`,
  )
  expect(await town.ticket(1042)).toMatchObject({ status: 'solved', stars: 5 })
})

test('the reporter withdraws; a neighbour cannot', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
          小啄 @128号楼群: 记下了 #1042
    12:20 赵叔 @128号楼群: 撤销1042
          小啄 @128号楼群: @赵叔 #1042 是别人报的，得报的人来撤。要是已经好了，跟我说"好了"。
    12:21 李阿姨 @128号楼群: 撤销1042
          小啄 @128号楼群: #1042 … 已撤销。
          小啄 → 王师傅: 【#1042】 … 李阿姨已撤销，不用去了。
    12:30 王师傅 → 小啄: 完成1042
          小啄 → 王师傅: #1042 已经结了（撤销）。`,
  )
})

test('the proof picture may come after the word, in the staff group too', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
          小啄 @128号楼群: 记下了 #1042
    14:31 王师傅 @长峰物业工作群 [引用 【#1042】]: 换好了
          王师傅 @长峰物业工作群: [图片]
          小啄 @128号楼群: #1042 … 已处理 [图]。
          小啄 @128号楼群: [图片]
    +1m   王师傅 @长峰物业工作群: [图片]
          小啄 @128号楼群: [图片]`,
  )
})
