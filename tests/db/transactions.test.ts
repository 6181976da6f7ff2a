import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../db/open.ts'
import { databases } from '../support/databases.ts'

const COMMUNITY = {
  id: 'c1',
  name: '长峰社区',
  timezone: 'Asia/Shanghai',
  language: 'zh-CN' as const,
  settings: {} as never,
  revision: 0,
  lastTicketNumber: 1000,
  lastLeadNumber: 0,
}

describe.each(databases)('transactions on $name', ({ open }) => {
  let db: Database
  beforeEach(async () => {
    db = await open()
    await db.transact((tx) => tx.insert(db.tables.communities).values(COMMUNITY))
  })
  afterEach(() => db.close())

  const revision = async (): Promise<number | undefined> =>
    (await db.read.select({ revision: db.tables.communities.revision }).from(db.tables.communities))[0]?.revision

  it('one that fails at its end leaves nothing of what it wrote', async () => {
    const { grids, communities } = db.tables
    const failing = db.transact(async (tx) => {
      await tx.insert(grids).values({ communityId: 'c1', id: 'g1', name: '第1网格' })
      await tx.update(communities).set({ revision: 99 })
      throw new Error('after all')
    })
    await expect(failing).rejects.toThrow('after all')
    expect(await db.read.select().from(grids)).toEqual([])
    expect(await revision()).toBe(0)
  })

  it('one that breaks a rule leaves nothing, and the next goes through', async () => {
    const { grids } = db.tables
    const row = { communityId: 'c1', id: 'g1', name: '第1网格' }
    await expect(db.transact((tx) => tx.insert(grids).values([row, row]))).rejects.toThrow()
    await db.transact((tx) => tx.insert(grids).values(row))
    expect(await db.read.select().from(grids)).toEqual([row])
  })

  it('twenty that read, think and write at the same time lose nothing', async () => {
    const { communities } = db.tables
    const addOne = () =>
      db.transact(async (tx) => {
        const [row] = await tx.select().from(communities).where(eq(communities.id, 'c1'))
        await new Promise((resolve) => setTimeout(resolve, 2))
        await tx.update(communities).set({ revision: (row?.revision ?? 0) + 1 })
      })
    await Promise.all(Array.from({ length: 20 }, addOne))
    expect(await revision()).toBe(20)
  })

  it('a storm of a hundred that all look at everything and write the same rows loses nothing', async () => {
    const { communities, grids } = db.tables
    const storm = Array.from({ length: 100 }, (_unused, n) =>
      db.transact(async (tx) => {
        const [row] = await tx.select({ revision: communities.revision }).from(communities)
        await tx.select().from(grids)
        await tx.insert(grids).values({ communityId: 'c1', id: `g${n}`, name: String(n) })
        await tx.update(communities).set({ revision: (row?.revision ?? 0) + 1 })
      }),
    )
    expect((await Promise.allSettled(storm)).filter(({ status }) => status === 'rejected')).toEqual([])
    expect(await revision()).toBe(100)
    expect(await db.read.select().from(grids)).toHaveLength(100)
  })

  it('what is being written is not seen by readers until it is whole', async () => {
    const { communities } = db.tables
    let seen: number | undefined
    await db.transact(async (tx) => {
      await tx.update(communities).set({ revision: 5 })
      seen = await revision()
    })
    expect(seen).toBe(0)
    expect(await revision()).toBe(5)
  })

  it('one that throws something odd does not stop the queue', async () => {
    await expect(db.transact(() => Promise.reject('no error at all'))).rejects.toBe('no error at all')
    expect(await db.transact(async () => 'next')).toBe('next')
  })

  it('closing waits for what is still being written', async () => {
    const other = await open()
    await other.transact((tx) => tx.insert(other.tables.communities).values(COMMUNITY))
    const writing = other.transact(async (tx) => {
      await new Promise((resolve) => setTimeout(resolve, 30))
      await tx.update(other.tables.communities).set({ revision: 7 })
      return 'written'
    })
    const [result] = await Promise.all([writing, other.close()])
    expect(result).toBe('written')
  })
})
