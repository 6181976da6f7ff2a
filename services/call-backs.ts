/** Whom to call back 回访: closed matters of their own grids about which nobody has said a word. */
import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm'
import { communityOffice, type Directory, type Person } from '../core/community.ts'
import { statusesIn, type Ticket } from '../core/ticket.ts'
import type { Tx } from '../db/open.ts'
import type { DeskContext } from './context.ts'
import { personById } from './identity.ts'
import type { Arrival } from './intake.ts'
import { voiceFor } from './lines.ts'
import { onlyTicket } from './ticket-rows.ts'
import { reply } from './where-asked.ts'

/** Called back about for so long after closing, and so often when nobody answers. */
export const CALL_BACK_WITHIN = { days: 14 }
export const CALL_TRIES = 3
const LISTED = 8
const LOOKED_AT = 200

const CALLED_ABOUT = statusesIn('closed').filter((status) => status !== 'duplicate' && status !== 'withdrawn')

/** All grids for the community's own people, their own for a grid worker, none for others. */
function inTheirCare(directory: Directory, person: Person): (ticket: Ticket) => boolean {
  if (person.role === 'grid_worker' && !person.admin) return ({ gridId }) => gridId !== null && person.gridIds.includes(gridId)
  const office = communityOffice(directory)
  return () => person.admin || (person.orgId !== null && person.orgId === office?.id)
}

/** Oldest first. */
export async function toCallBack(cx: DeskContext, tx: Tx, directory: Directory, person: Person): Promise<Ticket[]> {
  const { tickets } = cx.db.tables
  const rows = await tx
    .select()
    .from(tickets)
    .where(
      and(
        eq(tickets.communityId, directory.id),
        inArray(tickets.status, CALLED_ABOUT),
        gt(tickets.closedAt, cx.now() - CALL_BACK_WITHIN.days * 86_400_000),
        isNull(tickets.ratedAt),
        isNull(tickets.calledAt),
      ),
    )
    .orderBy(asc(tickets.closedAt))
    .limit(LOOKED_AT)
  const mine = inTheirCare(directory, person)
  return rows.map(onlyTicket).filter((ticket) => ticket.callTries < CALL_TRIES && ticket.reporterId !== person.id && mine(ticket))
}

/** The list, with phones only where nobody else reads along. */
export async function sayCallBacks(cx: DeskContext, tx: Tx, arrival: Arrival): Promise<void> {
  const { directory, person, roomId } = arrival
  const due = await toCallBack(cx, tx, directory, person)
  const voice = voiceFor(directory, directory.language, cx.now())
  const lines = []
  for (const ticket of due.slice(0, LISTED)) {
    const reporter = await personById(cx, tx, directory.id, ticket.reporterId)
    lines.push({
      ticket: voice.line(ticket),
      reporter: reporter?.name ?? '',
      phone: roomId === null ? (reporter?.phone ?? '') : '',
      closed: voice.when(ticket.closedAt ?? ticket.statusAt),
      solvedBy: ticket.solvedBy,
      tries: ticket.callTries,
    })
  }
  await reply(cx, tx, arrival, voice.phrases.callBacks({ lines, more: Math.max(0, due.length - LISTED) }))
}
