/** The state of the bot's line to its platform, as the pages and metrics show it. */

export interface Gap {
  /** Milliseconds since the epoch: the last sign of life before. */
  from: number
  /** Absent while it lasts. */
  to?: number
  reason: string
}

export interface LinkState {
  /** `scan`: the platform asks for the login QR. `offline`: between two attempts to connect. */
  status: 'connecting' | 'scan' | 'online' | 'offline'
  /** As in InboundMessage.account; the last one known. */
  account?: string
  /** Milliseconds since the epoch. Health is the age of this, never whether somebody is logged in. */
  lastDongAt?: number
  /** Times the link was built anew. */
  rebuilds: number
  /** What the login QR encodes, while it is asked for. */
  qr?: string
  /** Why the link is not online, in a line for the operator. */
  detail?: string
  /** Times of deafness, newest last: messages sent then are lost, no gateway replays them. */
  gaps: readonly Gap[]
}

/** Gaps remembered; the log has them all. */
const KEEP_GAPS = 50

export interface LinkStateKeeper {
  readonly current: LinkState
  /** Merges and tells the listeners when something other than the dong changed. */
  set(change: Partial<Omit<LinkState, 'gaps'>>): void
  openGap(from: number, reason: string): void
  /** The gap that ended, if one was open. */
  closeGap(to: number): Gap | undefined
  onChange(listener: (state: LinkState) => void): () => void
}

export function createLinkState(): LinkStateKeeper {
  let current: LinkState = { status: 'connecting', rebuilds: 0, gaps: [] }
  const listeners = new Set<(state: LinkState) => void>()
  const tell = (): void => {
    for (const listener of listeners) listener(current)
  }

  return {
    get current() {
      return current
    },
    set(change) {
      const before = current
      current = { ...current, ...change }
      const seen = ['status', 'account', 'rebuilds', 'qr', 'detail'] as const
      if (seen.some((key) => before[key] !== current[key])) tell()
    },
    openGap(from, reason) {
      if (current.gaps.at(-1)?.to === undefined && current.gaps.length > 0) return
      current = { ...current, gaps: [...current.gaps, { from, reason }].slice(-KEEP_GAPS) }
      tell()
    },
    closeGap(to) {
      const open = current.gaps.at(-1)
      if (!open || open.to !== undefined) return undefined
      const gap = { ...open, to }
      current = { ...current, gaps: [...current.gaps.slice(0, -1), gap] }
      tell()
      return gap
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
