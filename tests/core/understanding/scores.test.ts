import { expect, test } from 'vitest'
import { evaluate, heldOutOnly } from '../../../scripts/training/evaluate.ts'
import { readLabelled } from '../../../scripts/training/labelled.ts'
import { macro } from '../../../scripts/training/score.ts'
import { loadReader } from '../../../services/reader.ts'

const scores = evaluate(loadReader(), heldOutOnly(readLabelled(['corpus'])))

/** Floors a little under the published scores: who makes the reader worse, learns of it here. */
test.each([
  ['reports found among short lines', scores.reports.lines.short.share, 0.93],
  ['reports found in whole chats', scores.reports.chats.all.share, 0.88],
  ['tickets opened by themselves that were right', scores.reports.chats.openedRight.share, 0.94],
  ['hard negatives, macro-F1', macro(scores.hardNegatives), 0.78],
  ['categories of single lines, macro-F1', macro(scores.category.lines), 0.77],
  ['follow-ups linked, of those recognised', scores.links.linkedOfRecognised.share, 0.85],
  ['follow-ups recognised', scores.links.recognised.share, 0.78],
] as const)('%s stay above the floor', (_name, share, floor) => expect(share).toBeGreaterThan(floor))

test('second tickets for an open matter stay rare', () => expect(scores.links.secondTickets.share).toBeLessThan(0.04))

test('of the messages given nine chances in ten, nine in ten are right', () => {
  for (const band of [...scores.reliability.chats, ...scores.reliability.lines])
    if (band.of >= 100) expect(Math.abs(band.right - band.said)).toBeLessThan(0.12)
})
