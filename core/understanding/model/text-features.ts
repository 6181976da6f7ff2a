/** What the model sees of a message by itself: letter runs, words, what the word lists found, who speaks and how. */
import { readUrgency } from '../knowledge/danger.ts'
import { type Findings, findKnown, TAG_NAMES } from '../knowledge/findings.ts'
import { scoreByRule } from '../knowledge/rules.ts'
import { SHAPES } from '../knowledge/shapes.ts'
import type { Prepared } from '../prepare.ts'
import { CATEGORIES, type Location, type ReadContext } from '../terms.ts'
import { addLetterRuns, addWords, hashName, normalLetters } from './hashing.ts'

const TAGS = TAG_NAMES.map((name) => hashName(`t ${name}`))
const MANY = TAG_NAMES.map((name) => hashName(`t2 ${name}`))
const QUOTED = TAG_NAMES.map((name) => hashName(`q ${name}`))
const EARLIER = TAG_NAMES.map((name) => hashName(`b ${name}`))
const THINGS = 2 * CATEGORIES.length
const PAIRS = TAG_NAMES.map((name, i) => TAG_NAMES.map((other, j) => (i < THINGS && j >= THINGS ? hashName(`p ${name} ${other}`) : 0)))
const LONGEST_TEXT = 160

function addTags(out: number[], known: Findings): void {
  const { counts } = known
  let total = 0
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] ?? 0
    if (count === 0) continue
    total++
    out.push(TAGS[i] ?? 0)
    if (count > 1) out.push(MANY[i] ?? 0)
    if (i >= THINGS) continue
    const row = PAIRS[i]
    for (let j = THINGS; j < counts.length; j++) if (counts[j]) out.push(row?.[j] ?? 0)
  }
  out.push(hashName(`tags ${Math.min(6, total)}`))
}

const FIELDS = ['estate', 'building', 'unit', 'floor', 'room', 'spot'] as const

const SHAPE_LIST = Object.entries(SHAPES).map(([name, shape]) => ({
  shape,
  hash: hashName(`shape ${name}`),
  short: hashName(`shape ${name} short`),
  thing: hashName(`shape ${name} thing`),
}))

/** Turns of phrase; alone, and together with shortness and with a thing of the community. */
function addShapes(out: number[], { lower, known }: Prepared): void {
  const short = lower.length <= 10
  const thing = known.spans.length > 0
  const head = lower.length > LONGEST_TEXT ? lower.slice(0, LONGEST_TEXT) : lower
  for (const one of SHAPE_LIST) {
    if (!one.shape.test(head)) continue
    out.push(one.hash)
    if (short) out.push(one.short)
    if (thing) out.push(one.thing)
  }
}

const BY_RULE = CATEGORIES.map((category) => [0, 1, 2, 3].map((sure) => hashName(`rule ${category} ${sure}`)))
const SECOND_BY_RULE = CATEGORIES.map((category) => hashName(`rule second ${category}`))

/** What the hand-made rules make of it: the first two categories, and how much it sounds like a report. */
function addRules(out: number[], prepared: Prepared, context: ReadContext): void {
  const { category, open } = scoreByRule(prepared.lower, prepared.known, context)
  let first = 0
  let second = 1
  for (let c = 1; c < category.length; c++) {
    if ((category[c] ?? 0) > (category[first] ?? 0)) {
      second = first
      first = c
    } else if ((category[c] ?? 0) > (category[second] ?? 0)) second = c
  }
  const sure = Math.min(3, Math.floor((category[first] ?? 0) * 4))
  out.push(hashName(`report by rule ${Math.min(4, Math.floor(open * 5))}`))
  if ((category[first] ?? 0) < 0.08) return
  for (let level = 0; level <= sure; level++) out.push(BY_RULE[first]?.[level] ?? 0)
  if ((category[second] ?? 0) > 0.1) out.push(SECOND_BY_RULE[second] ?? 0)
}

function addPlace(out: number[], location: Location | undefined): void {
  if (!location) return
  out.push(hashName('place'))
  for (const field of FIELDS) if (location[field]) out.push(hashName(`place ${field}`))
}

function lengthBin(length: number): number {
  return length <= 2 ? 0 : length <= 4 ? 1 : length <= 7 ? 2 : length <= 12 ? 3 : length <= 20 ? 4 : length <= 35 ? 5 : length <= 70 ? 6 : 7
}

export function textFeatures(prepared: Prepared, context: ReadContext): number[] {
  const out: number[] = []
  const letters = normalLetters(prepared.lower, LONGEST_TEXT)
  addLetterRuns(out, letters, 4, 0)
  addWords(out, letters)
  addTags(out, prepared.known)
  addRules(out, prepared, context)
  addShapes(out, prepared)
  addPlace(out, prepared.location)
  const role = context.role ?? 'resident'
  const bin = lengthBin(prepared.lower.length)
  const level = prepared.danger
  out.push(
    hashName(`role ${role}`),
    hashName(`length ${bin}`),
    hashName(`kind ${context.kind ?? 'text'}`),
    hashName(`danger ${readUrgency(prepared.lower, undefined, level)}`),
    hashName(`danger level ${level}`),
  )
  if (role !== 'resident') out.push(hashName(`role ${role} length ${bin}`))
  if (context.mentionsBot) out.push(hashName('bot'))
  if (prepared.forwarded) out.push(hashName('forwarded'))
  if (prepared.asked) out.push(hashName(`asked ${prepared.asked}`))
  for (const cue of prepared.cues) out.push(hashName(`cue ${cue}`))
  if (/[?？]/.test(prepared.lower)) out.push(hashName('question'))
  if (prepared.lower.includes('\n')) out.push(hashName('lines'))
  if (/\d{7,}|\*{3,}/.test(prepared.lower)) out.push(hashName('phone'))
  if (prepared.quoted) {
    out.push(hashName('quote'))
    const { counts } = findKnown(prepared.quoted.toLowerCase())
    for (let i = 0; i < counts.length; i++) if (counts[i]) out.push(QUOTED[i] ?? 0)
  }
  const earlier = context.before?.at(-1)
  if (earlier) {
    out.push(hashName('before'))
    const { counts } = findKnown(earlier.toLowerCase())
    for (let i = 0; i < counts.length; i++) if (counts[i]) out.push(EARLIER[i] ?? 0)
  }
  return out
}
