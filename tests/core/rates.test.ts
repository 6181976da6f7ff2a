import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { fold, type RecordedEvent } from '../../core/evolve.ts'
import { median, percent, quantile } from '../../core/rates/figures.ts'
import { PERIODS, periodOf } from '../../core/rates/period.ts'
import { type CallBack, type RateRow, rateRow, satisfactionOf } from '../../core/rates/row.ts'
import {
  addCounts,
  type Counts,
  GROUPINGS,
  type Grouping,
  groupRows,
  ratesOf,
  reportOf,
  reportsBy,
  tally,
  timesOf,
  WEIGHTS,
} from '../../core/rates.ts'
import { type Opening, phaseOf, TICKET_STATUSES } from '../../core/ticket.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const at = (wall: string, zone = 'Asia/Shanghai'): number => DateTime.fromFormat(wall, 'yyyy-MM-dd HH:mm', { zone }).toMillis()
const wall = (instant: number, zone = 'Asia/Shanghai'): string => DateTime.fromMillis(instant, { zone }).toFormat('yyyy-MM-dd HH:mm')
const NOVEMBER = { from: at('2026-11-01 00:00'), to: at('2026-12-01 00:00') }
const NOW = NOVEMBER.to
const T0 = at('2026-11-02 09:00')

const row = (more: Partial<RateRow> = {}): RateRow => ({
  ...{ id: 't1', number: 1, kind: 'report', status: 'open', category: 'facility', urgency: 'normal' },
  ...{ orgId: 'o1', assigneeId: 'p1', buildingId: 'b1', gridId: 'g1', openedAt: T0, acceptBy: T0 + 2 * HOUR, resolveBy: T0 + 7 * DAY },
  ...{ resolvedAt: null, closedAt: null, reopens: 0, confirmed: false, respondedAt: null, reopenedAt: null, callBack: null },
  ...{ taken: null, complex: false, solvedBy: null },
  ...more,
})
const solved = (resolvedAt: number, closedAt: number, more: Partial<RateRow> = {}): RateRow =>
  row({ status: 'solved', resolvedAt, closedAt, ...more })
const call = (responded: boolean, isSolved: boolean, satisfied: CallBack['satisfied'], valid = true): RateRow =>
  row({ callBack: { at: T0 + DAY, valid, responded, solved: isSolved, satisfied } })
const many = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one)
const november = (rows: readonly RateRow[]): Counts => tally(rows, NOVEMBER, NOW)

describe('closing', () => {
  it('972 due, 911 closed, 737 of them on time: 93.72 % and 75.82 %', () => {
    const onTime = solved(T0 + 6 * DAY, T0 + 7 * DAY)
    const late = solved(T0 + 8 * DAY, T0 + 8 * DAY)
    const counts = november([...many(737, onTime), ...many(911 - 737, late), ...many(972 - 911, row())])
    expect([counts.due, counts.dueClosed, counts.dueOnTime]).toEqual([972, 911, 737])
    const { closing, onTime: share } = ratesOf(counts)
    expect([closing.percent, share.percent]).toEqual([93.72, 75.82])
  })

  it('is on time when the work was done in time, though the resident confirmed it later', () => {
    expect(november([solved(T0 + 7 * DAY, T0 + 9 * DAY)]).dueOnTime).toBe(1)
    expect(november([solved(T0 + 7 * DAY + 1, T0 + 9 * DAY)]).dueOnTime).toBe(0)
  })

  it('counts what is reported done but not closed as not closed', () => {
    expect(november([row({ status: 'resolved', resolvedAt: T0 + DAY })])).toMatchObject({ due: 1, dueClosed: 0, backlog: 1 })
  })

  it('keeps the outcomes apart, and leaves duplicates and withdrawn matters out', () => {
    const closed = (status: RateRow['status']): RateRow => row({ status, closedAt: T0 + DAY })
    const counts = november([
      solved(T0 + DAY, T0 + DAY, { confirmed: true }),
      ...(['solved', 'not_ours', 'cannot', 'duplicate', 'withdrawn'] as const).map(closed),
    ])
    expect(counts).toMatchObject({ opened: 4, solved: 2, confirmed: 1, notOurs: 1, cannot: 1, due: 4 })
  })

  it('seen from an earlier day does not know yet what was closed later', () => {
    const rows = [solved(T0 + 3 * DAY, T0 + 3 * DAY)]
    expect(tally(rows, NOVEMBER, T0 + 2 * DAY)).toMatchObject({ dueClosed: 0, backlog: 1, solved: 0 })
    expect(tally(rows, NOVEMBER, T0 + 4 * DAY)).toMatchObject({ dueClosed: 1, backlog: 0, solved: 1 })
  })
})

describe('the three rates', () => {
  it('are taken over valid call-backs only, and weigh 0.1, 0.5 and 0.4, with 0.9 for mostly satisfied', () => {
    const rows = [
      call(true, true, 'yes'),
      call(true, true, 'mostly'),
      call(true, false, 'no'),
      call(false, true, 'yes'),
      call(false, false, 'no', false),
    ]
    const rates = ratesOf(november(rows))
    expect([rates.response.percent, rates.solution.percent, rates.satisfaction.percent]).toEqual([75, 75, 72.5])
    expect(rates.satisfaction).toEqual({ part: 2.9, whole: 4, percent: 72.5 })
    // 0.1 × 75 + 0.5 × 75 + 0.4 × 72.5
    expect(rates.composite).toBe(74)
  })

  it('can be weighed otherwise', () => {
    const counts = november([call(true, false, 'mostly')])
    expect(ratesOf(counts, { response: 0.2, solution: 0.4, satisfaction: 0.4, mostly: 0.8 }).composite).toBe(52)
  })

  it.each([
    { ...WEIGHTS, response: 0.2 },
    { ...WEIGHTS, response: -0.1, solution: 0.7 },
    { ...WEIGHTS, mostly: 1.1 },
    { ...WEIGHTS, mostly: Number.NaN },
  ])('refuse the weights %j', (weights) => {
    expect(() => ratesOf(november([]), weights)).toThrow(RangeError)
  })

  it('over no call-back are unknown, neither nothing nor everything', () => {
    const rates = ratesOf(november([row()]))
    expect([rates.response.percent, rates.solution.percent, rates.satisfaction.percent, rates.composite]).toEqual([null, null, null, null])
  })
})

describe('rounding', () => {
  it.each([
    [1, 800, 0.13],
    [3, 800, 0.38],
    [1, 3, 33.33],
    [2, 3, 66.67],
    [15, 16, 93.75],
    [18745, 20000, 93.73],
    [1005, 100_000, 1.01],
    [0, 7, 0],
    [7, 7, 100],
  ])('%d of %d is %d %%: two decimals, halves up', (part, whole, expected) => {
    expect(percent(part, whole)).toBe(expected)
  })

  it('is the rounding of exact fractions', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 1_000_000 }), (a, whole) => {
        const part = Math.min(a, whole)
        const exact = (BigInt(part) * 20_000n + BigInt(whole)) / (2n * BigInt(whole))
        expect(Math.round((percent(part, whole) ?? -1) * 100)).toBe(Number(exact))
      }),
    )
  })
})

describe('times', () => {
  it('the middle of an even number is the mean of the two in the middle', () => {
    expect([median([]), median([5]), median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([null, 5, 2, 3])
  })

  it('p90 is the smallest value that nine in ten do not exceed', () => {
    expect([
      quantile([], 0.9),
      quantile([7], 0.9),
      quantile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.9),
      quantile(
        many(11, 1).map((_, i) => i),
        0.9,
      ),
    ]).toEqual([null, 7, 9, 9])
  })

  it('p90 of six is the greatest: five of six are less than nine in ten', () => {
    expect(quantile([6, 5, 4, 3, 2, 1], 0.9)).toBe(6)
  })

  it('are those to the first word, to the work done, and of what waits', () => {
    const rows = [
      solved(T0 + 2 * DAY, T0 + 3 * DAY, { respondedAt: T0 + HOUR }),
      solved(T0 + 4 * DAY, T0 + 4 * DAY, { respondedAt: T0 + 3 * HOUR }),
      row({ openedAt: NOW - 5 * DAY, respondedAt: null }),
      row({ openedAt: NOW - 2 * DAY, respondedAt: NOW }),
      row({ status: 'withdrawn', openedAt: T0, closedAt: T0 + 1, respondedAt: T0 }),
    ]
    expect(timesOf(rows, NOVEMBER, NOW)).toEqual({
      firstResponse: 3 * HOUR,
      closeMedian: 3 * DAY,
      closeP90: 4 * DAY,
      backlogMedian: 3.5 * DAY,
      backlogP90: 5 * DAY,
      backlogOldest: 5 * DAY,
    })
  })
})

describe('reopening', () => {
  it('is counted over what was reported done or came back', () => {
    const back = row({ reopens: 1, reopenedAt: T0 + 2 * DAY })
    const rates = ratesOf(november([back, solved(T0 + DAY, T0 + DAY), solved(T0 + DAY, T0 + DAY, { reopens: 1, reopenedAt: T0 + HOUR }), row()]))
    expect(rates.reopening).toEqual({ part: 2, whole: 3, percent: 66.67 })
  })
})

describe('answering', () => {
  it('is in time up to the very limit', () => {
    const counts = november([row({ respondedAt: T0 + 2 * HOUR }), row({ respondedAt: T0 + 2 * HOUR + 1 }), row()])
    expect(ratesOf(counts).accepting).toEqual({ part: 1, whole: 3, percent: 33.33 })
  })
})

describe('a period', () => {
  it.each([
    ['day', '2026-11-23 00:00', '2026-11-23 00:00', '2026-11-24 00:00'],
    ['noon', '2026-11-23 11:59', '2026-11-22 12:00', '2026-11-23 12:00'],
    ['noon', '2026-11-23 12:00', '2026-11-23 12:00', '2026-11-24 12:00'],
    ['week', '2026-11-22 23:59', '2026-11-16 00:00', '2026-11-23 00:00'],
    ['month', '2026-12-31 23:59', '2026-12-01 00:00', '2027-01-01 00:00'],
  ] as const)('%s of %s goes from %s to %s', (kind, now, from, to) => {
    const period = periodOf(kind, at(now), 'Asia/Shanghai')
    expect([wall(period.from), wall(period.to)]).toEqual([from, to])
  })

  it('can be one before', () => {
    expect(wall(periodOf('month', at('2026-03-31 10:00'), 'Asia/Shanghai', 1).from)).toBe('2026-02-01 00:00')
    expect(wall(periodOf('noon', at('2026-11-23 09:00'), 'Asia/Shanghai', 2).from)).toBe('2026-11-20 12:00')
  })

  it('begins where the one before ends, on days with another clock too', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PERIODS),
        fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Asia/Kolkata'),
        fc.nat(365 * 24 * 60),
        (kind, zone, minute) => {
          const now = at('2026-01-01 00:00') + minute * 60_000
          const period = periodOf(kind, now, zone)
          expect(period.from <= now && now < period.to).toBe(true)
          expect(periodOf(kind, now, zone, 1).to).toBe(period.from)
          expect(periodOf(kind, period.to, zone).from).toBe(period.to)
        },
      ),
    )
  })
})

const instantArb = fc.integer({ min: NOVEMBER.from - 10 * DAY, max: NOVEMBER.to + 10 * DAY })
const rowArb: fc.Arbitrary<RateRow> = fc
  .record({
    status: fc.constantFrom(...TICKET_STATUSES),
    openedAt: instantArb,
    done: fc.nat(20 * DAY),
    confirmedAfter: fc.nat(3 * DAY),
    respondedAt: fc.option(fc.nat(5 * DAY)),
    reopenedAt: fc.option(instantArb),
    orgId: fc.constantFrom('o1', 'o2', null),
    assigneeId: fc.constantFrom('p1', 'p2', 'p3', null),
    buildingId: fc.constantFrom('b1', 'b2', null),
    gridId: fc.constantFrom('g1', null),
    category: fc.constantFrom('water' as const, 'noise' as const, 'other' as const),
    callBack: fc.option(
      fc.record({
        at: instantArb,
        valid: fc.boolean(),
        responded: fc.boolean(),
        solved: fc.boolean(),
        satisfied: fc.constantFrom('yes' as const, 'mostly' as const, 'no' as const),
      }),
    ),
  })
  .map(({ done, confirmedAfter, respondedAt, ...rest }) => {
    const phase = phaseOf(rest.status)
    const resolvedAt = phase === 'open' ? null : rest.openedAt + done
    return row({
      ...rest,
      acceptBy: rest.openedAt + 2 * HOUR,
      resolveBy: rest.openedAt + 7 * DAY,
      respondedAt: respondedAt === null ? null : rest.openedAt + respondedAt,
      resolvedAt,
      closedAt: phase === 'closed' && resolvedAt !== null ? resolvedAt + confirmedAfter : null,
      reopens: rest.reopenedAt === null ? 0 : 1,
    })
  })
const rowsArb = fc.array(rowArb, { maxLength: 40 })

describe('any record', () => {
  it('adds up over its parts, however it is divided', () => {
    fc.assert(
      fc.property(rowsArb, fc.constantFrom(...(Object.keys(GROUPINGS) as Grouping[])), (rows, by) => {
        const parts = [...groupRows(rows, by).values()].map(november)
        expect(parts.reduce(addCounts, november([]))).toEqual(november(rows))
      }),
    )
  })

  it('adds up over its periods, but for what is open in the end', () => {
    fc.assert(
      fc.property(rowsArb, fc.integer({ min: NOVEMBER.from, max: NOVEMBER.to }), (rows, cut) => {
        const { backlog, backlogOverdue, finished: _, ...whole } = november(rows)
        const parts = addCounts(tally(rows, { from: NOVEMBER.from, to: cut }, NOW), tally(rows, { from: cut, to: NOVEMBER.to }, NOW))
        expect(parts).toMatchObject(whole)
        expect([parts.backlog, parts.backlogOverdue]).toEqual([2 * backlog, 2 * backlogOverdue])
      }),
    )
  })

  it('has rates between 0 and 100, the composite between the least and the greatest of the three', () => {
    fc.assert(
      fc.property(rowsArb, fc.nat(10), fc.nat(10), (rows, a, b) => {
        const [response, solution] = [Math.min(a, b) / 10, Math.abs(a - b) / 10]
        const weights = { response, solution, satisfaction: Math.round((1 - response - solution) * 10) / 10, mostly: 0.9 }
        const { composite, ...rates } = ratesOf(november(rows), weights)
        const percents = Object.values(rates).flatMap((r) => (r.percent === null ? [] : [r.percent]))
        for (const value of percents) expect(value >= 0 && value <= 100).toBe(true)
        const three = [rates.response.percent, rates.solution.percent, rates.satisfaction.percent].flatMap((p) => p ?? [])
        if (composite === null) expect(three).toEqual([])
        else expect(composite >= Math.min(...three) - 0.01 && composite <= Math.max(...three) + 0.01).toBe(true)
      }),
    )
  })

  it('never counts a part greater than its whole', () => {
    fc.assert(
      fc.property(rowsArb, (rows) => {
        const c = november(rows)
        const pairs = [
          [c.dueOnTime, c.dueClosed],
          [c.dueClosed, c.due],
          [c.acceptOnTime, c.acceptDue],
          [c.reopened, c.finished],
          [c.confirmed, c.solved],
          [c.satisfied + c.mostly, c.calls],
          [c.backlogOverdue, c.backlog],
        ] as const
        for (const [part, whole] of pairs) expect(part).toBeLessThanOrEqual(whole)
      }),
    )
  })
})

describe('a report', () => {
  it('is one per unit, those with most to do first, what has no unit under null', () => {
    const rows = [row(), row({ orgId: 'o2' }), row({ orgId: 'o2' }), row({ orgId: null, status: 'withdrawn' })]
    const reports = reportsBy(rows, 'unit', { period: NOVEMBER, now: NOW })
    expect(reports.map((r) => [r.key, r.counts.opened])).toEqual([
      ['o2', 2],
      ['o1', 1],
      [null, 0],
    ])
    expect(reportOf(rows, { period: NOVEMBER, now: NOW })).toMatchObject({ key: null, counts: { opened: 3, backlog: 3, backlogOverdue: 3 } })
  })
})

const OPENING: Opening = {
  ...{ id: 't1', number: 1, kind: 'report', category: 'facility', urgency: 'normal', title: 'bench', words: 'the bench is broken', place: {} },
  ...{ buildingId: null, gridId: null, groupId: null, roomId: null, account: 'a', messageId: 'm1', language: 'zh-CN', reporterId: 'p0' },
  ...{ orgId: 'o1', assigneeId: 'p1', acceptBy: T0 + HOUR, actBy: T0 + HOUR, resolveBy: T0 + DAY, placeAskedAt: null },
}

describe('a row of the record', () => {
  const told: RecordedEvent = { at: T0, actorId: 'p0', event: { type: 'opened', ticket: OPENING } }
  const rowOf = (...events: RecordedEvent[]): RateRow => rateRow(fold([told, ...events]), [told, ...events])

  it('has its first response from whoever answers for it, not from the reporter and not from the program', () => {
    const more: RecordedEvent = { at: T0 + 1, actorId: 'p0', event: { type: 'noted', words: 'and the table' } }
    const moved: RecordedEvent = {
      at: T0 + 2,
      actorId: null,
      event: { type: 'assigned', orgId: 'o1', assigneeId: 'p2', why: 'transfer', reason: '' },
    }
    const accepted: RecordedEvent = { at: T0 + 3, actorId: 'p2', event: { type: 'accepted', promisedAt: null } }
    expect(rowOf(more, moved).respondedAt).toBeNull()
    expect(rowOf(more, moved, accepted).respondedAt).toBe(T0 + 3)
  })

  it('takes the reporter’s stars for a call-back, and a call-back that reached somebody before them', () => {
    const done: RecordedEvent = { at: T0 + 1, actorId: 'p1', event: { type: 'resolved', words: '', pictures: 0, messageId: null } }
    const rated: RecordedEvent = { at: T0 + 2, actorId: 'p0', event: { type: 'rated', stars: 3 } }
    const closed: RecordedEvent = { at: T0 + 2, actorId: 'p0', event: { type: 'closed', as: 'solved', reason: '', confirmed: true } }
    expect(rowOf(done, rated, closed).callBack).toEqual({ at: T0 + 2, valid: true, responded: true, solved: true, satisfied: 'mostly' })
    const heard = { reached: true, responded: true, solved: false, satisfied: 'no' } as const
    const called: RecordedEvent = { at: T0 + 9, actorId: 'he', event: { type: 'called_back', words: '没修好', ...heard } }
    const missed: RecordedEvent = {
      at: T0 + 10,
      actorId: 'he',
      event: { type: 'called_back', words: '没人接', reached: false, responded: false, solved: false, satisfied: null },
    }
    const made = { at: T0 + 9, valid: true, responded: true, solved: false, satisfied: 'no' }
    expect(rowOf(done, rated, closed, called, missed).callBack).toEqual(made)
    expect(rowOf(done, rated, closed, missed).callBack).toMatchObject({ valid: true, satisfied: 'mostly' })
    expect(rowOf(done, closed, missed).callBack).toMatchObject({ valid: false })
  })

  it('keeps 基本满意 said in words from counting as satisfied', () => {
    const done: RecordedEvent = { at: T0 + 1, actorId: 'p1', event: { type: 'resolved', words: '', pictures: 0, messageId: null } }
    const rated: RecordedEvent = { at: T0 + 2, actorId: 'p0', event: { type: 'rated', stars: 4, satisfied: 'mostly' } }
    expect(rowOf(done, rated).callBack?.satisfied).toBe('mostly')
  })

  it('on hold is neither due nor overdue', () => {
    const held = row({ status: 'suspended' })
    expect(november([held])).toMatchObject({ due: 0, backlog: 1, backlogOverdue: 0 })
    expect(november([row()])).toMatchObject({ due: 1, backlog: 1, backlogOverdue: 1 })
  })

  it('tells closed by itself from confirmed and from seen on the spot, and counts the ways of taking on', () => {
    const done = (solvedBy: RateRow['solvedBy']) => solved(T0 + DAY, T0 + DAY, { solvedBy, confirmed: solvedBy === 'resident' })
    expect(november([done('resident'), done('verified'), done('silence'), done('office')])).toMatchObject({
      solved: 4,
      confirmed: 1,
      verified: 1,
      silent: 1,
    })
    const taken = [row({ taken: 'at_once' }), row({ taken: 'by_date' }), row({ taken: 'upward', complex: true })]
    expect(november(taken)).toMatchObject({ atOnce: 1, byDate: 1, upward: 1, complex: 1 })
  })

  it('knows its last reopening', () => {
    const done: RecordedEvent = { at: T0 + 1, actorId: 'p1', event: { type: 'resolved', words: '', pictures: 0, messageId: null } }
    const back = (time: number): RecordedEvent => ({ at: time, actorId: 'p0', event: { type: 'reopened', words: 'no' } })
    expect(rowOf(done, back(T0 + 5), { ...done, at: T0 + 6 }, back(T0 + 7))).toMatchObject({ reopenedAt: T0 + 7, reopens: 2 })
  })

  it('reads five and four stars as satisfied, three as mostly, less as not', () => {
    expect([5, 4, 3, 2, 1].map(satisfactionOf)).toEqual(['yes', 'yes', 'mostly', 'no', 'no'])
  })
})
