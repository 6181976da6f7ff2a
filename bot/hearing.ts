/** What the bot hears: the queues and counters that live on while the link to the gateway is rebuilt. */
import type { Log } from './log.ts'
import { createQueues, type QueueStats, type RoomQueues } from './queues.ts'

export interface HearingCounts {
  /** Messages handed to the listener. */
  heard: number
  /** Messages older than the limit (replays after a restart), dropped at the door. */
  tooOld: number
  /** Messages announced whose payload could not be read. */
  unreadable: number
}

export type HearingStats = QueueStats & HearingCounts

export interface Hearing {
  queues: RoomQueues
  counts: HearingCounts
  stats(): HearingStats
}

export interface HearingOptions {
  perRoom?: number
  inTotal?: number
}

export function createHearing(log: Log, options: HearingOptions = {}): Hearing {
  const counts = { heard: 0, tooOld: 0, unreadable: 0 }
  const queues = createQueues({
    ...options,
    onDrop(room, dropped) {
      // A flood is told at 1, 2, 4, 8 … drops: all are counted, the log stays readable.
      if ((dropped & (dropped - 1)) === 0) log.error({ room, dropped }, 'queue full: messages are being dropped')
    },
    onError: (room, error) => log.error({ room, err: error }, 'a message could not be handled; the next ones go on'),
    onStuck: (room, ageMs) => log.error({ room, ageMs }, 'a message has been in work for too long; its room waits'),
  })
  return { queues, counts, stats: () => ({ ...queues.stats(), ...counts }) }
}
