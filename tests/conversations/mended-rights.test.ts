/** Who may say what about a matter, and who hears of it. */
import { expect, test } from 'vitest'
import { importCommunity } from '../../services/community-import.ts'
import { play } from '../support/conversation.ts'
import { demoFile } from '../support/demo-file.ts'
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

test('a neighbour’s 好了 on open work changes nothing, and as a command it is answered kindly', async () => {
  const town = await withLamp(await openTown())
  await play(
    town,
    `
    12:10 赵叔 @128号楼群: 1042好了
          小啄 @128号楼群: @赵叔 #1042 要报的人，或者也受影响的邻居说"好了"才结。`,
  )
  expect(await town.ticket(1042)).toMatchObject({ status: 'open' })
})

test('a mere neighbour does not close what was done: their word is kept, the reporter’s counts', async () => {
  const town = await withLamp(await openTown())
  await play(
    town,
    `
    14:00 王师傅 → 小啄: 办结1042
          小啄 @128号楼群: #1042 … 已处理。@李阿姨 看看行不行？
    14:10 赵叔 @128号楼群 [引用 #1042 灯不亮已处理]: 好了
          小啄 @128号楼群: @赵叔 #1042 要报的人
    14:20 李阿姨 @128号楼群: 1042好了
          小啄 @128号楼群: #1042 … 结案`,
  )
  expect(await town.ticket(1042)).toMatchObject({ status: 'solved', confirmed: true })
})

test('any neighbour may still say that it is not fixed', async () => {
  const town = await withLamp(await openTown())
  await play(
    town,
    `
    14:00 王师傅 → 小啄: 办结1042
          小啄 @128号楼群: #1042 … 已处理。
    14:10 赵叔 @128号楼群: 1042没修好
          小啄 @128号楼群: #1042 重新打开`,
  )
  expect(await town.ticket(1042)).toMatchObject({ status: 'open', reopens: 1 })
})

test('where a matter stands is told to its people and its group, not to strangers', async () => {
  const town = await withLamp(await openTown())
  await play(
    town,
    `
    12:10 赵叔 @128号楼群: 进度1042
          小啄 @128号楼群: @赵叔 #1042
    12:11 Tom @126号楼群: 进度1042
          小啄 @126号楼群: @Tom #1042 只有报的人和那边群里的邻居能看进度。
    12:12 Tom → 小啄: 进度1042
          小啄 → Tom: #1042 只有报的人
    12:13 赵叔 → 小啄: 进度1042
          小啄 → 赵叔: #1042 灯不亮
    12:14 小孙 → 小啄: 进度1042
          小啄 → 小孙: #1042 灯不亮`,
  )
})

test('what was told directly is not spread out in a group, even when its reporter asks there', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 → 小啄: 报修：128号楼2单元501厨房水管漏水
          小啄 → 李阿姨: 记下了 #1042
    12:10 李阿姨 @128号楼群: 进度1042
          小啄 → 李阿姨: #1042 … 501
    12:11 李阿姨 @128号楼群: 我的工单
          小啄 @128号楼群: @李阿姨 手上没有您的在办事项
    12:12 李阿姨 → 小啄: 我的工单
          小啄 → 李阿姨: #1042`,
  )
})

test('who has left the staff is a plain resident until the file names them again', async () => {
  const town = await withLamp(await openTown())
  const without = demoFile()
  without.people = without.people.filter((person) => person.id !== 'fang' && person.id !== 'sun')
  without.duty = (without.duty ?? []).filter((shift) => shift.person !== 'fang' && shift.person !== 'sun')
  await importCommunity(town.db, without)
  const { read } = town.db
  const known = (await read.select().from(town.db.tables.people)).filter((row) => row.id === 'sun' || row.id === 'fang')
  expect(known.map((row) => row.active)).toEqual([false, false])
  await play(
    town,
    `
    12:10 小孙 → 小啄: 接单1042
          小啄 → 小孙: #1042 要王师傅来接。
    12:11 方书记 → 小啄: 小结
          小啄 → 方书记: 这个要工作人员来弄`,
  )
  expect(await town.ticket(1042)).toMatchObject({ status: 'open', assigneeId: 'wang' })
  await importCommunity(town.db, demoFile())
  await play(
    town,
    `
    12:20 小孙 → 小啄: 接单1042
          小啄 → 小孙: 好，#1042`,
  )
})
