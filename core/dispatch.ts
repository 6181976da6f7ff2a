/** The evening dispatch sheet 调度单: what one unit has in hand, what is late first, by category; consults and suggestions apart, parts of others' matters last. */
import { isPartOpen, type Part } from './parts.ts'
import { isOverdue, phaseOf, type Ticket } from './ticket.ts'
import { CATEGORIES, type Category } from './understanding/terms.ts'

export const DISPATCH_SECTIONS = ['late', 'new', 'open', 'consult', 'suggest'] as const
export type DispatchSection = (typeof DISPATCH_SECTIONS)[number]

export interface DispatchSheet {
  sections: { section: DispatchSection; groups: { category: Category; tickets: Ticket[] }[] }[]
  /** What the unit does for others, and its own sub-tasks. */
  parts: { ticket: Ticket; part: Part }[]
  dueTomorrow: number
}

/** @param day begin of today and of tomorrow, milliseconds since the epoch */
export function dispatchOf(orgId: string, tickets: readonly Ticket[], day: { from: number; tomorrow: number }, now: number): DispatchSheet {
  const open = tickets.filter((ticket) => phaseOf(ticket.status) === 'open')
  const own = open.filter((ticket) => ticket.orgId === orgId).sort((a, b) => a.resolveBy - b.resolveBy || a.number - b.number)
  const parts = open
    .flatMap((ticket) => ticket.parts.filter((part) => isPartOpen(part) && part.orgId === orgId).map((part) => ({ ticket, part })))
    .sort((a, b) => a.part.dueBy - b.part.dueBy || a.ticket.number - b.ticket.number)
  const dueTomorrow = (at: number): boolean => at >= day.tomorrow && at < day.tomorrow + DAY
  return {
    sections: DISPATCH_SECTIONS.map((section) => ({
      section,
      groups: byCategory(own.filter((ticket) => sectionOf(ticket, day.from, now) === section)),
    })).filter(({ groups }) => groups.length > 0),
    parts,
    dueTomorrow: own.filter(({ resolveBy }) => dueTomorrow(resolveBy)).length + parts.filter(({ part }) => dueTomorrow(part.dueBy)).length,
  }
}

const DAY = 86_400_000

function sectionOf(ticket: Ticket, today: number, now: number): DispatchSection {
  if (isOverdue(ticket, now)) return 'late'
  if (ticket.kind !== 'report') return ticket.kind
  return ticket.openedAt >= today ? 'new' : 'open'
}

const byCategory = (tickets: readonly Ticket[]): { category: Category; tickets: Ticket[] }[] =>
  CATEGORIES.map((category) => ({ category, tickets: tickets.filter((ticket) => ticket.category === category) })).filter(
    (group) => group.tickets.length > 0,
  )

export const isEmptyDispatch = ({ sections, parts }: DispatchSheet): boolean => sections.length === 0 && parts.length === 0
