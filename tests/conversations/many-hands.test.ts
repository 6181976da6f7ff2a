/** Many hands: a lead unit, support units with parts of their own; passed up, called in, handed down, and never without somebody who answers for it. */
import { describe, expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown, type Town, type TownOptions } from '../support/town.ts'
import { withUtilities } from '../support/utilities.ts'

/** #1042 of 128号楼, taken by 王师傅 of the property company. */
async function withLeak(options: TownOptions = {}): Promise<Town> {
  const town = await openTown({ at: '2026-11-23 08:59', edit: withUtilities, ...options })
  await play(
    town,
    `
    9:00  李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
          小啄 @128号楼群: 记下了 #1042
    9:05  王师傅 → 小啄: 接1042
          小啄 → 王师傅: 好，#1042`,
  )
  return town
}

describe.each(databases)('many hands on $name', ({ open }) => {
  test('a support unit is asked, takes its part and does it; only then is the matter done', async () => {
    const town = await withLeak({ db: await open() })
    await play(
      town,
      `
      9:10  社区小陈 → 小啄: 1042 配合 供热公司 查主管网 周五前
            小啄 → 社区小陈: #1042 已请金城供热公司龚工配合：查主管网，周五18:00前。
            小啄 → 龚工: 【#1042】配合1 ｜ … 128号楼 ｜ 查主管网，周五18:00前 ｜ 长峰物业王师傅牵头，社区小陈请的 ｜ 回："1042 配合接单"
            小啄 → 王师傅: 【#1042】 … 配合1 金城供热公司龚工已请：查主管网，周五18:00前
      9:20  龚工 → 小啄: 1042 配合接单
            小啄 → 龚工: #1042 配合1 查主管网 记为已接。
      9:30  王师傅 → 小啄: 办结1042 楼道清好了
            小啄 → 王师傅: #1042 还有配合没完：1 金城供热公司龚工 查主管网。都完成了才能办结
      9:31  李阿姨 @128号楼群: 1042到哪了
            小啄 @128号楼群: #1042 … 处理中 … 配合1 金城供热公司龚工 查主管网（在办，周五18:00前）
      9:40  龚工 → 小啄: 1042 配合完成 主管没漏
            小啄 → 龚工: #1042 配合1 查主管网 记为完成。
            小啄 → 王师傅: 【#1042】 … 配合1 金城供热公司龚工已完成：查主管网，"主管没漏" ｜ 配合都完了，可以办结
      9:45  王师傅 → 小啄: 办结1042 楼道清好了
            小啄 @128号楼群: #1042 … 已处理：楼道清好了`,
    )
    expect(await town.ticket(1042)).toMatchObject({ status: 'resolved', parts: [{ no: 1, orgId: 'heat', state: 'done' }] })
  })
})

test('a supporter answers the card in plain words, and speaks of the part, not of the matter', async () => {
  const town = await withLeak()
  await play(
    town,
    `
    9:10  王师傅 → 小啄: 1042 配合 供热公司 查主管网
          小啄 → 龚工: 【#1042】配合1
    9:20  龚工 → 小啄 [引用 【#1042】]: 收到
          小啄 → 龚工: #1042 配合1 查主管网 记为已接。
    9:40  龚工 → 小啄 [引用 【#1042】]: 弄好了
          小啄 → 龚工: #1042 配合1 查主管网 记为完成。`,
  )
  expect(await town.ticket(1042)).toMatchObject({ status: 'accepted', assigneeId: 'wang', parts: [{ state: 'done', assigneeId: 'gong' }] })
})

test('the community cancels a part with a reason, nobody else does, and the supporter hears it', async () => {
  const town = await withLeak()
  await play(
    town,
    `
    9:10  社区小陈 → 小啄: 1042 配合 供热公司 查主管网
          小啄 → 龚工: 【#1042】配合1
    9:11  王师傅 → 小啄: 1042 取消配合 供热公司 我自己弄
          小啄 → 王师傅: #1042
    9:12  社区小陈 → 小啄: 1042 取消配合
          小啄 → 社区小陈: #1042 写个原因吧
    9:13  社区小陈 → 小啄: 1042 取消配合 供热公司 不用查了
          小啄 → 社区小陈: #1042 配合1 查主管网 取消了。
          小啄 → 龚工: 【#1042】 … 配合1不用做了（查主管网）：不用查了`,
  )
  expect((await town.ticket(1042)).parts).toMatchObject([{ state: 'cancelled' }])
})

test('a unit that has nobody in the chats is asked all the same, and somebody follows it up', async () => {
  const town = await withLeak()
  await play(
    town,
    `
    9:10  方书记 → 小啄: 1042 供水公司配合 关阀 明天中午前
          小啄 → 方书记: #1042 已请清源供水公司（ … ）配合：关阀`,
  )
  const [part] = (await town.ticket(1042)).parts
  expect(part?.orgId).toBe('water')
  expect(part?.assigneeId).not.toBeNull()
})

test('a sub-task within the lead unit is finished by anybody of that unit', async () => {
  const town = await withLeak()
  await play(
    town,
    `
    9:10  王师傅 → 小啄: 1042 子任务 小孙 搬柜子 今天下午
          小啄 → 小孙: 【#1042】子任务1 … 搬柜子
    10:00 王师傅 → 小啄: 1042 配合1完成
          小啄 → 王师傅: #1042 子任务1 搬柜子 记为完成。`,
  )
})

test('a part that is not taken or late is reminded of, together with the tickets, and rises to the supporter’s own unit and the lead', async () => {
  const town = await withLeak()
  await play(
    town,
    `
    9:10  王师傅 → 小啄: 1042 配合 供热公司 查主管网 今天下午4点前
          小啄 → 龚工: 【#1042】配合1
    10:12 ⏰
          小啄 → 龚工: 提醒 1 件： … #1042 … （配合：查主管网） … 接单时限
    10:20 龚工 → 小啄: 1042 配合接单
    16:01 ⏰
          小啄 → 龚工: 催一下 1 件： … #1042 … （配合：查主管网） … 已过办结时限`,
  )
  const told = town.lines.filter((line) => line.by === null && line.chat === '王师傅' && /查主管网.*已过办结时限/s.test(line.text))
  expect(told).toHaveLength(1)
})

test('what ends unsolved needs no support any more, and the supporter hears so', async () => {
  const town = await withLeak()
  await play(
    town,
    `
    9:10  王师傅 → 小啄: 1042 配合 供热公司 查主管网
          小啄 → 龚工: 【#1042】配合1
    9:20  李阿姨 @128号楼群: 撤销1042
          小啄 @128号楼群: #1042 … 已撤销
          小啄 → 龚工: 【#1042】 … 配合1不用做了`,
  )
})

test('牵头 makes another unit the lead; said of the lead it has, nothing is handed over', async () => {
  const town = await withLeak()
  await play(
    town,
    `
    9:10  社区小陈 → 小啄: 1042 牵头 物业
          小啄 → 社区小陈: #1042 本来就是长峰物业王师傅牵头。
    9:11  社区小陈 → 小啄: 1042 牵头 供热公司
          小啄 @128号楼群: #1042 … 转由金城供热公司龚工跟进
          小啄 → 龚工: 【#1042】
          小啄 → 王师傅: 【#1042】 … 转给金城供热公司龚工 … 对方接单前还由您负责`,
  )
  expect(await town.ticket(1042)).toMatchObject({ orgId: 'heat', heldBy: { orgId: 'cf-property', assigneeId: 'wang' } })
})

describe('first-receiver duty', () => {
  test('whoever had it answers for it until the next one has taken it: reminded too, shown in the status', async () => {
    const town = await withLeak()
    await play(
      town,
      `
      9:10  王师傅 → 小啄: 上报1042 要社区出面
            小啄 @128号楼群: #1042 … 转由长峰社区居委会社区小陈跟进
            小啄 → 社区小陈: 【#1042】
      9:11  李阿姨 @128号楼群: 1042到哪了
            小啄 @128号楼群: #1042 … 对方接单前仍由王师傅负责
      10:12 ⏰
            小啄 → 社区小陈: 提醒 1 件
            小啄 → 王师傅: 提醒 1 件： … #1042
      10:20 社区小陈 → 小啄: 接1042
            小啄 → 社区小陈: 好，#1042`,
    )
    expect(await town.ticket(1042)).toMatchObject({ assigneeId: 'chen', heldBy: null })
  })

  test('the earlier holder may take it back', async () => {
    const town = await withLeak()
    await play(
      town,
      `
      9:10  王师傅 → 小啄: 上报1042 要社区出面
            小啄 @128号楼群: #1042 … 转由
      9:20  王师傅 → 小啄: 接1042
            小啄 → 王师傅: 好，#1042`,
    )
    expect(await town.ticket(1042)).toMatchObject({ orgId: 'cf-property', assigneeId: 'wang', heldBy: null, status: 'accepted' })
  })
})

describe('up and down the levels', () => {
  test('courtyard, community, sub-district: each step up goes one level', async () => {
    const town = await withLeak()
    await play(
      town,
      `
      9:10  王师傅 → 小啄: 上报1042 要社区出面
            小啄 @128号楼群: 转由长峰社区居委会社区小陈跟进
      9:20  社区小陈 → 小啄: 上报1042 要执法
            小啄 @128号楼群: 转由兴华街道办街道值班员跟进
            小啄 → 街道值班员: 【#1042】`,
    )
    expect(await town.ticket(1042)).toMatchObject({ orgId: 'street', heldBy: { assigneeId: 'wang' } })
  })

  test('a level above calls it in with a reason and has it at once; whoever had it hears that', async () => {
    const town = await withLeak()
    await play(
      town,
      `
      9:10  社区小陈 → 小啄: 1042 调上来
            小啄 → 社区小陈: #1042 写个原因吧
      9:11  社区小陈 → 小啄: 1042 调上来 物业办不动
            小啄 @128号楼群: #1042 … 转由长峰社区居委会社区小陈跟进
            小啄 → 王师傅: 【#1042】 … 转给长峰社区居委会社区小陈（物业办不动） ｜ 已接手，您这边不用跟了`,
    )
    expect(await town.ticket(1042)).toMatchObject({ assigneeId: 'chen', status: 'accepted', heldBy: null })
  })

  test('from above it is handed down with a reason', async () => {
    const town = await withLeak()
    await play(
      town,
      `
      9:10  街道值班员 → 小啄: 1042 调上来 区里督办
            小啄 @128号楼群: 转由兴华街道办街道值班员跟进
      9:20  街道值班员 → 小啄: 1042 下派 社区
            小啄 → 街道值班员: #1042 写个原因吧
      9:21  街道值班员 → 小啄: 1042 下派 社区 先核实几户
            小啄 @128号楼群: 转由长峰社区居委会
            小啄 → 社区小陈: 【#1042】 … 先核实几户`,
    )
    const last = (await town.events(1042)).findLast((event) => event.type === 'assigned')
    expect(last).toMatchObject({ why: 'handed_down', orgId: 'office' })
  })
})

test('the evening dispatch sheet tells a unit what it has, since when and for whom it waits, and the supporter its part; one message each', async () => {
  const town = await withLeak()
  await play(
    town,
    `
    9:10  王师傅 → 小啄: 1042 配合 供热公司 查主管网 明天下午4点前
          小啄 → 龚工: 【#1042】配合1
    9:20  Tom @126号楼群: 小区能不能装个快递柜，建议考虑一下
          小啄 @126号楼群: #1043
    19:31 ⏰
    +0s   小啄 @长峰物业工作群: 【11月23日 调度单 · 长峰物业】 … ■ 今天新报 1 … 〔 … 〕 … #1042 … 王师傅 · 配合：金城供热公司龚工 · 今天09:00起
    +0s   小啄 → 龚工: 【11月23日 调度单 · 金城供热公司】 … ■ 配合 1 … #1042 … （配合：查主管网） … 龚工 · 今天09:10起 · 明天16:00前 … 明天到期 1 件。`,
  )
  for (const chat of ['长峰物业工作群', '龚工'])
    expect(town.lines.filter((line) => line.by === null && line.chat === chat && line.text.includes('调度单'))).toHaveLength(1)
})

test('a supporter’s own list shows the part, and help names the commands of those who may give them', async () => {
  const town = await withLeak()
  await play(
    town,
    `
    9:10  王师傅 → 小啄: 1042 配合 供热公司 查主管网 周五前
          小啄 → 龚工: 【#1042】配合1
          龚工 → 小啄: 我的工单
          小啄 → 龚工: 在办 1 件： … #1042 … （配合：查主管网） … 周五18:00前
          王师傅 → 小啄: 帮助
          小啄 → 王师傅: 1042 配合 供热公司
          方书记 → 小啄: 帮助
          小啄 → 方书记: 开会 周三15点`,
  )
  expect(town.lines.some((line) => line.by === null && line.chat === '王师傅' && line.text.includes('开会'))).toBe(false)
})

test('a resident’s 好了 does not close what others still have a part of; it is kept for whoever leads', async () => {
  const town = await withLeak()
  await play(
    town,
    `
    9:10  王师傅 → 小啄: 1042 配合 供热公司 查主管网
          小啄 → 龚工: 【#1042】配合1
    9:30  李阿姨 @128号楼群: 好了好了 谢谢
          小啄 @128号楼群: (没说话)`,
  )
  expect((await town.ticket(1042)).status).toBe('accepted')
})
