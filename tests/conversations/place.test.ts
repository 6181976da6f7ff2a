/** Where it is: known buildings, asked once. */
import { expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { openTown } from '../support/town.ts'

test('a building the community does not have is asked about with the nearest ones, also when a spot was said', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 老周 @第3网格群: 60号楼门口垃圾堆成山了
    +4s   老周 @第3网格群: [图片]
          小啄 @第3网格群: @老周 #1042 … 没查到60号楼，是6号楼 … 吗？回个楼号就行。
    +2m   老周 @第3网格群: 打错了 6号楼
          小啄 @第3网格群: @老周 好的，#1042 … 6号楼`,
  )
  expect(await town.ticket(1042)).toMatchObject({ buildingId: '6' })
})

test('the place is asked once and then let be', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 老周 @第3网格群: 报修：楼道灯不亮了
          小啄 @第3网格群: @老周 记下了 #1042 … 在哪个位置？说个楼号或路口就行。
          小啄 → 王师傅: 【#1042】 … 位置正在问
    12:20 婷婷妈妈 @第3网格群: 明天降温大家多穿点
    12:40 老周 @第3网格群: 有人拼奶粉吗
          小啄: (没说话)`,
  )
})

test('a spot that stands by itself needs no building', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 老周 @第3网格群: 南门的道闸杆砸下来断了
          小啄 @第3网格群: @老周 记下了 #1042 … 南门`,
  )
})

test('a corridor without its building cannot be found: a direct report is asked for it', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 → 小啄: 报修：楼道灯不亮了
          小啄 → 李阿姨: 记下了 #1042 … 在哪个位置？
    12:05 李阿姨 → 小啄: 128号楼3楼
          小啄 → 李阿姨: 好的，#1042 … 128号楼3楼`,
  )
  expect(await town.ticket(1042)).toMatchObject({ buildingId: '128', gridId: 'g1', roomId: null })
})

test('another building of the same community may be told in any building group', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 130号楼楼下垃圾桶满了好几天没人收
          小啄 @128号楼群: 记下了 #1042 … 130号楼`,
  )
  expect(await town.ticket(1042)).toMatchObject({ buildingId: '130' })
})

test('a building of the other grid is known too', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 刘哥 @128号楼群: 7号楼2单元的门禁坏了，门关不上
          小啄 @128号楼群: 记下了 #1042 … 7号楼2单元`,
  )
  expect(await town.ticket(1042)).toMatchObject({ buildingId: '7', gridId: 'g3' })
})
