/** A message that the storage cannot take now (disk full, database held or away) is not lost: its group waits, and it is heard again. */
import { setTimeout as sleep } from 'node:timers/promises'
import { CodedError, type ErrorCode } from '../core/errors.ts'
import type { DeskContext } from './context.ts'

/** Waits between tries; the last is repeated. */
const WAITS_MS = [1_000, 5_000, 15_000, 60_000]
const GIVE_UP_AFTER = { tries: 60 }
const PASSING: ReadonlySet<ErrorCode> = new Set(['DATABASE_LOCKED', 'DATABASE_CONTENDED', 'DATABASE_READ_ONLY', 'DATABASE_UNREACHABLE', 'DISK_FULL'])

export interface Patience {
  log: DeskContext['log']
  /** Ends all waiting: what is not heard by then is given up, and logged. */
  signal: AbortSignal
  wait?: (ms: number, signal: AbortSignal) => Promise<unknown>
}

const realWait: NonNullable<Patience['wait']> = (ms, signal) => sleep(ms, undefined, { signal })

/** @returns `hear`, trying again while the fault is one of the storage that may pass; any other error is thrown at once */
export function patiently<M extends { id: string }, R>(
  hear: (message: M) => Promise<R>,
  { log, signal, wait = realWait }: Patience,
): (message: M) => Promise<R> {
  return async (message) => {
    for (let tries = 1; ; tries++) {
      try {
        return await hear(message)
      } catch (error) {
        if (!(error instanceof CodedError && PASSING.has(error.code)) || tries === GIVE_UP_AFTER.tries || signal.aborted) throw error
        log.error({ code: error.code, id: message.id, tries, next: error.next }, 'a message could not be stored and is tried again')
        await wait(WAITS_MS[Math.min(tries, WAITS_MS.length) - 1] ?? 0, signal).catch(() => {
          throw error
        })
      }
    }
  }
}
