/** The messages of one chat: the newest page kept fresh, earlier pages fetched on demand. */
import { useEffect, useState } from 'react'
import type { Change, ChatMessage } from '../../../server/schemas.ts'
import { api, type ChatRef, PAGE } from './api.ts'
import { keyOf } from './place.ts'
import { type Live, useLive } from './use-live.ts'

export interface Chat extends Live<ChatMessage[]> {
  hasOlder: boolean
  loadOlder(): Promise<void>
}

/** A change that names no group may be in any direct chat; one that names no place at all, anywhere. */
const belongsTo = (chat: ChatRef, change: Change): boolean =>
  'room' in chat ? change.room === chat.room || (change.room === undefined && change.person === undefined) : change.room === undefined

export function useChat(chat: ChatRef): Chat {
  const key = keyOf(chat)
  const live = useLive(
    `chat ${key}`,
    (signal) => api.messages(chat, undefined, signal),
    (change) => change.kind === 'message' && belongsTo(chat, change),
  )
  const [older, setOlder] = useState<{ key: string; items: ChatMessage[]; atStart: boolean }>({ key, items: [], atStart: false })
  const recent = live.data

  // As the newest page moves on, what falls out of it stays shown.
  const [previous, setPrevious] = useState(recent)
  if (recent !== previous) {
    setPrevious(recent)
    const first = recent?.[0]
    const from = first && previous ? previous.findIndex(({ id }) => id === first.id) : -1
    if (older.key === key && previous && from > 0) setOlder({ ...older, items: [...older.items, ...previous.slice(0, from)] })
    else if (older.key !== key || from < 0) setOlder({ key, items: [], atStart: false })
  }

  const items = recent && older.key === key ? [...older.items, ...recent] : recent
  const oldest = items?.[0]
  const loadOlder = async (): Promise<void> => {
    if (!oldest) return
    const page = await api.messages(chat, oldest.id)
    setOlder((was) => (was.key === key ? { key, items: [...page, ...was.items], atStart: page.length < PAGE.messages } : was))
  }
  return { ...live, data: items, hasOlder: !older.atStart && (recent?.length ?? 0) >= PAGE.messages, loadOlder }
}

/** Calls back once after the chat's newest message changed. */
export function useNewest(items: readonly ChatMessage[] | undefined, then: (newest: ChatMessage) => void): void {
  const newest = items?.[items.length - 1]
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new message counts
  useEffect(() => {
    if (newest) then(newest)
  }, [newest?.id, newest?.at])
}
