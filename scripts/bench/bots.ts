/** The full bot beside a bare echo bot, on the same ground, one after the other. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Listener } from '../../bot/plugin.ts'
import { openDatabase } from '../../db/open.ts'
import { FREE_PACE } from '../../services/delivery.ts'
import { createDesk } from '../../services/desk.ts'
import { loadReader } from '../../services/reader.ts'
import { seed } from './community.ts'
import { type Ground, type Running, waitFor } from './grounds.ts'
import type { Measure, Row } from './measures.ts'

export interface Sizes {
  /** Questions answered as fast as possible. */
  burst: number
  /** Questions at a steady rate. */
  steady: { count: number; perSecond: number }
  /** Lines of group talk. */
  talk: number
}

export const FULL_SIZES: Sizes = { burst: 2_000, steady: { count: 600, perSecond: 40 }, talk: 4_000 }
export const QUICK_SIZES: Sizes = { burst: 300, steady: { count: 100, perSecond: 40 }, talk: 500 }

interface Results {
  burst: Measure
  steady: Measure
  talk: Measure
}

export async function benchBots(ground: Ground, sizes: Sizes): Promise<Row[]> {
  const bare = await measureBare(ground, sizes)
  const full = await measureFull(ground, sizes)
  const row = (what: string, key: keyof Results): Row => ({ what, transport: ground.name, bare: bare[key], full: full[key] })
  return [
    row('question answered, burst', 'burst'),
    row(`question answered, ${sizes.steady.perSecond}/s`, 'steady'),
    row('group talk heard, burst', 'talk'),
  ]
}

async function measureBare(ground: Ground, sizes: Sizes): Promise<Results> {
  let heard = 0
  const running = await ground.bare(() => heard++)
  try {
    return await measure(running, sizes, () => heard)
  } finally {
    await running.stop()
  }
}

/** The real desk: reader, SQLite with its full durability, outbox and delivery, without the throttle for real accounts. */
async function measureFull(ground: Ground, sizes: Sizes): Promise<Results> {
  const folder = await mkdtemp(join(tmpdir(), 'woodpecker-bench-'))
  const log = pino({ level: 'error' }, pino.destination(2))
  const db = await openDatabase(`sqlite:${join(folder, 'bench.db')}`)
  await seed(db)
  const desk = createDesk({ db, dataDir: folder, reader: loadReader(), pace: FREE_PACE, log })
  let heard = 0
  // Counted when the message's transaction is through.
  const listener: Listener = {
    attach: desk.attach,
    async receive(message) {
      await desk.receive(message)
      if (!message.self) heard++
    },
  }
  try {
    const running = await ground.full(listener, log)
    try {
      return await measure(running, sizes, () => heard)
    } finally {
      await running.stop()
    }
  } finally {
    await desk.close()
    await db.close()
    await rm(folder, { recursive: true })
  }
}

async function measure(running: Running, sizes: Sizes, heard: () => number): Promise<Results> {
  await running.ask({ count: 50 })
  const burst = await running.ask({ count: sizes.burst })
  const steady = await running.ask(sizes.steady)
  const before = heard()
  const start = performance.now()
  running.talk(sizes.talk)
  await waitFor(() => heard() - before >= sizes.talk)
  return { burst, steady, talk: { perSecond: (sizes.talk * 1000) / (performance.now() - start) } }
}
