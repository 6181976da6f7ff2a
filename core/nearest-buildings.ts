/** The known buildings a mistyped one may mean: one slip of a digit away first, then the numerically nearest. */
export function nearestBuildings(said: string, known: readonly string[], count = 3): string[] {
  const distance = (name: string): number =>
    slips(said.toUpperCase(), name.toUpperCase()) * 100 + Math.min(99, Math.abs((Number.parseInt(name, 10) || 0) - (Number.parseInt(said, 10) || 0)))
  return [...known].sort((a, b) => distance(a) - distance(b)).slice(0, count)
}

/** Edit distance with neighbours swapped counted once (Damerau); names are a few letters long. */
function slips(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)))
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 99
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(i - 2, j - 2) + 1)
      const row = rows[i]
      if (row) row[j] = best
    }
  return at(a.length, b.length)
}
