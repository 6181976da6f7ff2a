import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanText } from '../../../core/understanding/clean.ts'
import { readCommand } from '../../../core/understanding/commands.ts'
import type { Command } from '../../../core/understanding/terms.ts'
import { COMMAND_CASES } from './commands.cases.ts'

function notation(command: Command | undefined): string {
  if (!command) return '-'
  const args = Object.entries(command.args).map(([key, value]) => `${key}=${value}`)
  return [command.name, command.ticket, ...args].filter((part) => part !== undefined).join(' ')
}

describe('commands are read in the loose forms that people type', () => {
  for (const [text, command, context] of COMMAND_CASES) {
    const from = context ? ` (${Object.values(context).join(', ').slice(0, 30)})` : ''
    test(`${text}${from} → ${command}`, () => expect(notation(readCommand(cleanText(text), context))).toBe(command))
  }

  test('the number may stand before or after the word, in any dress', () => {
    const words = fc.constantFrom(
      ['接单', 'accept'],
      ['催', 'urge'],
      ['进度', 'status'],
      ['撤销', 'withdraw'],
      ['没修好', 'reopen'],
      ['done', 'resolve'],
    )
    const dress = fc.constantFrom(
      (n: number) => `${n}`,
      (n: number) => `#${n}`,
      (n: number) => `【#${n}】`,
      (n: number) => `no.${n}`,
      (n: number) => `工单${n}`,
    )
    const gap = fc.constantFrom('', ' ', '  ', '：')
    fc.assert(
      fc.property(words, fc.integer({ min: 1000, max: 99_999 }), dress, gap, fc.boolean(), ([word = '', name], n, dressed, between, numberFirst) => {
        const number = dressed(n)
        const parted = between === '' && /[a-z]/.test(word + number) ? ' ' : between
        const text = numberFirst ? `${number}${parted}${word}` : `${word}${parted}${number}`
        expect(readCommand(cleanText(text))).toMatchObject({ name, ticket: n })
      }),
      { numRuns: 500 },
    )
  })

  test('no text whatever takes long or throws', () => {
    const pieces = ['催', '1042', '#', '转', '接单', '给', '【', ' ', '到', '0', '五星', '停水 ', '号楼', '绑定 ', 'a', '\n']
    for (const piece of pieces) {
      const long = piece.repeat(100_000 / piece.length)
      const started = performance.now()
      readCommand(cleanText(long), { role: 'property', quoted: long, mentionsBot: true })
      expect(performance.now() - started).toBeLessThan(200)
    }
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        (text) => void readCommand(cleanText(text), { role: 'community', quoted: text, mentionsBot: true }),
      ),
    )
  })
})
