/** The states of a ticket as a page: a Mermaid diagram and tables, taken from STATUSES, RIGHTS and what `decide` really does. */
import { decide, RIGHTS, type Standing } from './decide.ts'
import { CodedError } from './errors.ts'
import { evolve } from './evolve.ts'
import type { Part } from './parts.ts'
import { STATE_LABELS } from './phrases/labels.ts'
import { type Opening, phaseOf, STATUSES, TICKET_STATUSES, type Ticket, type TicketCommand, type TicketStatus } from './ticket.ts'

export interface Step {
  from: TicketStatus
  command: TicketCommand['type']
  /** The same status when the command is allowed there and moves nothing. */
  to: TicketStatus
}

const HOUR = 3_600_000
/** Any day will do: nothing here depends on it. */
const DAY_ONE = 1_795_392_000_000

/** One command of each kind, and more where what it says decides where it leads. */
const SAMPLES: { readonly [T in TicketCommand['type']]: readonly Extract<TicketCommand, { type: T }>[] } = {
  add_detail: [{ type: 'add_detail', words: 'more', pictures: 0, messageId: 'm2' }],
  place: [{ type: 'place', place: {}, buildingId: null, gridId: null, words: 'here' }],
  recategorise: [{ type: 'recategorise', category: 'other', urgency: 'normal', title: 'other' }],
  follow: [{ type: 'follow', words: 'me too' }],
  urge: [{ type: 'urge', words: 'when' }],
  assign: [{ type: 'assign', orgId: 'o2', assigneeId: 'p2', why: 'transfer', reason: 'theirs' }],
  accept: [{ type: 'accept', promisedAt: null }],
  promise: [{ type: 'promise', promisedAt: DAY_ONE + HOUR, words: 'soon' }],
  take_on: [
    { type: 'take_on', as: 'at_once' },
    { type: 'take_on', as: 'by_date', until: DAY_ONE + 2 * HOUR },
  ],
  set_complexity: [{ type: 'set_complexity', complex: true, reason: 'three units' }],
  note: [{ type: 'note', words: 'seen' }],
  send_back: [{ type: 'send_back', reason: 'not mine', orgId: 'o2', assigneeId: 'p2' }],
  suspend: [{ type: 'suspend', reason: 'parts', until: null }],
  resume: [{ type: 'resume' }],
  extend: [{ type: 'extend', until: DAY_ONE + 2 * HOUR, reason: 'rain' }],
  resolve: [{ type: 'resolve', words: 'done', pictures: 0, messageId: null }],
  confirm: [{ type: 'confirm', words: 'yes' }],
  close: [
    { type: 'close', as: 'solved', reason: 'seen' },
    { type: 'close', as: 'not_ours', reason: 'city' },
    { type: 'close', as: 'cannot', reason: 'no way' },
  ],
  close_silent: [{ type: 'close_silent' }],
  withdraw: [{ type: 'withdraw', reason: 'mistake' }],
  merge: [{ type: 'merge', into: 2 }],
  unmerge: [{ type: 'unmerge' }],
  split: [{ type: 'split', into: 3, words: 'the lamp' }],
  ask_verify: [{ type: 'ask_verify', verifierId: 'p3' }],
  verify: [
    { type: 'verify', fixed: true, words: 'seen' },
    { type: 'verify', fixed: false, words: 'still broken' },
  ],
  call_back: [
    { type: 'call_back', words: 'content', reached: true, responded: true, solved: true, satisfied: 'yes' },
    { type: 'call_back', words: 'not fixed', reached: true, responded: true, solved: false, satisfied: 'no' },
  ],
  reopen: [{ type: 'reopen', words: 'not fixed' }],
  rate: [
    { type: 'rate', stars: 5 },
    { type: 'rate', stars: 1 },
  ],
  plan: [{ type: 'plan', words: 'new pipe', until: DAY_ONE + 2 * HOUR, lead: null, parts: [] }],
  add_part: [{ type: 'add_part', part: { orgId: 'o2', assigneeId: 'p2', what: 'valve', dueBy: DAY_ONE + HOUR } }],
  accept_part: [{ type: 'accept_part', part: 1 }],
  finish_part: [{ type: 'finish_part', part: 1, words: 'done' }],
  cancel_part: [{ type: 'cancel_part', part: 1, reason: 'not needed' }],
}

const EVERYBODY: Standing = {
  personId: 'p1',
  reporter: true,
  follower: true,
  neighbour: true,
  assignee: true,
  unit: true,
  supervisor: true,
  community: true,
  program: true,
  above: true,
  supporter: true,
}

const OPENING: Opening = {
  id: 't1',
  number: 1,
  kind: 'report',
  category: 'other',
  urgency: 'normal',
  title: 'other',
  words: 'broken',
  place: {},
  buildingId: null,
  gridId: null,
  groupId: null,
  roomId: null,
  account: 'a1',
  messageId: 'm1',
  language: 'zh-CN',
  reporterId: 'p0',
  orgId: 'o1',
  assigneeId: 'p1',
  acceptBy: DAY_ONE,
  actBy: DAY_ONE,
  resolveBy: DAY_ONE + 24 * HOUR,
  placeAskedAt: null,
}

/** Something to take, finish and cancel; it stands in the way of nothing else. */
const PART: Part = {
  no: 1,
  orgId: 'o2',
  assigneeId: 'p2',
  what: 'valve',
  dueBy: DAY_ONE,
  state: 'asked',
  askedAt: DAY_ONE,
  acceptedAt: null,
  endedAt: null,
}
const OF_PARTS: ReadonlySet<TicketCommand['type']> = new Set(['accept_part', 'finish_part', 'cancel_part'])

function ticketIn(status: TicketStatus, acceptedAt: number | null): Ticket {
  const opened = evolve(undefined, { type: 'opened', ticket: OPENING }, DAY_ONE, 'p0')
  const [phase, done] = [phaseOf(status), DAY_ONE]
  return {
    ...opened,
    status,
    acceptedAt,
    mergedInto: status === 'duplicate' ? 2 : null,
    closedAt: phase === 'closed' ? done : null,
    resolvedAt: phase === 'open' ? null : done,
  }
}

/** Every command tried on every status by somebody with every right: what is allowed, and where it leads. */
export function allSteps(): Step[] {
  const now = DAY_ONE + HOUR
  const steps = TICKET_STATUSES.flatMap((from) =>
    [null, DAY_ONE].flatMap((acceptedAt) =>
      Object.values(SAMPLES).flatMap((commands: readonly TicketCommand[]) =>
        commands.flatMap((command): Step[] => {
          const ticket = { ...ticketIn(from, acceptedAt), parts: OF_PARTS.has(command.type) ? [PART] : [] }
          try {
            const after = decide(ticket, command, EVERYBODY, now).reduce((t, event) => evolve(t, event, now, 'p1'), ticket)
            return [{ from, command: command.type, to: after.status }]
          } catch (error) {
            if (error instanceof CodedError && error.code === 'STEP_FORBIDDEN') return []
            throw error
          }
        }),
      ),
    ),
  )
  const seen = new Map(steps.map((step) => [`${step.from} ${step.command} ${step.to}`, step]))
  return [...seen.values()]
}

const name = (status: TicketStatus): string => `${STATE_LABELS.zh[status]} \`${status}\``

/** Commands that lead along each edge of the table; an edge that none takes has an empty list. */
export function edges(steps: readonly Step[]): { from: TicketStatus; to: TicketStatus; commands: string[] }[] {
  return TICKET_STATUSES.flatMap((from) =>
    (STATUSES[from].to as readonly TicketStatus[]).map((to) => ({
      from,
      to,
      commands: steps.filter((step) => step.from === from && step.to === to).map((step) => step.command),
    })),
  )
}

const moves = (steps: readonly Step[]): ReturnType<typeof edges> => edges(steps).filter(({ from, to }) => from !== to)

export function statesDiagram(steps: readonly Step[] = allSteps()): string {
  return [
    'stateDiagram-v2',
    '  direction LR',
    ...TICKET_STATUSES.map((status) => `  state "${STATE_LABELS.zh[status]} ${status}" as ${status}`),
    `  [*] --> ${TICKET_STATUSES[0]} : opened`,
    ...moves(steps).map(({ from, to, commands }) => `  ${from} --> ${to}${commands.length > 0 ? ` : ${commands.join(', ')}` : ''}`),
    ...TICKET_STATUSES.filter((status) => phaseOf(status) === 'closed').map((status) => `  ${status} --> [*]`),
  ].join('\n')
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** The page docs/states.md. */
export function statesPage(): string {
  const steps = allSteps()
  const allowedIn = (command: string): string => {
    const statuses = TICKET_STATUSES.filter((status) => steps.some((step) => step.from === status && step.command === command))
    return statuses.length === TICKET_STATUSES.length ? 'every state' : statuses.map((status) => `\`${status}\``).join(' ')
  }
  return `# The states of a ticket

Written by \`scripts/states.ts\` from the transition table in \`core/ticket.ts\` and from what \`core/decide.ts\` does with every command in every state.
Do not edit; run \`npx tsx scripts/states.ts\`.

\`\`\`mermaid
${statesDiagram(steps)}
\`\`\`

## States

${table(
  ['State', 'In English', 'Phase'],
  TICKET_STATUSES.map((status) => [name(status), STATE_LABELS.en[status], phaseOf(status)]),
)}

## Steps

${table(
  ['From', 'To', 'By'],
  moves(steps).map(({ from, to, commands }) => [
    name(from),
    name(to),
    commands.length > 0 ? commands.map((c) => `\`${c}\``).join(' ') : 'no command',
  ]),
)}

## Commands

${table(
  ['Command', 'Who may', 'Allowed in'],
  Object.entries(RIGHTS).map(([command, rights]) => [`\`${command}\``, [...new Set(rights)].join(', '), allowedIn(command)]),
)}
`
}
