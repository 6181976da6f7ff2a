/** The trained model as a value: hashed features in, calibrated probabilities out. Plain numbers, no network. */
import { type Curve, readCurve } from '../calibrate.ts'
import { type Scores, softmax } from '../knowledge/rules.ts'
import type { LinkWeights } from '../link.ts'
import { INTENTS } from '../terms.ts'
import type { Meanings } from './meaning.ts'
import { addFeatures, answers, HEAD_AT, HEADS, type Network, newSums, OUTPUTS } from './network.ts'

/** Least probabilities for deeds. */
export interface Limits {
  /** A ticket by itself. */
  open: number
  /** A lead, to be judged by staff. */
  lead: number
  /** A ticket where life is in danger. */
  emergency: number
  /** An answer to a question, or a proposal put down. */
  answer: number
}

export interface Thresholds {
  /** For a message by itself, and within the talk of its group. */
  alone: Limits
  within: Limits
  /** Least link score for a follow-up to be appended. */
  link: number
}

export interface Model {
  version: string
  /** Judge a message by itself; several of different salt and seed, averaged. */
  aloneNetworks: readonly Network[]
  /** Judge a message within the talk of its group. */
  talkNetworks: readonly Network[]
  /** Judge category and urgency alone, trained on problems only. */
  topics: readonly Network[]
  /** Which words are near in meaning. */
  meanings?: Meanings
  link: LinkWeights
  /** Weights of repeat.ts. */
  repeat: readonly number[]
  /** Curves for a message by itself, and within the talk of its group. */
  alone: { confidence: Curve; open: Curve }
  within: { confidence: Curve; open: Curve }
  thresholds: Thresholds
}

/** What the model sees of a message by itself; the talk's features may be added. */
export interface ModelSums {
  features: readonly number[]
  /** The direction of its meaning. */
  meaning?: Float32Array
  /** Answers of the networks for topics, which see no talk; asked when first needed. */
  topics?: Float64Array
}

/** Small talk so surely that the first network's word is enough: no other could turn it. */
const SETTLED = 5

/** Mean answers of several networks; small talk beyond doubt is settled by the first. */
function ask(networks: readonly Network[], meaning: Float32Array | undefined, ...features: readonly (readonly number[])[]): Float64Array {
  const mean = new Float64Array(OUTPUTS)
  for (const [i, network] of networks.entries()) {
    const sums = newSums(network)
    for (const some of features) addFeatures(network, sums, some)
    const raw = answers(network, sums, meaning)
    if (i === 0 && leadOfNone(raw) > SETTLED) return raw
    for (let o = 0; o < OUTPUTS; o++) mean[o] = (mean[o] as number) + (raw[o] as number) / networks.length
  }
  return mean
}

/** How much the networks for topics count against the one for everything. */
const TOPICS_COUNT = 0.65

/** Small talk beyond doubt needs no category. */
const SURELY_NONE = 2.5

/** How far "none" is ahead of the next intent. */
function leadOfNone(raw: Float64Array): number {
  let other = -Infinity
  for (let i = 0; i < HEADS.intent; i++) if (i !== NONE) other = Math.max(other, raw[i] as number)
  return (raw[NONE] as number) - other
}

const isSmallTalk = (raw: Float64Array): boolean => leadOfNone(raw) > SURELY_NONE

/** Category and urgency: both kinds of network, weighted. */
function mixTopics(model: Model, sums: ModelSums, raw: Float64Array): void {
  if (model.topics.length === 0 || isSmallTalk(raw)) return
  sums.topics ??= ask(model.topics, sums.meaning, sums.features)
  for (let i = HEAD_AT.category; i < HEAD_AT.open; i++) raw[i] = (1 - TOPICS_COUNT) * (raw[i] as number) + TOPICS_COUNT * (sums.topics[i] as number)
}

/**
 * Training sees far more small talk than a message that somebody asks about by itself: taken off the answer "none".
 * Tickets and leads have thresholds of their own, so small talk does not suffer.
 */
const NONE_ALONE = 1
/** A follow-up that is missed is lost; one too many lies in the ticket's notes. */
const NONE_WITHIN = 1
/** Proposals and praise are so seldom in training that the networks hardly dare to say them. */
const SELDOM = 0.9
const NONE = HEAD_AT.intent + INTENTS.indexOf('none')
const SUGGEST = HEAD_AT.intent + INTENTS.indexOf('suggest')
const PRAISE = HEAD_AT.intent + INTENTS.indexOf('praise')

/** `talk` are the features of the group's talk; empty for a message by itself. */
export function scoreByModel(model: Model, sums: ModelSums, talk: readonly number[]): Scores {
  const raw = talk.length > 0 ? ask(model.talkNetworks, sums.meaning, sums.features, talk) : ask(model.aloneNetworks, sums.meaning, sums.features)
  raw[NONE] = (raw[NONE] ?? 0) - (talk.length === 0 ? NONE_ALONE : NONE_WITHIN)
  raw[SUGGEST] = (raw[SUGGEST] ?? 0) + SELDOM
  if (talk.length === 0) raw[PRAISE] = (raw[PRAISE] ?? 0) + SELDOM / 2
  mixTopics(model, sums, raw)
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
