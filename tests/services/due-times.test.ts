import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../core/community.ts'
import { instantAt, wallClock } from '../../core/time.ts'
import { CATEGORIES, URGENCIES } from '../../core/understanding/terms.ts'
import { firstDueTimes } from '../../services/calendars.ts'
import { communityWith, unit } from '../core/makers.ts'

const zone = 'Asia/Shanghai'
const town = communityWith({ organisations: [unit('property'), unit('office', { kind: 'community' })] })
const at = (wall: string, timezone = zone): number => instantAt(wall.slice(0, 10), wall.slice(11), timezone)
const wall = (instant: number, timezone = zone): string => `${wallClock(instant, timezone).date} ${wallClock(instant, timezone).time}`
const ordinary = { category: 'corridor_clutter', urgency: 'normal' } as const

describe('by when somebody comes', () => {
  it.each([
    // told, accepted by, acted on by
    ['2026-11-23 09:00', '2026-11-23 11:00', '2026-11-23 15:00'],
    ['2026-11-23 22:30', '2026-11-24 10:30', '2026-11-24 14:30'],
    ['2026-11-24 03:00', '2026-11-24 10:30', '2026-11-24 14:30'],
  ])('an ordinary matter told at %s is accepted by %s and acted on by %s', (told, acceptBy, actBy) => {
    const due = firstDueTimes(town, 'property', ordinary, at(told))
    expect([wall(due.acceptBy), wall(due.actBy)]).toEqual([acceptBy, actBy])
  })

  it('danger knows no working hours', () => {
    const due = firstDueTimes(town, 'property', { category: 'gas', urgency: 'emergency' }, at('2026-11-23 23:50'))
    expect([wall(due.acceptBy), wall(due.actBy), wall(due.resolveBy)]).toEqual(['2026-11-24 00:05', '2026-11-24 00:20', '2026-11-24 01:50'])
  })

  it('water, power, gas and heat are set right within a day even when nothing is urgent about the words', () => {
    for (const category of ['water', 'power', 'gas', 'heating'] as const)
      expect(wall(firstDueTimes(town, 'property', { category, urgency: 'normal' }, at('2026-11-23 09:00')).resolveBy)).toBe('2026-11-24 09:00')
  })

  it('a community sets its own limits, and those of a category win over those of an urgency', () => {
    const own = communityWith({ ...town, settings: { ...DEFAULT_SETTINGS, limits: { normal: { resolve: 6000 }, parking: { resolve: 9000 } } } })
    const resolveBy = (category: 'parking' | 'noise') =>
      firstDueTimes(own, 'property', { category, urgency: 'normal' }, at('2026-11-23 09:00')).resolveBy - at('2026-11-23 09:00')
    expect([resolveBy('parking'), resolveBy('noise')]).toEqual([9000 * 60_000, 6000 * 60_000])
  })
})

describe('the clocks of a matter', () => {
  const whenever = fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2028, 0, 1) / 60_000 }).map((m) => m * 60_000)
  const zones = fc.constantFrom('Asia/Shanghai', 'Asia/Kolkata', 'America/New_York', 'Europe/London', 'UTC')
  const unitId = fc.constantFrom('property', 'office', null)

  it('are always ahead, and for an ordinary one never at night, in every timezone and over every change of clocks', () => {
    fc.assert(
      fc.property(whenever, zones, fc.constantFrom(...CATEGORIES), unitId, (now, timezone, category, orgId) => {
        const due = firstDueTimes(communityWith({ ...town, timezone }), orgId, { category, urgency: 'normal' }, now)
        const supply = ['water', 'power', 'gas', 'heating', 'elevator'].includes(category)
        for (const promise of [due.acceptBy, due.actBy]) {
          expect(promise).toBeGreaterThan(now)
          const { time } = wallClock(promise, timezone)
          if (!supply) expect(time >= '07:00' && time <= '20:00', `${time} in ${timezone}`).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('run out in order: accepted, acted on, resolved', () => {
    fc.assert(
      fc.property(whenever, fc.constantFrom(...CATEGORIES), fc.constantFrom(...URGENCIES), unitId, (now, category, urgency, orgId) => {
        const due = firstDueTimes(town, orgId, { category, urgency }, now)
        expect(due.acceptBy).toBeLessThanOrEqual(due.actBy)
        expect(due.actBy).toBeLessThanOrEqual(due.resolveBy)
      }),
      { numRuns: 300 },
    )
  })
})
