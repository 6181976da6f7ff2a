/** The joint meeting by chat: the agenda gathers by itself, what is agreed becomes clocks and parts, and what is not closed comes back. */
import { describe, expect, test } from 'vitest'
import type { CommunityFile } from '../../services/community-file.ts'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown, type Town, type TownOptions } from '../support/town.ts'
import { withUtilities } from '../support/utilities.ts'

/** #1042 with 王师傅 in 128号楼, #1043 of 126号楼. */
async function withMatters(options: TownOptions = {}): Promise<Town> {
  const town = await openTown({ at: '2026-11-23 08:59', edit: withUtilities, ...options })
  await play(
    town,
    `
    9:00  李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
          小啄 @128号楼群: 记下了 #1042
    9:01  Tom @126号楼群: report: the bins at bldg 126 are overflowing
          小啄 @126号楼群: noted, #1043
    9:05  王师傅 → 小啄: 接1042
          小啄 → 王师傅: 好，#1042`,
  )
  return town
}

const told = (town: Town, name: string, words: RegExp): string[] =>
  town.lines.filter((line) => line.by === null && line.chat === name && words.test(line.text)).map((line) => line.text)

describe.each(databases)('a joint meeting on $name', ({ open }) => {
  test('called for, called, minuted, closed: everybody concerned hears once, and what is open comes back', async () => {
    const town = await withMatters({ db: await open() })
    await play(
      town,
      `
      9:10  社区小陈 → 小啄: 1042 上会 业主不肯搬
            小啄 → 社区小陈: #1042 楼道堆物 列入碰头会议程。
      9:11  王师傅 → 小啄: 上报1043 物业车不够
            小啄 @126号楼群: #1043 … is now with
      9:20  方书记 → 小啄: 碰头会
            小啄 → 方书记: 【第1次碰头会】2 件 … 1. #1042 … 长峰物业王师傅 · 提请上会（业主不肯搬） … 2. #1043 … 上报
      9:30  方书记 → 小啄: 开会 周三15点 社区会议室
            小啄 → 方书记: 好，碰头会定在周三15:00，议 2 件，已告诉
            小啄 → 王师傅: 【碰头会 周三15:00 · 社区会议室】与您有关 … #1042
            小啄 → 钱经理: 【碰头会 周三15:00`,
    )
    await town.pass(town.today('09:30') + 2 * 86_400_000 + 5.5 * 3_600_000)
    await play(
      town,
      `
      15:10 社区小陈 → 小啄: 纪要 1042 物业牵头搬清 供热公司配合腾地方 12月5日前
            小啄 → 社区小陈: #1042 记下了：长峰物业王师傅牵头，金城供热公司龚工配合，12月5日前。散会时一并告诉大家。
      15:11 社区小陈 → 小啄: 散会
            小啄 → 社区小陈: 散会。议定 1 件，已告诉 … 处；没办结的 2 件下次接着议。
            小啄 → 王师傅: 【11月25日 碰头会议定】 … #1042 … 物业牵头搬清 供热公司配合腾地方 12月5日前
            小啄 → 龚工: 【11月25日 碰头会议定】 … #1042 … 您这边：腾地方，12月5日前，弄完回"1042 配合1 完成"
            小啄 @128号楼群: 【11月25日 碰头会】 … #1042
      15:20 方书记 → 小啄: 会议
            小啄 → 方书记: 【第2次碰头会】2 件 … 1. #1043 … 上次留下、上报 … 2. #1042 … 上次留下 … 已定：物业牵头搬清`,
    )
    const ticket = await town.ticket(1042)
    expect(new Date(ticket.resolveBy).toISOString()).toBe('2026-12-05T10:00:00.000Z')
    expect(ticket.parts).toMatchObject([{ orgId: 'heat', assigneeId: 'gong', what: '腾地方', state: 'asked', dueBy: ticket.resolveBy }])
    for (const name of ['王师傅', '龚工', '128号楼群']) expect(told(town, name, /11月25日 碰头会/)).toHaveLength(1)
    expect(told(town, '龚工', /#1042/)).toHaveLength(1)
  })
})

test('a matter that is closed leaves the agenda; until then it comes back meeting after meeting', async () => {
  const town = await withMatters()
  await play(
    town,
    `
    9:10  社区小陈 → 小啄: 纪要 1042 物业牵头搬清 今天下午5点前
          小啄 → 社区小陈: #1042 记下了
    9:11  社区小陈 → 小啄: 散会
          小啄 → 社区小陈: 散会。
          小啄 @128号楼群: 碰头会 … #1042
    9:12  社区小陈 → 小啄: 纪要 1043 物业加一趟车
          小啄 → 社区小陈: #1043 记下了
    9:13  社区小陈 → 小啄: 散会
          小啄 → 社区小陈: 散会。议定 1 件 … 没办结的 2 件下次接着议
          小啄 @126号楼群: #1043
    9:14  社区小陈 → 小啄: 会议
          小啄 → 社区小陈: 【第3次碰头会】2 件 … #1042 … #1043
    9:20  王师傅 → 小啄: 办结1042 清完了
          小啄 @128号楼群: #1042 … 已处理
    9:21  李阿姨 @128号楼群: 好了好了
          小啄 @128号楼群: #1042 … 结案
    9:22  社区小陈 → 小啄: 会议
          小啄 → 社区小陈: 【第3次碰头会】1 件 … #1043`,
  )
  expect(told(town, '社区小陈', /第3次碰头会】1 件/)[0]).not.toMatch(/#1042/)
})

test('an overdue matter gathers by itself; on hold it is nobody’s delay', async () => {
  const town = await withMatters()
  await town.pass(town.now() + 8 * 86_400_000)
  await play(town, '社区小陈 → 小啄: 议程\n小啄 → 社区小陈: 2 件 … #1042 … 超期1天 … #1043')
  await play(town, '王师傅 → 小啄: 挂账1042 等业主回来\n小啄 @128号楼群: 先挂账\n社区小陈 → 小啄: 议程\n小啄 → 社区小陈: 【第1次碰头会】1 件 … #1043')
})

test('only the community calls, minutes and closes a meeting; everybody on the staff may look and call for a matter', async () => {
  const town = await withMatters()
  await play(
    town,
    `
    9:10  王师傅 → 小啄: 1042 上会
          小啄 → 王师傅: #1042 楼道堆物 列入碰头会议程
          王师傅 → 小啄: 会议
          小啄 → 王师傅: 【第1次碰头会】1 件
          王师傅 → 小啄: 纪要 1042 社区牵头搬清
          小啄 → 王师傅: #1042
    9:20  李阿姨 @128号楼群: 1042 上会
    9:21  龚工 → 小啄: 1042 上会
          小啄 → 龚工: #1042`,
  )
  expect((await town.events(1042)).filter((event) => event.type === 'planned')).toEqual([])
})

test('散会 and talk of meetings in a group orders nothing while no meeting of ours is on', async () => {
  const town = await withMatters()
  await play(
    town,
    `
    9:10  社区小陈 @社区工作群: 散会
          方书记 @社区工作群: 大家辛苦了，感谢配合
          小啄: (没说话)`,
  )
})

test('asked for in a residents’ group, the agenda is told directly', async () => {
  const town = await withMatters()
  await play(town, '9:10 社区小陈 @128号楼群: 会议\n小啄 → 社区小陈: 第1次碰头会还没有要议的事')
})

test('a time that has passed calls no meeting, an unreadable unit minutes nothing', async () => {
  const town = await withMatters()
  await play(
    town,
    `
    9:10  社区小陈 → 小啄: 纪要 1042 火星公司牵头搬清
          小啄 → 社区小陈: #1042 没找到要转给谁`,
  )
  expect((await town.ticket(1042)).parts).toEqual([])
  expect(await town.db.read.select().from(town.db.tables.meetings)).toEqual([])
})

test('minutes that nobody closes are told by the clock', async () => {
  const town = await withMatters()
  await play(town, '9:10 社区小陈 → 小啄: 纪要 1042 物业牵头搬清 周五前\n小啄 → 社区小陈: #1042 记下了\n12:00 ⏰')
  expect(told(town, '王师傅', /碰头会议定/)).toEqual([])
  await play(town, '12:11 ⏰\n小啄 → 王师傅: 【11月23日 碰头会议定】 … #1042\n小啄 @128号楼群: 碰头会 … #1042\n12:12 ⏰')
  expect(told(town, '王师傅', /碰头会议定/)).toHaveLength(1)
})

test('in English', async () => {
  const edit = (file: CommunityFile): void => {
    withUtilities(file)
    file.community.language = 'en'
  }
  const town = await openTown({ at: '2026-11-23 08:59', edit })
  await play(
    town,
    `
    9:00  Tom @126号楼群: report: the bins at bldg 126 are overflowing
          小啄 @126号楼群: noted, #1042
    9:10  社区小陈 → 小啄: 1042 on the agenda
          小啄 → 社区小陈: #1042 … is on the agenda
          社区小陈 → 小啄: minutes 1042 长峰物业 leads an extra round, 金城供热公司 supports with a van, by 5 December
          小啄 → 社区小陈: #1042
          社区小陈 → 小啄: end meeting
          小啄 @126号楼群: meeting] … #1042
          小啄 → 龚工: #1042`,
  )
  expect((await town.ticket(1042)).parts).toMatchObject([{ orgId: 'heat' }])
})

test('a weekly meeting calls itself a day before, once, and only when there is something to meet about', async () => {
  const edit = (file: CommunityFile): void => {
    withUtilities(file)
    file.policies = { ...file.policies, meeting: { day: 3, at: '15:00', place: '社区会议室' } }
  }
  const empty = await openTown({ at: '2026-11-24 15:05', edit })
  await play(empty, '15:06 ⏰')
  expect(empty.lines).toEqual([])
  const town = await withMatters({ edit })
  await play(town, '9:10 王师傅 → 小啄: 1042 上会\n小啄 → 王师傅: 列入碰头会议程\n9:11 ⏰')
  expect(told(town, '钱经理', /碰头会/)).toEqual([])
  await town.pass(town.today('15:01') + 86_400_000)
  await play(town, '⏰\n小啄 → 钱经理: 【碰头会 明天15:00 · 社区会议室】与您有关 … #1042\n⏰')
  expect(told(town, '钱经理', /碰头会/)).toHaveLength(1)
})
