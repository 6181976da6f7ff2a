import type { SayResult } from '../services/ports.ts'
import { reasonOf } from './log.ts'
import { TimedOut } from './within.ts'

/** Rate limit as platforms say it; 20001 is WeChat's own. */
const LIMITED = /20001|too (?:many|frequent|fast)|rate.?limit|频繁|频率/iu
const UNREACHABLE =
  /not (?:a |your )?(?:friend|in (?:the )?room|a (?:room )?member)|no such (?:contact|room)|stranger|blocked|不是.{0,6}好友|好友验证|拉黑|不在群|移出群|被移除/iu
/** The connection was never there, so nothing was said. */
const NEVER_SENT = /no connection established|ECONNREFUSED|ENOTFOUND|name resolution failed|NO CLIENT|not logged in/iu
const BROKEN = /ECONNRESET|EPIPE|ETIMEDOUT|socket hang up|connection dropped|transport|GOAWAY|RST_STREAM/iu

/** gRPC codes that say the line broke while the call was on its way: cancelled, deadline, unavailable. */
const BROKEN_CODES = new Set([1, 4, 14])

/** What a failed send means. The platform's stack traces stay here: `detail` and `reason` are one short line. */
export function sayFailure(error: unknown): SayResult {
  const text = textOf(error)
  const detail = reasonOf(error)
  if (error instanceof TimedOut) return { state: 'unknown', reason: detail }
  if (NEVER_SENT.test(text)) return { state: 'failed', reason: 'error', detail }
  if (LIMITED.test(text)) return { state: 'failed', reason: 'limited', detail }
  if (UNREACHABLE.test(text)) return { state: 'failed', reason: 'unreachable', detail }
  if (BROKEN.test(text) || BROKEN_CODES.has(codeOf(error))) return { state: 'unknown', reason: detail }
  return { state: 'failed', reason: 'error', detail }
}

/** Only the first line speaks of the error; file names of a stack below it must not be taken for reasons. */
function textOf(error: unknown): string {
  const details = (error as { details?: unknown } | null)?.details
  return `${reasonOf(error)} ${typeof details === 'string' ? details.split('\n', 1)[0] : ''}`
}

const codeOf = (error: unknown): number => Number((error as { code?: unknown } | null)?.code ?? 0)
