/** Understanding a message beside @node-rs/jieba cutting and tagging the same text: both within this process, in turns. */
import { fileURLToPath } from 'node:url'
import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { loadReader } from '../../services/reader.ts'
import { readLines } from '../corpus-form.ts'
import { type Measure, measureOf, middle, type Row } from './measures.ts'

const ROUNDS = 5

/** @param count texts in each round */
export function benchUnderstanding(count: number): Row[] {
  const all = readLines(fileURLToPath(new URL('../../corpus/lines', import.meta.url))).map(({ text }) => text)
  const step = Math.max(1, Math.floor(all.length / count))
  const texts = all.filter((_, n) => n % step === 0).slice(0, count)
  const jieba = Jieba.withDict(dict)
  const reader = loadReader()
  const tag = (text: string): unknown => jieba.tag(text, true)
  const heard = (text: string, n: number) => ({
    id: String(n),
    senderId: '1',
    senderName: '',
    role: 'resident' as const,
    kind: 'text' as const,
    text,
    at: n,
  })
  const understand = (text: string, n: number): unknown =>
    reader.understand(heard(text, n), { roomBuilding: '3', recent: [], matters: [] }, { mode: 'auto' })
  // Once through, so that both have their tables and compiled code.
  for (const work of [tag, understand]) timed(texts, work)
  const [bare, full]: [Measure[], Measure[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(timed(texts, tag))
    full.push(timed(texts, understand))
  }
  return [{ what: 'a message understood; bare: jieba tags it', transport: 'in-process', bare: middle(bare), full: middle(full) }]
}

function timed(texts: readonly string[], work: (text: string, n: number) => unknown): Measure {
  const latencies: number[] = []
  const start = performance.now()
  for (const [n, text] of texts.entries()) {
    const since = performance.now()
    work(text, n)
    latencies.push(performance.now() - since)
  }
  return measureOf(latencies, (performance.now() - start) / 1000)
}
