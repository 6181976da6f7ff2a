import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterQuiet, instantAt, isTimezone, startOfDay, wallClock, within } from '../../core/time.ts'

const ZONES = ['Asia/Shanghai', 'Asia/Kolkata', 'America/New_York', 'UTC'] as const
const whenever = fc.integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2032, 0, 1) / 60_000 }).map((minutes) => minutes * 60_000)

describe('the wall clock of a community', () => {
  it.each([
    ['Asia/Shanghai', { date: '2026-11-24', time: '00:30', weekday: 2 }],
    ['Asia/Kolkata', { date: '2026-11-23', time: '22:00', weekday: 1 }],
    ['America/New_York', { date: '2026-11-23', time: '11:30', weekday: 1 }],
    ['UTC', { date: '2026-11-23', time: '16:30', weekday: 1 }],
  ])('at the same moment shows in %s %o', (zone, shown) => {
    expect(wallClock(Date.UTC(2026, 10, 23, 16, 30), zone)).toEqual(shown)
  })

  it('and back: the instant of what a wall clock shows is that moment again', () => {
    fc.assert(
      fc.property(whenever, fc.constantFrom(...ZONES.filter((zone) => zone !== 'America/New_York')), (at, zone) => {
        const { date, time } = wallClock(at, zone)
        expect(instantAt(date, time, zone)).toBe(at)
      }),
    )
  })

  it('moves by days of the calendar, not by 24 hours, over a change of clocks', () => {
    expect(instantAt('2026-03-07', '20:30', 'America/New_York', 1) - instantAt('2026-03-07', '20:30', 'America/New_York')).toBe(23 * 3_600_000)
    expect(instantAt('2026-10-31', '20:30', 'America/New_York', 1) - instantAt('2026-10-31', '20:30', 'America/New_York')).toBe(25 * 3_600_000)
  })

  it('a day begins at its own midnight', () => {
    expect(startOfDay(Date.UTC(2026, 10, 23, 16, 30), 'Asia/Shanghai')).toBe(Date.UTC(2026, 10, 23, 16))
    expect(startOfDay(Date.UTC(2026, 10, 23, 16, 30), 'America/New_York')).toBe(Date.UTC(2026, 10, 23, 5))
  })
})

describe('names of timezones', () => {
  it('are told from what is none', () => {
    for (const zone of ZONES) expect(isTimezone(zone)).toBe(true)
    for (const name of ['Mars/Olympus', '', 'Beijing', '+25:00']) expect(isTimezone(name), name).toBe(false)
  })
})

describe('spans of the day', () => {
  it('may cross midnight; the first minute belongs, the last does not', () => {
    expect(['21:59', '22:00', '00:00', '06:59', '07:00'].map((time) => within(time, '22:00', '07:00'))).toEqual([false, true, true, true, false])
    expect(['12:59', '13:00', '13:59', '14:00'].map((time) => within(time, '13:00', '14:00'))).toEqual([false, true, true, false])
  })
})

describe('the end of the quiet hours', () => {
  it.each([
    ['21:59', '2026-11-23 21:59'],
    ['22:00', '2026-11-24 07:00'],
    ['23:59', '2026-11-24 07:00'],
    ['00:00', '2026-11-23 07:00'],
    ['06:59', '2026-11-23 07:00'],
    ['07:00', '2026-11-23 07:00'],
    ['12:00', '2026-11-23 12:00'],
  ])('what waits at %s is said at %s', (time, said) => {
    const { date, time: saidTime } = wallClock(
      afterQuiet(instantAt('2026-11-23', time, 'Asia/Shanghai'), '22:00', '07:00', 'Asia/Shanghai'),
      'Asia/Shanghai',
    )
    expect(`${date} ${saidTime}`).toBe(said)
  })

  it('is never quiet itself, and nothing that is loud is put off', () => {
    const spans = fc.constantFrom(['22:00', '07:00'], ['00:30', '06:00'], ['13:00', '14:00']) as fc.Arbitrary<[string, string]>
    fc.assert(
      fc.property(whenever, fc.constantFrom(...ZONES), spans, (at, zone, [from, to]) => {
        const said = afterQuiet(at, from, to, zone)
        expect(within(wallClock(said, zone).time, from, to)).toBe(false)
        if (!within(wallClock(at, zone).time, from, to)) expect(said).toBe(at)
        else expect(said - at).toBeLessThanOrEqual(10.01 * 3_600_000)
      }),
      { numRuns: 500 },
    )
  })
})
