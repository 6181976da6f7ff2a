/** Who asks more than can be answered: a kind word once, emergencies always heard. */
import { expect, test } from 'vitest'
import { forget, play } from '../support/conversation.ts'
import { openTown, type Town } from '../support/town.ts'

const said = (town: Town, words: string): number => town.lines.filter(({ by, text }) => by === null && text.includes(words)).length
const few = { person: 3, group: 0, ticketsPerDay: 0 }
const limited = (talk: Record<string, number>) => openTown({ edit: (file) => Object.assign(file.policies ?? {}, { talk }) })

test('a resident who asks and asks is told once, kindly, to slow down, and is heard again after a while', async () => {
  const town = await limited(few)
  for (let n = 0; n < 12; n++) await town.hear({ from: '赵叔', in: '126号楼群', text: '今天谁值班' })
  await town.pass(town.now() + 60_000)
  expect(said(town, '现在值班')).toBe(3)
  expect(said(town, '您说得有点快')).toBe(1)
  await town.pass(town.now() + 10 * 60_000)
  await town.hear({ from: '赵叔', in: '126号楼群', text: '今天谁值班' })
  await town.pass(town.now() + 60_000)
  expect(said(town, '现在值班')).toBe(4)
})

test('an emergency is heard however much was asked before', async () => {
  const town = await limited(few)
  for (let n = 0; n < 6; n++) await town.hear({ from: '赵叔', in: '126号楼群', text: '今天谁值班' })
  await town.hear({ from: '赵叔', in: '126号楼群', text: '126号楼2单元着火了，好大的烟！' })
  await town.pass(town.now() + 60_000)
  expect(await town.tickets()).toMatchObject([{ urgency: 'emergency', buildingId: '126' }])
  expect(said(town, '先走人')).toBe(1)
})

test('a group that floods is told once, and another group is answered as ever', async () => {
  const town = await limited({ person: 0, group: 4, ticketsPerDay: 0 })
  for (let n = 0; n < 10; n++) await town.hear({ from: `路人${n}`, in: '126号楼群', text: '今天谁值班' })
  await town.pass(town.now() + 60_000)
  expect(said(town, '现在值班')).toBe(4)
  expect(said(town, '群里一下子说得多')).toBe(1)
  forget(town)
  await play(town, '12:20 李阿姨 @128号楼群: 今天谁值班\n小啄 @128号楼群: 现在值班')
})

test('one person opens so many matters a day and no more; the ledger counts, so a restart forgets nothing', async () => {
  const town = await limited({ person: 0, group: 0, ticketsPerDay: 2 })
  for (const [n, what] of ['单元门对讲坏了', '楼道灯不亮了', '电梯按钮坏了', '下水道堵了'].entries()) {
    await town.pass(town.now() + 20 * 60_000)
    await town.hear({ from: '李阿姨', in: '128号楼群', text: `报修：${n + 1}单元${what}` })
  }
  await town.pass(town.now() + 60_000)
  expect(await town.tickets()).toHaveLength(2)
  expect(said(town, '今天已经给您记了2件')).toBe(1)
})

test('staff at work are not counted', async () => {
  const town = await limited({ person: 2, group: 2, ticketsPerDay: 1 })
  for (let n = 0; n < 6; n++) await town.hear({ from: '王师傅', text: '我的工单' })
  await town.pass(town.now() + 60_000)
  expect(said(town, '有点快')).toBe(0)
  expect(town.lines.filter(({ by, chat }) => by === null && chat === '王师傅')).toHaveLength(6)
})

test('a message handed out again takes nothing from the bucket', async () => {
  const town = await limited({ person: 2, group: 0, ticketsPerDay: 0 })
  const { message } = await town.hear({ from: '赵叔', in: '126号楼群', text: '今天谁值班' })
  for (let n = 0; n < 5; n++) await town.receive(message)
  await town.hear({ from: '赵叔', in: '126号楼群', text: '今天谁值班' })
  expect(said(town, '现在值班')).toBe(2)
})

test('the same words again, here and in other groups, are one matter and answered once', async () => {
  const town = await openTown()
  for (const room of ['128号楼群', '第3网格群', '128号楼群', '7号楼群'])
    await town.hear({ from: '李阿姨', in: room, text: '128号楼2单元楼道灯不亮了，麻烦修一下' })
  await town.pass(town.now() + 60_000)
  expect(await town.tickets()).toMatchObject([{ number: 1042, followers: [], urges: 0 }])
  expect(said(town, '记下了')).toBe(1)
})
