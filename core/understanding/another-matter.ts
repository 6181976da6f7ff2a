/** Is a message that sounds like a follow-up about something else altogether? */
import { plainComplaint } from './knowledge/plain.ts'
import { LINK_FEATURES, type Link } from './link.ts'
import type { Read } from './read.ts'
import { CATEGORIES, type Category } from './terms.ts'

const IS_REPORTER = LINK_FEATURES.indexOf('isReporter')

/** Kinds of trouble that people tell one for the other; across them a plain complaint is a matter of its own. */
const KIN: readonly (readonly Category[])[] = [
  ['water', 'drainage', 'building', 'heating', 'sanitation'],
  ['power', 'lighting', 'elevator', 'cables'],
  ['corridor_clutter', 'fire_safety', 'sanitation', 'parking'],
  ['facility', 'security', 'building', 'elevator', 'parking'],
]

/** Says in plain words what is wrong, and it is nothing that the matter is about: 灯又不亮了 after a landing was cleared. */
export function isAnotherMatter({ prepared }: Read, { matter, features }: Link): boolean {
  if (features[IS_REPORTER] === 1 || !matter.category) return false
  const said = plainComplaint(prepared.lower, prepared.known)
  if (said.length === 0 || said.length === CATEGORIES.length) return false
  const near = (category: Category): boolean =>
    category === matter.category || KIN.some((kin) => kin.includes(category) && kin.includes(matter.category as Category))
  return !said.some(near)
}
