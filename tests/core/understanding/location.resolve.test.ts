import { describe, expect, test } from 'vitest'
import { resolveBuilding } from '../../../core/understanding/resolve-place.ts'

const KNOWN = ['12号楼', '21号楼', '128号楼', 'A3', 'B座']

describe('a building as said is found among those of the group', () => {
  test.each([
    ['12', ['12号楼']],
    ['A3', ['A3']],
    ['b', ['B座']],
    [
      ['12', '128'],
      ['12号楼', '128号楼'],
    ],
  ])('%s', (building, known) => {
    expect(resolveBuilding({ building }, KNOWN, undefined)).toEqual({ known })
  })

  test('one that is not there brings the nearest, slips of the thumb first', () => {
    expect(resolveBuilding({ building: '129' }, KNOWN, '128')).toEqual({ unknown: ['129'], nearest: ['12号楼', '128号楼'] })
    expect(resolveBuilding({ building: '3' }, KNOWN, undefined)).toEqual({ unknown: ['3'], nearest: ['A3'] })
    expect(resolveBuilding({ building: '88' }, KNOWN, undefined)).toEqual({ unknown: ['88'], nearest: [] })
  })

  test('none said means the building of the group, if it has one', () => {
    expect(resolveBuilding({ spot: '南门' }, KNOWN, '128')).toEqual({ known: ['128'], own: true })
    expect(resolveBuilding(undefined, KNOWN, undefined)).toEqual({ missing: true })
  })

  test('without a list whatever was said stands', () => {
    expect(resolveBuilding({ building: '7' }, undefined, '128')).toEqual({ known: ['7'] })
  })
})
