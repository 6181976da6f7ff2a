/**
 * A small network over hashed features: every feature has a row of numbers, one part voting directly for the answers (wide)
 * and one part feeding a hidden layer (deep). Rows are bytes with one scale each.
 */
import { CATEGORIES, FOLLOWUPS, INTENTS, URGENCIES } from '../terms.ts'

/** The heads, one after another in the output: sizes and positions. The last one is "a ticket should be opened". */
export const HEADS = { intent: INTENTS.length, followup: FOLLOWUPS.length, category: CATEGORIES.length, urgency: URGENCIES.length, open: 1 } as const
export const OUTPUTS = HEADS.intent + HEADS.followup + HEADS.category + HEADS.urgency + HEADS.open
export const HEAD_AT = {
  intent: 0,
  followup: HEADS.intent,
  category: HEADS.intent + HEADS.followup,
  urgency: HEADS.intent + HEADS.followup + HEADS.category,
  open: OUTPUTS - 1,
} as const

export interface Network {
  /** Rows of the table; a power of two. */
  rows: number
  /** Networks of different salt put features together differently where they must share a row. */
  salt: number
  /** Width of the deep part of a row. */
  deep: number
  hidden: number
  /** rows × (deep + OUTPUTS) bytes; row r is scaled by scales[r]. */
  table: Int8Array
  scales: Float32Array
  /** Bits of the features that training knew: others are skipped instead of voting by accident. */
  known: Uint8Array
  /** deep × hidden, hidden, hidden × OUTPUTS, OUTPUTS. */
  inner: Float32Array
  innerBias: Float32Array
  outer: Float32Array
  outerBias: Float32Array
  /** How wide the direction of a message's meaning is; 0 where the network knows none. */
  meaning: number
  /** meaning × (hidden + OUTPUTS). */
  fromMeaning: Float32Array
}

/** Sums of rows so far; more features may be added before the answers are read. */
export interface Sums {
  values: Float64Array
  count: number
}

export const newSums = (network: Network): Sums => ({ values: new Float64Array(network.deep + OUTPUTS), count: 0 })

/** The row of a feature. */
export const rowOf = (hash: number, salt: number, mask: number): number => (Math.imul(hash ^ salt, 0x85ebca6b) >>> 7) & mask

const isKnown = (known: Uint8Array, hash: number): boolean => {
  const bit = Math.imul(hash, 0x9e3779b1) >>> 0
  const at = bit % (known.length * 8)
  return ((known[at >> 3] as number) & (1 << (at & 7))) !== 0
}

export function markKnown(known: Uint8Array, hash: number): void {
  const bit = Math.imul(hash, 0x9e3779b1) >>> 0
  const at = bit % (known.length * 8)
  known[at >> 3] = (known[at >> 3] ?? 0) | (1 << (at & 7))
}

export const knows = isKnown

/** The hottest loop of the reader: no checks inside, the positions are within the arrays by construction. */
export function addFeatures(network: Network, sums: Sums, features: readonly number[]): void {
  const { table, scales, known } = network
  const { values } = sums
  const width = network.deep + OUTPUTS
  const mask = network.rows - 1
  const salt = network.salt
  let count = 0
  for (let k = 0; k < features.length; k++) {
    const hash = features[k] as number
    if (!isKnown(known, hash)) continue
    count++
    const row = rowOf(hash, salt, mask)
    const scale = scales[row] as number
    const from = row * width
    for (let i = 0; i < width; i++) values[i] = (values[i] as number) + scale * (table[from + i] as number)
  }
  sums.count += count
}

/** What the direction of meaning adds to the hidden cells and to the answers. */
function addMeaning({ hidden, meaning, fromMeaning }: Network, direction: Float32Array, cells: Float64Array, out: Float64Array): void {
  const width = hidden + OUTPUTS
  for (let m = 0; m < meaning; m++) {
    const value = direction[m] as number
    if (value === 0) continue
    const from = m * width
    for (let h = 0; h < hidden; h++) cells[h] = (cells[h] as number) + value * (fromMeaning[from + h] as number)
    for (let o = 0; o < OUTPUTS; o++) out[o] = (out[o] as number) + value * (fromMeaning[from + hidden + o] as number)
  }
}

/** Raw answers (logits) of all heads. `direction` is the meaning of the message, see meaning.ts. */
export function answers(network: Network, sums: Sums, direction?: Float32Array): Float64Array {
  const { deep, hidden, inner, innerBias, outer, outerBias } = network
  const out = new Float64Array(OUTPUTS)
  const cells = new Float64Array(hidden)
  const { values } = sums
  const unit = 1 / Math.sqrt(Math.max(1, sums.count))
  for (let o = 0; o < OUTPUTS; o++) out[o] = (outerBias[o] as number) + (values[deep + o] as number) * unit
  for (let h = 0; h < hidden; h++) cells[h] = innerBias[h] as number
  if (direction) addMeaning(network, direction, cells, out)
  for (let d = 0; d < deep; d++) {
    const value = (values[d] as number) * unit
    const from = d * hidden
    for (let h = 0; h < hidden; h++) cells[h] = (cells[h] as number) + value * (inner[from + h] as number)
  }
  for (let h = 0; h < hidden; h++) {
    const cell = cells[h] as number
    if (cell <= 0) continue
    const from = h * OUTPUTS
    for (let o = 0; o < OUTPUTS; o++) out[o] = (out[o] as number) + cell * (outer[from + o] as number)
  }
  return out
}
