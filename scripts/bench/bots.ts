/** The full bot beside a bare echo bot on the same ground: both stay up, and they take turns, so that a slow moment hits both. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Listener } from '../../bot/plugin.ts'
import { openDatabase } from '../../db/open.ts'
import { FREE_PACE } from '../../services/delivery.ts'
import { createDesk } from '../../services/desk.ts'
import { loadReader } from '../../services/reader.ts'
import { rooms, seed } from './community.ts'
import { type Ground, type Running, waitFor } from './grounds.ts'
import { type Measure, middle, type Row } from './measures.ts'

export interface Sizes {
  /** Questions answered as fast as possible, in each round. */
  burst: number
  /** Lines of group talk, in each round. */
  talk: number
  rounds: number
  /** Questions at a steady rate. */
  steady: { seconds: number; perSecond: readonly number[] }
}

export const FULL_SIZES: Sizes = { burst: 1_500, talk: 2_000, rounds: 5, steady: { seconds: 5, perSecond: [50, 200, 400] } }
export const QUICK_SIZES: Sizes = { burst: 300, talk: 300, rounds: 3, steady: { seconds: 1, perSecond: [50, 200] } }

/** A bot that counts what it has heard. */
interface Contender extends Running {
  heard(): number
}

type Pair<T> = Record<'bare' | 'full', T>

export async function benchBots(ground: Ground, sizes: Sizes): Promise<Row[]> {
  const bare = await startBare(ground)
  const full = await startFull(ground)
  const both = { bare, full }
  const row = (what: string, measured: Pair<Measure>): Row => ({ what, transport: ground.name, ...measured })
  try {
    for (const bot of [bare, full]) await warmUp(bot)
    const rows = [row('questions answered, all at once', await inTurns(both, sizes.rounds, (bot) => bot.ask({ count: sizes.burst })))]
    for (const perSecond of sizes.steady.perSecond) {
      const count = Math.round(perSecond * sizes.steady.seconds)
      rows.push(row(`questions answered, ${perSecond}/s`, await inTurns(both, 1, (bot) => bot.ask({ count, perSecond }))))
    }
    return [...rows, row('group talk heard, all at once', await inTurns(both, sizes.rounds, (bot) => talk(bot, sizes.talk)))]
  } finally {
    await bare.stop()
    await full.stop()
  }
}

async function inTurns(both: Pair<Contender>, rounds: number, measure: (bot: Contender) => Promise<Measure>): Promise<Pair<Measure>> {
  const [bare, full]: [Measure[], Measure[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    bare.push(await measure(both.bare))
    full.push(await measure(both.full))
  }
  return { bare: middle(bare), full: middle(full) }
}

/** People and rooms are asked for once a link, and code is compiled once it is hot: neither is what a message costs. */
async function warmUp(bot: Contender): Promise<void> {
  await bot.ask({ count: 400 })
  await talk(bot, rooms.length)
  await talk(bot, 300)
}

/** Counted when the message is through: at the full bot, when its transaction is on the disk. */
async function talk(bot: Contender, count: number): Promise<Measure> {
  const before = bot.heard()
  const start = performance.now()
  bot.talk(count)
  await waitFor(() => bot.heard() - before >= count)
  return { perSecond: (count * 1000) / (performance.now() - start) }
}

async function startBare(ground: Ground): Promise<Contender> {
  let heard = 0
  const running = await ground.bare(() => heard++)
  return { ...running, heard: () => heard }
}

/** The real desk: reader, SQLite with its full durability, outbox and delivery, without the throttle for real accounts. */
async function startFull(ground: Ground): Promise<Contender> {
  const folder = await mkdtemp(join(tmpdir(), 'woodpecker-bench-'))
  const log = pino({ level: 'error' }, pino.destination(2))
  const db = await openDatabase(`sqlite:${join(folder, 'bench.db')}`)
  await seed(db)
  const desk = createDesk({ db, dataDir: folder, reader: loadReader(), pace: FREE_PACE, log })
  let heard = 0
  const listener: Listener = {
    attach: desk.attach,
    async receive(message) {
      await desk.receive(message)
      if (!message.self) heard++
    },
  }
  const running = await ground.full(listener, log)
  return {
    ...running,
    heard: () => heard,
    async stop() {
      await running.stop()
      await desk.close()
      await db.close()
      await rm(folder, { recursive: true })
    },
  }
}
