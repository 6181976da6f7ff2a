import { describe, expect, test } from 'vitest'
import { decide, type Standing } from '../../core/decide.ts'
import { dispatchOf } from '../../core/dispatch.ts'
import { CodedError } from '../../core/errors.ts'
import { evolve } from '../../core/evolve.ts'
import { isAbove, levelOf, orgAbove } from '../../core/levels.ts'
import { partClocks } from '../../core/part-clocks.ts'
import type { Ticket, TicketCommand } from '../../core/ticket.ts'
import type { TicketClocks } from '../../core/ticket-clocks.ts'
import { communityWith, NOBODY, ticketWith, unit } from './makers.ts'

const NOW = Date.UTC(2026, 10, 23, 4)
const HOUR = 3_600_000
const office: Standing = { ...NOBODY, personId: 'chen', community: true }
const lead: Standing = { ...NOBODY, personId: 'wang', assignee: true, unit: true }
const gong: Standing = { ...NOBODY, personId: 'gong', supporter: true, parts: [1] }
const ask: TicketCommand = { type: 'add_part', part: { orgId: 'heat', assigneeId: 'gong', what: '查主管网', dueBy: NOW + 4 * HOUR } }

const following = (ticket: Ticket, command: TicketCommand, standing: Standing): Ticket =>
  decide(ticket, command, standing, NOW).reduce((at, event) => evolve(at, event, NOW, standing.personId), ticket)

function refusal(ticket: Ticket, command: TicketCommand, standing: Standing): unknown {
  try {
    decide(ticket, command, standing, NOW)
  } catch (error) {
    return error instanceof CodedError ? error.code : error
  }
  return undefined
}

describe('parts', () => {
  const asked = following(ticketWith({ status: 'accepted', acceptedAt: NOW }), ask, lead)

  test('are numbered, taken by whoever takes them, and done', () => {
    const twice = following(asked, ask, lead)
    expect(twice.parts.map(({ no }) => no)).toEqual([1, 2])
    const done = following(following(asked, { type: 'accept_part', part: 1 }, gong), { type: 'finish_part', part: 1, words: '没漏' }, gong)
    expect(done.parts).toMatchObject([{ state: 'done', assigneeId: 'gong', acceptedAt: NOW, endedAt: NOW }])
  })

  test.each<[string, TicketCommand, Standing]>([
    ['the lead', { type: 'resolve', words: '', pictures: 0, messageId: null }, lead],
    ['the community', { type: 'close', as: 'solved', reason: '' }, office],
    ['the resident', { type: 'confirm', words: '好了' }, { ...NOBODY, reporter: true }],
  ])('%s cannot call the matter solved while one is open', (_, command, standing) => {
    expect(refusal(asked, command, standing)).toBe('PART_OPEN')
  })

  test('only the community cancels one, with a reason; then the matter can be solved', () => {
    expect(refusal(asked, { type: 'cancel_part', part: 1, reason: '不用了' }, lead)).toBe('NOT_ENTITLED')
    expect(refusal(asked, { type: 'cancel_part', part: 1, reason: ' ' }, office)).toBe('REASON_MISSING')
    expect(refusal(asked, { type: 'cancel_part', part: 2, reason: '不用了' }, office)).toBe('PART_UNKNOWN')
    const cancelled = following(asked, { type: 'cancel_part', part: 1, reason: '不用了' }, office)
    expect(following(cancelled, { type: 'resolve', words: '', pictures: 0, messageId: null }, lead).status).toBe('resolved')
  })

  test('of a matter that ends another way are over with it', () => {
    expect(following(asked, { type: 'close', as: 'cannot', reason: '管线未移交' }, office).parts).toMatchObject([{ state: 'cancelled' }])
  })

  test('another’s part is not theirs to finish', () => {
    expect(refusal(asked, { type: 'finish_part', part: 1, words: '' }, { ...gong, parts: [] })).toBe('NOT_ENTITLED')
  })

  test('their clocks run from the asking, stop with the taking, and end at the date agreed on', () => {
    const clock = { startedAt: NOW - HOUR, limit: { amount: 2, unit: 'hours' }, pauses: [] } as const
    const of: TicketClocks = {
      ticketId: 't1042',
      number: 1042,
      danger: false,
      clocks: { accept: clock, act: clock, resolve: clock },
      rounds: { accept: 0, act: 0, resolve: 0 },
    }
    const [open] = partClocks(asked, of, { amount: 2, unit: 'hours' })
    expect(open?.clocks).toMatchObject({ ticketId: 't1042/part1', clocks: { accept: { startedAt: NOW }, act: { stoppedAt: NOW } } })
    expect(open?.clocks.clocks.resolve.limit).toEqual({ amount: 240, unit: 'minutes' })
    const [taken] = partClocks(following(asked, { type: 'accept_part', part: 1 }, gong), of, { amount: 2, unit: 'hours' })
    expect(taken?.clocks.clocks.accept.stoppedAt).toBe(NOW)
  })
})

describe('what a meeting agreed', () => {
  test('hands it to the lead, asks for the parts that are new, and sets the date', () => {
    const plan: TicketCommand = {
      type: 'plan',
      words: '供热牵头换管',
      until: NOW + 48 * HOUR,
      lead: { orgId: 'heat', assigneeId: 'gong' },
      parts: [{ orgId: 'water', assigneeId: null, what: '关阀', dueBy: NOW + 48 * HOUR }],
    }
    const planned = following(ticketWith(), plan, office)
    expect(planned).toMatchObject({
      orgId: 'heat',
      assigneeId: 'gong',
      resolveBy: NOW + 48 * HOUR,
      heldBy: { orgId: 'property', assigneeId: 'wang' },
    })
    expect(following(planned, plan, office).parts).toHaveLength(1)
  })
})

describe('first-receiver duty', () => {
  const give = (assigneeId: string, orgId = 'office'): TicketCommand => ({ type: 'assign', orgId, assigneeId, why: 'transfer', reason: '' })

  test('the first one keeps it through several hands until somebody has taken it', () => {
    const twice = following(following(ticketWith(), give('chen'), office), give('fang'), office)
    expect(twice.heldBy).toEqual({ orgId: 'property', assigneeId: 'wang' })
    expect(following(twice, { type: 'accept', promisedAt: null }, { ...office, personId: 'fang' }).heldBy).toBeNull()
  })

  test('taken back by the first one it is theirs and their unit’s', () => {
    const back = following(following(ticketWith(), give('chen'), office), { type: 'accept', promisedAt: null }, lead)
    expect(back).toMatchObject({ orgId: 'property', assigneeId: 'wang', heldBy: null })
  })
})

test('levels: courtyard, community, sub-district, district; each is passed up to the next, and the top to nobody', () => {
  const organisations = [
    unit('property'),
    unit('office', { kind: 'community' }),
    unit('street', { kind: 'subdistrict' }),
    unit('district', { kind: 'department' }),
  ]
  const base = communityWith({ organisations })
  const directory = { ...base, settings: { ...base.settings, district: 'district' } }
  expect(['property', 'office', 'street', 'district'].map((id) => levelOf(directory, id))).toEqual([
    'courtyard',
    'community',
    'subdistrict',
    'district',
  ])
  expect(['property', 'office', 'street', 'district'].map((id) => orgAbove(directory, id)?.id)).toEqual(['office', 'street', 'district', undefined])
  expect(orgAbove(base, 'street')).toBeUndefined()
  expect(isAbove('community', 'courtyard')).toBe(true)
})

test('the dispatch sheet: late first, by category, consults and suggestions apart, parts of others’ matters last', () => {
  const day = { from: NOW - 4 * HOUR, tomorrow: NOW + 20 * HOUR }
  const part = {
    no: 1,
    orgId: 'property',
    assigneeId: 'wang',
    what: '腾地方',
    dueBy: NOW + 30 * HOUR,
    state: 'asked',
    askedAt: NOW,
    acceptedAt: null,
    endedAt: null,
  } as const
  const sheet = dispatchOf(
    'property',
    [
      ticketWith({ number: 1, category: 'water', resolveBy: NOW - HOUR }),
      ticketWith({ number: 2, category: 'lighting', openedAt: NOW - 48 * HOUR }),
      ticketWith({ number: 3, category: 'water', openedAt: NOW - 48 * HOUR }),
      ticketWith({ number: 4, kind: 'consult' }),
      ticketWith({ number: 5, kind: 'suggest', resolveBy: NOW + 24 * HOUR }),
      ticketWith({ number: 6 }),
      ticketWith({ number: 7, orgId: 'heat', parts: [part, { ...part, no: 2, state: 'done' }] }),
      ticketWith({ number: 8, status: 'solved' }),
    ],
    day,
    NOW,
  )
  expect(sheet.sections.map(({ section, groups }) => [section, groups.map((group) => [group.category, group.tickets.map((t) => t.number)])])).toEqual(
    [
      ['late', [['water', [1]]]],
      ['new', [['corridor_clutter', [6]]]],
      [
        'open',
        [
          ['lighting', [2]],
          ['water', [3]],
        ],
      ],
      ['consult', [['corridor_clutter', [4]]]],
      ['suggest', [['corridor_clutter', [5]]]],
    ],
  )
  expect(sheet.parts.map(({ ticket, part: { no } }) => [ticket.number, no])).toEqual([[7, 1]])
  expect(sheet.dueTomorrow).toBe(2)
})
