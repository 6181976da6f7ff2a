/** What residents ask, hurry, praise and chat. */
import { expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { openTown, type Town } from '../support/town.ts'

async function withIntercom(): Promise<Town> {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 单元门对讲坏了，按了没反应
          小啄 @128号楼群: 记下了 #1042`,
  )
  return town
}

test('an urge is passed on once an hour; meanwhile the answer says that it has been', async () => {
  const town = await withIntercom()
  await play(
    town,
    `
    15:00 李阿姨 @128号楼群: 催1042
          小啄 @128号楼群: @李阿姨 #1042 … 已派单，等接单，长峰物业王师傅，今天18:00前。已再催一次。
          小啄 → 王师傅: 催办（第1次）
    15:10 李阿姨 @128号楼群: 催1042
          小啄 @128号楼群: @李阿姨 #1042 … 刚催过，有回话马上说。
          小啄 → 王师傅: (没说话)
    16:30 李阿姨 @128号楼群: 催1042
          小啄 @128号楼群: 已再催一次。
          小啄 → 王师傅: 催办（第3次）`,
  )
})

test.each(['1042到哪了', '1042 进度', '#1042 怎么样了'])('"%s" is answered with where it stands', async (words) => {
  const town = await withIntercom()
  await play(town, `13:00 李阿姨 @128号楼群: ${words}\n小啄 @128号楼群: @李阿姨 #1042 … 128号楼：已派单，等接单，长峰物业王师傅，今天18:00前。`)
})

test('the status tells the promised time and an overdue in plain words', async () => {
  const town = await withIntercom()
  await play(
    town,
    `
    13:00 王师傅 → 小啄: 接单1042 明天上午九点
          小啄 @128号楼群: #1042 王师傅已接单，约明天09:00到。
    13:01 李阿姨 @128号楼群: 1042 进度
          小啄 @128号楼群: 处理中，王师傅约明天09:00到。
    +9d   李阿姨 @128号楼群: 1042 进度
          小啄 @128号楼群: 超期2天`,
  )
})

test('a question the facts answer is answered at once and opens nothing', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 小吴 @128号楼群: 车位费多少钱一个月
    +0s   小啄 @128号楼群: @小吴 地面月租150元
    12:10 Tom @126号楼群: what are the parking fees
    +0s   小啄 @126号楼群: @Tom 地面月租150元`,
  )
  expect(await town.tickets()).toEqual([])
})

test('a suggestion gets a number and goes to who decides', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 小吴 @128号楼群: 建议南门加个快递柜
          小啄 @128号楼群: @小吴 建议记下了 #1042，转给 … 有结果在群里说。
          小啄 → 王师傅: 【#1042】建议`,
  )
  expect(await town.ticket(1042)).toMatchObject({ kind: 'suggest' })
})

test('praise is no work for anybody', async () => {
  const town = await openTown()
  await play(town, `12:03 小吴 @128号楼群: 给维修王师傅点赞，来得真快\n小啄: (没说话)`)
})

test('staff talk in a residents’ group opens nothing', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 王师傅 @128号楼群: 各位业主，二次供水水箱今天清洗
          网格员小何 @128号楼群: 【温馨提示】今晚大风，阳台花盆请收好
          小啄: (没说话)`,
  )
})

test('a resident who transfers or rates what is not theirs is answered kindly', async () => {
  const town = await withIntercom()
  await play(
    town,
    `
    12:20 路人甲 @128号楼群: 转 1042 社区
          小啄 @128号楼群: @路人甲 #1042 要王师傅来转。有什么情况跟我说，我转给他。
    12:21 路人甲 @128号楼群: 接单1042
          小啄 @128号楼群: @路人甲 #1042 要王师傅来接。`,
  )
  expect(await town.events(1042)).toHaveLength(1)
})

test('an unknown number from a resident is answered with what would work', async () => {
  const town = await withIntercom()
  await play(town, `12:20 李阿姨 @128号楼群: 催9999\n小啄 @128号楼群: @李阿姨 没有#9999这个号。说说是哪件事，我帮你找。`)
})
