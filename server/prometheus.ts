/** What the program counts, as Prometheus reads it. Counters and times as they happen; what stands in the ledger is asked when somebody looks. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { LedgerGauges } from '../services/health.ts'
import type { Meters } from '../services/meters.ts'

export interface LineGauges {
  /** Seconds since the last sign of life; absent before the first. */
  dongAgeSeconds?: number
  /** Messages heard and not yet worked off. */
  queued: number
  oldestQueuedSeconds: number
  /** Since the start. */
  dropped: number
}

export interface Sources {
  ledger(): Promise<LedgerGauges>
  /** Absent in a process without the bot role. */
  line?(): LineGauges
  /** Milliseconds; absent when there is none. */
  newestBackupAt?(): Promise<number | undefined>
}

export interface Prometheus {
  meters: Meters
  contentType: string
  text(sources: Sources): Promise<string>
}

const MS = 1000
const UNDERSTANDING_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25]
const INTAKE_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Of the process, with the lag of its event loop: once, however often the program is started in it. */
let ofProcess: Registry | undefined
function processRegistry(): Registry {
  if (ofProcess) return ofProcess
  ofProcess = new Registry()
  collectDefaultMetrics({ register: ofProcess })
  return ofProcess
}

export function createPrometheus(): Prometheus {
  const registry = new Registry()
  const registers = [registry]
  const heard = new Counter({
    name: 'woodpecker_messages_total',
    help: 'Messages taken up, by what came of them',
    labelNames: ['outcome'],
    registers,
  })
  const opened = new Counter({ name: 'woodpecker_tickets_opened_total', help: 'Tickets opened by this process', registers })
  const said = new Counter({ name: 'woodpecker_words_total', help: 'Words spoken or tried, by how it went', labelNames: ['outcome'], registers })
  const intake = new Histogram({
    name: 'woodpecker_intake_seconds',
    help: 'From taking a message up to its commit',
    buckets: INTAKE_BUCKETS,
    registers,
  })
  const understanding = new Histogram({
    name: 'woodpecker_understanding_seconds',
    help: 'Reading one message and concluding, without the database',
    buckets: UNDERSTANDING_BUCKETS,
    registers,
  })
  const look = gaugesOf(registers)
  return {
    meters: {
      heard(outcome, ms) {
        heard.inc({ outcome })
        intake.observe(ms / MS)
      },
      opened: (tickets) => opened.inc(tickets),
      understood: (ms) => understanding.observe(ms / MS),
      said: (outcome) => said.inc({ outcome }),
    },
    contentType: registry.contentType,
    async text(sources) {
      await look(sources)
      return `${await registry.metrics()}${await processRegistry().metrics()}`
    },
  }
}

/** @returns how to bring the gauges up to date; what cannot be known now is left out, not told as nought */
function gaugesOf(registers: Registry[]): (sources: Sources) => Promise<void> {
  const gauge = (name: string, help: string, labelNames: string[] = []) => new Gauge({ name: `woodpecker_${name}`, help, labelNames, registers })
  const database = gauge('database_up', '1 while the ledger answers')
  const tickets = gauge('tickets', 'Tickets somebody must act on; overdue is a part of open', ['state'])
  const leads = gauge('leads_pending', 'Leads nobody has judged')
  const outbox = gauge('outbox', 'Words to be said: waiting for their time, due, being said', ['state'])
  const oldest = gauge('outbox_oldest_due_seconds', 'How long the oldest due words have been due')
  const dong = gauge('gateway_last_dong_seconds', 'Seconds since the last sign of life of the gateway')
  const queued = gauge('queue_messages', 'Messages heard and not yet worked off')
  const queueAge = gauge('queue_oldest_seconds', 'Age of the oldest of them')
  const dropped = gauge('queue_dropped', 'Messages refused since the start because a queue was full')
  const backup = gauge('backup_newest_timestamp_seconds', 'When the newest backup was made')

  const fill = ({ open, overdue, ...ledger }: LedgerGauges): void => {
    tickets.set({ state: 'open' }, open)
    tickets.set({ state: 'overdue' }, overdue)
    leads.set(ledger.leads)
    for (const state of ['waiting', 'due', 'sending'] as const) outbox.set({ state }, ledger[state])
    oldest.set(ledger.oldestDueSeconds)
  }
  return async ({ ledger, line, newestBackupAt }) => {
    for (const one of [leads, oldest, dong, queued, queueAge, dropped, backup]) one.remove()
    for (const one of [tickets, outbox]) one.reset()
    await ledger().then(
      (found) => {
        database.set(1)
        fill(found)
      },
      () => database.set(0),
    )
    const now = line?.()
    if (now) {
      if (now.dongAgeSeconds !== undefined) dong.set(now.dongAgeSeconds)
      queued.set(now.queued)
      queueAge.set(now.oldestQueuedSeconds)
      dropped.set(now.dropped)
    }
    const backedUpAt = await newestBackupAt?.()
    if (backedUpAt !== undefined) backup.set(backedUpAt / MS)
  }
}
