/** The trained model as a value: hashed features in, calibrated probabilities out. Plain numbers, no network. */
import { type Curve, readCurve } from '../calibrate.ts'
import { type Scores, softmax } from '../knowledge/rules.ts'
import type { LinkWeights } from '../link.ts'
import { addFeatures, answers, HEAD_AT, HEADS, type Network, newSums, type Sums } from './network.ts'

export interface Thresholds {
  /** Least probability for a ticket by itself, for a lead, and for a ticket where life is in danger. */
  open: number
  lead: number
  emergency: number
  /** Least link score for a follow-up to be appended. */
  link: number
}

export interface Model {
  version: string
  network: Network
  link: LinkWeights
  /** Weights of repeat.ts. */
  repeat: readonly number[]
  /** Of a message by itself, and within the talk of its group. */
  alone: { confidence: Curve; open: Curve }
  within: { confidence: Curve; open: Curve }
  thresholds: Thresholds
}

export const startSums = (model: Model, features: readonly number[]): Sums => {
  const sums = newSums(model.network)
  addFeatures(model.network, sums, features)
  return sums
}

/** `talk` are the features of the group's talk; empty for a message by itself. Adds them to `sums`. */
export function scoreByModel(model: Model, sums: Sums, talk: readonly number[]): Scores {
  if (talk.length > 0) addFeatures(model.network, sums, talk)
  const raw = answers(model.network, sums)
  const head = (at: number, size: number): Float64Array => softmax(raw.slice(at, at + size))
  const curves = talk.length > 0 ? model.within : model.alone
  const open = 1 / (1 + Math.exp(-(raw[HEAD_AT.open] ?? 0)))
  const intent = head(HEAD_AT.intent, HEADS.intent)
  return {
    intent,
    followup: head(HEAD_AT.followup, HEADS.followup),
    category: head(HEAD_AT.category, HEADS.category),
    urgency: head(HEAD_AT.urgency, HEADS.urgency),
    rawOpen: (open + (intent[0] ?? 0)) / 2,
    open: readCurve(curves.open, (open + (intent[0] ?? 0)) / 2),
    confidence: (probability) => readCurve(curves.confidence, probability),
  }
}
