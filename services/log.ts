/** The log: JSON lines without the words of messages, names or phones. Errors are cut down to what an operator needs, for drivers put the values they were given into theirs. */
import { type DestinationStream, type Logger, pino } from 'pino'

interface LoggedError {
  type: string
  message: string
  code?: string
  /** Places only: a stack repeats the message. */
  stack?: string
  cause?: LoggedError
}

const CAUSES_AT_MOST = 5

/** `Failed query: insert … values ($1, …)` goes on with the values. */
const withoutValues = (message: string): string => message.split(/\n(?:params:|DETAIL:)/, 1)[0] ?? ''

export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error' }
  const stack = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
  return {
    type: error.name === 'Error' ? error.constructor.name : error.name,
    message: withoutValues(error.message),
    ...('code' in error ? { code: String(error.code) } : {}),
    ...(stack ? { stack } : {}),
    ...(error.cause !== undefined && depth < CAUSES_AT_MOST ? { cause: loggedError(error.cause, depth + 1) } : {}),
  }
}

/** @param to where the lines go; standard error when absent */
export const createLog = (level: string, to: DestinationStream = pino.destination(2)): Logger =>
  pino({ level, base: null, serializers: { err: (error) => loggedError(error) } }, to)
