import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { ASPECTS, appraisalSheet, STAR_RULES, starRating } from '../../core/appraisal.ts'
import { evolve } from '../../core/evolve.ts'
import { periodOf } from '../../core/rates/period.ts'
import type { RateRow } from '../../core/rates/row.ts'
import { type Counts, tally } from '../../core/rates.ts'
import type { Opening, Ticket } from '../../core/ticket.ts'
import { type TurnMatter, turnListOf, weeklyTurn } from '../../core/weekly-turn.ts'

const CHINA = 'Asia/Shanghai'
const HOUR = 3_600_000
const DAY = 24 * HOUR
const at = (wall: string): number => DateTime.fromFormat(wall, 'yyyy-MM-dd HH:mm', { zone: CHINA }).toMillis()
const NOTHING: Counts = tally([], { from: 0, to: 1 }, 1)
const counts = (more: Partial<Counts>): Counts => ({ ...NOTHING, ...more })
const GOOD = counts({
  ...{ acceptDue: 100, acceptOnTime: 96, calls: 20, responded: 20, callsSolved: 19, satisfied: 16, mostly: 2 },
  ...{ due: 50, dueClosed: 48, dueOnTime: 41, finished: 40, reopened: 1 },
})

describe('the stars of a property company', () => {
  it('come from five aspects, each explained in numbers', () => {
    const { aspects } = starRating(GOOD)
    expect(
      aspects.map(({ aspect, rate, stars, nextAt, casesShort }) => [aspect, `${rate.part}/${rate.whole}`, rate.percent, stars, nextAt, casesShort]),
    ).toEqual([
      ['response', '96/100', 96, 4, 98, 2],
      ['solution', '19/20', 95, 5, null, null],
      // (16 + 2 × 0.9) / 20
      ['satisfaction', '17.8/20', 89, 3, 90, 1],
      ['timeliness', '41/50', 82, 3, 90, 4],
      ['quality', '39/40', 97.5, 4, 98, 1],
    ])
  })

  it('are the mean of the aspects’ stars, a half rounding up', () => {
    expect(starRating(GOOD)).toMatchObject({ score: 3.8, stars: 4 })
    expect(starRating({ ...GOOD, acceptOnTime: 92, callsSolved: 18 })).toMatchObject({ score: 3.4, stars: 3 })
    expect(starRating({ ...GOOD, acceptOnTime: 100, callsSolved: 12, satisfied: 20, mostly: 0 })).toMatchObject({ score: 3.6, stars: 4 })
  })

  it('can weigh one aspect more than another', () => {
    const rules = { ...STAR_RULES, weights: { response: 0, solution: 3, satisfaction: 0, timeliness: 1, quality: 0 } }
    // (5 × 3 + 3 × 1) / 4
    expect(starRating(GOOD, undefined, rules)).toMatchObject({ score: 4.5, stars: 5 })
  })

  it('leave out an aspect with too few cases, and are not given from too thin a record', () => {
    const few = starRating({ ...GOOD, calls: 4, responded: 4, callsSolved: 4, satisfied: 4, mostly: 0 })
    expect(few.aspects.filter((a) => a.stars === null).map((a) => a.aspect)).toEqual(['solution', 'satisfaction'])
    expect(few).toMatchObject({ score: 3.7, stars: 4 })
    expect(starRating(counts({ due: 3, dueClosed: 3, dueOnTime: 3 }))).toMatchObject({ score: null, stars: null })
  })

  it('are one for the worst and five for the best', () => {
    const worst = counts({ acceptDue: 9, calls: 9, due: 9, finished: 9, reopened: 9 })
    const best = counts({
      acceptDue: 9,
      acceptOnTime: 9,
      calls: 9,
      responded: 9,
      callsSolved: 9,
      satisfied: 9,
      due: 9,
      dueClosed: 9,
      dueOnTime: 9,
      finished: 9,
    })
    expect([starRating(worst).stars, starRating(best).stars]).toEqual([1, 5])
  })

  it('cannot be given by rules that do not fall', () => {
    const rules = { ...STAR_RULES, thresholds: { ...STAR_RULES.thresholds, quality: [80, 90, 95, 98] as const } }
    expect(() => starRating(GOOD, undefined, rules)).toThrow(RangeError)
  })

  it('say how many cases are short by the rounding that the percentage has', () => {
    // 37,998 of 40,000 are 94.995 %, which is 95.00 %
    const mark = starRating(counts({ due: 40_000, dueClosed: 40_000, dueOnTime: 37_990 })).aspects[ASPECTS.indexOf('timeliness')]
    expect(mark).toMatchObject({ stars: 4, nextAt: 95, casesShort: 8 })
  })

  it('never sink when one case more goes well, and the cases told to be short are just enough', () => {
    const countsArb = fc
      .tuple(fc.integer({ min: 5, max: 400 }), fc.nat(400))
      .map(([whole, part]) => counts({ due: whole, dueClosed: whole, dueOnTime: Math.min(part, whole) }))
    const timeliness = (of: Counts) => starRating(of).aspects[ASPECTS.indexOf('timeliness')]
    fc.assert(
      fc.property(countsArb, (of) => {
        const mark = timeliness(of)
        if (mark?.stars == null || mark.casesShort === null) {
          expect(mark?.stars).toBe(5)
          return
        }
        const plus = (n: number) => timeliness({ ...of, dueOnTime: of.dueOnTime + n })?.stars
        expect(plus(mark.casesShort)).toBeGreaterThan(mark.stars)
        expect(plus(mark.casesShort - 1)).toBe(mark.stars)
      }),
    )
  })
})

const T0 = at('2026-11-02 09:00')
const row = (more: Partial<RateRow> = {}): RateRow => ({
  ...{ id: 't1', number: 1, kind: 'report', status: 'solved', category: 'facility', urgency: 'normal' },
  ...{ orgId: 'o1', assigneeId: 'p1', buildingId: 'b1', gridId: 'g1', openedAt: T0, acceptBy: T0 + 2 * HOUR, resolveBy: T0 + 7 * DAY },
  ...{ resolvedAt: T0 + DAY, closedAt: T0 + DAY, reopens: 0, confirmed: true, respondedAt: T0 + HOUR, reopenedAt: null, callBack: null },
  ...{ taken: null, complex: false, solvedBy: 'resident' },
  ...more,
})

describe('the monthly appraisal sheet', () => {
  const month = periodOf('month', at('2026-11-15 00:00'), CHINA)
  const before = periodOf('month', at('2026-11-15 00:00'), CHINA, 1)
  const late = { resolvedAt: T0 + 9 * DAY, closedAt: T0 + 9 * DAY }
  const october = { openedAt: T0 - 20 * DAY, resolveBy: T0 - 13 * DAY, acceptBy: T0 - 20 * DAY, resolvedAt: T0 - 15 * DAY, closedAt: T0 - 15 * DAY }
  const answered = { at: T0 + 2 * DAY, valid: true, responded: true, solved: true, satisfied: 'yes' as const }
  const rows = [
    ...Array.from({ length: 8 }, () => row({ callBack: answered })),
    ...Array.from({ length: 2 }, () => row(late)),
    ...Array.from({ length: 6 }, () => row({ orgId: 'o2', callBack: { ...answered, satisfied: 'no' } })),
    row({ orgId: 'o2', ...october }),
    ...Array.from({ length: 5 }, () => row({ ...october, resolvedAt: T0 - 12 * DAY, closedAt: T0 - 12 * DAY })),
    row({ orgId: null }),
  ]
  const sheet = appraisalSheet(rows, ['o3', 'o2', 'o1'], { month, before, now: month.to })

  it('has a line for every unit, the best first, one with nothing to do last and without a place', () => {
    expect(sheet.lines.map((l) => [l.orgId, l.stars.score, l.place])).toEqual([
      ['o1', 4.6, 1],
      ['o2', 4.2, 2],
      ['o3', null, null],
    ])
    expect(sheet.lines[2]?.month.counts.due).toBe(0)
  })

  it('shows what has changed against the month before, and nothing where there was none', () => {
    expect(sheet.lines.map((l) => l.change.onTime)).toEqual([80, 0, null])
    expect(sheet.lines[0]?.change.composite).toBeNull()
  })

  it('counts the whole community, what has no unit too', () => {
    expect(sheet.whole.counts.due).toBe(17)
  })

  it('gives equal figures the same place, whatever the order of the units', () => {
    const twins = rows.flatMap((r) => [r, { ...r, orgId: r.orgId === 'o1' ? 'o4' : null }])
    const places = (ids: string[]) =>
      Object.fromEntries(appraisalSheet(twins, ids, { month, before, now: month.to }).lines.map((l) => [l.orgId, l.place]))
    expect(places(['o1', 'o2', 'o4'])).toEqual({ o1: 1, o4: 1, o2: 3 })
    expect(places(['o2', 'o4', 'o1'])).toEqual({ o1: 1, o4: 1, o2: 3 })
  })
})

const WEEK = periodOf('week', at('2026-11-18 00:00'), CHINA)
const OPENING: Opening = {
  ...{ id: 't1', number: 1, kind: 'report', category: 'facility', urgency: 'normal', title: 'bench', words: 'the bench is broken', place: {} },
  ...{ buildingId: null, gridId: null, groupId: null, roomId: null, account: 'a', messageId: 'm1', language: 'zh-CN', reporterId: 'p0' },
  ...{ orgId: 'o1', assigneeId: 'p1', acceptBy: 0, actBy: 0, resolveBy: 0, placeAskedAt: null },
}
function matter(number: number, opened: string, more: Partial<Ticket> = {}, pictures: TurnMatter['pictures'] = []): TurnMatter {
  const openedAt = at(opened)
  const ticket = evolve(undefined, { type: 'opened', ticket: { ...OPENING, id: `t${number}`, number, resolveBy: openedAt + 7 * DAY } }, openedAt)
  return { ticket: { ...ticket, ...more }, pictures }
}
const done = (wall: string, more: Partial<Ticket> = {}): Partial<Ticket> => ({
  status: 'solved',
  resolvedAt: at(wall),
  closedAt: at(wall) + DAY,
  ...more,
})
const numbers = (of: readonly ({ ticket: Ticket } | Ticket)[]): number[] => of.map((one) => ('ticket' in one ? one.ticket.number : one.number))

describe('the weekly turn', () => {
  const turn = weeklyTurn(
    [
      matter(1, '2026-11-16 00:00', done('2026-11-17 10:00', { confirmed: true, stars: 5, followers: ['p7', 'p8'] })),
      matter(2, '2026-11-10 09:00', done('2026-11-22 23:59', { stars: 4 })),
      matter(3, '2026-11-22 23:59'),
      matter(4, '2026-11-09 00:00', { kind: 'suggest' }),
      matter(5, '2026-11-17 09:00', { status: 'not_ours', closedAt: at('2026-11-18 09:00') }),
      matter(6, '2026-11-17 09:00', { status: 'duplicate', closedAt: at('2026-11-18 09:00') }),
      matter(7, '2026-11-23 00:00'),
      matter(8, '2026-11-12 09:00', done('2026-11-14 09:00')),
      matter(9, '2026-11-19 09:00', done('2026-11-24 09:00')),
      matter(10, '2026-11-18 09:00', { status: 'resolved', resolvedAt: at('2026-11-20 09:00') }),
    ],
    WEEK,
  )

  it('tells what was found, what was done and what rolls over', () => {
    expect(numbers(turn.found)).toEqual([1, 5, 10, 9, 3])
    expect(numbers(turn.acted)).toEqual([1, 2, 10])
    expect(numbers(turn.rolling)).toEqual([4, 9, 3])
  })

  it('counts the weeks that a matter has rolled over, and tells the overdue first', () => {
    expect(turn.rolling.map((r) => [r.ticket.number, r.weeks, r.overdue])).toEqual([
      [4, 2, true],
      [9, 1, false],
      [3, 1, false],
    ])
    expect(
      weeklyTurn([matter(1, '2026-11-15 23:59'), matter(2, '2026-11-16 00:00'), matter(3, '2026-11-01 12:00')], WEEK).rolling.map((r) => [
        r.ticket.number,
        r.weeks,
      ]),
    ).toEqual([
      [3, 4],
      [1, 2],
      [2, 1],
    ])
  })

  it('says with what effect', () => {
    expect(turn.effect).toEqual({
      found: { problems: 5, needs: 0 },
      acted: 3,
      confirmed: 1,
      homes: 5,
      stars: 4.5,
      rolling: 3,
      overdue: 1,
      oldDone: 1,
      oldAll: 2,
    })
  })

  it('keeps problems and needs on lists of their own', () => {
    expect([turnListOf({ kind: 'report' }), turnListOf({ kind: 'consult' }), turnListOf({ kind: 'suggest' })]).toEqual(['problems', 'needs', 'needs'])
  })

  it('shows the first picture of the report and the last proof, those that have both first', () => {
    const picture = (hash: string, wall: string, purpose: 'report' | 'proof') => ({ hash, at: at(wall), purpose })
    const pictures = [
      picture('later', '2026-11-16 12:00', 'report'),
      picture('first', '2026-11-16 11:00', 'report'),
      picture('half', '2026-11-17 10:00', 'proof'),
      picture('whole', '2026-11-18 10:00', 'proof'),
      picture('next week', '2026-11-24 10:00', 'proof'),
    ]
    const { acted, rolling } = weeklyTurn(
      [
        matter(1, '2026-11-16 10:00', done('2026-11-18 10:00', { confirmed: true })),
        matter(2, '2026-11-16 10:00', done('2026-11-18 10:00'), pictures),
        matter(3, '2026-11-16 10:00', {}, pictures),
      ],
      WEEK,
    )
    expect(acted.map((a) => [a.ticket.number, a.before, a.after])).toEqual([
      [2, 'first', 'whole'],
      [1, null, null],
    ])
    expect(rolling.map((r) => r.before)).toEqual(['first'])
  })

  it('hands on to the next week exactly what it did not end', () => {
    const matterArb = fc
      .record({ opened: fc.nat(20), took: fc.option(fc.nat(20)), status: fc.constantFrom('solved', 'cannot', 'not_ours', 'withdrawn') })
      .map(({ opened, took, status }): TurnMatter => {
        const one = matter(1, '2026-11-05 10:00', { openedAt: at('2026-11-05 10:00') + opened * DAY })
        const end = one.ticket.openedAt + (took ?? 0) * DAY
        return took === null
          ? one
          : { ...one, ticket: { ...one.ticket, status: status as 'solved', closedAt: end, resolvedAt: status === 'solved' ? end : null } }
      })
    fc.assert(
      fc.property(fc.array(matterArb, { maxLength: 20 }), (matters) => {
        const next = weeklyTurn(matters, periodOf('week', WEEK.to, CHINA))
        expect(next.effect.oldAll).toBe(weeklyTurn(matters, WEEK).effect.rolling)
      }),
    )
  })
})
