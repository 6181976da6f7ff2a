/** The server's interfaces as functions. Every failure is an ApiError with a code. */
import type {
  ChatMessage,
  DigestRun,
  GatewayStatus,
  Language,
  Lead,
  Outbox,
  ProblemBody,
  Scene,
  Speak,
  TicketDetail,
  TicketRow,
} from '../../../server/schemas.ts'

export class ApiError extends Error {
  override readonly name = 'ApiError'
  /** A code of the server's catalogue, or OFFLINE when nobody answered. */
  readonly code: string
  readonly next: string
  /** Every fault of a set-up that does not fit. */
  readonly faults: readonly string[]
  constructor(code: string, message: string, next = '', faults: readonly string[] = []) {
    super(message)
    this.code = code
    this.next = next
    this.faults = faults
  }
}

async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(path, init).catch((error: unknown) => {
    if (init.signal?.aborted) throw error
    throw new ApiError('OFFLINE', String(error))
  })
  const text = await response.text()
  if (response.ok) return (text ? JSON.parse(text) : undefined) as T
  const problem: Partial<ProblemBody> = text.startsWith('{') ? JSON.parse(text) : {}
  throw new ApiError(problem.code ?? 'INTERNAL', problem.detail ?? `HTTP ${response.status}`, problem.next)
}

const post = <T>(path: string, body?: unknown): Promise<T> =>
  ask<T>(path, { method: 'POST', ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) })

const query = (values: Record<string, string | number | boolean | undefined>): string => {
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  return given.length ? `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}` : ''
}

/** A chat: a group, or one person's direct chat with the bot. */
export type ChatRef = { room: string } | { person: string }
export const PAGE = { messages: 50 }
const BASE = '/sandbox/api'

export const api = {
  scene: (signal?: AbortSignal) => ask<Scene>(`${BASE}/scene`, { signal }),
  latest: (signal?: AbortSignal) => ask<ChatMessage[]>(`${BASE}/latest`, { signal }),
  messages: (chat: ChatRef, before?: string, signal?: AbortSignal) =>
    ask<ChatMessage[]>(`${BASE}/messages${query({ ...chat, before, limit: PAGE.messages })}`, { signal }),
  tickets: (open: boolean | undefined, lang: Language, signal?: AbortSignal) =>
    ask<TicketRow[]>(`${BASE}/tickets${query({ open, lang })}`, { signal }),
  ticket: (number: number, lang: Language, signal?: AbortSignal) => ask<TicketDetail>(`${BASE}/tickets/${number}${query({ lang })}`, { signal }),
  leads: (signal?: AbortSignal) => ask<Lead[]>(`${BASE}/leads`, { signal }),
  outbox: (signal?: AbortSignal) => ask<Outbox>(`${BASE}/outbox`, { signal }),
  speak: (words: Speak) => post<{ id: string }>(`${BASE}/messages`, words),
  recall: (message: string, as: string) => post<void>(`${BASE}/recall`, { message, as }),
  runDigest: () => post<DigestRun>(`${BASE}/digest`),
  gateway: (signal?: AbortSignal) => ask<GatewayStatus>('/api/gateway', { signal }),
}

export const attachmentUrl = (hash: string): string => `${BASE}/attachments/${encodeURIComponent(hash)}`
export const STREAM = `${BASE}/stream`
