/** Where the visitor is, kept in the address: who speaks, which chat, what stands beside it. Back and reload work. */
import { useSyncExternalStore } from 'react'
import type { ChatRef } from './api.ts'

export interface Place {
  /** Chat id of the person one speaks as. */
  as?: string
  /** `room:<id>`, or `bot` for the speaker's direct chat. */
  chat?: string
  /** A ticket's number, or `tickets`, `leads`. */
  side?: string
}

const KEYS = ['as', 'chat', 'side'] as const
const watchers = new Set<() => void>()
let read = { search: '', place: {} as Place }

function now(): Place {
  if (read.search !== location.search) {
    const query = new URLSearchParams(location.search)
    read = { search: location.search, place: Object.fromEntries(KEYS.flatMap((key) => (query.get(key) ? [[key, query.get(key)]] : []))) }
  }
  return read.place
}

/** `replace`: no step to come back to. */
export function go(change: Place, replace = false): void {
  const next = { ...now(), ...change }
  const query = String(new URLSearchParams(KEYS.flatMap((key) => (next[key] ? [[key, next[key]]] : []))))
  const search = query ? `?${query}` : location.pathname
  const depth = (history.state as { depth?: number } | null)?.depth ?? 0
  if (replace) history.replaceState({ depth }, '', search)
  else history.pushState({ depth: depth + 1 }, '', search)
  for (const watcher of watchers) watcher()
}

/** One step back if it stays on this page, else simply leaves what is open. */
export function back(otherwise: Place): void {
  if (((history.state as { depth?: number } | null)?.depth ?? 0) > 0) history.back()
  else go(otherwise, true)
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  addEventListener('popstate', watcher)
  return () => {
    watchers.delete(watcher)
    removeEventListener('popstate', watcher)
  }
}

export const usePlace = (): Place => useSyncExternalStore(watch, now)

/** Wide enough for three columns: the ticket stays beside the chat while one moves about. */
const WIDE = matchMedia('(min-width: 1180px)')
/** To be merged into a move: on narrow screens what lies over the chat goes away. */
export const closeSide = (): Place => (WIDE.matches ? {} : { side: undefined })
/** Shows something beside the chat where that covers nothing. */
export const openBeside = (side: string): void => {
  if (WIDE.matches) go({ side }, true)
}

/** Wide enough for the chats and a chat side by side. */
const TWO_COLUMNS = matchMedia('(min-width: 760px)')
const watchColumns = (watcher: () => void): (() => void) => {
  TWO_COLUMNS.addEventListener('change', watcher)
  return () => TWO_COLUMNS.removeEventListener('change', watcher)
}
export const useTwoColumns = (): boolean => useSyncExternalStore(watchColumns, () => TWO_COLUMNS.matches)

export const chatOf = (place: { as: string; chat?: string }): ChatRef | undefined =>
  place.chat === 'bot' ? { person: place.as } : place.chat?.startsWith('room:') ? { room: place.chat.slice(5) } : undefined
export const keyOf = (chat: ChatRef): string => ('room' in chat ? `room:${chat.room}` : `person:${chat.person}`)
