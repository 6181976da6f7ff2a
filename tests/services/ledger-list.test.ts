import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { TicketScope } from '../../core/access.ts'
import type { Ticket } from '../../core/ticket.ts'
import type { Database } from '../../db/open.ts'
import type { DeskContext } from '../../services/context.ts'
import { type FilterQuery, readFilter, readSort } from '../../services/ledger/filter.ts'
import { countTickets, everyTicket, isVisible, listTickets } from '../../services/ledger/list.ts'
import { takeWaitingWords, takeWords, wordsUpToDate } from '../../services/ledger/words.ts'
import { onlyTicket } from '../../services/ticket-rows.ts'
import { databases } from '../support/databases.ts'
import { type LedgerRow, ledgerContext, putTickets } from '../support/ledger.ts'

const NOW = Date.UTC(2026, 10, 23, 4)
const HOUR = 3_600_000
const ALL = { kind: 'all', personId: 'fang' } as TicketScope

/** 120 tickets an hour apart; every third closed, every fourth of the power company, every fifth overdue when open. */
const rows = (): LedgerRow[] =>
  Array.from({ length: 120 }, (_, i) => ({
    number: i + 1,
    title: i % 2 ? '电梯故障' : '楼道堆物',
    words: i === 57 ? '３单元门口的電梯又停了，配件Lift-X9等了两周' : `第${i + 1}件事`,
    status: i % 3 === 0 ? ('solved' as const) : i % 7 === 0 ? ('accepted' as const) : ('open' as const),
    orgId: i % 4 === 0 ? 'power' : 'property',
    assigneeId: i % 10 === 0 ? 'sun' : 'wang',
    reporterId: i % 11 === 0 ? 'li' : 'zhao',
    buildingId: `b${i % 6}`,
    gridId: `g${i % 2}`,
    category: i % 2 ? ('elevator' as const) : ('corridor_clutter' as const),
    urgency: i % 20 === 0 ? ('emergency' as const) : ('normal' as const),
    kind: i % 30 === 1 ? ('consult' as const) : ('report' as const),
    openedAt: NOW - (120 - i) * HOUR,
    resolveBy: NOW + (i % 5 === 0 ? -HOUR : HOUR) * ((i % 9) + 1),
    lastAt: NOW - ((i * 37) % 120) * HOUR,
    followers: i === 58 ? ['li', 'tom'] : [],
  }))

describe.each(databases)('the ledger on $name', ({ open }) => {
  let db: Database
  let cx: DeskContext
  let all: Ticket[]
  beforeAll(async () => {
    db = await open()
    cx = ledgerContext(db, NOW)
    await putTickets(cx, 'c', rows())
    all = (await db.read.select().from(db.tables.tickets)).map(onlyTicket)
  })
  afterAll(() => db.close())

  const question = (query: FilterQuery, sort = '-opened', scope = ALL) => ({ scope, filter: readFilter(query, scope.personId), sort: readSort(sort) })
  const numbers = async (query: FilterQuery, sort = '-opened', scope = ALL): Promise<number[]> => {
    const found: number[] = []
    // Small pages, so that every list is paged.
    for await (const page of everyTicket(cx, 'c', question(query, sort, scope), 7)) found.push(...page.map(({ number }) => number))
    return found
  }
  const expected = (fits: (ticket: Ticket) => boolean): number[] =>
    all
      .filter(fits)
      .sort((a, b) => b.openedAt - a.openedAt)
      .map(({ number }) => number)

  test.each<[string, FilterQuery, (t: Ticket) => boolean]>([
    ['nothing', {}, () => true],
    ['a phase', { state: 'open' }, (t) => t.status !== 'solved'],
    ['a status', { state: 'untaken' }, (t) => t.status === 'open'],
    ['two states', { state: 'accepted,closed' }, (t) => t.status !== 'open'],
    ['a unit', { unit: 'power' }, (t) => t.orgId === 'power'],
    ['a person', { person: 'sun' }, (t) => t.assigneeId === 'sun'],
    ['nobody', { person: 'none' }, (t) => t.assigneeId === null],
    ['several buildings', { building: 'b1,b4' }, (t) => t.buildingId === 'b1' || t.buildingId === 'b4'],
    ['a grid', { grid: 'g1' }, (t) => t.gridId === 'g1'],
    ['a category', { category: 'elevator' }, (t) => t.category === 'elevator'],
    ['an urgency', { urgency: 'emergency,urgent' }, (t) => t.urgency === 'emergency'],
    ['a kind', { kind: 'consult' }, (t) => t.kind === 'consult'],
    ['overdue', { overdue: true }, (t) => t.status !== 'solved' && t.resolveBy < NOW],
    ['not overdue', { overdue: false }, (t) => !(t.status !== 'solved' && t.resolveBy < NOW)],
    ['a period', { from: NOW - 30 * HOUR, to: NOW - 20 * HOUR }, (t) => t.openedAt >= NOW - 30 * HOUR && t.openedAt < NOW - 20 * HOUR],
    [
      'several at once',
      { state: 'open', unit: 'property', building: 'b1,b5', category: 'elevator', from: NOW - 90 * HOUR },
      (t) => t.status !== 'solved' && t.orgId === 'property' && ['b1', 'b5'].includes(t.buildingId ?? '') && t.openedAt >= NOW - 90 * HOUR,
    ],
  ])('is narrowed by %s, and counted the same', async (_, query, fits) => {
    const wanted = expected(fits)
    expect(await numbers(query)).toEqual(wanted)
    expect(await countTickets(cx, 'c', question(query))).toBe(wanted.length)
  })

  test.each(['opened', '-opened', 'due', '-due', 'last', '-last', 'number', '-number'])('is sorted by %s over all pages', async (sort) => {
    const key = { opened: 'openedAt', due: 'resolveBy', last: 'lastAt', number: 'number' } as const
    const by = key[sort.replace('-', '') as keyof typeof key]
    const sign = sort.startsWith('-') ? -1 : 1
    const wanted = [...all].sort((a, b) => sign * (a[by] - b[by] || a.number - b.number)).map(({ number }) => number)
    expect(await numbers({}, sort)).toEqual(wanted)
    expect(await numbers({ unit: 'property' }, sort)).toEqual(wanted.filter((n) => (n - 1) % 4 !== 0))
  })

  test.each([
    ['a title', '电梯故障', 60],
    ['words', '门口的电梯', 1],
    ['traditional letters and full width', '3单元 電梯', 1],
    ['a latin word by its beginning', 'lif', 1],
    ['a number', '#42', 1],
    ['one letter', '堆', 60],
    ['words of two places', '堆物 第7件', 1],
    ['words that stand apart', '电梯 堆物', 0],
    ['only signs', '?? 。', 0],
    ['nothing that is there', '燃气', 0],
  ])('finds tickets by %s: %s', async (_, q, count) => {
    for (const sort of ['-opened', 'due']) expect(await numbers({ q }, sort)).toHaveLength(count)
    expect(await countTickets(cx, 'c', question({ q }))).toBe(count)
  })

  test('words narrow together with filters', async () => {
    const wanted = expected((t) => t.category === 'elevator' && t.status !== 'solved' && t.buildingId === 'b1')
    expect(await numbers({ q: '电梯', state: 'open', building: 'b1' })).toEqual(wanted)
  })

  test.each<[string, TicketScope]>([
    ['a resident: what they reported or follow', { kind: 'own', personId: 'li' }],
    ['a unit: its own and what they were given', { kind: 'unit', orgId: 'power', personId: 'sun' }],
    ['a grid worker: their grids', { kind: 'grids', gridIds: ['g1'], personId: 'tom' }],
  ])('shows %s', async (_, scope) => {
    const wanted = expected((t) => isVisible(scope, t))
    expect(wanted.length).toBeGreaterThan(0)
    expect(wanted.length).toBeLessThan(120)
    expect(await numbers({}, '-opened', scope)).toEqual(wanted)
    expect(await countTickets(cx, 'c', question({}, '-opened', scope))).toBe(wanted.length)
    expect(await numbers({ q: '电梯', building: 'b1,b3' }, '-opened', scope)).toEqual(
      wanted.filter((n) => n % 2 === 0 && ['b1', 'b3'].includes(all.find((t) => t.number === n)?.buildingId ?? '')),
    )
  })

  test('another community sees nothing of it', async () => {
    expect((await listTickets(cx, 'other', question({}), { limit: 5 })).tickets).toEqual([])
    expect((await listTickets(cx, 'other', question({ q: '电梯' }), { limit: 5 })).tickets).toEqual([])
  })

  test('a cursor of another order and an unknown state are refused', async () => {
    const { next } = await listTickets(cx, 'c', question({}), { limit: 5 })
    await expect(listTickets(cx, 'c', question({}, 'due'), { limit: 5, cursor: next ?? '' })).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
    expect(() => readFilter({ state: 'lost' }, 'fang')).toThrow(/state knows/)
  })
})

describe.each(databases)('the ledger while it changes, on $name', ({ open }) => {
  const start = async (): Promise<DeskContext> => {
    const db = await open()
    onTestFinished(() => db.close())
    const cx = ledgerContext(db, NOW)
    await putTickets(cx, 'c', rows().slice(0, 30))
    return cx
  }
  const question = (query: FilterQuery, sort: string) => ({ scope: ALL, filter: readFilter(query, 'fang'), sort: readSort(sort) })

  test('tickets that come in between two pages neither shift nor repeat a row', async () => {
    const cx = await start()
    for (const query of [{}, { q: '电梯' }]) {
      const first = await listTickets(cx, 'c', question(query, '-opened'), { limit: 6 })
      const late = rows()[40 + (query.q ? 1 : 0)] as LedgerRow
      await putTickets(cx, 'c', [late])
      const second = await listTickets(cx, 'c', question(query, '-opened'), { limit: 6, cursor: first.next ?? '' })
      const seen = [...first.tickets, ...second.tickets].map(({ number }) => number)
      expect(seen).not.toContain(late.number)
      const step = query.q ? 2 : 1
      expect(seen).toEqual(seen.map((_, i) => (seen[0] ?? 0) - i * step))
    }
  })

  test('words that left a ticket leave what it is found by', async () => {
    const cx = await start()
    const { tickets, ticketEvents } = cx.db.tables
    await wordsUpToDate(cx, 'c')
    const find = async (q: string) => (await listTickets(cx, 'c', question({ q }, 'number'), { limit: 50 })).tickets.map(({ number }) => number)
    expect(await find('第7件事')).toEqual([7])
    await cx.db.transact(async (tx) => {
      await tx.delete(ticketEvents).where(eq(ticketEvents.ticketId, 't7'))
      const [row] = await tx.update(tickets).set({ words: '' }).where(eq(tickets.number, 7)).returning()
      if (row) await takeWords(cx, tx, 'c', [onlyTicket(row)])
    })
    expect(await find('第7件事')).toEqual([])
    expect(await find('楼道堆物')).toContain(7)
  })

  test('what was emptied is taken up again, in the order of the numbers', async () => {
    const cx = await start()
    const { ticketWords } = cx.db.tables
    await takeWaitingWords(cx, 'c')
    await cx.db.transact((tx) => tx.delete(ticketWords))
    expect(await takeWaitingWords(cx, 'c')).toBe(1)
    const rows = await cx.db.read.select().from(ticketWords).orderBy(ticketWords.doc)
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1))
    expect(await takeWaitingWords(cx, 'c')).toBe(0)
  })
})
