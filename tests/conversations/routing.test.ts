/** Who gets it: unit by category and place, then the person on duty; never nobody. */
import { expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { openTown } from '../support/town.ts'

test('by day the property’s man of the day, by night the one of the night', async () => {
  const town = await openTown({ at: '2026-11-23 19:50' })
  await play(
    town,
    `
    19:55 李阿姨 @128号楼群: 报修：楼道灯不亮了
          小啄 @128号楼群: 记下了 #1042 … 长峰物业王师傅负责
    20:05 赵叔 @126号楼群: 报修：单元门坏了，关不上
          小啄 @126号楼群: 记下了 #1043 … 长峰物业张队长负责`,
  )
})

test('nobody of the unit on duty: its supervisor, who is told why', async () => {
  const town = await openTown({ edit: (file) => void (file.duty = file.duty?.filter((shift) => shift.person === 'chen')) })
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
          小啄 @128号楼群: 记下了 #1042 … 长峰物业钱经理负责
          小啄 → 钱经理: 【#1042】 … 现在无人值班，先到您这里，可转给别人`,
  )
})

test('nobody on duty anywhere: the head of the community', async () => {
  const town = await openTown({
    edit: (file) => {
      file.duty = []
      for (const person of file.people) if (person.org === 'cf-property') person.supervisor = false
    },
  })
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
          小啄 @128号楼群: 记下了 #1042 … 负责`,
  )
  expect((await town.ticket(1042)).assigneeId).not.toBeNull()
  expect((await town.ticket(1042)).orgId).toBe('office')
})

test('what is the community’s own goes to the community, not to the property company', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 有人在楼顶私搭阳光房，天天敲墙
          小啄 @128号楼群: 记下了 #1042 … 长峰社区居委会社区小陈负责
          小啄 → 社区小陈: 【#1042】
          小啄 @社区工作群: 【#1042】`,
  )
})

test('a route of the community file comes before the rule of thumb', async () => {
  const town = await openTown({ edit: (file) => void Object.assign(file.policies ?? {}, { routes: [{ categories: ['lighting'], org: 'office' }] }) })
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
          小啄 @128号楼群: 记下了 #1042 … 社区小陈负责`,
  )
})

test('two on duty: the one with less open work', async () => {
  const town = await openTown({ edit: (file) => void file.duty?.push({ person: 'sun', from: '08:00', to: '20:00' }) })
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
          小啄 @128号楼群: 记下了 #1042
    12:13 Tom @126号楼群: 报修：单元门坏了，关不上
          小啄 @126号楼群: 记下了 #1043`,
  )
  const [first, second] = await town.tickets()
  expect(new Set([first?.assigneeId, second?.assigneeId])).toEqual(new Set(['wang', 'sun']))
})

test('a person who cannot be written to directly is reached in the staff group', async () => {
  const town = await openTown()
  town.edge.answer = (target) =>
    'person' in target && target.person === 'wang-shifu' ? { state: 'failed', reason: 'unreachable', detail: 'not a friend' } : { state: 'sent' }
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
          小啄 @128号楼群: 记下了 #1042
          小啄 @长峰物业工作群: 【#1042】
    +60s  小啄 → 王师傅: (没说话)`,
  )
  expect(town.lines.filter((line) => line.chat === '长峰物业工作群')).toHaveLength(1)
})
