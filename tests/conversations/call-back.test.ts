/** How it was: the reporter's verdict, changeable for a week, and the grid worker's call-backs. */
import { describe, expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown, type Town } from '../support/town.ts'

async function closed(town: Town): Promise<Town> {
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：停水了
          小啄 @128号楼群: 记下了 #1042
    14:00 王师傅 → 小啄: 办结1042
          小啄 @128号楼群: #1042 … 已处理
    14:10 李阿姨 @128号楼群: 好了
          小啄 @128号楼群: #1042 … 结案`,
  )
  return town
}

describe.each(databases)('calling back on $name', ({ open }) => {
  test('the list names who has said nothing yet; an answer takes it off, no answer leaves it on', async () => {
    const town = await closed(await openTown({ db: await open() }))
    await play(
      town,
      `
      15:00 网格员小何 → 小啄: 回访
            小啄 → 网格员小何: 要回访 1 件： … #1042 … 李阿姨 … 今天14:10结案（居民确认） … 打过回"1042 回访 满意"
      15:05 网格员小何 → 小啄: 1042 回访 没人接
            小啄 → 网格员小何: #1042 没联系上，记了第1次，过会儿再打。
      15:30 网格员小何 → 小啄: 回访
            小啄 → 网格员小何: #1042 … 打过1次没接
      15:35 网格员小何 → 小啄: 1042 回访 基本满意，来得有点慢
            小啄 → 网格员小何: #1042 回访记下了：基本满意。
      15:40 网格员小何 → 小啄: 回访
            小啄 → 网格员小何: 没有要回访的，都有回音了。`,
    )
    expect(await town.ticket(1042)).toMatchObject({ callTries: 1, calledAt: expect.any(Number) })
    expect(await town.events(1042)).toContainEqual(expect.objectContaining({ type: 'called_back', reached: true, solved: true, satisfied: 'mostly' }))
  })
})

test('a call-back that hears "not fixed" brings it back to work', async () => {
  const town = await closed(await openTown())
  await play(
    town,
    `
    15:00 网格员小何 → 小啄: 1042 回访 没修好 晚上又停了
          小啄 @128号楼群: #1042 重新打开，已告诉王师傅："没修好 晚上又停了"。
          小啄 → 王师傅: 【#1042】 … 没好，第1次重开
          小啄 → 网格员小何: #1042 回访记下了：不满意，已重新打开，告诉王师傅了。
    15:10 网格员小何 → 小啄: 1042 回访 满意
          小啄 → 网格员小何: #1042 还在办`,
  )
})

test('the list is each grid worker’s own, staff of the property have none, and words that say nothing are asked for', async () => {
  const town = await closed(await openTown())
  await play(
    town,
    `
    15:00 网格员小刘 → 小啄: 回访
          小啄 → 网格员小刘: 没有要回访的
    15:01 网格员小何 → 小啄: 1042 回访
          小啄 → 网格员小何: #1042 电话里怎么说？
    15:02 王师傅 → 小啄: 1042 回访 满意
          小啄 → 王师傅: #1042 要`,
  )
})

test('a phone is named only where nobody else reads along', async () => {
  const town = await closed(
    await openTown({ edit: (file) => void Object.assign(file.people.find((p) => p.id === 'li') ?? {}, { phone: '13800001234' }) }),
  )
  await play(
    town,
    `
    15:00 社区小陈 → 小啄: 回访
          小啄 → 社区小陈: 李阿姨 13800001234
    15:01 钱经理 @长峰物业工作群: 回访
    15:02 社区小陈 @长峰物业工作群: 回访`,
  )
  await town.pass(town.now() + 60_000)
  expect(town.lines.filter((line) => !line.direct && line.text.includes('13800001234'))).toEqual([])
})

test('基本满意 and 两星 are kept as said; after a week the verdict stands', async () => {
  const town = await closed(await openTown())
  await play(
    town,
    `
    14:20 李阿姨 @128号楼群: 基本满意
          小啄 @128号楼群: 谢谢，#1042 记了"基本满意"。`,
  )
  expect(await town.ticket(1042)).toMatchObject({ stars: 4, satisfaction: 'mostly' })
  await play(town, '次日 09:00 李阿姨 @128号楼群: 1042 两星\n小啄 @128号楼群: 谢谢，#1042 记了 ★★☆☆☆。')
  expect(await town.ticket(1042)).toMatchObject({ stars: 2, satisfaction: 'no', status: 'solved' })
  await town.pass(town.now() + 7 * 86_400_000)
  await play(town, '李阿姨 @128号楼群: 1042 五星\n小啄 @128号楼群: @李阿姨 #1042 的评价过了7天，改不了了。')
  expect((await town.ticket(1042)).stars).toBe(2)
})
