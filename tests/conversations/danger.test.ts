/** Danger: answered at once, whatever the hour. */
import { describe, expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown } from '../support/town.ts'

describe.each(databases)('danger on $name', ({ open }) => {
  test('gas at eleven at night: advice at once, everybody on duty and the grid worker are woken, the place is thanked for at once', async () => {
    const town = await openTown({ db: await open(), at: '2026-11-23 22:30' })
    await play(
      town,
      `
      23:03 婷婷妈妈 @7号楼群: 有没有人闻到煤气味？？
      +0s   小啄 @7号楼群: 先别开灯 … 96777 或 119。#1042 … 已通知值班的张队长，正在联系。@婷婷妈妈 几层哪一户？
      +0s   小啄 → 张队长: 【紧急 #1042】 … 谁先到谁回"接"
      +0s   小啄 → 网格员小刘: 【紧急 #1042】
      +0s   小啄 @长峰物业工作群: 【紧急 #1042】
      23:04 婷婷妈妈 @7号楼群: 7号楼2单元5楼
            小啄 @7号楼群: @婷婷妈妈 好的，#1042 … 7号楼2单元5楼
            小啄 → 张队长: 【紧急 #1042】 … 7号楼2单元5楼
      23:06 张队长 → 小啄 [引用 #1042]: 收到 马上到
            小啄 → 张队长: 归张队长了
      23:30 张队长 → 小啄 [引用 #1042]: 阀门关了，已处理
            小啄 @7号楼群: #1042 … 已处理：阀门关了，已处理`,
    )
    expect(await town.ticket(1042)).toMatchObject({ status: 'resolved', place: { building: '7', unit: '2', floor: '5' } })
  })
})

test('people in a lift: keep calm, do not force the doors, the lift rescue number', async () => {
  const town = await openTown({ at: '2026-11-23 02:00' })
  await play(
    town,
    `
    02:10 婷婷妈妈 @7号楼群: 电梯困人了！7号楼电梯里有两个人
    +0s   小啄 @7号楼群: 别扒门、别硬撬 … 96333 或 119。#1042 … 7号楼
    +0s   小啄 → 张队长: 【紧急 #1042】`,
  )
})

test('fire and smoke: out first, by the stairs, 119', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 128号楼3楼着火了，好大的烟
    +0s   小啄 @128号楼群: 先走人，别坐电梯 … 119。#1042
    +0s   小啄 → 王师傅: 【紧急 #1042】`,
  )
})

test('a fallen live wire: keep away, power emergency', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 楼下电线掉下来了还打火花，快来人
    +0s   小啄 @128号楼群: 离远点，谁都别碰 … 95598 … #1042`,
  )
})

test('danger is opened even in a group that only suggests', async () => {
  const town = await openTown({ edit: (file) => void Object.assign(file.groups?.find((g) => g.id === 'b7') ?? {}, { mode: 'suggest' }) })
  await play(
    town,
    `
    12:03 婷婷妈妈 @7号楼群: 有没有人闻到煤气味？？
    +0s   小啄 @7号楼群: 先别开灯 … #1042`,
  )
})

test('danger in English gets the advice in English', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 Tom @126号楼群: strong smell of gas on the 3rd floor of building 126
    +0s   小啄 @126号楼群: No lights, no flames … 96777 or 119. #1042
    +0s   小啄 → 王师傅: 【紧急 #1042】`,
  )
})

test('a second voice in danger follows the same ticket', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 婷婷妈妈 @7号楼群: 有没有人闻到煤气味？？
    +0s   小啄 @7号楼群: 先别开灯
    +30s  刘哥 @7号楼群: 我家也闻到煤气味了
          小啄 @7号楼群: #1042 … 已有2户反映`,
  )
  expect(await town.tickets()).toHaveLength(1)
})
