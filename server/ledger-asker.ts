/** Who asks the ledger: the person, what they see, and the community it is about. */
import type { FastifyRequest } from 'fastify'
import { type Principal, scopeOf, type TicketScope } from '../core/access.ts'
import type { Directory, Person } from '../core/community.ts'
import { CodedError } from '../core/errors.ts'
import type { Ticket } from '../core/ticket.ts'
import type { DeskContext, Read } from '../services/context.ts'
import { personById } from '../services/identity.ts'
import { type FilterQuery, readFilter, readSort } from '../services/ledger/filter.ts'
import { isVisible, type ListQuestion } from '../services/ledger/list.ts'
import { ticketByNumber } from '../services/ticket-rows.ts'
import { principalOf } from './access/rights.ts'
import type { Asker } from './views/ticket-page.ts'

export interface LedgerAsker extends Asker {
  principal: Principal
  directory: Directory
  communityId: string
  scope: TicketScope
}

export async function askerOf(cx: DeskContext, request: FastifyRequest): Promise<LedgerAsker> {
  const principal = principalOf(request)
  const { communityId, personId } = principal
  const directory = await cx.directories.get(cx.db.read, communityId)
  const person: Person | undefined = await personById(cx, cx.db.read, communityId, personId)
  if (!person) throw new CodedError('SIGN_IN_NEEDED', 'This person is not known any more.')
  const scope = scopeOf(principal)
  return {
    ...{ principal, directory, communityId, person, scope },
    atWork: principal.role !== 'resident',
    visible: (ticket: Ticket) => isVisible(scope, ticket),
  }
}

export const questionOf = ({ scope, person }: LedgerAsker, query: FilterQuery & { sort: string }): ListQuestion => ({
  scope,
  filter: readFilter(query, person.id),
  sort: readSort(query.sort),
})

/** What somebody may not see is not known to them. @throws CodedError TICKET_UNKNOWN */
export async function seenTicket(cx: DeskContext, asker: LedgerAsker, number: number, read: Read = cx.db.read): Promise<Ticket> {
  const ticket = await ticketByNumber(cx, read, asker.communityId, number)
  if (!ticket || !asker.visible(ticket)) throw new CodedError('TICKET_UNKNOWN', `There is no ticket #${number}.`, { number })
  return ticket
}
