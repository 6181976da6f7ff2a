import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { buildCalendar, isWorkday, isWorking, OFFICE_HOURS, PROPERTY_HOURS, UTILITY_HOURS, workingMinutesBetween } from '../../core/calendar.ts'
import {
  type Clock,
  changeLimit,
  deadline,
  dueAt,
  elapsed,
  extendBy,
  extendUntil,
  inOrder,
  isOverdue,
  isPaused,
  LIMIT_UNITS,
  limitMs,
  limitsFor,
  overdueBy,
  type Pause,
  pause,
  remaining,
  resume,
  stop,
  type TimeLimit,
} from '../../core/deadlines.ts'
import type { RecordedEvent } from '../../core/evolve.ts'
import type { Opening, TicketEvent } from '../../core/ticket.ts'
import { dueTimesOf, ticketClocks } from '../../core/ticket-clocks.ts'

const CHINA = 'Asia/Shanghai'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const at = (wall: string, zone = CHINA): number => DateTime.fromFormat(wall, 'yyyy-MM-dd HH:mm', { zone }).toMillis()
const wall = (instant: number): string => DateTime.fromMillis(instant, { zone: CHINA }).toFormat('yyyy-MM-dd HH:mm')
const office = buildCalendar({ timezone: CHINA, ...OFFICE_HOURS })
const limit = (amount: number, unit: TimeLimit['unit']): TimeLimit => ({ amount, unit })
const by = (from: string, amount: number, unit: TimeLimit['unit']): string => wall(deadline(office, at(from), limit(amount, unit)))

describe('the limits of a matter', () => {
  it.each([
    ['danger', { category: 'gas', urgency: 'emergency' }, '15 minutes', '30 minutes', '2 hours'],
    ['a burst pipe that is danger', { category: 'water', urgency: 'emergency', complex: true }, '15 minutes', '30 minutes', '2 hours'],
    ['no water', { category: 'water', urgency: 'normal' }, '2 hours', '4 hours', '24 hours'],
    ['no power', { category: 'power', urgency: 'urgent' }, '2 hours', '4 hours', '24 hours'],
    ['a smell of gas that is over', { category: 'gas', urgency: 'normal' }, '2 hours', '4 hours', '24 hours'],
    ['cold radiators', { category: 'heating', urgency: 'normal' }, '2 hours', '4 hours', '24 hours'],
    ['a lift that stands', { category: 'elevator', urgency: 'normal' }, '2 hours', '4 hours', '24 hours'],
    ['an ordinary matter', { category: 'greenery', urgency: 'normal' }, '2 working_hours', '5 working_hours', '7 days'],
    ['a complex matter', { category: 'greenery', urgency: 'normal', complex: true }, '2 working_hours', '5 working_hours', '15 days'],
  ] as const)('for %s', (_, matter, accept, act, resolve) => {
    const limits = limitsFor(matter)
    expect([limits.accept, limits.act, limits.resolve].map((l) => `${l.amount} ${l.unit}`)).toEqual([accept, act, resolve])
  })

  it('are the community’s own where it has set some: urgency, then category, then complex matters', () => {
    const own = {
      normal: { accept: limit(30, 'minutes'), resolve: limit(5, 'days') },
      sanitation: { resolve: limit(4, 'working_hours') },
      complex: { resolve: 1440 },
    }
    expect(limitsFor({ category: 'noise', urgency: 'normal' }, own)).toMatchObject({ accept: limit(30, 'minutes'), resolve: limit(5, 'days') })
    expect(limitsFor({ category: 'sanitation', urgency: 'normal' }, own)).toMatchObject({
      accept: limit(30, 'minutes'),
      resolve: limit(4, 'working_hours'),
    })
    expect(limitsFor({ category: 'sanitation', urgency: 'normal', complex: true }, own).resolve).toEqual(limit(1440, 'minutes'))
    expect(limitsFor({ category: 'water', urgency: 'normal' }, { water: { resolve: limit(12, 'hours') } }).resolve).toEqual(limit(12, 'hours'))
  })

  it('of danger are slowed by no category, only by what the community says of danger itself', () => {
    const own = { gas: { accept: limit(3, 'days') }, emergency: { resolve: limit(1, 'hours') } }
    expect(limitsFor({ category: 'gas', urgency: 'emergency' }, own)).toEqual({
      accept: limit(15, 'minutes'),
      act: limit(30, 'minutes'),
      resolve: limit(1, 'hours'),
    })
  })
})

describe('a deadline', () => {
  it.each([
    ['2026-11-23 17:00', 90, 'minutes', '2026-11-23 18:30'],
    ['2026-11-23 23:00', 2, 'hours', '2026-11-24 01:00'],
    ['2026-11-23 17:00', 2, 'working_hours', '2026-11-24 10:00'],
    ['2026-11-23 17:00', 0.5, 'working_hours', '2026-11-23 17:30'],
    ['2026-11-23 17:00', 7, 'days', '2026-11-30 17:00'],
    ['2026-11-20 10:00', 3, 'working_days', '2026-11-25 10:00'],
    ['2026-09-29 10:00', 5, 'working_days', '2026-10-12 10:00'],
  ] as const)('from %s by %d %s is %s', (from, amount, unit, due) => {
    expect(by(from, amount, unit)).toBe(due)
  })
})

const running = (from: string, amount: number, unit: TimeLimit['unit'], pauses: Pause[] = []): Clock => ({
  startedAt: at(from),
  limit: limit(amount, unit),
  pauses,
})

describe('a clock', () => {
  it('that was paused from Tuesday to Thursday noon is due as much later', () => {
    const clock = resume(pause(running('2026-11-23 10:00', 7, 'days'), at('2026-11-24 09:00')), at('2026-11-26 12:00'))
    expect(wall(dueAt(office, clock, at('2026-11-27 09:00')))).toBe('2026-12-02 13:00')
    expect(elapsed(office, clock, at('2026-11-26 13:00'))).toBe(24 * HOUR)
    expect(remaining(office, clock, at('2026-11-26 13:00'))).toBe(6 * 24 * HOUR)
  })

  it('in working hours loses nothing to a pause over the weekend', () => {
    const clock = resume(pause(running('2026-11-20 16:30', 2, 'working_hours'), at('2026-11-20 18:00')), at('2026-11-23 08:00'))
    expect(wall(dueAt(office, clock, at('2026-11-23 08:00')))).toBe('2026-11-23 09:30')
  })

  it('stands still while it is paused, and its deadline moves along', () => {
    const clock = pause(running('2026-11-23 10:00', 2, 'hours'), at('2026-11-23 11:00'))
    expect(isPaused(clock, at('2026-11-23 15:00'))).toBe(true)
    expect(wall(dueAt(office, clock, at('2026-11-23 15:00')))).toBe('2026-11-23 16:00')
    expect(isOverdue(office, clock, at('2026-11-25 15:00'))).toBe(false)
    expect(remaining(office, clock, at('2026-11-25 15:00'))).toBe(HOUR)
  })

  it('that was overdue before it was paused stays overdue, but grows no older', () => {
    const clock = pause(running('2026-11-23 10:00', 2, 'hours'), at('2026-11-23 13:00'))
    expect(wall(dueAt(office, clock, at('2026-11-24 10:00')))).toBe('2026-11-23 12:00')
    expect(overdueBy(office, clock, at('2026-11-24 10:00'))).toBe(HOUR)
    expect(overdueBy(office, resume(clock, at('2026-11-24 10:00')), at('2026-11-24 10:30'))).toBe(1.5 * HOUR)
  })

  it('is in time at its very deadline, and late a moment after', () => {
    const clock = running('2026-11-23 10:00', 2, 'hours')
    expect(isOverdue(office, clock, at('2026-11-23 12:00'))).toBe(false)
    expect(isOverdue(office, clock, at('2026-11-23 12:00') + 1)).toBe(true)
    expect(overdueBy(office, clock, at('2026-11-23 11:00'))).toBe(0)
  })

  it('counts no pause before its deadline as rest after it', () => {
    const clock = resume(pause(running('2026-11-23 10:00', 2, 'hours'), at('2026-11-23 11:00')), at('2026-11-23 14:00'))
    expect(overdueBy(office, clock, at('2026-11-23 16:00'))).toBe(HOUR)
  })

  it('that was stopped in time never becomes overdue', () => {
    const clock = stop(running('2026-11-23 10:00', 2, 'hours'), at('2026-11-23 11:59'))
    expect(isOverdue(office, clock, at('2027-01-01 00:00'))).toBe(false)
    expect(elapsed(office, clock, at('2027-01-01 00:00'))).toBe(119 * MINUTE)
    expect(overdueBy(office, stop(running('2026-11-23 10:00', 2, 'hours'), at('2026-11-23 12:10')), at('2027-01-01 00:00'))).toBe(10 * MINUTE)
  })

  it('that is stopped twice keeps the first time', () => {
    expect(stop(stop(running('2026-11-23 10:00', 2, 'hours'), 5), 9).stoppedAt).toBe(5)
  })

  it('with another limit keeps what has run', () => {
    const clock = changeLimit(running('2026-11-23 10:00', 7, 'days'), limit(24, 'hours'))
    expect(wall(dueAt(office, clock, at('2026-11-23 12:00')))).toBe('2026-11-24 10:00')
    expect(elapsed(office, clock, at('2026-11-23 12:00'))).toBe(2 * HOUR)
  })

  it('can be given a date, on a Sunday too, and a pause after that moves the date', () => {
    const now = at('2026-11-24 10:00')
    const clock = extendUntil(running('2026-11-23 10:00', 4, 'working_hours'), at('2026-11-29 20:00'), now)
    expect(wall(dueAt(office, clock, now))).toBe('2026-11-29 20:00')
    const later = resume(pause(clock, at('2026-11-25 10:00')), at('2026-11-26 10:00'))
    expect(wall(dueAt(office, later, at('2026-11-27 10:00')))).toBe('2026-11-30 20:00')
  })

  it('given a date that is past is due at that date, whatever pauses came after it', () => {
    const clock = resume(pause(running('2026-11-23 10:00', 7, 'days'), at('2026-11-23 14:00')), at('2026-11-23 16:00'))
    const now = at('2026-11-23 17:00')
    expect(wall(dueAt(office, extendUntil(clock, at('2026-11-23 12:00'), now), now))).toBe('2026-11-23 12:00')
  })

  it('is extended from its deadline on, in the extension’s own time', () => {
    const clock = extendBy(office, running('2026-11-16 10:00', 7, 'days'), limit(3, 'working_days'), at('2026-11-18 10:00'))
    expect(wall(dueAt(office, clock, at('2026-11-18 10:00')))).toBe('2026-11-26 10:00')
  })
})

const calendars = [
  office,
  buildCalendar({ timezone: CHINA, ...PROPERTY_HOURS }),
  buildCalendar({ timezone: 'America/New_York', ...UTILITY_HOURS }),
  buildCalendar({
    timezone: 'Asia/Kolkata',
    publicHolidays: 'work',
    week: { 2: [{ from: '21:00', to: '05:00', breaks: [{ from: '00:00', to: '00:30' }] }], 4: [{ from: '09:00', to: '10:00' }] },
  }),
]
const calendarArb = fc.constantFrom(...calendars)
const limitArb = fc.record({ amount: fc.integer({ min: 1, max: 40 }), unit: fc.constantFrom(...LIMIT_UNITS) })
const START = at('2026-02-10 09:17')
/** Spring Festival, make-up Saturdays and a change of the clocks lie in the six weeks that follow. */
const startArb = fc.nat(30 * 1440 * 60).map((seconds) => START + seconds * 1000)
/** Pauses one after the other, from the clock's start. */
const pausesArb = fc.array(fc.tuple(fc.nat(3 * 86_400), fc.integer({ min: 1, max: 3 * 86_400 })), { maxLength: 5 })
const paused = (startedAt: number, gaps: readonly [number, number][]): { from: number; to: number }[] => {
  let t = startedAt
  return gaps.map(([run, rest]) => {
    const from = t + run * 1000
    t = from + rest * 1000
    return { from, to: t }
  })
}

describe('any clock', () => {
  it('paused and resumed at any instants has at its deadline run exactly its limit', () => {
    fc.assert(
      fc.property(calendarArb, limitArb, startArb, pausesArb, (cal, of, startedAt, gaps) => {
        const clock: Clock = { startedAt, limit: of, pauses: paused(startedAt, gaps) }
        const far = startedAt + 400 * 86_400_000
        const due = dueAt(cal, clock, far)
        expect(elapsed(cal, clock, due)).toBe(limitMs(of))
        expect(elapsed(cal, clock, due - 1)).toBe(limitMs(of) - 1)
        expect(remaining(cal, clock, due)).toBe(0)
        expect(isOverdue(cal, clock, due)).toBe(false)
        expect(isOverdue(cal, clock, due + 1)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('agrees with watching it minute by minute', () => {
    const minutesArb = fc.array(fc.tuple(fc.nat(2000), fc.integer({ min: 1, max: 2000 })), { maxLength: 4 })
    const ticks = { minutes: () => true, working_hours: isWorking, working_days: isWorkday }
    fc.assert(
      fc.property(
        calendarArb,
        fc.constantFrom('minutes' as const, 'working_hours' as const, 'working_days' as const),
        fc.nat(30 * 1440),
        minutesArb,
        (cal, unit, begin, gaps) => {
          const startedAt = START + begin * MINUTE
          const pauses = paused(
            startedAt,
            gaps.map(([run, rest]) => [run * 60, rest * 60]),
          )
          const of = { minutes: limit(1700, unit), working_hours: limit(9, unit), working_days: limit(2, unit) }[unit]
          let left = limitMs(of) / MINUTE
          let t = startedAt
          for (; left > 0; t += MINUTE) if (ticks[unit](cal, t) && !pauses.some(({ from, to }) => t >= from && t < to)) left -= 1
          expect(dueAt(cal, { startedAt, limit: of, pauses }, t + 1e10)).toBe(t)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('has the same deadline whether a pause is told in one piece, in pieces, out of order or twice', () => {
    fc.assert(
      fc.property(calendarArb, limitArb, startArb, pausesArb, fc.nat(1000), (cal, of, startedAt, gaps, share) => {
        const whole = paused(startedAt, gaps)
        const pieces = whole.flatMap(({ from, to }) => {
          const cut = from + Math.floor(((to - from) * share) / 1000)
          return [
            { from: cut, to },
            { from, to: cut },
            { from, to: Math.min(to, cut + 1000) },
          ]
        })
        const now = startedAt + 400 * 86_400_000
        expect(dueAt(cal, { startedAt, limit: of, pauses: pieces.reverse() }, now)).toBe(dueAt(cal, { startedAt, limit: of, pauses: whole }, now))
      }),
      { numRuns: 200 },
    )
  })

  it('is moved by nothing when a pause has no working time in it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), startArb, fc.nat(10 * 86_400), fc.nat(3 * 86_400), (amount, startedAt, run, rest) => {
        const from = startedAt + run * 1000
        const to = from + rest * 1000
        const free: Clock = { startedAt, limit: limit(amount, 'working_hours'), pauses: [] }
        fc.pre(workingMinutesBetween(office, from, to) === 0)
        expect(dueAt(office, { ...free, pauses: [{ from, to }] }, to)).toBe(dueAt(office, free, to))
      }),
      { numRuns: 200 },
    )
  })

  it('runs and rests in turn: the time run and the time paused make up the time passed', () => {
    fc.assert(
      fc.property(startArb, pausesArb, fc.nat(20 * 86_400), (startedAt, gaps, later) => {
        const pauses = paused(startedAt, gaps)
        const now = startedAt + later * 1000
        const rested = pauses.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, now) - from), 0)
        expect(elapsed(office, { startedAt, limit: limit(1, 'days'), pauses }, now) + rested).toBe(now - startedAt)
      }),
    )
  })

  it('is told with limits that run out in order', () => {
    fc.assert(
      fc.property(calendarArb, fc.tuple(limitArb, limitArb, limitArb), startArb, (cal, [accept, act, resolve], from) => {
        const ordered = inOrder(cal, from, { accept, act, resolve })
        const [first, second, third] = [ordered.accept, ordered.act, ordered.resolve].map((l) => deadline(cal, from, l))
        expect(first).toBe(deadline(cal, from, accept))
        expect(second).toBe(Math.max(first ?? 0, deadline(cal, from, act)))
        expect(third).toBe(Math.max(second ?? 0, deadline(cal, from, resolve)))
      }),
    )
  })

  it('given a date falls due at that date, whatever its limit and its pauses were', () => {
    fc.assert(
      fc.property(calendarArb, limitArb, startArb, pausesArb, fc.nat(90 * 86_400), (cal, of, startedAt, gaps, more) => {
        const pauses = paused(startedAt, gaps)
        const now = (pauses.at(-1)?.to ?? startedAt) + 1000
        const until = now + more * 1000
        expect(dueAt(cal, extendUntil({ startedAt, limit: of, pauses }, until, now), now)).toBe(until)
      }),
      { numRuns: 200 },
    )
  })
})

const OPENING: Opening = {
  ...{ id: 't1', number: 1, kind: 'report', category: 'facility', urgency: 'normal', title: 'bench', words: 'the bench is broken', place: {} },
  ...{ buildingId: null, gridId: null, groupId: null, roomId: null, account: 'a', messageId: 'm1', language: 'zh-CN', reporterId: 'p0' },
  ...{ orgId: 'o1', assigneeId: 'p1', acceptBy: 0, actBy: 0, resolveBy: 0, placeAskedAt: null },
}
const life = (...told: [string, TicketEvent, string?][]): RecordedEvent[] => [
  { at: at('2026-11-23 10:00'), actorId: 'p0', event: { type: 'opened', ticket: OPENING } },
  ...told.map(([time, event, actorId]) => ({ at: at(time), actorId: actorId ?? 'p1', event })),
]
const clocksAfter = (...told: [string, TicketEvent, string?][]) =>
  ticketClocks(life(...told), (matter, from) => inOrder(office, from, limitsFor(matter)))
const dueAfter = (...told: [string, TicketEvent, string?][]): string[] =>
  Object.values(dueTimesOf(office, clocksAfter(...told), at('2026-12-10 10:00'))).map(wall)

describe('the clocks of a ticket', () => {
  it('start with the report', () => {
    expect(dueAfter()).toEqual(['2026-11-23 12:00', '2026-11-23 16:30', '2026-11-30 10:00'])
  })

  it('run out in order over a long holiday too', () => {
    const told: RecordedEvent = { at: at('2026-09-30 17:20'), actorId: 'p0', event: { type: 'opened', ticket: OPENING } }
    const { acceptBy, actBy, resolveBy } = dueTimesOf(
      office,
      ticketClocks([told], (matter, from) => inOrder(office, from, limitsFor(matter))),
      told.at,
    )
    expect([acceptBy, actBy, resolveBy].map(wall)).toEqual(['2026-10-08 10:20', '2026-10-08 14:50', '2026-10-08 14:50'])
  })

  it('of accepting stops when somebody accepts, and starts anew with whoever it is given to', () => {
    const accepted: [string, TicketEvent] = ['2026-11-23 11:00', { type: 'accepted', promisedAt: null }]
    const given: [string, TicketEvent] = ['2026-11-23 15:00', { type: 'assigned', orgId: 'o1', assigneeId: 'p2', why: 'transfer', reason: '' }]
    expect(clocksAfter(accepted).clocks.accept.stoppedAt).toBe(at('2026-11-23 11:00'))
    expect(clocksAfter(accepted, given)).toMatchObject({
      clocks: { accept: { startedAt: at('2026-11-23 15:00') } },
      rounds: { accept: 1, resolve: 0 },
    })
    expect(dueAfter(accepted, given)[2]).toBe('2026-11-30 10:00')
  })

  it('of acting follows the promised time', () => {
    expect(dueAfter(['2026-11-23 11:00', { type: 'accepted', promisedAt: at('2026-11-24 15:00') }])[1]).toBe('2026-11-24 15:00')
  })

  it('stand still while the matter is on hold, however it comes off hold', () => {
    const held: [string, TicketEvent] = ['2026-11-24 10:00', { type: 'suspended', reason: 'parts', until: null }]
    expect(dueAfter(held, ['2026-11-26 10:00', { type: 'resumed' }])[2]).toBe('2026-12-02 10:00')
    expect(dueAfter(held, ['2026-11-26 10:00', { type: 'accepted', promisedAt: null }])[2]).toBe('2026-12-02 10:00')
    expect(dueAfter(held, ['2026-11-26 10:00', { type: 'assigned', orgId: 'o2', assigneeId: 'p3', why: 'transfer', reason: '' }])[2]).toBe(
      '2026-12-02 10:00',
    )
  })

  it('of resolving follows an extension, and another category does not take the agreed date back', () => {
    const extended: [string, TicketEvent] = ['2026-11-25 10:00', { type: 'extended', until: at('2026-12-05 18:00'), reason: 'rain' }]
    expect(dueAfter(extended)[2]).toBe('2026-12-05 18:00')
    expect(clocksAfter(extended).rounds.resolve).toBe(1)
    expect(dueAfter(extended, ['2026-11-26 10:00', { type: 'recategorised', category: 'water', urgency: 'normal', title: 'pipe' }])[2]).toBe(
      '2026-12-05 18:00',
    )
  })

  it('take the limits of another category, and of danger at once', () => {
    expect(dueAfter(['2026-11-23 12:00', { type: 'recategorised', category: 'water', urgency: 'normal', title: 'pipe' }])[2]).toBe('2026-11-24 10:00')
    const extended: [string, TicketEvent] = ['2026-11-23 11:00', { type: 'extended', until: at('2026-12-05 18:00'), reason: 'rain' }]
    const danger: [string, TicketEvent] = ['2026-11-23 12:00', { type: 'recategorised', category: 'water', urgency: 'emergency', title: 'burst' }]
    expect(dueAfter(extended, danger)[2]).toBe('2026-11-23 12:00')
    expect(clocksAfter(extended, danger).danger).toBe(true)
  })

  it('stop when it is resolved, and start again when it is not fixed', () => {
    const resolved: [string, TicketEvent] = ['2026-11-24 10:00', { type: 'resolved', words: '', pictures: 0, messageId: null }]
    expect(Object.values(clocksAfter(resolved).clocks).map((c) => c.stoppedAt)).toEqual(Array(3).fill(at('2026-11-24 10:00')))
    const again = clocksAfter(resolved, ['2026-11-25 10:00', { type: 'reopened', words: 'no' }, 'p0'])
    expect(again.rounds).toEqual({ accept: 1, act: 1, resolve: 1 })
    expect(again.clocks.resolve).toMatchObject({ startedAt: at('2026-11-25 10:00'), pauses: [] })
    expect(again.clocks.resolve.stoppedAt).toBeUndefined()
  })
})

describe('deadlines by the thousand', () => {
  it('are reckoned at more than 50,000 a second', () => {
    const cal = buildCalendar({ timezone: CHINA, ...OFFICE_HOURS })
    const rate = (unit: TimeLimit['unit'], amount: number): number => {
      const begun = performance.now()
      for (let i = 0; i < 20_000; i++) deadline(cal, START + (i % 5000) * 977_000, limit(amount, unit))
      return 20_000 / ((performance.now() - begun) / 1000)
    }
    rate('working_hours', 16)
    expect(Math.max(rate('working_hours', 16), rate('working_hours', 16))).toBeGreaterThan(50_000)
    expect(Math.max(rate('working_days', 15), rate('working_days', 15))).toBeGreaterThan(50_000)
  })
})
