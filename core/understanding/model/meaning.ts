/**
 * What words are near in meaning: every pair of letters has a few numbers, learned from how people write about their homes
 * without any labels, so that a word that no labelled message holds is still known by the company it keeps.
 */
import { hashName } from './hashing.ts'

export interface Meanings {
  /** Numbers of each pair. */
  width: number
  /** Hashes of the known pairs, one row of `table` each. */
  pairs: Uint32Array
  /** pairs × width bytes; row r is scaled by scales[r], which holds how much the pair counts. */
  table: Int8Array
  scales: Float32Array
  /** Row of a pair by its hash. */
  rows: ReadonlyMap<number, number>
}

export const rowsOf = (pairs: Uint32Array): Map<number, number> => {
  const rows = new Map<number, number>()
  for (let row = 0; row < pairs.length; row++) rows.set(pairs[row] as number, row)
  return rows
}

const LONGEST = 160
const TOKENS = /[a-z']{2,}|[\u3400-\u9fff]|\d+/g

/** Hashes of the pairs of neighbouring letters, and of English words. Digits are all one. */
export function pairsOf(lower: string): number[] {
  const found: number[] = []
  let last = ''
  let lastEnd = -1
  for (const match of lower.slice(0, LONGEST).matchAll(TOKENS)) {
    const first = match[0][0] ?? ''
    const token = first >= '0' && first <= '9' ? '0' : match[0]
    if (first >= 'a' && first <= 'z') found.push(hashName(`m ${token}`))
    else if (lastEnd === match.index) found.push(hashName(`m ${last}${token}`))
    last = token
    lastEnd = match.index + match[0].length
  }
  return found
}

/** A direction of length 1; all zeros where nothing is known. */
export function meaningOf(meanings: Meanings, lower: string): Float32Array {
  const { width, table, scales, rows } = meanings
  const sum = new Float32Array(width)
  for (const pair of pairsOf(lower)) {
    const row = rows.get(pair)
    if (row === undefined) continue
    const scale = scales[row] as number
    for (let i = 0; i < width; i++) sum[i] = (sum[i] as number) + scale * (table[row * width + i] as number)
  }
  return unitLength(sum)
}

export function unitLength(sum: Float32Array): Float32Array {
  let square = 0
  for (const value of sum) square += value * value
  if (square > 0) {
    const length = Math.sqrt(square)
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) / length
  }
  return sum
}

/** How near two directions are: 1 the same, 0 nothing in common. */
export function nearness(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}
