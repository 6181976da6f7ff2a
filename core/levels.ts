/** Who stands behind each level of the escalation 层级: never nobody while the community has any staff. */
import { communityOffice, type Directory, type Organisation, type OrganisationKind, type Person } from './community.ts'
import type { Audience } from './escalation.ts'

/** 楼院 - 社区 - 街道 - 区, the lowest first. */
export const LEVELS = ['courtyard', 'community', 'subdistrict', 'district'] as const
export type Level = (typeof LEVELS)[number]

const LEVEL_OF: Record<OrganisationKind, Level> = {
  property: 'courtyard',
  owners: 'courtyard',
  utility: 'courtyard',
  community: 'community',
  department: 'subdistrict',
  subdistrict: 'subdistrict',
}

/** The level a unit works on; nobody's matter lies in the courtyard. */
export function levelOf(directory: Directory, orgId: string | null): Level {
  if (orgId !== null && orgId === directory.settings.district) return 'district'
  const kind = directory.organisations.find((o) => o.id === orgId)?.kind
  return kind ? LEVEL_OF[kind] : 'courtyard'
}

/** The sub-district and the district: a department works beside the community, it does not direct it. */
export const oversees = (directory: Directory, orgId: string): boolean =>
  orgId === directory.settings.district || directory.organisations.some((o) => o.id === orgId && o.kind === 'subdistrict')

export const isAbove = (one: Level, other: Level): boolean => LEVELS.indexOf(one) > LEVELS.indexOf(other)

/** The unit a matter is passed up to from this one; undefined at the top, or where the community file knows none. */
export function orgAbove(directory: Directory, orgId: string | null): Organisation | undefined {
  const level = levelOf(directory, orgId)
  if (level === 'courtyard') return communityOffice(directory)
  if (level === 'community') return directory.organisations.find((o) => o.kind === 'subdistrict')
  return level === 'subdistrict' ? directory.organisations.find((o) => o.id === directory.settings.district) : undefined
}

export interface Held {
  orgId: string | null
  assigneeId: string | null
}

/** The level below answers for one that the community file does not know; below the courtyard there is the community again. */
const FALLBACK: Record<Audience, readonly Audience[]> = {
  assignee: ['assignee', 'supervisor', 'community'],
  supervisor: ['supervisor', 'community'],
  community: ['community'],
  subdistrict: ['subdistrict', 'community'],
  district: ['district', 'subdistrict', 'community'],
}

/**
 * The people an audience stands for. A sub-district or district is the organisation of that kind (a district: a department that the caller names in
 * `levels`), its supervisors before its other people.
 */
export function audienceOf(directory: Directory, held: Held, audience: Audience, levels: { district?: string } = {}): readonly Person[] {
  for (const level of FALLBACK[audience]) {
    const people = peopleAt(directory, held, level, levels)
    if (people.length > 0) return people
  }
  const chief = directory.staff.find((p) => p.admin) ?? directory.staff[0]
  return chief ? [chief] : []
}

function peopleAt(directory: Directory, held: Held, level: Audience, levels: { district?: string }): readonly Person[] {
  if (level === 'assignee') return directory.staff.filter((p) => p.id === held.assigneeId)
  if (level === 'supervisor') return directory.staff.filter((p) => held.orgId !== null && p.orgId === held.orgId && p.supervisor)
  const orgId =
    level === 'community'
      ? communityOffice(directory)?.id
      : level === 'district'
        ? levels.district
        : directory.organisations.find((o) => o.kind === 'subdistrict')?.id
  const people = directory.staff.filter((p) => orgId !== undefined && p.orgId === orgId)
  const heads = people.filter((p) => p.supervisor || (level === 'community' && p.admin))
  return heads.length > 0 ? heads : people
}
