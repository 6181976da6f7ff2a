/**
 * The public board 公开栏: what anybody may see of a community, without a name, a door or a number of anybody's. Matters told with discretion, or to the
 * bot alone, are counted and not shown.
 */
import { and, asc, count, desc, eq, gt, gte, inArray, isNotNull, isNull, notInArray } from 'drizzle-orm'
import { type BoardPart, calledName, type Directory } from '../core/community.ts'
import { isDiscreet } from '../core/discretion.ts'
import { onDuty } from '../core/duty.ts'
import { periodOf } from '../core/rates/period.ts'
import type { Report } from '../core/rates.ts'
import { isOverdue, statusesIn, type Ticket } from '../core/ticket.ts'
import { CATEGORIES, type Category, type Location } from '../core/understanding/terms.ts'
import type { OutageRow } from '../db/tables.ts'
import { hiddenAmong } from './board-moderation.ts'
import type { DeskContext } from './context.ts'
import { isUnclosed } from './ledger/conditions.ts'
import { webTimeOf } from './ledger/pictures.ts'
import { ledgerStats } from './ledger/stats.ts'
import { publicWords } from './masking.ts'
import { DRAWN_IN_CARDS } from './pair-card.ts'
import { onlyTicket } from './ticket-rows.ts'

/** A matter as the board shows it: already masked. */
export type BoardMatter = Pick<Ticket, 'id' | 'number' | 'title' | 'place' | 'buildingId' | 'status' | 'category' | 'openedAt' | 'resolveBy'> & {
  unit: string
  overdue: boolean
  /** When the work was done; null while it goes on. */
  doneAt: number | null
  homes: number
  confirmed: boolean
  solvedBy: Ticket['solvedBy']
}

export interface BoardPair {
  matter: BoardMatter
  /** Content hashes of stored pictures. */
  before: string
  after: string
}

export interface Board {
  at: number
  week: Report
  month: Report
  categories: { category: Category; opened: number; solved: number; open: number }[]
  open: BoardMatter[]
  /** Further open matters that are not listed. */
  moreOpen: number
  done: BoardMatter[]
  pairs: BoardPair[]
  duty: { name: string; unit: string }[]
  outages: Pick<OutageRow, 'category' | 'buildingIds' | 'reason' | 'until'>[]
}

const LISTED = 30
/** Read so that enough is left when what is kept off the board is taken out. */
const READ = 4 * LISTED
const PAIRS_SHOWN = 6
const WEEK_MS = 7 * 86_400_000
const DISCREET = CATEGORIES.filter((category) => isDiscreet({ category }))

export const shows = ({ settings }: Directory, part: BoardPart): boolean => !(settings.board.hide ?? []).includes(part)

export async function boardOf(cx: DeskContext, directory: Directory): Promise<Board> {
  const now = cx.now()
  const { id, timezone } = directory
  const scope = { kind: 'all', personId: '' } as const
  // Up to now: what is due later this week is not late.
  const soFar = (kind: 'week' | 'month') => ({ from: periodOf(kind, now, timezone).from, to: now + 1 })
  const week = await ledgerStats(cx, id, { scope, period: soFar('week'), by: 'category', timezone })
  const month = await ledgerStats(cx, id, { scope, period: soFar('month'), by: 'category', timezone })
  const open = await fitOnes(cx, directory, await openTickets(cx, id))
  const done = await fitOnes(cx, directory, await doneTickets(cx, id, now - WEEK_MS))
  const listed = open.slice(0, LISTED)
  return {
    at: now,
    week: week.total,
    month: month.total,
    categories: month.rows
      .map(({ key, counts }) => ({ category: key as Category, opened: counts.opened, solved: counts.solved, open: counts.backlog }))
      .filter(({ opened, solved, open: left }) => opened + solved + left > 0),
    open: listed.map((ticket) => matterOf(directory, ticket, now)),
    moreOpen: Math.max(0, (await countOpen(cx, id)) - listed.length),
    done: done.slice(0, LISTED).map((ticket) => matterOf(directory, ticket, now)),
    pairs: shows(directory, 'pictures') ? await pairsOf(cx, directory, done, now) : [],
    duty: onDuty(directory, now).map((person) => ({
      name: calledName(person),
      unit: directory.organisations.find((o) => o.id === person.orgId)?.name ?? '',
    })),
    outages: await outagesNow(cx, id, now),
  }
}

async function countOpen(cx: DeskContext, communityId: string): Promise<number> {
  const { tickets: t } = cx.db.tables
  const [row] = await cx.db.read
    .select({ n: count() })
    .from(t)
    .where(and(eq(t.communityId, communityId), isUnclosed(t), inArray(t.status, statusesIn('open'))))
  return row?.n ?? 0
}

async function openTickets(cx: DeskContext, communityId: string): Promise<Ticket[]> {
  const { tickets: t } = cx.db.tables
  const rows = await cx.db.read
    .select()
    .from(t)
    .where(and(eq(t.communityId, communityId), isUnclosed(t), inArray(t.status, statusesIn('open')), notInArray(t.category, DISCREET)))
    .orderBy(desc(t.openedAt), desc(t.number))
    .limit(READ)
  return rows.map(onlyTicket)
}

/** Work that is done: confirmed, or waiting for the word of whoever told it. */
async function doneTickets(cx: DeskContext, communityId: string, since: number): Promise<Ticket[]> {
  const { tickets: t } = cx.db.tables
  const ours = and(eq(t.communityId, communityId), notInArray(t.category, DISCREET))
  const closed = await cx.db.read
    .select()
    .from(t)
    .where(and(ours, gte(t.closedAt, since), eq(t.status, 'solved')))
    .orderBy(desc(t.closedAt))
    .limit(READ)
  const waiting = await cx.db.read
    .select()
    .from(t)
    .where(and(ours, eq(t.status, 'resolved'), gte(t.resolvedAt, since)))
    .orderBy(desc(t.resolvedAt))
    .limit(READ)
  return [...closed, ...waiting].map(onlyTicket).sort((a, b) => (doneAt(b) ?? 0) - (doneAt(a) ?? 0))
}

const doneAt = (ticket: Ticket): number | null => (statusesIn('open').includes(ticket.status) ? null : (ticket.resolvedAt ?? ticket.closedAt))

/** Questions are their askers' own; what was told to the bot alone is nobody else's; and what was taken off stays off. */
async function fitOnes(cx: DeskContext, directory: Directory, tickets: readonly Ticket[]): Promise<Ticket[]> {
  const told = tickets.filter(({ kind, roomId }) => kind !== 'consult' && roomId !== null)
  const hidden = await hiddenAmong(
    cx,
    cx.db.read,
    directory.id,
    told.map(({ id }) => id),
  )
  return told.filter(({ id }) => !hidden.has(id))
}

/** Where it is, no closer than the entrance. */
function publicPlaceOf({ estate, building, unit, spot }: Location): Location {
  return {
    ...(estate === undefined ? {} : { estate }),
    ...(building === undefined ? {} : { building }),
    ...(unit === undefined ? {} : { unit }),
    ...(spot === undefined ? {} : { spot: publicWords(spot) }),
  }
}

export function matterOf(directory: Directory, ticket: Ticket, now: number): BoardMatter {
  const { id, number, status, category, openedAt, resolveBy, buildingId, confirmed, solvedBy } = ticket
  return {
    ...{ id, number, status, category, openedAt, resolveBy, buildingId, confirmed, solvedBy },
    title: publicWords(ticket.title),
    place: publicPlaceOf(ticket.place),
    unit: directory.organisations.find((unit) => unit.id === ticket.orgId)?.name ?? '',
    overdue: isOverdue(ticket, now),
    doneAt: doneAt(ticket),
    homes: 1 + ticket.followers.length,
  }
}

async function pairsOf(cx: DeskContext, directory: Directory, done: readonly Ticket[], now: number): Promise<BoardPair[]> {
  if (done.length === 0) return []
  const { attachments: a, messages: m } = cx.db.tables
  const rows = await cx.db.read
    .select({ ticketId: a.ticketId, hash: a.hash, mime: a.mime, purpose: a.purpose, messageId: a.messageId, at: m.at })
    .from(a)
    .leftJoin(m, and(eq(m.communityId, a.communityId), eq(m.account, a.account), eq(m.id, a.messageId)))
    .where(
      and(
        eq(a.communityId, directory.id),
        inArray(
          a.ticketId,
          done.map(({ id }) => id),
        ),
        eq(a.state, 'stored'),
        isNotNull(a.hash),
      ),
    )
    .orderBy(asc(a.id))
  const pairs: BoardPair[] = []
  for (const ticket of done) {
    const own = rows
      .filter((row) => row.ticketId === ticket.id && DRAWN_IN_CARDS.has(row.mime ?? ''))
      .map((row) => ({ ...row, time: webTimeOf(row.messageId) ?? row.at ?? 0 }))
      .sort((x, y) => x.time - y.time)
    const before = own.find(({ purpose }) => purpose === 'report')?.hash
    const after = own.findLast(({ purpose }) => purpose === 'proof')?.hash
    if (before && after) pairs.push({ matter: matterOf(directory, ticket, now), before, after })
    if (pairs.length === PAIRS_SHOWN) break
  }
  return pairs
}

async function outagesNow(cx: DeskContext, communityId: string, now: number): Promise<Board['outages']> {
  const { outages: t } = cx.db.tables
  const rows = await cx.db.read
    .select()
    .from(t)
    .where(and(eq(t.communityId, communityId), gt(t.until, now), isNull(t.endedAt)))
    .orderBy(asc(t.until))
    .limit(LISTED)
  return rows.map((row) => ({ ...row, reason: publicWords(row.reason) }))
}

/** The board is reckoned so rarely, however many look at it. */
export const BOARD_KEPT = { ms: 30_000 }

/** The board as it was reckoned a moment ago, without what has been taken off since. */
export function createBoards(cx: DeskContext): (directory: Directory) => Promise<Board> {
  const kept = new Map<string, { at: number; revision: number; board: Promise<Board> }>()
  const reckoned = (directory: Directory): Promise<Board> => {
    const known = kept.get(directory.id)
    if (known && known.revision === directory.revision && Math.abs(cx.now() - known.at) < BOARD_KEPT.ms) return known.board
    const board = boardOf(cx, directory)
    kept.set(directory.id, { at: cx.now(), revision: directory.revision, board })
    board.catch(() => kept.delete(directory.id))
    return board
  }
  return async (directory) => {
    const board = await reckoned(directory)
    const listed = [...board.open, ...board.done, ...board.pairs.map(({ matter }) => matter)]
    const hidden = await hiddenAmong(cx, cx.db.read, directory.id, [...new Set(listed.map(({ id }) => id))])
    if (hidden.size === 0) return board
    const shown = ({ id }: BoardMatter): boolean => !hidden.has(id)
    return { ...board, open: board.open.filter(shown), done: board.done.filter(shown), pairs: board.pairs.filter(({ matter }) => shown(matter)) }
  }
}
