/** 帮助 lists what this very person may do here and now. */
import { expect, test } from 'vitest'
import { commandsFor } from '../../core/command-rights.ts'
import { helpActs } from '../../services/help.ts'
import { standingOf } from '../../services/tickets.ts'
import { play } from '../support/conversation.ts'
import { openTown, type Town } from '../support/town.ts'

const told = async (): Promise<Town> => {
  const town = await openTown()
  await play(town, '12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去\n小啄 @128号楼群: 记下了 #1042')
  return town
}
const lastTo = (town: Town, chat: string): string => town.lines.findLast((line) => line.by === null && line.chat === chat)?.text ?? ''

test('each hears only what they may order: resident, staff, head of the unit, grid worker, admin', async () => {
  const town = await openTown()
  const heard: Record<string, string> = {}
  for (const name of ['李阿姨', '王师傅', '钱经理', '网格员小何', '方书记']) {
    await town.hear({ from: name, text: '帮助' })
    heard[name] = lastTo(town, name)
  }
  expect(heard.李阿姨).toMatch(/^有事直接在群里说，跟我说也行/)
  expect(heard.李阿姨).not.toMatch(/接1042|换班|日报/)
  expect(heard.王师傅).toMatch(/接1042/)
  expect(heard.王师傅).not.toMatch(/延期1042|值班 周六|开会|回访 满意|日报|绑定|已核实/)
  expect(heard.钱经理).toMatch(/延期1042[\s\S]*值班 周六[\s\S]*日报/)
  expect(heard.钱经理).not.toMatch(/开会|绑定/)
  expect(heard.网格员小何).toMatch(/已核实[\s\S]*1042 回访 满意[\s\S]*开会[\s\S]*日报/)
  expect(heard.网格员小何).not.toMatch(/绑定|拉黑/)
  expect(heard.方书记).toMatch(/管理：绑定 128号楼/)
})

test('in a residents’ group it is short, and staff are sent to the direct chat for the rest', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:10 李阿姨 @128号楼群: 帮助
          小啄 @128号楼群: @李阿姨 有事直接在群里说
    12:11 王师傅 @128号楼群: 帮助
          小啄 @128号楼群: @王师傅 引用卡片回一句，或带上号码：接1042 · 办结1042 · 挂账1042 原因 · 转1042 社区 · 谁值班 … 私聊我发"帮助"`,
  )
  expect(town.lines.filter(({ by }) => by === null).every(({ text }) => !text.includes('登录'))).toBe(true)
})

test('with a number, or in a quote of the card, what may be done with that ticket as it stands, as decided', async () => {
  const town = await told()
  await play(
    town,
    `
    12:10 王师傅 → 小啄: 帮助 1042
          小啄 → 王师傅: #1042 … 128号楼，现在待接单。您可以： … 接1042 · 立即办1042 … 退1042 原因
    12:11 王师傅 → 小啄: 办结1042 清走了
          小啄 → 王师傅: #1042 办结
          小啄 @128号楼群: #1042 … 已处理
    12:12 李阿姨 @128号楼群: 帮助 1042
          小啄 @128号楼群: @李阿姨 #1042 … 现在待确认。您可以： … 1042 好了 · 1042 没好 · 1042 五星
    12:13 李阿姨 @128号楼群 [引用 #1042]: 帮助
          小啄 @128号楼群: @李阿姨 #1042 … 现在待确认
    12:14 Tom → 小啄: help 1042
          小啄 → Tom: #1042 is only for those it concerns
    12:15 Tom → 小啄: 帮助 1099
          小啄 → Tom: 没有#1099这个号`,
  )
  const directory = await town.desk.context.directories.get(town.db.read, town.communityId)
  const ticket = await town.ticket(1042)
  const wang = directory.staff.find(({ id }) => id === 'wang') ?? null
  expect(helpActs(ticket, standingOf(directory, ticket, wang, null), town.now())).not.toContain('accept')
})

test('everything help lists is also obeyed, and nothing it leaves out is', async () => {
  const town = await told()
  const directory = await town.desk.context.directories.get(town.db.read, town.communityId)
  const wang = directory.staff.find(({ id }) => id === 'wang')
  expect(wang && commandsFor(directory, wang)).not.toContain('set_mode')
  await play(
    town,
    `
    12:20 王师傅 → 小啄: 日报
          小啄 → 王师傅: 管理员
    12:21 钱经理 → 小啄: 日报
          小啄 → 钱经理: 调度单 · 长峰物业 … #1042
    12:22 钱经理 → 小啄: 周报
          小啄 → 钱经理: 管理员
    12:23 网格员小何 → 小啄: 日报
          小啄 → 网格员小何: 社区总览
    12:24 网格员小何 → 小啄: 周报
          小啄 → 网格员小何: 这一周还没有可说的。
    12:25 网格员小何 → 小啄: 模式 自动
          小啄 → 网格员小何: 管理员`,
  )
})
