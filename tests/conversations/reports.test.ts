/** The weekly turn 周周转 on Sunday evening, the appraisal sheet 考核表 on the 1st, and both at an admin's word. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { forget, play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown, type Town } from '../support/town.ts'

const instant = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`)
const FRIDAY = '2026-11-20 10:00'
const SUNDAY = instant('2026-11-22 20:00')

/** A lamp mended before everybody's eyes, with pictures of before and after, and five stars. */
const LAMP = `
  10:03 婷婷妈妈 @7号楼群: 报修：7号楼2单元501门口楼道灯不亮了
  +3s   婷婷妈妈 @7号楼群: [图片]
        小啄 @7号楼群: 记下了 #1042
  10:30 王师傅 → 小啄: 接单1042
  11:00 王师傅 → 小啄: [图片]
  +2s   王师傅 → 小啄: 办结1042 换了灯泡
        小啄 @7号楼群: #1042 … 已处理
        小啄 @7号楼群: [图片]
  11:05 婷婷妈妈 @7号楼群: 好了，谢谢
        小啄 @7号楼群: #1042 … 结案
  11:06 婷婷妈妈 @7号楼群: 1042 五星
        小啄 @7号楼群: #1042 记了 ★★★★★`
const HATCH = `
  12:00 老周 @第3网格群: 6号楼西头的井盖翘起来了
        小啄 @第3网格群: 记下了 #1043`

const saidOf = (town: Town, words: string, chat?: string): string[] =>
  town.lines.filter((line) => line.by === null && line.text.includes(words) && (chat === undefined || line.chat === chat)).map(({ text }) => text)

async function onSunday(town: Town, at = SUNDAY): Promise<void> {
  forget(town)
  await town.pass(at)
  forget(town)
}

describe.each(databases)('reports on $name', ({ open }) => {
  test('every Sunday evening the grid groups and the admin hear what was found, acted on and rolls over, with before and after as a picture', async () => {
    const town = await openTown({ db: await open(), at: FRIDAY })
    await play(town, LAMP + HATCH)
    await onSunday(town, SUNDAY - 60_000)
    await play(
      town,
      `
      ⏰
      +0s 小啄 @第3网格群: (没说话)
      20:00 ⏰
      +0s 小啄 @第3网格群: 【周周转 · 第3网格 · 11月16日—11月22日】 … 发现 2 件，办成 1 件：居民确认 1，涉及 1 户，评分 5 星。 … ✓ #1042 … 7号楼 … 已确认，5星 … 滚到下周 1 件 … #1043 … 6号楼西头 · 11月20日起
      +0s 小啄 @第3网格群: [图片]
      +0s 小啄 → 方书记: 【周周转 · 长峰社区 · 11月16日—11月22日】
      +0s 小啄 → 方书记: [图片]
      20:01 ⏰
      次日 08:00 ⏰
      +0s 小啄 @第3网格群: (没说话)`,
    )
  })

  test('two programs over one ledger tell the week once, and the month once', async () => {
    const town = await openTown({ db: await open(), at: FRIDAY })
    await play(town, LAMP)
    await onSunday(town)
    await Promise.all([town.runJobs(), town.runJobs()])
    expect(saidOf(town, '周周转 · 第3网格')).toHaveLength(1)
    await town.pass(instant('2026-12-01 09:00'))
    await Promise.all([town.runJobs(), town.runJobs()])
    await town.runJobs()
    expect(saidOf(town, '2026年11月考核表', '方书记')).toHaveLength(1)
  })
})

test('a turn missed on Sunday is told the same evening, and once the night has begun on Monday after the quiet hours', async () => {
  const late = await openTown({ at: FRIDAY })
  await play(late, LAMP)
  await onSunday(late, SUNDAY + 90 * 60_000)
  await late.runJobs()
  expect(saidOf(late, '周周转 · 第3网格')).toHaveLength(1)

  const night = await openTown({ at: FRIDAY })
  await play(night, LAMP)
  await onSunday(night, SUNDAY + 150 * 60_000)
  await night.runJobs()
  await night.pass(instant('2026-11-23 06:59'))
  expect(saidOf(night, '周周转')).toEqual([])
  await night.pass(instant('2026-11-23 07:00'))
  expect(saidOf(night, '周周转 · 第3网格 · 11月16日—11月22日')).toHaveLength(1)
  await night.runJobs()
  await night.pass(instant('2026-11-23 12:00'))
  expect(saidOf(night, '周周转 · 第3网格')).toHaveLength(1)
})

test('what is done on Sunday night after the turn belongs to the next week and is told there', async () => {
  const town = await openTown({ at: '2026-11-22 20:30' })
  await town.runJobs()
  await play(
    town,
    `
    20:40 婷婷妈妈 @7号楼群: 报修：楼道灯不亮了
          小啄 @7号楼群: 记下了 #1042
    20:50 王师傅 → 小啄: 办结1042
          小啄 @7号楼群: #1042 … 已处理`,
  )
  await town.pass(instant('2026-11-29 20:00'))
  await town.runJobs()
  expect(saidOf(town, '周周转 · 第3网格 · 11月23日—11月29日')[0]).toMatch(/发现 1 件，办成 1 件/)
})

test('a week in which nothing happened is told to nobody, and a grid group hears nothing of other grids', async () => {
  const silent = await openTown({ at: FRIDAY })
  await onSunday(silent)
  await silent.runJobs()
  expect(saidOf(silent, '周周转')).toEqual([])

  const elsewhere = await openTown({ at: FRIDAY })
  await play(elsewhere, '10:03 李阿姨 @128号楼群: 报修：楼道灯不亮了\n小啄 @128号楼群: 记下了 #1042')
  await onSunday(elsewhere)
  await elsewhere.runJobs()
  expect(saidOf(elsewhere, '周周转').map((text) => text.split('\n')[0])).toEqual(['【周周转 · 长峰社区 · 11月16日—11月22日】'])
})

test('what was told to the bot alone is in no group’s turn', async () => {
  const town = await openTown({ at: FRIDAY })
  await play(town, '10:03 婷婷妈妈 → 小啄: 报修：7号楼楼道灯不亮了\n小啄 → 婷婷妈妈: 记下了 #1042')
  await onSunday(town)
  await town.runJobs()
  expect(saidOf(town, '周周转', '第3网格群')).toEqual([])
  expect(saidOf(town, '周周转', '方书记')).toHaveLength(1)
})

test('of a person in need the turn shows the kind of the matter and the building, no door and no picture; of others no door', async () => {
  const town = await openTown({ at: FRIDAY })
  await play(
    town,
    `
    10:03 婷婷妈妈 @7号楼群: 7号楼2单元601的孤寡老人没人照顾，需要社区帮忙送饭
    +3s   婷婷妈妈 @7号楼群: [图片]
          小啄 @7号楼群: 记下了 #1042`,
  )
  expect((await town.ticket(1042)).category).toBe('welfare')
  await town.hear({ from: '方书记', text: '', kind: 'image', attachment: { name: 'meal.png' } })
  await town.hear({ from: '方书记', text: '办结1042 已经送饭' })
  expect((await town.db.read.select().from(town.db.tables.attachments)).map(({ purpose, state }) => `${purpose} ${state}`).sort()).toEqual([
    'proof stored',
    'report stored',
  ])
  await onSunday(town)
  await town.runJobs()
  const turn = saidOf(town, '周周转', '第3网格群')[0] ?? ''
  expect(turn).toContain('✓ #1042 关爱帮扶 · 7号楼（')
  expect(turn).not.toMatch(/601|2单元|孤寡|老人/)
  const pictures = (await town.outbox()).filter((row) => row.targetId === town.roomId('第3网格群') && row.pictureHash !== null)
  expect(pictures).toEqual([])
})

test('the picture of before and after is one picture, of the pair', async () => {
  const town = await openTown({ at: FRIDAY })
  await play(town, LAMP)
  await onSunday(town)
  await town.runJobs()
  const turn = saidOf(town, '周周转', '第3网格群')[0] ?? ''
  expect(turn).not.toMatch(/501|2单元/)
  const cards = (await town.outbox()).filter((row) => row.targetId === town.roomId('第3网格群') && row.pictureHash !== null)
  expect(cards).toHaveLength(1)
  const bytes = readFileSync(town.desk.context.files.pathOf(cards[0]?.pictureHash ?? ''))
  // PNG: width and height stand in its header.
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1080, 680])
})

test('of many matters it names the most telling few, and shows three pairs', async () => {
  const town = await openTown({ at: FRIDAY })
  const troubles = ['楼道灯不亮了', '单元门门禁坏了', '电梯停了', '楼顶漏水', '下水道堵了', '垃圾桶满了没人清']
  for (const [i, trouble] of troubles.entries()) {
    await town.hear({ from: '婷婷妈妈', in: '7号楼群', text: `报修：${trouble}` })
    await town.hear({ from: '婷婷妈妈', in: '7号楼群', text: '', kind: 'image', attachment: { name: 'before.png' } })
    await town.pass(town.now() + 5 * 60_000)
    if (i < 4) await town.hear({ from: '王师傅', text: '', kind: 'image', attachment: { name: 'after.png' } })
    await town.hear({ from: '王师傅', text: `办结${1042 + i}` })
    await town.pass(town.now() + 5 * 60_000)
  }
  expect((await town.tickets()).map(({ status }) => status)).toEqual(troubles.map(() => 'resolved'))
  await onSunday(town)
  await town.runJobs()
  const turn = saidOf(town, '周周转', '第3网格群')[0] ?? ''
  expect(turn.match(/#\d+/g)).toEqual(['#1042', '#1043', '#1044', '#1045', '#1046'])
  expect(turn).toContain('……办成的还有 1 件')
  expect((await town.outbox()).filter((row) => row.targetId === town.roomId('第3网格群') && row.pictureHash !== null)).toHaveLength(3)
})

test('a lost picture holds back neither the words nor the other grids', async () => {
  const town = await openTown({ at: FRIDAY })
  await play(town, LAMP)
  await onSunday(town)
  const { files } = town.desk.context
  const read = files.read
  files.read = () => Promise.reject(new Error('the disk has lost it'))
  await town.runJobs()
  files.read = read
  expect(saidOf(town, '周周转 · 第3网格')).toHaveLength(1)
})

test('the community sets the hour of its turn', async () => {
  const town = await openTown({ at: FRIDAY, edit: (file) => void Object.assign(file.policies ?? {}, { weeklyAt: '18:00' }) })
  await play(town, LAMP)
  await onSunday(town, instant('2026-11-22 17:59'))
  await town.runJobs()
  expect(saidOf(town, '周周转')).toEqual([])
  await town.pass(instant('2026-11-22 18:00'))
  await town.runJobs()
  expect(saidOf(town, '周周转 · 第3网格')).toHaveLength(1)
})

test('on the 1st the admin gets the month’s sheet, unit by unit; nothing is sent of a month without matters', async () => {
  const town = await openTown({ at: FRIDAY })
  await play(town, LAMP + HATCH)
  await town.runJobs()
  expect(saidOf(town, '考核表')).toEqual([])
  await onSunday(town, instant('2026-12-01 08:59'))
  await town.runJobs()
  expect(saidOf(town, '考核表')).toEqual([])
  await town.pass(instant('2026-12-01 09:00'))
  await town.runJobs()
  const sheets = saidOf(town, '考核表')
  expect(sheets).toHaveLength(1)
  expect(sheets[0]).toMatch(
    /^【2026年11月考核表 · 长峰社区】\n新报 2，办结 1，在办 1，超期 1。\n■ 长峰物业 件数少，暂不评星\n响应 100% · 解决 100% · 满意 100%（回访 1）\n/,
  )
  expect(sheets[0]).toContain('\n用时 57 分钟\n')
  expect(sheets[0]).toMatch(/没有经手：.*兴华街道办/)
  expect(town.lines.filter((line) => line.text.includes('考核表')).map(({ chat }) => chat)).toEqual(['方书记'])
})

test('an admin who cannot be reached directly hears in the staff group of the office', async () => {
  const town = await openTown({ at: FRIDAY })
  await play(town, LAMP)
  town.edge.answer = (target) => ('person' in target ? { state: 'failed', reason: 'unreachable', detail: 'no friend' } : { state: 'sent' })
  await onSunday(town, instant('2026-12-01 09:00'))
  await town.runJobs()
  await town.pass(instant('2026-12-01 10:00'))
  expect(saidOf(town, '考核表', '社区工作群')).toHaveLength(1)
})

test('at an admin’s word both are shown: directly or among staff the whole, in a residents’ group its own week and never the appraisal', async () => {
  const town = await openTown({ at: FRIDAY })
  await play(town, LAMP)
  forget(town)
  await play(
    town,
    `
    12:10 方书记 → 小啄: 周报
          小啄 → 方书记: 【周周转 · 长峰社区 · 11月16日—11月20日至今】 … 办成 1 件
    12:11 方书记 @社区工作群: 月报
          小啄 @社区工作群: 【2026年11月考核表 · 长峰社区 · 至今】 … 长峰物业
    12:12 方书记 @第3网格群: 周报
          小啄 @第3网格群: 【周周转 · 第3网格 · 11月16日—11月20日至今】
    12:13 方书记 @第3网格群: 月报
          小啄 → 方书记: 【2026年11月考核表
    12:14 王师傅 → 小啄: 周报
          小啄 → 王师傅: 管理员
    12:15 方书记 @126号楼群: 周报
          小啄 @126号楼群: 这一周还没有可说的。`,
  )
  expect(saidOf(town, '周周转', '王师傅')).toEqual([])
})

test('an English group reads its week in English', async () => {
  const town = await openTown({
    at: FRIDAY,
    edit: (file) => void Object.assign(file.groups?.find((g) => g.id === 'grid3') ?? {}, { language: 'en' }),
  })
  await play(town, LAMP)
  await onSunday(town)
  await town.runJobs()
  expect(saidOf(town, '[Weekly turn · 第3网格 · 16 Nov–22 Nov]', '第3网格群')[0]).toMatch(/1 found, 1 done: 1 confirmed, 1 home, 5 stars\.\n✓ #1042/)
})
