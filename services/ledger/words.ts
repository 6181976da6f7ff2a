/**
 * What tickets are found by, kept beside the ledger: their words and who follows them. New tickets and stale ones are taken up in batches, by a job and
 * right before somebody looks, so that the transaction of a message does next to nothing for it. Words that were taken back leave at once.
 */
import { and, asc, desc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { RecordedEvent } from '../../core/evolve.ts'
import { phrasesIn, placeText } from '../../core/phrases/wording.ts'
import { searchWords } from '../../core/search-words.ts'
import type { Tx } from '../../db/open.ts'
import type { DeskContext, Read } from '../context.ts'
import { eventsOfMany, onlyTicket } from '../ticket-rows.ts'
import { type Found, wordsIn } from './stale-words.ts'

/** Tickets in one transaction: bounds how long a message waits for it. */
const BATCH = 50
/** Who searches waits for this many at most; the job takes the rest. */
const BATCHES_WHILE_WAITING = 10

export function termsOf(ticket: Found, events: readonly RecordedEvent[]): string {
  const place = placeText(ticket.place, phrasesIn('zh-CN'))
  const said = events.flatMap(({ event }) => wordsIn(event))
  return searchWords([ticket.number, ticket.title, place, ticket.words, ...said].join('\n')).join(' ')
}

/** Takes the words of these tickets as they are now. Called at once where words were taken back or erased. */
export async function takeWords(cx: DeskContext, tx: Tx, communityId: string, tickets: readonly (Found & { id: string })[]): Promise<void> {
  if (tickets.length === 0) return
  const { ticketWords } = cx.db.tables
  const events = await eventsOfMany(
    cx,
    tx,
    communityId,
    tickets.map(({ id }) => id),
  )
  const rows = tickets.map((ticket) => ({ communityId, number: ticket.number, terms: termsOf(ticket, events.get(ticket.id) ?? []), stale: 0 }))
  await tx
    .insert(ticketWords)
    .values(rows)
    .onConflictDoUpdate({ target: [ticketWords.communityId, ticketWords.number], set: { terms: sql`excluded.terms`, stale: 0 } })
  await takeFollowers(cx, tx, communityId, tickets)
}

async function takeFollowers(cx: DeskContext, tx: Tx, communityId: string, tickets: readonly Found[]): Promise<void> {
  const { ticketFollowers } = cx.db.tables
  const numbers = tickets.map(({ number }) => number)
  await tx.delete(ticketFollowers).where(and(eq(ticketFollowers.communityId, communityId), inArray(ticketFollowers.number, numbers)))
  const rows = tickets.flatMap(({ number, followers }) => followers.map((personId) => ({ communityId, number, personId })))
  if (rows.length > 0) await tx.insert(ticketFollowers).values(rows).onConflictDoNothing()
}

/** The last ticket whose words were taken: numbers rise, so all that came later wait. */
async function lastTaken(cx: DeskContext, read: Read, communityId: string): Promise<number> {
  const { ticketWords } = cx.db.tables
  const [row] = await read
    .select({ number: ticketWords.number })
    .from(ticketWords)
    .where(eq(ticketWords.communityId, communityId))
    .orderBy(desc(ticketWords.number))
    .limit(1)
  return row?.number ?? 0
}

async function takeBatch(cx: DeskContext, tx: Tx, communityId: string): Promise<number> {
  const { tickets, ticketWords } = cx.db.tables
  const fresh = await tx
    .select()
    .from(tickets)
    .where(and(eq(tickets.communityId, communityId), gt(tickets.number, await lastTaken(cx, tx, communityId))))
    .orderBy(asc(tickets.number))
    .limit(BATCH)
  const stale = await tx
    .select({ number: ticketWords.number })
    .from(ticketWords)
    .where(and(eq(ticketWords.communityId, communityId), sql`${ticketWords.stale} > 0`))
    .limit(BATCH)
  const numbers = stale.map(({ number }) => number)
  const changed =
    numbers.length === 0
      ? []
      : await tx
          .select()
          .from(tickets)
          .where(and(eq(tickets.communityId, communityId), inArray(tickets.number, numbers)))
  await takeWords(cx, tx, communityId, [...fresh, ...changed].map(onlyTicket))
  return Math.max(fresh.length, stale.length)
}

async function waits(cx: DeskContext, communityId: string): Promise<boolean> {
  const { communities, ticketWords } = cx.db.tables
  const [community] = await cx.db.read.select({ last: communities.lastTicketNumber }).from(communities).where(eq(communities.id, communityId))
  if ((community?.last ?? 0) > (await lastTaken(cx, cx.db.read, communityId))) return true
  const stale = await cx.db.read
    .select({ number: ticketWords.number })
    .from(ticketWords)
    .where(and(eq(ticketWords.communityId, communityId), sql`${ticketWords.stale} > 0`))
    .limit(1)
  return stale.length > 0
}

/** Takes up what waits. @param batches at most so many; all of it when absent. @returns the number of batches */
export async function takeWaitingWords(cx: DeskContext, communityId: string, batches = Number.POSITIVE_INFINITY): Promise<number> {
  if (!(await waits(cx, communityId))) return 0
  let done = 0
  while (done < batches) {
    done++
    if ((await cx.db.transact((tx) => takeBatch(cx, tx, communityId))) < BATCH) break
  }
  return done
}

/** Before somebody looks: what was said a moment ago is found. */
export const wordsUpToDate = (cx: DeskContext, communityId: string): Promise<number> => takeWaitingWords(cx, communityId, BATCHES_WHILE_WAITING)
