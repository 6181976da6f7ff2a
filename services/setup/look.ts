/** The whole set-up as pages show it: what the file says, who is bound, and what holds where nothing is said. */
import { and, asc, count, eq, inArray, ne } from 'drizzle-orm'
import { may, type Principal } from '../../core/access.ts'
import { DEFAULT_SETTINGS, type Directory, type Settings } from '../../core/community.ts'
import { limitsFor } from '../../core/deadlines.ts'
import { ESCALATION } from '../../core/escalation.ts'
import { saidSteps } from '../../core/escalation-plan.ts'
import { CATEGORIES, URGENCIES } from '../../core/understanding/terms.ts'
import type { DeskContext } from '../context.ts'
import { shiftId } from './entries.ts'

const inOrder = new Intl.Collator('zh-CN', { numeric: true })
const byShift = (a: { id: string }, b: { id: string }): number => Number(a.id.slice(1)) - Number(b.id.slice(1))

/** What holds without being said, by category, urgency and complex. */
const USUAL_LIMITS = Object.fromEntries([
  ...CATEGORIES.map((category) => [category, limitsFor({ category, urgency: 'normal' })] as const),
  ...URGENCIES.map((urgency) => [urgency, limitsFor({ category: 'other', urgency })] as const),
  ['complex', limitsFor({ category: 'other', urgency: 'normal', complex: true })] as const,
])
const USUAL_STEPS = saidSteps(ESCALATION)

/** Telephone numbers only for whoever may see them, chat ids only for whoever may change them. */
export async function lookAtSetup(cx: DeskContext, principal: Principal) {
  const { communityId } = principal
  const directory = await cx.directories.get(cx.db.read, communityId)
  const { id, name, timezone, language, revision, settings } = directory
  return {
    revision,
    mayWrite: may(principal, 'setup.write'),
    community: { id, name, timezone, language },
    ...placesOf(directory),
    ...(await peopleOf(cx, principal)),
    groups: groupsOf(directory),
    duty: [...directory.shifts].sort(byShift).map(({ personId, days, date, from, to }, index) => ({
      id: shiftId(index),
      ...{ person: personId, days, date, from, to },
    })),
    policies: byKey(settings),
    defaults: byKey(DEFAULT_SETTINGS),
    usual: { limits: USUAL_LIMITS, escalation: USUAL_STEPS },
  }
}

/** Keys as in the community file. */
const byKey = (settings: Settings): Record<string, unknown> => ({ ...settings })

const byName = (a: { name: string }, b: { name: string }): number => inOrder.compare(a.name, b.name)

const placesOf = ({ grids, buildings, organisations }: Directory) => ({
  grids: grids.map((grid) => ({ id: grid.id, name: grid.name })).sort(byName),
  buildings: buildings.map((b) => ({ id: b.id, name: b.name, grid: b.gridId, estate: b.estate, aliases: b.aliases })).sort(byName),
  organisations: organisations.map((o) => ({ id: o.id, name: o.name, kind: o.kind, phone: o.phone, grids: o.gridIds })),
})

const groupsOf = ({ groups }: Directory) =>
  groups
    .map(({ id, name, kind, gridId, buildingIds, orgId, mode, language, externalId }) => ({
      ...{ id, name, kind, mode, language },
      ...{ grid: gridId, buildings: buildingIds, org: orgId, bound: externalId !== null },
    }))
    .sort(byName)

/** Residents are met in chats; they are counted, not listed. */
async function peopleOf(cx: DeskContext, principal: Principal) {
  const { communityId } = principal
  const phones = may(principal, 'people.phones')
  const writes = may(principal, 'setup.write')
  const { people, identities } = cx.db.tables
  const staff = await cx.db.read
    .select()
    .from(people)
    .where(and(eq(people.communityId, communityId), ne(people.role, 'resident')))
    .orderBy(asc(people.id))
  const [residents] = await cx.db.read
    .select({ count: count() })
    .from(people)
    .where(and(eq(people.communityId, communityId), eq(people.role, 'resident'), eq(people.active, true)))
  const ids = staff.map(({ id }) => id)
  const bound = await cx.db.read
    .select()
    .from(identities)
    .where(and(eq(identities.communityId, communityId), inArray(identities.personId, ids)))
  return {
    residents: residents?.count ?? 0,
    people: staff.map(({ id, name, role, orgId, title, phone, supervisor, admin, gridIds, active }) => {
      const ways = bound.filter(({ personId }) => personId === id)
      return {
        ...{ id, name, role, title, supervisor, admin, active },
        ...{ org: orgId, grids: gridIds, phone: phones ? phone : null, bound: ways.length },
        bindings: writes ? ways.map(({ account, externalId, name: said }) => ({ account, externalId, name: said })) : [],
      }
    }),
  }
}
