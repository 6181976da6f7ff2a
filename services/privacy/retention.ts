/**
 * What has come to the end of its time leaves 到期清理: once a night and community, in small transactions, with an account of it. Nothing that an open
 * matter needs is touched; a closed one loses its people and words, and stays for the statistics (docs/decisions/0010).
 */
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, ne, notInArray, or, sql } from 'drizzle-orm'
import type { Directory } from '../../core/community.ts'
import { RETENTION_AT, retentionOf } from '../../core/retention.ts'
import { statusesIn, type Ticket } from '../../core/ticket.ts'
import { wallClock } from '../../core/time.ts'
import type { Tx } from '../../db/open.ts'
import { claim, isStarted } from '../claims.ts'
import type { DeskContext } from '../context.ts'
import { onlyTicket } from '../ticket-rows.ts'
import { forgetPeople, forgetPictures } from './old-matters.ts'
import { sweepFiles } from './unused-files.ts'

const DAY_MS = 86_400_000
/** Rows in one transaction: bounds how long a message waits for it. */
const BATCH = 200
const TICKETS_AT_ONCE = 20
export const RETENTION_CLAIM = 'retention'

export type Counts = Record<'messages' | 'leads' | 'tickets' | 'pictures' | 'outbox' | 'digests' | 'audit' | 'codes' | 'files', number>

/** When it is due and nobody has done it tonight. */
export async function keepRetention(cx: DeskContext, communityId: string): Promise<Counts | undefined> {
  const directory = await cx.directories.get(cx.db.read, communityId)
  const { date, time } = wallClock(cx.now(), directory.timezone)
  const name = `${RETENTION_CLAIM}:${communityId}`
  if (time < RETENTION_AT || (await isStarted(cx, name, date))) return undefined
  if (!(await cx.db.transact((tx) => claim(cx, tx, name, date)))) return undefined
  return forgetWhatIsOver(cx, directory)
}

/** @returns how much of each left */
export async function forgetWhatIsOver(cx: DeskContext, directory: Directory): Promise<Counts> {
  const now = cx.now()
  const kept = retentionOf(directory.settings)
  const before = (days: number): number => now - days * DAY_MS
  const last = await lastRun(cx, directory.id)
  const leads = await inBatches(() => forgetLeads(cx, directory, before(kept.messages)))
  const messages = await inBatches(() => forgetChatter(cx, directory, before(kept.messages)))
  const pictures = await closedBetween(cx, directory, last?.picturesBefore ?? 0, before(kept.pictures), (tx, ticket) =>
    forgetPictures(cx, tx, directory, ticket),
  )
  const tickets = await closedBetween(cx, directory, last?.ticketsBefore ?? 0, before(kept.tickets), (tx, ticket) =>
    forgetPeople(cx, tx, directory, ticket),
  )
  const outbox = await inBatches(() => forgetWords(cx, directory, before(kept.outbox)))
  const digests = await inBatches(() => forgetDigestPictures(cx, directory, before(kept.digests)))
  const audit = await forgetAudit(cx, directory, before(kept.audit))
  const codes = await forgetCodes(cx, directory)
  const files = await sweepFiles(cx)
  const counts: Counts = { messages, leads, tickets, pictures, outbox, digests, audit, codes, files }
  await noteRun(cx, directory, {
    ticketsBefore: Math.max(last?.ticketsBefore ?? 0, before(kept.tickets)),
    picturesBefore: Math.max(last?.picturesBefore ?? 0, before(kept.pictures)),
    counts,
  })
  cx.log.info({ communityId: directory.id, ...counts }, 'what has come to the end of its time is gone')
  return counts
}

async function inBatches(batch: () => Promise<number>): Promise<number> {
  let all = 0
  for (let n = await batch(); ; n = await batch()) {
    all += n
    if (n < BATCH) return all
  }
}

/** Said in a group or to the bot, and part of no matter. */
async function forgetChatter(cx: DeskContext, { id: communityId }: Directory, before: number): Promise<number> {
  const { attachments, messages } = cx.db.tables
  return cx.db.transact(async (tx) => {
    const over = await tx
      .select({ account: messages.account, id: messages.id })
      .from(messages)
      .where(and(eq(messages.communityId, communityId), isNull(messages.matterId), lt(messages.at, before)))
      .limit(BATCH)
    for (const [account, ids] of byAccount(over)) {
      // A picture that was tied to a matter goes with the matter.
      await tx
        .delete(attachments)
        .where(
          and(
            eq(attachments.communityId, communityId),
            inArray(attachments.messageId, ids),
            eq(attachments.account, account),
            isNull(attachments.ticketId),
          ),
        )
      await tx.delete(messages).where(and(eq(messages.communityId, communityId), eq(messages.account, account), inArray(messages.id, ids)))
    }
    return over.length
  })
}

function byAccount(rows: readonly { account: string; id: string }[]): Map<string, string[]> {
  const ids = new Map<string, string[]>()
  for (const { account, id } of rows) ids.set(account, [...(ids.get(account) ?? []), id])
  return ids
}

/** Questions nobody turned into a matter; what stands in a ticket goes with it. */
async function forgetLeads(cx: DeskContext, { id: communityId }: Directory, before: number): Promise<number> {
  const { leads, messages } = cx.db.tables
  return cx.db.transact(async (tx) => {
    const over = await tx
      .select({ number: leads.number, reading: leads.reading })
      .from(leads)
      .where(and(eq(leads.communityId, communityId), ne(leads.state, 'opened'), lt(leads.at, before), ne(leads.personId, '')))
      .limit(BATCH)
    for (const { number, reading } of over)
      await tx
        .update(leads)
        .set({ text: '', senderName: '', personId: '', reading: { ...reading, text: '', summary: undefined }, state: 'dropped' })
        .where(and(eq(leads.communityId, communityId), eq(leads.number, number)))
    // Their messages are chatter now.
    if (over.length > 0)
      await tx
        .update(messages)
        .set({ matterId: null })
        .where(
          and(
            eq(messages.communityId, communityId),
            inArray(
              messages.matterId,
              over.map(({ number }) => `lead:${number}`),
            ),
          ),
        )
    return over.length
  })
}

/** Matters closed in a span of time, oldest first, each in a transaction of its own kind. @returns how many were changed */
async function closedBetween(
  cx: DeskContext,
  { id: communityId }: Directory,
  from: number,
  before: number,
  forget: (tx: Tx, ticket: Ticket) => Promise<boolean>,
): Promise<number> {
  const { tickets } = cx.db.tables
  let changed = 0
  let after = { closedAt: from, id: '' }
  for (;;) {
    const some = await cx.db.read
      .select({ id: tickets.id, closedAt: tickets.closedAt })
      .from(tickets)
      .where(
        and(
          eq(tickets.communityId, communityId),
          isNotNull(tickets.closedAt),
          gte(tickets.closedAt, after.closedAt),
          lt(tickets.closedAt, before),
          sql`(${gtClosed(cx, after.closedAt)} or ${tickets.id} > ${after.id})`,
        ),
      )
      .orderBy(asc(tickets.closedAt), asc(tickets.id))
      .limit(TICKETS_AT_ONCE)
    const last = some.at(-1)
    if (!last || last.closedAt === null) return changed
    changed += await cx.db.transact(async (tx) => {
      let n = 0
      for (const { id } of some) {
        const [row] = await tx
          .select()
          .from(tickets)
          .where(and(eq(tickets.communityId, communityId), eq(tickets.id, id), inArray(tickets.status, statusesIn('closed'))))
        if (row && (await forget(tx, onlyTicket(row)))) n++
      }
      return n
    })
    after = { closedAt: last.closedAt, id: last.id }
  }
}

const gtClosed = (cx: DeskContext, closedAt: number) => sql`${cx.db.tables.tickets.closedAt} > ${sql.param(closedAt, cx.db.tables.tickets.closedAt)}`

/** Of matters that are still open every word stays: cards are quoted, reminders look back. */
async function forgetWords(cx: DeskContext, { id: communityId }: Directory, before: number): Promise<number> {
  const { outbox, tickets } = cx.db.tables
  return cx.db.transact(async (tx) => {
    const unfinished = tx
      .select({ id: tickets.id })
      .from(tickets)
      .where(and(eq(tickets.communityId, communityId), inArray(tickets.status, statusesIn('open', 'resolved'))))
    const over = await tx
      .select({ id: outbox.id })
      .from(outbox)
      .where(
        and(
          eq(outbox.communityId, communityId),
          lt(outbox.createdAt, before),
          inArray(outbox.state, ['sent', 'unknown', 'failed', 'dropped']),
          or(isNull(outbox.ticketId), notInArray(outbox.ticketId, unfinished)),
        ),
      )
      .limit(BATCH)
    const ids = over.map(({ id }) => id)
    if (ids.length > 0) await tx.delete(outbox).where(and(eq(outbox.communityId, communityId), inArray(outbox.id, ids)))
    return ids.length
  })
}

/** Cards of a digest belong to no matter. */
async function forgetDigestPictures(cx: DeskContext, { id: communityId }: Directory, before: number): Promise<number> {
  const { outbox } = cx.db.tables
  return cx.db.transact(async (tx) => {
    const gone = await tx
      .update(outbox)
      .set({ pictureHash: null })
      .where(
        and(
          eq(outbox.communityId, communityId),
          isNull(outbox.ticketId),
          isNotNull(outbox.pictureHash),
          lt(outbox.createdAt, before),
          inArray(outbox.state, ['sent', 'unknown', 'failed', 'dropped']),
        ),
      )
      .returning({ id: outbox.id })
    return gone.length
  })
}

/** Positions follow the clock (services/context.ts). */
async function forgetAudit(cx: DeskContext, { id: communityId }: Directory, before: number): Promise<number> {
  const { audit } = cx.db.tables
  const gone = await cx.db.transact((tx) =>
    tx
      .delete(audit)
      .where(and(eq(audit.communityId, communityId), lt(audit.position, before * 1000)))
      .returning({ position: audit.position }),
  )
  return gone.length
}

async function forgetCodes(cx: DeskContext, { id: communityId }: Directory): Promise<number> {
  const { bindCodes, secondReadings } = cx.db.tables
  return cx.db.transact(async (tx) => {
    const codes = await tx
      .delete(bindCodes)
      .where(and(eq(bindCodes.communityId, communityId), lt(bindCodes.expiresAt, cx.now() - DAY_MS)))
      .returning({ code: bindCodes.code })
    const readings = await tx
      .delete(secondReadings)
      .where(and(eq(secondReadings.communityId, communityId), lt(secondReadings.at, cx.now() - 30 * DAY_MS)))
      .returning({ key: secondReadings.key })
    return codes.length + readings.length
  })
}

async function lastRun(cx: DeskContext, communityId: string): Promise<{ ticketsBefore: number; picturesBefore: number } | undefined> {
  const { retentionRuns } = cx.db.tables
  const [row] = await cx.db.read
    .select({ ticketsBefore: retentionRuns.ticketsBefore, picturesBefore: retentionRuns.picturesBefore })
    .from(retentionRuns)
    .where(eq(retentionRuns.communityId, communityId))
    .orderBy(desc(retentionRuns.date))
    .limit(1)
  return row
}

async function noteRun(
  cx: DeskContext,
  { id: communityId, timezone }: Directory,
  run: { ticketsBefore: number; picturesBefore: number; counts: Counts },
): Promise<void> {
  const { retentionRuns } = cx.db.tables
  const { date } = wallClock(cx.now(), timezone)
  await cx.db.transact((tx) =>
    tx
      .insert(retentionRuns)
      .values({ communityId, date, at: cx.now(), ...run })
      .onConflictDoUpdate({ target: [retentionRuns.communityId, retentionRuns.date], set: { at: cx.now(), ...run } }),
  )
}
