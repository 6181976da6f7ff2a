import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fitCurve, readCurve } from '../../../core/understanding/calibrate.ts'
import { createMatcher } from '../../../core/understanding/knowledge/matcher.ts'
import { decodeModel, encodeModel } from '../../../core/understanding/model/codec.ts'
import { matchPlaces, mergePlaces } from '../../../core/understanding/place-match.ts'
import { createReader } from '../../../core/understanding/reader.ts'
import { WEIGHTS_FILE } from '../../../services/reader.ts'

const bytes = readFileSync(WEIGHTS_FILE)

describe('the weights file', () => {
  test('is under 20 MB and read in well under a second', () => {
    expect(bytes.length).toBeLessThan(20e6)
    const start = performance.now()
    decodeModel(bytes)
    expect(performance.now() - start).toBeLessThan(300)
  })
  test('comes back the same after writing and reading', () => {
    expect(Buffer.compare(Buffer.from(encodeModel(decodeModel(bytes))), bytes)).toBe(0)
  })
  test('that is cut short or foreign is refused in words', () => {
    expect(() => decodeModel(bytes.subarray(0, bytes.length - 8))).toThrow('cut short')
    expect(() => decodeModel(new Uint8Array(64))).toThrow('not a weights file')
  })
})

test('without weights the hand-made rules read alone', () => {
  const reader = createReader()
  expect(reader.read('电梯坏了 关不了门', {}).category).toBe('elevator')
  expect(reader.read('各位业主 温馨提示 明天停水 敬请谅解', {}).intent).toBe('none')
})

test('the same message is read the same way every time', () => {
  const reader = createReader(decodeModel(bytes))
  expect(reader.read('6号楼井盖翘起来了', {})).toEqual(reader.read('6号楼井盖翘起来了', {}))
})

describe('calibration', () => {
  test('a fitted curve rises and says what was seen', () => {
    const points = Array.from({ length: 2000 }, (_, i) => ({ raw: (i % 100) / 100, right: (i * 7919) % 100 < (i % 100) ** 2 / 100 }))
    const curve = fitCurve(points)
    for (let x = 0; x < 1; x += 0.05) expect(readCurve(curve, x + 0.05)).toBeGreaterThanOrEqual(readCurve(curve, x) - 1e-9)
    expect(readCurve(curve, 0.5)).toBeGreaterThan(0.15)
    expect(readCurve(curve, 0.5)).toBeLessThan(0.35)
  })
})

test('the matcher finds every term at every place', () => {
  const match = createMatcher(['水 水管', 'no_water'])
  expect(match('水管 no water').map(({ tag, start, end }) => [tag, start, end])).toEqual([
    [0, 0, 1],
    [0, 0, 2],
    [1, 3, 11],
  ])
})

describe('places', () => {
  test('two buildings conflict, a missing one does not', () => {
    expect(matchPlaces({ building: '3' }, { building: '5' }).conflict).toBe(true)
    expect(matchPlaces({ building: ['3', '5'] }, { building: '5' })).toMatchObject({ conflict: false, agree: 1 })
    expect(matchPlaces({ unit: '2' }, { building: '5' }).conflict).toBe(false)
    expect(matchPlaces({ room: '501' }, { building: '7' }, '5').conflict).toBe(true)
  })
  test('a corrected building takes its old parts away', () => {
    expect(mergePlaces({ building: '12', room: '301' }, { building: '21' })).toEqual({ building: '21' })
    expect(mergePlaces({ building: '12' }, { unit: '2' })).toEqual({ building: '12', unit: '2' })
  })
})
