import { eq, gt, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database, Reader } from '../../db/open.ts'
import { inserting, prepared } from '../../db/prepared.ts'
import { databases } from '../support/databases.ts'

const insertMessage = inserting('messages')
const idsSince = prepared((read: Reader, { messages }) =>
  read
    .select({ id: messages.id })
    .from(messages)
    .where(gt(messages.at, sql.param(sql.placeholder('since'), messages.at)))
    .orderBy(messages.id)
    .prepare(''),
)

const AT = 1_764_000_000_000
const message = (id: string, at = AT) => ({
  communityId: 'c1',
  account: 'a:bot',
  id,
  senderId: 'li',
  senderName: '李阿姨',
  role: 'resident' as const,
  kind: 'text' as const,
  text: '楼道灯不亮了',
  mentions: ['wang'],
  mentionsBot: false,
  at,
  heardOrder: at * 1000,
})

describe.each(databases)('statements built once on $name', ({ open }) => {
  let db: Database
  beforeEach(async () => {
    db = await open()
  })
  afterEach(() => db.close())

  it('a row comes back as it went in, what was left out is null', async () => {
    const { messages } = db.tables
    const full = { ...message('m2'), quote: { name: '小啄', text: '在' }, recalledAt: AT + 5 }
    await db.transact(async (tx) => {
      await insertMessage(db, tx, message('m1'))
      await insertMessage(db, tx, full)
    })
    const absent = { groupId: null, roomId: null, peerId: null, personId: null, reading: null, action: null, matterId: null }
    expect(await db.read.select().from(messages).orderBy(messages.id)).toEqual([
      { ...message('m1'), ...absent, quote: null, recalledAt: null },
      { ...full, ...absent },
    ])
    expect(await db.read.select({ id: messages.id }).from(messages).where(sql`${messages.quote} is null`)).toEqual([{ id: 'm1' }])
  })

  it('each call has its own values, inside a transaction and outside', async () => {
    await db.transact((tx) => insertMessage(db, tx, message('m1')))
    const inside = await db.transact(async (tx) => {
      await insertMessage(db, tx, message('m2', AT + 10))
      return [await idsSince(db, tx, { since: AT - 1 }), await idsSince(db, tx, { since: AT + 5 })]
    })
    expect(inside).toEqual([[{ id: 'm1' }, { id: 'm2' }], [{ id: 'm2' }]])
    expect(await idsSince(db, db.read, { since: AT + 10 })).toEqual([])
  })

  it('the same text asked for rows and for nothing gives each its own form', async () => {
    const { messages } = db.tables
    await db.transact((tx) => insertMessage(db, tx, message('m1')))
    for (let round = 0; round < 3; round++) {
      expect(await db.read.select({ id: messages.id }).from(messages).where(eq(messages.id, 'm1'))).toEqual([{ id: 'm1' }])
      const changed = await db.transact((tx) =>
        tx
          .update(messages)
          .set({ text: `${round}` })
          .where(eq(messages.id, 'm1'))
          .returning({ text: messages.text }),
      )
      expect(changed).toEqual([{ text: `${round}` }])
    }
  })
})
