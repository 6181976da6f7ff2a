/** Two different problems in one message: its clauses are judged apart. */
import { best } from './best.ts'
import { findKnown } from './knowledge/findings.ts'
import { type Scores, scoreByRule } from './knowledge/rules.ts'
import { readLocations } from './location.ts'
import type { Prepared } from './prepare.ts'
import { CATEGORIES, INTENTS, type Item, type Location, type Reading } from './terms.ts'

const STRONG_JOINT = /[,，。;；!！?？\s]+|还有|另外|而且|并且|同时|顺便|以及|再就是|旁边|, and | also /
const JOINT = new RegExp(`${STRONG_JOINT.source}|(?<=.{4})(?:还|又|也)(?=.{3})`)
const REPORT = INTENTS.indexOf('report')
/** Words that add one thing to another. */
const ADDS =
  /.{3}(还(?!是|没|有人|好|在等|以为|要)|又(?!来|是|停|坏|漏)|也(?!不知|没人|不管|是)|旁边|而且|另外|顺便|同时|并且|再就是|仲| and | also ).{2}/

/** A clause must be so surely a report, and of its category, to count as a problem of its own. */
const SURE = { report: 0.3, category: 0.4 } as const
const SHORTEST = 4

interface Clause {
  text: string
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
  const named = findKnown(text).spans.some((span) => span.category === at)
  return named && sure >= SURE.category && (intent[REPORT] ?? 0) >= SURE.report ? { text, category: at, sure, all: category } : undefined
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
  return clauses.length < 2 || clauses.length > 8 ? [] : clauses.flatMap((clause) => judgeClause(clause, judge) ?? [])
}

export function splitProblems(prepared: Prepared, reading: Reading, judge: Judge = byRule): Item[] {
  const main: Item = { category: reading.category ?? 'other', location: reading.location, urgency: reading.urgency }
  const { lower } = prepared
  const joined = ADDS.test(lower)
  if (reading.intent !== 'report' || lower.length < 2 * SHORTEST || lower.length > 160 || !(joined || namesTwoPlaces(lower))) return [main]
  const mainAt = CATEGORIES.indexOf(main.category)
  for (const joint of joined ? [STRONG_JOINT, JOINT] : [STRONG_JOINT]) {
    const problems = problemsIn(lower, joint, judge)
    const other = problems.filter((one) => one.category !== mainAt).sort((a, b) => b.sure - a.sure)[0]
    const first = problems.find((one) => one !== other && one.category === mainAt)
    if (!other || !first) continue
    if (!joined && !(hasAddress(first.text) && hasAddress(other.text))) continue
    const category = CATEGORIES[other.category] ?? 'other'
    return [
      { ...main, location: placeOf(first.text, reading.location) },
      { category, location: placeOf(other.text, reading.location) },
    ]
  }
  return [main]
}

const hasAddress = (text: string): boolean => text.search(ADDRESS) >= 0
