/** What somebody may do to a ticket from a page: each act with the fields it asks for. Whether it may be done now is what `decide` says of it. */
import { decide, type Standing } from './decide.ts'
import { CodedError, type ErrorCode } from './errors.ts'
import { openParts } from './parts.ts'
import { phaseOf, type Ticket, type TicketCommand } from './ticket.ts'

export type FieldKind = 'text' | 'time' | 'person' | 'unit' | 'category' | 'number' | 'stars' | 'choice'
export interface ActField {
  name: string
  kind: FieldKind
  required: boolean
  /** Of a `choice`. */
  values?: readonly string[]
}

const field = (name: string, kind: FieldKind, required: boolean, values?: readonly string[]): ActField => ({
  name,
  kind,
  required,
  ...(values ? { values } : {}),
})
const text = (name: string, required = false) => field(name, 'text', required)
const time = (name: string, required = false) => field(name, 'time', required)
const to = [field('unit', 'unit', false), field('person', 'person', false)]

/** In the order in which a page offers them. */
export const ACTS = {
  accept: [time('by')],
  take_on: [field('as', 'choice', true, ['at_once', 'by_date']), time('by')],
  promise: [time('by', true), text('words')],
  resolve: [text('words')],
  confirm: [text('words')],
  verify: [field('fixed', 'choice', true, ['yes', 'no']), text('words')],
  reopen: [text('words')],
  rate: [field('stars', 'stars', true)],
  assign: [...to, text('reason')],
  escalate: [text('reason')],
  send_back: [text('reason', true)],
  note: [text('words', true)],
  add_detail: [text('words', true)],
  place: [text('place', true)],
  recategorise: [field('category', 'category', true), field('urgency', 'choice', false, ['normal', 'urgent', 'emergency']), text('title')],
  suspend: [text('reason', true), time('by')],
  resume: [],
  extend: [time('by', true), text('reason', true)],
  set_complexity: [field('complex', 'choice', true, ['yes', 'no']), text('reason')],
  add_part: [...to, text('what', true), time('by')],
  accept_part: [field('part', 'number', true)],
  finish_part: [field('part', 'number', true), text('words')],
  cancel_part: [field('part', 'number', true), text('reason')],
  ask_verify: [field('person', 'person', false)],
  call_back: [
    field('reached', 'choice', true, ['yes', 'no']),
    field('solved', 'choice', false, ['yes', 'no']),
    field('satisfied', 'choice', false, ['yes', 'mostly', 'no']),
    text('words'),
  ],
  close: [field('as', 'choice', true, ['solved', 'not_ours', 'cannot']), text('reason')],
  merge: [field('into', 'number', true)],
  urge: [text('words')],
  follow: [text('words')],
  withdraw: [text('reason')],
} as const satisfies Record<string, readonly ActField[]>

export type ActName = keyof typeof ACTS
export const ACT_NAMES = Object.keys(ACTS) as ActName[]
export const isAct = (name: string): name is ActName => name in ACTS

const HOUR_MS = 3_600_000

/** The act as it would be given, with something in each field. */
function sample(act: ActName, ticket: Ticket, standing: Standing, now: number): TicketCommand {
  const [words, reason, later] = ['…', '…', now + HOUR_MS]
  const nobody = { orgId: null, assigneeId: null }
  const part = openParts(ticket).find(({ no }) => standing.community || standing.parts?.includes(no))?.no ?? 0
  const samples: Record<ActName, TicketCommand> = {
    accept: { type: 'accept', promisedAt: later },
    take_on: { type: 'take_on', as: 'at_once' },
    promise: { type: 'promise', promisedAt: later, words },
    resolve: { type: 'resolve', words, pictures: 0, messageId: null },
    confirm: { type: 'confirm', words },
    verify: { type: 'verify', fixed: true, words },
    reopen: { type: 'reopen', words },
    rate: { type: 'rate', stars: 5 },
    assign: { type: 'assign', ...nobody, why: 'transfer', reason },
    escalate: { type: 'assign', ...nobody, why: 'escalated', reason },
    send_back: { type: 'send_back', ...nobody, reason },
    note: { type: 'note', words },
    add_detail: { type: 'add_detail', words, pictures: 0, messageId: '' },
    place: { type: 'place', place: {}, buildingId: null, gridId: null, words },
    recategorise: { type: 'recategorise', category: ticket.category, urgency: ticket.urgency, title: ticket.title },
    suspend: { type: 'suspend', reason, until: null },
    resume: { type: 'resume' },
    extend: { type: 'extend', until: Math.max(later, ticket.resolveBy) + HOUR_MS, reason },
    set_complexity: { type: 'set_complexity', complex: !ticket.complex, reason },
    add_part: { type: 'add_part', part: { ...nobody, what: words, dueBy: later } },
    accept_part: { type: 'accept_part', part },
    finish_part: { type: 'finish_part', part, words },
    cancel_part: { type: 'cancel_part', part, reason },
    ask_verify: { type: 'ask_verify', verifierId: '' },
    call_back: { type: 'call_back', words, reached: true, responded: true, solved: true, satisfied: 'yes' },
    close: { type: 'close', as: 'solved', reason },
    merge: { type: 'merge', into: 0 },
    urge: { type: 'urge', words },
    follow: { type: 'follow', words },
    withdraw: { type: 'withdraw', reason },
  }
  return samples[act]
}

/** Faults of what was filled in: another date or word may do. */
const OF_THE_FIELDS: ReadonlySet<ErrorCode> = new Set(['DATE_PASSED', 'DATE_PAST_LIMIT', 'REASON_MISSING', 'WORDS_MISSING', 'STARS_INVALID'])

function mayFollow(act: ActName, ticket: Ticket, standing: Standing, now: number): boolean {
  try {
    return decide(ticket, sample(act, ticket, standing, now), standing, now).length > 0
  } catch (error) {
    if (error instanceof CodedError) return OF_THE_FIELDS.has(error.code)
    throw error
  }
}

/** What is no fault but has no use: the reporter follows already, staff write notes. */
function isOfUse(act: ActName, ticket: Ticket, standing: Standing): boolean {
  if (act === 'follow') return !standing.reporter && !standing.follower && !standing.assignee && !standing.unit && phaseOf(ticket.status) !== 'closed'
  if (act === 'urge') return standing.reporter || standing.follower || standing.community
  if (act === 'merge' || act === 'add_detail') return phaseOf(ticket.status) !== 'closed'
  return true
}

/** What this person may do to the ticket now. */
export const actsFor = (ticket: Ticket, standing: Standing, now: number): ActName[] =>
  ACT_NAMES.filter((act) => isOfUse(act, ticket, standing) && mayFollow(act, ticket, standing, now))
