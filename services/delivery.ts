/**
 * Speaks the outbox through a chat account: order within a chat, throttle, quiet hours (in `dueAt`), back-off, and a time-out that counts as
 * unknown and is not repeated blindly. A row is marked `sending` before it is spoken, so that a crash leaves its fate marked, not forgotten.
 */
import { and, asc, eq, inArray, lte } from 'drizzle-orm'
import type { OutboxRow } from '../db/tables.ts'
import type { DeskContext } from './context.ts'
import { chatIdOf } from './identity.ts'
import type { ChatPort, ChatTarget, SayResult } from './ports.ts'

/** How fast the account may speak. Milliseconds. */
export interface Pace {
  perMinute: number
  sameChatMs: number
  otherChatMs: number
}

/** Safe for real accounts: about 40 messages a minute, 1/s per chat, 3–5 s when changing chats. */
export const CAREFUL_PACE: Pace = { perMinute: 40, sameChatMs: 1000, otherChatMs: 3500 }
/** In-process, nobody is banned for speaking fast. */
export const FREE_PACE: Pace = { perMinute: Number.POSITIVE_INFINITY, sameChatMs: 0, otherChatMs: 0 }

const ATTEMPTS = 6
const RETRY_BASE_MS = 5_000
const RETRY_LIMIT_MS = 600_000
/** The platform asked to slow down: the whole account is silent so long. */
const LIMITED_PAUSE_MS = 60_000
const BATCH = 40

export interface Delivery {
  /** Says everything that is due now. @returns how many rows were settled */
  run(): Promise<number>
}

/** Rows of a process that died while speaking: whether they were said is unknown, and they are not said again. */
export async function settleInterrupted(cx: DeskContext): Promise<number> {
  const { outbox } = cx.db.tables
  const rows = await cx.db.transact((tx) =>
    tx
      .update(outbox)
      .set({ state: 'unknown', settledAt: cx.now(), problem: 'the program stopped while saying it' })
      .where(eq(outbox.state, 'sending'))
      .returning({ id: outbox.id }),
  )
  if (rows.length > 0) cx.log.warn({ count: rows.length }, 'words whose fate is unknown were left by an earlier run')
  return rows.length
}

export function createDelivery(cx: DeskContext, port: ChatPort, pace: Pace): Delivery {
  const spoken: number[] = []
  let lastChat = ''
  let lastAt = 0
  let silentUntil = 0

  const mayspeak = (chat: string, now: number): boolean => {
    if (now < silentUntil) return false
    while (spoken[0] !== undefined && spoken[0] <= now - 60_000) spoken.shift()
    if (spoken.length >= pace.perMinute) return false
    return now - lastAt >= (chat === lastChat ? pace.sameChatMs : pace.otherChatMs)
  }

  async function claimNext(limit: number): Promise<OutboxRow[]> {
    const now = cx.now()
    const { outbox } = cx.db.tables
    const due = await cx.db.read
      .select()
      .from(outbox)
      .where(and(eq(outbox.state, 'pending'), lte(outbox.dueAt, now)))
      .orderBy(asc(outbox.position))
      .limit(BATCH)
    const free = due.filter((row) => mayspeak(row.targetId, now)).slice(0, limit)
    if (free.length === 0) return []
    return cx.db.transact(async (tx) => {
      const blocked = await blockedChats(cx, tx, free)
      const wanted = firstOfEachChat(free.filter((row) => !blocked.has(row.targetId)))
      if (wanted.length === 0) return []
      const claimed = await tx
        .update(outbox)
        .set({ state: 'sending', claimedAt: now })
        .where(
          and(
            inArray(
              outbox.id,
              wanted.map((row) => row.id),
            ),
            eq(outbox.state, 'pending'),
          ),
        )
        .returning()
      return claimed.sort((a, b) => a.position - b.position)
    })
  }

  async function speak(row: OutboxRow): Promise<void> {
    const target = await targetOf(cx, port, row)
    if (!target) return settle(cx, row, { state: 'failed', reason: 'unreachable', detail: 'no chat id of this person is known' })
    const mentions = await Promise.all(row.mentions.map((id) => chatIdOf(cx, cx.db.read, row.communityId, port.account, id)))
    let result: SayResult
    try {
      const picture =
        row.pictureHash === null ? undefined : { name: `${row.pictureHash.slice(0, 8)}.png`, bytes: await cx.files.read(row.pictureHash) }
      result = await port.say(target, { text: row.text, mentions: mentions.flatMap((m) => (m ? [m.id] : [])), ...(picture ? { picture } : {}) })
    } catch (error) {
      result = { state: 'failed', reason: 'error', detail: (error as Error).message }
    }
    if (result.state === 'failed' && result.reason === 'limited') silentUntil = cx.now() + LIMITED_PAUSE_MS
    spoken.push(cx.now())
    lastAt = cx.now()
    lastChat = row.targetId
    await settle(cx, row, result)
  }

  return {
    async run() {
      let settled = 0
      const free = pace.perMinute === Number.POSITIVE_INFINITY
      for (;;) {
        const rows = await claimNext(free ? BATCH : 1)
        if (rows.length === 0) return settled
        if (free) await Promise.all(rows.map(speak))
        else for (const row of rows) await speak(row)
        settled += rows.length
      }
    },
  }
}

/** Chats in which something is being said right now, or an earlier saying waits for another try: order is kept. */
async function blockedChats(cx: DeskContext, read: Pick<DeskContext['db']['read'], 'select'>, rows: readonly OutboxRow[]): Promise<Set<string>> {
  const { outbox } = cx.db.tables
  const chats = [...new Set(rows.map((row) => row.targetId))]
  const others = await read
    .select({ targetId: outbox.targetId, state: outbox.state, position: outbox.position, attempts: outbox.attempts })
    .from(outbox)
    .where(and(inArray(outbox.targetId, chats), inArray(outbox.state, ['pending', 'sending'])))
  const blocked = new Set<string>()
  for (const other of others) {
    if (other.state === 'sending') blocked.add(other.targetId)
    else if (other.attempts > 0 && rows.some((row) => row.targetId === other.targetId && row.position > other.position)) {
      const first = rows.find((row) => row.targetId === other.targetId)
      if (first && first.position > other.position) blocked.add(other.targetId)
    }
  }
  return blocked
}

function firstOfEachChat(rows: readonly OutboxRow[]): OutboxRow[] {
  const first = new Map<string, OutboxRow>()
  for (const row of rows) if (!first.has(row.targetId)) first.set(row.targetId, row)
  return [...first.values()]
}

async function targetOf(cx: DeskContext, port: ChatPort, row: OutboxRow): Promise<ChatTarget | undefined> {
  if (row.target === 'room') return { room: row.targetId }
  const chat = await chatIdOf(cx, cx.db.read, row.communityId, port.account, row.targetId)
  return chat && { person: chat.id }
}

async function settle(cx: DeskContext, row: OutboxRow, result: SayResult): Promise<void> {
  const { outbox } = cx.db.tables
  const attempts = row.attempts + 1
  const now = cx.now()
  const change: Partial<OutboxRow> =
    result.state === 'sent'
      ? { state: 'sent', platformMessageId: result.messageId ?? null, problem: null }
      : result.state === 'unknown'
        ? { state: 'unknown', problem: result.reason }
        : result.reason === 'unreachable' || attempts >= ATTEMPTS
          ? { state: 'failed', problem: `${result.reason}: ${result.detail}`.slice(0, 300) }
          : {
              state: 'pending',
              dueAt: now + Math.min(RETRY_LIMIT_MS, RETRY_BASE_MS * 2 ** (attempts - 1)),
              problem: `${result.reason}: ${result.detail}`.slice(0, 300),
            }
  await cx.db.transact(async (tx) => {
    await tx
      .update(outbox)
      .set({ ...change, attempts, settledAt: change.state === 'pending' ? null : now })
      .where(and(eq(outbox.communityId, row.communityId), eq(outbox.id, row.id)))
    if (change.state !== 'failed' || row.fallbackRoomId === null) return
    const already = await tx
      .select({ id: outbox.id })
      .from(outbox)
      .where(
        and(
          eq(outbox.communityId, row.communityId),
          eq(outbox.targetId, row.fallbackRoomId),
          eq(outbox.text, row.text),
          eq(outbox.ticketId, row.ticketId ?? ''),
        ),
      )
      .limit(1)
    if (already.length === 0)
      await tx.insert(outbox).values({
        ...row,
        id: cx.newId(),
        position: cx.nextOrder(),
        target: 'room',
        targetId: row.fallbackRoomId,
        fallbackRoomId: null,
        coalesceKey: null,
        mentions: [row.targetId],
        state: 'pending',
        attempts: 0,
        dueAt: now,
        createdAt: now,
        claimedAt: null,
        problem: null,
      })
  })
  if (change.state === 'failed') cx.log.warn({ outbox: row.id, problem: change.problem }, 'words could not be said')
  cx.changes.tell({ kind: 'outbox', communityId: row.communityId })
}
