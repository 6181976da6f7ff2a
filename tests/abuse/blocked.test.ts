/** 黑名单: an admin's word; who is on it is not listened to, but for emergencies. */
import { describe, expect, test } from 'vitest'
import { forget, play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown } from '../support/town.ts'

describe.each(databases)('the block list on $name', ({ open }) => {
  test('an admin blocks by name, by quote and by mention, lists them, and takes them off again', async () => {
    const town = await openTown({ db: await open() })
    await town.hear({ from: '赵叔', in: '128号楼群', text: '低价出售发票加我微信' })
    await play(
      town,
      `
      12:10 方书记 → 小啄: 拉黑 赵叔
            小啄 → 方书记: 好，赵叔 说的话不再理会
      12:11 方书记 → 小啄: 黑名单
            小啄 → 方书记: 黑名单：赵叔。
      12:12 赵叔 @128号楼群: 报修：楼道灯不亮了
            小啄 @128号楼群: (没说话)
      12:15 方书记 → 小啄: 解除拉黑 赵叔
            小啄 → 方书记: 好，赵叔 的话照常听了
      12:16 方书记 @128号楼群 [引用 低价出售发票]: 拉黑
            小啄 → 方书记: 好，赵叔 说的话不再理会
      12:17 方书记 @128号楼群: @赵叔 解除拉黑
            小啄 → 方书记: 好，赵叔 的话照常听了`,
    )
    expect(await town.tickets()).toEqual([])
    const audit = (await town.db.read.select().from(town.db.tables.audit)).map(({ action }) => action)
    expect(audit).toEqual(['person.blocked', 'person.unblocked', 'person.blocked', 'person.unblocked'])
  })

  test('who is blocked is heard in an emergency, and may still ask to be forgotten', async () => {
    const town = await openTown({ db: await open() })
    await town.hear({ from: '方书记', text: '拉黑 赵叔' })
    await town.hear({ from: '赵叔', in: '126号楼群', text: '126号楼2单元着火了，好大的烟！' })
    await town.pass(town.now() + 60_000)
    expect(await town.tickets()).toMatchObject([{ urgency: 'emergency' }])
    forget(town)
    await play(town, '12:30 赵叔 → 小啄: 删除我的信息\n小啄 → 赵叔: 收到，已转社区确认')
  })
})

test('residents and other staff block nobody, staff are never blocked, and a name that two have blocks neither', async () => {
  const town = await openTown()
  for (const id of ['one', 'two']) await town.hear({ from: id, in: '128号楼群', text: '大家好', sender: { id, name: '老张' } })
  await play(
    town,
    `
    12:10 王师傅 → 小啄: 拉黑 赵叔
          小啄 → 王师傅: 社区管理员
    12:11 方书记 → 小啄: 拉黑 王师傅
          小啄 → 方书记: 王师傅 是工作人员，不能拉黑
    12:12 方书记 → 小啄: 拉黑 老张
          小啄 → 方书记: 叫"老张"的不止一位
    12:13 方书记 → 小啄: 拉黑 没这个人
          小啄 → 方书记: 没找到"没这个人"
    12:14 赵叔 @128号楼群: 拉黑 李阿姨
          小啄 @128号楼群: (没说话)`,
  )
  expect(await town.db.read.select().from(town.db.tables.blocks)).toEqual([])
})
