import { describe, expect, it } from 'vitest'
import { decide, mayDo, RIGHTS, type Standing } from '../../core/decide.ts'
import { evolve, fold } from '../../core/evolve.ts'
import { STATUSES, statusesIn, TICKET_STATUSES, type Ticket, type TicketCommand } from '../../core/ticket.ts'
import { NOBODY, opening, ticketWith } from './makers.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Date.UTC(2026, 10, 24, 4)
const as = (...relations: (keyof Standing)[]): Standing => ({ ...NOBODY, ...Object.fromEntries(relations.map((r) => [r, true])) })
const refusal = (ticket: Ticket, command: TicketCommand, standing: Standing, now = NOW): unknown => {
  try {
    return decide(ticket, command, standing, now)
  } catch (error) {
    return (error as { code: string }).code
  }
}
const once = (ticket: Ticket, command: TicketCommand, standing: Standing, now = NOW): Ticket =>
  decide(ticket, command, standing, now).reduce((t, event) => evolve(t, event, now, standing.personId), ticket)

const resolve: TicketCommand = { type: 'resolve', words: '清完了', pictures: 1, messageId: 'm9' }

describe('who may do what', () => {
  it('a resident who types a staff command changes nothing', () => {
    for (const type of ['accept', 'resolve', 'assign', 'send_back', 'suspend', 'extend', 'close', 'merge', 'note', 'recategorise'] as const)
      expect(mayDo(as('reporter', 'follower', 'neighbour'), type), type).toBe(false)
  })

  it('only the reporter or the community withdraws, and only the reporter gives stars', () => {
    expect(RIGHTS.withdraw).toEqual(['reporter', 'community'])
    expect(RIGHTS.rate).toEqual(['reporter'])
    expect(refusal(ticketWith(), { type: 'withdraw', reason: '' }, as('neighbour', 'follower'))).toBe('NOT_ENTITLED')
  })

  it('a worker extends nothing: the supervisor or the community does', () => {
    const extend: TicketCommand = { type: 'extend', until: NOW + DAY, reason: '等配件' }
    expect(refusal(ticketWith(), extend, as('assignee', 'unit'))).toBe('NOT_ENTITLED')
    expect(once(ticketWith(), extend, as('unit', 'supervisor'))).toMatchObject({ resolveBy: NOW + DAY, extensions: 1 })
  })

  it('only the clock closes a ticket silently', () => {
    const resolved = once(ticketWith(), resolve, as('assignee'))
    expect(refusal(resolved, { type: 'close_silent' }, as('assignee', 'supervisor', 'community', 'reporter'))).toBe('NOT_ENTITLED')
    expect(once(resolved, { type: 'close_silent' }, { ...as('program'), personId: null })).toMatchObject({ status: 'solved', confirmed: false })
  })

  it('the reporter and the followers confirm what was done; any neighbour reopens it', () => {
    const resolved = once(ticketWith(), resolve, as('assignee'))
    expect(once(resolved, { type: 'confirm', words: '好了' }, as('follower'))).toMatchObject({ status: 'solved', confirmed: true })
    expect(refusal(resolved, { type: 'confirm', words: '好了' }, as('neighbour'))).toBe('NOT_ENTITLED')
    expect(once(resolved, { type: 'reopen', words: '还在漏' }, as('neighbour'))).toMatchObject({ status: 'open', reopens: 1, resolvedAt: null })
  })
})

describe('a reporter who withdraws', () => {
  const followed = ticketWith({ followers: ['zhao', 'wu'] })

  it('leaves the matter to the next who is affected, who answers for it from then on', () => {
    const left = once(followed, { type: 'withdraw', reason: '' }, { ...as('reporter'), personId: 'li' })
    expect(left).toMatchObject({ status: 'open', reporterId: 'zhao', followers: ['wu'] })
  })

  it('ends it when nobody else is affected, and so does the community', () => {
    expect(once(ticketWith(), { type: 'withdraw', reason: '' }, as('reporter')).status).toBe('withdrawn')
    expect(once(followed, { type: 'withdraw', reason: '重复' }, as('community')).status).toBe('withdrawn')
  })
})

describe('steps in the life of a ticket', () => {
  it('accepting records who took it and by when; accepting one’s own again without a time changes nothing', () => {
    const taken = once(ticketWith({ assigneeId: 'zhang' }), { type: 'accept', promisedAt: NOW + HOUR }, { ...as('unit'), personId: 'wang' })
    expect(taken).toMatchObject({ status: 'accepted', assigneeId: 'wang', acceptedAt: NOW, promisedAt: NOW + HOUR })
    expect(decide(taken, { type: 'accept', promisedAt: null }, as('assignee', 'unit'), NOW)).toEqual([])
    expect(once(taken, { type: 'accept', promisedAt: NOW + 2 * HOUR }, as('assignee', 'unit'))).toMatchObject({
      status: 'accepted',
      promisedAt: NOW + 2 * HOUR,
    })
  })

  it('a ticket that somebody has taken is not taken by another', () => {
    const taken = once(ticketWith(), { type: 'accept', promisedAt: null }, { ...as('assignee'), personId: 'wang' })
    expect(refusal(taken, { type: 'accept', promisedAt: null }, as('unit', 'supervisor'))).toBe('TICKET_TAKEN')
  })

  it('a time given to an open ticket accepts it', () => {
    expect(decide(ticketWith(), { type: 'promise', promisedAt: NOW, words: '' }, as('assignee'), NOW).map((e) => e.type)).toEqual([
      'accepted',
      'promised',
    ])
  })

  it('sending back needs a reason and gives the ticket to somebody else in the same step', () => {
    const back = { type: 'send_back', orgId: 'office', assigneeId: 'chen' } as const
    expect(refusal(ticketWith(), { ...back, reason: '  ' }, as('assignee'))).toBe('REASON_MISSING')
    expect(once(ticketWith(), { ...back, reason: '不归我们管' }, as('assignee'))).toMatchObject({
      orgId: 'office',
      assigneeId: 'chen',
      status: 'open',
    })
  })

  it('a transferred ticket is open again, without the old promise, until the next one accepts', () => {
    const accepted = once(ticketWith(), { type: 'accept', promisedAt: NOW }, as('assignee'))
    const moved = once(accepted, { type: 'assign', orgId: 'office', assigneeId: 'chen', why: 'transfer', reason: '' }, as('assignee'))
    expect(moved).toMatchObject({ status: 'open', acceptedAt: null, promisedAt: null, assigneeId: 'chen' })
  })

  it('a suspended ticket that is transferred or closed no longer waits for a date', () => {
    const suspended = once(ticketWith(), { type: 'suspend', reason: '等供货', until: NOW + 5 * DAY }, as('assignee'))
    expect(suspended).toMatchObject({ status: 'suspended', suspendedUntil: NOW + 5 * DAY })
    expect(
      once(suspended, { type: 'assign', orgId: 'office', assigneeId: 'chen', why: 'transfer', reason: '' }, as('unit')).suspendedUntil,
    ).toBeNull()
    expect(once(suspended, { type: 'close', as: 'cannot', reason: '停产了' }, as('supervisor')).suspendedUntil).toBeNull()
  })

  it('a suspended ticket goes back to where it was', () => {
    const suspend: TicketCommand = { type: 'suspend', reason: '等供货', until: null }
    const accepted = once(ticketWith(), { type: 'accept', promisedAt: null }, as('assignee'))
    expect(once(once(accepted, suspend, as('assignee')), { type: 'resume' }, as('assignee')).status).toBe('accepted')
    expect(once(once(ticketWith(), suspend, as('assignee')), { type: 'resume' }, as('assignee')).status).toBe('open')
    expect(refusal(accepted, { type: 'resume' }, as('assignee'))).toBe('STEP_FORBIDDEN')
  })

  it('what is closed cannot be closed, withdrawn, confirmed or merged again, and keeps the time of its closing', () => {
    const solved = once(once(ticketWith(), resolve, as('assignee')), { type: 'confirm', words: '好了' }, as('reporter'))
    const again: TicketCommand[] = [
      { type: 'confirm', words: '好了' },
      { type: 'close', as: 'solved', reason: '' },
      { type: 'withdraw', reason: '' },
      { type: 'merge', into: 7 },
      resolve,
    ]
    for (const command of again)
      expect(refusal(solved, command, as('reporter', 'assignee', 'supervisor', 'community'), NOW + DAY), command.type).toBe('STEP_FORBIDDEN')
    const withdrawn = once(ticketWith(), { type: 'withdraw', reason: '' }, as('reporter'))
    expect(refusal(withdrawn, { type: 'withdraw', reason: '' }, as('reporter'))).toBe('STEP_FORBIDDEN')
    expect(refusal(withdrawn, { type: 'reopen', words: '' }, as('reporter'))).toBe('STEP_FORBIDDEN')
  })

  it('"not fixed" comes back as the same ticket for seven days', () => {
    const closed = once(once(ticketWith(), resolve, as('assignee')), { type: 'confirm', words: '' }, as('reporter'))
    expect(once(closed, { type: 'reopen', words: '又漏了' }, as('reporter'), NOW + 7 * DAY)).toMatchObject({
      status: 'open',
      closedAt: null,
      confirmed: false,
    })
    expect(refusal(closed, { type: 'reopen', words: '又漏了' }, as('reporter'), NOW + 7 * DAY + 1)).toBe('STEP_FORBIDDEN')
  })

  it('three stars and more settle what was done; one and two send it back', () => {
    const resolved = once(ticketWith(), resolve, as('assignee'))
    expect(once(resolved, { type: 'rate', stars: 5 }, as('reporter'))).toMatchObject({ status: 'solved', stars: 5, confirmed: true })
    expect(once(resolved, { type: 'rate', stars: 2 }, as('reporter'))).toMatchObject({ status: 'open', stars: 2, reopens: 1 })
    expect(refusal(resolved, { type: 'rate', stars: 6 }, as('reporter'))).toBe('STARS_INVALID')
    expect(refusal(ticketWith(), { type: 'rate', stars: 5 }, as('reporter'))).toBe('STEP_FORBIDDEN')
  })

  it('a refusal of the matter needs words the resident can read', () => {
    expect(refusal(ticketWith(), { type: 'close', as: 'not_ours', reason: '' }, as('supervisor'))).toBe('REASON_MISSING')
    expect(once(ticketWith(), { type: 'close', as: 'not_ours', reason: '市政道路' }, as('supervisor')).status).toBe('not_ours')
  })

  it('a ticket is not merged into itself', () => {
    expect(refusal(ticketWith(), { type: 'merge', into: 1042 }, as('assignee'))).toBe('STEP_FORBIDDEN')
    expect(once(ticketWith(), { type: 'merge', into: 1000 }, as('assignee'))).toMatchObject({ status: 'duplicate', mergedInto: 1000 })
  })
})

describe('the table of statuses', () => {
  it('names only statuses that exist, and every status but the first can be reached', () => {
    const reached = new Set<string>(TICKET_STATUSES.flatMap((status) => [...STATUSES[status].to]))
    for (const status of reached) expect(TICKET_STATUSES).toContain(status)
    for (const status of TICKET_STATUSES) expect([...reached], status).toContain(status)
  })

  it('every status belongs to exactly one phase', () => {
    expect([...statusesIn('open'), ...statusesIn('resolved'), ...statusesIn('closed')].sort()).toEqual([...TICKET_STATUSES].sort())
  })
})

describe('a record of events', () => {
  it('without an opening tells no ticket', () => {
    expect(() => fold([])).toThrow('no events')
    expect(() => fold([{ at: 1, actorId: null, event: { type: 'resumed' } }])).toThrow('begins with "opened"')
  })

  it('keeps each follower once, never the reporter, and the last words said', () => {
    const followed = ['zhao', 'wu', 'zhao', 'li'].map((actorId, i) => ({
      at: i,
      actorId,
      event: { type: 'followed' as const, words: `我家也是${i}` },
    }))
    const ticket = fold([{ at: 0, actorId: 'li', event: { type: 'opened', ticket: opening() } }, ...followed])
    expect(ticket.followers).toEqual(['zhao', 'wu'])
    expect(ticket.said).toEqual(['楼道被堆满了', '我家也是0', '我家也是1', '我家也是2', '我家也是3'])
    expect(ticket.version).toBe(5)
  })
})
