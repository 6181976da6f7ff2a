import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createArrivals } from '../../bot/arrivals.ts'

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

describe('arrivals', () => {
  it('deliver in the order announced, in whatever order the messages load', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30 }).chain((n) => fc.shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n })),
        fc.integer({ min: 1, max: 4 }),
        (loading, lostEvery) => {
          const delivered: number[] = []
          const missing: string[] = []
          const arrivals = createArrivals<number>({ deliver: (one) => delivered.push(one), onMissing: (id) => missing.push(id) })
          const lost = (one: number): boolean => lostEvery > 1 && one % lostEvery === 0
          for (let id = 0; id < loading.length; id++) arrivals.announced(String(id))
          for (const id of loading) lost(id) ? arrivals.lost(String(id)) : arrivals.loaded(String(id), id)
          const all = [...Array(loading.length).keys()]
          expect(delivered).toEqual(all.filter((one) => !lost(one)))
          expect(missing).toEqual(all.filter(lost).map(String))
          arrivals.close()
        },
      ),
    )
  })

  it('let the others pass a message that does not load in time, which may still come', async () => {
    const delivered: string[] = []
    const missing: string[] = []
    const arrivals = createArrivals<string>({ deliver: (one) => delivered.push(one), onMissing: (id) => missing.push(id), holdMs: 20 })
    arrivals.announced('a')
    arrivals.announced('b')
    arrivals.loaded('b', 'b')
    expect(delivered).toEqual([])
    await pause(40)
    expect(delivered).toEqual(['b'])
    expect(missing).toEqual(['a'])
    arrivals.loaded('a', 'a')
    expect(delivered).toEqual(['b', 'a'])
    expect(arrivals.takeMissing('a')).toBe(false)
  })

  it('deliver a message that was never announced at once', () => {
    const delivered: string[] = []
    const arrivals = createArrivals<string>({ deliver: (one) => delivered.push(one), onMissing: () => undefined })
    arrivals.loaded('x', 'x')
    expect(delivered).toEqual(['x'])
  })
})
