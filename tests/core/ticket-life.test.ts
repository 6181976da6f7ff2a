/** Random lives of a ticket against a small model: a table, written from the rules, of which step may follow in which status. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide, RATING_CHANGEABLE, REOPEN_WITHIN, RIGHTS, type Standing } from '../../core/decide.ts'
import { CodedError } from '../../core/errors.ts'
import { evolve, fold, type RecordedEvent, SAID_KEPT } from '../../core/evolve.ts'
import { openParts } from '../../core/parts.ts'
import { phaseOf, STATUSES, statusesIn, TICKET_STATUSES, type Ticket, type TicketCommand, type TicketStatus } from '../../core/ticket.ts'
import { NOBODY, opening } from './makers.ts'

const OPEN: readonly TicketStatus[] = ['open', 'accepted', 'suspended']
const NOT_CLOSED: readonly TicketStatus[] = [...OPEN, 'resolved']
const ALL = TICKET_STATUSES
const AGAIN: readonly TicketStatus[] = ['resolved', 'solved', 'not_ours', 'cannot']

/** In which statuses a command may be given, by the rules. */
const FOLLOWS: Record<TicketCommand['type'], readonly TicketStatus[]> = {
  add_detail: ALL,
  follow: NOT_CLOSED,
  note: ALL,
  place: OPEN,
  recategorise: OPEN,
  urge: OPEN,
  assign: OPEN,
  accept: OPEN,
  promise: OPEN,
  send_back: OPEN,
  suspend: OPEN,
  extend: OPEN,
  resume: ['suspended'],
  resolve: NOT_CLOSED,
  confirm: NOT_CLOSED,
  close: NOT_CLOSED,
  close_silent: ['resolved'],
  withdraw: NOT_CLOSED,
  merge: NOT_CLOSED,
  reopen: AGAIN,
  rate: ['resolved', ...statusesIn('closed')],
  take_on: OPEN,
  set_complexity: OPEN,
  split: OPEN,
  unmerge: ['duplicate'],
  ask_verify: [...OPEN, ...AGAIN],
  verify: [...OPEN, ...AGAIN],
  call_back: AGAIN,
  plan: OPEN,
  add_part: OPEN,
  accept_part: OPEN,
  finish_part: OPEN,
  cancel_part: OPEN,
}
const HANDLERS = ['assignee', 'unit', 'supervisor', 'community'] as const
const NEEDS_WORDS = new Set<TicketCommand['type']>(['note', 'send_back', 'suspend', 'extend', 'set_complexity', 'plan', 'cancel_part'])

/** The codes with which a step may be refused; none when it must go through. */
function refusals(ticket: Ticket, command: TicketCommand, standing: Standing, now: number): string[] {
  if (!(RIGHTS[command.type] as readonly string[]).some((right) => standing[right as keyof Standing] === true)) return ['NOT_ENTITLED']
  const codes: string[] = []
  const tooLate = command.type === 'reopen' && ticket.closedAt !== null && now - ticket.closedAt > REOPEN_WITHIN.days * 86_400_000
  const refusedAfterWork = command.type === 'close' && command.as !== 'solved' && ticket.status === 'resolved'
  const sameAgain = command.type === 'resolve' && ticket.status === 'resolved' && command.words === '' && command.pictures === 0
  const intoItself = command.type === 'merge' && command.into === ticket.number
  if (!FOLLOWS[command.type].includes(ticket.status) || tooLate || refusedAfterWork || intoItself || sameAgain) codes.push('STEP_FORBIDDEN')
  if (command.type === 'accept' && ticket.status === 'accepted' && !standing.assignee) codes.push('TICKET_TAKEN')
  const words = 'reason' in command ? command.reason : 'words' in command ? (command.words ?? '') : ''
  const mustSay = NEEDS_WORDS.has(command.type) || (command.type === 'close' && command.as !== 'solved')
  if (mustSay && words.trim() === '') codes.push('REASON_MISSING')
  if (command.type === 'assign' && (command.why === 'called_in' || command.why === 'handed_down')) {
    if (command.reason.trim() === '') codes.push('REASON_MISSING')
    if (!standing.community && !standing.above) codes.push('NOT_ENTITLED')
  } else if (command.type === 'assign' && !HANDLERS.some((right) => standing[right])) codes.push('NOT_ENTITLED')
  codes.push(...partRefusals(ticket, command, standing))
  const date =
    command.type === 'extend' || command.type === 'suspend' || command.type === 'plan' || (command.type === 'take_on' && command.as === 'by_date')
      ? command.until
      : null
  if (date !== null && date <= now) codes.push('DATE_PASSED')
  if (command.type === 'take_on' && date !== null && date > ticket.resolveBy) codes.push('DATE_PAST_LIMIT')
  if (command.type === 'take_on' && ticket.status === 'accepted' && !standing.assignee && !standing.supervisor && !standing.community)
    codes.push('TICKET_TAKEN')
  if (command.type === 'extend' && ticket.extensions > 0 && !standing.community) codes.push('EXTENSION_USED')
  if (command.type === 'set_complexity' && command.complex === ticket.complex) codes.push('STEP_FORBIDDEN')
  if (command.type === 'split' && command.words.trim() === '') codes.push('WORDS_MISSING')
  if (command.type === 'rate' && ticket.ratedAt !== null && now - ticket.ratedAt > RATING_CHANGEABLE.days * 86_400_000) codes.push('RATING_SETTLED')
  if (command.type === 'rate' && !(Number.isInteger(command.stars) && command.stars >= 1 && command.stars <= 5)) codes.push('STARS_INVALID')
  return codes
}

/** One matter is solved only when its parts are; a part is done by whoever was asked. */
function partRefusals(ticket: Ticket, command: TicketCommand, standing: Standing): string[] {
  const solves = command.type === 'resolve' || command.type === 'confirm' || (command.type === 'close' && command.as === 'solved')
  if (solves && openParts(ticket).length > 0) return ['PART_OPEN']
  if (command.type !== 'accept_part' && command.type !== 'finish_part' && command.type !== 'cancel_part') return []
  if (!openParts(ticket).some(({ no }) => no === command.part)) return ['PART_UNKNOWN']
  return standing.community || standing.parts?.includes(command.part) ? [] : ['NOT_ENTITLED']
}

const words = fc.oneof(fc.constantFrom('', '  ', '等配件', '没好', '不归我们管'), fc.string({ maxLength: 20 }))
const instant = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) })
const someone = fc.option(fc.constantFrom('wang', 'zhang', 'chen'), { nil: null })
const org = fc.option(fc.constantFrom('property', 'office'), { nil: null })
const anyCommand: fc.Arbitrary<TicketCommand> = fc.oneof(
  fc.record({ type: fc.constant('add_detail' as const), words, pictures: fc.nat(3), messageId: fc.string() }),
  fc.record({ type: fc.constant('place' as const), place: fc.constant({ building: '126' }), buildingId: someone, gridId: org, words }),
  fc.record({
    type: fc.constant('recategorise' as const),
    category: fc.constantFrom('water', 'gas'),
    urgency: fc.constantFrom('urgent', 'normal'),
    title: words,
  }),
  fc.record({ type: fc.constantFrom('follow' as const, 'urge' as const), words }),
  fc.record({
    type: fc.constant('assign' as const),
    orgId: org,
    assigneeId: someone,
    why: fc.constantFrom('transfer', 'escalated', 'claimed', 'called_in', 'handed_down', 'lead'),
    reason: words,
  }),
  fc.record({ type: fc.constant('accept' as const), promisedAt: fc.option(instant, { nil: null }) }),
  fc.record({ type: fc.constant('promise' as const), promisedAt: instant, words }),
  fc.constant({ type: 'take_on' as const, as: 'at_once' as const }),
  fc.record({ type: fc.constant('take_on' as const), as: fc.constant('by_date' as const), until: instant }),
  fc.record({ type: fc.constant('set_complexity' as const), complex: fc.boolean(), reason: words }),
  fc.constant({ type: 'unmerge' as const }),
  fc.record({ type: fc.constant('split' as const), into: fc.constant(1043), words }),
  fc.record({ type: fc.constant('ask_verify' as const), verifierId: fc.constant('he') }),
  fc.record({ type: fc.constant('verify' as const), fixed: fc.boolean(), words }),
  fc.record({
    type: fc.constant('call_back' as const),
    words,
    reached: fc.boolean(),
    responded: fc.boolean(),
    solved: fc.boolean(),
    satisfied: fc.constantFrom('yes' as const, 'mostly' as const, 'no' as const),
  }),
  fc.record({ type: fc.constant('add_part' as const), part: fc.record({ orgId: org, assigneeId: someone, what: words, dueBy: instant }) }),
  fc.record({ type: fc.constant('accept_part' as const), part: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ type: fc.constant('finish_part' as const), part: fc.integer({ min: 1, max: 3 }), words }),
  fc.record({ type: fc.constant('cancel_part' as const), part: fc.integer({ min: 1, max: 3 }), reason: words }),
  fc.record({
    type: fc.constant('plan' as const),
    words,
    until: fc.option(instant, { nil: null }),
    lead: fc.option(fc.record({ orgId: org, assigneeId: someone }), { nil: null }),
    parts: fc.array(fc.record({ orgId: org, assigneeId: someone, what: words, dueBy: instant }), { maxLength: 2 }),
  }),
  fc.record({ type: fc.constant('note' as const), words }),
  fc.record({ type: fc.constant('send_back' as const), reason: words, orgId: org, assigneeId: someone }),
  fc.record({ type: fc.constant('suspend' as const), reason: words, until: fc.option(instant, { nil: null }) }),
  fc.record({ type: fc.constantFrom('resume' as const, 'close_silent' as const) }),
  fc.record({ type: fc.constant('extend' as const), until: instant, reason: words }),
  fc.record({ type: fc.constant('resolve' as const), words, pictures: fc.nat(3), messageId: fc.constant(null) }),
  fc.record({ type: fc.constantFrom('confirm' as const, 'reopen' as const), words }),
  fc.record({ type: fc.constant('close' as const), as: fc.constantFrom('solved', 'not_ours', 'cannot'), reason: words }),
  fc.record({ type: fc.constant('withdraw' as const), reason: words }),
  fc.record({ type: fc.constant('merge' as const), into: fc.constantFrom(1000, 1042) }),
  fc.record({ type: fc.constant('rate' as const), stars: fc.constantFrom(0, 1, 2, 3, 5, 6, 2.5) }),
)
const RELATIONS = ['reporter', 'follower', 'neighbour', 'assignee', 'unit', 'supervisor', 'community', 'program', 'above', 'supporter'] as const
const anyStanding: fc.Arbitrary<Standing> = fc
  .record({ personId: fc.constantFrom('li', 'zhao', 'wang', 'chen', null), are: fc.subarray([...RELATIONS], { maxLength: 3 }) })
  .map(({ personId, are }) => ({
    ...NOBODY,
    personId,
    ...Object.fromEntries(are.map((relation) => [relation, true])),
    parts: are.includes('supporter') ? [1, 3] : [],
  }))

interface Life {
  ticket: Ticket
  record: RecordedEvent[]
  now: number
}

/** One thing done to the ticket, some time after the last. */
class Step implements fc.Command<{ opened: boolean }, Life> {
  readonly command: TicketCommand
  readonly standing: Standing
  readonly afterMs: number
  constructor(command: TicketCommand, standing: Standing, afterMs: number) {
    this.command = command
    this.standing = standing
    this.afterMs = afterMs
  }
  check(): boolean {
    return true
  }
  run(_model: { opened: boolean }, life: Life): void {
    life.now += this.afterMs
    const { ticket: before, now } = life
    const frozen = JSON.stringify(before)
    const wanted = refusals(before, this.command, this.standing, now)
    const outcome = attempt(() => decide(before, this.command, this.standing, now))
    expect(JSON.stringify(before), 'deciding changes nothing').toBe(frozen)
    if (outcome instanceof CodedError) {
      expect(wanted, `${this} was refused: ${outcome.code}`).toContain(outcome.code)
      return
    }
    expect(wanted, `${this} went through on a ${before.status} ticket`).toEqual([])
    for (const event of outcome) {
      const next = evolve(life.ticket, event, now, this.standing.personId)
      if (next.status !== life.ticket.status) expect(STATUSES[life.ticket.status].to as readonly string[]).toContain(next.status)
      expect(next.version).toBe(life.ticket.version + 1)
      life.ticket = next
      life.record.push({ at: now, actorId: this.standing.personId, event })
    }
    expect(life.ticket).toEqual(fold(life.record))
    expect(life.ticket.version).toBe(life.record.length)
    whole(life.ticket)
  }
  toString(): string {
    return `${this.command.type} ${JSON.stringify(this.command)} by ${RELATIONS.filter((r) => this.standing[r]).join('+') || 'nobody'} after ${this.afterMs} ms`
  }
}

function attempt<T>(work: () => T): T | CodedError {
  try {
    return work()
  } catch (error) {
    if (error instanceof CodedError) return error
    throw error
  }
}

/** What holds of every ticket at every moment. */
function whole(ticket: Ticket): void {
  const phase = phaseOf(ticket.status)
  expect(ticket.closedAt !== null, `closed at ${ticket.closedAt} and ${ticket.status}`).toBe(phase === 'closed')
  expect(ticket.mergedInto !== null).toBe(ticket.status === 'duplicate')
  if (phase === 'open') expect(ticket.resolvedAt).toBeNull()
  if (ticket.status === 'resolved' || ticket.status === 'solved') expect(ticket.resolvedAt).not.toBeNull()
  if (ticket.suspendedUntil !== null) expect(ticket.status).toBe('suspended')
  if (ticket.confirmed) expect(ticket.status).toBe('solved')
  expect(ticket.solvedBy !== null, `solved by ${ticket.solvedBy} and ${ticket.status}`).toBe(ticket.status === 'solved')
  expect(ticket.solvedBy === 'resident').toBe(ticket.confirmed)
  if (ticket.status === 'accepted') expect(ticket.acceptedAt).not.toBeNull()
  if (ticket.heldBy !== null) expect(['open', 'suspended'], 'what somebody has taken is no longer the earlier one’s').toContain(ticket.status)
  if (phase !== 'open') expect(openParts(ticket), 'what is done or over waits for nobody').toEqual([])
  expect(ticket.parts.map(({ no }) => no)).toEqual(ticket.parts.map((_, i) => i + 1))
  expect(new Set(ticket.followers).size).toBe(ticket.followers.length)
  expect(ticket.followers).not.toContain(ticket.reporterId)
  expect(ticket.said.length).toBeLessThanOrEqual(SAID_KEPT)
}

describe('a random life of a ticket', () => {
  it('takes exactly the steps the rules allow, is refused the others with the right code, and is always the fold of its events', () => {
    const hours = fc.integer({ min: 0, max: 60 }).map((h) => h * 3_600_000)
    const steps = fc.commands(
      [fc.tuple(anyCommand, anyStanding, hours).map(([command, standing, afterMs]) => new Step(command, standing, afterMs))],
      { size: 'medium', maxCommands: 40 },
    )
    fc.assert(
      fc.property(steps, (commands) => {
        fc.modelRun(() => {
          const now = Date.UTC(2026, 10, 23, 4)
          const first: RecordedEvent = { at: now, actorId: 'li', event: { type: 'opened', ticket: opening() } }
          return { model: { opened: true }, real: { ticket: fold([first]), record: [first], now } }
        }, commands)
      }),
      { numRuns: 400 },
    )
  })

  it('nobody without a relation to it changes anything', () => {
    fc.assert(
      fc.property(anyCommand, fc.constantFrom(...TICKET_STATUSES), (command, status) => {
        const ticket = { ...fold([{ at: 0, actorId: 'li', event: { type: 'opened', ticket: opening() } }]), status }
        expect(attempt(() => decide(ticket, command, NOBODY, 1))).toMatchObject({ code: 'NOT_ENTITLED' })
      }),
    )
  })
})
