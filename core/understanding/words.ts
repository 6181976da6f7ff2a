/** Finding the words of a list in a text in one pass: entries by first letter, longest first. */

export interface WordTable<T> {
  byFirst: Map<string, { word: string; value: T }[]>
}

export function wordTable<T>(entries: Iterable<readonly [string, T]>): WordTable<T> {
  const byFirst = new Map<string, { word: string; value: T }[]>()
  for (const [word, value] of entries) {
    const first = word[0]
    if (!first) continue
    const list = byFirst.get(first)
    if (list) list.push({ word, value })
    else byFirst.set(first, [{ word, value }])
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.word.length - a.word.length)
  return { byFirst }
}

/** The longest entry that stands at `index`. */
export function wordAt<T>(table: WordTable<T>, text: string, index: number): { word: string; value: T } | undefined {
  const list = table.byFirst.get(text[index] ?? '')
  if (!list) return undefined
  for (const entry of list) if (text.startsWith(entry.word, index)) return entry
  return undefined
}
