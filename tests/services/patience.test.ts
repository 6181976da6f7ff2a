import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { CodedError, type ErrorCode } from '../../core/errors.ts'
import { patiently } from '../../services/patience.ts'

const log = pino({ level: 'silent' })
const fault = (code: ErrorCode): CodedError => new CodedError(code, 'no')

/** Hears only after `failures` tries; the waits are written down instead of waited. */
function listener(failures: number, error: unknown, stop = new AbortController()) {
  const waits: number[] = []
  let tries = 0
  const hear = patiently(
    async (message: { id: string }) => {
      tries++
      if (tries <= failures) throw error
      return `heard ${message.id}`
    },
    {
      log,
      signal: stop.signal,
      wait: async (ms, signal) => {
        waits.push(ms)
        signal.throwIfAborted()
      },
    },
  )
  return { hear, waits, tries: () => tries }
}

describe('a message that the storage cannot take now', () => {
  it.each(['DISK_FULL', 'DATABASE_LOCKED', 'DATABASE_READ_ONLY', 'DATABASE_UNREACHABLE'] as const)(
    'for %s is heard again until it is stored',
    async (code) => {
      const { hear, waits } = listener(6, fault(code))
      expect(await hear({ id: 'm1' })).toBe('heard m1')
      expect(waits).toEqual([1_000, 5_000, 15_000, 60_000, 60_000, 60_000])
    },
  )

  it('is given up after about an hour, with the reason', async () => {
    const { hear, waits } = listener(1_000, fault('DISK_FULL'))
    await expect(hear({ id: 'm1' })).rejects.toMatchObject({ code: 'DISK_FULL' })
    expect(waits.reduce((sum, ms) => sum + ms, 0) / 60_000).toBeCloseTo(56, 0)
  })

  it('is given up at once when the program stops, with the reason', async () => {
    const stop = new AbortController()
    const { hear, tries } = listener(1_000, fault('DISK_FULL'), stop)
    stop.abort()
    await expect(hear({ id: 'm1' })).rejects.toMatchObject({ code: 'DISK_FULL' })
    expect(tries()).toBe(1)
  })

  it('while it really waits is given up when the program stops', async () => {
    const stop = new AbortController()
    const hear = patiently(async (_: { id: string }) => Promise.reject(fault('DATABASE_LOCKED')), { log, signal: stop.signal })
    const hearing = hear({ id: 'm1' })
    setTimeout(() => stop.abort(), 20)
    await expect(hearing).rejects.toMatchObject({ code: 'DATABASE_LOCKED' })
  })
})

describe('a fault of the program or of what is asked', () => {
  it.each([new Error('a slip'), fault('DATABASE_CORRUPT'), fault('COMMUNITY_UNKNOWN')])('is no reason to wait: %s', async (error) => {
    const { hear, tries } = listener(1, error)
    await expect(hear({ id: 'm1' })).rejects.toBe(error)
    expect(tries()).toBe(1)
  })
})
