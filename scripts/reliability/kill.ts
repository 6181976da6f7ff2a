/** Kills the program again and again under a stream of messages, and starts it anew each time. */
import { setTimeout as sleep } from 'node:timers/promises'
import { inArray, sql } from 'drizzle-orm'
import { type Database, openDatabase } from '../../db/open.ts'
import { importCommunity } from '../../services/community-import.ts'
import { seeded } from '../training/random.ts'
import { type Gateway, startGateway, startProgram } from './actors.ts'
import { judge, type Verdict } from './judge.ts'
import { community } from './town.ts'

export interface KillOptions {
  kills: number
  databaseUrl: string
  dataDir: string
  port: number
  seed: number
  /** Messages of people a second. */
  rate: number
  /**
   * `replays`: after each start the gateway hands out again what was said of late, as some do: nothing may be lost.
   * `forgets`: it never does, as most: what the dead process held in its hands is counted as lost.
   */
  gateway: 'replays' | 'forgets'
  /** Called after each kill. */
  onKill?: (done: number) => void
}

export interface KillFigures extends Verdict {
  kills: number
  /** Messages spoken while a program was there to hear them, or handed out again. */
  delivered: number
  /** Delivered, and not in the database in the end. */
  lost: number
  /** From the program's start to its first ping on the gateway, in milliseconds. */
  backMs: { median: number; most: number }
}

/** A start, its migrations and the first ping; more than that is a fault. */
const BACK_WITHIN_MS = 60_000
const ALIVE_MS = { least: 150, most: 1_400 }
/** So far back the gateway replays after a start; lives that are cut short do not get through it all, so the last one gets everything. */
const REPLAYED_MS = 10_000
/** Nothing heard, said or waiting for so long: the program is done, be the machine ever so busy. */
const QUIET_MS = 8_000
const QUIET_WITHIN_MS = 120_000

export async function runKills(options: KillOptions): Promise<KillFigures> {
  const db = await openDatabase(options.databaseUrl, { durable: false })
  const gateway = await startGateway(options.port, options.seed, options.rate)
  try {
    await importCommunity(db, community)
    const backMs = await killAgainAndAgain(gateway, options)
    await lastLife(db, gateway, options)
    const verdict = await judge(db, gateway.said)
    const kept = new Set((await db.read.select({ id: db.tables.messages.id }).from(db.tables.messages)).map((row) => row.id))
    const people = new Set(gateway.put.map(({ id }) => id))
    const delivered = [...gateway.fetched].filter((id) => people.has(id))
    backMs.sort((a, b) => a - b)
    return {
      ...verdict,
      kills: options.kills,
      delivered: delivered.length,
      lost: delivered.filter((id) => !kept.has(id)).length,
      backMs: { median: backMs[Math.floor(backMs.length / 2)] ?? 0, most: backMs.at(-1) ?? 0 },
    }
  } finally {
    await gateway.end()
    await db.close()
  }
}

/** @param since from when on a replaying gateway hands out again; of late when absent */
async function comeBack(gateway: Gateway, options: KillOptions, since?: number): Promise<{ program: ReturnType<typeof startProgram>; ms: number }> {
  const from = Date.now()
  const program = startProgram(options)
  await gateway.nextDing(BACK_WITHIN_MS).catch(async (error) => {
    await program.kill()
    throw error
  })
  const ms = Date.now() - from
  if (options.gateway === 'replays') gateway.tell({ replaySince: since ?? from - REPLAYED_MS })
  return { program, ms }
}

async function killAgainAndAgain(gateway: Gateway, options: KillOptions): Promise<number[]> {
  const chance = seeded(options.seed + 1)
  const back: number[] = []
  gateway.tell('talk')
  for (let done = 1; done <= options.kills; done++) {
    const { program, ms } = await comeBack(gateway, options)
    back.push(ms)
    await sleep(ALIVE_MS.least + chance() * (ALIVE_MS.most - ALIVE_MS.least))
    await program.kill()
    options.onKill?.(done)
  }
  gateway.tell('hush')
  return back
}

/** Starts once more and lets everything be said; then ends the program as harshly as before. */
async function lastLife(db: Database, gateway: Gateway, options: KillOptions): Promise<void> {
  const { program } = await comeBack(gateway, options, 0)
  try {
    const { outbox, messages } = db.tables
    const countOf = async (query: Promise<{ count: number }[]>): Promise<number> => Number((await query)[0]?.count)
    const count = sql<number>`count(*)`
    let [quietSince, progress] = [Date.now(), '']
    for (const end = Date.now() + QUIET_WITHIN_MS; Date.now() < end; await sleep(250)) {
      const heard = await countOf(db.read.select({ count }).from(messages))
      const waiting = await countOf(
        db.read
          .select({ count })
          .from(outbox)
          .where(inArray(outbox.state, ['pending', 'sending'])),
      )
      const now = [heard, waiting, gateway.fetches(), gateway.said.length].join(' ')
      if (waiting > 0 || now !== progress) [quietSince, progress] = [Date.now(), now]
      else if (Date.now() - quietSince > QUIET_MS) return
    }
    throw new Error(`words were still waiting ${QUIET_WITHIN_MS / 1_000} s after the last start`)
  } finally {
    await program.kill()
  }
}
