/** Three ways to take a matter on, each with its clock; complex matters, extensions, and what waits with a day on which it is looked at again. */
import { describe, expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown, type Town } from '../support/town.ts'

/** #1042, told by 李阿姨 at 12:03 on a Monday: two working hours to take, seven days to solve. */
async function told(town: Town): Promise<Town> {
  await play(town, '12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去\n小啄 @128号楼群: 记下了 #1042')
  return town
}
const days = (town: Town, time: string, n: number): number => town.today(time) + n * 86_400_000

describe.each(databases)('taking a matter on, on $name', ({ open }) => {
  test('at once: somebody is there within two hours, it is solved within a day, and the group hears so', async () => {
    const town = await told(await openTown({ db: await open() }))
    await play(
      town,
      `
      12:20 王师傅 → 小啄 [引用 【#1042】]: 立即办
            小啄 @128号楼群: #1042 王师傅接下了，立即办，今天14:20前到现场。
            小啄 → 王师傅: 好，#1042 … 归王师傅了，立即办，今天14:20前到现场。
      12:30 李阿姨 @128号楼群: 1042到哪了
            小啄 @128号楼群: @李阿姨 #1042 … 处理中，立即办，长峰物业王师傅`,
    )
    const ticket = await town.ticket(1042)
    expect(ticket).toMatchObject({ status: 'accepted', taken: 'at_once' })
    expect([ticket.actBy, ticket.resolveBy]).toEqual([town.today('14:20'), days(town, '12:20', 1)])
  })

  test.each([
    ['限期办 1042 周五', '周五18:00前办好', ['18:00', 4]],
    ['1042 限期办 明天下午三点前', '明天15:00前办好', ['15:00', 1]],
    ['1042 11月30日中午12点前修好', '11月30日前办好', ['12:00', 7]],
  ] as const)('by a date: "%s" is its limit from then on', async (words, said, [time, n]) => {
    const town = await told(await openTown({ db: await open() }))
    await play(town, `12:20 王师傅 → 小啄: ${words}\n小啄 @128号楼群: #1042 王师傅接下了，限期办，${said}。\n小啄 → 王师傅: 限期办，${said}`)
    expect(await town.ticket(1042)).toMatchObject({ taken: 'by_date', resolveBy: days(town, time, n), promisedAt: null, extensions: 0 })
  })
})

test('a date said in a reply to the card is a limit when it is for the work, a promise when it is for coming', async () => {
  const town = await told(await openTown())
  await play(
    town,
    `
    12:20 王师傅 → 小啄 [引用 【#1042】]: 周三前清完
          小啄 @128号楼群: #1042 王师傅接下了，限期办，周三18:00前办好。
          小啄 → 王师傅: 归王师傅了，限期办
    12:25 王师傅 → 小啄 [引用 【#1042】]: 明天上午九点过去
          小啄 @128号楼群: #1042 王师傅已接单，约明天09:00到。`,
  )
  expect(await town.ticket(1042)).toMatchObject({ taken: 'by_date', resolveBy: days(town, '18:00', 2), promisedAt: days(town, '09:00', 1) })
})

test('a date past the limit is no way to take it on: it says who may extend, and nothing changes', async () => {
  const town = await told(await openTown())
  await play(town, '12:20 王师傅 → 小啄: 1042 限期办 12月20日\n小啄 → 王师傅: #1042 时限比这早，到不了那天。要更晚，请主管回"延期1042 到那天 原因"。')
  expect(await town.ticket(1042)).toMatchObject({ status: 'open', taken: null })
})

test('upward: it is known as passed up and stands so in the sheet of who has it now', async () => {
  const town = await told(await openTown())
  await play(
    town,
    `
    12:20 王师傅 → 小啄: 上报1042 要社区协调
          小啄 @128号楼群: #1042 … 转由长峰社区居委会
    12:30 李阿姨 @128号楼群: 1042到哪了
          小啄 @128号楼群: 已派单，等接单，已上报`,
  )
  expect(await town.ticket(1042)).toMatchObject({ taken: 'upward', orgId: 'office' })
  const [before, after] = [town.today('12:03'), (await town.ticket(1042)).acceptBy]
  expect(after).toBeGreaterThan(before + 2 * 3_600_000)
})

test('complex is the supervisor’s or the community’s word: fifteen days, and the reporter is told the date', async () => {
  const town = await told(await openTown())
  await play(
    town,
    `
    12:20 王师傅 → 小啄: 1042 疑难 牵扯三家单位
          小啄 → 王师傅: #1042 要
    12:21 钱经理 → 小啄: 1042 疑难
          小啄 → 钱经理: #1042 写个原因吧
    12:22 钱经理 → 小啄: 1042 疑难 牵扯三家单位
          小啄 @128号楼群: #1042 … 牵扯多，按疑难件办（牵扯三家单位），最晚12月8日前办完，有进展在这儿说。
          小啄 → 钱经理: #1042 改好了，居民那边说了。`,
  )
  const ticket = await town.ticket(1042)
  expect(ticket.complex).toBe(true)
  expect(ticket.resolveBy - ticket.openedAt).toBe(15 * 86_400_000)
})

test('a community may set its own limit for complex matters', async () => {
  const town = await told(
    await openTown({
      edit: (file) => void Object.assign(file.policies ?? {}, { limits: { ...file.policies?.limits, complex: { resolve: 20 * 1440 } } }),
    }),
  )
  await play(town, '12:22 社区小陈 → 小啄: 1042 疑难 牵扯三家单位\n小啄 @128号楼群: 最晚12月13日前办完')
  const ticket = await town.ticket(1042)
  expect(ticket.resolveBy - ticket.openedAt).toBe(20 * 86_400_000)
})

test('the supervisor extends once, the community again; what has no day or no reason is asked for', async () => {
  const town = await told(await openTown())
  await play(
    town,
    `
    12:11 钱经理 → 小啄: 延期1042 到12月5日 等配件
          小啄 @128号楼群: #1042 … 延期到12月5日：等配件
          小啄 → 钱经理: #1042 延期到12月5日。
    12:12 钱经理 → 小啄: 延期1042 到12月9日 还没到货
          小啄 → 钱经理: #1042 已经延过一次了，再延要社区来定，跟社区说一声就行。
    12:13 社区小陈 → 小啄: 延期1042 到12月9日 还没到货
          小啄 @128号楼群: #1042 … 延期到12月9日：还没到货
          小啄 → 社区小陈: #1042 延期到12月9日。
    12:14 社区小陈 → 小啄: 延期1042 到12月12日
          小啄 → 社区小陈: #1042 写个原因吧，居民看得到。比如："延期1042 到周五 等配件"。`,
  )
  expect((await town.ticket(1042)).extensions).toBe(2)
})

test.each([
  ['等配件', '周四09:00再看', 3],
  ['业主不在家', '周三09:00再看', 2],
  ['要等开春气温回升', '1月22日再看', 60],
  ['外墙大修招标', '12月23日再看', 30],
])('on hold because of %s without a day: %s', async (why, when, n) => {
  const town = await told(await openTown())
  await play(town, `12:20 王师傅 → 小啄: 挂账1042 ${why}\n小啄 @128号楼群: #1042 … 先挂账：${why}，${when}。\n小啄 → 王师傅: #1042 挂账了`)
  expect((await town.ticket(1042)).suspendedUntil).toBe(days(town, '09:00', n))
})

test('a resident’s "1042补充" is a detail, and whoever has it gets it', async () => {
  const town = await told(await openTown())
  await play(
    town,
    `
    12:20 李阿姨 @128号楼群: 1042补充：是二楼到三楼之间
          小啄 @128号楼群: @李阿姨 #1042 补上了，王师傅看得到。
          小啄 → 王师傅: 【#1042】 … 补充 ｜ 李阿姨："是二楼到三楼之间"
    12:21 李阿姨 @128号楼群: 1042补充
          小啄 @128号楼群: @李阿姨 #1042 补充什么？接着写就行`,
  )
  expect((await town.events(1042)).filter(({ type }) => type === 'detail_added')).toHaveLength(1)
})
