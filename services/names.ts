/** What units, staff, buildings, grids and categories are called, for whoever chooses among them. */
import { may, type Principal } from '../core/access.ts'
import { CATEGORY_FACTS } from '../core/categories.ts'
import { calledName, type Directory, isStaff } from '../core/community.ts'
import { STATE_LABELS, URGENCY_LABELS } from '../core/phrases/labels.ts'
import { phrasesIn } from '../core/phrases/wording.ts'
import { TICKET_STATUSES } from '../core/ticket.ts'
import { CATEGORIES, URGENCIES } from '../core/understanding/terms.ts'

export interface Name {
  id: string
  name: string
}

/** 2 before 10. */
const inOrder = new Intl.Collator('zh-CN', { numeric: true })
const byName = (a: Name, b: Name): number => inOrder.compare(a.name, b.name)

export function namesOf(directory: Directory, principal: Principal, language: 'zh' | 'en') {
  const { building } = phrasesIn(language === 'en' ? 'en' : 'zh-CN')
  const unitName = new Map(directory.organisations.map(({ id, name }) => [id, name]))
  const people = may(principal, 'people.read') ? directory.staff.filter(({ role }) => isStaff(role)) : []
  return {
    statuses: TICKET_STATUSES.map((id) => ({ id, name: STATE_LABELS[language][id] })),
    urgencies: URGENCIES.map((id) => ({ id, name: URGENCY_LABELS[language][id] })),
    categories: CATEGORIES.map((id) => ({ id, name: CATEGORY_FACTS[id][language] })),
    units: directory.organisations.map(({ id, name }) => ({ id, name })).sort(byName),
    people: people.map((person) => ({ id: person.id, name: calledName(person), unit: unitName.get(person.orgId ?? '') ?? '' })).sort(byName),
    buildings: directory.buildings.map(({ id, name }) => ({ id, name: building(name) })).sort(byName),
    grids: directory.grids.map(({ id, name }) => ({ id, name })).sort(byName),
  }
}
