/**
 * A message that sounds like a report while a matter of its kind is open: told again, or a new one?
 * A weighted sum of a few numbers decides; the weights are learned on whole chats, the hand-made ones stand where nothing is learned.
 */
import { LINK_FEATURES, type Link, type LinkFeature } from './link.ts'
import type { Read } from './read.ts'
import { type Category, INTENTS } from './terms.ts'

/** What fails for many homes at once: the second voice means the same failure. */
const SHARED: ReadonlySet<Category> = new Set(['water', 'power', 'gas', 'heating', 'elevator'])
const TAKEN: readonly LinkFeature[] = [
  'placeAgree',
  'placeConflict',
  'wordOverlap',
  'isReporter',
  'isPerson',
  'logMinutes',
  'within15',
  'within3',
  'resolved',
  'latest',
  'previousBelongs',
  'quoted',
  'lead',
]
const AT = TAKEN.map((name) => LINK_FEATURES.indexOf(name))
export const REPEAT_WIDTH = TAKEN.length + 5

export const HAND_REPEAT: readonly number[] = [1.2, -2.5, 4, 0.5, 0.3, -0.6, 0.8, 0.4, -0.2, 0.2, 0.5, 4, 0, -1.2, 2, -1, 1, 1]

export function repeatFeatures(read: Read, link: Link): number[] {
  const { scores, reading } = read
  const p = (name: (typeof INTENTS)[number]): number => scores.intent[INTENTS.indexOf(name)] ?? 0
  const shared = reading.category !== undefined && SHARED.has(reading.category)
  const sameCategory = link.matter.category === reading.category
  return [...AT.map((at) => link.features[at] ?? 0), 1, 2 * p('followup'), p('report'), Number(shared), Number(sameCategory)]
}

export function isRepeat(read: Read, link: Link, weights: readonly number[]): boolean {
  return repeatFeatures(read, link).reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0) > 0
}
