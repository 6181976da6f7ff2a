/** The networks of a model and the samples each is trained on. */
import { IDENTITY } from '../../core/understanding/calibrate.ts'
import { HAND_WEIGHTS } from '../../core/understanding/link.ts'
import type { Meanings } from '../../core/understanding/model/meaning.ts'
import type { Model } from '../../core/understanding/model/model.ts'
import type { Network } from '../../core/understanding/model/network.ts'
import { sumsOf } from '../../core/understanding/read.ts'
import { HAND_REPEAT } from '../../core/understanding/repeat.ts'
import type { Intent } from '../../core/understanding/terms.ts'
import { THRESHOLDS } from '../../core/understanding/understand.ts'
import type { Data } from './data.ts'
import { isTrainable, type Sample, sampleOf, sampleOfLine, sampleOfRow } from './samples.ts'
import type { Lesson } from './simulate.ts'
import { type Settings, trainNetwork } from './train-network.ts'

export const WEIGHT = { line: 1, alone: 0.6, within: 1, petition: 0.25, everyday: 0.5 } as const
/** Kinds of message that are rare in chats count more. */
const RARE: Partial<Record<Intent, number>> = { consult: 2, suggest: 2, praise: 2 }

export function textSamples(data: Data, weightAlone: number): Sample[] {
  return [
    ...data.chats
      .flat()
      .filter(isTrainable)
      .map((message) => sampleOfLine(message, weightAlone * (RARE[message.intent] ?? 1), data.meanings)),
    ...data.lines.filter(isTrainable).map((message) => sampleOfLine(message, WEIGHT.line * (RARE[message.intent] ?? 1), data.meanings)),
    ...data.petitions.map((row) => ({ ...sampleOfRow(row, WEIGHT.petition, data.meanings), category: -1 })),
    ...data.everyday.map((row) => sampleOfRow(row, WEIGHT.everyday, data.meanings)),
  ]
}

export const talkSamples = (lessons: readonly Lesson[], meanings: Meanings | undefined, weight: number): Sample[] =>
  lessons
    .filter(({ message }) => isTrainable(message))
    .map(({ read, context, talk, message }) => {
      const { features, meaning } = sumsOf({ meanings }, read.prepared, context)
      return sampleOf({ features: [...features, ...talk], meaning }, message, weight * (RARE[message.intent] ?? 1), message.chat)
    })

export const asModel = (
  aloneNetworks: readonly Network[],
  talkNetworks: readonly Network[],
  topics: readonly Network[],
  meanings: Meanings | undefined,
  link = HAND_WEIGHTS,
  repeat: readonly number[] = HAND_REPEAT,
): Model => ({
  version: 'in training',
  aloneNetworks,
  talkNetworks,
  topics,
  ...(meanings ? { meanings } : {}),
  link,
  repeat,
  alone: { confidence: IDENTITY, open: IDENTITY },
  within: { confidence: IDENTITY, open: IDENTITY },
  thresholds: THRESHOLDS,
})

/** Networks for category and urgency: on problems alone, by themselves. */
const TOPIC_SETTINGS: Partial<Settings> = { rows: 1 << 15, rate: 0.1, epochs: 10, least: 2, heads: { followup: 1, category: 1, urgency: 1 } }

export function trainTopics(data: Data, settings: Settings, seeds: readonly number[]): Network[] {
  const messages = [...data.chats.flat(), ...data.lines].filter((message) => isTrainable(message) && message.category)
  const samples = messages.map((message) => ({
    ...sampleOfLine(message, message.intent === 'report' ? 1 : 0.5, data.meanings),
    intent: -1,
    followup: -1,
  }))
  return seeds.map((seed) => trainNetwork(samples, { ...settings, ...TOPIC_SETTINGS, seed }))
}

/** The network for messages by themselves: single lines count most. */
const ALONE_SETTINGS: Partial<Settings> = { rate: 0.1, epochs: 8, dropout: 0.3, least: 2 }
export function trainAlone(data: Data, settings: Settings, seeds: readonly number[]): Network[] {
  const samples = textSamples(data, 0.4)
  return seeds.map((seed) => trainNetwork(samples, { ...settings, ...ALONE_SETTINGS, seed }))
}
