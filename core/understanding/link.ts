/**
 * Which matter a message belongs to: every candidate gets a handful of numbers (who, when, where, which words),
 * and a weight per number. The weights are learned on whole chats; the hand-made ones stand where nothing is learned.
 */

import { endedKinds } from './knowledge/endings.ts'
import { type Meanings, meaningOf, nearness, unitLength } from './model/meaning.ts'
import { matchPlaces } from './place-match.ts'
import type { Read } from './read.ts'
import { CATEGORIES, type Category, FOLLOWUPS, type GroupMemory, type Heard, type Matter } from './terms.ts'

const MINUTE = 60_000

export const LINK_FEATURES = [
  'quoted',
  'quotedName',
  'quotedWords',
  'isReporter',
  'isPerson',
  'logMinutes',
  'latest',
  'previousBelongs',
  'ownLatest',
  'categoryP',
  'placeConflict',
  'placeAgree',
  'newPlace',
  'wordOverlap',
  'thingNamed',
  'otherThingNamed',
  'resolved',
  'closed',
  'messagesSince',
  'people',
  'isReport',
  'isConsult',
  'isSuggest',
  'overDay',
  'asked',
  'within3',
  'within15',
  'lead',
  'endFits',
  'endMisfits',
  'onlyOwn',
  'nearMeaning',
] as const
export type LinkFeature = (typeof LINK_FEATURES)[number]

const HAND: Partial<Record<LinkFeature, number>> = {
  quoted: 6,
  quotedName: 1.5,
  quotedWords: 3,
  isReporter: 0.6,
  isPerson: 0.4,
  logMinutes: -0.35,
  latest: 0.6,
  previousBelongs: 0.8,
  ownLatest: 0.7,
  categoryP: 2,
  placeConflict: -1.2,
  placeAgree: 1.2,
  wordOverlap: 5,
  thingNamed: 1.6,
  otherThingNamed: -1.2,
  resolved: -0.3,
  closed: -2,
  messagesSince: -0.2,
  isReport: 0.5,
  asked: 1,
  within3: 0.6,
  within15: 0.3,
  endFits: 0.8,
  endMisfits: -0.5,
  onlyOwn: 0.4,
  nearMeaning: 1,
}

/** Weights in the order of LINK_FEATURES: shared by all kinds of follow-up, and one row for each kind. */
export interface LinkWeights {
  shared: ArrayLike<number>
  byKind: readonly ArrayLike<number>[]
}

export const HAND_WEIGHTS: LinkWeights = {
  shared: LINK_FEATURES.map((name) => HAND[name] ?? 0),
  byKind: FOLLOWUPS.map(() => LINK_FEATURES.map(() => 0)),
}

function bigrams(text: string): Set<string> {
  const out = new Set<string>()
  const bare = text.replace(/[\s,，。.!?！？、;；:：~]/g, '')
  for (let i = 0; i + 1 < bare.length; i++) out.add(bare.slice(i, i + 2))
  return out
}

function overlap(text: string, texts: readonly string[]): number {
  const own = bigrams(text)
  if (own.size === 0) return 0
  const all = bigrams(texts.join('|'))
  let hits = 0
  for (const pair of own) if (all.has(pair)) hits++
  return hits / Math.max(3, own.size)
}

const kept = new WeakMap<Matter, Float32Array>()

/** What a matter is about: all its texts together. Kept with the matter, which never changes. */
function meaningOfMatter(meanings: Meanings, matter: Matter): Float32Array {
  let found = kept.get(matter)
  if (!found) {
    const sum = new Float32Array(meanings.width)
    matter.texts.forEach((text, i) => {
      const one = meaningOf(meanings, text.toLowerCase())
      // The report says what it is about; what follows often does not.
      const count = i === 0 ? 2 : 1
      for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] as number) + count * (one[k] as number)
    })
    found = unitLength(sum)
    kept.set(matter, found)
  }
  return found
}

const normal = (text: string): string => text.replace(/\s+/g, '').slice(0, 60)

function quoteHits(quoted: string | undefined, matter: Matter): boolean {
  if (!quoted) return false
  const words = normal(quoted)
  if (matter.number !== undefined && quoted.includes(`#${matter.number}`)) return true
  return words.length > 1 && matter.texts.some((text) => normal(text).includes(words) || (normal(text).length > 3 && words.includes(normal(text))))
}

/** Whether the message names things of the matter's category, and of another one only. */
function thingsNamed(read: Read, category: number): { named: boolean; other: boolean } {
  let named = false
  let other = false
  const { counts } = read.prepared.known
  for (let c = 0; c < CATEGORIES.length; c++) {
    if (!(counts[c] || counts[CATEGORIES.length + c])) continue
    if (c === category) named = true
    else if (counts[CATEGORIES.length + c]) other = true
  }
  return { named, other: other && !named }
}

/** The one matter of this sender's that nobody has called solved. */
const isOnlyOwn = (heard: Heard, matter: Matter, memory: GroupMemory): boolean =>
  memory.matters.every((other) => other === matter || other.reporterId !== heard.senderId || other.state !== 'open')

export function linkFeatures(
  heard: Heard,
  read: Read,
  matter: Matter,
  memory: GroupMemory,
  ended: readonly Category[],
  meanings?: Meanings,
): number[] {
  const minutes = Math.max(0, (heard.at - matter.lastAt) / MINUTE)
  const latest = memory.matters.every((other) => other.lastAt <= matter.lastAt)
  const talk = memory.recent
  const previous = talk[talk.length - 1]
  const own = talk.filter((one) => one.senderId === heard.senderId && one.matterId)
  const since = talk.length - 1 - talk.findLastIndex((one) => one.matterId === matter.id)
  const place = matchPlaces(matter.location, read.reading.location ?? read.prepared.location, memory.roomBuilding)
  const category = matter.category ? CATEGORIES.indexOf(matter.category) : -1
  const named = thingsNamed(read, category)
  const name = read.prepared.quotedName ?? heard.quote?.name
  const quotedName = name !== undefined && talk.some((one) => one.matterId === matter.id && one.senderName === name)
  const ends = ended.length > 0 && matter.category !== undefined
  const fits = ends && matter.category !== undefined && ended.includes(matter.category)
  const values: Record<LinkFeature, number> = {
    quoted: Number(quoteHits(read.prepared.quoted, matter)),
    quotedName: Number(quotedName),
    quotedWords: read.prepared.quoted ? overlap(read.prepared.quoted, matter.texts) : 0,
    isReporter: Number(matter.reporterId === heard.senderId),
    isPerson: Number(matter.peopleIds.includes(heard.senderId)),
    logMinutes: Math.log1p(minutes) / 2,
    latest: Number(latest),
    previousBelongs: Number(previous?.matterId === matter.id),
    ownLatest: Number(own[own.length - 1]?.matterId === matter.id),
    categoryP: category < 0 ? 0 : (read.scores.category[category] ?? 0),
    placeConflict: Number(place.conflict),
    placeAgree: Math.min(2, place.agree),
    newPlace: Number(!matter.location && (read.reading.location ?? read.prepared.location) !== undefined),
    wordOverlap: overlap(read.prepared.text, matter.texts),
    thingNamed: Number(named.named),
    otherThingNamed: Number(named.other),
    resolved: Number(matter.state === 'resolved'),
    closed: Number(matter.state === 'closed'),
    messagesSince: Math.log1p(Math.max(0, since)),
    people: Math.log(matter.peopleIds.length),
    isReport: Number(matter.intent === 'report'),
    isConsult: Number(matter.intent === 'consult'),
    isSuggest: Number(matter.intent === 'suggest'),
    overDay: Number(minutes > 18 * 60),
    asked: Number(matter.askedPlace === true),
    within3: Number(minutes <= 3),
    within15: Number(minutes <= 15),
    lead: Number(matter.lead === true),
    endFits: Number(fits),
    endMisfits: Number(ends && !fits),
    onlyOwn: Number(matter.reporterId === heard.senderId && isOnlyOwn(heard, matter, memory)),
    nearMeaning: meanings && read.sums?.meaning ? nearness(read.sums.meaning, meaningOfMatter(meanings, matter)) : 0,
  }
  return LINK_FEATURES.map((name) => values[name])
}

export interface Link {
  matter: Matter
  features: readonly number[]
  score: number
}

/** All matters of the group, the likeliest first. */
export function rankMatters(heard: Heard, read: Read, memory: GroupMemory, weights: LinkWeights, meanings?: Meanings): Link[] {
  const kinds = read.scores.followup
  const ended = memory.matters.length > 0 ? endedKinds(read.prepared.lower) : []
  return memory.matters
    .map((matter) => {
      const features = linkFeatures(heard, read, matter, memory, ended, meanings)
      let score = 0
      for (let f = 0; f < features.length; f++) {
        let weight = weights.shared[f] ?? 0
        for (let k = 0; k < kinds.length; k++) weight += (kinds[k] ?? 0) * (weights.byKind[k]?.[f] ?? 0)
        score += weight * (features[f] ?? 0)
      }
      return { matter, features, score }
    })
    .sort((a, b) => b.score - a.score)
}
