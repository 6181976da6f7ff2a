/** Questions to /api/v1. Every failure is an ApiError with a code of the server's catalogue. */
import type { ProblemBody } from '../../../../server/schemas.ts'
import { ApiError } from '../../live/api.ts'

export { ApiError }

export const BASE = '/api/v1'

export type Query = Record<string, string | number | boolean | undefined>

export function withQuery(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const written = new URLSearchParams(given.map(([key, value]) => [key, String(value)]))
  return given.length > 0 ? `${BASE}${path}?${written}` : `${BASE}${path}`
}

/** @throws ApiError */
export async function fetchFrom(url: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, init).catch((error: unknown) => {
    if (init.signal?.aborted) throw error
    throw new ApiError('OFFLINE', String(error))
  })
  if (response.ok) return response
  const text = await response.text()
  const problem: Partial<ProblemBody> = text.startsWith('{') ? JSON.parse(text) : {}
  throw new ApiError(problem.code ?? 'INTERNAL', problem.detail ?? `HTTP ${response.status}`, problem.next, problem.faults)
}

async function answerOf<T>(url: string, init: RequestInit): Promise<T> {
  const text = await (await fetchFrom(url, init)).text()
  return (text ? JSON.parse(text) : undefined) as T
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> => answerOf<T>(withQuery(path, query), { signal })

/** Names one intention: the same question sent twice (a broken line, an impatient finger) is done once. */
const newIntention = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

export function send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, query?: Query): Promise<T> {
  const headers: Record<string, string> = { 'idempotency-key': newIntention() }
  if (body === undefined) return answerOf<T>(withQuery(path, query), { method, headers })
  if (body instanceof FormData) return answerOf<T>(withQuery(path, query), { method, headers, body })
  headers['content-type'] = 'application/json'
  return answerOf<T>(withQuery(path, query), { method, headers, body: JSON.stringify(body) })
}
