/** Who may write at the same time: several together, or one alone. First come, first served, so nobody waits for ever. */
export interface Lane {
  /** Runs `work` beside others, or with nobody beside it. */
  run<T>(work: () => Promise<T>, alone: boolean): Promise<T>
}

/** @param width how many run together at most */
export function createLane(width: number): Lane {
  const queue: { alone: boolean; start: () => void }[] = []
  let running = 0
  let aloneNow = false

  const pump = (): void => {
    for (let head = queue[0]; head !== undefined; head = queue[0]) {
      if (aloneNow || running >= width || (head.alone && running > 0)) return
      queue.shift()
      running++
      aloneNow = head.alone
      head.start()
    }
  }

  return {
    async run(work, alone) {
      await new Promise<void>((start) => {
        queue.push({ alone, start })
        pump()
      })
      try {
        return await work()
      } finally {
        running--
        aloneNow = false
        pump()
      }
    },
  }
}
