/** Walks the whole ledger and looks whether each ticket is what its events tell, and whether its pictures are there. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import { and, asc, eq, gt, inArray, isNotNull } from 'drizzle-orm'
import { fold, type RecordedEvent } from '../core/evolve.ts'
import type { Database } from '../db/open.ts'
import type { TicketRow } from '../db/tables.ts'
import type { FileStore } from './files.ts'

const PAGE = 400

export interface LedgerChecked {
  tickets: number
  /** `community #number` of those whose row is not what their events tell. */
  wrong: string[]
}

/** @param tell after each page, with how many were looked at */
export async function checkLedger(db: Database, tell: (done: number) => void = () => {}): Promise<LedgerChecked> {
  const checked: LedgerChecked = { tickets: 0, wrong: [] }
  const { communities } = db.tables
  // Community by community, so that each page is a walk along the key.
  for (const { id } of await db.read.select({ id: communities.id }).from(communities).orderBy(asc(communities.id)))
    for await (const page of pagesOf(db, id)) {
      const events = await eventsOf(db, id, page)
      for (const row of page) if (!isFoldOf(row, events.get(row.id) ?? [])) checked.wrong.push(`${id} #${row.number}`)
      checked.tickets += page.length
      tell(checked.tickets)
    }
  return checked
}

async function* pagesOf(db: Database, communityId: string): AsyncGenerator<TicketRow[]> {
  const { tickets } = db.tables
  for (let last = ''; ; ) {
    const page = await db.read
      .select()
      .from(tickets)
      .where(and(eq(tickets.communityId, communityId), gt(tickets.id, last)))
      .orderBy(asc(tickets.id))
      .limit(PAGE)
    if (page.length === 0) return
    last = page.at(-1)?.id ?? last
    yield page
  }
}

async function eventsOf(db: Database, communityId: string, page: readonly TicketRow[]): Promise<Map<string, RecordedEvent[]>> {
  const { ticketEvents } = db.tables
  const ids = page.map((row) => row.id)
  const rows = await db.read
    .select()
    .from(ticketEvents)
    .where(and(eq(ticketEvents.communityId, communityId), inArray(ticketEvents.ticketId, ids)))
    .orderBy(asc(ticketEvents.ticketId), asc(ticketEvents.seq))
  const events = new Map<string, RecordedEvent[]>()
  for (const row of rows) {
    const known = events.get(row.ticketId)
    if (known) known.push(row)
    else events.set(row.ticketId, [row])
  }
  return events
}

const isSame = (a: unknown, b: unknown): boolean => (a ?? null) === (b ?? null) || isDeepStrictEqual(plain(a), plain(b))

/** What JSON leaves out and what it writes as null are the same nothing. */
const plain = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)))

function isFoldOf(row: TicketRow, events: readonly RecordedEvent[]): boolean {
  const held: Record<string, unknown> = row
  try {
    return Object.entries(fold(events)).every(([key, value]) => isSame(value, held[key]))
  } catch {
    return false // no events, or no life that could be told
  }
}

export interface AttachmentsChecked {
  files: number
  missing: string[]
  /** Their bytes are not what their name says. */
  changed: string[]
}

/** Every file that the ledger says is stored. */
export async function checkAttachments(db: Database, files: FileStore): Promise<AttachmentsChecked> {
  const { attachments } = db.tables
  const rows = await db.read
    .select({ hash: attachments.hash })
    .from(attachments)
    .where(and(eq(attachments.state, 'stored'), isNotNull(attachments.hash)))
    .groupBy(attachments.hash)
  const checked: AttachmentsChecked = { files: rows.length, missing: [], changed: [] }
  for (const { hash } of rows) {
    const found = await hashAt(files.pathOf(hash ?? ''))
    if (found === undefined) checked.missing.push(hash ?? '')
    else if (found !== hash) checked.changed.push(hash ?? '')
  }
  return checked
}

async function hashAt(path: string): Promise<string | undefined> {
  if (!(await stat(path).catch(() => undefined))) return undefined
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer)
  return hash.digest('hex')
}
