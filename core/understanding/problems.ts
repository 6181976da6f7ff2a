/** Two different problems in one message: its clauses are judged apart. */
import { best } from './best.ts'
import { findKnown } from './knowledge/findings.ts'
import { type Scores, scoreByRule } from './knowledge/rules.ts'
import { readLocations } from './location.ts'
import type { Prepared } from './prepare.ts'
import { CATEGORIES, type Category, INTENTS, type Item, type Location, type Reading } from './terms.ts'

const STRONG_JOINT = /[,，。;；!！?？\s]+|还有|另外|而且|并且|同时|顺便|以及|再就是|旁边|, and | also /
const JOINT = new RegExp(`${STRONG_JOINT.source}|(?<=.{4})(?:还|又|也|仲)(?=.{3})`)
const REPORT = INTENTS.indexOf('report')
/** Words that add one thing to another. */
const ADDS =
  /.{3}(还(?!是|没|有人|好|在等|以为|要)|又(?!来|是|停|坏|漏|开始|要)|也(?!不知|没人|不管|是)|旁边|而且|另外|顺便|同时|并且|再就是|仲| and | also ).{2}/

/** A clause must be so surely a report, and of its category, to count as a problem of its own: with a word that adds it, and without. */
const SURE = { report: 0.3, complaint: 0.15, added: 0.4, kin: 0.65, loose: 0.75 } as const
const SHORTEST = 3

/** What goes with any trouble and is seldom a second one: a quarrel about it, nobody caring, somebody frail living with it. */
const GO_ALONG: ReadonlySet<Category> = new Set<Category>(['dispute', 'property_service', 'welfare', 'other', 'policy'])
/** Two sides of one matter: a drain that stinks, a battery in the lift, a wall that leaks. */
const ONE_MATTER: ReadonlySet<string> = new Set(
  [
    'drainage sanitation|building water|drainage water|building drainage|heating water|building heating|elevator fire_safety|fire_safety parking',
    'corridor_clutter parking|security vendors_ads|elevator vendors_ads|noise security|illegal_works noise|greenery water|greenery heating',
    'building illegal_works|fire_safety power|cables power|cables other|gas sanitation|gas lighting|greenery pets|pets sanitation',
    'fire_safety sanitation|fire_safety vendors_ads|noise vendors_ads|parking vendors_ads|building facility|facility water|elevator power',
    'lighting power|gas heating|gas power|noise pets|elevator facility|parking security|building greenery|fire_safety greenery',
  ]
    .join('|')
    .split('|'),
)

/** May the two be matters of their own? Kin only where a word says that one is added to the other. */
function apart(a: Category, b: Category, sure: number, joined: boolean): boolean {
  const kin = GO_ALONG.has(a) || GO_ALONG.has(b) || ONE_MATTER.has([a, b].sort().join(' '))
  return !kin || (joined && sure >= SURE.kin)
}

interface Clause {
  text: string
  /** Says what is wrong, not only what it is about. */
  complains: boolean
  category: number
  /** Probability of the clause's own category, and of every category. */
  sure: number
  all: Float64Array
}

export type Judge = (clause: string) => Scores

const byRule: Judge = (clause) => scoreByRule(clause, findKnown(clause), {})

function judgeClause(text: string, judge: Judge): Clause | undefined {
  const { intent, category } = judge(text)
  const at = best(category)
  const sure = category[at] ?? 0
  const spans = findKnown(text).spans.filter((span) => span.category === at)
  const complains = spans.some((span) => span.complaint && span.end - span.start > 1)
  if (spans.length === 0 || sure < SURE.added || (intent[REPORT] ?? 0) < (complains ? SURE.complaint : SURE.report)) return undefined
  return { text, complains, category: at, sure, all: category }
}

const ADDRESS = /\d+ ?(?:号楼|栋|幢|座|单元|楼|层|室|号|门)/g
const PLACES = ['building', 'unit', 'floor', 'room', 'spot'] as const

/** The place that stands in the clause, within the message's building or estate; without one, the message's. */
function placeOf(clause: string, whole: Location | undefined): Location | undefined {
  const own = readLocations({ said: clause, plain: clause }).location
  if (!own || !PLACES.some((field) => own[field] !== undefined)) return whole
  const shared: Location = {}
  if (whole?.estate) shared.estate = whole.estate
  if (typeof whole?.building === 'string' && own.building === undefined) shared.building = whole.building
  if (whole?.unit && own.building === undefined && own.unit === undefined && own.floor === undefined) shared.unit = whole.unit
  return { ...shared, ...own }
}

/** Two clauses with an address each may be two matters though no word joins them: 3楼灯不亮，5楼水管漏水. */
const namesTwoPlaces = (text: string): boolean => new Set(text.match(ADDRESS)).size > 1

function problemsIn(text: string, joint: RegExp, judge: Judge): Clause[] {
  const clauses = text.split(joint).filter((clause) => clause !== undefined && clause.length >= SHORTEST)
  if (clauses.length < 2 || clauses.length > 8) return []
  // Asking the model is dear: only where two clauses name things, and of more than one kind.
  const naming = clauses.filter((clause) => findKnown(clause).spans.length > 0)
  const kinds = new Set(naming.flatMap((clause) => findKnown(clause).spans.map((span) => span.category)))
  return naming.length < 2 || kinds.size < 2 ? [] : naming.flatMap((clause) => judgeClause(clause, judge) ?? [])
}

const categoryOf = ({ category }: Clause): Category => CATEGORIES[category] ?? 'other'

/** The clause that tells something else than the first, or nothing. */
function secondOf(first: Clause, problems: readonly Clause[], joined: boolean, twoPlaces: boolean): Clause | undefined {
  return problems
    .filter((one) => one.category !== first.category && apart(categoryOf(first), categoryOf(one), Math.min(first.sure, one.sure), joined))
    .filter((one) => joined || (twoPlaces ? hasAddress(first.text) && hasAddress(one.text) : isPlain(first) && isPlain(one)))
    .sort((a, b) => b.sure - a.sure)[0]
}

/** Names defects of two kinds: without that no clause is worth judging by itself. */
const complainsTwice = ({ known }: Prepared): boolean =>
  new Set(known.spans.filter((span) => span.complaint && span.end - span.start > 1).map((span) => span.category)).size > 1

const isPlain = (one: Clause): boolean => one.complains && one.sure >= SURE.loose

export function splitProblems(prepared: Prepared, reading: Reading, judge: Judge = byRule): Item[] {
  const main: Item = { category: reading.category ?? 'other', location: reading.location, urgency: reading.urgency }
  const { lower } = prepared
  if (reading.intent !== 'report' || lower.length < 2 * SHORTEST || lower.length > 160) return [main]
  const joined = ADDS.test(lower)
  const twoPlaces = namesTwoPlaces(lower)
  if (!joined && !twoPlaces && !complainsTwice(prepared)) return [main]
  const mainAt = CATEGORIES.indexOf(main.category)
  const judged = new Map<string, Scores>()
  const once: Judge = (clause) => {
    const scores = judged.get(clause) ?? judge(clause)
    judged.set(clause, scores)
    return scores
  }
  for (const joint of joined ? [STRONG_JOINT, JOINT] : [STRONG_JOINT]) {
    const problems = problemsIn(lower, joint, once)
    const first = problems.find((one) => one.category === mainAt)
    const other = first && secondOf(first, problems, joined, twoPlaces)
    if (first && other)
      return [
        { ...main, location: placeOf(first.text, reading.location) },
        { category: categoryOf(other), location: placeOf(other.text, reading.location) },
      ]
  }
  return [main]
}

const hasAddress = (text: string): boolean => text.search(ADDRESS) >= 0
