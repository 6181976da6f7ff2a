/** Trains the network of core/understanding/model on samples: plain stochastic descent with a step size per number (Adagrad). */
import { HEAD_AT, HEADS, knows, markKnown, type Network, OUTPUTS, rowOf } from '../../core/understanding/model/network.ts'
import { INTENTS } from '../../core/understanding/terms.ts'
import { type Random, seeded, shuffle } from './random.ts'
import type { Sample } from './samples.ts'

export interface Settings {
  rows: number
  deep: number
  hidden: number
  epochs: number
  rate: number
  /** Part of the features hidden from each example. */
  dropout: number
  decay: number
  smoothing: number
  seed: number
  /** How much the followup, category and urgency heads count against intent: they see fewer examples. */
  heads: { followup: number; category: number; urgency: number }
  /** A feature must be seen so often to be known. */
  least: number
}

export const SETTINGS: Settings = {
  rows: 1 << 15,
  deep: 24,
  hidden: 40,
  epochs: 6,
  rate: 0.05,
  dropout: 0.5,
  decay: 1e-4,
  smoothing: 0.06,
  seed: 7,
  heads: { followup: 1.5, category: 3, urgency: 1.5 },
  least: 3,
}
/** Part of the hidden cells silent for each example. */
const HIDDEN_DROPOUT = 0.2
const KNOWN_BYTES = 1 << 18
const REPORT = INTENTS.indexOf('report')

/** Numbers with the sum of their squared slopes. */
interface Learned {
  values: Float32Array
  slopes: Float32Array
}
const learned = (size: number, start: () => number): Learned => ({
  values: Float32Array.from({ length: size }, start),
  slopes: new Float32Array(size).fill(1e-3),
})

interface Trainee {
  table: Learned
  inner: Learned
  innerBias: Learned
  outer: Learned
  outerBias: Learned
  fromMeaning: Learned
}

function step(one: Learned, at: number, slope: number, rate: number): void {
  const total = (one.slopes[at] as number) + slope * slope
  one.slopes[at] = total
  one.values[at] = (one.values[at] as number) - (rate * slope) / Math.sqrt(total)
}

function knownFeatures(samples: readonly Sample[], least: number): Uint8Array {
  const counts = new Map<number, number>()
  for (const sample of samples) for (const feature of sample.features) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  const known = new Uint8Array(KNOWN_BYTES)
  for (const [feature, count] of counts) if (count >= least) markKnown(known, feature)
  return known
}

/** Slopes of the loss at the outputs, in place of the raw answers. */
function outputSlopes(answers: Float64Array, sample: Sample, { smoothing, heads }: Settings): void {
  const head = (at: number, size: number, gold: number, count: number): void => {
    if (gold < 0) {
      answers.fill(0, at, at + size)
      return
    }
    let most = -Infinity
    for (let i = 0; i < size; i++) most = Math.max(most, answers[at + i] ?? 0)
    let sum = 0
    for (let i = 0; i < size; i++) sum += answers[at + i] = Math.exp((answers[at + i] ?? 0) - most)
    for (let i = 0; i < size; i++)
      answers[at + i] = ((answers[at + i] ?? 0) / sum - (i === gold ? 1 - smoothing : smoothing / (size - 1))) * sample.weight * count
  }
  head(HEAD_AT.intent, HEADS.intent, sample.intent, 1)
  head(HEAD_AT.followup, HEADS.followup, sample.followup, heads.followup)
  head(HEAD_AT.category, HEADS.category, sample.category, heads.category)
  head(HEAD_AT.urgency, HEADS.urgency, sample.urgency, heads.urgency)
  const open = 1 / (1 + Math.exp(-(answers[HEAD_AT.open] ?? 0)))
  const wanted = sample.intent === REPORT ? 1 - smoothing / 2 : smoothing / 4
  answers[HEAD_AT.open] = sample.intent < 0 ? 0 : (open - wanted) * sample.weight
}

class Trainer {
  readonly settings: Settings
  readonly net: Trainee
  readonly known: Uint8Array
  private readonly width: number
  private readonly random: Random
  private readonly sums: Float64Array
  private readonly slopes: Float64Array
  private readonly cells: Float64Array
  private readonly meaning: number

  constructor(samples: readonly Sample[], settings: Settings) {
    this.settings = settings
    this.random = seeded(settings.seed)
    this.width = settings.deep + OUTPUTS
    const { deep, hidden, rows } = settings
    this.meaning = samples.find((sample) => sample.meaning)?.meaning?.length ?? 0
    const spread = (size: number) => () => (this.random() - 0.5) * 2 * size
    let cell = 0
    const tableStart = (): number => (cell++ % this.width < deep ? (this.random() - 0.5) * 0.2 : 0)
    this.net = {
      table: learned(rows * this.width, tableStart),
      inner: learned(deep * hidden, spread(Math.sqrt(3 / deep))),
      innerBias: learned(hidden, () => 0.05),
      outer: learned(hidden * OUTPUTS, spread(Math.sqrt(1 / hidden))),
      outerBias: learned(OUTPUTS, () => 0),
      fromMeaning: learned(this.meaning * (hidden + OUTPUTS), spread(0.1)),
    }
    this.known = knownFeatures(samples, settings.least)
    this.sums = new Float64Array(this.width)
    this.slopes = new Float64Array(this.width)
    this.cells = new Float64Array(hidden)
  }

  /** One example: forward, backward, step. */
  private learn(sample: Sample, rate: number): void {
    const kept = this.keep(sample)
    if (kept.length === 0) return
    const unit = 1 / Math.sqrt(kept.length)
    const answers = this.forward(kept, unit, sample.meaning)
    outputSlopes(answers, sample, this.settings)
    this.backward(answers, unit, rate, sample.meaning)
    this.moveRows(kept, unit, rate)
  }

  /** Where the rows of the known features begin; some features are hidden at random. */
  private keep(sample: Sample): number[] {
    const { dropout, seed, rows } = this.settings
    const kept: number[] = []
    for (const feature of sample.features)
      if (this.random() >= dropout && knows(this.known, feature)) kept.push(rowOf(feature, seed, rows - 1) * this.width)
    return kept
  }

  private forward(kept: readonly number[], unit: number, direction: Float32Array | undefined): Float64Array {
    const { deep, hidden } = this.settings
    const { table, inner, innerBias, outer, outerBias } = this.net
    const { sums, cells, width } = this
    sums.fill(0)
    for (const from of kept) for (let i = 0; i < width; i++) sums[i] = (sums[i] as number) + (table.values[from + i] as number)
    const answers = new Float64Array(OUTPUTS)
    for (let o = 0; o < OUTPUTS; o++) answers[o] = (outerBias.values[o] as number) + (sums[deep + o] as number) * unit
    const wide = hidden + OUTPUTS
    const { fromMeaning } = this.net
    for (let m = 0; direction && m < this.meaning; m++)
      for (let o = 0; o < OUTPUTS; o++)
        answers[o] = (answers[o] as number) + (direction[m] as number) * (fromMeaning.values[m * wide + hidden + o] as number)
    for (let h = 0; h < hidden; h++) {
      let value = innerBias.values[h] as number
      for (let m = 0; direction && m < this.meaning; m++) value += (direction[m] as number) * (fromMeaning.values[m * wide + h] as number)
      for (let d = 0; d < deep; d++) value += (sums[d] as number) * unit * (inner.values[d * hidden + h] as number)
      const cell = value > 0 && this.random() >= HIDDEN_DROPOUT ? value / (1 - HIDDEN_DROPOUT) : 0
      cells[h] = cell
      if (cell > 0) for (let o = 0; o < OUTPUTS; o++) answers[o] = (answers[o] as number) + cell * (outer.values[h * OUTPUTS + o] as number)
    }
    return answers
  }

  /** Moves the hidden layer; leaves the slopes at the sums of rows in `slopes`. */
  private backward(atOutputs: Float64Array, unit: number, rate: number, direction: Float32Array | undefined): void {
    const { deep, hidden } = this.settings
    const { inner, innerBias, outer, outerBias } = this.net
    const { sums, slopes, cells } = this
    slopes.fill(0, 0, deep)
    for (let h = 0; h < hidden; h++) {
      const cell = cells[h] as number
      if (cell === 0) continue
      let slope = 0
      for (let o = 0; o < OUTPUTS; o++) {
        const out = atOutputs[o] as number
        if (out === 0) continue
        slope += out * (outer.values[h * OUTPUTS + o] as number)
        step(outer, h * OUTPUTS + o, out * cell, rate)
      }
      step(innerBias, h, slope, rate)
      for (let m = 0; direction && m < this.meaning; m++)
        step(this.net.fromMeaning, m * (hidden + OUTPUTS) + h, slope * (direction[m] as number), rate)
      for (let d = 0; d < deep; d++) {
        slopes[d] = (slopes[d] as number) + slope * (inner.values[d * hidden + h] as number)
        step(inner, d * hidden + h, slope * (sums[d] as number) * unit, rate)
      }
    }
    for (let o = 0; o < OUTPUTS; o++) {
      const out = atOutputs[o] as number
      slopes[deep + o] = out
      if (out === 0) continue
      step(outerBias, o, out, rate)
      for (let m = 0; direction && m < this.meaning; m++)
        step(this.net.fromMeaning, m * (hidden + OUTPUTS) + hidden + o, out * (direction[m] as number), rate)
    }
  }

  private moveRows(kept: readonly number[], unit: number, rate: number): void {
    const { table } = this.net
    const { slopes, width } = this
    const { decay } = this.settings
    for (const from of kept)
      for (let i = 0; i < width; i++) {
        const slope = slopes[i] as number
        if (slope !== 0) step(table, from + i, slope * unit + decay * (table.values[from + i] as number), rate)
      }
  }

  run(samples: readonly Sample[], say: (line: string) => void): void {
    const order = samples.map((_, i) => i)
    const { epochs, rate } = this.settings
    for (let epoch = 0; epoch < epochs; epoch++) {
      shuffle(order, this.random)
      const now = rate * (1 - (0.9 * epoch) / epochs)
      for (const at of order) this.learn(samples[at] as Sample, now)
      say(`  epoch ${epoch + 1}/${epochs}`)
    }
  }

  /** Rows become bytes with one scale each. */
  finish(): Network {
    const { rows, deep, hidden } = this.settings
    const { table, inner, innerBias, outer, outerBias } = this.net
    const bytes = new Int8Array(rows * this.width)
    const scales = new Float32Array(rows)
    for (let row = 0; row < rows; row++) {
      let most = 0
      for (let i = 0; i < this.width; i++) most = Math.max(most, Math.abs(table.values[row * this.width + i] ?? 0))
      const scale = most / 127
      scales[row] = scale
      if (scale > 0) for (let i = 0; i < this.width; i++) bytes[row * this.width + i] = Math.round((table.values[row * this.width + i] ?? 0) / scale)
    }
    return {
      rows,
      salt: this.settings.seed,
      deep,
      hidden,
      table: bytes,
      scales,
      known: this.known,
      inner: inner.values,
      innerBias: innerBias.values,
      outer: outer.values,
      outerBias: outerBias.values,
      meaning: this.meaning,
      fromMeaning: this.net.fromMeaning.values,
    }
  }
}

export function trainNetwork(samples: readonly Sample[], settings: Settings, say: (line: string) => void = () => {}): Network {
  const trainer = new Trainer(samples, settings)
  trainer.run(samples, say)
  return trainer.finish()
}
