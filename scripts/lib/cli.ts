/** What every command shares: settings, a database, and errors said in one plain sentence. */
import { pathToFileURL } from 'node:url'
import type { Command } from 'commander'
import { type Config, parseConfig } from '../../config.ts'
import { CodedError } from '../../core/errors.ts'
import { storageFault } from '../../db/errors.ts'
import { type Database, openDatabase } from '../../db/open.ts'

/** What cannot be done as asked, and what to ask instead: a matter of the command line, not of the program. */
export class Refusal extends Error {
  readonly next: string
  constructor(message: string, next: string) {
    super(message)
    this.next = next
  }
}

/** Is this module the command itself, not imported by a test? */
export const isMain = (url: string): boolean => process.argv[1] !== undefined && url === pathToFileURL(process.argv[1]).href

/** @throws CodedError CONFIG_INVALID */
export const settings = (): Config => parseConfig(process.env)

/** @throws CodedError when the database cannot be opened or fails */
export async function withDatabase<T>(config: Config, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase(config.databaseUrl)
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}

/** Runs the command line. Exit code 1 when something is wrong; a command sets its own when its work found faults. */
export async function run(program: Command): Promise<void> {
  // `| head` closes the pipe early: that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  try {
    await program.parseAsync()
  } catch (error) {
    console.error(sentence(error))
    process.exitCode = 1
  }
}

function sentence(error: unknown): string {
  if (error instanceof Refusal) return `${error.message}\n→ ${error.next}`
  const coded = asCoded(error)
  const facts = Array.isArray(coded.facts.faults) ? `${(coded.facts.faults as string[]).join('\n')}\n` : ''
  const next = coded.code === 'INTERNAL' ? 'This is a fault of the program. LOG_LEVEL=debug shows where; please report it.' : coded.next
  const text = `${facts}${coded.code}: ${coded.message}\n→ ${next}`
  return process.env.LOG_LEVEL === 'debug' && error instanceof Error ? `${text}\n${error.stack}` : text
}

export function asCoded(error: unknown): CodedError {
  if (error instanceof CodedError) return error
  const message = error instanceof Error ? rootOf(error).message : String(error)
  return new CodedError(storageFault(error) ?? 'INTERNAL', message, {}, error)
}

const rootOf = (error: Error): Error => (error.cause instanceof Error ? rootOf(error.cause) : error)
