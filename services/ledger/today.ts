/** How it stands this minute: counted over what is not closed, which is little even in an old ledger. */
import { and, eq, gte, inArray, type SQL, sql } from 'drizzle-orm'
import type { TicketScope } from '../../core/access.ts'
import { statusesIn, type Ticket } from '../../core/ticket.ts'
import { startOfDay } from '../../core/time.ts'
import type { DeskContext } from '../context.ts'
import { isUnclosed, scopeIs } from './conditions.ts'
import { listTickets } from './list.ts'

/** What falls due within this time is due soon. */
export const SOON = { hours: 24 }
const SOON_MS = SOON.hours * 3_600_000
const SHOWN = 50
const LOADS_SHOWN = 100

export interface TodayFigures {
  late: Ticket[]
  dueSoon: Ticket[]
  load: { personId: string; orgId: string | null; open: number; overdue: number }[]
  counts: { open: number; late: number; dueSoon: number; toTake: number; toConfirm: number; openedToday: number; closedToday: number }
}

const sumOf = (condition: SQL): SQL<number> => sql<number>`cast(coalesce(sum(case when ${condition} then 1 else 0 end), 0) as integer)`

export async function todayFigures(cx: DeskContext, communityId: string, timezone: string, scope: TicketScope): Promise<TodayFigures> {
  const now = cx.now()
  const sort = { by: 'due', descending: false } as const
  const late = await listTickets(cx, communityId, { scope, filter: { overdue: true }, sort }, { limit: SHOWN })
  const running = statusesIn('open').filter((status) => status !== 'suspended')
  const soon = { statuses: running, dueFrom: now, dueTo: now + SOON_MS }
  const dueSoon = await listTickets(cx, communityId, { scope, filter: soon, sort }, { limit: SHOWN })
  return {
    late: late.tickets,
    dueSoon: dueSoon.tickets,
    load: await loads(cx, communityId, scope, now),
    counts: await countsOf(cx, communityId, scope, now, startOfDay(now, timezone)),
  }
}

function conditions(cx: DeskContext, now: number) {
  const { tickets: t } = cx.db.tables
  const at = (ms: number) => sql.param(ms, t.resolveBy)
  const running = inArray(t.status, ['open', 'accepted'])
  return {
    open: inArray(t.status, statusesIn('open')),
    late: sql`${running} and ${t.resolveBy} < ${at(now)}`,
    dueSoon: sql`${running} and ${t.resolveBy} >= ${at(now)} and ${t.resolveBy} < ${at(now + SOON_MS)}`,
    toTake: eq(t.status, 'open'),
    toConfirm: eq(t.status, 'resolved'),
  }
}

async function loads(cx: DeskContext, communityId: string, scope: TicketScope, now: number): Promise<TodayFigures['load']> {
  const { tickets: t } = cx.db.tables
  const { open, late } = conditions(cx, now)
  const rows = await cx.db.read
    .select({ personId: t.assigneeId, orgId: t.orgId, open: sumOf(open), overdue: sumOf(late) })
    .from(t)
    .where(and(eq(t.communityId, communityId), isUnclosed(t), scopeIs(cx, communityId, scope)))
    .groupBy(t.assigneeId, t.orgId)
  const byPerson = new Map<string, TodayFigures['load'][number]>()
  for (const { personId, ...row } of rows) {
    if (personId === null || row.open === 0) continue
    const known = byPerson.get(personId)
    if (known) Object.assign(known, { open: known.open + row.open, overdue: known.overdue + row.overdue })
    else byPerson.set(personId, { personId, ...row })
  }
  return [...byPerson.values()].sort((a, b) => b.overdue - a.overdue || b.open - a.open || (a.personId < b.personId ? -1 : 1)).slice(0, LOADS_SHOWN)
}

async function countsOf(cx: DeskContext, communityId: string, scope: TicketScope, now: number, dayBegan: number): Promise<TodayFigures['counts']> {
  const { tickets: t } = cx.db.tables
  const { open, late, dueSoon, toTake, toConfirm } = conditions(cx, now)
  const seen = scopeIs(cx, communityId, scope)
  const [row] = await cx.db.read
    .select({ open: sumOf(open), late: sumOf(late), dueSoon: sumOf(dueSoon), toTake: sumOf(toTake), toConfirm: sumOf(toConfirm) })
    .from(t)
    .where(and(eq(t.communityId, communityId), isUnclosed(t), seen))
  const since = async (column: typeof t.openedAt | typeof t.closedAt): Promise<number> => {
    const [counted] = await cx.db.read
      .select({ n: sql<number>`cast(count(*) as integer)` })
      .from(t)
      .where(and(eq(t.communityId, communityId), gte(column, dayBegan), seen))
    return counted?.n ?? 0
  }
  const none = { open: 0, late: 0, dueSoon: 0, toTake: 0, toConfirm: 0 }
  return { ...(row ?? none), openedToday: await since(t.openedAt), closedToday: await since(t.closedAt) }
}
