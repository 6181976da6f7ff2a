/** Random lives of a ticket against a small model: a table, written from the rules, of which step may follow in which status. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide, REOPEN_WITHIN, RIGHTS, type Standing } from '../../core/decide.ts'
import { CodedError } from '../../core/errors.ts'
import { evolve, fold, type RecordedEvent, SAID_KEPT } from '../../core/evolve.ts'
import { phaseOf, STATUSES, statusesIn, TICKET_STATUSES, type Ticket, type TicketCommand, type TicketStatus } from '../../core/ticket.ts'
import { NOBODY, opening } from './makers.ts'

const OPEN: readonly TicketStatus[] = ['open', 'accepted', 'suspended']
const NOT_CLOSED: readonly TicketStatus[] = [...OPEN, 'resolved']
const ALL = TICKET_STATUSES
const AGAIN: readonly TicketStatus[] = ['resolved', 'solved', 'not_ours', 'cannot']

/** In which statuses a command may be given, by the rules. */
const FOLLOWS: Record<TicketCommand['type'], readonly TicketStatus[]> = {
  add_detail: ALL,
  follow: ALL,
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
}
const NEEDS_WORDS = new Set<TicketCommand['type']>(['note', 'send_back', 'suspend', 'extend'])

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
  if (command.type === 'rate' && !(Number.isInteger(command.stars) && command.stars >= 1 && command.stars <= 5)) codes.push('STARS_INVALID')
  return codes
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
    why: fc.constantFrom('transfer', 'escalated', 'claimed'),
    reason: words,
  }),
  fc.record({ type: fc.constant('accept' as const), promisedAt: fc.option(instant, { nil: null }) }),
  fc.record({ type: fc.constant('promise' as const), promisedAt: instant, words }),
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
const RELATIONS = ['reporter', 'follower', 'neighbour', 'assignee', 'unit', 'supervisor', 'community', 'program'] as const
const anyStanding: fc.Arbitrary<Standing> = fc
  .record({ personId: fc.constantFrom('li', 'zhao', 'wang', 'chen', null), are: fc.subarray([...RELATIONS], { maxLength: 3 }) })
  .map(({ personId, are }) => ({ ...NOBODY, personId, ...Object.fromEntries(are.map((relation) => [relation, true])) }))

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
  if (ticket.status === 'accepted') expect(ticket.acceptedAt).not.toBeNull()
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
