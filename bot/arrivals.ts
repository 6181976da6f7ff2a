/**
 * Messages in the order in which the platform sent them. Wechaty loads payloads side by side, so a message of a new member may come
 * out after a later one of somebody known; here each waits for those announced before it, for a moment.
 */

/** A message that does not load lets the others pass after this. */
export const HOLD = { seconds: 2 }

interface Arrival<T> {
  id: string
  since: number
  /** Present as soon as it is loaded. */
  loaded?: { message: T }
  lost?: boolean
}

export interface ArrivalOptions<T> {
  deliver: (message: T) => void
  /** The message did not load in time or at all; it may be asked for once more and handed in through `loaded`. */
  onMissing: (id: string) => void
  holdMs?: number
  now?: () => number
}

export interface Arrivals<T> {
  /** The platform says that there is a message. */
  announced(id: string): void
  /** Its payload is there. One that was never announced is delivered at once. */
  loaded(id: string, message: T): void
  /** Its payload will not come. */
  lost(id: string): void
  /** Was it given to `onMissing` and not loaded since? Asking ends the wait. */
  takeMissing(id: string): boolean
  close(): void
}

export function createArrivals<T>(options: ArrivalOptions<T>): Arrivals<T> {
  const { deliver, onMissing, holdMs = HOLD.seconds * 1000, now = Date.now } = options
  const waiting = new Map<string, Arrival<T>>()
  const missing = new Set<string>()
  let timer: NodeJS.Timeout | undefined

  function release(): void {
    clearTimeout(timer)
    timer = undefined
    // A Map keeps the order of insertion: its first entry is the oldest arrival.
    for (const arrival of waiting.values()) {
      const age = now() - arrival.since
      if (!arrival.loaded && !arrival.lost && age < holdMs) {
        timer = setTimeout(release, holdMs - age)
        return
      }
      waiting.delete(arrival.id)
      if (arrival.loaded) {
        deliver(arrival.loaded.message)
        continue
      }
      missing.add(arrival.id)
      onMissing(arrival.id)
    }
  }

  return {
    announced(id) {
      if (waiting.has(id)) return
      waiting.set(id, { id, since: now() })
      if (!timer) release()
    },
    loaded(id, message) {
      const arrival = waiting.get(id)
      missing.delete(id)
      if (!arrival) return deliver(message)
      arrival.loaded = { message }
      release()
    },
    lost(id) {
      const arrival = waiting.get(id)
      if (!arrival) return
      arrival.lost = true
      release()
    },
    takeMissing: (id) => missing.delete(id),
    close() {
      clearTimeout(timer)
      waiting.clear()
      missing.clear()
    },
  }
}
