/** Keyset paging: a cursor holds the sort values of the last row shown, unreadable on purpose, so that nobody builds one by hand. */
import { CodedError } from '../core/errors.ts'

export type CursorPart = string | number | null

export const cursorOf = (parts: readonly CursorPart[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url')

/** @throws CodedError REQUEST_INVALID when it is none of ours or has another number of parts */
export function readCursor(cursor: string, length: number): CursorPart[] {
  let parts: unknown
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    parts = undefined
  }
  const fine = Array.isArray(parts) && parts.length === length && parts.every((p) => p === null || typeof p === 'string' || Number.isFinite(p))
  if (!fine) throw new CodedError('REQUEST_INVALID', 'cursor is not one that this list gave out')
  return parts as CursorPart[]
}

/** From one row more than asked for: the page, and the cursor of the next when there is one. */
export function pageOf<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => readonly CursorPart[]): { items: Row[]; next: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? cursorOf(keyOf(last)) : null }
}
