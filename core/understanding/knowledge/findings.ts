/** What the hand-made word lists see in a text: which things, harms, complaints and cues it names, and where. */
import { CATEGORIES } from '../terms.ts'
import { COMPLAINTS } from './complaints.ts'
import { CUES, type Cue, INNOCENT } from './cues.ts'
import { createMatcher, type Found } from './matcher.ts'
import { OBJECTS } from './objects.ts'

const CUE_NAMES = Object.keys(CUES) as Cue[]
const COUNT = CATEGORIES.length
const FIRST_CUE = 2 * COUNT
/** Tag of the phrases that hide what stands inside them. */
const HIDES = FIRST_CUE + CUE_NAMES.length

/** Names of all tags, by tag number: `o:water` things, `c:water` complaints, `q:urge` cues. */
export const TAG_NAMES: readonly string[] = [
  ...CATEGORIES.map((category) => `o:${category}`),
  ...CATEGORIES.map((category) => `c:${category}`),
  ...CUE_NAMES.map((cue) => `q:${cue}`),
]

const match = createMatcher([
  ...CATEGORIES.map((category) => OBJECTS[category]),
  ...CATEGORIES.map((category) => COMPLAINTS[category]),
  ...CUE_NAMES.map((cue) => CUES[cue]),
  INNOCENT,
])

export interface Findings {
  /** How often each tag of TAG_NAMES was found. */
  counts: Uint8Array
  /** Things and complaints, for titles: text positions with their category. */
  spans: readonly { category: number; complaint: boolean; start: number; end: number }[]
}

function hidden(one: Found, hides: readonly Found[]): boolean {
  return hides.some((hide) => hide.start <= one.start && one.end <= hide.end && hide.end - hide.start > one.end - one.start)
}

/** `text` is clean and in lower case. */
export function findKnown(text: string): Findings {
  const found = match(text)
  const hides = found.filter((one) => one.tag === HIDES)
  const counts = new Uint8Array(TAG_NAMES.length)
  const spans: { category: number; complaint: boolean; start: number; end: number }[] = []
  for (const one of found) {
    if (one.tag === HIDES || (hides.length > 0 && hidden(one, hides))) continue
    if ((counts[one.tag] ?? 0) < 255) counts[one.tag] = (counts[one.tag] ?? 0) + 1
    if (one.tag < FIRST_CUE) spans.push({ category: one.tag % COUNT, complaint: one.tag >= COUNT, start: one.start, end: one.end })
  }
  return { counts, spans }
}

export const countCue = (findings: Findings, cue: Cue): number => findings.counts[FIRST_CUE + CUE_NAMES.indexOf(cue)] ?? 0
export const countThing = (findings: Findings, category: number): number => findings.counts[category] ?? 0
export const countComplaint = (findings: Findings, category: number): number => findings.counts[COUNT + category] ?? 0
