/** What people are to a ticket, and who of them may do what. A room of `decide`. */
import type { TicketCommand } from './ticket.ts'

/** What a person is to a ticket. Worked out by the services, judged here. */
export interface Standing {
  personId: string | null
  reporter: boolean
  follower: boolean
  /** Sits in the group it was told in. */
  neighbour: boolean
  assignee: boolean
  /** Of the unit that answers for it. */
  unit: boolean
  /** Supervisor of that unit. */
  supervisor: boolean
  /** Grid worker, community staff or admin. */
  community: boolean
  /** The program itself: clocks. */
  program: boolean
  /** Of the sub-district or district: may call in, hand down, and agree on a plan. */
  above?: boolean
  /** Has been asked for a part of it, or their unit has. */
  supporter?: boolean
  /** Numbers of the parts that are theirs. */
  parts?: readonly number[]
}

type Right = Exclude<keyof Standing, 'personId' | 'parts'>
export const HANDLERS: readonly Right[] = ['assignee', 'unit', 'supervisor', 'community']
const AFFECTED: readonly Right[] = ['reporter', 'follower', 'neighbour', 'community']
/** Whose word that it is solved counts: a mere neighbour's may be about another thing. */
const CONCERNED: readonly Right[] = ['reporter', 'follower', 'community']

/** Who may do what. */
export const RIGHTS = {
  add_detail: [...AFFECTED, ...HANDLERS, 'supporter'],
  place: [...AFFECTED, ...HANDLERS],
  recategorise: HANDLERS,
  follow: [...AFFECTED, ...HANDLERS, 'program'],
  urge: [...AFFECTED, ...HANDLERS],
  assign: [...HANDLERS, 'above'],
  accept: HANDLERS,
  promise: HANDLERS,
  take_on: HANDLERS,
  set_complexity: ['supervisor', 'community'],
  note: [...HANDLERS, 'supporter'],
  send_back: HANDLERS,
  suspend: HANDLERS,
  resume: [...HANDLERS, 'program'],
  extend: ['supervisor', 'community'],
  resolve: HANDLERS,
  confirm: CONCERNED,
  close: ['supervisor', 'community'],
  close_silent: ['program'],
  withdraw: ['reporter', 'community'],
  merge: HANDLERS,
  unmerge: HANDLERS,
  split: HANDLERS,
  ask_verify: HANDLERS,
  verify: ['community'],
  call_back: ['community'],
  reopen: AFFECTED,
  rate: ['reporter'],
  plan: ['community', 'above'],
  add_part: HANDLERS,
  accept_part: ['supporter', 'community'],
  finish_part: ['supporter', 'community'],
  cancel_part: ['community'],
} as const satisfies Record<TicketCommand['type'], readonly Right[]>

export const mayDo = (standing: Standing, command: TicketCommand['type']): boolean =>
  (RIGHTS[command] as readonly Right[]).some((right) => standing[right] === true)
