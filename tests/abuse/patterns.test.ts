/** Pathological text: only so much of a message is read, so what comes behind costs nothing. Speed itself: `npm run fuzz -- --patterns`. */
import { expect, test } from 'vitest'
import { loadReader } from '../../services/reader.ts'

const HARD = [
  'a',
  '1',
  ' ',
  '@',
  '「a：',
  '- ',
  '128号楼2单元',
  '楼道灯不亮了，',
  '1042 接单 ',
  '今天下午3点',
  '👨‍👩‍👧',
  '！？…',
  '[捂脸',
  'http://a.b/',
]

test.each(HARD)('100 kB of "%s" are read as a tenth of them is', { timeout: 60_000 }, (piece) => {
  const reader = loadReader()
  const read = (length: number) => {
    const words = piece
      .repeat(Math.ceil(length / piece.length))
      .slice(0, length)
      .toWellFormed()
    return reader.read(words, { quoted: words })
  }
  expect(read(100_000)).toEqual(read(10_000))
})
