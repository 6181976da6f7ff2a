import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agendaOf, isPassedUp, nextWeekly, readMinutes, unitsOf } from '../../core/meeting.ts'
import { readTime } from '../../core/when.ts'
import { ticketWith } from './makers.ts'

const NOON = Date.UTC(2026, 10, 23, 4)
const DAY = 86_400_000
const none: ReadonlySet<string> = new Set()

describe('minutes as they are said', () => {
  test.each([
    ['物业牵头换管 供水配合 12月5日前', '物业', '换管', [['供水', '']], '12月5日前'],
    ['物业牵头换管，供水配合关阀，12月5日前', '物业', '换管', [['供水', '关阀']], '12月5日前'],
    [
      '由长峰物业牵头 供热公司和城管配合清理 下周三前',
      '长峰物业',
      '',
      [
        ['供热公司', '清理'],
        ['城管', '清理'],
      ],
      '下周三前',
    ],
    ['牵头：物业 配合：供水公司 换主管', '物业', '', [['供水公司', '']], ''],
    ['先核实几户受影响 周五前', undefined, undefined, [], '周五前'],
    [
      'Property leads replacing the pipe, Water supports shutting off, by 5 December',
      'Property',
      'replacing the pipe',
      [['Water', 'shutting off']],
      '5 December',
    ],
  ] as const)('%s', (said, lead, what, supports, by) => {
    const minutes = readMinutes(said)
    expect(minutes.plan).toBe(said)
    expect(minutes.lead?.unit).toBe(lead)
    expect(minutes.lead?.what).toBe(what)
    expect(minutes.supports.map((one) => [one.unit, one.what])).toEqual(supports)
    expect(minutes.by).toBe(by)
    if (by) expect(readTime(minutes.by, NOON, 'Asia/Shanghai')).toBeGreaterThan(NOON)
  })

  test('whatever was said stays as the plan, and nothing takes long', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 120 }), (said) => {
        expect(readMinutes(said).plan).toBe(said.trim())
      }),
    )
    const started = performance.now()
    for (const piece of ['牵头', '配合 ', 'a leads ', '12月']) readMinutes(piece.repeat(400))
    expect(performance.now() - started).toBeLessThan(500)
  })
})

describe('the agenda', () => {
  const late = ticketWith({ id: 'late', number: 1, resolveBy: NOON - DAY })
  const held = ticketWith({ id: 'held', number: 2, status: 'suspended', resolveBy: NOON - DAY })
  const plain = ticketWith({ id: 'plain', number: 3, resolveBy: NOON + DAY })
  const done = ticketWith({ id: 'done', number: 4, status: 'resolved', resolveBy: NOON - DAY })
  const closed = ticketWith({ id: 'closed', number: 5, status: 'solved', closedAt: NOON - DAY })
  const tickets = [late, held, plain, done, closed]
  const numbers = (sources: Partial<Parameters<typeof agendaOf>[0]>): [number, string[]][] =>
    agendaOf({ tickets, calledFor: none, passedUp: none, carried: none, ...sources }, NOON).map(({ ticket, why }) => [ticket.number, why])

  test('what is overdue gathers by itself; what is on hold, done or in time does not', () => {
    expect(numbers({})).toEqual([[1, ['overdue']]])
  })

  test('what was called for or left from the last meeting stands there until it is closed, and before the rest', () => {
    expect(numbers({ calledFor: new Set(['plain']), carried: new Set(['held', 'done', 'closed']) })).toEqual([
      [2, ['carried']],
      [4, ['carried']],
      [3, ['called_for']],
      [1, ['overdue']],
    ])
  })

  test('passed up means that the last going from hand to hand was upward', () => {
    const up = { type: 'assigned', orgId: 'office', assigneeId: 'chen', why: 'escalated', reason: '' } as const
    expect(isPassedUp([up])).toBe(true)
    expect(isPassedUp([up, { ...up, why: 'handed_down' }])).toBe(false)
    expect(isPassedUp([])).toBe(false)
  })

  test('the units of a matter are its lead, whoever has an open part, and who still holds it, each once', () => {
    const part = {
      no: 1,
      orgId: 'heat',
      assigneeId: 'gong',
      what: '',
      dueBy: NOON,
      state: 'asked',
      askedAt: NOON,
      acceptedAt: null,
      endedAt: null,
    } as const
    const ticket = ticketWith({
      orgId: 'office',
      heldBy: { orgId: 'property', assigneeId: 'wang' },
      parts: [part, { ...part, no: 2 }, { ...part, no: 3, orgId: 'water', state: 'done' }],
    })
    expect(unitsOf(ticket)).toEqual(['office', 'heat', 'property'])
  })
})

test('the weekly meeting begins next at its hour, this week or the next', () => {
  const weekly = { day: 3, at: '15:00' }
  const wednesday = Date.UTC(2026, 10, 25, 7)
  expect(nextWeekly(NOON, weekly, 'Asia/Shanghai')).toBe(wednesday)
  expect(nextWeekly(wednesday, weekly, 'Asia/Shanghai')).toBe(wednesday + 7 * DAY)
})
