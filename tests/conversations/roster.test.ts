/** Shifts, swaps and who is away, by chat: asked, agreed, told; routing and reminders follow. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { onDuty } from '../../core/duty.ts'
import { exportCommunity } from '../../services/community-export.ts'
import type { CommunityFile } from '../../services/community-file.ts'
import { importCommunity } from '../../services/community-import.ts'
import { DEMO_FILE } from '../../services/demo.ts'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown, type Town } from '../support/town.ts'

const directoryOf = (town: Town) => town.desk.context.directories.get(town.db.read, town.communityId)
const dutyOn = async (town: Town, at: string): Promise<string[]> =>
  onDuty(await directoryOf(town), Date.parse(`${at.replace(' ', 'T')}:00+08:00`)).map(({ id }) => id)
const SATURDAY = '2026-11-28 12:00'
const demo = (): CommunityFile => parse(readFileSync(DEMO_FILE, 'utf8')) as CommunityFile

const SWAP = `
  12:10 王师傅 → 小啄: 换班 周六 给小孙
        小啄 → 小孙: 王师傅想请你替11月28日（周六） 08:00–20:00的班。行就回"同意换班"，不行回"不同意换班"。
        小啄 → 王师傅: 好，我问小孙换11月28日（周六） 08:00–20:00的班`
const AGREED = `
  12:12 小孙 → 小啄: 同意换班
        小啄 → 王师傅: 小孙同意了，11月28日（周六） 08:00–20:00的班换给小孙。
        小啄 → 小孙: 换好了，11月28日（周六） 08:00–20:00你替王师傅值班，已告诉王师傅。`

describe.each(databases)('the roster on $name', ({ open }) => {
  test('a swap is asked, the other agrees, both hear it, and it holds for that day only', async () => {
    const town = await openTown({ db: await open() })
    await play(town, SWAP)
    expect(await dutyOn(town, SATURDAY)).toEqual(['chen', 'wang'])
    await play(town, AGREED)
    expect(await dutyOn(town, SATURDAY)).toEqual(['chen', 'sun'])
    expect(await dutyOn(town, '2026-11-29 12:00')).toEqual(['chen', 'wang'])
  })

  test('somebody away gets no new matter and no reminder; who stands in does, and coming back ends it', async () => {
    const town = await openTown({ db: await open() })
    await play(
      town,
      `
      12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
            小啄 @128号楼群: 记下了 #1042
      12:10 王师傅 → 小啄: 休息到周五
            小啄 → 钱经理: 王师傅到周五不在，手上 1 件的提醒先到你这里： … #1042
            小啄 → 王师傅: 记下了，你到周五不在，新的活先不派给你。手上 1 件的提醒先发给钱经理。
      12:15 赵叔 @128号楼群: 报修：3楼感应灯不亮了
            小啄 @128号楼群: 记下了 #1043 … 长峰物业钱经理负责
            小啄 → 钱经理: 【#1043】 … 现在无人值班，先到您这里
      14:05 ⏰
            小啄 → 钱经理: 提醒 … #1042`,
    )
    expect(town.lines.some((line) => line.by === null && line.chat === '王师傅' && /提醒 \d|催一下/.test(line.text))).toBe(false)
    expect(await dutyOn(town, '2026-11-24 12:00')).toEqual(['chen'])
    await play(town, '14:20 王师傅 → 小啄: 我回来了\n小啄 → 王师傅: 回来就好。手上在办 1 件')
    expect(await dutyOn(town, '2026-11-24 12:00')).toEqual(['chen', 'wang'])
  })

  test('a swap outlives the import of a file that does not know it, stands in the export, and is not doubled by importing that', async () => {
    const town = await openTown({ db: await open() })
    await play(town, SWAP + AGREED)
    await importCommunity(town.db, demo())
    expect(await dutyOn(town, SATURDAY)).toEqual(['chen', 'sun'])
    const exported = await exportCommunity(town.db, town.db.read, town.communityId)
    expect(exported.duty?.slice(3)).toEqual([{ person: 'sun', date: '2026-11-28', from: '08:00', to: '20:00', instead: 'wang' }])
    await importCommunity(town.db, exported)
    await importCommunity(town.db, demo())
    expect((await exportCommunity(town.db, town.db.read, town.communityId)).duty).toEqual(exported.duty)
    const gone = demo()
    gone.people = gone.people.filter(({ id }) => id !== 'sun')
    await importCommunity(town.db, gone)
    expect(await dutyOn(town, SATURDAY)).toEqual(['chen', 'wang'])
  })
})

test('a swap that was given back leaves the weekly roster as it was', async () => {
  const town = await openTown()
  await play(town, SWAP + AGREED)
  await play(
    town,
    `
    12:20 小孙 → 小啄: 换班 周六 给王师傅
          小啄 → 王师傅: 小孙想请你替
          小啄 → 小孙: 好，我问王师傅
    12:21 王师傅 → 小啄: 同意换班
          小啄 → 小孙: 王师傅同意了
          小啄 → 王师傅: 换好了`,
  )
  expect(await dutyOn(town, SATURDAY)).toEqual(['chen', 'wang'])
  expect((await directoryOf(town)).shifts).toHaveLength(3)
})

test('a swap refused changes nothing; strangers to the unit, other days and answers nobody asked for are met kindly', async () => {
  const town = await openTown()
  await play(
    town,
    SWAP +
      `
    12:12 小孙 → 小啄: 不同意换班
          小啄 → 王师傅: 小孙那天不行，11月28日（周六） 08:00–20:00还是你的班。
          小啄 → 小孙: 好，不换，已告诉王师傅。
    12:13 小孙 → 小啄: 同意换班
          小啄 → 小孙: 没有等你答复的换班。
    12:14 小孙 → 小啄: 换班 周六 给王师傅
          小啄 → 小孙: 那天没有你的班，换不了。
    12:15 王师傅 → 小啄: 换班 周六 给小何
          小啄 → 王师傅: 没找到这位同事。可以换给：钱经理、小孙、张队长。
    12:16 小孙 @长峰物业工作群: 同意换班
          小啄: (没说话)`,
  )
  expect(await dutyOn(town, SATURDAY)).toEqual(['chen', 'wang'])
})

test('asked by two for two days, somebody says which; a newer question of the same day takes the place of the older', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:10 王师傅 → 小啄: 换班 周六 给小孙
          小啄 → 小孙: 王师傅想请你替11月28日
          小啄 → 王师傅: 好
    12:11 张队长 → 小啄: 换班 周日 给小孙
          小啄 → 小孙: 张队长想请你替11月29日（周日） 20:00–08:00
          小啄 → 张队长: 好
    12:12 小孙 → 小啄: 同意换班
          小啄 → 小孙: 是哪一天的？11月28日（周六） 王师傅；11月29日（周日） 张队长。
    12:13 小孙 → 小啄: 同意换班 周日
          小啄 → 张队长: 小孙同意了
          小啄 → 小孙: 换好了
    12:14 王师傅 → 小啄: 换班 周六 给钱经理
          小啄 → 钱经理: 王师傅想请你替
          小啄 → 王师傅: 好
    12:15 小孙 → 小啄: 同意换班
          小啄 → 小孙: 没有等你答复的换班。`,
  )
  expect(await dutyOn(town, '2026-11-30 02:00')).toEqual(['sun'])
})

test('an admin sets a shift straight away, on the spot or by phone; others may not, and it stands instead of the weekly ones', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:10 方书记 → 小啄: 值班 周六 张队长 8:00-20:00 电话
          小啄 → 张队长: 方书记排你11月28日（周六） 08:00–20:00（电话值班）值班。
          小啄 → 方书记: 排好了：11月28日（周六） 08:00–20:00（电话值班） 张队长值班，已告诉本人。
    12:11 王师傅 → 小啄: 值班 周六 小孙 8:00-20:00
          小啄 → 王师傅: 社区管理员`,
  )
  expect(await dutyOn(town, SATURDAY)).toEqual(['chen', 'zhang'])
  await town.pass(town.today('12:00') + 5 * 86_400_000)
  await play(town, '12:30 李阿姨 @128号楼群: 谁值班\n小啄 @128号楼群: 张队长 13800000130（电话值班，到20:00）')
  await play(
    town,
    `
    12:40 方书记 → 小啄: 值班 今天 小孙 8:00-20:00
          小啄 → 小孙: 方书记排你
          小啄 → 方书记: 排好了`,
  )
  expect(await dutyOn(town, SATURDAY)).toEqual(['chen', 'sun'])
})

test.each([
  ['person', '长峰物业王师傅 13800000128（到20:00）'],
  ['unit', '长峰物业王师傅 0531-8600128（到20:00）'],
  ['none', '长峰物业王师傅（到20:00）'],
] as const)('who asks for the duty in a group hears the number as far as the community publishes it: %s', async (dutyPhones, said) => {
  const town = await openTown({ edit: (file) => void Object.assign(file.policies ?? {}, { dutyPhones }) })
  await play(
    town,
    `
    12:10 李阿姨 @128号楼群: 谁值班
          小啄 @128号楼群: ${said}
    12:11 小孙 → 小啄: 谁值班
          小啄 → 小孙: 王师傅 13800000128`,
  )
})

test('nobody there at all: it still lands on somebody, who is told so', async () => {
  const town = await openTown()
  for (const name of ['王师傅', '小孙', '张队长', '钱经理', '社区小陈', '方书记', '网格员小刘', '网格员小何', '街道值班员'])
    await town.hear({ from: name, text: '我请假 今天' })
  await play(
    town,
    `
    12:30 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
          小啄 @128号楼群: 记下了 #1042 … 长峰物业钱经理负责
          小啄 → 钱经理: 【#1042】 … 眼下都不在岗，先记在您名下`,
  )
})

test('leave that is still to come changes nothing today; what cannot be read is asked again', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:10 王师傅 → 小啄: 我请假 周三到周四
          小啄 → 王师傅: 记下了，你周三起，到周四不在
    12:11 王师傅 → 小啄: 我回来了
          小啄 → 王师傅: 你没请假，一直算在岗。`,
  )
  expect(await dutyOn(town, '2026-11-24 12:00')).toContain('wang')
  expect(await dutyOn(town, '2026-11-25 12:00')).not.toContain('wang')
  expect(await dutyOn(town, '2026-11-27 12:00')).toContain('wang')
})

test('talk of leave and coming back in groups orders nothing', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:10 王师傅 @128号楼群: 我回来了
          王师傅 @长峰物业工作群: 我回来了
          王师傅 @128号楼群: 我请假 明天
          李阿姨 @128号楼群: 我请假 明天
          小孙 @长峰物业工作群: 换班的时候把钥匙交一下
          小啄: (没说话)`,
  )
  expect((await directoryOf(town)).absences).toEqual([])
})
