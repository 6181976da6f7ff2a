/** Staff act by chat: by number, by quote, or bare when only one ticket can be meant. */
import { describe, expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown, type Town } from '../support/town.ts'

/** A ticket #1042 of 128号楼 that 王师傅 holds. */
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

/** Another one, #1043, told in another group. */
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

describe.each(databases)('staff on $name', ({ open }) => {
  test('the whole way: taken, promised, transferred, done', async () => {
    const town = await withLamp(await openTown({ db: await open() }))
    await play(
      town,
      `
      12:10 王师傅 → 小啄: 接单1042
            小啄 → 王师傅: 好，#1042 … 归王师傅了，今天18:00前
      12:11 王师傅 → 小啄: 1042 转给小孙
            小啄 @128号楼群: #1042 … 转由长峰物业小孙跟进
            小啄 → 小孙: 【#1042】
      12:12 小孙 → 小啄 [引用 【#1042】]: 好的，三点到
            小啄 @128号楼群: #1042 小孙已接单，约15:00到。
      15:20 小孙 → 小啄: 搞定了 #1042 换了灯管
            小啄 @128号楼群: #1042 … 已处理：换了灯管。@李阿姨 看看行不行？`,
    )
    const steps = ['opened', 'accepted', 'assigned', 'resolved']
    expect((await town.events(1042)).map((event) => event.type).filter((type) => steps.includes(type))).toEqual([
      ...['opened', 'accepted', 'assigned', 'accepted', 'resolved'],
    ])
  })

  test('two people take the same ticket at once: the first has it, the second is told who', async () => {
    const town = await withLamp(await openTown({ db: await open() }))
    const [wang, sun] = await Promise.all(['王师傅', '小孙'].map((from) => town.hear({ from, in: '长峰物业工作群', text: '接单1042' })))
    expect([wang?.receipt.action, sun?.receipt.action]).toEqual(['command', 'command'])
    const replies = town.lines.filter((line) => line.by === null && line.chat === '长峰物业工作群').map((line) => line.text)
    expect(replies.filter((text) => text.includes('归'))).toHaveLength(1)
    expect(replies.filter((text) => text.includes('已经接了'))).toHaveLength(1)
    expect((await town.events(1042)).filter((event) => event.type === 'accepted')).toHaveLength(1)
  })
})

test.each(['接单1042', '1042 我来', '接 1042', '#1042 收到', 'accept 1042', '【#1042】接单'])('"%s" takes the ticket', async (words) => {
  const town = await withLamp(await openTown())
  await play(town, `12:10 王师傅 → 小啄: ${words}\n小啄 → 王师傅: #1042 … 归王师傅了`)
  expect(await town.ticket(1042)).toMatchObject({ status: 'accepted', assigneeId: 'wang' })
})

test.each(['搞定了 #1042 换了灯管', '完成1042 换了灯管', '1042 修好了 换了灯管', 'done 1042 换了灯管', '办结1042 换了灯管'])(
  '"%s" resolves the ticket with its words',
  async (words) => {
    const town = await withLamp(await openTown())
    await play(town, `12:10 王师傅 → 小啄: ${words}\n小啄 @128号楼群: #1042 … 已处理：换了灯管`)
    expect(await town.ticket(1042)).toMatchObject({ status: 'resolved' })
  },
)

test('in the direct chat plain words are enough while only one ticket can be meant', async () => {
  const town = await withLamp(await openTown())
  await play(
    town,
    `
    12:10 王师傅 → 小啄: 收到，半小时后到
          小啄 @128号楼群: #1042 王师傅已接单，约12:40到。
    12:50 王师傅 → 小啄: 换好了
          小啄 @128号楼群: #1042 … 已处理。@李阿姨 看看行不行？`,
  )
})

test('a bare command that could mean two tickets is asked about, with both', async () => {
  const town = await withDoor(await withLamp(await openTown()))
  await play(
    town,
    `
    12:10 王师傅 → 小啄: 办结
          小啄 → 王师傅: 是哪一件？ … #1042 … #1043 … 带上号码再说一遍就行。
    12:11 王师傅 → 小啄 [引用 【#1043】]: 修好了
          小啄 @126号楼群: #1043 … 已处理`,
  )
  expect((await town.ticket(1042)).status).toBe('open')
})

test('an unknown number, and a bare command with nothing in hand, say what would work', async () => {
  const town = await withLamp(await openTown())
  await play(
    town,
    `
    12:10 王师傅 → 小啄: 完成 9999
          小啄 → 王师傅: 没有#9999这个号。回"我的工单"看看手上的号码。
    12:11 社区小陈 → 小啄: 办结
          小啄 → 社区小陈: 是哪一件？带上号码，或者引用那张卡片再说一遍。`,
  )
})

test('staff of another unit are refused and told whose it is', async () => {
  const town = await withLamp(await openTown())
  await play(
    town,
    `
    12:10 街道值班员 → 小啄: 完成 1042
          小啄 → 街道值班员: #1042 现在是王师傅的，要结得由那边来；归你管的话先让对方转给你。`,
  )
  expect(await town.events(1042)).toHaveLength(1)
})

test('sending back needs a reason; with one the community has it, and the group reads why', async () => {
  const town = await withLamp(await openTown())
  await play(
    town,
    `
    12:10 王师傅 → 小啄 [引用 【#1042】]: 退
          小啄 → 王师傅: #1042 写个原因吧，居民看得到。
    12:11 王师傅 → 小啄 [引用 【#1042】]: 退 不归我们管，归路灯所
          小啄 @128号楼群: #1042 … 转由长峰社区居委会社区小陈跟进（不归我们管，归路灯所）。
          小啄 → 社区小陈: 【#1042】 … 不归我们管，归路灯所
          小啄 @社区工作群: 【#1042】`,
  )
  expect(await town.ticket(1042)).toMatchObject({ assigneeId: 'chen', orgId: 'office', status: 'open' })
})

test('transfer to a person, a unit, a level; a name nobody has is answered with who could be meant', async () => {
  const town = await withLamp(await openTown())
  await play(
    town,
    `
    12:10 王师傅 → 小啄 [引用 【#1042】]: 转社区
          小啄 @128号楼群: #1042 … 转由长峰社区居委会社区小陈跟进。
          小啄 → 社区小陈: 【#1042】
    12:11 社区小陈 → 小啄 [引用 【#1042】]: 上报
          小啄 @128号楼群: #1042 … 转由兴华街道办街道值班员跟进。
          小啄 → 街道值班员: 【#1042】
    12:12 街道值班员 → 小啄 [引用 【#1042】]: 转王麻子
          小啄 → 街道值班员: #1042 没找到要转给谁。可以转：
    12:13 街道值班员 → 小啄 [引用 【#1042】]: 转物业
          小啄 @128号楼群: #1042 … 转由长峰物业王师傅跟进。`,
  )
})

test('on hold and taken up again, each with its word to the group', async () => {
  const town = await withLamp(await openTown())
  await play(
    town,
    `
    12:10 王师傅 → 小啄: 挂账1042
          小啄 → 王师傅: #1042 写个原因吧
    12:11 王师傅 → 小啄: 挂账1042 等厂家配件，周五到
          小啄 @128号楼群: #1042 … 先挂账：等厂家配件，周五到
          小啄 → 王师傅: #1042 挂账了，恢复时回"恢复1042"。
    12:12 王师傅 → 小啄: 恢复1042
          小啄 @128号楼群: #1042 … 恢复办理，王师傅在跟。`,
  )
})

test('an extension is the supervisor’s to give', async () => {
  const town = await withLamp(await openTown())
  await play(
    town,
    `
    12:10 王师傅 → 小啄: 延期1042 到周五 等配件
          小啄 → 王师傅: #1042 要延期得主管或社区来定，跟他们说一声就行。
    12:11 钱经理 → 小啄: 延期1042 到周五 等配件
          小啄 @128号楼群: #1042 … 延期到周五18:00：等配件
          小啄 → 钱经理: #1042 延期到周五18:00。`,
  )
  expect((await town.ticket(1042)).extensions).toBe(1)
})

test('a note is kept and confirmed, and troubles nobody else', async () => {
  const town = await withLamp(await openTown())
  await play(
    town,
    `
    12:10 王师傅 → 小啄: 备注1042 灯座也坏了，要换
          小啄 → 王师傅: #1042 备注好了。
          小啄 @128号楼群: (没说话)`,
  )
  expect((await town.events(1042)).at(-1)).toEqual({ type: 'noted', words: '灯座也坏了，要换' })
})

test('one of two is merged into the other, and its people follow that one', async () => {
  const town = await withDoor(await withLamp(await openTown()))
  await play(
    town,
    `
    12:20 王师傅 → 小啄: 合并1043到1042
          小啄 @126号楼群: #1043 和 #1042 是一件事，并到 #1042 一起办。
          小啄 @128号楼群: 记上了 #1042 … 已有2户反映
          小啄 → 王师傅: #1043 并好了。
    12:21 王师傅 → 小啄: 合并1042到9999
          小啄 → 王师傅: 没有#9999这个号`,
  )
  expect(await town.ticket(1043)).toMatchObject({ status: 'duplicate', mergedInto: 1042 })
  expect((await town.ticket(1042)).followers).toEqual(['tom'])
})

test('not ours is closed by the community with a reason that the group reads', async () => {
  const town = await withLamp(await openTown())
  await play(
    town,
    `
    12:10 王师傅 → 小啄: 关闭1042 不归社区管，市政路灯所 12345
          小啄 → 王师傅: #1042
    12:11 社区小陈 → 小啄: 关闭1042 不归社区管，市政路灯所 12345
          小啄 @128号楼群: #1042 … 不归社区管，结案：不归社区管，市政路灯所 12345`,
  )
  expect((await town.ticket(1042)).status).toBe('not_ours')
})

test('said again without anything new, "done" asks the group once', async () => {
  const town = await withLamp(await openTown())
  await play(
    town,
    `
    12:10 王师傅 → 小啄: 完成1042
          小啄 @128号楼群: #1042 … 已处理
    12:20 小孙 → 小啄: 完成1042
          小啄 → 小孙: #1042 已经办结在等居民确认了，没好的话回"没好"。
          小啄 @128号楼群: (没说话)`,
  )
})

test('in the residents’ group staff words are talk; a quote or a number makes them an answer', async () => {
  const town = await withLamp(await openTown())
  await play(
    town,
    `
    12:10 王师傅 @128号楼群: 收到，马上安排
          小啄: (没说话)
    12:15 王师傅 @128号楼群 [引用 #1042]: 收到
          小啄 @128号楼群: #1042 王师傅已接单。
    12:40 王师傅 @128号楼群 [引用 #1042]: 修好了
          小啄 @128号楼群: #1042 … 已处理`,
  )
})

test('my tickets, duty and help', async () => {
  const town = await withDoor(await withLamp(await openTown()))
  await play(
    town,
    `
    12:10 王师傅 → 小啄: 我的工单
          小啄 → 王师傅: 在办 2 件： … #1042 … #1043
    12:11 小孙 → 小啄: 我的工单
          小啄 → 小孙: 手上没有在办的，歇口气。
    12:12 李阿姨 → 小啄: 我的工单
          小啄 → 李阿姨: #1042 … 已派单，等接单，长峰物业王师傅
    12:13 刘哥 → 小啄: 我的工单
          小啄 → 刘哥: 手上没有您的在办事项，有事直接说。
    12:14 李阿姨 @128号楼群: 今天谁值班
          小啄 @128号楼群: 现在值班： … 长峰物业王师傅 13800000128（到20:00）
    12:15 李阿姨 → 小啄: 帮助
          小啄 → 李阿姨: 有事直接在群里说
    12:16 王师傅 → 小啄: 帮助
          小啄 → 王师傅: 引用卡片回一句，或带上号码：
    12:17 方书记 → 小啄: 帮助
          小啄 → 方书记: 管理：绑定 128号楼`,
  )
})
