import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type ReplayAnswer, type ReplayLine, readReplayLine } from '../../scripts/lib/replay-lines.ts'
import { reportOf } from '../../scripts/lib/replay-report.ts'
import { openReplayTown } from '../../scripts/lib/replay-town.ts'
import { loadReader } from '../../services/reader.ts'

const START = Date.parse('2026-05-11T09:00:00+08:00')
const RULE = '- - - - - - - - - - - - - - -'

type Said = [minute: number, from: string, text: string, more?: Partial<Record<'role' | 'kind', string>> & { label?: Record<string, unknown> }]

/** A chat as it is written in a history file. */
const history = (chat: string, building: string | null, said: readonly Said[]): string[] =>
  said.map(([minute, from, text, { label, ...more } = {}], i) =>
    JSON.stringify({
      chat,
      room: `${chat}群`,
      room_building: building,
      n: i + 1,
      at: new Date(START + minute * 60_000).toISOString(),
      from,
      role: 'resident',
      kind: 'text',
      text,
      ...more,
      ...label,
    }),
  )

const WANG = { role: 'property' }
const STAIRS = history('甲', '12', [
  [0, '孟姐', '大家早上好'],
  [5, '孟姐', '二单元楼道里堆满了旧沙发，轮椅根本过不去'],
  [6, '孟姐', '', { kind: 'image' }],
  [9, '老秦', '我家也是，天天绕着走'],
  [20, '物业小韩', '收到，马上安排人清', WANG],
  [60, '老秦', `「孟姐：二单元楼道里堆满了旧沙发，轮椅根本过不去」\n${RULE}\n怎么还没人来清啊`],
  [90, '孟姐', '好了，已经清干净了'],
  [95, '孟姐', '电梯又停了，三楼上不去'],
])
const WATER = history('乙', null, [
  [1, '孟姐', '5号楼整栋停水了，一滴都没有'],
  [3, '阿亮', '5号楼我家也没水'],
  [7, '网格员小贺', '在联系自来水公司', { role: 'community' }],
])

async function replayed(lines: readonly string[]): Promise<{ line: ReplayLine; answer: ReplayAnswer }[]> {
  const town = await openReplayTown(loadReader(), 'Asia/Shanghai')
  onTestFinished(() => town.close())
  const all = []
  for (const text of lines) {
    const line = readReplayLine(text)
    all.push({ line, answer: await town.hear(line) })
  }
  return all
}
const answersOf = async (lines: readonly string[]): Promise<ReplayAnswer[]> => (await replayed(lines)).map(({ answer }) => answer)

describe('a replay', () => {
  test('opens a ticket for a report, and adds picture, neighbour, urge and thanks to it', async () => {
    const answers = await answersOf(STAIRS)
    expect(answers.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(answers[0]).toMatchObject({ intent: 'none', action: 'ignore', items: [] })
    expect(answers[1]).toMatchObject({ intent: 'report', category: 'corridor_clutter', location: { unit: '2' }, action: 'open', ticket: 1 })
    expect(answers[1]?.refers).toBeUndefined()
    expect(answers[2]).toMatchObject({ intent: 'followup', followup: 'detail', action: 'append', refers: 2, ticket: 1 })
    expect(answers[3]).toMatchObject({ intent: 'followup', followup: 'me_too', action: 'append', refers: 2, ticket: 1 })
    expect(answers[4]).toMatchObject({ intent: 'none', action: 'ignore' })
    expect(answers[5]).toMatchObject({ intent: 'followup', followup: 'urge', action: 'append', refers: 2, ticket: 1 })
    expect(answers[6]).toMatchObject({ intent: 'followup', followup: 'fixed', action: 'append', refers: 2, ticket: 1 })
    expect(answers[7]).toMatchObject({ intent: 'report', category: 'elevator', action: 'open', ticket: 2 })
  })

  test('counts tickets per chat from 1 and answers alike, however the chats are interleaved', async () => {
    const apart = await answersOf([...STAIRS, ...WATER])
    const interleaved = await answersOf([...STAIRS.slice(0, 2), ...WATER.slice(0, 2), ...STAIRS.slice(2), ...WATER.slice(2)])
    const of = (answers: readonly ReplayAnswer[], chat: string) => answers.filter((answer) => answer.chat === chat)
    expect(of(apart, '乙')[0]).toMatchObject({ action: 'open', ticket: 1, location: { building: '5' } })
    for (const chat of ['甲', '乙']) expect(of(interleaved, chat)).toEqual(of(apart, chat))
  })

  test('reads a staff member’s words as staff words and the same from a resident as a report', async () => {
    const words = '12号楼的垃圾堆成山了，臭得不行'
    const [resident, staff] = await answersOf([
      ...history('a', null, [[0, '老秦', words]]),
      ...history('b', null, [[0, '老秦', words, { role: 'property' }]]),
    ])
    expect(resident?.action).toBe('open')
    expect(staff?.action).toBe('ignore')
  })

  test('lets a ticket that nobody answered for close itself after a day, as the program would', async () => {
    const quoted = `「小啄：#1 楼道堆物 · 12号楼」\n${RULE}\n`
    const answers = await answersOf(
      history('丙', '12', [
        [0, '孟姐', '楼道里堆满了旧沙发，轮椅根本过不去'],
        [30, '物业小韩', `${quoted}清完了`, WANG],
        [30 + 26 * 60, '孟姐', `${quoted}没清干净，还有个柜子`],
      ]),
    )
    expect(answers[1]).toMatchObject({ action: 'command', refers: 1, ticket: 1 })
    expect(answers[2]).toMatchObject({ refers: 1, ticket: 1 })
  })
})

describe('a line of a history', () => {
  const good = JSON.parse(STAIRS[0] ?? '') as Record<string, unknown>
  test.each([
    ['that is no JSON', '{"chat": ', /not a JSON object/],
    ['that is a list', '[]', /not a JSON object/],
    ['without n', JSON.stringify({ ...good, n: undefined }), /"n" must be a whole number/],
    ['with a time in words', JSON.stringify({ ...good, at: '早上' }), /"at" must be a time such as/],
    ['of an unknown role', JSON.stringify({ ...good, role: 'boss' }), /"role" must be one of resident, property, community, other, not "boss"/],
    ['of an unknown kind', JSON.stringify({ ...good, kind: 'dance' }), /"kind" must be one of text, image/],
    ['of nobody', JSON.stringify({ ...good, from: 7 }), /"from" must be text/],
  ])('%s is refused in words', (_, line, words) => {
    expect(() => readReplayLine(line)).toThrow(words)
  })

  test('keeps broken surrogates and NUL out of the database', () => {
    expect(readReplayLine(JSON.stringify({ ...good, text: 'a\0b\ud800' })).text).toBe('ab\ufffd')
  })
})

test('the report says what would have been opened and, with labels, what was missed', async () => {
  const labels = [
    { intent: 'none' },
    { intent: 'report' },
    { intent: 'followup', followup: 'detail', refers: 2 },
    { intent: 'followup', followup: 'me_too', refers: 1 },
  ]
  const lines = STAIRS.slice(0, 4).map((line, i) => JSON.stringify({ ...JSON.parse(line), ...labels[i] }))
  const text = reportOf(await replayed(lines))
  expect(text).toMatch(/^4 messages in 1 chat\./)
  expect(text).toMatch(/ 1 {2}tickets opened\n/)
  expect(text).toMatch(/#1 corridor_clutter: 二单元楼道里堆满了旧沙发，轮椅根本过不去 \[\+2\]/)
  expect(text).toMatch(/Reports: 1 in the labels; 1 opened, 0 kept as leads, 0 missed\./)
  expect(text).toMatch(/Links: 1 of 2 to the right matter, 1 to a wrong one, 0 to none\./)
  expect(text).toMatch(/Wrong links \(1\)\n {2}甲 {4}4 {2}1 expected, 2 found \(append\): 我家也是/)
  expect(reportOf(await replayed(STAIRS.slice(0, 2)))).not.toMatch(/labels/)
})

describe('typed', () => {
  const typed = (args: string[], input: string): Promise<{ code: number | null; out: string; err: string }> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/replay.ts', ...args])
      let [out, err] = ['', '']
      child.stdout.on('data', (part) => {
        out += part
      })
      child.stderr.on('data', (part) => {
        err += part
      })
      child.on('close', (code) => resolve({ code, out, err }))
      child.stdin.end(input)
    })

  test('it goes on after a bad line, names it, and ends with code 1', async () => {
    const { code, out } = await typed([], `\uFEFF${STAIRS[0]}\n\nnonsense\n${STAIRS[1]}\r\n`)
    expect(code).toBe(1)
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { n: 1, action: 'ignore' },
      { line: 3, error: 'not a JSON object' },
      { n: 2, action: 'open', ticket: 1 },
    ])
  })

  test('it reads a file, and says so when there is none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'woodpecker-replay-test-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    writeFileSync(join(folder, 'chat.jsonl'), WATER.join('\n'))
    const read = await typed([join(folder, 'chat.jsonl')], '')
    expect(read).toMatchObject({ code: 0, err: '' })
    expect(read.out.trim().split('\n')).toHaveLength(3)
    const none = await typed([join(folder, 'none.jsonl')], '')
    expect(none.code).toBe(1)
    expect(none.err).toMatch(/^FILE_NOT_FOUND: there is no file .*none\.jsonl\n→ /)
  })
})
