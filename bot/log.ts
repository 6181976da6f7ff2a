import type { BaseLogger } from 'pino'

/** What this folder asks of a logger; a pino logger fits. */
export type Log = Pick<BaseLogger, 'debug' | 'info' | 'warn' | 'error'>

/** One line of an error, short, without the stack that gateways like to put into messages. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : typeof error === 'string' ? error : JSON.stringify(error)
  const firstLine = (message ?? 'unknown error').split('\n', 1)[0] ?? ''
  return firstLine.replace(/\s+at\s+(?:async\s+)?[\w.<>]+\s*\(.*$/, '').slice(0, 200)
}
