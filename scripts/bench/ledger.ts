/**
 * What people and clocks ask of a ledger, asked of an invented one of any size: how long it takes, and how it grows. SQLite answers within this process,
 * so its processor time is the time, whatever else the machine does; PostgreSQL's is another process's, so there it is the time that passes.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { max } from 'drizzle-orm'
import { pino } from 'pino'
import type { TicketScope } from '../../core/access.ts'
import { type Database, openDatabase } from '../../db/open.ts'
import { linesOf } from '../../server/views/ledger.ts'
import { boardOf } from '../../services/board.ts'
import { closeUnanswered, resumeSuspended } from '../../services/closing.ts'
import type { DeskContext } from '../../services/context.ts'
import { FREE_PACE } from '../../services/delivery.ts'
import { createDesk } from '../../services/desk.ts'
import { communityOverview, sendDispatch } from '../../services/digests.ts'
import { escalateOverdue } from '../../services/escalations.ts'
import { groupDigests } from '../../services/group-digests.ts'
import { ledgerGauges } from '../../services/health.ts'
import { readFilter, readSort, writeCursor } from '../../services/ledger/filter.ts'
import { countTickets, everyTicket, listTickets } from '../../services/ledger/list.ts'
import { ticketWhole } from '../../services/ledger/page.ts'
import { ledgerStats } from '../../services/ledger/stats.ts'
import { todayFigures } from '../../services/ledger/today.ts'
import { loadReader } from '../../services/reader.ts'
import { rateRowsSince } from '../../services/report-rows.ts'
import { turnReports } from '../../services/reports.ts'
import { mattersOfPerson, mattersOfRoom, openWork, ticketByNumber } from '../../services/ticket-rows.ts'
import { remindVerifiers } from '../../services/verify-reminders.ts'
import { TOWN } from '../lib/invented-town.ts'
import { seeded } from '../training/random.ts'
import { quantile } from './measures.ts'

const DAY = 86_400_000
/** Asked so often at most, and no longer than so many milliseconds in all. */
const ASKED = { times: 40, ms: 2_000 }

export interface Timed {
  what: string
  /** Shown to somebody who waits: its 99th percentile is what counts. */
  page: boolean
  p50: number
  p99: number
}

type Filter = Parameters<typeof readFilter>[0]

interface Ground {
  cx: DeskContext
  /** The highest ticket number. */
  last: number
  groups: number
  /** From 1 to `most`. */
  some: (most: number) => number
}

type Question = (ground: Ground) => Promise<unknown>
const ALL: TicketScope = { kind: 'all', personId: 'officep1' }

/** A page of the list as a browser gets it. */
const list =
  (filter: Filter | ((g: Ground) => Filter), sortBy = '-opened', scope: TicketScope | ((g: Ground) => TicketScope) = ALL, deep = false): Question =>
  async (g) => {
    const { cx } = g
    const who = typeof scope === 'function' ? scope(g) : scope
    const sort = readSort(sortBy)
    const question = { scope: who, filter: readFilter(typeof filter === 'function' ? filter(g) : filter, who.personId), sort }
    const number = Math.ceil(g.last / 2) + g.some(50)
    const middle = deep ? await ticketByNumber(cx, cx.db.read, TOWN.id, number) : undefined
    const cursor = middle && writeCursor(sort, { key: middle.openedAt, number })
    const { tickets } = await listTickets(cx, TOWN.id, question, { limit: 50, ...(cursor ? { cursor } : {}) })
    await linesOf(cx, await cx.directories.get(cx.db.read, TOWN.id), tickets, 'zh-CN')
    if (!deep) await countTickets(cx, TOWN.id, question)
  }

const building = (g: Ground): string => `b${g.some(g.groups)}`
const directory = (cx: DeskContext) => cx.directories.get(cx.db.read, TOWN.id)

const PAGES: Record<string, Question> = {
  'list, first page': list({}),
  'list, a page in the middle': list({}, '-opened', ALL, true),
  'list, open': list({ state: 'open' }),
  'list, overdue': list({ overdue: true }, 'due'),
  'list, solved, by last change': list({ state: 'solved' }, '-last'),
  'list, by due date': list({}, 'due'),
  'list, one unit': list({ unit: 'property2' }),
  'list, one unit, open, by due date': list({ unit: 'property2', state: 'open' }, 'due'),
  'list, one person': list({ person: 'property1p3' }),
  'list, one person, open': list({ person: 'property1p3', state: 'open' }),
  'list, one building': list((g) => ({ building: building(g) })),
  'list, one building and category': list((g) => ({ building: building(g), category: 'elevator' })),
  'list, three buildings, two categories': list((g) => ({ building: [building(g), building(g), building(g)].join(), category: 'elevator,water' })),
  'list, one grid': list({ grid: 'g3' }),
  'list, one category': list({ category: 'gas' }),
  'list, urgent ones': list({ urgency: 'emergency,urgent' }),
  'list, suggestions': list({ kind: 'suggest' }),
  'list, a month': list((g) => ({ from: g.cx.now() - 40 * DAY, to: g.cx.now() - 10 * DAY })),
  'list, a month, a building, withdrawn': list((g) => ({ from: g.cx.now() - 40 * DAY, building: building(g), state: 'withdrawn' })),
  'list, as a unit sees it': list({}, '-opened', { kind: 'unit', personId: 'property2p2', orgId: 'property2' }),
  'list, as a grid worker sees it': list({}, '-opened', { kind: 'grids', personId: 'g2worker', gridIds: ['g2'] }),
  'list, as a resident sees it': list({}, '-opened', (g) => ({ kind: 'own', personId: `${building(g)}r${g.some(50)}` })),
  'search, a usual word': list({ q: '电梯' }),
  'search, two words': list({ q: '单元 漏水' }),
  'search, a rare phrase': list({ q: '冒火花' }),
  'search, a word of most tickets': list({ q: '号楼' }),
  'search, a word of most tickets, by last change': list({ q: '号楼' }, '-last'),
  'search, a word and three filters, no hit': list({ q: '煤气味', category: 'elevator', unit: 'property2', kind: 'report' }),
  'search, a usual word and filters, no hit': list({ q: '号楼', category: 'gas', unit: 'property2', state: 'withdrawn' }),
  'ticket page': async ({ cx, last, some }) => {
    const ticket = await ticketByNumber(cx, cx.db.read, TOWN.id, some(last))
    if (ticket) await ticketWhole(cx, await directory(cx), ticket)
  },
  today: async ({ cx }) => todayFigures(cx, TOWN.id, TOWN.timezone, ALL),
  'public board': async ({ cx }) => boardOf(cx, await directory(cx)),
  'a message: matters of a room': async (g) => mattersOfRoom(g.cx, g.cx.db.read, TOWN.id, `${building(g)}@invented`),
  'a message: matters of a person': async ({ cx, some }) => mattersOfPerson(cx, cx.db.read, TOWN.id, `property1p${some(8)}`),
  'a message: who has least work': async ({ cx }) => openWork(cx, cx.db.read, TOWN.id),
}

const CLOCKS: Record<string, Question> = {
  'statistics of 30 days': async ({ cx }) =>
    ledgerStats(cx, TOWN.id, { scope: ALL, period: { from: cx.now() - 30 * DAY, to: cx.now() }, by: 'unit', timezone: TOWN.timezone }),
  'nightly digest of all groups': async ({ cx }) => groupDigests(cx, cx.db.read, await directory(cx)),
  'overview for the admin': async ({ cx }) => communityOverview(cx, cx.db.read, await directory(cx)),
  'dispatch sheets of all units': async ({ cx }) => sendDispatch(cx, TOWN.id),
  'rates of a month': async ({ cx }) => rateRowsSince(cx, cx.db.read, await directory(cx), cx.now() - 30 * DAY),
  'weekly turn': async ({ cx }) => turnReports(cx, cx.db.read, await directory(cx), { from: cx.now() - 7 * DAY, to: cx.now() } as never),
  'clock: reminders': async ({ cx }) => escalateOverdue(cx, TOWN.id),
  'clock: closing what nobody answered': async ({ cx }) => closeUnanswered(cx, TOWN.id),
  'clock: resuming': async ({ cx }) => resumeSuspended(cx, TOWN.id),
  'clock: whoever was asked to look': async ({ cx }) => remindVerifiers(cx, TOWN.id),
  'gauges for monitoring': async ({ cx }) => ledgerGauges(cx.db, cx.now()),
  'export of 5,000 tickets': async ({ cx }) => {
    let rows = 0
    for await (const page of everyTicket(cx, TOWN.id, { scope: ALL, filter: {}, sort: readSort('-opened') }))
      if ((rows += page.length) >= 5_000) break
  },
}

/** @param only names of questions that hold this; all when absent */
export async function benchLedger(url: string, only?: string): Promise<Timed[]> {
  const db = await openDatabase(url, { durable: false })
  const folder = await mkdtemp(join(tmpdir(), 'woodpecker-bench-'))
  const log = pino({ level: 'error' }, pino.destination(2))
  const desk = createDesk({ db, dataDir: folder, reader: loadReader(), pace: FREE_PACE, log, deliverEveryMs: 0, now: await clockOf(db) })
  try {
    const random = seeded(7)
    const { groups } = await directory(desk.context)
    const ground: Ground = {
      cx: desk.context,
      last: await lastNumber(db),
      groups: groups.filter(({ kind }) => kind === 'building').length,
      some: (most) => Math.floor(random() * most) + 1,
    }
    const timed: Timed[] = []
    for (const [questions, page] of [[PAGES, true] as const, [CLOCKS, false] as const])
      for (const [what, ask] of Object.entries(questions))
        if (only === undefined || what.includes(only)) timed.push({ what, page, ...(await time(ground, ask)) })
    return timed
  } finally {
    await desk.close()
    await db.close()
    await rm(folder, { recursive: true })
  }
}

/** Time stands still at the ledger's last moment, or an old one would have no tickets of today. */
async function clockOf(db: Database): Promise<() => number> {
  const { tickets } = db.tables
  const [row] = await db.read.select({ at: max(tickets.lastAt) }).from(tickets)
  const at = row?.at ?? Date.now()
  return () => at
}

async function lastNumber(db: Database): Promise<number> {
  const { tickets } = db.tables
  const [row] = await db.read.select({ number: max(tickets.number) }).from(tickets)
  return row?.number ?? 1
}

async function time(ground: Ground, ask: Question): Promise<Pick<Timed, 'p50' | 'p99'>> {
  // Statements are made and pages of the file read once; the clocks have done what was left to do.
  for (let n = 0; n < 3; n++) await ask(ground)
  const ms: number[] = []
  const begun = performance.now()
  while (ms.length < ASKED.times && (ms.length < 5 || performance.now() - begun < ASKED.ms)) {
    const since = process.cpuUsage()
    await ask(ground)
    const { user, system } = process.cpuUsage(since)
    ms.push((user + system) / 1000)
  }
  ms.sort((a, b) => a - b)
  return { p50: quantile(ms, 0.5), p99: quantile(ms, 0.99) }
}
