/** Learns the weights of core/understanding/repeat.ts from lessons where a report was read while a matter it could belong to was open. */
import { HAND_REPEAT, REPEAT_WIDTH, repeatFeatures } from '../../core/understanding/repeat.ts'
import { repeatCandidate } from '../../core/understanding/understand.ts'
import { seeded, shuffle } from './random.ts'
import type { Lesson } from './simulate.ts'

interface Case {
  features: number[]
  told: boolean
}

export function trainRepeat(lessons: readonly Lesson[], seed = 5): { weights: number[]; cases: number } {
  const cases: Case[] = lessons.flatMap((lesson) => {
    const { read, links, heard, message } = lesson
    if (read.reading.intent !== 'report' || (message.intent !== 'report' && message.intent !== 'followup')) return []
    const candidate = repeatCandidate(heard, read, links)
    return candidate ? [{ features: repeatFeatures(read, candidate), told: message.intent === 'followup' }] : []
  })
  const weights = Float64Array.from(HAND_REPEAT)
  const random = seeded(seed)
  const epochs = 60
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rate = 0.05 * (1 - epoch / epochs)
    for (const { features, told } of shuffle([...cases], random)) {
      const sum = features.reduce((total, value, i) => total + value * (weights[i] ?? 0), 0)
      const slope = 1 / (1 + Math.exp(-sum)) - Number(told)
      for (let i = 0; i < REPEAT_WIDTH; i++)
        weights[i] = (weights[i] ?? 0) - rate * (slope * (features[i] ?? 0) + 0.01 * ((weights[i] ?? 0) - (HAND_REPEAT[i] ?? 0)))
    }
  }
  return { weights: Array.from(weights, (value) => Math.round(value * 1e4) / 1e4), cases: cases.length }
}
