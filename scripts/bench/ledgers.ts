/** Ledgers of several sizes, invented, asked and thrown away again: what each question takes, side by side. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { invent } from '../lib/invent.ts'
import { startPostgres } from '../lib/postgres.ts'
import { benchHouse, type HouseFigure } from './house.ts'
import { benchLedger, type Timed } from './ledger.ts'

export interface LedgerOfSize {
  tickets: number
  /** Seconds it took to invent it. */
  inventedIn: number
  timed: Timed[]
  /** SQLite only. */
  house: HouseFigure[]
}

const TOWN = { groups: 100, perDay: 300, households: 100, seed: 1 }

/** @param say tells how far it is */
export async function benchLedgers(sizes: readonly number[], database: 'sqlite' | 'postgres', say: (words: string) => void): Promise<LedgerOfSize[]> {
  const measured: LedgerOfSize[] = []
  for (const tickets of sizes) {
    const place = await (database === 'sqlite' ? sqlitePlace() : postgresPlace())
    try {
      say(`inventing ${tickets} tickets …`)
      const since = performance.now()
      await invent(place.url, { ...TOWN, tickets, now: Date.now() })
      const inventedIn = (performance.now() - since) / 1000
      say(`asking a ledger of ${tickets} tickets …`)
      const timed = await benchLedger(place.url)
      measured.push({ tickets, inventedIn, timed, house: place.file ? await benchHouse(place.file) : [] })
    } finally {
      await place.remove()
    }
  }
  return measured
}

interface Place {
  url: string
  file?: string
  remove(): Promise<void>
}

async function sqlitePlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'woodpecker-bench-'))
  const file = join(folder, 'woodpecker.db')
  return { url: `sqlite:${file}`, file, remove: () => rm(folder, { recursive: true, force: true }) }
}

async function postgresPlace(): Promise<Place> {
  const { url, stop } = await startPostgres('bench')
  return { url, remove: stop }
}

const short = (value: number | undefined): string => (value === undefined ? '–' : value >= 100 ? value.toFixed(0) : value.toFixed(1))

/** A line for each question: half of the askings, and all but one in a hundred, took at most so many milliseconds. */
export function ledgerTable(ledgers: readonly LedgerOfSize[]): string {
  const head = ['ms', ...ledgers.flatMap(({ tickets }) => [`${tickets} p50`, 'p99'])]
  const questions = ledgers[0]?.timed.map(({ what }) => what) ?? []
  const find = (ledger: LedgerOfSize, what: string): Timed | undefined => ledger.timed.find((one) => one.what === what)
  const lines = questions.map((what) => [what, ...ledgers.flatMap((ledger) => [short(find(ledger, what)?.p50), short(find(ledger, what)?.p99)])])
  const figures = ledgers[0]?.house.map(({ what, unit }) => ({ what, unit })) ?? []
  const houseLines = figures.map(({ what, unit }) => [
    `${what} (${unit})`,
    ...ledgers.flatMap(({ house }) => [short(house.find((one) => one.what === what)?.value), '']),
  ])
  const invented = ['inventing it (s)', ...ledgers.flatMap(({ inventedIn }) => [short(inventedIn), ''])]
  const all = [head, ...lines, ...houseLines, invented]
  const widths = head.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)))
  const print = (line: readonly string[]): string =>
    line.map((cell, n) => (n === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[n] ?? 0))).join('  ')
  return all.map(print).join('\n')
}
