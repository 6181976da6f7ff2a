/** Tells whoever watches (the sandbox page, the dashboard) that something changed. Told after the transaction, never inside. */
export interface Change {
  kind: 'message' | 'ticket' | 'lead' | 'outbox' | 'digest' | 'setup'
  communityId: string
  room?: string
  /** Chat id of the other side of a direct chat. */
  peer?: string
  ticketNumber?: number
}

export interface Changes {
  tell(change: Change): void
  watch(listener: (change: Change) => void): () => void
}

export function createChanges(): Changes {
  const listeners = new Set<(change: Change) => void>()
  return {
    tell(change) {
      for (const listener of listeners) listener(change)
    },
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
