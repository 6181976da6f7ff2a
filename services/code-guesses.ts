/** Codes are short enough to be read out, so they must not be guessed: who sent some wrong ones is not listened to for an hour. */
import type { InboundMessage } from '../core/message.ts'
import type { DeskContext } from './context.ts'

const WRONG_AT_MOST = 5
const HOUR = 3_600_000
const SENDERS_KEPT = 20_000

/** The wrong ones of a sender in this hour, by message: a transaction may run twice. */
interface Guesses {
  since: number
  messageIds: Set<string>
}
const guessesOf = new WeakMap<DeskContext, Map<string, Guesses>>()

type Sent = Pick<InboundMessage, 'account' | 'id' | 'sender'>

function known(cx: DeskContext, { account, sender }: Sent): { all: Map<string, Guesses>; key: string; guesses: Guesses } {
  const all = guessesOf.get(cx) ?? new Map<string, Guesses>()
  guessesOf.set(cx, all)
  const key = `${account} ${sender.id}`
  const before = all.get(key)
  const guesses = before && cx.now() - before.since < HOUR ? before : { since: cx.now(), messageIds: new Set<string>() }
  return { all, key, guesses }
}

export const mayTryCode = (cx: DeskContext, message: Sent): boolean => {
  const { messageIds } = known(cx, message).guesses
  return messageIds.has(message.id) || messageIds.size < WRONG_AT_MOST
}

export function wrongCode(cx: DeskContext, message: Sent): void {
  const { all, key, guesses } = known(cx, message)
  guesses.messageIds.add(message.id)
  all.delete(key)
  all.set(key, guesses)
  const oldest = all.size > SENDERS_KEPT ? all.keys().next().value : undefined
  if (oldest !== undefined) all.delete(oldest)
}
