/** What has come to the end of its time leaves, and nothing that is still needed. */
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { type RateRow, rateRow } from '../../core/rates/row.ts'
import { forgetWhatIsOver, keepRetention } from '../../services/privacy/retention.ts'
import { sweepFiles } from '../../services/privacy/unused-files.ts'
import { eventsOfMany } from '../../services/ticket-rows.ts'
import { forget, play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown, type Town } from '../support/town.ts'

const DAY = 86_400_000

const told = async (town: Town): Promise<string> => {
  const { messages, tickets, ticketEvents, leads, outbox, ticketWords } = town.db.tables
  const rows = await Promise.all([messages, tickets, ticketEvents, leads, outbox, ticketWords].map((table) => town.db.read.select().from(table)))
  return JSON.stringify(rows)
}

async function later(town: Town, days: number) {
  await town.pass(town.now() + days * DAY)
  forget(town)
  return forgetWhatIsOver(town.desk.context, await town.desk.context.directories.get(town.db.read, town.communityId))
}

/** One matter, open or closed. */
async function intercom(town: Town, closed: boolean): Promise<void> {
  await play(
    town,
    `
    12:01 李阿姨 @128号楼群: 单元门对讲坏了，找我家小敏开门
          小啄 @128号楼群: 记下了 #1042
    12:02 李阿姨 @128号楼群: [图片]
          小啄 → 王师傅: 【#1042】`,
  )
  forget(town)
  if (!closed) return
  await town.hear({ from: '王师傅', text: '1042 办结' })
  await town.pass(town.now() + 60_000)
  await town.hear({ from: '李阿姨', in: '128号楼群', text: '好了' })
  await town.pass(town.now() + 60_000)
  forget(town)
}

describe.each(databases)('retention on $name', ({ open }) => {
  test('chatter leaves after its days, whoever opened or closed what keeps all of it', async () => {
    const town = await openTown({ db: await open() })
    await play(town, '12:00 赵叔 @128号楼群: 今晚跳舞的老姐妹约起来')
    await intercom(town, false)
    expect((await later(town, 29)).messages).toBe(0)
    expect(await told(town)).toContain('跳舞')
    expect((await later(town, 2)).messages).toBeGreaterThan(0)
    const after = await told(town)
    expect(after).not.toContain('跳舞')
    expect(after).toContain('小敏')
    expect(await town.ticket(1042)).toMatchObject({ status: 'open', reporterId: 'li' })
    expect(await town.db.read.select().from(town.db.tables.attachments)).toHaveLength(1)
    expect((await town.outbox()).some(({ text }) => text.includes('【#1042】'))).toBe(true)
  })

  test('a closed matter loses its pictures after a year, its people and words after three; what statistics count stays', async () => {
    const town = await openTown({ db: await open() })
    await intercom(town, true)
    const before = await town.ticket(1042)
    const figures = await figuresOf(town)
    const files = join(dirname(town.desk.context.files.pathOf('a'.repeat(64))), '..')
    const stored = () => readdirSync(files, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length
    expect(stored()).toBe(1)
    expect(await later(town, 364)).toMatchObject({ pictures: 0, tickets: 0 })
    expect(await later(town, 2)).toMatchObject({ pictures: 1, tickets: 0 })
    expect(await town.db.read.select().from(town.db.tables.attachments)).toEqual([])
    expect(await sweepFiles(town.desk.context, 0)).toBe(1)
    expect(stored()).toBe(0)
    expect(await told(town)).toContain('小敏')
    expect(await later(town, 731)).toMatchObject({ tickets: 1 })
    const after = await town.ticket(1042)
    expect(await told(town)).not.toMatch(/小敏|对讲坏了|李阿姨|"li"/)
    expect(after).toMatchObject({ reporterId: 'gone-1', words: '', title: expect.not.stringContaining('对讲'), status: 'solved', confirmed: true })
    expect(after).toMatchObject({
      openedAt: before.openedAt,
      closedAt: before.closedAt,
      lastAt: before.lastAt,
      buildingId: '128',
      orgId: before.orgId,
    })
    expect(await figuresOf(town)).toEqual(figures)
    expect(await later(town, 1)).toMatchObject({ tickets: 0, pictures: 0 })
  })

  test('it is done once a night, logged with its counts, and a second program finds it done', async () => {
    const town = await openTown({ db: await open(), at: '2026-11-23 02:30' })
    await town.hear({ from: '赵叔', in: '128号楼群', text: '今晚跳舞的老姐妹约起来' })
    expect(await keepRetention(town.desk.context, town.communityId)).toBeUndefined()
    await town.pass(town.now() + 31 * DAY + 15 * 60_000)
    const both = await Promise.all([keepRetention(town.desk.context, town.communityId), keepRetention(town.desk.context, town.communityId)])
    expect(both.filter(Boolean)).toHaveLength(1)
    expect(await keepRetention(town.desk.context, town.communityId)).toBeUndefined()
    const [run] = await town.db.read.select().from(town.db.tables.retentionRuns)
    expect(run).toMatchObject({ date: '2026-12-24', counts: { messages: 1, tickets: 0 } })
  })

  test('the community file says how long', async () => {
    const town = await openTown({ db: await open(), edit: (file) => Object.assign(file.policies ?? {}, { retention: { messages: 3 } }) })
    await town.hear({ from: '赵叔', in: '128号楼群', text: '今晚跳舞的老姐妹约起来' })
    expect((await later(town, 4)).messages).toBe(1)
  })
})

test('a picture that two rows name stays until the second lets go', async () => {
  const town = await openTown()
  const { attachments } = town.db.tables
  const { hash } = await town.desk.context.files.put(
    Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
  )
  const row = { communityId: town.communityId, account: 'a', name: 'x', hash, state: 'stored' as const, attempts: 1, purpose: 'report' as const }
  await town.db.transact((tx) => tx.insert(attachments).values([1, 2].map((n) => ({ ...row, id: `p${n}`, messageId: `m${n}` }))))
  await town.db.transact((tx) => tx.delete(attachments).where(eq(attachments.id, 'p1')))
  expect(await sweepFiles(town.desk.context, 0)).toBe(0)
  await town.db.transact((tx) => tx.delete(attachments).where(eq(attachments.id, 'p2')))
  // What was written a moment ago may be about to be named.
  expect(await sweepFiles(town.desk.context)).toBe(0)
  expect(await sweepFiles(town.desk.context, 0)).toBe(1)
  expect(await town.desk.context.files.has(hash)).toBe(false)
})

/** What is reckoned of the only matter, without its words. */
async function figuresOf(town: Town) {
  const [ticket] = await town.tickets()
  if (!ticket) throw new Error('there is no ticket')
  const record = (await eventsOfMany(town.desk.context, town.db.read, town.communityId, [ticket.id])).get(ticket.id) ?? []
  const {
    reporterId: _r,
    words: _w,
    title: _t,
    said: _s,
    version: _v,
    place: _p,
    ...figures
  } = rateRow(ticket, record) as RateRow & Record<string, unknown>
  return figures
}
