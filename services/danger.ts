/** Which advice a danger needs. */
import type { Danger } from '../core/phrases/phrases.ts'
import type { Ticket } from '../core/ticket.ts'
import type { Category } from '../core/understanding/terms.ts'

const BY_CATEGORY: Partial<Record<Category, Danger>> = {
  gas: 'gas',
  fire_safety: 'fire',
  elevator: 'trapped',
  power: 'electric',
  cables: 'electric',
  lighting: 'electric',
  water: 'water',
  drainage: 'water',
  heating: 'water',
  building: 'collapse',
  greenery: 'collapse',
  welfare: 'person',
  security: 'person',
}

/** What must be gone to first comes first. */
const FIRST = Object.keys(BY_CATEGORY)

const rank = (category: Category): number => (FIRST.includes(category) ? FIRST.indexOf(category) : FIRST.length)

/** Dangers told in one breath, the first to be gone to in front. */
export const byDanger = <T extends { category: Category }>(items: readonly T[]): T[] => [...items].sort((a, b) => rank(a.category) - rank(b.category))

const BY_WORDS: [RegExp, Danger][] = [
  [/(煤|燃|天然)气|瓦斯|\bgas\b/i, 'gas'],
  [/触电|漏电|电线|带电|打火花|\bwire\b/i, 'electric'],
  [/着火|起火|冒烟|浓烟|火苗|\b(fire|smoke)\b/i, 'fire'],
  [/困|\b(stuck|trapped)\b/i, 'trapped'],
  [/晕|昏|摔|流血|不省人事|走丢|失踪|\b(fainted|missing|unconscious)\b/i, 'person'],
]

export function dangerOf(ticket: Pick<Ticket, 'category' | 'words'>): Danger {
  return BY_WORDS.find(([words]) => words.test(ticket.words))?.[1] ?? BY_CATEGORY[ticket.category] ?? 'collapse'
}
