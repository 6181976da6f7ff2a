/**
 * SQLite's one writer. A durable commit waits for the disk, so works that wait at the same time share one: each runs inside a savepoint
 * of its own, is undone alone when it fails, and is told done only after the commit that holds it.
 */
import { setImmediate } from 'node:timers/promises'
import type { Database as Sqlite } from 'better-sqlite3'

/** Works in one commit: bounds how long the first waits for the last. */
export const SHARED_BY_AT_MOST = 64

export interface Writer<Tx> {
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Resolves when nothing waits or runs. */
  idle(): Promise<void>
}

interface Turn<Tx> {
  work(tx: Tx): Promise<unknown>
  resolve(result: unknown): void
  reject(error: unknown): void
}

export function createWriter<Tx>(sqlite: Sqlite, tx: Tx): Writer<Tx> {
  const [begin, commit, rollback] = [sqlite.prepare('BEGIN IMMEDIATE'), sqlite.prepare('COMMIT'), sqlite.prepare('ROLLBACK')]
  const [enter, leave, undo] = [sqlite.prepare('SAVEPOINT turn'), sqlite.prepare('RELEASE turn'), sqlite.prepare('ROLLBACK TO turn')]
  const waiting: Turn<Tx>[] = []
  let running: Promise<void> | undefined

  async function alone(turn: Turn<Tx>): Promise<void> {
    try {
      begin.run()
      const result = await turn.work(tx)
      commit.run()
      turn.resolve(result)
    } catch (error) {
      if (sqlite.inTransaction) rollback.run()
      turn.reject(error)
    }
  }

  /** @returns how to tell the caller, once it is committed. @throws when SQLite gave up the whole transaction (disk full) */
  async function withinShared(turn: Turn<Tx>): Promise<() => void> {
    enter.run()
    try {
      const result = await turn.work(tx)
      leave.run()
      return () => turn.resolve(result)
    } catch (error) {
      if (!sqlite.inTransaction) throw error
      undo.run()
      leave.run()
      return () => turn.reject(error)
    }
  }

  async function together(turns: readonly Turn<Tx>[]): Promise<void> {
    try {
      begin.run()
    } catch (error) {
      for (const turn of turns) turn.reject(error)
      return
    }
    const tell: (() => void)[] = []
    try {
      for (const turn of turns) tell.push(await withinShared(turn))
      commit.run()
    } catch {
      // Nothing of the shared commit is there: each runs again by itself, and its caller hears its own verdict.
      if (sqlite.inTransaction) rollback.run()
      for (const turn of turns) await alone(turn)
      return
    }
    for (const one of tell) one()
  }

  async function drain(): Promise<void> {
    // What arrives in the same turn of the event loop is let in before the commit starts.
    for (await setImmediate(); waiting.length > 0; await setImmediate()) {
      const turns = waiting.splice(0, SHARED_BY_AT_MOST)
      await (turns.length === 1 && turns[0] ? alone(turns[0]) : together(turns))
    }
    running = undefined
  }

  return {
    transact: (work) =>
      new Promise((resolve, reject) => {
        waiting.push({ work, resolve: resolve as (result: unknown) => void, reject })
        running ??= drain()
      }),
    idle: async () => running,
  }
}
