import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS, type Directory, ORGANISATION_KINDS, type Organisation, PERSON_ROLES, type Person } from '../../core/community.ts'
import { onDuty } from '../../core/duty.ts'
import { personFor, responsibleUnit, route, type Whereabouts } from '../../core/routing.ts'
import { CATEGORIES } from '../../core/understanding/terms.ts'
import { communityWith, person, shift, unit } from './makers.ts'

const NOON = Date.UTC(2026, 10, 23, 4)
const NIGHT = Date.UTC(2026, 10, 23, 18)
const NO_WORK = new Map<string, number>()
const property = unit('property', { gridIds: ['g1'] })
const other = unit('other-property', { gridIds: ['g3'] })
const office = unit('office', { kind: 'community' })
const staff = [
  person('wang', { orgId: 'property' }),
  person('sun', { orgId: 'property' }),
  person('qian', { orgId: 'property', supervisor: true }),
  person('liu', { orgId: 'office', role: 'grid_worker', gridIds: ['g1'] }),
  person('he', { orgId: 'office', role: 'grid_worker', gridIds: ['g3'] }),
  person('fang', { orgId: 'office', role: 'community', supervisor: true, admin: true }),
]
const town = (some: Partial<Directory> = {}): Directory => communityWith({ organisations: [property, other, office], staff, ...some })
const stairwell: Whereabouts = { category: 'corridor_clutter', gridId: 'g1', buildingId: 'b128' }

describe('the unit a matter belongs to', () => {
  it('is the property company that serves the grid', () => {
    expect(responsibleUnit(town(), stairwell)?.id).toBe('property')
    expect(responsibleUnit(town(), { ...stairwell, gridId: 'g3' })?.id).toBe('other-property')
  })

  it('is the community office for quarrels, welfare, policy and unapproved works', () => {
    for (const category of ['dispute', 'welfare', 'policy', 'illegal_works'] as const)
      expect(responsibleUnit(town(), { ...stairwell, category })?.id, category).toBe('office')
  })

  it('is what the first matching rule of the community says', () => {
    const gas = unit('gas-company', { kind: 'utility' })
    const routes = [
      { categories: ['gas' as const], grids: ['g9'], org: 'office' },
      { categories: ['gas' as const], org: 'gas-company' },
      { buildings: ['b128'], org: 'office' },
      { org: 'nowhere' },
    ]
    const ruled = town({ organisations: [property, office, gas], settings: { ...DEFAULT_SETTINGS, routes } })
    expect(responsibleUnit(ruled, { ...stairwell, category: 'gas' })?.id).toBe('gas-company')
    expect(responsibleUnit(ruled, stairwell)?.id).toBe('office')
    expect(responsibleUnit(ruled, { ...stairwell, buildingId: null })?.id).toBe('property')
  })

  it('is the community office where there is no property company', () => {
    expect(responsibleUnit(town({ organisations: [office] }), stairwell)?.id).toBe('office')
  })
})

describe('the person who gets it', () => {
  it('is the one on duty with the least open work', () => {
    const both = town({ shifts: [shift('wang'), shift('sun')] })
    expect(route(both, stairwell, NOON, new Map([['wang', 3]]))).toEqual({ orgId: 'property', assigneeId: 'sun', because: 'duty' })
  })

  it('is the supervisor of the unit when nobody of it is on duty', () => {
    expect(route(town({ shifts: [shift('wang')] }), stairwell, NIGHT, NO_WORK)).toEqual({
      orgId: 'property',
      assigneeId: 'qian',
      because: 'supervisor',
    })
  })

  it('is the community duty when the unit has neither, the grid worker of the very grid first', () => {
    const leaderless = staff.filter((p) => p.id !== 'qian')
    const night = { from: '20:00', to: '08:00' }
    const duty = town({ staff: leaderless, shifts: [shift('he', night), shift('liu', night)] })
    expect(route(duty, stairwell, NIGHT, new Map([['liu', 9]]))).toEqual({ orgId: 'office', assigneeId: 'liu', because: 'community_duty' })
    expect(route(duty, { ...stairwell, gridId: 'g3' }, NIGHT, NO_WORK)).toMatchObject({ orgId: 'office', assigneeId: 'he' })
  })

  it('is the head of the community when nobody at all is on duty', () => {
    const leaderless = staff.filter((p) => p.id !== 'qian')
    expect(route(town({ staff: leaderless }), stairwell, NIGHT, NO_WORK)).toEqual({ orgId: 'office', assigneeId: 'fang', because: 'community' })
  })

  it('is anybody of the staff before it is nobody', () => {
    const lonely = town({ staff: [person('sun', { orgId: 'property' })] })
    expect(route(lonely, { ...stairwell, category: 'policy' }, NIGHT, NO_WORK)).toEqual({ orgId: 'property', assigneeId: 'sun', because: 'anybody' })
  })
})

describe('random communities', () => {
  const units: fc.Arbitrary<Organisation[]> = fc
    .uniqueArray(
      fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), kind: fc.constantFrom(...ORGANISATION_KINDS), gridIds: fc.subarray(['g1', 'g3']) }),
      { selector: (o) => o.id },
    )
    .map((list) => list.map((o) => unit(o.id, o)))
  const people: fc.Arbitrary<Person[]> = fc
    .uniqueArray(
      fc.record({
        id: fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5'),
        role: fc.constantFrom(...PERSON_ROLES.filter((role) => role !== 'resident')),
        orgId: fc.constantFrom('a', 'b', 'c', 'gone', null),
        supervisor: fc.boolean(),
        admin: fc.boolean(),
        gridIds: fc.subarray(['g1', 'g3']),
      }),
      { selector: (p) => p.id, minLength: 1 },
    )
    .map((list) => list.map((p) => person(p.id, p)))
  const hour = fc.integer({ min: 0, max: 23 }).map((h) => `${String(h).padStart(2, '0')}:00`)
  const shifts = fc.array(
    fc
      .record({ personId: fc.constantFrom('p1', 'p2', 'p3', 'gone'), days: fc.option(fc.subarray([1, 2, 3, 4, 5, 6, 7])), from: hour, to: hour })
      .map((s) => shift(s.personId, s)),
    { maxLength: 5 },
  )
  const where = fc.record({
    category: fc.constantFrom(...CATEGORIES),
    gridId: fc.constantFrom('g1', 'g3', 'g9', null),
    buildingId: fc.constantFrom('b128', null),
  })
  const whenever = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) })

  it('with any staff at all, somebody of the staff always gets the matter', () => {
    fc.assert(
      fc.property(units, people, shifts, where, whenever, (organisations, members, duty, whereabouts, now) => {
        const directory = communityWith({ organisations, staff: members, shifts: duty })
        expect(members.map((p) => p.id)).toContain(route(directory, whereabouts, now, NO_WORK).assigneeId)
      }),
      { numRuns: 500 },
    )
  })

  it('whoever is said to be on duty is on duty, of the unit, and nobody of them in that grid has less to do', () => {
    fc.assert(
      fc.property(units, people, shifts, where, whenever, (organisations, members, duty, whereabouts, now) => {
        const directory = communityWith({ organisations, staff: members, shifts: duty })
        const work = new Map(members.map((p, i) => [p.id, (i * 7) % 5]))
        const answering = responsibleUnit(directory, whereabouts)
        const to = personFor(directory, answering, whereabouts.gridId, now, work)
        const able = onDuty(directory, now).filter((p) => answering !== undefined && p.orgId === answering.id)
        expect(to.because === 'duty').toBe(able.length > 0)
        if (to.because !== 'duty') return
        const chosen = able.find((p) => p.id === to.assigneeId)
        expect(chosen).toBeDefined()
        const near = (p: Person) => whereabouts.gridId !== null && p.gridIds.includes(whereabouts.gridId)
        for (const p of able.filter((one) => chosen && near(one) === near(chosen)))
          expect(work.get(p.id) ?? 0).toBeGreaterThanOrEqual(work.get(to.assigneeId ?? '') ?? 0)
      }),
      { numRuns: 500 },
    )
  })
})
