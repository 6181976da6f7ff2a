/** The community's own answers to common questions. */
import type { Directory, Fact } from '../core/community.ts'
import type { Reading } from '../core/understanding/terms.ts'

/** The fact whose every word group is in the question; the most demanding one wins. */
export function factFor(directory: Directory, reading: Pick<Reading, 'text'>): Fact | undefined {
  const text = reading.text.toLowerCase()
  return directory.settings.facts
    .filter((fact) => fact.match.length > 0 && fact.match.every((words) => words.some((word) => text.includes(word.toLowerCase()))))
    .sort((a, b) => b.match.length - a.match.length)[0]
}
