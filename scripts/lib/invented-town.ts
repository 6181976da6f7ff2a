/** A town nobody lives in, of any size: buildings with a group each, grids, units and the people who work and live there. */
import { DEFAULT_SETTINGS, type OrganisationKind, type PersonRole } from '../../core/community.ts'
import type { Category } from '../../core/understanding/terms.ts'
import type { Random } from '../training/random.ts'
import type { Bulk } from './bulk.ts'

export const TOWN = { id: 'invented', name: '量速社区', timezone: 'Asia/Shanghai', account: 'invented:bot' }
const BUILDINGS_OF_A_GRID = 10
const GRIDS_OF_AN_ESTATE = 3
const ESTATES = ['春晓', '望江', '槐荫', '东篱', '晴川', '南亭', '柏舟', '秋水', '长乐', '明远']
const FAMILY_NAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'
const GIVEN_NAMES = '芳伟敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英玉兰秀梅建国红文辉'

export interface TownBuilding {
  id: string
  name: string
  gridId: string
  estate: string
  roomId: string
  residents: string[]
}

export interface InventedTown {
  buildings: TownBuilding[]
  /** Who answers for a category in a grid, and which of their people may get it. */
  unitFor(category: Category, gridId: string): { orgId: string; people: string[] }
}

interface Unit {
  id: string
  name: string
  kind: OrganisationKind
  gridIds: string[]
  people: string[]
}

const OF_UTILITIES: Partial<Record<Category, string>> = { water: 'water', power: 'power', gas: 'gas', heating: 'heating', cables: 'telecom' }
const OF_OFFICE: ReadonlySet<Category> = new Set(['dispute', 'welfare', 'policy', 'pets', 'noise', 'other'])
const OF_DEPARTMENT: ReadonlySet<Category> = new Set(['illegal_works', 'vendors_ads'])

/** Writes the set-up. @param groups building groups, one a building */
export async function putTown(
  bulk: Bulk,
  random: Random,
  { groups, households, tickets }: { groups: number; households: number; tickets: number },
): Promise<InventedTown> {
  const gridIds = Array.from({ length: Math.ceil(groups / BUILDINGS_OF_A_GRID) }, (_, n) => `g${n + 1}`)
  const buildings = Array.from({ length: groups }, (_, n): TownBuilding => {
    const grid = Math.floor(n / BUILDINGS_OF_A_GRID)
    const id = `b${n + 1}`
    const residents = Array.from({ length: households }, (_, resident) => `${id}r${resident + 1}`)
    const estate = ESTATES[Math.floor(grid / GRIDS_OF_AN_ESTATE) % ESTATES.length] ?? ''
    return { id, name: String(n + 1), gridId: gridIds[grid] ?? '', estate, roomId: `${id}@invented`, residents }
  })
  const units = unitsFor(gridIds)
  await putPlaces(bulk, gridIds, buildings, tickets)
  await putPeople(bulk, random, units, gridIds, buildings)
  const find = (id: string): Unit => units.find((unit) => unit.id === id) ?? (units[0] as Unit)
  return {
    buildings,
    unitFor(category, gridId) {
      const kind = OF_UTILITIES[category] ?? (OF_OFFICE.has(category) ? 'office' : OF_DEPARTMENT.has(category) ? 'order' : undefined)
      const unit = kind ? find(kind) : (units.find((one) => one.kind === 'property' && one.gridIds.includes(gridId)) ?? find('office'))
      return { orgId: unit.id, people: unit.people }
    },
  }
}

function unitsFor(gridIds: readonly string[]): Unit[] {
  const unit = (id: string, name: string, kind: OrganisationKind, size: number, grids: string[] = []): Unit => ({
    ...{ id, name, kind, gridIds: grids },
    people: Array.from({ length: size }, (_, n) => `${id}p${n + 1}`),
  })
  const companies = Array.from({ length: Math.ceil(gridIds.length / GRIDS_OF_AN_ESTATE) }, (_, n) =>
    unit(
      `property${n + 1}`,
      `${ESTATES[n % ESTATES.length]}物业`,
      'property',
      8,
      gridIds.slice(n * GRIDS_OF_AN_ESTATE, (n + 1) * GRIDS_OF_AN_ESTATE),
    ),
  )
  return [
    unit('office', '社区居委会', 'community', 6),
    ...companies,
    unit('water', '供水所', 'utility', 3),
    unit('power', '供电所', 'utility', 3),
    unit('gas', '燃气站', 'utility', 3),
    unit('heating', '热力站', 'utility', 2),
    unit('telecom', '通信维护', 'utility', 2),
    unit('order', '综合执法', 'department', 3),
    unit('street', '街道办', 'subdistrict', 2),
  ]
}

const inTown = (id: string) => ({ communityId: TOWN.id, id })

async function putPlaces(bulk: Bulk, gridIds: readonly string[], buildings: readonly TownBuilding[], tickets: number): Promise<void> {
  const { id, name, timezone } = TOWN
  const numbers = { revision: 1, lastTicketNumber: tickets, lastLeadNumber: 0 }
  await bulk.put('communities', [{ id, name, timezone, language: 'zh-CN', settings: DEFAULT_SETTINGS, ...numbers }])
  await bulk.put(
    'grids',
    gridIds.map((grid, n) => ({ ...inTown(grid), name: `第${n + 1}网格` })),
  )
  await bulk.put(
    'buildings',
    buildings.map((one) => ({ ...inTown(one.id), gridId: one.gridId, estate: one.estate, name: one.name, aliases: [] })),
  )
  const common = { orgId: null, mode: 'auto' as const, language: 'zh-CN' as const }
  await bulk.put(
    'groups',
    buildings.map((one) => ({
      ...{ ...inTown(one.id), ...common, name: `${one.name}号楼群`, kind: 'building' as const },
      ...{ gridId: one.gridId, buildingIds: [one.id], externalId: one.roomId },
    })),
  )
}

async function putPeople(
  bulk: Bulk,
  random: Random,
  units: readonly Unit[],
  gridIds: readonly string[],
  buildings: readonly TownBuilding[],
): Promise<void> {
  const letter = (letters: string): string => letters[Math.floor(random() * letters.length)] ?? ''
  const common = { title: null, phone: null, gridIds: [], active: true, supervisor: false, admin: false }
  const person = (id: string, role: PersonRole, orgId: string | null) => ({
    ...{ ...inTown(id), ...common, role, orgId },
    name: letter(FAMILY_NAMES) + letter(GIVEN_NAMES) + (random() < 0.6 ? letter(GIVEN_NAMES) : ''),
  })
  await bulk.put(
    'organisations',
    units.map(({ id, name, kind, gridIds: served }) => ({ ...inTown(id), name, kind, phone: null, gridIds: served })),
  )
  await bulk.put(
    'groups',
    units.map(({ id, name }) => ({
      ...{ ...inTown(`${id}-staff`), name: `${name}工作群`, kind: 'staff' as const, gridId: null, buildingIds: [], orgId: id },
      ...{ mode: 'auto' as const, language: 'zh-CN' as const, externalId: `${id}@invented` },
    })),
  )
  const roleOf = (kind: OrganisationKind): PersonRole => (kind === 'property' ? 'property' : kind === 'community' ? 'community' : 'department')
  const staff = units.flatMap(({ id, kind, people }) =>
    people.map((one, n) => ({ ...person(one, roleOf(kind), id), supervisor: n === 0, admin: kind === 'community' && n === 0 })),
  )
  const gridWorkers = gridIds.map((grid) => ({ ...person(`${grid}worker`, 'grid_worker', 'office'), gridIds: [grid] }))
  const residents = buildings.flatMap((one) => one.residents.map((id) => person(id, 'resident', null)))
  const people = [...staff, ...gridWorkers, ...residents]
  await bulk.put('people', people)
  await bulk.put(
    'identities',
    people.map(({ id, name }) => ({ communityId: TOWN.id, account: '*', externalId: id, personId: id, name })),
  )
  const always = { days: [1, 2, 3, 4, 5, 6, 7], date: null, from: '00:00', to: '24:00' }
  await bulk.put(
    'shifts',
    units.flatMap(({ people: [, second] }) => (second ? [{ ...inTown(`${second}-shift`), personId: second, ...always }] : [])),
  )
}
