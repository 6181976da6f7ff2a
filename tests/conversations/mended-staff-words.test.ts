/** Plain words of staff: when they are an answer to a card, and when they are talk among colleagues. */
import { expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { openTown, type Town } from '../support/town.ts'

const STAFF = '长峰物业工作群'

async function withLamp(town: Town): Promise<Town> {
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
          小啄 @128号楼群: 记下了 #1042
          小啄 → 王师傅: 【#1042】
          小啄 @${STAFF}: 【#1042】`,
  )
  return town
}

const replies = (town: Town): string[] =>
  town.lines.filter((line) => line.by === null && line.chat === STAFF && !line.text.startsWith('【')).map((line) => line.text)

test.each(['收到', '好的，下午两点过去', '马上去看看'])(
  'right after the card "%s" in the staff group takes the one ticket that can be meant',
  async (words) => {
    const town = await withLamp(await openTown())
    await town.pass(town.today('12:06'))
    await town.hear({ from: '王师傅', in: STAFF, text: words })
    expect(await town.ticket(1042)).toMatchObject({ status: 'accepted', assigneeId: 'wang' })
    await town.pass(town.today('12:07'))
  },
)

test.each(['收到', '搞定了'])('an hour later "%s" in the staff group is talk among colleagues', async (words) => {
  const town = await withLamp(await openTown())
  await play(town, `13:10 王师傅 @${STAFF}: ${words}\n小啄 @${STAFF}: (没说话)`)
  expect(await town.ticket(1042)).toMatchObject({ status: 'open' })
  expect(replies(town)).toEqual([])
})

test.each(['会议室的空调修好了', '好的，会议室钥匙在我这', '车队的电瓶换好了'])(
  '"%s" is about another matter, even right after the card',
  async (words) => {
    const town = await withLamp(await openTown())
    await play(town, `12:06 王师傅 @${STAFF}: ${words}\n小啄 @${STAFF}: (没说话)`)
    expect(await town.ticket(1042)).toMatchObject({ status: 'open' })
  },
)

test('a colleague’s 收到 takes nothing, and nobody is asked what they meant', async () => {
  const town = await withLamp(await openTown())
  await play(town, `12:06 小孙 @${STAFF}: 收到\n小啄 @${STAFF}: (没说话)`)
  expect(await town.ticket(1042)).toMatchObject({ status: 'open', assigneeId: 'wang' })
  expect(replies(town)).toEqual([])
})

test('with two tickets in hand a bare word in the staff group means neither', async () => {
  const town = await withLamp(await openTown())
  await play(
    town,
    `
    12:05 Tom @126号楼群: 报修：单元门坏了，关不上
          小啄 @126号楼群: 记下了 #1043
          小啄 @${STAFF}: 【#1043】
    12:06 王师傅 @${STAFF}: 收到
          小啄 @${STAFF}: (没说话)`,
  )
  expect((await town.tickets()).map((ticket) => ticket.status)).toEqual(['open', 'open'])
})

test('in the direct chat loose words may be asked about', async () => {
  const town = await withLamp(await openTown())
  await play(
    town,
    `
    12:05 Tom @126号楼群: 报修：单元门坏了，关不上
          小啄 @126号楼群: 记下了 #1043
    12:06 王师傅 → 小啄: 收到
          小啄 → 王师傅: 是哪一件？#1042`,
  )
})

test('a quote that names two tickets names neither: a command asks which, loose words are silence', async () => {
  const town = await withLamp(await openTown())
  await play(
    town,
    `
    12:05 李阿姨 @128号楼群: 报修：大堂玻璃碎了一块
          小啄 @128号楼群: 记下了 #1043
          小啄 @${STAFF}: 【#1043】`,
  )
  const quote = { name: '小啄', text: '#1042 灯不亮；#1043 大堂玻璃，明天到期 2 件' }
  await town.pass(town.today('12:20'))
  await town.hear({ from: '王师傅', in: STAFF, text: '收到', quote })
  await town.pass(town.today('12:21'))
  expect((await town.tickets()).map((ticket) => ticket.status)).toEqual(['open', 'open'])
  expect(replies(town)).toEqual([])
  await town.hear({ from: '王师傅', in: STAFF, text: '完成', quote })
  await town.pass(town.today('12:22'))
  expect(replies(town).join()).toMatch(/是哪一件？#1042；#1043/)
  await town.hear({ from: '王师傅', in: STAFF, text: '接单1043', quote })
  await town.pass(town.today('12:23'))
  expect((await town.ticket(1043)).status).toBe('accepted')
})
