/** What was told directly, about people in need, or taken back: who may see it. */
import { describe, expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown } from '../support/town.ts'

test('the same trouble told directly and then in a group: one ticket, and the message is not lost', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 → 小啄: 报修：128号楼2单元501停水了
          小啄 → 李阿姨: 记下了 #1042
    12:10 赵叔 @128号楼群: 报修：128号楼停水了
          小啄 @128号楼群: @赵叔 记上了 #1042 … 128号楼，已有2户反映`,
  )
  expect((await town.ticket(1042)).followers).toEqual(['zhao'])
  const said = town.lines.filter((line) => line.by === null && line.chat === '128号楼群').map((line) => line.text)
  expect(said.join()).not.toContain('501')
})

test('a group’s digest does not tell what was told directly', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 → 小啄: 报修：128号楼2单元501厨房水管漏水
          小啄 → 李阿姨: 记下了 #1042
    12:05 赵叔 @128号楼群: 报修：楼道灯不亮了
          小啄 @128号楼群: 记下了 #1043
    20:30 ⏰
          小啄 @128号楼群: 今天新报 1 … #1043
          小啄 @128号楼群: [图片]`,
  )
  const digest = town.lines.find((line) => line.text.includes('128号楼小结'))
  expect(digest?.text).not.toContain('1042')
})

test('of people in need and of quarrels a digest says only what kind of matter it is', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报事：2单元301的王奶奶一个人在家，没人做饭，需要帮忙
          小啄 @128号楼群: #1042`,
  )
  expect(await town.ticket(1042)).toMatchObject({ category: 'welfare' })
  await play(town, '20:30 ⏰\n小啄 @128号楼群: 128号楼小结\n小啄 @128号楼群: [图片]')
  const digest = town.lines.find((line) => line.text.includes('128号楼小结'))?.text ?? ''
  expect(digest).toContain('#1042 关爱帮扶 · 128号楼')
  expect(digest).not.toMatch(/301|2单元|王奶奶|做饭/)
})

test('leads are told to the community’s staff group when the grid worker cannot be reached, and only those told count as told', async () => {
  const town = await openTown({
    edit: (file) => {
      for (const group of file.groups ?? []) group.mode = 'suggest'
    },
  })
  town.edge.answer = (target) => ('person' in target ? { state: 'failed', reason: 'unreachable', detail: 'no friend' } : { state: 'sent' })
  const { leads } = town.db.tables
  await town.hear({ from: '李阿姨', in: '128号楼群', text: '楼道灯不亮了' })
  await town.runJobs()
  expect(town.lines.find((line) => line.chat === '社区工作群')?.text).toContain('待定 1 条')
  expect((await town.db.read.select().from(leads)).map((row) => row.toldAt)).toEqual([town.now()])
})

describe.each(databases)('taking back on $name', ({ open }) => {
  test('a told report that is taken back keeps its number, and nothing keeps its words', async () => {
    const town = await openTown({ db: await open() })
    await play(
      town,
      `
      12:03 李阿姨 @128号楼群: 报修：我家501门口楼道灯不亮了
            小啄 @128号楼群: 记下了 #1042
            小啄 → 王师傅: 【#1042】
      12:30 李阿姨 @128号楼群: [撤回 报修]
            小啄 @128号楼群: (没说话)`,
    )
    const ticket = await town.ticket(1042)
    expect(ticket).toMatchObject({ status: 'open', words: '' })
    expect(ticket.said.join()).not.toContain('501')
    expect((await town.events(1042)).at(-1)).toMatchObject({ type: 'redacted' })
    const { ticketEvents, outbox, messages } = town.db.tables
    const kept = [
      await town.db.read.select().from(ticketEvents),
      await town.db.read.select().from(outbox),
      await town.db.read.select().from(messages),
      await town.tickets(),
    ]
    expect(JSON.stringify(kept)).not.toContain('501门口')
  })

  test('a detail that is taken back leaves the ticket, the report stays', async () => {
    const town = await openTown({ db: await open() })
    await play(
      town,
      `
      12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
            小啄 @128号楼群: 记下了 #1042
      12:10 李阿姨 @128号楼群 [引用 #1042]: 三楼那盏，旁边住着我妹妹张美丽
            小啄 @128号楼群: 好的，#1042 … 3楼
            小啄 → 王师傅: 【#1042】…张美丽
      12:12 李阿姨 @128号楼群: [撤回 张美丽]`,
    )
    const ticket = await town.ticket(1042)
    expect(ticket.words).toBe('报修：楼道灯不亮了')
    expect(JSON.stringify([ticket, await town.events(1042)])).not.toContain('张美丽')
  })

  test('a report taken back before it was answered is withdrawn without a word, and without its words', async () => {
    const town = await openTown({ db: await open() })
    await play(
      town,
      `
      12:03 李阿姨 @128号楼群: 报修：我家501门口楼道灯不亮了
      +3s   李阿姨 @128号楼群: [撤回]
            小啄 @128号楼群: (没说话)`,
    )
    expect(await town.ticket(1042)).toMatchObject({ status: 'withdrawn', words: '' })
  })
})

test('whatever the reader concludes, the message is kept and nothing half done stays', async () => {
  const town = await openTown()
  const cx = town.desk.context
  const real = cx.reader
  cx.reader = {
    ...real,
    understand: (...heard) => {
      const conclusion = real.understand(...heard)
      return { ...conclusion, action: 'append', matterId: 'lead:99', reading: { ...conclusion.reading, intent: 'followup', followup: 'me_too' } }
    },
  }
  const { receipt } = await town.hear({ from: '李阿姨', in: '128号楼群', text: '我家也是' })
  expect(receipt).toMatchObject({ fresh: true, action: 'ignore', opened: [] })
  const { messages } = town.db.tables
  const [kept] = (await town.db.read.select().from(messages)).filter((row) => row.text === '我家也是')
  expect(kept).toMatchObject({ action: 'ignore', matterId: null, reading: { followup: 'me_too' } })
})
