/**
 * How the ledger is looked through. PostgreSQL keeps statistics and plans for itself. SQLite is told: of the conditions that an index answers, the one
 * that few rows fit is used (found out by counting a little way along each index), everything else is checked on the rows.
 */
import { and, asc, desc, eq, gt, inArray, lt, type SQL, sql } from 'drizzle-orm'
import { type AskedWord, askedWords } from '../../core/search-words.ts'
import { ticketFts } from '../../db/tables/search.ts'
import type { TicketRow } from '../../db/tables.ts'
import type { DeskContext } from '../context.ts'
import { type Condition, opaque } from './conditions.ts'
import type { Cursor, Sort, SortField } from './filter.ts'

export interface Asked {
  /** Conditions whose index gives the order of opening. */
  by: readonly SQL[]
  rest: readonly Condition[]
  sort: Sort
  words?: string
}

export interface PageAsked {
  order: SQL[]
  beyond: SQL | undefined
  after: Cursor | undefined
  limit: number
}

export interface Look {
  page(asked: PageAsked): Promise<TicketRow[]>
  /** Counts no further than `most`. */
  count(most: number): Promise<number>
}

/** Rows that may be fetched and sorted for one page. */
const FEW = 2_000
/** Words that more tickets than this have are met soon enough in any order. */
const RARE_WORDS = 5_000

export function lookAt(cx: DeskContext, communityId: string, asked: Asked): Promise<Look> {
  const words = asked.words === undefined ? undefined : askedWords(asked.words)
  if (words?.length === 0) return Promise.resolve(NOTHING)
  return cx.db.dialect === 'postgres' ? Promise.resolve(byPlanner(cx, communityId, asked, words)) : byCounting(cx, communityId, asked, words)
}

/** A question without a letter or digit finds nothing. */
const NOTHING: Look = { page: async () => [], count: async () => 0 }

/** @param few the rows are few: they are found first and sorted by themselves, whatever order the indexes have */
function plainLook(cx: DeskContext, communityId: string, where: SQL | undefined, few = false): Look {
  const { tickets: t } = cx.db.tables
  const ours = and(eq(t.communityId, communityId), where)
  return {
    async page({ order, beyond, limit }) {
      if (!few)
        return cx.db.read
          .select()
          .from(t)
          .where(and(ours, beyond))
          .orderBy(...order)
          .limit(limit)
      const found = await cx.db.read
        .select({ number: t.number })
        .from(t)
        .where(and(ours, beyond && opaque(beyond)))
        .orderBy(...order.map((by) => sql`+${by}`))
        .limit(limit)
      const numbers = found.map(({ number }) => number)
      return rowsOf(cx, communityId, numbers)
    },
    count: (most) =>
      counted(
        cx,
        cx.db.read
          .select({ one: sql`1`.as('one') })
          .from(t)
          .where(ours)
          .limit(most),
      ),
  }
}

/** @param rows a question for rows, not asked yet */
async function counted(cx: DeskContext, rows: object): Promise<number> {
  const some = (rows as { as(name: string): typeof cx.db.tables.tickets }).as('some')
  const [row] = await cx.db.read.select({ n: sql<number>`cast(count(*) as integer)` }).from(some)
  return row?.n ?? 0
}

/** The rows of these numbers, in their order. */
async function rowsOf(cx: DeskContext, communityId: string, numbers: readonly number[]): Promise<TicketRow[]> {
  if (numbers.length === 0) return []
  const { tickets: t } = cx.db.tables
  const rows = await cx.db.read
    .select()
    .from(t)
    .where(and(eq(t.communityId, communityId), inArray(t.number, [...numbers])))
  const byNumber = new Map(rows.map((row) => [row.number, row]))
  return numbers.flatMap((number) => byNumber.get(number) ?? [])
}

function byPlanner(cx: DeskContext, communityId: string, { by, rest }: Asked, words: readonly AskedWord[] | undefined): Look {
  const { tickets: t, ticketWords: w } = cx.db.tables
  const query = words?.map(({ word, begins }) => `'${word}'${begins ? ':*' : ''}`).join(' & ')
  const ofTicket = sql`${w.communityId} = ${t.communityId} and ${w.number} = ${t.number}`
  const found = query === undefined ? undefined : sql`exists (select 1 from ${w} where ${ofTicket} and ${w.terms} @@ ${query}::tsquery)`
  return plainLook(cx, communityId, and(...by, ...rest.map((one) => one.sql), found))
}

async function byCounting(cx: DeskContext, communityId: string, asked: Asked, words: readonly AskedWord[] | undefined): Promise<Look> {
  const { by, rest, sort } = asked
  const checked = (except?: SQL): SQL[] => [...by, ...rest.map((one) => one.sql)].filter((one) => one !== except).map(opaque)
  const narrow = await fewest(cx, communityId, asked)
  if (words === undefined) {
    if (narrow && narrow.rows <= FEW) return plainLook(cx, communityId, and(narrow.sql, ...checked(narrow.sql)), true)
    const along = narrow?.inOrder.includes(sort.by) ? narrow.sql : undefined
    const spans = rest.filter((one) => one.span === sort.by).map((one) => one.sql)
    return plainLook(cx, communityId, and(along, ...spans, ...checked(along)))
  }
  const match = words.map(({ word, begins }) => `"${word}"${begins ? '*' : ''}`).join(' ')
  const matches = isAmong(cx, match)
  if (narrow && narrow.rows <= FEW) return plainLook(cx, communityId, and(narrow.sql, ...checked(narrow.sql), opaque(matches)), true)
  if (sort.by === 'number') return streamed(cx, communityId, sort, match, checked())
  const hits = cx.db.read
    .select({ one: sql`1`.as('one') })
    .from(ticketFts as never)
    .where(sql`ticket_fts match ${match}`)
    .limit(RARE_WORDS + 1)
  if ((await counted(cx, hits)) > RARE_WORDS) return plainLook(cx, communityId, and(...checked(), opaque(matches)))
  return plainLook(cx, communityId, and(isFound(cx, communityId, match), ...checked()), true)
}

interface Narrow {
  sql: SQL
  rows: number
  inOrder: readonly SortField[]
}

/** Of the conditions with an index the one that the fewest rows fit; of those that many fit, one that has the order that is asked for. */
async function fewest(cx: DeskContext, communityId: string, { by, rest, sort }: Asked): Promise<Narrow | undefined> {
  let best: Narrow | undefined
  const candidates: Pick<Condition, 'sql' | 'inOrder'>[] = [
    ...rest.filter((one) => one.scarce),
    ...by.map((one) => ({ sql: one, inOrder: ['opened'] as const })),
    ...rest.filter((one) => one.indexed && !one.scarce),
  ]
  for (const { sql: candidate, inOrder = [] } of candidates) {
    const rows = await plainLook(cx, communityId, candidate).count(FEW + 1)
    const better = best === undefined || rows < best.rows || (rows === best.rows && !best.inOrder.includes(sort.by) && inOrder.includes(sort.by))
    if (better) best = { sql: candidate, rows, inOrder }
  }
  return best
}

/** All that matches is gathered once and each row looked up in it: asking full text about one row costs as much as about thousands. */
function isAmong(cx: DeskContext, match: string): SQL {
  const { tickets: t, ticketWords: w } = cx.db.tables
  const doc = sql`(select ${w.doc} from ${w} where ${w.communityId} = ${t.communityId} and ${w.number} = ${t.number})`
  return sql`${doc} in (select rowid from ticket_fts where ticket_fts match ${match})`
}

/** The other way round: from the few that match to their tickets. */
function isFound(cx: DeskContext, communityId: string, match: string): SQL {
  const { tickets: t, ticketWords: w } = cx.db.tables
  const docs = sql`select rowid from ticket_fts where ticket_fts match ${match}`
  return sql`${t.number} in (select ${w.number} from ${w} where ${w.doc} in (${docs}) and +${w.communityId} = ${communityId})`
}

/** Full text finds in the order of the documents, which is that of the numbers, and stops when the page is full. */
function streamed(cx: DeskContext, communityId: string, { descending }: Sort, match: string, checked: SQL[]): Look {
  const { tickets: t, ticketWords: w } = cx.db.tables
  const doc = sql`ticket_fts.rowid`
  const found = (limit: number, after?: Cursor) => {
    const last = after && sql`(select ${w.doc} from ${w} where ${w.communityId} = ${communityId} and ${w.number} = ${after.number})`
    return cx.db.read
      .select({ number: sql<number>`${w.number}`.as('number') })
      .from(ticketFts as never)
      .innerJoin(w, and(sql`${w.doc} = ${doc}`, sql`+${w.communityId} = ${communityId}`))
      .innerJoin(t, and(eq(t.communityId, communityId), eq(t.number, w.number)))
      .where(and(sql`ticket_fts match ${match}`, last && (descending ? lt(doc, last) : gt(doc, last)), ...checked))
      .orderBy(descending ? desc(doc) : asc(doc))
      .limit(limit)
  }
  return {
    async page({ limit, after }) {
      const numbers = (await found(limit, after)).map(({ number }) => number)
      return rowsOf(cx, communityId, numbers)
    },
    count: (most) => counted(cx, found(most)),
  }
}
