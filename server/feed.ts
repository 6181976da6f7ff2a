/** The changes of this run in order, with the last ones kept, so that a browser that lost its line for a moment misses nothing. */
const KEPT = 1_000

export interface FeedEntry<Change> {
  /** `epoch.sequence`; an id of an earlier run of the program is recognised by its epoch. */
  id: string
  change: Change
}

export interface Feed<Change> {
  lastId(): string
  /** What came after `id`; undefined when that can no longer be said. */
  since(id: string): FeedEntry<Change>[] | undefined
  listen(listener: (entry: FeedEntry<Change>) => void): () => void
  close(): void
}

export function openFeed<Change>(onChange: (listener: (change: Change) => void) => () => void, epoch: string): Feed<Change> {
  const kept: FeedEntry<Change>[] = []
  const listeners = new Set<(entry: FeedEntry<Change>) => void>()
  let last = 0
  const off = onChange((change) => {
    const entry = { id: `${epoch}.${++last}`, change }
    kept.push(entry)
    if (kept.length > KEPT) kept.shift()
    for (const listener of listeners) listener(entry)
  })
  return {
    lastId: () => `${epoch}.${last}`,
    since(id) {
      const [idEpoch, sequence] = id.split('.')
      const missed = last - Number(sequence)
      if (idEpoch !== epoch || !Number.isInteger(missed) || missed < 0 || missed > kept.length) return undefined
      return missed === 0 ? [] : kept.slice(-missed)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      off()
      listeners.clear()
    },
  }
}
