/** The model conversations of the house, on both databases. */
import { describe, expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown, type Town, type TownOptions } from '../support/town.ts'

describe.each(databases)('model conversations on $name', ({ open }) => {
  const town = async (options: TownOptions = {}): Promise<Town> => openTown({ db: await open(), ...options })

  test('1 · a report in a building group is answered once, with its picture, and brought to who must act', async () => {
    const here = await town()
    await play(
      here,
      `
      12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
      +4s   李阿姨 @128号楼群: [图片]
            小啄 @128号楼群: @李阿姨 记下了 #1042 … 128号楼（含1张图）。长峰物业王师傅负责，今天18:00前到现场。补充直接发，说"撤销"可取消。
            小啄 → 王师傅: 【#1042】 … 128号楼 ｜ 李阿姨 12:03："楼道又被堆满了，轮椅都过不去" [图] ｜ … 前接单，今天18:00前到场 ｜ 回：接 / 转 / 退+原因
            小啄 @长峰物业工作群: 【#1042】 … 李阿姨 12:03："楼道又被堆满了，轮椅都过不去" [图]
            小啄 → 王师傅: [图片]
            小啄 @长峰物业工作群: [图片]
            小啄: (没说话)`,
    )
    expect(await here.ticket(1042)).toMatchObject({ category: 'corridor_clutter', buildingId: '128', orgId: 'cf-property', assigneeId: 'wang' })
  })

  test('2 · staff answer the card in their own words, the proof picture goes to the group, the reporter closes', async () => {
    const here = await town()
    await play(
      here,
      `
      12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
            小啄 @128号楼群: 记下了 #1042
            小啄 → 王师傅: 【#1042】
      12:20 王师傅 → 小啄 [引用 【#1042】]: 收到，下午两点过去
            小啄 @128号楼群: #1042 王师傅已接单，约14:00到。
            小啄 → 王师傅: 归王师傅了
      14:31 王师傅 → 小啄: [图片]
            王师傅 → 小啄 [引用 【#1042】]: 清完了
            小啄 → 王师傅: #1042 办结，已请居民确认
            小啄 @128号楼群: #1042 … 已处理 [图]。@李阿姨 看看行不行？"好了"就结案，"没好"我再叫人。24小时没回音按已解决记。
            小啄 @128号楼群: [图片]
      14:34 李阿姨 @128号楼群: 好了好了 谢谢小王
            小啄 @128号楼群: #1042 … 结案，用时 2 小时 31 分。`,
    )
    expect(await here.ticket(1042)).toMatchObject({ status: 'solved', confirmed: true })
  })

  test('3 · a neighbour says it is not fixed: the same ticket goes back to work', async () => {
    const here = await town()
    await play(
      here,
      `
      12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
            小啄 @128号楼群: 记下了 #1042
      14:31 王师傅 → 小啄 [引用 【#1042】]: 清完了
            小啄 @128号楼群: #1042 … 已处理
      14:40 赵叔 @128号楼群: 没清干净啊 二楼拐角还有个柜子
            小啄 @128号楼群: #1042 重新打开，已告诉王师傅："没清干净啊 二楼拐角还有个柜子"。
            小啄 → 王师傅: 【#1042】 … 没好，第1次重开 ｜ 赵叔："没清干净啊 二楼拐角还有个柜子"`,
    )
    expect(await here.ticket(1042)).toMatchObject({ status: 'open', reopens: 1, assigneeId: 'wang' })
  })

  test('4 · in a grid group the place is asked once and taken from the answer', async () => {
    const here = await town()
    await play(
      here,
      `
      12:03 老周 @第3网格群: 那个井盖又翘起来了 刚才差点绊倒人
            小啄 @第3网格群: @老周 记下了 #1042 … 在哪个位置？说个楼号或路口就行。
      12:05 老周 @第3网格群: 就6号楼西头
            小啄 @第3网格群: @老周 好的，#1042 … 6号楼西头，加急。长峰物业王师傅负责，今天16:03前到现场。
            小啄 → 王师傅: 【#1042】 … 6号楼西头 ｜ 加急 ｜ 老周 12:03`,
    )
    expect(await here.ticket(1042)).toMatchObject({ buildingId: '6', gridId: 'g3', urgency: 'urgent', place: { building: '6', spot: '西头' } })
  })

  test('5 · danger is answered at once with whom to call, and everybody on duty hears it', async () => {
    const here = await town({ at: '2026-11-23 19:00' })
    await play(
      here,
      `
      19:30 婷婷妈妈 @7号楼群: 有没有人闻到煤气味？？
      +0s   小啄 @7号楼群: 先别开灯、别点火、别在屋里打电话，开窗、关阀、下楼，到室外拨燃气抢修 96777 或 119。#1042 … 7号楼，已通知值班的 … @婷婷妈妈 几层哪一户？
      +0s   小啄 → 王师傅: 【紧急 #1042】 … 7号楼群 婷婷妈妈 19:30："有没有人闻到煤气味？？"
      +0s   小啄 → 社区小陈: 【紧急 #1042】
      +0s   小啄 → 网格员小刘: 【紧急 #1042】
      +0s   小啄 @长峰物业工作群: 【紧急 #1042】`,
    )
    expect(await here.ticket(1042)).toMatchObject({ category: 'gas', urgency: 'emergency', buildingId: '7' })
  })

  test('6 · one outage, many voices: one ticket, one answer, and the known outage answers whoever asks later', async () => {
    const here = await town()
    await play(
      here,
      `
      12:03 李阿姨 @128号楼群: 停水了？
      +2s   赵叔 @128号楼群: 我家也没水
      +2s   小吴 @128号楼群: 8楼也是
            小啄 @128号楼群: #1042 … 128号楼，已有3户反映，王师傅在跟，有消息马上说。
      12:20 小孙 @长峰物业工作群: 停水 128-130号楼 水泵检修 到18点
            小啄 @128号楼群: 128–130号楼停水：水泵检修，预计18:00恢复。
            小啄 @长峰物业工作群: 好，已告诉 1 个群，今天18:00前来问的我直接回。
      12:30 刘哥 @128号楼群: 我家也停水了
            小啄 @128号楼群: @刘哥 128–130号楼停水：水泵检修，预计18:00恢复，给你记上了（#1042）。`,
    )
    expect(await here.tickets()).toHaveLength(1)
    expect((await here.ticket(1042)).followers).toEqual(['zhao', 'wu', 'liu-ge'])
  })

  test('7 · unsure is not a word in the group; the grid worker hears it later and one word makes it a ticket', async () => {
    const here = await town({ edit: (file) => void Object.assign(file.groups?.find((g) => g.id === 'b128') ?? {}, { mode: 'suggest' }) })
    await play(
      here,
      `
      19:20 刘哥 @128号楼群: 楼道灯不亮了
            小啄: (没说话)
      19:30 ⏰
      +0s   小啄 → 网格员小何: 待定 1 条： … 1. 128号楼群 刘哥 19:20"楼道灯不亮了" … 要登记回"登记1"，不用回"略1"。
      19:32 网格员小何 → 小啄: 登记1
            小啄 → 网格员小何: 待定1 已登记为 #1042。
            小啄 @128号楼群: @刘哥 记下了 #1042 … 128号楼`,
    )
    expect(await here.ticket(1042)).toMatchObject({ reporterId: 'liu-ge', category: 'lighting' })
  })

  test('8 · chatter, trade, notices and other people’s stories meet silence', async () => {
    const here = await town()
    await play(
      here,
      `
      12:00 李阿姨 @128号楼群: 有人拼奶粉吗
            赵叔 @128号楼群: 明天降温大家多穿点
            小吴 @128号楼群: 出一台九成新洗衣机，自提
            王师傅 @128号楼群: 【通知】明日9-12点停水，请提前储水
            刘哥 @128号楼群: 我妹妹她们小区电梯坏了半个月了
            赵叔 @128号楼群: [表情]
            小啄: (没说话)`,
    )
    expect(await here.tickets()).toEqual([])
  })

  test('9 · a resident who types a staff command is answered kindly and nothing changes', async () => {
    const here = await town()
    await play(
      here,
      `
      12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
            小啄 @128号楼群: 记下了 #1042
      12:10 路人甲 @128号楼群: 完成 1042
            小啄 @128号楼群: @路人甲 #1042 要王师傅来结。要是真弄好了，跟我说"好了"，我去请他确认。`,
    )
    expect(await here.events(1042)).toHaveLength(1)
  })

  test('10 · English is answered in English, and the card is in the language of the staff', async () => {
    const here = await town()
    await play(
      here,
      `
      12:03 Tom @126号楼群: report: stairwell blocked at bldg 128
            小啄 @126号楼群: @Tom noted, #1042 … Bldg 128 … by 18:00 today. Send a photo if you can; "cancel" withdraws it.
            小啄 → 王师傅: 【#1042】 … 128号楼 ｜ Tom 12:03："report: stairwell blocked at bldg 128"
      12:20 Tom @126号楼群: cancel
            小啄 @126号楼群: #1042 … withdrawn.
            小啄 → 王师傅: 【#1042】 … Tom已撤销，不用去了。`,
    )
    expect(await here.ticket(1042)).toMatchObject({ status: 'withdrawn', language: 'en', buildingId: '128' })
  })

  test('11 · who hurries hears where it stands, and the one who has it is reminded', async () => {
    const here = await town()
    await play(
      here,
      `
      12:03 李阿姨 @128号楼群: 单元门对讲坏了，按了没反应
            小啄 @128号楼群: 记下了 #1042
      12:20 王师傅 → 小啄 [引用 【#1042】]: 配件周三到，周四上午装
            小啄 @128号楼群: #1042 王师傅已接单，约周四10:00到。
      次日 15:00 李阿姨 @128号楼群: 怎么还没人来？
            小啄 @128号楼群: @李阿姨 #1042 … 128号楼：处理中，王师傅约周四10:00到。已再催一次。
            小啄 → 王师傅: 【#1042】 … 催办（第1次）｜ 李阿姨："怎么还没人来？" ｜ 给个时间，我好回话`,
    )
    expect((await here.ticket(1042)).urges).toBe(1)
  })

  test('12 · a question is answered from the community’s facts; without an answer it goes to the desk', async () => {
    const here = await town()
    await play(
      here,
      `
      12:03 小吴 @128号楼群: 装修要去哪登记
            小啄 @128号楼群: @小吴 装修登记在物业前台（3号楼1层，8:30–17:30），带身份证和施工方案，押金2000元验收后退。还有疑问我帮你转客服。
      12:10 小吴 @128号楼群: 物业费可以分期交吗
            小啄 @128号楼群: @小吴 #1042 已转长峰社区居委会社区小陈， … 前答复。
            小啄 → 社区小陈: 【#1042】咨询 … 小吴 12:10："物业费可以分期交吗"`,
    )
    expect(await here.tickets()).toMatchObject([{ number: 1042, kind: 'consult', assigneeId: 'chen' }])
  })

  test('13 · the nightly digest of a building group: new, closed, open', async () => {
    const here = await town()
    await play(
      here,
      `
      12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
            小啄 @128号楼群: 记下了 #1042
      14:31 王师傅 → 小啄 [引用 【#1042】]: 清完了
            小啄 @128号楼群: #1042 … 已处理
      14:33 李阿姨 @128号楼群: 好了
            小啄 @128号楼群: #1042 … 结案
      15:00 赵叔 @128号楼群: 报修：3楼感应灯不亮了
            小啄 @128号楼群: 记下了 #1043
      20:30 ⏰
      +0s   小啄 @128号楼群: 【11月23日 · 128号楼小结】 … 今天新报 2，办结 1。 … ✓ #1042 … （2 小时 30 分） … 在办 1：#1043 … 王师傅 … 本月 2 件已办结 1。谢谢大家提醒，有事群里说一声就行。
      +0s   小啄 @128号楼群: [图片]`,
    )
    expect(here.lines.filter((line) => line.chat === '126号楼群')).toEqual([])
  })

  test('14 · the evening dispatch sheet of the staff group: what is new, what is late, consults and suggestions apart', async () => {
    const here = await town()
    await play(
      here,
      `
      12:00 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
            小啄 @128号楼群: 记下了 #1042
      12:10 小吴 @126号楼群: 建议南门加个快递柜
            小啄 @126号楼群: 建议记下了 #1043
      19:30 ⏰
      +0s   小啄 @长峰物业工作群: 【11月23日 调度单 · 长峰物业】 … ■ 今天新报 1 … #1042 … 王师傅 … ■ 建议 1 … #1043 … 明天到期 0 件。`,
    )
  })

  test('15 · nobody on duty: the community’s person on duty gets it, and is told why', async () => {
    const here = await town({
      edit: (file) => {
        file.duty = file.duty?.filter((shift) => shift.person === 'chen')
        for (const person of file.people) if (person.org === 'cf-property') person.supervisor = false
      },
    })
    await play(
      here,
      `
      12:03 婷婷妈妈 @7号楼群: 电梯又坏了，按了没反应
            小啄 @7号楼群: @婷婷妈妈 记下了 #1042 … 长峰社区居委会社区小陈负责
            小啄 → 社区小陈: 【#1042】 … 7号楼 … 责任单位现在无人值班，按首接负责先到您这里；可转，接到为止由您跟着
      12:10 社区小陈 → 小啄 [引用 【#1042】]: 转给钱经理
            小啄 @7号楼群: #1042 … 转由长峰物业钱经理跟进。
            小啄 → 社区小陈: 已转长峰物业钱经理
            小啄 → 钱经理: 【#1042】`,
    )
    expect(await here.ticket(1042)).toMatchObject({ assigneeId: 'qian', orgId: 'cf-property' })
  })
})
