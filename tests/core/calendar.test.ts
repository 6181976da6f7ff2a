import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { chinaDays, isPublished } from '../../core/calendar/china.ts'
import { minuteOf, workedSpans } from '../../core/calendar/hours.ts'
import {
  addWorkingDays,
  addWorkingMinutes,
  buildCalendar,
  type Calendar,
  type CalendarPlan,
  countedBetween,
  DEFAULT_HOURS,
  isWorkday,
  isWorking,
  OFFICE_HOURS,
  type OwnDays,
  PROPERTY_HOURS,
  type Shift,
  UTILITY_HOURS,
  workingDaysBetween,
  workingMinutesBetween,
} from '../../core/calendar.ts'

const CHINA = 'Asia/Shanghai'
const MINUTE = 60_000
const at = (wall: string, zone = CHINA): number => DateTime.fromFormat(wall, 'yyyy-MM-dd HH:mm', { zone }).toMillis()
const wall = (instant: number, zone = CHINA): string => DateTime.fromMillis(instant, { zone }).toFormat('yyyy-MM-dd HH:mm')
const office = buildCalendar({ timezone: CHINA, ...OFFICE_HOURS })
const plusMinutes = (cal: Calendar, from: string, minutes: number): string => wall(addWorkingMinutes(cal, at(from), minutes))

describe('an office of the community', () => {
  it.each([
    ['2026-11-23 08:29', false],
    ['2026-11-23 08:30', true],
    ['2026-11-23 11:59', true],
    ['2026-11-23 12:00', false],
    ['2026-11-23 13:29', false],
    ['2026-11-23 13:30', true],
    ['2026-11-23 17:30', false],
    ['2026-11-22 10:00', false],
  ])('at %s working is %s', (time, working) => {
    expect(isWorking(office, at(time))).toBe(working)
  })

  it('counts two hours over lunch as two working hours', () => {
    expect(plusMinutes(office, '2026-11-23 11:00', 120)).toBe('2026-11-23 14:30')
  })

  it('carries what does not fit into the day to the next morning', () => {
    expect(plusMinutes(office, '2026-11-23 16:30', 120)).toBe('2026-11-24 09:30')
  })

  it('lets a limit that fills the day end with the day', () => {
    expect(plusMinutes(office, '2026-11-23 15:30', 120)).toBe('2026-11-23 17:30')
  })

  it('begins on Monday with what is told on a Friday evening', () => {
    expect(plusMinutes(office, '2026-11-20 19:12', 120)).toBe('2026-11-23 10:30')
  })

  it('leaves the seven days of National Day out, and works on the make-up Saturday after it', () => {
    expect(isWorking(office, at('2026-10-01 10:00'))).toBe(false)
    expect(isWorking(office, at('2026-10-10 10:00'))).toBe(true)
    expect(plusMinutes(office, '2026-09-30 16:30', 120)).toBe('2026-10-08 09:30')
    expect(plusMinutes(office, '2026-10-09 16:30', 120)).toBe('2026-10-10 09:30')
  })

  it('counts working days from the same hour to the same hour', () => {
    expect(wall(addWorkingDays(office, at('2026-11-20 15:00'), 1))).toBe('2026-11-23 15:00')
    expect(wall(addWorkingDays(office, at('2026-11-23 10:00'), 5))).toBe('2026-11-30 10:00')
    expect(wall(addWorkingDays(office, at('2026-09-30 10:00'), 2))).toBe('2026-10-09 10:00')
  })

  it('counts what comes on a Saturday from Monday on', () => {
    expect(wall(addWorkingDays(office, at('2026-11-21 15:00'), 1))).toBe('2026-11-24 00:00')
    expect(workingDaysBetween(office, at('2026-11-21 15:00'), at('2026-11-24 12:00'))).toBe(1.5)
  })

  it('adds nothing for nothing, on a Sunday too', () => {
    expect(plusMinutes(office, '2026-11-22 03:00', 0)).toBe('2026-11-22 03:00')
    expect(workingMinutesBetween(office, at('2026-11-24 10:00'), at('2026-11-23 10:00'))).toBe(0)
  })
})

describe('other hours', () => {
  it('a property company works on Sundays and holidays, a utility by night', () => {
    const property = buildCalendar({ timezone: CHINA, ...PROPERTY_HOURS })
    expect(plusMinutes(property, '2026-10-01 17:30', 60)).toBe('2026-10-02 09:00')
    expect(isWorking(property, at('2026-10-01 12:30'))).toBe(false)
    const utility = buildCalendar({ timezone: CHINA, ...UTILITY_HOURS })
    expect(plusMinutes(utility, '2026-10-01 23:30', 60)).toBe('2026-10-02 00:30')
    expect(workingMinutesBetween(utility, at('2026-10-01 00:00'), at('2026-10-03 00:00'))).toBe(2 * 1440)
  })

  const nights = buildCalendar({
    timezone: CHINA,
    publicHolidays: 'work',
    week: { 1: [{ from: '22:00', to: '06:00', breaks: [{ from: '02:00', to: '02:30' }] }], 5: [{ from: '22:00', to: '06:00' }] },
  })
  it('a night shift belongs to the day it begins on', () => {
    expect(isWorking(nights, at('2026-11-23 05:00'))).toBe(false)
    expect(isWorking(nights, at('2026-11-23 22:00'))).toBe(true)
    expect(isWorking(nights, at('2026-11-24 05:59'))).toBe(true)
    expect(isWorking(nights, at('2026-11-24 22:00'))).toBe(false)
    expect(isWorkday(nights, at('2026-11-24 05:00'))).toBe(false)
  })

  it('a break after midnight is not worked', () => {
    expect(isWorking(nights, at('2026-11-24 02:15'))).toBe(false)
    expect(workingMinutesBetween(nights, at('2026-11-23 12:00'), at('2026-11-24 12:00'))).toBe(450)
  })

  it('a break over midnight is not worked', () => {
    const broken = workedSpans([{ from: '20:00', to: '04:00', breaks: [{ from: '23:30', to: '00:30' }] }])
    expect(broken).toEqual([
      [1200, 1410],
      [1470, 1680],
    ])
  })

  it('two shifts that overlap are worked once', () => {
    const cal = buildCalendar({
      timezone: CHINA,
      publicHolidays: 'work',
      week: {
        1: [
          { from: '08:00', to: '16:00' },
          { from: '14:00', to: '22:00' },
        ],
      },
    })
    expect(workingMinutesBetween(cal, at('2026-11-23 00:00'), at('2026-11-24 00:00'))).toBe(14 * 60)
  })

  it('hours of a single date come before everything else', () => {
    const cal = buildCalendar({
      timezone: CHINA,
      ...OFFICE_HOURS,
      dates: { '2026-12-31': [{ from: '08:30', to: '11:30' }], '2026-10-01': [{ from: '09:00', to: '10:00' }], '2026-11-23': [] },
    })
    expect(plusMinutes(cal, '2026-12-31 11:00', 60)).not.toBe('2026-12-31 12:00')
    expect(isWorking(cal, at('2026-10-01 09:30'))).toBe(true)
    expect(isWorkday(cal, at('2026-11-23 09:30'))).toBe(false)
  })

  it('the community can call any date a holiday or a workday', () => {
    const cal = buildCalendar({
      timezone: CHINA,
      ...OFFICE_HOURS,
      own: { holidays: ['2026-11-23', '2026-10-10'], workdays: ['2026-11-22', '2026-10-01'] },
    })
    expect(['2026-11-23', '2026-10-10', '2026-11-22', '2026-10-01'].map((date) => isWorkday(cal, at(`${date} 10:00`)))).toEqual([
      false,
      false,
      true,
      true,
    ])
  })

  it('a make-up Saturday has the hours set for it, else those of its weekday, else of a working day', () => {
    const minutes = (plan: Partial<CalendarPlan>): number =>
      workingMinutesBetween(buildCalendar({ timezone: CHINA, ...OFFICE_HOURS, ...plan }), at('2026-10-10 00:00'), at('2026-10-11 00:00'))
    expect(minutes({})).toBe(450)
    expect(minutes({ week: { ...OFFICE_HOURS.week, 6: [{ from: '09:00', to: '12:00' }] } })).toBe(180)
    expect(minutes({ makeUp: [{ from: '09:00', to: '11:00' }] })).toBe(120)
  })

  it('every kind of organisation has default hours that can be built', () => {
    for (const hours of Object.values(DEFAULT_HOURS))
      expect(workingMinutesBetween(buildCalendar({ timezone: CHINA, ...hours }), at('2026-11-23 00:00'), at('2026-11-24 00:00'))).toBeGreaterThan(400)
  })
})

describe('a calendar that cannot be', () => {
  it.each<[string, Partial<CalendarPlan>]>([
    ['nobody ever works', { week: {} }],
    ['a day has only empty lists', { week: { 1: [] } }],
    ['a time is none', { week: { 1: [{ from: '8:30', to: '12:00' }] } }],
    ['an hour is none', { week: { 1: [{ from: '24:01', to: '12:00' }] } }],
    ['the timezone is none', { timezone: 'Mars/Base' }],
  ])('is refused when %s', (_, plan) => {
    expect(() => buildCalendar({ timezone: CHINA, ...OFFICE_HOURS, ...plan })).toThrow(RangeError)
  })

  it('refuses limits beyond all measure', () => {
    expect(() => addWorkingMinutes(office, at('2026-11-23 10:00'), 1e9)).toThrow(RangeError)
    expect(() => addWorkingMinutes(office, at('2026-11-23 10:00'), Number.NaN)).toThrow(RangeError)
  })
})

describe('public days of China', () => {
  const day = chinaDays()
  const daysOf = (year: number, kind: 'holiday' | 'workday'): string[] =>
    Array.from({ length: 365 }, (_, i) => new Date(Date.UTC(year, 0, 1 + i)).toISOString().slice(0, 10)).filter((date) => day(date) === kind)

  it('are those that the State Council published for 2026', () => {
    expect(isPublished(2026)).toBe(true)
    expect(
      daysOf(2026, 'holiday')
        .map((d) => d.slice(5))
        .join(' '),
    ).toBe(
      '01-01 01-02 01-03 02-15 02-16 02-17 02-18 02-19 02-20 02-21 02-22 02-23 04-04 04-05 04-06 05-01 05-02 05-03 05-04 05-05 06-19 06-20 06-21 09-25 09-26 09-27 10-01 10-02 10-03 10-04 10-05 10-06 10-07',
    )
    expect(daysOf(2026, 'workday')).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'])
  })

  it('of a year not published yet are the statutory ones', () => {
    expect(isPublished(2031)).toBe(false)
    // 除夕 22 January 2031, 端午 24 June, 中秋 1 October
    expect(
      daysOf(2031, 'holiday')
        .map((d) => d.slice(5))
        .join(' '),
    ).toBe('01-01 01-22 01-23 01-24 01-25 04-05 05-01 05-02 06-24 10-01 10-02 10-03')
    expect(daysOf(2031, 'workday')).toEqual([])
  })

  it('are the same whatever the clock of the machine', () => {
    const script = `
      import { chinaDays } from ${JSON.stringify(join(import.meta.dirname, '../../core/calendar/china.ts'))}
      const day = chinaDays()
      const dates = [2026, 2029].flatMap((y) => Array.from({ length: 365 }, (_, i) => new Date(Date.UTC(y, 0, 1 + i)).toISOString().slice(0, 10)))
      console.log(JSON.stringify(dates.map((d) => [d, day(d)]).filter(([, kind]) => kind)))`
    const run = (TZ: string): string =>
      execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
        env: { ...process.env, TZ },
        encoding: 'utf8',
        cwd: join(import.meta.dirname, '../..'),
      })
    const inUtc = run('UTC')
    expect(JSON.parse(inUtc)).toContainEqual(['2026-10-10', 'workday'])
    expect(run('America/Los_Angeles')).toBe(inUtc)
    expect(run('Pacific/Kiritimati')).toBe(inUtc)
  })
})

/** Slow and plain: one minute after the other, on the wall clock of the zone, written without the calendar. */
function oracle(plan: CalendarPlan, from: number, to: number): number {
  const publicDay = chinaDays()
  const wallOf = (instant: number): [date: string, minute: number, weekday: number] => {
    const t = DateTime.fromMillis(instant, { zone: plan.timezone })
    return [t.toFormat('yyyy-MM-dd'), t.hour * 60 + t.minute, t.weekday]
  }
  const shiftsOn = (date: string, weekday: number): readonly Shift[] => {
    if (plan.dates?.[date]) return plan.dates[date]
    const ordinary = plan.week[weekday as 1] ?? []
    if (plan.publicHolidays === 'work') return ordinary
    const kind = plan.own?.holidays?.includes(date) ? 'holiday' : plan.own?.workdays?.includes(date) ? 'workday' : publicDay(date)
    if (kind === 'holiday') return []
    const usual = ([1, 2, 3, 4, 5, 6, 7] as const).map((d) => plan.week[d] ?? []).find((shifts) => shifts.length > 0) ?? []
    return kind === 'workday' && ordinary.length === 0 ? usual : ordinary
  }
  const inside = (minute: number, span: { from: string; to: string }): boolean => {
    const [a, b] = [minuteOf(span.from), minuteOf(span.to)]
    return a < b ? minute >= a && minute < b : minute >= a || minute < b
  }
  const worked = (instant: number): boolean => {
    const [date, minute, weekday] = wallOf(instant)
    const yesterday = DateTime.fromISO(date, { zone: 'utc' }).minus({ days: 1 })
    const onBreak = (shift: Shift): boolean => (shift.breaks ?? []).some((pause) => pause.from !== pause.to && inside(minute, pause))
    const today = shiftsOn(date, weekday).some(
      (s) => (minuteOf(s.from) < minuteOf(s.to) ? inside(minute, s) : minute >= minuteOf(s.from)) && !onBreak(s),
    )
    const before = shiftsOn(yesterday.toFormat('yyyy-MM-dd'), yesterday.weekday)
    return today || before.some((s) => minuteOf(s.to) <= minuteOf(s.from) && minute < minuteOf(s.to) && !onBreak(s))
  }
  let count = 0
  for (let t = from; t < to; t += MINUTE) if (worked(t)) count += 1
  return count
}

const hhmm = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
/** A shift of the day, of the night, or over the whole day, with a break inside it. */
const shiftArb: fc.Arbitrary<Shift> = fc
  .record({ from: fc.integer({ min: 0, max: 95 }), length: fc.integer({ min: 4, max: 60 }), pause: fc.option(fc.tuple(fc.nat(2), fc.nat(2))) })
  .map(({ from, length, pause }) => {
    const clock = (quarter: number): string => hhmm((quarter * 15) % 1440)
    const breaks = pause ? [{ from: clock(from + 1 + pause[0]), to: clock(from + 1 + pause[0] + pause[1]) }] : []
    return { from: clock(from), to: clock(from + length), breaks }
  })
const weekArb = fc.record(
  Object.fromEntries([1, 2, 3, 4, 5, 6].map((d) => [d, fc.array(shiftArb, { maxLength: 2 })])) as Record<
    1 | 2 | 3 | 4 | 5 | 6,
    fc.Arbitrary<Shift[]>
  >,
)
const planArb = (timezone: string): fc.Arbitrary<CalendarPlan> =>
  fc
    .record({
      timezone: fc.constant(timezone),
      week: weekArb,
      publicHolidays: fc.constantFrom('rest' as const, 'work' as const),
      dates: fc.constantFrom<NonNullable<CalendarPlan['dates']>>({}, { '2026-02-13': [{ from: '10:00', to: '11:00' }] }, { '2026-03-08': [] }),
      own: fc.constantFrom<OwnDays>({}, { holidays: ['2026-02-12'], workdays: ['2026-02-22', '2026-10-04'] }),
    })
    .filter((plan) => Object.values(plan.week).some((shifts) => workedSpans(shifts).length > 0))

/** Around Spring Festival, National Day, and the days on which New York and Adelaide change their clocks. */
const SPANS = ['2026-02-12 00:00', '2026-03-06 12:00', '2026-04-03 20:00', '2026-09-29 00:00', '2026-10-30 00:00', '2026-12-30 00:00']

describe.each([CHINA, 'Asia/Kolkata', 'America/New_York', 'Australia/Adelaide', 'America/Santiago'])('working time in %s', (timezone) => {
  const momentArb = fc.tuple(fc.constantFrom(...SPANS), fc.nat(4 * 1440)).map(([span, minutes]) => at(span, timezone) + minutes * MINUTE)

  it('agrees with counting one minute after the other', () => {
    fc.assert(
      fc.property(planArb(timezone), momentArb, fc.nat(1500), (plan, from, length) => {
        expect(workingMinutesBetween(buildCalendar(plan), from, from + length * MINUTE)).toBe(oracle(plan, from, from + length * MINUTE))
      }),
      { numRuns: 15 },
    )
  })

  it('added is counted again to the millisecond, and ends no later than it must', () => {
    fc.assert(
      fc.property(planArb(timezone), momentArb, fc.nat(59_999), fc.integer({ min: 1, max: 40 * 60 * MINUTE }), (plan, minute, ms, length) => {
        const cal = buildCalendar(plan)
        for (const measure of ['worked', 'workday'] as const) {
          const end = countedEnd(cal, measure, minute + ms, length)
          expect(countedBetween(cal, measure, minute + ms, end)).toBe(length)
          expect(countedBetween(cal, measure, minute + ms, end - 1)).toBe(length - 1)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('is neither lost nor doubled where a span is cut in two', () => {
    fc.assert(
      fc.property(planArb(timezone), momentArb, fc.nat(30 * 1440 * 60), fc.nat(30 * 1440 * 60), (plan, from, a, b) => {
        const cal = buildCalendar(plan)
        const [middle, end] = [from + a * 1000, from + (a + b) * 1000]
        for (const measure of ['worked', 'workday'] as const)
          expect(countedBetween(cal, measure, from, middle) + countedBetween(cal, measure, middle, end)).toBe(countedBetween(cal, measure, from, end))
      }),
      { numRuns: 100 },
    )
  })
})

const countedEnd = (cal: Calendar, measure: 'worked' | 'workday', from: number, ms: number): number =>
  measure === 'worked' ? addWorkingMinutes(cal, from, ms / MINUTE) : addWorkingDays(cal, from, ms / 86_400_000)

describe('days on which the clocks are changed', () => {
  const day = buildCalendar({
    timezone: 'America/New_York',
    publicHolidays: 'work',
    week: { 6: [{ from: '20:00', to: '08:00' }], 7: [{ from: '00:00', to: '00:00' }] },
  })

  it('a night shift in spring is an hour shorter, in autumn an hour longer', () => {
    const night = buildCalendar({ timezone: 'America/New_York', publicHolidays: 'work', week: { 6: [{ from: '20:00', to: '08:00' }] } })
    const hours = (from: string, to: string): number => workingMinutesBetween(night, at(from, night.timezone), at(to, night.timezone)) / 60
    expect(hours('2026-03-07 12:00', '2026-03-08 12:00')).toBe(11)
    expect(hours('2026-10-31 12:00', '2026-11-01 12:00')).toBe(13)
    expect(hours('2026-03-14 12:00', '2026-03-15 12:00')).toBe(12)
  })

  it('a whole day is as long as it is', () => {
    expect(workingMinutesBetween(day, at('2026-03-08 00:00', day.timezone), at('2026-03-09 00:00', day.timezone))).toBe(23 * 60)
    expect(workingMinutesBetween(day, at('2026-11-01 00:00', day.timezone), at('2026-11-02 00:00', day.timezone))).toBe(25 * 60)
  })

  it('a working week keeps its hour, for the clocks change on a Sunday', () => {
    const cal = buildCalendar({ timezone: 'America/New_York', ...OFFICE_HOURS, publicHolidays: 'work' })
    expect(wall(addWorkingDays(cal, at('2026-03-05 10:00', cal.timezone), 5), cal.timezone)).toBe('2026-03-12 10:00')
    expect(wall(addWorkingMinutes(cal, at('2026-03-06 17:00', cal.timezone), 60), cal.timezone)).toBe('2026-03-09 09:00')
  })
})
