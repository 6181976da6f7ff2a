/** Set-up by chat: binding groups and people, modes. */
import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { issueCode } from '../../services/binding.ts'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown, type Town } from '../support/town.ts'

const codeFor = (town: Town, personId: string): Promise<string> =>
  town.db.transact((tx) => issueCode(town.desk.context, tx, town.communityId, personId, randomBytes(16)))

describe.each(databases)('set-up on $name', ({ open }) => {
  test('an admin binds a group to its building, and reports there have their place', async () => {
    const town = await openTown({ db: await open() })
    await play(
      town,
      `
      12:03 李阿姨 @新群: 楼道又被堆满了，轮椅都过不去
            小啄: (没说话)
      12:05 方书记 @新群: 绑定 129号楼
            小啄 @新群@unbound: 好，新群绑定到129号楼。以后这里说的事我都记着，每晚发小结。
      12:06 李阿姨 @新群: 报修：楼道灯不亮了
            小啄 @新群@unbound: @李阿姨 记下了 #1042 … 129号楼`,
    )
    expect(await town.ticket(1042)).toMatchObject({ buildingId: '129', gridId: 'g1' })
  })

  test('a one-time code makes a stranger the staff member it was issued for, once', async () => {
    const town = await openTown({ db: await open() })
    const code = await codeFor(town, 'sun')
    await play(
      town,
      `
      12:03 磊哥 → 小啄: 绑定 ${code}
            小啄 → 磊哥: 认得了，小孙。以后派给你的事我直接发到这里，回"帮助"看怎么用。
      12:04 磊哥 → 小啄: 我的工单
            小啄 → 磊哥: 手上没有在办的，歇口气。
      12:05 另一个人 → 小啄: 绑定 ${code}
            小啄 → 另一个人: 这个码不对或者用过了，找社区管理员再要一个。`,
    )
  })
})

test('an expired code and one that never was are refused alike', async () => {
  const town = await openTown()
  const code = await codeFor(town, 'sun')
  await play(
    town,
    `
    12:03 磊哥 → 小啄: 绑定 ABC234
          小啄 → 磊哥: 这个码不对或者用过了
    次日 12:30 磊哥 → 小啄: 绑定 ${code}
          小啄 → 磊哥: 这个码不对或者用过了`,
  )
})

test('who is not an admin cannot bind, and a building that is not there is answered with those that are', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @新群: 绑定 129号楼
          小啄 @新群@unbound: @李阿姨 这个要工作人员来弄
    12:04 王师傅 @新群: 绑定 129号楼
          小啄 @新群@unbound: @王师傅 这个要社区管理员来弄
    12:05 方书记 @新群: 绑定 139号楼
          小啄 @新群@unbound: @方书记 没有这栋楼。有的是：126、127`,
  )
  expect(await town.tickets()).toEqual([])
})

test('a grid and a unit’s staff group are bound by their names', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 方书记 @新群: 绑定 第1网格
          小啄 @新群@unbound: 好，新群绑定到第1网格
    12:05 李阿姨 @新群: 报修：楼道灯不亮了
          小啄 @新群@unbound: 记下了 #1042 … 在哪个位置？`,
  )
})

test('the mode of a group is an admin’s to set, and takes effect at once', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 模式 只听指令
          小啄 @128号楼群: @李阿姨 这个要工作人员来弄
    12:04 方书记 @128号楼群: 模式 只听指令
          小啄 @128号楼群: 这个群改成"只听指令"了。
    12:05 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
          小啄: (没说话)
    12:06 方书记 @128号楼群: 模式 自动
          小啄 @128号楼群: 这个群改成"自动"了。
    12:20 赵叔 @128号楼群: 下水道堵了，污水都冒出来了
          小啄 @128号楼群: 记下了 #1042`,
  )
})

test('in a room nobody bound, talk is silence and a call by name is heard', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @买菜群: 楼道又被堆满了，轮椅都过不去
          小啄: (没说话)
    12:04 李阿姨 @买菜群: @小啄 128号楼楼道灯不亮了
          小啄 @买菜群@unbound: @李阿姨 记下了 #1042 … 128号楼`,
  )
})

test('a stranger who writes directly hears once what the bot is for, and is helped like anybody', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 陌生人甲 → 小啄: 你好
          小啄 → 陌生人甲: 有事直接在群里说
    12:04 陌生人甲 → 小啄: 在吗
          小啄: (没说话)
    12:30 陌生人甲 → 小啄: 报修：6号楼楼道灯不亮了
          小啄 → 陌生人甲: 记下了 #1042 … 6号楼`,
  )
})
