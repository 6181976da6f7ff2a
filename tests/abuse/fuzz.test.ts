/** Whatever is said: nothing throws, nothing stops the next message, the ledger stays sound. `npm run fuzz` does the same a million times. */
import { describe, expect, test } from 'vitest'
import { fuzzIntake } from '../../scripts/fuzz/intake.ts'
import { databases } from '../support/databases.ts'

describe.each(databases)('generated messages on $name', ({ name, open }) => {
  test('leave no fault, no unhandled rejection and a sound ledger', { timeout: 240_000 }, async () => {
    const db = await open()
    try {
      const messages = name === 'sqlite' ? 2_000 : 500
      const figures = await fuzzIntake({ messages, seed: 42, db })
      expect(figures.faults).toEqual([])
      expect(figures.messages).toBe(messages)
      expect(figures.tickets).toBeGreaterThan(10)
      expect(Object.keys(figures.actions)).toEqual(expect.arrayContaining(['open', 'command', 'ignore', 'append']))
    } finally {
      await db.close()
    }
  })
})
