/** Two different problems in one message: the clauses are judged apart. */
import { findKnown } from './knowledge/findings.ts'
import { type Scores, scoreByRule } from './knowledge/rules.ts'
import type { Prepared } from './prepare.ts'
import { CATEGORIES, type Item, type Reading } from './terms.ts'

const JOINT = /[,，。;；!！\s]+|还有|另外|而且|并且|同时|顺便|以及|再就是|还(?=[^有没在是要])|仲|, and | also /

/** A clause speaks of its own problem when it names a thing and a harm of one category, and clearly of no other. */
function categoryOf(clause: string): { category: number; sure: number } | undefined {
  const known = findKnown(clause)
  const rules = scoreByRule(clause, known, {})
  let first = 0
  for (let i = 1; i < rules.category.length; i++) if ((rules.category[i] ?? 0) > (rules.category[first] ?? 0)) first = i
  const sure = rules.category[first] ?? 0
  const complaint = known.spans.some((span) => span.category === first && span.complaint)
  return complaint && sure > 0.7 ? { category: first, sure } : undefined
}

export function splitProblems(prepared: Prepared, _scores: Scores, reading: Reading): Item[] {
  const main: Item = { category: reading.category ?? 'other', location: reading.location, urgency: reading.urgency }
  if (reading.intent !== 'report' || prepared.lower.length < 8) return [main]
  const items: Item[] = [main]
  for (const clause of prepared.lower.split(JOINT)) {
    if (clause === undefined || clause.length < 3) continue
    const found = categoryOf(clause)
    const category = found && CATEGORIES[found.category]
    if (!category || items.some((item) => item.category === category)) continue
    if (items.length < 2) items.push({ category, location: reading.location })
  }
  return items
}
