/** The columns of the ledger: what each shows, how wide, and what it sorts by. */
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { TicketLine } from '../../../../server/schemas/ledger.ts'
import { recall, remember } from '../../live/memory.ts'
import type { Clock } from '../../ui/time.ts'
import { Due, StateTag, UrgencyTag } from '../parts/state.tsx'
import { ticketHref } from '../parts/ticket-item.tsx'

export interface Column {
  key: string
  /** Pixels. */
  width: number
  /** Field of the server's sorting. */
  sort?: string
  /** Shown until somebody chooses otherwise. */
  usual?: boolean
  show(line: TicketLine, clock: Clock): ReactNode
}

const some = (count: number): ReactNode => (count > 0 ? count : '')
const moment = (at: number | null, clock: Clock): ReactNode => (at === null ? '' : clock.moment(at))

export const COLUMNS: readonly Column[] = [
  { key: 'number', width: 72, sort: 'number', usual: true, show: ({ number }) => <Link href={ticketHref(number)}>#{number}</Link> },
  { key: 'state', width: 92, usual: true, show: (line) => <StateTag line={line} /> },
  {
    key: 'title',
    width: 160,
    usual: true,
    show: (line) => (
      <>
        <UrgencyTag line={line} /> {line.title}
      </>
    ),
  },
  { key: 'words', width: 196, usual: true, show: ({ words }) => words },
  { key: 'place', width: 130, usual: true, show: ({ place }) => place },
  { key: 'category', width: 120, show: ({ categoryLabel }) => categoryLabel },
  { key: 'urgency', width: 100, show: ({ urgencyLabel }) => urgencyLabel },
  { key: 'grid', width: 130, show: ({ grid }) => grid?.name },
  { key: 'reporter', width: 110, show: ({ reporter }) => reporter.name },
  { key: 'unit', width: 140, show: ({ unit }) => unit?.name },
  { key: 'assignee', width: 90, usual: true, show: ({ assignee }) => assignee?.name },
  { key: 'opened', width: 120, sort: 'opened', usual: true, show: ({ openedAt }, clock) => clock.moment(openedAt) },
  { key: 'due', width: 104, sort: 'due', usual: true, show: (line) => <Due line={line} /> },
  { key: 'last', width: 140, sort: 'last', show: ({ lastAt }, clock) => clock.moment(lastAt) },
  { key: 'closed', width: 140, show: ({ closedAt }, clock) => moment(closedAt, clock) },
  { key: 'followers', width: 110, show: ({ followers }) => some(followers) },
  { key: 'urges', width: 80, show: ({ urges }) => some(urges) },
  { key: 'reopens', width: 80, show: ({ reopens }) => some(reopens) },
  { key: 'stars', width: 80, show: ({ stars }) => stars },
  { key: 'pictures', width: 80, show: ({ pictures }) => some(pictures) },
]

export const USUAL_COLUMNS: readonly string[] = COLUMNS.filter(({ usual }) => usual).map(({ key }) => key)

const MEMORY = 'ledger.columns'
/** Only columns that still exist; the usual ones when nothing is left. */
const known = (keys: readonly string[]): readonly string[] => {
  const left = keys.filter((key) => COLUMNS.some((column) => column.key === key))
  return left.length > 0 ? left : USUAL_COLUMNS
}
export const recallColumns = (): readonly string[] => known(recall<string[]>(MEMORY, []))
export function rememberColumns(keys: readonly string[]): readonly string[] {
  remember(MEMORY, keys)
  return known(keys)
}
