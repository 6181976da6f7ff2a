/** A community file's entries as they stand, read without trust: the value may have any shape. */
import { isStaff, PERSON_ROLES, type PersonRole } from '../core/community.ts'
import type { Path } from './community-fault.ts'

export interface Entry {
  path: Path
  text(key: string): string | undefined
  /** Entries of a list with their own paths. */
  list(key: string): { said: string; path: Path }[]
  flag(key: string): boolean
  has(key: string): boolean
}

export type Loose = Record<string, unknown>
export const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value)
const asText = (value: unknown): string | undefined => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined)

function entryOf(row: Loose, path: Path): Entry {
  return {
    path,
    text: (key) => asText(row[key]),
    list: (key) =>
      (Array.isArray(row[key]) ? (row[key] as unknown[]) : []).flatMap((one, i) =>
        asText(one) === undefined ? [] : [{ said: asText(one) as string, path: [...path, key, i] }],
      ),
    flag: (key) => row[key] === true,
    has: (key) => row[key] !== undefined,
  }
}

function entriesOf(value: unknown, path: Path): Entry[] {
  let part: unknown = value
  for (const key of path) part = isObject(part) ? part[key as string] : undefined
  return (Array.isArray(part) ? part : []).flatMap((row, i) => (isObject(row) ? [entryOf(row, [...path, i])] : []))
}

export interface Parts {
  community: Entry
  grids: Entry[]
  buildings: Entry[]
  organisations: Entry[]
  people: Entry[]
  groups: Entry[]
  duty: Entry[]
  routes: Entry[]
  hours: Entry[]
  steps: Entry[]
  /** The one entry of the rules, or none. */
  policies: Entry[]
  limits: Loose
  wording: Loose
}

export const idOfBuilding = (building: Entry): string | undefined => building.text('id') ?? building.text('name')
export const hasStaffRole = (person: Entry): boolean => {
  const role = person.text('role')
  return PERSON_ROLES.includes(role as PersonRole) && isStaff(role as PersonRole)
}

/** @param value as `tidy` gives it */
export function partsOf(value: Loose): Parts {
  const policies = isObject(value.policies) ? value.policies : {}
  return {
    community: entryOf(isObject(value.community) ? value.community : {}, ['community']),
    grids: entriesOf(value, ['grids']),
    buildings: entriesOf(value, ['buildings']),
    organisations: entriesOf(value, ['organisations']),
    people: entriesOf(value, ['people']),
    groups: entriesOf(value, ['groups']),
    duty: entriesOf(value, ['duty']),
    routes: entriesOf(value, ['policies', 'routes']),
    hours: entriesOf(value, ['policies', 'hours']),
    steps: entriesOf(value, ['policies', 'escalation']),
    policies: isObject(value.policies) ? [entryOf(policies, ['policies'])] : [],
    limits: isObject(policies.limits) ? policies.limits : {},
    wording: isObject(policies.wording) ? policies.wording : {},
  }
}
