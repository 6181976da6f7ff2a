/** Leads on a page: what is to be judged, and the verdict. */
import type { TicketScope } from '../../core/access.ts'
import type { Directory } from '../../core/community.ts'
import { CodedError } from '../../core/errors.ts'
import type { LeadRow } from '../../db/tables.ts'
import type { DeskContext } from '../context.ts'
import { judgeLead, pendingLeads } from '../leads.ts'
import { ticketByNumber } from '../ticket-rows.ts'
import { tellOf } from './acts.ts'

/** A grid worker judges what was said in their grids, and what belongs to no grid; everybody else what there is. */
export function isJudgedBy(directory: Directory, scope: TicketScope, lead: Pick<LeadRow, 'groupId'>): boolean {
  if (scope.kind !== 'grids') return scope.kind !== 'own'
  const group = directory.groups.find(({ id }) => id === lead.groupId)
  const gridId = group?.gridId ?? directory.buildings.find(({ id }) => group?.buildingIds.includes(id))?.gridId ?? null
  return gridId === null || scope.gridIds.includes(gridId)
}

/** Undecided ones, newest first. */
export async function leadsFor(cx: DeskContext, directory: Directory, scope: TicketScope): Promise<LeadRow[]> {
  return (await pendingLeads(cx, cx.db.read, directory.id)).filter((lead) => isJudgedBy(directory, scope, lead)).reverse()
}

/** @returns the number of the ticket that was opened; null when it was dropped. @throws CodedError LEAD_UNKNOWN */
export async function judge(cx: DeskContext, communityId: string, scope: TicketScope, number: number, open: boolean): Promise<number | null> {
  const opened = await cx.db.transact(async (tx) => {
    const directory = await cx.directories.get(tx, communityId)
    const lead = (await pendingLeads(cx, tx, communityId)).find((one) => one.number === number)
    if (lead && !isJudgedBy(directory, scope, lead)) throw new CodedError('LEAD_UNKNOWN', `there is no lead ${number} to judge`, { number })
    const ticket = await judgeLead(cx, tx, directory, number, open)
    return ticket === null ? undefined : await ticketByNumber(cx, tx, communityId, ticket)
  })
  cx.changes.tell({ kind: 'lead', communityId })
  if (opened) tellOf(cx, communityId, opened)
  return opened?.number ?? null
}
