/** What people who were not told may know of a matter. */
import type { Ticket } from './ticket.ts'
import type { Category } from './understanding/terms.ts'

/** Somebody in need, neighbours in conflict: recorded with discretion. */
const DISCREET: ReadonlySet<Category> = new Set(['welfare', 'dispute'])

export const isDiscreet = ({ category }: Pick<Ticket, 'category'>): boolean => DISCREET.has(category)

/** The same with no more of the place than the building and of the matter than its kind: nobody's door, nobody's words. */
export function discreet<T extends Pick<Ticket, 'place' | 'title'>>(ticket: T, kind: string): T {
  const { estate, building } = ticket.place
  return { ...ticket, title: kind, place: { ...(estate === undefined ? {} : { estate }), ...(building === undefined ? {} : { building }) } }
}
