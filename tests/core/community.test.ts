import { describe, expect, it } from 'vitest'
import { buildingsOfGroup, calledName, findBuilding, type Group, isStaff, PERSON_ROLES, speakerRole } from '../../core/community.ts'
import { CATALOGUE, CodedError } from '../../core/errors.ts'
import { nearestBuildings } from '../../core/understanding/resolve-place.ts'
import { communityWith, person } from './makers.ts'

const building = (name: string, gridId = 'g1', aliases: string[] = []) => ({ id: `b${name}`, gridId, estate: null, name, aliases })
const group = (some: Partial<Group>): Group => ({
  id: 'x',
  name: 'x',
  kind: 'grid',
  gridId: null,
  buildingIds: [],
  orgId: null,
  mode: 'auto',
  language: 'zh-CN',
  externalId: null,
  ...some,
})
const town = communityWith({ buildings: [building('126'), building('128'), building('A3', 'g3', ['3', '红楼'])] })

describe('buildings', () => {
  it('are found by name or alias, whatever the case of letters', () => {
    expect(findBuilding(town.buildings, 'a3')?.id).toBe('bA3')
    expect(findBuilding(town.buildings, '红楼')?.id).toBe('bA3')
    expect(findBuilding(town.buildings, '999')).toBeUndefined()
  })

  it('a group may mean those of its grid, be the grid named or that of its building', () => {
    expect(buildingsOfGroup(town, group({ gridId: 'g1' })).map((b) => b.name)).toEqual(['126', '128'])
    expect(buildingsOfGroup(town, group({ kind: 'building', buildingIds: ['bA3'] })).map((b) => b.name)).toEqual(['A3'])
    expect(buildingsOfGroup(town, group({}))).toHaveLength(3)
    expect(buildingsOfGroup(town, undefined)).toHaveLength(3)
  })

  it('a mistyped one is likeliest one slip of a finger away', () => {
    expect(nearestBuildings('182', ['3', '126', '128', '130'])[0]).toBe('128')
    expect(nearestBuildings('129', ['3', '7', '128', '130']).slice(0, 2)).toEqual(['128', '130'])
    expect(nearestBuildings('a4', ['A3', 'B12', '7'])[0]).toBe('A3')
    expect(nearestBuildings('1', [])).toEqual([])
  })
})

describe('people', () => {
  it('are called by their title where they have one', () => {
    expect(calledName(person('王建国', { title: '王师傅' }))).toBe('王师傅')
    expect(calledName(person('李阿姨'))).toBe('李阿姨')
  })

  it('residents and building heads report; the rest are staff', () => {
    expect(PERSON_ROLES.filter(isStaff)).toEqual(['property', 'grid_worker', 'community', 'department'])
    expect(PERSON_ROLES.map(speakerRole)).toEqual(['resident', 'resident', 'property', 'community', 'community', 'community'])
  })
})

describe('the catalogue of errors', () => {
  it('every error says whose fault it is and, in a sentence, what to do next', () => {
    for (const [code, { fault, next }] of Object.entries(CATALOGUE)) {
      expect(['user', 'operator', 'program'], code).toContain(fault)
      expect(next, code).toMatch(/^[A-Z我`].{10,}\S$/s)
    }
  })

  it('an error carries its code, its facts, its cause and its next step', () => {
    const cause = new Error('underneath')
    const error = new CodedError('TICKET_UNKNOWN', 'there is no ticket #7', { number: 7 }, cause)
    expect(error).toMatchObject({ name: 'CodedError', code: 'TICKET_UNKNOWN', facts: { number: 7 }, cause, next: CATALOGUE.TICKET_UNKNOWN.next })
  })
})
