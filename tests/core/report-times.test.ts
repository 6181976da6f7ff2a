import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { appraisalDue, monthAsked, monthBefore, turnAsked, turnEnded } from '../../core/report-times.ts'

const ZONE = 'Asia/Shanghai'
const at = (text: string): number => DateTime.fromFormat(text, 'yyyy-MM-dd HH:mm', { zone: ZONE }).toMillis()
const shown = ({ from, to }: { from: number; to: number }): string =>
  [from, to].map((one) => DateTime.fromMillis(one, { zone: ZONE }).toFormat('yyyy-MM-dd HH:mm')).join(' … ')

describe('the week of a turn', () => {
  test('runs from turn to turn, and the last one stays due until the next', () => {
    for (const now of ['2026-11-22 20:00', '2026-11-22 23:30', '2026-11-23 07:00', '2026-11-29 19:59'])
      expect(turnEnded(at(now), '20:00', ZONE)).toMatchObject({ from: at('2026-11-15 20:00'), to: at('2026-11-22 20:00'), tick: '2026-11-22' })
    expect(turnEnded(at('2026-11-22 19:59'), '20:00', ZONE).tick).toBe('2026-11-15')
  })

  test('every instant lies in exactly one', () => {
    for (const zone of [ZONE, 'Europe/Berlin', 'America/New_York'])
      for (let now = at('2026-01-01 00:00'); now < at('2026-12-31 00:00'); now += 3_600_000 * 17) {
        const ended = turnEnded(now, '20:00', zone)
        expect(ended.to).toBeLessThanOrEqual(now)
        expect(turnEnded(now, '20:00', zone, 1).to).toBe(ended.from)
        expect(turnEnded(ended.to - 1, '20:00', zone).to).toBe(ended.from)
      }
  })

  test('asked for on the day after a turn is the one that was told, later the week so far, or as many back as one says', () => {
    expect(shown(turnAsked(at('2026-11-23 09:00'), '20:00', ZONE))).toBe('2026-11-15 20:00 … 2026-11-22 20:00')
    expect(turnAsked(at('2026-11-25 09:00'), '20:00', ZONE)).toEqual({ from: at('2026-11-22 20:00'), to: at('2026-11-25 09:00') + 1, soFar: true })
    expect(turnAsked(at('2026-11-23 09:00'), '20:00', ZONE, 0)).toMatchObject({ from: at('2026-11-22 20:00'), soFar: true })
    expect(shown(turnAsked(at('2026-11-25 09:00'), '20:00', ZONE, 2))).toBe('2026-11-08 20:00 … 2026-11-15 20:00')
  })
})

describe('the month of an appraisal', () => {
  test('is due on the 1st at nine, and stays due', () => {
    expect(appraisalDue(at('2026-12-01 08:59'), ZONE).tick).toBe('2026-10')
    for (const now of ['2026-12-01 09:00', '2026-12-24 22:00', '2027-01-01 08:59'])
      expect(appraisalDue(at(now), ZONE)).toMatchObject({ from: at('2026-11-01 00:00'), to: at('2026-12-01 00:00'), tick: '2026-11' })
  })

  test('asked for on the 1st is the one that ended, later the month so far; the one before it is whole', () => {
    expect(shown(monthAsked(at('2026-12-01 07:00'), ZONE))).toBe('2026-11-01 00:00 … 2026-12-01 00:00')
    const soFar = monthAsked(at('2026-12-02 07:00'), ZONE)
    expect(soFar).toEqual({ from: at('2026-12-01 00:00'), to: at('2026-12-02 07:00') + 1, soFar: true })
    expect(shown(monthBefore(soFar, ZONE))).toBe('2026-11-01 00:00 … 2026-12-01 00:00')
  })
})
