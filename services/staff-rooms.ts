/** The rooms in which staff are spoken to. */
import { communityOffice, type Directory, type Group } from '../core/community.ts'
import type { Ticket } from '../core/ticket.ts'

export const isStaffGroup = (group: Group | undefined): boolean => group?.kind === 'staff' || group?.kind === 'duty'

/** The staff group of the unit that answers for a ticket, that of its grid first. */
export function staffRoom(directory: Directory, { orgId, gridId }: Pick<Ticket, 'orgId' | 'gridId'>): string | null {
  const groups = directory.groups.filter((g) => g.kind === 'staff' && g.externalId !== null && g.orgId === orgId)
  return (groups.find((g) => g.gridId === gridId) ?? groups[0])?.externalId ?? null
}

/** The community's own staff group: where private words to staff are said who cannot be reached directly. */
export function officeRoom(directory: Directory): string | null {
  const office = communityOffice(directory)
  return office ? staffRoom(directory, { orgId: office.id, gridId: null }) : null
}
