import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Directory } from '../../core/community.ts'
import { instantAt, wallClock } from '../../core/time.ts'
import { CATEGORIES, URGENCIES } from '../../core/understanding/terms.ts'
import { firstDueTimes } from '../../services/calendars.ts'
import { communityWith } from '../core/makers.ts'

const zone = 'Asia/Shanghai'
const property = 'wuye'
const town = communityWith({ organisations: [{ id: property, name: '物业', kind: 'property', phone: null, gridIds: [] }] })
const at = (wall: string): number => instantAt(wall.slice(0, 10), wall.slice(11), zone)
const wall = (instant: number): string => `${wallClock(instant, zone).date} ${wallClock(instant, zone).time}`
const due = (matter: Parameters<typeof firstDueTimes>[2], told: string, directory: Directory = town) => {
  const { acceptBy, actBy, resolveBy } = firstDueTimes(directory, property, matter, at(told))
  return [acceptBy, actBy, resolveBy].map(wall)
}

describe('by when somebody comes', () => {
  it.each([
    // told, taken by, there by: two and five hours of the property's working day (08:30–12:00, 13:00–18:00)
    ['2026-11-23 09:00', '2026-11-23 11:00', '2026-11-23 15:00'],
    ['2026-11-23 12:03', '2026-11-23 15:00', '2026-11-23 18:00'],
    ['2026-11-23 17:30', '2026-11-24 10:00', '2026-11-24 14:00'],
    ['2026-11-23 22:30', '2026-11-24 10:30', '2026-11-24 14:30'],
  ])('an ordinary matter told at %s is taken by %s and looked at by %s', (told, acceptBy, actBy) => {
    expect(due({ category: 'corridor_clutter', urgency: 'normal' }, told).slice(0, 2)).toEqual([acceptBy, actBy])
  })

  it('danger knows no working hours', () => {
    expect(due({ category: 'gas', urgency: 'emergency' }, '2026-11-23 23:50')).toEqual(['2026-11-24 00:05', '2026-11-24 00:20', '2026-11-24 01:50'])
  })

  it('water, power, gas, heat and lifts are taken within two hours and set right within a day', () => {
    expect(due({ category: 'water', urgency: 'normal' }, '2026-11-23 09:00')).toEqual(['2026-11-23 11:00', '2026-11-23 13:00', '2026-11-24 09:00'])
  })

  it('a community sets its own limits in minutes, and those of a category win over those of an urgency', () => {
    const own = { ...town, settings: { ...town.settings, limits: { normal: { resolve: 600, act: 300 }, parking: { resolve: 900 } } } }
    expect(due({ category: 'parking', urgency: 'normal' }, '2026-11-23 09:00', own)[2]).toBe('2026-11-24 00:00')
    expect(due({ category: 'noise', urgency: 'normal' }, '2026-11-23 09:00', own)[2]).toBe('2026-11-23 19:00')
  })

  it('a unit’s own shifts, days off and extra workdays are kept', () => {
    const hours = [{ org: property, days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }]
    const own = { ...town, settings: { ...town.settings, hours, holidays: ['2026-11-24'], workdays: [] } }
    // Monday 16:00: one hour left, Tuesday off, the second hour on Wednesday
    expect(due({ category: 'noise', urgency: 'normal' }, '2026-11-23 16:00', own)[0]).toBe('2026-11-24 10:00')
    const resting = { ...own, settings: { ...own.settings, hours: hours.map((shift) => ({ ...shift, publicHolidays: 'rest' as const })) } }
    expect(due({ category: 'noise', urgency: 'normal' }, '2026-11-23 16:00', resting)[0]).toBe('2026-11-25 10:00')
  })
})

it('the three clocks are always ahead and in order: taken, looked at, solved', () => {
  const whenever = fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2026, 11, 20) / 60_000 }).map((m) => m * 60_000)
  fc.assert(
    fc.property(whenever, fc.constantFrom(...CATEGORIES), fc.constantFrom(...URGENCIES), (now, category, urgency) => {
      const { acceptBy, actBy, resolveBy } = firstDueTimes(town, property, { category, urgency }, now)
      expect(acceptBy).toBeGreaterThan(now)
      expect(actBy).toBeGreaterThanOrEqual(acceptBy)
      expect(resolveBy).toBeGreaterThanOrEqual(actBy)
    }),
    { numRuns: 300 },
  )
})
