/** The nightly digest, the evening dispatch sheet, the admin's overview. */
import { describe, expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown } from '../support/town.ts'

describe.each(databases)('digests on $name', ({ open }) => {
  test('are sent once an evening, to the groups that have something to hear and to nobody else', async () => {
    const town = await openTown({ db: await open() })
    await play(
      town,
      `
      12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
            小啄 @128号楼群: 记下了 #1042
      20:29 ⏰
      +0s   小啄 @128号楼群: (没说话)
      20:30 ⏰
      +0s   小啄 @128号楼群: 【11月23日 · 128号楼小结】
      +0s   小啄 @128号楼群: [图片]
      +0s   小啄 → 方书记: 【11月23日 社区总览】
      20:31 ⏰
      21:30 ⏰
      +0s   小啄 @128号楼群: (没说话)`,
    )
    expect(town.lines.filter((line) => line.chat === '126号楼群' || line.chat === '7号楼群')).toEqual([])
  })

  test('two programs over one ledger send the evening’s digest once', async () => {
    const town = await openTown({ db: await open() })
    await play(town, `12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了\n小啄 @128号楼群: 记下了 #1042`)
    await town.pass(town.today('20:30'))
    await Promise.all([town.runJobs(), town.runJobs()])
    expect(town.lines.filter((line) => line.chat === '128号楼群' && line.text.includes('小结'))).toHaveLength(1)
  })
})

test('on a day with nothing to tell nothing is sent', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 有人拼奶粉吗
    19:30 ⏰
    20:30 ⏰`,
  )
  expect(town.lines.filter((line) => line.by === null && line.chat !== '方书记')).toEqual([])
})

test('missed while the program was down it is sent the same evening, and not the next day', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
          小啄 @128号楼群: 记下了 #1042
    21:45 ⏰
    +0s   小啄 @128号楼群: 【11月23日 · 128号楼小结】
    +0s   小啄 @128号楼群: [图片]
    次日 00:10 ⏰
    08:00 ⏰
    +0s   小啄 @128号楼群: (没说话)`,
  )
})

test('what is overdue is owned up to by name', async () => {
  const town = await openTown({ edit: (file) => void Object.assign(file.policies ?? {}, { limits: { lighting: { resolve: 60 } } }) })
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
          小啄 @128号楼群: 记下了 #1042
    19:30 ⏰
    +0s   小啄 @长峰物业工作群: 【11月23日 调度单 · 长峰物业】 … ■ 超期 1 … #1042 … 超期
    20:30 ⏰
    +0s   小啄 @128号楼群: 【11月23日 · 128号楼小结】 … 在办 1：#1042 … 王师傅 · 超期
    +0s   小啄 @128号楼群: [图片]`,
  )
})

test('an admin may see it any time: the group’s own in the group, the whole in a direct chat; a resident may not', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
          小啄 @128号楼群: 记下了 #1042
    15:00 方书记 → 小啄: 小结
          小啄 → 方书记: 【11月23日 社区总览】 … 新报 1，办结 0，在办 1，超期 0。 … 长峰物业：在办 1
    15:01 方书记 @128号楼群: 小结
          小啄 @128号楼群: 【11月23日 · 128号楼小结】
    15:02 方书记 @126号楼群: 小结
          小啄 @126号楼群: 今天没有要说的
    15:03 李阿姨 @128号楼群: 小结
          小啄 @128号楼群: @李阿姨 这个要工作人员来弄`,
  )
})

test('withdrawn tickets are no news', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
          小啄 @128号楼群: 记下了 #1042
    12:10 李阿姨 @128号楼群: 撤销1042
          小啄 @128号楼群: #1042 … 已撤销
    20:30 ⏰
    +0s   小啄 @128号楼群: (没说话)`,
  )
})

test('an English group reads its digest in English', async () => {
  const town = await openTown({ edit: (file) => void Object.assign(file.groups?.find((g) => g.id === 'b126') ?? {}, { language: 'en' }) })
  await play(
    town,
    `
    12:03 Tom @126号楼群: report: the lift in building 126 is broken again
          小啄 @126号楼群: noted, #1042
    20:30 ⏰
    +0s   小啄 @126号楼群: 23 Nov … #1042
    +0s   小啄 @126号楼群: [图片]`,
  )
})

test('missed for the whole evening it is told the next morning after the quiet hours, once, as that day’s', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
          小啄 @128号楼群: 记下了 #1042
    次日 06:50 ⏰
    07:01 ⏰
    +0s   小啄 @128号楼群: 【11月23日 · 128号楼小结】 … 当天新报 1，办结 0。
    +0s   小啄 @128号楼群: [图片]
    07:02 ⏰
    +0s   小啄 @128号楼群: (没说话)`,
  )
  expect(town.lines.filter((line) => line.text.includes('社区总览'))).toEqual([])
})

test('it tells how the week stands beside the last one, what is open longest, and whom to thank', async () => {
  const town = await openTown({ at: '2026-11-17 12:00' })
  await town.hear({ from: '李阿姨', in: '128号楼群', text: '报修：楼道灯不亮了' })
  await town.pass(town.today('13:00') + 6 * 86_400_000)
  await town.hear({ from: '赵叔', in: '128号楼群', text: '报修：单元门门禁坏了' })
  await town.pass(town.now() + 60_000)
  await town.hear({ from: '王师傅', text: '办结1043' })
  await town.hear({ from: '赵叔', in: '128号楼群', text: '1043 好了' })
  await town.pass(town.today('20:30') + 86_400_000)
  await town.hear({ from: '李阿姨', in: '128号楼群', text: '报修：下水道堵了' })
  await town.pass(town.now() + 60_000)
  await town.hear({ from: '王师傅', text: '办结1044' })
  await town.hear({ from: '李阿姨', in: '128号楼群', text: '1044 好了' })
  await town.runJobs()
  const said = town.lines.findLast((line) => line.chat === '128号楼群' && line.text.includes('小结】'))?.text ?? ''
  expect(said).toMatch(
    /拖得最久：#1042 .*，已 7 天，王师傅在跟。\n本周到今天新报 2（上周同期 1），办结 2（上周同期 0）。\n办得最多：王师傅（1 件），辛苦了。\n本月/,
  )
})

test.each([
  ['both', ['text', 'picture']],
  ['text', ['text']],
  ['picture', ['picture']],
] as const)('the community chooses its form: %s', async (digestForm, forms) => {
  const town = await openTown({ edit: (file) => void Object.assign(file.policies ?? {}, { digestForm }) })
  await town.hear({ from: '李阿姨', in: '128号楼群', text: '报修：楼道灯不亮了' })
  await town.pass(town.today('20:30'))
  const before = town.lines.length
  await town.runJobs()
  const said = town.lines.slice(before).filter(({ chat }) => chat === '128号楼群')
  expect(said.map(({ text }) => (text === '[图片]' ? 'picture' : 'text'))).toEqual(forms)
})
