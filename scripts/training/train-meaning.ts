/**
 * Learns core/understanding/model/meaning.ts from text without labels. How often pairs of letters stand near each other, more
 * than by chance, makes a large table; its strongest directions are the numbers of each pair.
 */
import { type Meanings, pairsOf, rowsOf } from '../../core/understanding/model/meaning.ts'
import { seeded } from './random.ts'

export const MEANING = { width: 40, least: 8, most: 24_000, contexts: 3_000, window: 8, rounds: 4, seed: 41 } as const
/** How fast a frequent pair counts less in a message's direction. */
const PLAIN = 4e-4
/** Rare companions are made a little less surprising. */
const SMOOTH = 0.75

interface Vocabulary {
  pairs: Uint32Array
  counts: Float64Array
  total: number
  rows: ReadonlyMap<number, number>
}

/** The most frequent pairs first. */
function vocabularyOf(texts: readonly number[][]): Vocabulary {
  const counted = new Map<number, number>()
  for (const text of texts) for (const pair of text) counted.set(pair, (counted.get(pair) ?? 0) + 1)
  const kept = [...counted]
    .filter(([, count]) => count >= MEANING.least)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MEANING.most)
  const pairs = Uint32Array.from(kept, ([pair]) => pair)
  const counts = Float64Array.from(kept, ([, count]) => count)
  return { pairs, counts, total: counts.reduce((sum, count) => sum + count, 0), rows: rowsOf(pairs) }
}

/** Row by row, the contexts that a pair keeps and how much more than by chance. */
interface Sparse {
  from: Int32Array
  column: Int32Array
  value: Float32Array
}

function companyOf(texts: readonly number[][], { rows, pairs }: Vocabulary): Sparse {
  const { contexts, window } = MEANING
  const width = Math.min(contexts, pairs.length)
  const together = new Uint16Array(pairs.length * width)
  for (const text of texts) {
    const known = text.map((pair) => rows.get(pair) ?? -1)
    for (let k = 0; k < known.length; k++) {
      const row = known[k] as number
      if (row < 0) continue
      for (let j = Math.max(0, k - window); j <= Math.min(known.length - 1, k + window); j++) {
        const context = known[j] as number
        // Neighbours share a letter: that says nothing about meaning.
        if (Math.abs(j - k) < 2 || context < 0 || context >= width) continue
        const at = row * width + context
        if ((together[at] as number) < 65_535) together[at] = (together[at] as number) + 1
      }
    }
  }
  return surprising(together, pairs.length, width)
}

function surprising(together: Uint16Array, height: number, width: number): Sparse {
  const ofRow = new Float64Array(height)
  const ofColumn = new Float64Array(width)
  let filled = 0
  together.forEach((count, at) => {
    if (count === 0) return
    filled++
    ofRow[Math.floor(at / width)] = (ofRow[Math.floor(at / width)] as number) + count
    ofColumn[at % width] = (ofColumn[at % width] as number) + count
  })
  const smooth = ofColumn.map((count) => count ** SMOOTH)
  const all = smooth.reduce((sum, count) => sum + count, 0)
  const out: Sparse = { from: new Int32Array(height + 1), column: new Int32Array(filled), value: new Float32Array(filled) }
  let end = 0
  for (let row = 0; row < height; row++) {
    for (let c = 0; c < width; c++) {
      const count = together[row * width + c] as number
      const value = count === 0 ? 0 : Math.log((count * all) / ((ofRow[row] as number) * (smooth[c] as number)))
      if (value <= 0) continue
      out.column[end] = c
      out.value[end++] = value
    }
    out.from[row + 1] = end
  }
  return out
}

/** table × side, and its transpose. Matrices are rows of `width` numbers. */
function times({ from, column, value }: Sparse, side: Float64Array, width: number, height: number, turned: boolean, out: Float64Array): Float64Array {
  out.fill(0)
  for (let row = 0; row < height; row++)
    for (let k = from[row] as number; k < (from[row + 1] as number); k++) {
      const here = (turned ? (column[k] as number) : row) * width
      const there = (turned ? row : (column[k] as number)) * width
      const factor = value[k] as number
      for (let i = 0; i < width; i++) out[here + i] = (out[here + i] as number) + factor * (side[there + i] as number)
    }
  return out
}

/** Makes the columns of a matrix stand square to each other, each of length 1. */
function square(matrix: Float64Array, width: number): void {
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < i; j++) {
      let along = 0
      for (let at = 0; at < matrix.length; at += width) along += (matrix[at + i] as number) * (matrix[at + j] as number)
      for (let at = 0; at < matrix.length; at += width) matrix[at + i] = (matrix[at + i] as number) - along * (matrix[at + j] as number)
    }
    let length = 0
    for (let at = 0; at < matrix.length; at += width) length += (matrix[at + i] as number) ** 2
    const scale = 1 / Math.sqrt(length || 1)
    for (let at = 0; at < matrix.length; at += width) matrix[at + i] = (matrix[at + i] as number) * scale
  }
}

/** The strongest directions by turns: each turn brings them nearer. Strong ones are held back, or they would drown the rest. */
function directions(table: Sparse, height: number, contexts: number): Float64Array {
  const { width, rounds, seed } = MEANING
  const random = seeded(seed)
  const side = Float64Array.from({ length: contexts * width }, () => random() - 0.5)
  const rows = new Float64Array(height * width)
  square(side, width)
  for (let round = 0; round < rounds; round++) {
    times(table, side, width, height, false, rows)
    times(table, rows, width, height, true, side)
    square(side, width)
  }
  times(table, side, width, height, false, rows)
  const lengths = new Float64Array(width)
  rows.forEach((value, at) => {
    lengths[at % width] = (lengths[at % width] as number) + value * value
  })
  return centred(
    rows.map((value, at) => value / (lengths[at % width] as number) ** 0.4),
    width,
  )
}

/** What all pairs have in common says nothing. */
function centred(matrix: Float64Array, width: number): Float64Array {
  const height = matrix.length / width
  const mean = new Float64Array(width)
  matrix.forEach((value, at) => {
    mean[at % width] = (mean[at % width] as number) + value / height
  })
  return matrix.map((value, at) => value - (mean[at % width] as number))
}

export function trainMeaning(texts: readonly string[]): Meanings {
  const { width, contexts } = MEANING
  const read = texts.map(pairsOf)
  const vocabulary = vocabularyOf(read)
  const { pairs, counts, total, rows } = vocabulary
  const learned = directions(companyOf(read, vocabulary), pairs.length, Math.min(contexts, pairs.length))
  const table = new Int8Array(learned.length)
  const scales = new Float32Array(pairs.length)
  for (let row = 0; row < pairs.length; row++) {
    let most = 1e-9
    let length = 0
    for (let i = 0; i < width; i++) {
      most = Math.max(most, Math.abs(learned[row * width + i] as number))
      length += (learned[row * width + i] as number) ** 2
    }
    for (let i = 0; i < width; i++) table[row * width + i] = Math.round((127 * (learned[row * width + i] as number)) / most)
    const count = PLAIN / (PLAIN + (counts[row] as number) / total)
    scales[row] = (most / 127 / Math.sqrt(length || 1)) * count
  }
  return { width, pairs, table, scales, rows }
}
