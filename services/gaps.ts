/** Times of deafness: written down when they end, and told in the next digest, so that groups repeat what got no number. */
import { desc, gte } from 'drizzle-orm'
import type { Directory } from '../core/community.ts'
import { timeText } from '../core/phrases/wording.ts'
import { startOfDay } from '../core/time.ts'
import type { DeskContext } from './context.ts'
import { voiceFor } from './lines.ts'

export interface Deafness {
  account: string
  /** Milliseconds since the epoch. */
  from: number
  to: number
  reason: string
}

/** A shorter one costs at most a message; nobody is asked to repeat the day for it. */
const WORTH_TELLING_MS = 60_000

export async function noteGap(cx: DeskContext, gap: Deafness): Promise<void> {
  const { gaps } = cx.db.tables
  await cx.db.transact((tx) =>
    tx
      .insert(gaps)
      .values({ id: `${gap.account}:${gap.from}`, ...gap })
      .onConflictDoNothing(),
  )
}

/** What today's digest says about them: the longest of the day; empty when there was none worth telling. */
export async function gapOfToday(cx: DeskContext, directory: Directory): Promise<string> {
  const { gaps } = cx.db.tables
  const since = startOfDay(cx.now(), directory.timezone)
  const rows = await cx.db.read.select().from(gaps).where(gte(gaps.to, since)).orderBy(desc(gaps.to)).limit(200)
  const longest = rows.filter((gap) => gap.to - gap.from >= WORTH_TELLING_MS).sort((a, b) => b.to - b.from - (a.to - a.from))[0]
  if (!longest) return ''
  const from = timeText(Math.max(longest.from, since), directory.timezone)
  return voiceFor(directory, directory.language, cx.now()).phrases.gap({ from, to: timeText(longest.to, directory.timezone) })
}
