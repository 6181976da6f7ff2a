import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { parseMessage, readInput } from '../../../scripts/parse.ts'
import { loadReader } from '../../../services/reader.ts'

const reader = loadReader()

test('a line may carry nulls for what is not known', () => {
  expect(readInput('{"text":"停水了","room_building":null,"quoted":null,"role":null}')).toMatchObject({ text: '停水了' })
})

test.each([
  ['not json', 'x'],
  ['no object', '[1]'],
  ['no text', '{"role":"resident"}'],
  ['an unknown role', '{"text":"a","role":"king"}'],
])('%s is refused in words', (_name, line) => expect(() => readInput(line)).toThrow(/\w/))

test('a report comes out with its category, urgency, items and action', () => {
  const out = parseMessage(reader, { text: '12号楼3单元电梯停了 按了没反应' })
  expect(out).toMatchObject({ intent: 'report', category: 'elevator', location: { building: '12', unit: '3' }, action: 'open' })
  expect(out.items).toHaveLength(1)
  expect(out.confidence).toBeGreaterThan(0.5)
})

test('lines come out in order, a bad one as an error, and the work goes on', () => {
  const input = '{"text":"接单1042","role":"property"}\nbroken\n{"text":"早上好"}\n'
  const stdout = execFileSync('npx', ['tsx', 'scripts/parse.ts'], { input, encoding: 'utf8' })
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines).toHaveLength(3)
  expect(lines[0]).toMatchObject({ intent: 'command', command: { name: 'accept', ticket: 1042 }, action: 'command' })
  expect(lines[1]).toHaveProperty('error')
  expect(lines[2]).toMatchObject({ intent: 'none', action: 'ignore' })
}, 30_000)
