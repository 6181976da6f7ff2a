/** Leads and the three modes of a group. */
import { describe, expect, test } from 'vitest'
import type { Mode } from '../../core/understanding/terms.ts'
import type { CommunityFile } from '../../services/community-file.ts'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown } from '../support/town.ts'

const inMode =
  (mode: Mode, ...ids: string[]) =>
  (file: CommunityFile): void => {
    for (const group of file.groups ?? []) if (ids.includes(group.id)) group.mode = mode
  }

describe.each(databases)('leads on $name', ({ open }) => {
  test('are told in one batch; one word opens one, one word drops one, and each can be judged once', async () => {
    const town = await openTown({ db: await open(), edit: inMode('suggest', 'b128') })
    await play(
      town,
      `
      12:03 李阿姨 @128号楼群: 楼道灯不亮了
      12:05 赵叔 @128号楼群: 单元门坏了，关不上
            小啄: (没说话)
      12:30 ⏰
      +0s   小啄 → 网格员小何: 待定 2 条： … 1. 128号楼群 李阿姨 12:03"楼道灯不亮了" … 2. 128号楼群 赵叔 12:05"单元门坏了，关不上" … 要登记回"登记1"，不用回"略1"。
      12:40 网格员小何 → 小啄: 登记1
            小啄 → 网格员小何: 待定1 已登记为 #1042。
            小啄 @128号楼群: @李阿姨 记下了 #1042
            小啄 → 王师傅: 【#1042】
      12:41 网格员小何 → 小啄: 略2
            小啄 → 网格员小何: 待定2 略过了。
      12:42 网格员小何 → 小啄: 登记2
            小啄 → 网格员小何: 没有这条待定，可能已经处理过了。
      13:00 ⏰
      +0s   小啄: (没说话)`,
    )
    expect(await town.tickets()).toHaveLength(1)
  })
})

test('vague grumbling in an automatic group is never answered in the group', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 刘哥 @128号楼群: 这保洁啊，啧啧
    12:13 赵叔 @126号楼群: 唉，这小区真是一年不如一年
          小啄: (没说话)`,
  )
  expect(await town.tickets()).toEqual([])
})

test('a second voice makes a ticket of what one voice left unsure, and is its second household', async () => {
  const town = await openTown({ edit: inMode('suggest', 'b128') })
  await play(town, '12:03 李阿姨 @128号楼群: 整栋楼都停水了，一滴水都没有\n小啄: (没说话)')
  await play(town, '12:05 方书记 @128号楼群: 模式 自动\n小啄 @128号楼群: 这个群改成"自动"了。')
  await play(town, '12:06 赵叔 @128号楼群: 我家也停水了\n小啄 @128号楼群: #1042 … 已有2户反映')
  expect(await town.tickets()).toMatchObject([{ reporterId: 'li', followers: ['zhao'] }])
})

test('leads wait for the day', async () => {
  const town = await openTown({ at: '2026-11-23 21:00', edit: inMode('suggest', 'b128') })
  await play(
    town,
    `
    21:50 李阿姨 @128号楼群: 楼道灯不亮了
    22:30 ⏰
    +0s   小啄: (没说话)
    次日 08:30 ⏰
    +0s   小啄 → 网格员小何: 待定 1 条`,
  )
})

test('a resident cannot judge a lead', async () => {
  const town = await openTown({ edit: inMode('suggest', 'b128') })
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 楼道灯不亮了
    12:40 刘哥 @128号楼群: 登记1
          小啄 @128号楼群: @刘哥 这个要工作人员来弄，有事直接说就行。`,
  )
  expect(await town.tickets()).toEqual([])
})

test('in a group that suggests, an explicit report opens all the same', async () => {
  const town = await openTown({ edit: inMode('suggest', 'b128') })
  await play(town, `12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了\n小啄 @128号楼群: @李阿姨 记下了 #1042`)
})

test('in an explicit group only a prefix or a mention is heard', async () => {
  const town = await openTown({ edit: inMode('explicit', 'b128') })
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
          小啄: (没说话)
    12:10 李阿姨 @128号楼群: 报修：楼道灯不亮了
          小啄 @128号楼群: @李阿姨 记下了 #1042
    12:20 赵叔 @128号楼群: @小啄 单元门坏了，关不上
          小啄 @128号楼群: @赵叔 记下了 #1043`,
  )
})

test('a picture of an explicit group without words is nobody’s business', async () => {
  const town = await openTown({ edit: inMode('explicit', 'b128') })
  await play(town, `12:03 李阿姨 @128号楼群: [图片]\n小啄: (没说话)`)
})
