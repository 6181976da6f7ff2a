/** What turned up when the program was used by hand: each once wrong, each with its story. */
import { describe, expect, test } from 'vitest'
import { zh } from '../../core/phrases/zh.ts'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown, type Town } from '../support/town.ts'

const told = (town: Town, name: string, words: RegExp): string[] =>
  town.lines.filter((line) => line.by === null && line.chat === name && words.test(line.text)).map((line) => line.text)

const REPORT = `
  12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
        小啄 @128号楼群: 记下了 #1042`

describe.each(databases)('used by hand on $name', ({ open }) => {
  test('a neighbour cannot join what is closed: nobody is on it any more', async () => {
    const town = await openTown({ db: await open() })
    await play(
      town,
      `${REPORT}
      12:20 王师傅 → 小啄: 办结1042 清完了
            小啄 @128号楼群: #1042 楼道堆物已处理
      12:30 李阿姨 @128号楼群: 好了好了 谢谢
            小啄 @128号楼群: #1042 楼道堆物 结案
      12:40 小吴 @128号楼群: 1042 我家也是
            小啄 @128号楼群: @小吴 #1042 已经结了。要是又出问题，直接说一声，我重新登记。`,
    )
    expect((await town.ticket(1042)).followers).toEqual([])
  })

  test('two tickets of one household put together are no second household', async () => {
    const town = await openTown({ db: await open() })
    await play(
      town,
      `${REPORT}
      13:10 李阿姨 @128号楼群: 报修：单元门关不上了
            小啄 @128号楼群: 记下了 #1043
      13:20 王师傅 → 小啄: 合并1043到1042
            小啄 @128号楼群: #1043 和 #1042 是一件事，并到 #1042 一起办。
            小啄 → 王师傅: #1043 并好了。`,
    )
    await town.pass(town.now() + 10 * 60_000)
    expect(told(town, '王师傅', /又有人反映|补充/)).toEqual([])
  })

  test('a merging that is taken back at once leaves no word of a second household', async () => {
    const town = await openTown({ db: await open() })
    await play(
      town,
      `${REPORT}
      13:10 小吴 @128号楼群: 报修：单元门关不上了
            小啄 @128号楼群: 记下了 #1043
      13:20 王师傅 → 小啄: 合并1043到1042
            小啄 @128号楼群: #1043 和 #1042 是一件事，并到 #1042 一起办。
            小啄 → 王师傅: #1043 并好了。
      +2s   王师傅 → 小啄: 取消合并1043
            小啄 @128号楼群: @小吴 #1043 … 和 #1042 不是一件事
            小啄 → 王师傅: #1043 分出来了，单独办。`,
    )
    await town.pass(town.now() + 10 * 60_000)
    expect(told(town, '王师傅', /又有人反映/)).toEqual([])
  })

  test('a matter handed to whoever has it stays where it is, and nobody gets its card again', async () => {
    const town = await openTown({ db: await open() })
    await play(
      town,
      `${REPORT}
      12:20 社区小陈 → 小啄: 转1042 王师傅
            小啄 → 社区小陈: #1042 本来就在王师傅手上，不用转。`,
    )
    await town.pass(town.now() + 60_000)
    expect(told(town, '王师傅', /【#1042】/)).toHaveLength(1)
  })

  test('a meeting without matters is no count of noughts', async () => {
    const town = await openTown({ db: await open() })
    await play(
      town,
      `
      12:03 方书记 → 小啄: 开会 周三15点
            小啄 → 方书记: 好，碰头会定在周三15:00。眼下还没有要议的事`,
    )
    expect(told(town, '方书记', /0 [件位]/)).toEqual([])
  })

  test('asked for the progress without a number, a resident hears of what they reported, and nobody gets it as a detail', async () => {
    const town = await openTown({ db: await open() })
    await play(
      town,
      `${REPORT}
      12:20 李阿姨 → 小啄: 进度
            小啄 → 李阿姨: #1042 楼道堆物
      12:30 赵叔 → 小啄: status
            小啄 → 赵叔: you have nothing open here`,
    )
    expect(told(town, '王师傅', /补充/)).toEqual([])
  })

  test('a report told directly that is left unsure is not left without a word', async () => {
    const town = await openTown({ db: await open() })
    await play(
      town,
      `
      12:03 李阿姨 → 小啄: 我家厨房水管漏水，在128号楼3单元502，电话13912345678
            小啄 → 李阿姨: 收到，我先请社区小陈看一眼，登记了就把号码给您。`,
    )
  })

  test('a card of danger calls by name only who sits in that group', async () => {
    const town = await openTown({ db: await open() })
    await play(
      town,
      `
      12:03 李阿姨 @128号楼群: 有没有人闻到煤气味？？
            小啄 @128号楼群: 先别开灯`,
    )
    const ticket = await town.ticket(1042)
    const staff = new Map((await town.db.read.select().from(town.db.tables.people)).map((person) => [person.id, person.orgId]))
    const rows = await town.db.read.select().from(town.db.tables.outbox)
    const called = rows.filter((row) => row.text?.startsWith('【紧急') && row.mentions.length > 0).flatMap((row) => row.mentions)
    expect(called.length).toBeGreaterThan(0)
    expect(called.map((id) => staff.get(id))).toEqual(called.map(() => ticket.orgId))
  })
})

test('a plan that says its own day does not say it twice', () => {
  const ticket = { number: 1042, title: '楼道堆物', place: '128号楼', who: '长峰物业王师傅', name: '王师傅', urgent: false }
  expect(zh.planned({ ticket, plan: '物业牵头搬清 12月5日前', by: '12月5日前' })).toBe('#1042 楼道堆物 定了办法：物业牵头搬清 12月5日前。')
})
