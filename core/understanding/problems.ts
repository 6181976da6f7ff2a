/** Two different problems in one message: its clauses are judged apart. */
import { best } from './best.ts'
import { findKnown } from './knowledge/findings.ts'
import { type Scores, scoreByRule } from './knowledge/rules.ts'
import type { Prepared } from './prepare.ts'
import { CATEGORIES, INTENTS, type Item, type Location, type Reading } from './terms.ts'

const JOINT = /[,，。;；!！?？\s]+|还有|另外|而且|并且|同时|顺便|以及|再就是|旁边|(?<=.{4})(?:还|又|也)(?=.{3})|, and | also /
const REPORT = INTENTS.indexOf('report')
/** Words that add one thing to another. */
const ADDS =
  /.{3}(还(?!是|没|有人|好|在等|以为|要)|又(?!来|是|停|坏|漏)|也(?!不知|没人|不管|是)|旁边|而且|另外|顺便|同时|并且|再就是|仲| and | also ).{2}/

/** A clause must be so surely a report, and of its category, to count as a problem of its own. */
const SURE = { report: 0.3, category: 0.4 } as const
const SHORTEST = 4
const MOST_ITEMS = 2

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

/** The place that stands in the clause, when one does; otherwise the message's. */
function placeOf(clause: string, prepared: Prepared, whole: Location | undefined): Location | undefined {
  const own = prepared.places.find(({ location }) => location.spot !== undefined && clause.includes(location.spot.toLowerCase()))
  if (!own?.location.spot || !whole) return whole
  return { ...whole, spot: own.location.spot }
}

export function splitProblems(prepared: Prepared, reading: Reading, judge: Judge = byRule): Item[] {
  const main: Item = { category: reading.category ?? 'other', location: reading.location, urgency: reading.urgency }
  const { lower } = prepared
  if (reading.intent !== 'report' || lower.length < 2 * SHORTEST || lower.length > 160 || !ADDS.test(lower)) return [main]
  const clauses = lower.split(JOINT).filter((clause) => clause !== undefined && clause.length >= SHORTEST)
  if (clauses.length < 2 || clauses.length > 8) return [main]
  const problems = clauses.flatMap((clause) => judgeClause(clause, judge) ?? [])
  const mainAt = CATEGORIES.indexOf(main.category)
  const others = problems.filter((one) => one.category !== mainAt).sort((a, b) => b.sure - a.sure)
  const other = others[0]
  const supported = problems.some((one) => one !== other && one.category === mainAt)
  if (!other || !supported) return [main]
  const items: Item[] = [main, { category: CATEGORIES[other.category] ?? 'other', location: placeOf(other.text, prepared, reading.location) }]
  return items.slice(0, MOST_ITEMS)
}
