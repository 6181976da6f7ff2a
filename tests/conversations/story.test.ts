/** The pieces of a story arrive one by one; the bot waits a few seconds and answers once. */
import { expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { openTown } from '../support/town.ts'

test('a picture sent just before the words belongs to the report', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: [图片]
    +5s   李阿姨 @128号楼群: 报修：楼道灯不亮了，晚上黑得吓人
          小啄 @128号楼群: @李阿姨 记下了 #1042 … （含1张图）
          小啄 → 王师傅: 【#1042】 … "报修：楼道灯不亮了，晚上黑得吓人" [图]
          小啄 → 王师傅: [图片]
          小啄 @长峰物业工作群: [图片]`,
  )
})

test('two pictures before and after are both shown to the staff, each once', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: [图片]
    +5s   李阿姨 @128号楼群: 报修：楼道灯不亮了，晚上黑得吓人
    +3s   李阿姨 @128号楼群: [图片]
          小啄 @128号楼群: @李阿姨 记下了 #1042 … （含2张图）`,
  )
  await town.pass(town.now() + 60_000)
  expect(town.lines.filter((line) => line.by === null && line.chat === '王师傅' && line.text === '[图片]')).toHaveLength(2)
})

test('a picture that comes after the answer goes to the staff without a word in the group', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了，晚上黑得吓人
          小啄 @128号楼群: 记下了 #1042
    +60s  李阿姨 @128号楼群: [图片]
          小啄 → 王师傅: [图片]
          小啄 @长峰物业工作群: [图片]
          小啄 @128号楼群: (没说话)`,
  )
})

test('the place sent a moment later stands in the one answer', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 老周 @第3网格群: 报修：路灯不亮了
    +4s   老周 @第3网格群: 7号楼门口那盏
          小啄 @第3网格群: @老周 记下了 #1042 … 7号楼门口。长峰物业王师傅负责`,
  )
  expect(await town.ticket(1042)).toMatchObject({ buildingId: '7' })
})

test('a slip corrected before the answer leaves no trace of the wrong building in it', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 婷婷妈妈 @第3网格群: 5号楼2单元门禁坏了，门关不上
    +5s   婷婷妈妈 @第3网格群: 说错了，不是5号楼是6号楼
          小啄 @第3网格群: @婷婷妈妈 记下了 #1042 … 6号楼`,
  )
  expect(await town.ticket(1042)).toMatchObject({ buildingId: '6' })
  expect(
    town.lines
      .filter((line) => line.by === null && !line.direct && line.chat === '第3网格群')
      .map((line) => line.text)
      .join(),
  ).not.toContain('5号楼')
})

test('a slip corrected after the answer is answered and the staff get a new card', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 婷婷妈妈 @第3网格群: 5号楼2单元门禁坏了，门关不上
          小啄 @第3网格群: 记下了 #1042 … 5号楼2单元
    +5m   婷婷妈妈 @第3网格群: 说错了，不是5号楼是6号楼
          小啄 @第3网格群: @婷婷妈妈 好的，#1042 … 6号楼
          小啄 → 王师傅: 【#1042】 … 6号楼`,
  )
  expect(await town.ticket(1042)).toMatchObject({ buildingId: '6', gridId: 'g3' })
})

test('more words after the answer go to the one who has it, not to the group', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
          小啄 @128号楼群: 记下了 #1042
    +1m   李阿姨 @128号楼群: 堆的都是旧家具和纸箱子
          小啄 → 王师傅: 【#1042】 … 补充 ｜ 李阿姨："堆的都是旧家具和纸箱子"
          小啄 @128号楼群: (没说话)`,
  )
})

test('an opening fragment is part of the report that follows it', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 就咱楼下那个
    +4s   李阿姨 @128号楼群: 下水道堵了，污水都冒出来了
          小啄 @128号楼群: 记下了 #1042
          小啄 → 王师傅: "就咱楼下那个 下水道堵了，污水都冒出来了"`,
  )
  expect(await town.tickets()).toHaveLength(1)
})

test('two problems in one message are two tickets in one answer', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 电梯坏了。另外楼下垃圾好几天没人收
          小啄 @128号楼群: @李阿姨 记下了2件：#1042 … #1043 … 说"撤销"加号码可取消。
          小啄 → 王师傅: 【#1042】
          小啄 → 王师傅: 【#1043】`,
  )
  expect((await town.tickets()).map((ticket) => ticket.category).sort()).toEqual(['elevator', 'sanitation'])
})

test('a report taken back before it was answered is withdrawn without a word to anybody', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
    +3s   李阿姨 @128号楼群: [撤回]
          小啄: (没说话)`,
  )
  expect(await town.ticket(1042)).toMatchObject({ status: 'withdrawn' })
  expect(town.lines.filter((line) => line.by === null)).toEqual([])
})

test('a report withdrawn before it was answered is confirmed to its reporter and never reaches the staff', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
    +3s   李阿姨 @128号楼群: 撤销
          小啄 @128号楼群: #1042 … 已撤销。
          小啄 → 王师傅: (没说话)
          小啄 @长峰物业工作群: (没说话)`,
  )
})

test('a message recalled after it was answered leaves the ticket as it is', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
          小啄 @128号楼群: 记下了 #1042
    +30s  李阿姨 @128号楼群: [撤回]
          小啄: (没说话)`,
  )
  expect(await town.ticket(1042)).toMatchObject({ status: 'open' })
})

test('one of two tickets withdrawn before the answer leaves the other in it', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 电梯坏了。另外楼下垃圾好几天没人收
    +3s   李阿姨 @128号楼群: 撤销1043
          小啄 @128号楼群: #1043 … 已撤销。
          小啄 @128号楼群: @李阿姨 记下了 #1042`,
  )
})
