/** Learns the weights of core/understanding/link.ts: among the matters of the group, the right one should score highest. */
import { HAND_WEIGHTS, LINK_FEATURES, type LinkWeights } from '../../core/understanding/link.ts'
import { FOLLOWUPS } from '../../core/understanding/terms.ts'
import { seeded, shuffle } from './random.ts'
import type { Lesson } from './simulate.ts'

interface Choice {
  kind: number
  options: readonly (readonly number[])[]
  right: number
}

const choicesOf = (lessons: readonly Lesson[]): Choice[] =>
  lessons.flatMap((lesson) => {
    const { message, links } = lesson
    if (message.intent !== 'followup' || !message.followup || message.text === '') return []
    const right = links.findIndex((link) => link.matter.id === String(message.refers))
    return right < 0 ? [] : [{ kind: FOLLOWUPS.indexOf(message.followup), options: links.map((link) => link.features), right }]
  })

const WIDTH = LINK_FEATURES.length

export function trainLink(lessons: readonly Lesson[], seed = 3): LinkWeights {
  const choices = choicesOf(lessons)
  // The hand-made weights are where learning starts and what it is drawn back to: some cues (quotes) are rare in the data.
  const shared = Float64Array.from(HAND_WEIGHTS.shared)
  const byKind = FOLLOWUPS.map(() => new Float64Array(WIDTH))
  const random = seeded(seed)
  const epochs = 40
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rate = 0.05 * (1 - epoch / epochs)
    for (const choice of shuffle([...choices], random)) {
      const own = byKind[choice.kind] as Float64Array
      const scores = choice.options.map((option) => option.reduce((sum, value, f) => sum + value * ((shared[f] ?? 0) + (own[f] ?? 0)), 0))
      const most = Math.max(...scores)
      const powers = scores.map((score) => Math.exp(score - most))
      const total = powers.reduce((sum, power) => sum + power, 0)
      choice.options.forEach((option, i) => {
        const slope = (powers[i] ?? 0) / total - (i === choice.right ? 1 : 0)
        for (let f = 0; f < WIDTH; f++) {
          const value = option[f] ?? 0
          if (value === 0) continue
          shared[f] = (shared[f] ?? 0) - rate * slope * value
          own[f] = (own[f] ?? 0) - rate * slope * value * 0.5
        }
      })
      for (let f = 0; f < WIDTH; f++) own[f] = (own[f] ?? 0) * (1 - rate * 0.02)
      for (let f = 0; f < WIDTH; f++) shared[f] = (shared[f] ?? 0) - rate * 0.002 * ((shared[f] ?? 0) - (HAND_WEIGHTS.shared[f] ?? 0))
    }
  }
  const tidy = (row: Float64Array): number[] => Array.from(row, (value) => Math.round(value * 1e4) / 1e4)
  return { shared: tidy(shared), byKind: byKind.map(tidy) }
}
