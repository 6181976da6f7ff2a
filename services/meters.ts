/** What is counted while the program works. The services tell, whoever composes them decides what becomes of it (server/prometheus.ts). */
import type { Reader } from '../core/understanding/reader.ts'
import type { Action } from '../core/understanding/terms.ts'
import type { Receipt } from './intake.ts'
import type { SayResult } from './ports.ts'

/** `again`: heard before, or the bot's own words coming back. `failed`: it could not be stored. */
export type HeardOutcome = Action | 'again' | 'failed'
export type SaidOutcome = 'sent' | 'unknown' | 'unreachable' | 'limited' | 'error'

export interface Meters {
  /** @param ms from taking the message up to its commit */
  heard(outcome: HeardOutcome, ms: number): void
  /** Tickets opened, told after their commit. */
  opened(tickets: number): void
  /** @param ms reading one message, without any database */
  understood(ms: number): void
  said(outcome: SaidOutcome): void
}

export const NO_METERS: Meters = { heard() {}, opened() {}, understood() {}, said() {} }

export const saidOutcome = (result: SayResult): SaidOutcome => (result.state === 'failed' ? result.reason : result.state)

/** Hears a message and tells how it went. */
export async function metered(meters: Meters, hear: () => Promise<Receipt>): Promise<Receipt> {
  const from = performance.now()
  try {
    const receipt = await hear()
    meters.heard(receipt.fresh ? receipt.action : 'again', performance.now() - from)
    if (receipt.opened.length > 0) meters.opened(receipt.opened.length)
    return receipt
  } catch (error) {
    meters.heard('failed', performance.now() - from)
    throw error
  }
}

export function meteredReader(meters: Meters, reader: Reader): Reader {
  if (meters === NO_METERS) return reader
  return {
    ...reader,
    understand(...heard) {
      const from = performance.now()
      try {
        return reader.understand(...heard)
      } finally {
        meters.understood(performance.now() - from)
      }
    },
  }
}
