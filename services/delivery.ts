/**
 * Speaks the outbox through a chat account: order within a chat, throttle, quiet hours (in `dueAt`), back-off, and a time-out that counts as
 * unknown and is not repeated blindly. A row is marked `sending` before it is spoken, so that a crash leaves its fate marked, not forgotten.
 */
import { and, asc, desc, eq, inArray, lte, sql } from 'drizzle-orm'
import { afterQuiet } from '../core/time.ts'
import { prepared } from '../db/prepared.ts'
import type { OutboxRow } from '../db/tables.ts'
import type { DeskContext, Read } from './context.ts'
import { chatIdOf } from './identity.ts'
import { saidOutcome } from './meters.ts'
import type { ChatPort, ChatTarget, SayResult } from './ports.ts'
import { LIMITED_PAUSE_MS, settle } from './settling.ts'

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

const BATCH = 100

export interface Delivery {
  /** Says everything that is due now. @returns how many rows were settled */
  run(): Promise<number>
  /** The account is going: what is not being said yet waits for the next. */
  stop(): void
}

/** The state stands in the text, for the index holds pending rows only. */
const dueWords = prepared((read: Read, { outbox }) =>
  read
    .select()
    .from(outbox)
    .where(
      and(
        sql`${outbox.state} = 'pending'`,
        lte(outbox.dueAt, sql.param(sql.placeholder('now'), outbox.dueAt)),
        // A chat that is being spoken in, or waits to try again, keeps nobody else from being heard.
        sql`${outbox.targetId} not in (select held.target_id from ${outbox} held where held.state in ('pending', 'sending')
          and (held.state = 'sending' or (held.attempts > 0 and held.due_at > ${sql.param(sql.placeholder('now'), outbox.dueAt)})))`,
      ),
    )
    .orderBy(desc(sql`${outbox.pace} = 'now'`), asc(outbox.position))
    .limit(BATCH)
    .prepare(''),
)

/** What can wait and comes due at night (a retry, a line that was down) is put off until the morning; the rest is said now. */
async function atThisHour(cx: DeskContext, due: readonly OutboxRow[], now: number): Promise<OutboxRow[]> {
  const mornings = new Map<string, number>()
  for (const communityId of new Set(due.flatMap((row) => (row.pace === 'now' ? [] : [row.communityId])))) {
    const { settings, timezone } = await cx.directories.get(cx.db.read, communityId)
    mornings.set(communityId, afterQuiet(now, settings.quietFrom, settings.quietTo, timezone))
  }
  const waits = (row: OutboxRow): boolean => row.pace !== 'now' && (mornings.get(row.communityId) ?? now) > now
  const late = due.filter(waits)
  if (late.length === 0) return [...due]
  const { outbox } = cx.db.tables
  await cx.db.transact(async (tx) => {
    for (const { communityId, id } of late)
      await tx
        .update(outbox)
        .set({ dueAt: mornings.get(communityId) ?? now })
        .where(and(eq(outbox.communityId, communityId), eq(outbox.id, id), eq(outbox.state, 'pending')))
  })
  return due.filter((row) => !waits(row))
}

export function createDelivery(cx: DeskContext, port: ChatPort, pace: Pace): Delivery {
  const spoken: number[] = []
  let lastChat = ''
  let lastAt = 0
  let silentUntil = 0
  let stopped = false
  const unsettled: [OutboxRow, SayResult][] = []

  const mayspeak = (chat: string, now: number): boolean => {
    if (now < silentUntil) return false
    while (spoken[0] !== undefined && spoken[0] <= now - 60_000) spoken.shift()
    if (spoken.length >= pace.perMinute) return false
    return now - lastAt >= (chat === lastChat ? pace.sameChatMs : pace.otherChatMs)
  }

  async function claimNext(limit: number): Promise<OutboxRow[]> {
    const now = cx.now()
    const { outbox } = cx.db.tables
    const due = await atThisHour(cx, await dueWords(cx.db, cx.db.read, { now }), now)
    // Strictly by turn: who may not speak yet is waited for, or a talkative chat would never let the others in.
    const next = firstOfEachChat(due)
      .slice(0, limit)
      .filter((row) => mayspeak(row.targetId, now))
    if (next.length === 0) return []
    return cx.db.transact(async (tx) => {
      const busy = await busyChats(cx, tx, next)
      const wanted = next.filter((row) => !busy.has(row.targetId))
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
    const result = await trySaying(cx, port, row)
    cx.meters.said(saidOutcome(result))
    if (result.state === 'failed' && result.reason === 'limited') silentUntil = cx.now() + LIMITED_PAUSE_MS
    spoken.push(cx.now())
    lastAt = cx.now()
    lastChat = row.targetId
    await settleOrKeep(row, result)
  }

  /** What became of spoken words is kept until the storage takes it: a row left `sending` would silence its chat. */
  async function settleOrKeep(row: OutboxRow, result: SayResult): Promise<void> {
    try {
      await settle(cx, row, result)
    } catch (error) {
      unsettled.push([row, result])
      cx.log.error({ err: error, outbox: row.id }, 'what became of words could not be stored and is tried again')
    }
  }

  return {
    async run() {
      let settled = 0
      const free = pace.perMinute === Number.POSITIVE_INFINITY
      for (const [row, result] of unsettled.splice(0)) await settleOrKeep(row, result)
      while (!stopped && unsettled.length === 0) {
        const rows = await claimNext(free ? BATCH : 1)
        if (rows.length === 0) return settled
        if (free) await Promise.all(rows.map(speak))
        else for (const row of rows) await speak(row)
        settled += rows.length
      }
      return settled
    },
    stop() {
      stopped = true
    },
  }
}

async function trySaying(cx: DeskContext, port: ChatPort, row: OutboxRow): Promise<SayResult> {
  try {
    const target = await targetOf(cx, port, row)
    if (!target) return { state: 'failed', reason: 'unreachable', detail: 'no chat id of this person is known' }
    const mentions = await Promise.all(row.mentions.map((id) => chatIdOf(cx, cx.db.read, row.communityId, port.account, id)))
    const picture = row.pictureHash === null ? undefined : { name: `${row.pictureHash.slice(0, 8)}.png`, bytes: await cx.files.read(row.pictureHash) }
    return await port.say(target, { text: row.text, mentions: mentions.flatMap((m) => (m ? [m.id] : [])), ...(picture ? { picture } : {}) })
  } catch (error) {
    return { state: 'failed', reason: 'error', detail: (error as Error).message }
  }
}

/** Chats in which another process has begun to speak meanwhile. */
async function busyChats(cx: DeskContext, read: Read, rows: readonly OutboxRow[]): Promise<Set<string>> {
  const { outbox } = cx.db.tables
  const chats = rows.map((row) => row.targetId)
  const others = await read
    .select({ targetId: outbox.targetId })
    .from(outbox)
    .where(and(inArray(outbox.targetId, chats), sql`${outbox.state} in ('pending', 'sending')`, eq(outbox.state, 'sending'))) // the first for the index
  return new Set(others.map((row) => row.targetId))
}

/** The first words of each chat; chats with something that cannot wait come first, then by how long they have waited. */
function firstOfEachChat(due: readonly OutboxRow[]): OutboxRow[] {
  const first = new Map<string, OutboxRow>()
  const urgent = new Set(due.filter((row) => row.pace === 'now').map((row) => row.targetId))
  for (const row of [...due].sort((a, b) => a.position - b.position)) if (!first.has(row.targetId)) first.set(row.targetId, row)
  const chats = [...first.values()]
  return [...chats.filter((row) => urgent.has(row.targetId)), ...chats.filter((row) => !urgent.has(row.targetId))]
}

async function targetOf(cx: DeskContext, port: ChatPort, row: OutboxRow): Promise<ChatTarget | undefined> {
  if (row.target === 'room') return { room: row.targetId }
  const chat = await chatIdOf(cx, cx.db.read, row.communityId, port.account, row.targetId)
  return chat && { person: chat.id }
}
