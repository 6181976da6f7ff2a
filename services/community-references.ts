/**
 * Whether the parts of a community file fit together: what is named must exist, what is unique must stand once, and somebody must be
 * able to answer. Reads a value of any shape, so that these faults come together with those of the schema.
 */
import { ORGANISATION_KINDS } from '../core/community.ts'
import { templateFaults, WORDING_KEYS, WORDING_LANGUAGES } from '../core/phrases/own-sentences.ts'
import { isTimezone } from '../core/time.ts'
import { CATEGORIES, URGENCIES } from '../core/understanding/terms.ts'
import { type Entry, hasStaffRole, idOfBuilding, isObject, type Parts, partsOf } from './community-entries.ts'
import type { Fault, Path } from './community-fault.ts'
import { didYouMean } from './community-shape.ts'

/** @param value as `tidy` gives it */
export function referenceFaults(value: unknown): Fault[] {
  if (!isObject(value)) return []
  const parts = partsOf(value)
  const faults: Fault[] = []
  for (const rule of [timezone, uniqueness, buildingNames, places, units, rooms, groupKinds, duty, policyNames, steps, ownWords, answering])
    rule(parts, faults)
  return faults
}

type Rule = (parts: Parts, faults: Fault[]) => void
const error = (path: Path, message: string, see?: Path): Fault => ({ severity: 'error', path, message, ...(see ? { see } : {}) })
const warning = (path: Path, message: string): Fault => ({ severity: 'warning', path, message })

const timezone: Rule = ({ community }, faults) => {
  const said = community.text('timezone')
  if (said !== undefined && !isTimezone(said))
    faults.push(error(['community', 'timezone'], `"${said}" is not a timezone; use an IANA name such as Asia/Shanghai, Asia/Macau, Asia/Urumqi`))
}

/** Everything under one name stands once. */
function once(entries: readonly { said: string | undefined; path: Path }[], what: string, faults: Fault[], advice: string): void {
  const first = new Map<string, Path>()
  for (const { said, path } of entries) {
    if (said === undefined) continue
    const before = first.get(said)
    if (before) faults.push(error(path, `${what} "${said}" stands twice; ${advice}`, before))
    else first.set(said, path)
  }
}

const uniqueness: Rule = (parts, faults) => {
  const ids = (entries: readonly Entry[]) => entries.map((entry) => ({ said: entry.text('id'), path: [...entry.path, 'id'] }))
  const advice = 'give one of them another id'
  once(ids(parts.grids), 'the grid id', faults, advice)
  once(
    parts.buildings.map((b) => ({ said: b.text('id'), path: [...b.path, 'id'] })),
    'the building id',
    faults,
    advice,
  )
  once(ids(parts.organisations), 'the organisation id', faults, advice)
  once(ids(parts.people), 'the person id', faults, advice)
  once(ids(parts.groups), 'the group id', faults, advice)
  once(
    parts.people.flatMap((p) => p.list('chat')),
    'the chat id',
    faults,
    'a chat id belongs to one person only',
  )
  once(
    parts.groups.map((g) => ({ said: g.text('chat'), path: [...g.path, 'chat'] })),
    'the room',
    faults,
    'a room can be one group only',
  )
}

/** Within a grid people say 3 and mean one building; across grids each needs an id of its own. */
const buildingNames: Rule = ({ buildings }, faults) => {
  const names = buildings.flatMap((b) =>
    [{ said: b.text('name'), path: [...b.path, 'name'] }, ...b.list('aliases')].map(({ said, path }) => ({
      said: said?.toUpperCase(),
      path,
      building: b,
      grid: b.text('grid') ?? '',
    })),
  )
  const first = new Map<string, (typeof names)[number]>()
  for (const name of names) {
    const key = `${name.grid}\n${name.said}`
    const before = first.get(key)
    if (name.said === undefined || (before && before.building === name.building)) continue
    if (before)
      faults.push(
        error(name.path, `two buildings of grid "${name.grid}" are called "${name.said}"; nobody could tell which one is meant`, before.path),
      )
    else first.set(key, name)
  }
  for (const building of buildings) {
    const id = idOfBuilding(building)
    const other = buildings.find(
      (b) => b !== building && idOfBuilding(b) !== undefined && b.text('name') === id && b.text('grid') !== building.text('grid'),
    )
    if (id !== undefined && other)
      faults.push(
        error(
          [...building.path, 'name'],
          `another grid has a building "${id}" too; give both an id of their own, e.g. id: ${building.text('grid') ?? 'g1'}-${id}`,
          [...other.path, 'name'],
        ),
      )
  }
}

/** Faults for every name that is none of the known ones. */
function known(names: readonly { said: string | undefined; path: Path }[], ids: readonly string[], what: string, faults: Fault[]): void {
  for (const { said, path } of names) {
    if (said === undefined || ids.includes(said)) continue
    const list = ids.length === 0 ? 'the file has none' : `the file has ${ids.slice(0, 12).join(', ')}${ids.length > 12 ? ' …' : ''}`
    faults.push(error(path, `there is no ${what} "${said}"${didYouMean(said, ids)}; ${list}`))
  }
}

const idsOf = (entries: readonly Entry[]): string[] => [...new Set(entries.flatMap((entry) => entry.text('id') ?? []))]
const named = (entries: readonly Entry[], key: string) => entries.map((entry) => ({ said: entry.text(key), path: [...entry.path, key] }))
const listed = (entries: readonly Entry[], key: string) => entries.flatMap((entry) => entry.list(key))

const places: Rule = ({ grids, buildings, organisations, people, groups, routes }, faults) => {
  const ids = idsOf(grids)
  const all = [
    ...named(buildings, 'grid'),
    ...named(groups, 'grid'),
    ...listed(organisations, 'grids'),
    ...listed(people, 'grids'),
    ...listed(routes, 'grids'),
  ]
  known(all, ids, 'grid', faults)
  known(
    listed(routes, 'buildings'),
    buildings.flatMap((b) => idOfBuilding(b) ?? []),
    'building',
    faults,
  )
  for (const group of groups) {
    for (const { said, path } of group.list('buildings')) {
      const meant = buildings.filter((b) => idOfBuilding(b) === said || b.text('name') === said)
      const ids = [...new Set(meant.flatMap((b) => idOfBuilding(b) ?? []))]
      const grid = group.text('grid')
      if (meant.length === 0) known([{ said, path }], [...new Set(buildings.flatMap((b) => b.text('name') ?? []))], 'building', faults)
      else if (ids.length > 1)
        faults.push(error(path, `"${said}" can be ${ids.length} buildings; write the id of the one that is meant: ${ids.join(', ')}`))
      else if (grid !== undefined && meant[0]?.text('grid') !== grid)
        faults.push(error(path, `building "${said}" stands in grid "${meant[0]?.text('grid')}", but the group belongs to grid "${grid}"`))
    }
  }
}

const units: Rule = ({ organisations, people, groups, routes, hours, policies }, faults) => {
  known(
    [...named(people, 'org'), ...named(groups, 'org'), ...named(routes, 'org'), ...named(hours, 'org'), ...named(policies, 'district')],
    idsOf(organisations),
    'organisation',
    faults,
  )
  for (const person of people) {
    const role = person.text('role')
    if (hasStaffRole(person) && role !== 'grid_worker' && !person.has('org'))
      faults.push(warning(person.path, `${nameOf(person)} is staff without a unit and gets no tickets; add org`))
    if (person.flag('supervisor') && !person.has('org'))
      faults.push(warning([...person.path, 'supervisor'], `${nameOf(person)} leads a unit, but org does not say which`))
  }
}

const nameOf = (entry: Entry): string => entry.text('name') ?? entry.text('id') ?? 'this entry'

const rooms: Rule = ({ people, groups }, faults) => {
  const personal = new Set(people.flatMap((p) => p.list('chat').map((chat) => chat.said)))
  for (const group of groups) {
    const chat = group.text('chat')
    if (chat !== undefined && personal.has(chat)) faults.push(error([...group.path, 'chat'], `"${chat}" is the chat id of a person, not of a room`))
  }
}

const groupKinds: Rule = ({ groups }, faults) => {
  for (const group of groups) {
    const kind = group.text('kind')
    const count = group.list('buildings').length
    if (kind === 'building' && count !== 1)
      faults.push(
        error(
          group.path,
          count === 0
            ? `${nameOf(group)} is a building group; say which building: buildings: [128]`
            : `${nameOf(group)} is a building group with ${count} buildings; make it kind: grid`,
        ),
      )
    if (kind === 'grid' && count === 0 && !group.has('grid'))
      faults.push(
        warning(group.path, `${nameOf(group)} is a grid group without grid or buildings; every building of the community can be meant there`),
      )
    if (kind === 'staff' && !group.has('org'))
      faults.push(warning(group.path, `${nameOf(group)} is a staff group of no unit; no tickets are told there; add org`))
  }
}

const duty: Rule = (parts, faults) => {
  known(named(parts.duty, 'person'), idsOf(parts.people), 'person', faults)
  known(named(parts.duty, 'instead'), idsOf(parts.people), 'person', faults)
  for (const shift of parts.duty) {
    const person = parts.people.find((p) => p.text('id') === shift.text('person'))
    if (person?.has('role') && !hasStaffRole(person))
      faults.push(error([...shift.path, 'person'], `${nameOf(person)} is a ${person.text('role')}, not staff, and cannot be on duty`))
    if (shift.has('days') && shift.has('date'))
      faults.push(error([...shift.path, 'date'], 'a shift has either days (every week) or a date, not both'))
    if (shift.has('instead') && !shift.has('date')) faults.push(error([...shift.path, 'instead'], 'a shift is taken over on a date; give the date'))
    if (shift.has('days') && shift.list('days').length === 0)
      faults.push(error([...shift.path, 'days'], 'no day is given; leave days out for every day'))
    const date = shift.text('date')
    if (date !== undefined && /^\d{4}-\d\d-\d\d$/.test(date) && !isDate(date)) faults.push(error([...shift.path, 'date'], `there is no day ${date}`))
  }
}

const isDate = (text: string): boolean => {
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

const policyNames: Rule = ({ limits }, faults) => {
  const possible: readonly string[] = [...CATEGORIES, ...URGENCIES, 'complex']
  for (const [key, limit] of Object.entries(limits)) {
    const path = ['policies', 'limits', key]
    if (!possible.includes(key))
      faults.push(error(path, `"${key}" is neither a category nor an urgency${didYouMean(key, possible)}; known are ${possible.join(', ')}`))
    if (!isObject(limit)) continue
    const steps = [limit.accept, limit.act, limit.resolve].filter((minutes) => typeof minutes === 'number')
    if (steps.some((minutes, i) => i > 0 && minutes < (steps[i - 1] ?? 0)))
      faults.push(warning(path, 'accept, act and resolve should grow: what must be solved in 60 minutes cannot be accepted in 120'))
  }
}

const steps: Rule = (parts, faults) => {
  for (const step of parts.steps) {
    if (step.has('percent') === step.has('past')) faults.push(error(step.path, 'a step has either percent (of the limit) or past (so long after it)'))
    if (step.has('unit') && !step.has('past')) faults.push(error([...step.path, 'unit'], 'unit belongs to past; a step with percent has none'))
  }
}

const ownWords: Rule = ({ wording }, faults) => {
  for (const key of WORDING_KEYS) {
    const said = wording[key]
    if (!isObject(said)) continue
    for (const language of WORDING_LANGUAGES) {
      const template = said[language]
      if (typeof template !== 'string' || template === '') continue
      for (const message of templateFaults(key, template)) faults.push(error(['policies', 'wording', key, language], message))
    }
  }
}

/** Never nobody: the community's own office is where every matter ends that no one else takes. */
const answering: Rule = ({ organisations, people, duty: shifts }, faults) => {
  if (organisations.length === 0 || people.length === 0) return
  const isKnownKind = (o: Entry) => (ORGANISATION_KINDS as readonly string[]).includes(o.text('kind') ?? '')
  const staffOf = (o: Entry): Entry[] => people.filter((p) => p.text('org') === o.text('id') && hasStaffRole(p))
  const offices = organisations.filter((o) => o.text('kind') === 'community')
  if (offices.length === 0 && organisations.every(isKnownKind))
    faults.push(
      error(['organisations'], 'no organisation has kind: community; nobody could answer what no other unit takes. Add the community office'),
    )
  for (const office of offices.slice(1))
    faults.push(error([...office.path, 'kind'], 'a community has one office of kind community; make this one a department', offices[0]?.path))
  for (const office of offices.slice(0, 1))
    if (staffOf(office).length === 0)
      faults.push(
        error(
          office.path,
          `${nameOf(office)} has no staff; nobody could answer what no other unit takes. Add a person with role: community, org: ${office.text('id')}`,
        ),
      )
  for (const unit of organisations)
    if (unit.text('kind') === 'property' && staffOf(unit).length === 0)
      faults.push(
        warning(unit.path, `${nameOf(unit)} has no staff; its tickets go to the community. Add people with role: property, org: ${unit.text('id')}`),
      )
  if (!people.some((p) => p.flag('admin')))
    faults.push(warning(['people'], 'nobody has admin: true; nobody may bind groups or change the mode by chat'))
  if (shifts.length === 0) faults.push(warning(['people'], 'there is no duty roster; every ticket goes to the unit’s supervisor'))
}
