import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { readTime } from '../../core/when.ts'
import { NO_TIMES, PROMISES } from './when.cases.ts'

const zone = 'Asia/Shanghai'
const at = (wall: string, timezone = zone): number => DateTime.fromFormat(wall, 'yyyy-MM-dd HH:mm', { zone: timezone }).toMillis()
const said = (words: string, now: string, timezone = zone): string | undefined => {
  const time = readTime(words, at(now, timezone), timezone)
  return time === undefined ? undefined : DateTime.fromMillis(time, { zone: timezone }).toFormat('yyyy-MM-dd HH:mm')
}
const MONDAY = '2026-11-23 09:40'

describe('a promise on a Monday morning', () => {
  it.each(PROMISES)('"%s" means %s', (words, means) => {
    expect(said(words, MONDAY)).toBe(means.length > 11 ? means : `2026-${means}`)
  })
})

describe('what is no time', () => {
  it.each(NO_TIMES)('"%s" promises nothing', (words) => {
    expect(said(words, MONDAY)).toBeUndefined()
  })
})

describe('a promise later in the day', () => {
  it.each([
    ['今天下午', '2026-11-23 16:10', '2026-11-23 18:00'],
    ['今天', '2026-11-23 19:00', '2026-11-23 22:00'],
    ['今天', '2026-11-23 22:30', '2026-11-23 23:59'],
    ['下午去', '2026-11-23 21:00', '2026-11-24 15:00'],
    ['8点', '2026-11-23 21:00', '2026-11-24 08:00'],
    ['3点', '2026-11-23 18:00', '2026-11-24 15:00'],
    ['3点', '2026-11-23 01:00', '2026-11-23 03:00'],
    ['下班前', '2026-11-23 20:30', '2026-11-24 18:00'],
    ['晚上12点', '2026-11-23 23:10', '2026-11-24 00:00'],
    ['周一', '2026-11-23 20:00', '2026-11-23 22:00'],
    ['周一', '2026-11-23 23:00', '2026-11-30 18:00'],
    ['半小时后', '2026-11-23 23:50', '2026-11-24 00:20'],
    ['月底前', '2026-11-30 09:00', '2026-11-30 18:00'],
    ['31号', '2026-12-31 20:00', '2026-12-31 22:00'],
    ['2月29日', '2027-03-01 09:00', undefined],
    ['2月29日', '2028-01-10 09:00', '2028-02-29 18:00'],
  ])('"%s" at %s means %s', (words, now, means) => {
    expect(said(words, now)).toBe(means)
  })

  it('a date of the past that is spelled out stays in the past', () => {
    expect(said('2026-11-01', MONDAY)).toBe('2026-11-01 18:00')
  })
})

describe('promises in other timezones', () => {
  it('are read on the wall clock of the community', () => {
    expect(said('下午两点', '2026-11-23 09:40', 'Asia/Kolkata')).toBe('2026-11-23 14:00')
    expect(said('3 pm tomorrow', '2026-03-07 20:00', 'America/New_York')).toBe('2026-03-08 15:00')
    expect(said('tomorrow morning', '2026-10-31 20:00', 'America/New_York')).toBe('2026-11-01 10:00')
  })

  it('an hour that the change to summer time swallows is still an instant ahead', () => {
    const now = at('2026-03-07 20:00', 'America/New_York')
    expect(readTime('tomorrow 2:30 am', now, 'America/New_York')).toBeGreaterThan(now)
  })
})

describe('whatever is typed', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc
      .array(
        fc.constantFrom(
          ...'零一二两三四五六七八九十0123456789点半号日月周下午上明今后天早晚前内小时分钟楼栋单元:/-年个刻星期'.split(''),
          ' ',
          'pm',
          'in ',
          'Friday',
        ),
        { maxLength: 14 },
      )
      .map((parts) => parts.join('')),
  )
  it('the answer is a whole instant or nothing, never an invalid one', () => {
    fc.assert(
      fc.property(typed, fc.integer({ min: 1_600_000_000, max: 2_000_000_000 }), (words, seconds) => {
        const time = readTime(words, seconds * 1000, zone)
        expect(time === undefined || Number.isInteger(time)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('a bare hour or part of a day is always ahead, within a day and a half', () => {
    const words = fc.constantFrom('3点', '下午三点', '12点', '晚上', '上午', '15:30', '8点半', '凌晨', '中午', '晚上12点', '下班前')
    fc.assert(
      fc.property(words, fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }), (text, seconds) => {
        const now = seconds * 1000
        const time = readTime(text, now, zone) ?? Number.NaN
        expect(time).toBeGreaterThan(now)
        expect(time - now).toBeLessThanOrEqual(36 * 3_600_000)
      }),
    )
  })
})
