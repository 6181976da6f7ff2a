/** Up to when each chat has been seen in this browser. */
import { useSyncExternalStore } from 'react'
import type { ChatMessage } from '../../../server/schemas.ts'
import { recall, remember } from './memory.ts'
import { keyOf } from './place.ts'

type Marks = Record<string, number>
const watchers = new Set<() => void>()
let marks = recall<Marks | undefined>('seen', undefined)

function keep(next: Marks): void {
  marks = next
  remember('seen', next)
  for (const watcher of watchers) watcher()
}

export const chatKeyOf = ({ room, person = '' }: ChatMessage): string => keyOf(room === undefined ? { person } : { room })

/** A browser that comes for the first time has nothing to catch up with. */
export function beginMarks(latest: readonly ChatMessage[]): void {
  if (marks === undefined) keep(Object.fromEntries(latest.map((message) => [chatKeyOf(message), message.at])))
}

export function markSeen(key: string, at: number): void {
  if ((marks?.[key] ?? 0) < at) keep({ ...marks, [key]: at })
}

const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** @returns whether the chat's newest message is news to the one who speaks as `as` */
export function useUnread(): (message: ChatMessage, as: string) => boolean {
  const current = useSyncExternalStore(watch, () => marks)
  return (message, as) => current !== undefined && message.from.id !== as && message.at > (current[chatKeyOf(message)] ?? 0)
}
