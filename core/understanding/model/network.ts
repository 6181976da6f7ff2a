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
}

/** Sums of rows so far; more features may be added before the answers are read. */
export interface Sums {
  values: Float64Array
  count: number
}

export const newSums = (network: Network): Sums => ({ values: new Float64Array(network.deep + OUTPUTS), count: 0 })

const isKnown = (known: Uint8Array, hash: number): boolean => {
  const bit = Math.imul(hash, 0x9e3779b1) >>> 0
  const at = bit % (known.length * 8)
  return ((known[at >> 3] ?? 0) & (1 << (at & 7))) !== 0
}

export function markKnown(known: Uint8Array, hash: number): void {
  const bit = Math.imul(hash, 0x9e3779b1) >>> 0
  const at = bit % (known.length * 8)
  known[at >> 3] = (known[at >> 3] ?? 0) | (1 << (at & 7))
}

export const knows = isKnown

export function addFeatures(network: Network, sums: Sums, features: readonly number[]): void {
  const width = network.deep + OUTPUTS
  const { table, scales, values } = { ...network, values: sums.values }
  const mask = network.rows - 1
  for (const hash of features) {
    if (!isKnown(network.known, hash)) continue
    sums.count++
    const row = hash & mask
    const scale = scales[row] ?? 0
    const from = row * width
    for (let i = 0; i < width; i++) values[i] = (values[i] ?? 0) + scale * (table[from + i] ?? 0)
  }
}

/** Raw answers (logits) of all heads. */
export function answers(network: Network, sums: Sums): Float64Array {
  const { deep, hidden, inner, innerBias, outer, outerBias } = network
  const out = new Float64Array(OUTPUTS)
  const unit = 1 / Math.sqrt(Math.max(1, sums.count))
  for (let o = 0; o < OUTPUTS; o++) out[o] = (outerBias[o] ?? 0) + (sums.values[deep + o] ?? 0) * unit
  for (let h = 0; h < hidden; h++) {
    let value = innerBias[h] ?? 0
    for (let d = 0; d < deep; d++) value += (sums.values[d] ?? 0) * unit * (inner[d * hidden + h] ?? 0)
    if (value <= 0) continue
    for (let o = 0; o < OUTPUTS; o++) out[o] = (out[o] ?? 0) + value * (outer[h * OUTPUTS + o] ?? 0)
  }
  return out
}
