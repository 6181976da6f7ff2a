import { describe, expect, test } from 'vitest'
import { cleanText } from '../../../core/understanding/clean.ts'
import { readLocations } from '../../../core/understanding/location.ts'
import type { Location } from '../../../core/understanding/terms.ts'
import { ADDRESS_CASES } from './location.cases.ts'

function notation({ building, unit, floor, room }: Location): string {
  const parts = [building && `b=${[building].flat().join(',')}`, unit && `u=${unit}`, floor && `f=${floor}`, room && `r=${room}`]
  return parts.filter(Boolean).join(' ') || '-'
}

describe('an address in any shape is read into building, unit, floor and room', () => {
  test.each(ADDRESS_CASES)('%s → %s', (text, place) => {
    expect(notation(readLocations(cleanText(text)).location ?? {})).toBe(place)
  })
})
