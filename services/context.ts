/** What every service is a function of. */
import type { Logger } from 'pino'
import type { Reader as MessageReader } from '../core/understanding/reader.ts'
import type { Database, Reader, Tx } from '../db/open.ts'
import type { Changes } from './changes.ts'
import type { Directories } from './directory.ts'
import type { FileStore } from './files.ts'
import type { Meters } from './meters.ts'

export interface DeskContext {
  db: Database
  files: FileStore
  reader: MessageReader
  directories: Directories
  changes: Changes
  log: Logger
  meters: Meters
  /** Where people reach the pages, without a slash at the end: https://woodpecker.example. */
  publicUrl(): string
  /** The demo on a page: its direct chats are read by whoever opens it, so what stands in them stays as it was said. */
  sandbox: boolean
  /** Milliseconds since the epoch. */
  now(): number
  newId(): string
  /** Strictly rising: what came first, even within one millisecond. */
  nextOrder(): number
}

/** Reading inside or outside a transaction. */
export type Read = Reader | Tx

/** A rising number that follows the clock, so that order survives a restart. */
export function createOrder(now: () => number): () => number {
  let last = 0
  return () => {
    last = Math.max(last + 1, now() * 1000)
    return last
  }
}
