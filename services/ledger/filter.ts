/** What narrows the ledger, as read from a question or a saved view. */
import { CodedError } from '../../core/errors.ts'
import { type Phase, statusesIn, TICKET_STATUSES, type TicketKind, type TicketStatus } from '../../core/ticket.ts'
import { CATEGORIES, type Category, URGENCIES, type Urgency } from '../../core/understanding/terms.ts'

/** Every part that is given must fit; null among values stands for "none". */
export interface TicketFilter {
  statuses?: TicketStatus[]
  kinds?: TicketKind[]
  units?: (string | null)[]
  people?: (string | null)[]
  buildings?: (string | null)[]
  grids?: (string | null)[]
  categories?: Category[]
  urgencies?: Urgency[]
  overdue?: boolean
  /** Opened at or after `from`, before `to`. */
  from?: number
  to?: number
  /** Limit at or after `dueFrom`, before `dueTo`. */
  dueFrom?: number
  dueTo?: number
  words?: string
}

/** As it stands in an address. */
export interface FilterQuery {
  state?: string
  kind?: string
  unit?: string
  person?: string
  building?: string
  grid?: string
  category?: string
  urgency?: string
  overdue?: boolean
  from?: number
  to?: number
  q?: string
}

export const SORT_FIELDS = ['opened', 'due', 'last', 'number'] as const
export type SortField = (typeof SORT_FIELDS)[number]
export interface Sort {
  by: SortField
  descending: boolean
}

export const readSort = (name: string): Sort => {
  const by = SORT_FIELDS.find((field) => field === name.replace(/^-/, ''))
  if (!by) throw new CodedError('REQUEST_INVALID', `"${name}" is no order; known: ${SORT_FIELDS.join(', ')}, and the same with -`)
  return { by, descending: name.startsWith('-') }
}

const KINDS = ['report', 'consult', 'suggest'] as const satisfies readonly TicketKind[]
const PHASES: readonly Phase[] = ['open', 'resolved', 'closed']
/** The status `open` alone: `open` itself is the phase, everything somebody is to work on. */
const UNTAKEN = 'untaken'
const STATES: readonly string[] = [...new Set<string>([...PHASES, UNTAKEN, ...TICKET_STATUSES])]
const NONE = 'none'
const ME = 'me'
/** Values of one filter. */
const VALUES_AT_MOST = 50

const split = (list: string | undefined): string[] | undefined => {
  const values = [
    ...new Set(
      list
        ?.split(',')
        .map((one) => one.trim())
        .filter(Boolean),
    ),
  ]
  return values.length === 0 ? undefined : values.slice(0, VALUES_AT_MOST)
}

function known<T extends string>(name: string, list: string | undefined, values: readonly T[]): T[] | undefined {
  return split(list)?.map((one) => {
    const found = values.find((value) => value === one)
    if (found === undefined) throw new CodedError('REQUEST_INVALID', `${name} knows ${values.join(', ')}, not "${one}"`)
    return found
  })
}

const idsOrNone = (list: string | undefined): (string | null)[] | undefined => split(list)?.map((one) => (one === NONE ? null : one))

function statusesOf(list: string | undefined): TicketStatus[] | undefined {
  const states = known('state', list, STATES)
  const statuses = states?.flatMap((one) => {
    const phase = PHASES.find((p) => p === one)
    return phase ? statusesIn(phase) : TICKET_STATUSES.filter((status) => status === (one === UNTAKEN ? 'open' : one))
  })
  return statuses && [...new Set(statuses)]
}

/** @param personId whom `me` means. @throws CodedError REQUEST_INVALID naming what is not known */
export function readFilter(query: FilterQuery, personId: string): TicketFilter {
  return {
    statuses: statusesOf(query.state),
    kinds: known('kind', query.kind, KINDS),
    units: idsOrNone(query.unit),
    people: idsOrNone(query.person)?.map((one) => (one === ME ? personId : one)),
    buildings: idsOrNone(query.building),
    grids: idsOrNone(query.grid),
    categories: known('category', query.category, CATEGORIES),
    urgencies: known('urgency', query.urgency, URGENCIES),
    overdue: query.overdue,
    from: query.from,
    to: query.to,
    words: query.q?.trim() || undefined,
  }
}

/** Where the page before ended. */
export interface Cursor {
  key: number
  number: number
}

/** Of the sort it was made for: under another one it means nothing. */
export const writeCursor = (sort: Sort, { key, number }: Cursor): string =>
  Buffer.from(`${sort.descending ? '-' : ''}${sort.by} ${key} ${number}`).toString('base64url')

/** @throws CodedError REQUEST_INVALID */
export function readCursor(sort: Sort, text: string): Cursor {
  const [name, key, number] = Buffer.from(text, 'base64url').toString('utf8').split(' ')
  const cursor = { key: Number(key), number: Number(number) }
  if (name !== `${sort.descending ? '-' : ''}${sort.by}` || !Number.isSafeInteger(cursor.key) || !Number.isSafeInteger(cursor.number))
    throw new CodedError('REQUEST_INVALID', 'The cursor belongs to another order. Begin with the first page.')
  return cursor
}

const UNCLOSED = new Set<TicketStatus>(statusesIn('open', 'resolved'))
/** All that is asked for is not closed yet: few rows of a ledger that is old. */
export const asksUnclosed = ({ statuses, overdue }: TicketFilter): boolean =>
  overdue === true || statuses?.every((status) => UNCLOSED.has(status)) === true
