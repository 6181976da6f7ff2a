/** Who answers for a matter: unit by category × place, then the person on duty. Never nobody. */
import { communityOffice, type Directory, isStaff, type Organisation, type Person } from './community.ts'
import { onCall, onDuty } from './duty.ts'
import { isAway } from './presence.ts'
import type { Category } from './understanding/terms.ts'

/** Matters that are the community's own rather than the property company's, unless a route says otherwise. */
const COMMUNITY_MATTERS: ReadonlySet<Category> = new Set(['dispute', 'welfare', 'policy', 'illegal_works', 'vendors_ads', 'property_service'])

/** `nobody`: all who could have it are away; somebody gets it all the same. */
export type RoutedBecause = 'duty' | 'supervisor' | 'community_duty' | 'community' | 'anybody' | 'nobody'

export interface Route {
  orgId: string | null
  assigneeId: string | null
  because: RoutedBecause
}

export interface Whereabouts {
  category: Category
  gridId: string | null
  buildingId: string | null
}

/** The unit that a matter belongs to. */
export function responsibleUnit(directory: Directory, { category, gridId, buildingId }: Whereabouts): Organisation | undefined {
  const byId = (id: string) => directory.organisations.find((o) => o.id === id)
  for (const rule of directory.settings.routes) {
    if (rule.categories && !rule.categories.includes(category)) continue
    if (rule.grids && (!gridId || !rule.grids.includes(gridId))) continue
    if (rule.buildings && (!buildingId || !rule.buildings.includes(buildingId))) continue
    const unit = byId(rule.org)
    if (unit) return unit
  }
  if (COMMUNITY_MATTERS.has(category)) return communityOffice(directory)
  const serves = (o: Organisation) => o.kind === 'property' && (o.gridIds.length === 0 || (gridId !== null && o.gridIds.includes(gridId)))
  return directory.organisations.find(serves) ?? directory.organisations.find((o) => o.kind === 'property') ?? communityOffice(directory)
}

/**
 * The person of a unit who gets it now: on duty with the least open work, else the unit's supervisor, else community duty, else the community.
 * Who is away is passed over while anybody is there; of those on duty whoever is on the spot comes before whoever is on call.
 * @param openWork open tickets by person id
 */
export function personFor(
  directory: Directory,
  unit: Organisation | undefined,
  gridId: string | null,
  now: number,
  openWork: ReadonlyMap<string, number>,
): Route {
  const duty = onDuty(directory, now)
  const leastBusy = (people: readonly Person[]) =>
    [...people].sort((a, b) => closeness(b, gridId) - closeness(a, gridId) || (openWork.get(a.id) ?? 0) - (openWork.get(b.id) ?? 0))[0]
  const office = communityOffice(directory)
  const of = (orgId: string | undefined) => (p: Person) => orgId !== undefined && p.orgId === orgId
  const byPhone = onCall(directory, now)
  const there = directory.staff.filter((p) => !isAway(directory, p, now))
  const heads = (people: readonly Person[]) => people.filter((p) => of(unit?.id)(p) && p.supervisor)
  const leaders = (people: readonly Person[]) => people.filter((p) => of(office?.id)(p) && (p.supervisor || p.admin))
  const choices: [RoutedBecause, readonly Person[]][] = [
    ['duty', duty.filter((p) => of(unit?.id)(p) && !byPhone.has(p.id))],
    ['duty', duty.filter(of(unit?.id))],
    ['supervisor', heads(there)],
    ['community_duty', duty.filter((p) => of(office?.id)(p) || p.role === 'grid_worker')],
    ['community', leaders(there)],
    ['anybody', there.filter((p) => isStaff(p.role))],
    ['nobody', heads(directory.staff)],
    ['nobody', leaders(directory.staff)],
    ['nobody', directory.staff],
  ]
  for (const [because, people] of choices) {
    const person = leastBusy(people)
    if (person) return { orgId: because === 'duty' || because === 'supervisor' ? (unit?.id ?? null) : person.orgId, assigneeId: person.id, because }
  }
  return { orgId: unit?.id ?? office?.id ?? null, assigneeId: null, because: 'anybody' }
}

/** Grid workers of the very grid come before those of others. */
const closeness = (person: Person, gridId: string | null): number => (gridId !== null && person.gridIds.includes(gridId) ? 1 : 0)

export function route(directory: Directory, whereabouts: Whereabouts, now: number, openWork: ReadonlyMap<string, number>): Route {
  return personFor(directory, responsibleUnit(directory, whereabouts), whereabouts.gridId, now, openWork)
}

/** Whoever is spoken to for somebody: the person, or while they are away who stands in for them. */
export function standIn(directory: Directory, person: Person, now: number): Person {
  if (!isAway(directory, person, now)) return person
  const unit = directory.organisations.find(({ id }) => id === person.orgId)
  const { assigneeId, because } = personFor(directory, unit, person.gridIds[0] ?? null, now, new Map())
  return (because === 'nobody' ? undefined : directory.staff.find(({ id }) => id === assigneeId)) ?? person
}
