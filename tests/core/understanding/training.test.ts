import { expect, test } from 'vitest'
import { encodeModel } from '../../../core/understanding/model/codec.ts'
import { meaningOf, nearness } from '../../../core/understanding/model/meaning.ts'
import { loadData } from '../../../scripts/training/data.ts'
import { OPTIONS, trainModel } from '../../../scripts/training/pipeline.ts'
import { trainMeaning } from '../../../scripts/training/train-meaning.ts'

test('the same data give the same weights, byte for byte', () => {
  const all = loadData('corpus', '')
  const few = { ...all, chats: all.chats.slice(0, 3).map((chat) => chat.slice(0, 40)), lines: all.lines.slice(0, 60) }
  const bytes = (): Buffer => Buffer.from(encodeModel(trainModel(few, { ...OPTIONS, settings: { ...OPTIONS.settings, epochs: 1 } })))
  expect(Buffer.compare(bytes(), bytes())).toBe(0)
})

test('words that keep the same company are near, others are not', () => {
  const water = ['水管漏了要修', '水管破了要修', '龙头漏了要修', '龙头破了要修']
  const sound = ['楼上唱歌太吵', '隔壁唱歌太吵', '楼上打牌太吵', '隔壁打牌太吵']
  const meanings = trainMeaning(Array.from({ length: 12 }, () => [...water, ...sound]).flat())
  const near = (a: string, b: string): number => nearness(meaningOf(meanings, a), meaningOf(meanings, b))
  expect(near('水管', '龙头')).toBeGreaterThan(near('水管', '唱歌'))
})
