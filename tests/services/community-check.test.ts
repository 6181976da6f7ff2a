import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { CodedError } from '../../core/errors.ts'
import { checkSource, invalid, readSource } from '../../services/community-check.ts'
import { DEMO_FILE } from '../../services/demo.ts'

const DEMO = readFileSync(DEMO_FILE, 'utf8')

const check = async (text: string) => checkSource(await readSource('community.yaml', new TextEncoder().encode(text)))
/** The faults of the demo file after one replacement, as `place: message`. */
const faultsAfter = async (was: string | RegExp, is: string): Promise<string[]> => {
  expect(DEMO).toMatch(was)
  return (await check(DEMO.replace(was, is))).faults.map(({ place, message }) => `${place}: ${message}`)
}
const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length

describe('a community file', () => {
  test('that is the demo has no fault', async () => {
    const { faults, file } = await check(DEMO)
    expect(faults).toEqual([])
    expect(file?.community.id).toBe('demo')
  })

  test('as small as the documentation says it may be is good, with a word on what it lacks', async () => {
    const doc = readFileSync(new URL('../../docs/community-file.md', import.meta.url), 'utf8')
    const { file, faults } = await check(/```yaml\n([\s\S]*?)```/.exec(doc)?.[1] ?? '')
    expect(file?.people).toHaveLength(1)
    expect(faults.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([expect.stringMatching(/^warning: there is no duty roster/)])
  })

  test('with many faults gets all of them at once, from top to bottom, and is not imported', async () => {
    const text = DEMO.replace('timezone: Asia/Shanghai', 'timezone: Asia/Shangai')
      .replace('{ name: 127, grid: g1,', '{ name: 126, grid: g1,')
      .replace('kind: subdistrict', 'kind: streets')
      .replace('role: resident, chat: [zhao-shu]', 'role: resident, chat: [li-ayi]')
      .replace('digestAt: "20:30"', 'digestAt: "25:30"')
    const { faults, file } = await check(text)
    expect(file).toBeUndefined()
    expect(faults.map(({ path }) => path.join('.'))).toEqual([
      'community.timezone',
      'buildings.1.name',
      'organisations.2.kind',
      'people.1.chat.0',
      'policies.digestAt',
    ])
    const lines = faults.map(({ place }) => Number(/^line (\d+), column \d+$/.exec(place)?.[1]))
    expect(lines).toEqual(
      ['Shangai', '{ name: 126, grid: g1,', 'streets', 'name: 赵叔', '25:30'].map((part, i) => lineOf(text, part) + (i === 1 ? 1 : 0)),
    )
  })

  test('says what was probably meant by a misspelt key, value or id', async () => {
    expect((await faultsAfter('digestAt:', 'digestAd:'))[0]).toMatch(
      /"digestAd" is not known here \(did you mean "digestAt"\?\); known are digestAt, /,
    )
    expect((await faultsAfter('role: grid_worker', 'role: grid_worcer'))[0]).toMatch(/did you mean "grid_worker"/)
    expect((await faultsAfter('org: cf-property', 'org: cf-propery'))[0]).toMatch(
      /there is no organisation "cf-propery" \(did you mean "cf-property"\?\); the file has cf-property, office, street/,
    )
  })

  test('names the first of two equal ids', async () => {
    const [fault] = await faultsAfter('{ id: zhao, name: 赵叔', '{ id: li, name: 赵叔')
    expect(fault).toMatch(/the person id "li" stands twice; give one of them another id \(first: line \d+, column \d+\)/)
  })

  test.each([
    ['two groups in one room', 'chat: b126@demo', 'chat: b128@demo', /the room "b128@demo" stands twice/],
    ['a room that is a person', 'chat: b126@demo', 'chat: li-ayi', /is the chat id of a person, not of a room/],
    ['a building in a grid nobody knows', 'name: 126, grid: g1', 'name: 126, grid: g9', /there is no grid "g9"/],
    ['a group of a building nobody knows', 'buildings: [126]', 'buildings: [226]', /there is no building "226"/],
    ['a building group without a building', 'grid: g1, buildings: [126]', 'grid: g1', /126号楼群 is a building group; say which building/],
    [
      'a building outside the grid of its group',
      'grid: g1, buildings: [126]',
      'grid: g3, buildings: [126]',
      /building "126" stands in grid "g1", but the group belongs to grid "g3"/,
    ],
    ['a resident on duty', 'person: wang', 'person: li', /李阿姨 is a resident, not staff, and cannot be on duty/],
    ['a duty of nobody', 'person: wang', 'person: wangg', /there is no person "wangg"/],
    [
      'a duty on a day that does not exist',
      'person: wang, days: [1, 2, 3, 4, 5, 6, 7]',
      'person: wang, date: 2026-02-30',
      /there is no day 2026-02-30/,
    ],
    ['a duty both weekly and once', 'person: wang, days:', 'person: wang, date: 2026-02-28, days:', /either days \(every week\) or a date, not both/],
    [
      'a route to an unknown unit',
      'policies:\n',
      'policies:\n  routes: [{ categories: [water], org: waterworks }]\n',
      /there is no organisation "waterworks"/,
    ],
    [
      'a limit for no category',
      'policies:\n',
      'policies:\n  limits: { wter: { accept: 5 } }\n',
      /"wter" is neither a category nor an urgency \(did you mean "water"\?\)/,
    ],
    ['a shift that ends at 24:00', 'to: "20:00"', 'to: "24:00"', /"24:00" is not a time of day; write it as 08:30, midnight as 00:00/],
    [
      'an id in Chinese',
      '{ id: g1, name: 第1网格 }',
      '{ id: 第1网格, name: 第1网格 }',
      /"第1网格" is not an id; use letters a–z, digits, - and _ only/,
    ],
    ['a list that is none', 'chat: [tom]', 'chat: tom', /must be a list .*, not "tom"/],
    ['a missing name', '{ id: g1, name: 第1网格 }', '{ id: g1, name: }', /"name" is missing \(Name\); add it/],
  ])('with %s is refused in words', async (_, was, is, words) => {
    const faults = await faultsAfter(was, is)
    expect(faults.filter((fault) => words.test(fault)).length, faults.join('\n')).toBeGreaterThan(0)
  })

  test('where nobody could ever answer is refused', async () => {
    expect(await faultsAfter('kind: community', 'kind: department')).toContainEqual(
      expect.stringMatching(/no organisation has kind: community; nobody could answer/),
    )
    const nobody = DEMO.replaceAll('org: office', 'org: street')
    expect((await check(nobody)).faults.map((fault) => fault.message)).toContainEqual(
      expect.stringMatching(/长峰社区居委会 has no staff; nobody could answer .* Add a person with role: community, org: office/),
    )
  })

  test('with a property company without staff is imported with a warning', async () => {
    const { file, faults } = await check(DEMO.replace('  - { id: office,', '  - { id: second, name: 二号物业, kind: property }\n  - { id: office,'))
    expect(file).toBeDefined()
    expect(faults).toMatchObject([{ severity: 'warning', message: expect.stringMatching(/二号物业 has no staff; its tickets go to the community/) }])
  })

  test('may name the same building number in two grids when both have ids, and groups mean one of them', async () => {
    const twice = DEMO.replace('{ name: 126, grid: g1,', '{ name: 7, grid: g1,')
    expect((await check(twice)).faults[0]?.message).toMatch(/another grid has a building "7" too; give both an id of their own/)
    const withIds = twice
      .replace('{ name: 7, grid: g1,', '{ id: g1-7, name: 7, grid: g1,')
      .replace('{ name: 7, grid: g3,', '{ id: g3-7, name: 7, grid: g3,')
      .replace('buildings: [126]', 'buildings: [g1-7]')
    const messages = (await check(withIds)).faults.map((fault) => fault.message)
    expect(messages).toEqual(
      expect.arrayContaining([expect.stringMatching(/"7" can be 2 buildings; write the id of the one that is meant: g1-7, g3-7/)]),
    )
    expect((await check(withIds.replace('buildings: [7]', 'buildings: [g3-7]').replace('[3, 5, 6, 7, 8]', '[3, 5, 6, g3-7, 8]'))).faults).toEqual([])
  })

  test('may give limits for a few categories only', async () => {
    const { faults, file } = await check(
      DEMO.replace('policies:\n', 'policies:\n  limits: { water: { accept: 15, resolve: 240 }, emergency: { accept: 5 } }\n'),
    )
    expect(faults).toEqual([])
    expect(file?.policies?.limits).toEqual({ water: { accept: 15, resolve: 240 }, emergency: { accept: 5 } })
  })

  test('keeps the zeros of numbers that are names, and takes digits for text', async () => {
    const { file, faults } = await check(
      DEMO.replace('phone: 13800000128', 'phone: 05318600128')
        .replace('{ name: 126,', '{ name: 007,')
        .replace('buildings: [126]', 'buildings: [007]')
        .replace('title: 小孙', 'title: 9527'),
    )
    expect(faults).toEqual([])
    expect(file?.people.find((person) => person.id === 'wang')?.phone).toBe('05318600128')
    expect(file?.people.find((person) => person.id === 'sun')?.title).toBe('9527')
    expect(file?.buildings.map(({ name }) => name)).toContain('007')
  })
})

describe('a file that is no YAML', () => {
  test.each([
    ['a full-width colon', 'community：\n  id: a\n', /the line has the full-width "：", YAML needs the half-width one/],
    ['a tab', 'community:\n\tid: a\n', /a tab stands at the beginning of the line/],
    ['a key given twice', 'community: { id: a }\ncommunity: { id: b }\n', /the key stands twice/],
    ['an open bracket', 'grids: [ { id: a }\nbuildings: []\n', /every \[ and { above must be closed/],
    ['a star without quotes', 'community: { id: a, name: *总群 }\n', /a value that begins with \* needs quotes: "\*总群"/],
    ['nothing', '\n', /the file is empty/],
    ['a single word', 'community\n', /the file must hold the parts of a community/],
  ])('for %s is told where', async (_, text, words) => {
    const { faults, file } = await check(text)
    expect(file).toBeUndefined()
    expect(faults[0]?.place).toMatch(/^line \d/)
    expect(faults.map((fault) => fault.message).join('\n')).toMatch(words)
  })

  test('because it is not in UTF-8 says so', async () => {
    const { faults } = checkSource(await readSource('a.yaml', Uint8Array.from([0xc9, 0xe7, 0xc7, 0xf8])))
    expect(faults[0]?.message).toMatch(/not in UTF-8; save it as UTF-8/)
  })

  test('because of its name is refused before it is read', async () => {
    await expect(readSource('old.xls', new Uint8Array())).rejects.toThrow(/old.xls is neither .yaml nor .xlsx; save it as an Excel workbook/)
  })
})

test('the error of a refused file counts its faults and carries them', async () => {
  const { faults } = await check(DEMO.replace('kind: property', 'kind: properti').replace('role: building_head', 'role: head'))
  const error = invalid('community.yaml', faults)
  expect(error).toBeInstanceOf(CodedError)
  expect(error).toMatchObject({ code: 'FILE_INVALID', message: 'community.yaml has 2 faults' })
  expect(error.facts.faults).toEqual([
    expect.stringMatching(/^✗ line \d+, column \d+, organisations\[1\]\.kind: /),
    expect.stringMatching(/^✗ line \d+, column \d+, people\[5\]\.role: /),
  ])
})
