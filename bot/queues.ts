/** Serial work per room: what is pushed under one key runs one after the other, in the order pushed. Different keys run side by side. */

/** Pieces of work waiting or running. A burst after a reconnect is some hundreds; beyond this something is wrong. */
export const QUEUE_LIMITS = { perRoom: 500, inTotal: 5_000 }

/** A piece of work that runs longer than this is reported as stuck (and waited for: order comes first). */
export const STUCK_AFTER = { seconds: 60 }

export interface QueueStats {
  /** Rooms with work waiting or running. */
  rooms: number
  /** Pieces of work waiting or running. */
  depth: number
  /** Pieces of work refused since the start because a bound was reached. */
  dropped: number
  /** Pieces of work that threw since the start. */
  failed: number
  /** Age in milliseconds of the oldest piece still waiting or running; 0 when idle. */
  oldestAgeMs: number
}

export interface QueueOptions {
  perRoom?: number
  inTotal?: number
  stuckAfterMs?: number
  now?: () => number
  onDrop?: (key: string, droppedInAll: number) => void
  onError?: (key: string, error: unknown) => void
  onStuck?: (key: string, ageMs: number) => void
}

export interface RoomQueues {
  /** False when a bound is reached and the work was dropped (counted, and told to `onDrop`). */
  push(key: string, work: () => Promise<unknown> | unknown): boolean
  stats(): QueueStats
  /** Resolves when nothing waits or runs. */
  idle(): Promise<void>
}

interface Piece {
  since: number
  work: () => Promise<unknown> | unknown
}

export function createQueues(options: QueueOptions = {}): RoomQueues {
  const { perRoom = QUEUE_LIMITS.perRoom, inTotal = QUEUE_LIMITS.inTotal, stuckAfterMs = STUCK_AFTER.seconds * 1000, now = Date.now } = options
  // The first of each list is running; a list lives only while it has work, so idle rooms cost nothing.
  const lists = new Map<string, Piece[]>()
  let idlers: (() => void)[] = []
  let depth = 0
  let dropped = 0
  let failed = 0

  async function runOne(key: string, piece: Piece): Promise<void> {
    const timer = setInterval(() => options.onStuck?.(key, now() - piece.since), stuckAfterMs)
    timer.unref()
    try {
      await piece.work()
    } catch (error) {
      failed++
      options.onError?.(key, error)
    } finally {
      clearInterval(timer)
    }
  }

  async function drain(key: string, list: Piece[]): Promise<void> {
    for (let piece = list[0]; piece; piece = list[0]) {
      await runOne(key, piece)
      list.shift()
      depth--
    }
    lists.delete(key)
    if (lists.size > 0) return
    for (const resolve of idlers) resolve()
    idlers = []
  }

  return {
    push(key, work) {
      const list = lists.get(key)
      if (depth >= inTotal || (list?.length ?? 0) >= perRoom) {
        dropped++
        options.onDrop?.(key, dropped)
        return false
      }
      depth++
      const piece = { since: now(), work }
      if (list) {
        list.push(piece)
        return true
      }
      const fresh = [piece]
      lists.set(key, fresh)
      void drain(key, fresh)
      return true
    },
    stats() {
      let oldest: number | undefined
      for (const list of lists.values()) oldest = Math.min(oldest ?? Number.POSITIVE_INFINITY, list[0]?.since ?? Number.POSITIVE_INFINITY)
      return { rooms: lists.size, depth, dropped, failed, oldestAgeMs: oldest === undefined ? 0 : now() - oldest }
    },
    idle() {
      return lists.size === 0 ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve))
    },
  }
}
