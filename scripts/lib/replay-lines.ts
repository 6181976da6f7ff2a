/** The lines of a replay: a group's history in, one answer a message out. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Action, Category, Followup, Intent, Item, Location, MessageKind, Role, Urgency } from '../../core/understanding/terms.ts'

export interface ReplayLine {
  chat: string
  room: string
  room_building: string | null
  n: number
  /** Milliseconds since the epoch. */
  at: number
  from: string
  role: Role
  kind: MessageKind
  text: string
  /** Labels after the guide, where the history has them. */
  label?: { intent: Intent; followup?: Followup; refers?: number }
}

export interface ReplayAnswer {
  chat: string
  n: number
  intent: Intent
  followup?: Followup
  /** The `n` of the message that opened the matter this one belongs to. */
  refers?: number
  category?: Category
  location?: Location
  urgency?: Urgency
  items: Item[]
  action: Action
  /** Counted per chat, from 1. */
  ticket?: number
}

const ROLES: readonly string[] = ['resident', 'property', 'community', 'other']
const KINDS: readonly string[] = ['text', 'image', 'voice', 'video', 'file', 'link', 'sticker', 'location', 'card', 'system', 'recall']

/** @throws Error saying in words what is wrong with the line */
export function readReplayLine(line: string): ReplayLine {
  const row = objectOf(line)
  const text = (key: string): string => {
    const value = row[key]
    if (typeof value !== 'string') throw new Error(`"${key}" must be text`)
    return value.toWellFormed().replaceAll('\0', '')
  }
  const oneOf = (key: string, known: readonly string[], fallback: string): string => {
    const value = row[key] ?? fallback
    if (typeof value !== 'string' || !known.includes(value))
      throw new Error(`"${key}" must be one of ${known.join(', ')}, not ${JSON.stringify(value)}`)
    return value
  }
  if (!Number.isInteger(row.n)) throw new Error('"n" must be a whole number')
  const at = typeof row.at === 'string' ? Date.parse(row.at) : Number.NaN
  if (Number.isNaN(at)) throw new Error('"at" must be a time such as 2026-04-17T07:05:55+08:00')
  const building = row.room_building ?? null
  if (building !== null && typeof building !== 'string' && typeof building !== 'number') throw new Error('"room_building" must be text or null')
  const chat = text('chat')
  return {
    chat,
    room: typeof row.room === 'string' ? text('room') : chat,
    room_building: building === null || building === '' ? null : String(building),
    n: row.n as number,
    at,
    from: text('from'),
    role: oneOf('role', ROLES, 'resident') as Role,
    kind: oneOf('kind', KINDS, 'text') as MessageKind,
    text: row.text === undefined || row.text === null ? '' : text('text'),
    ...(typeof row.intent === 'string'
      ? { label: { intent: row.intent as Intent, followup: row.followup as Followup | undefined, refers: row.refers as number | undefined } }
      : {}),
  }
}

function objectOf(line: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new Error('not a JSON object')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not a JSON object')
  return value as Record<string, unknown>
}

/** Lines with their numbers, blank ones left out. */
export async function* linesOf(file: string | undefined): AsyncGenerator<{ number: number; line: string }> {
  const lines = createInterface({ input: file === undefined ? process.stdin : createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })
  let number = 0
  for await (const line of lines) {
    number++
    const bare = number === 1 ? line.replace(/^\uFEFF/, '') : line
    if (bare.trim() !== '') yield { number, line: bare }
  }
}
