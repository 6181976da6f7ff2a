/** Generated messages through the whole intake of a throw-away desk: nothing may throw, no message may stop the next, and the ledger stays sound. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { pino } from 'pino'
import { parse } from 'yaml'
import { fold } from '../../core/evolve.ts'
import type { InboundMessage } from '../../core/message.ts'
import { type Database, openDatabase } from '../../db/open.ts'
import type { CommunityFile } from '../../services/community-file.ts'
import { importCommunity } from '../../services/community-import.ts'
import { FREE_PACE } from '../../services/delivery.ts'
import { DEMO_COMMUNITY, DEMO_FILE } from '../../services/demo.ts'
import { createDesk, type Desk } from '../../services/desk.ts'
import { loadReader } from '../../services/reader.ts'
import { eventsOfMany } from '../../services/ticket-rows.ts'
import { anyMessage, type Generated } from './messages.ts'

export interface FuzzOptions {
  messages: number
  seed: number
  /** Opened by the caller, and closed by them; a throw-away SQLite when absent. */
  db?: Database
  /** Stops early, with what was done until then. Milliseconds. */
  forMs?: number
  onProgress?: (done: number) => void
}

export interface FuzzFigures {
  messages: number
  tickets: number
  actions: Record<string, number>
  slowestMs: number
  seconds: number
  /** What went wrong, with the message that did it. */
  faults: string[]
}

const CHUNK = 500
const NOT_LIMITED = { person: 0, group: 0, ticketsPerDay: 0 }

export async function fuzzIntake(options: FuzzOptions): Promise<FuzzFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'woodpecker-fuzz-'))
  const db = options.db ?? (await openDatabase(`sqlite:${join(folder, 'fuzz.db')}`, { durable: false }))
  const figures: FuzzFigures = { messages: 0, tickets: 0, actions: {}, slowestMs: 0, seconds: 0, faults: [] }
  const onRejection = (error: unknown): void => void figures.faults.push(`unhandled: ${String(error)}`)
  process.on('unhandledRejection', onRejection)
  const began = performance.now()
  try {
    const file = parse(readFileSync(DEMO_FILE, 'utf8')) as CommunityFile
    await importCommunity(db, { ...file, policies: { ...file.policies, talk: NOT_LIMITED } })
    let clock = Date.UTC(2026, 10, 23, 4)
    const desk = createDesk({
      db,
      dataDir: folder,
      reader: loadReader(),
      pace: FREE_PACE,
      log: pino({ level: 'silent' }),
      deliverEveryMs: 0,
      now: () => clock,
    })
    const ids: string[] = []
    for (let from = 0; from < options.messages; from += CHUNK) {
      if (options.forMs !== undefined && performance.now() - began > options.forMs) break
      const some = fc.sample(anyMessage, { numRuns: Math.min(CHUNK, options.messages - from), seed: options.seed + from })
      for (const generated of some) {
        clock = Math.max(Date.UTC(2026, 0, 1), clock + generated.later * 1000)
        await hear(desk, asInbound(generated, clock, ids), figures)
      }
      options.onProgress?.(figures.messages)
    }
    await soundness(desk, figures)
    await desk.close()
  } finally {
    process.off('unhandledRejection', onRejection)
    if (!options.db) await db.close()
    rmSync(folder, { recursive: true, force: true })
  }
  figures.seconds = (performance.now() - began) / 1000
  return figures
}

function asInbound({ again, message }: Generated, at: number, ids: string[]): InboundMessage {
  const known = again > 0 ? ids.at(-again) : undefined
  const id = known ?? `f${ids.length}`
  const recalls = message.kind === 'recall' ? (ids.at(-1 - (ids.length % 7)) ?? 'none') : undefined
  if (!known) ids.push(id)
  return { ...message, id, at, ...(recalls === undefined ? {} : { recalls }) }
}

async function hear(desk: Desk, message: InboundMessage, figures: FuzzFigures): Promise<void> {
  const from = performance.now()
  try {
    const { action } = await desk.receive(message)
    figures.actions[action] = (figures.actions[action] ?? 0) + 1
  } catch (error) {
    if (figures.faults.length < 20) figures.faults.push(`${(error as Error).stack?.slice(0, 600)}\n  ${JSON.stringify(message).slice(0, 600)}`)
  }
  figures.messages++
  figures.slowestMs = Math.max(figures.slowestMs, performance.now() - from)
}

const AT_ONCE = 500

/** Every ticket is the fold of its events, and no number is given twice. */
async function soundness({ context: cx }: Desk, figures: FuzzFigures): Promise<void> {
  const { tickets } = cx.db.tables
  const rows = await cx.db.read.select().from(tickets)
  figures.tickets = rows.length
  if (new Set(rows.map(({ number }) => number)).size !== rows.length) figures.faults.push('a number was given twice')
  for (let i = 0; i < rows.length; i += AT_ONCE) {
    const some = rows.slice(i, i + AT_ONCE)
    const records = await eventsOfMany(
      cx,
      cx.db.read,
      DEMO_COMMUNITY,
      some.map(({ id }) => id),
    )
    for (const { communityId: _, ...row } of some)
      if (canonical(row) !== canonical(fold(records.get(row.id) ?? []))) figures.faults.push(`#${row.number} is not the fold of its events`)
  }
}

/** The same whatever order the keys came in. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
