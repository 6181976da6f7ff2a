import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createQueues } from '../../bot/queues.ts'

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

describe('queues per room', () => {
  it('keep each room in the order pushed, one piece of work at a time, whatever the work does', async () => {
    const piece = fc.record({ room: fc.constantFrom('a', 'b', 'c'), turns: fc.integer({ min: 0, max: 4 }), fails: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
        const queues = createQueues()
        const done: { room: string; index: number }[] = []
        const running = new Map<string, number>()
        for (const [index, { room, turns, fails }] of pieces.entries()) {
          queues.push(room, async () => {
            running.set(room, (running.get(room) ?? 0) + 1)
            expect(running.get(room)).toBe(1)
            for (let turn = 0; turn < turns; turn++) await Promise.resolve()
            done.push({ room, index })
            running.set(room, 0)
            if (fails) throw new Error('as planned')
          })
        }
        await queues.idle()
        for (const room of ['a', 'b', 'c']) {
          const pushed = [...pieces.entries()].filter(([, one]) => one.room === room).map(([index]) => index)
          expect(done.filter((one) => one.room === room).map((one) => one.index)).toEqual(pushed)
        }
        expect(queues.stats()).toMatchObject({ rooms: 0, depth: 0, dropped: 0, oldestAgeMs: 0, failed: pieces.filter((one) => one.fails).length })
      }),
      { numRuns: 100 },
    )
  })

  it('never hold more than their bounds, and count every drop', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 60 }),
        async (perRoom, inTotal, pushes) => {
          const told: number[] = []
          const queues = createQueues({ perRoom, inTotal, onDrop: (_, dropped) => told.push(dropped) })
          let open: () => void = () => undefined
          const gate = new Promise<void>((resolve) => {
            open = resolve
          })
          let ran = 0
          const accepted = pushes.filter((room) => queues.push(room, () => gate.then(() => ran++)))
          const taken = accepted.length
          const { depth, dropped } = queues.stats()
          expect(depth).toBe(taken)
          expect(depth).toBeLessThanOrEqual(inTotal)
          expect(dropped).toBe(pushes.length - taken)
          expect(told).toHaveLength(dropped)
          for (const room of ['a', 'b', 'c', 'd']) expect(accepted.filter((one) => one === room).length).toBeLessThanOrEqual(perRoom)
          open()
          await queues.idle()
          expect(ran).toBe(taken)
          expect(queues.push('a', () => undefined)).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('let a busy room wait without holding up another', async () => {
    const queues = createQueues({ perRoom: 2 })
    const done: string[] = []
    queues.push('slow', () => pause(30).then(() => done.push('slow')))
    queues.push('quick', () => done.push('quick'))
    await queues.idle()
    expect(done).toEqual(['quick', 'slow'])
  })

  it('tell the age of the oldest piece and report one that is stuck', async () => {
    const stuck: [string, number][] = []
    const queues = createQueues({ stuckAfterMs: 20, onStuck: (room, age) => stuck.push([room, age]) })
    queues.push('a', () => pause(70))
    await pause(50)
    expect(queues.stats().oldestAgeMs).toBeGreaterThanOrEqual(40)
    await queues.idle()
    expect(stuck.length).toBeGreaterThanOrEqual(1)
    expect(stuck[0]?.[0]).toBe('a')
  })
})
