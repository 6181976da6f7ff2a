/**
 * `npm run -s parse`: JSON lines in (a file or stdin), one JSON line out for each, in order.
 * In: {"text", "room_building"?, "quoted"?, "role"?}. A bad line gives a line with `error` and the work goes on.
 */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { Command } from 'commander'
import type { Reader } from '../core/understanding/reader.ts'
import type { Heard, MessageKind, Role } from '../core/understanding/terms.ts'
import { loadReader } from '../services/reader.ts'

const ROLES: readonly string[] = ['resident', 'property', 'community', 'other']
const KINDS: readonly string[] = ['text', 'image', 'voice', 'video', 'file', 'link', 'sticker', 'location', 'card', 'system', 'recall']

export interface ParseInput {
  text: string
  room_building?: string
  quoted?: string
  role?: Role
  kind?: MessageKind
}

/** Throws an Error in words when the line is not what it should be. */
export function readInput(line: string): ParseInput {
  const value: unknown = JSON.parse(line)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('a line must be a JSON object')
  const row = value as Record<string, unknown>
  if (typeof row.text !== 'string') throw new Error('"text" must be a string')
  for (const key of ['room_building', 'quoted'] as const)
    if (row[key] !== undefined && row[key] !== null && typeof row[key] !== 'string') throw new Error(`"${key}" must be a string`)
  if (row.role !== undefined && row.role !== null && !ROLES.includes(row.role as string)) throw new Error(`"role" must be one of ${ROLES.join(', ')}`)
  return {
    text: row.text,
    room_building: (row.room_building as string | null) ?? undefined,
    quoted: (row.quoted as string | null) ?? undefined,
    role: (row.role as Role | null) ?? undefined,
    kind: KINDS.includes(row.kind as string) ? (row.kind as MessageKind) : undefined,
  }
}

/** The message by itself, as the first one of its group. */
export function parseMessage(reader: Reader, input: ParseInput): Record<string, unknown> {
  const heard: Heard = {
    id: '1',
    senderId: '1',
    senderName: '',
    role: input.role ?? 'resident',
    kind: input.kind ?? 'text',
    text: input.text,
    at: 0,
    ...(input.quoted ? { quote: { name: '', text: input.quoted } } : {}),
  }
  const { reading, action } = reader.understand(heard, { roomBuilding: input.room_building, recent: [], matters: [] }, { mode: 'auto' })
  const { intent, followup, category, location, urgency, items, confidence, command } = reading
  return {
    intent,
    followup,
    category,
    location,
    urgency,
    items,
    confidence: Math.round(confidence * 1e4) / 1e4,
    action,
    command,
    summary: reading.summary,
  }
}

async function main(): Promise<void> {
  const program = new Command('parse')
    .description('Says what messages mean. JSON lines in: {"text", "room_building"?, "quoted"?, "role"?}; one JSON line out for each, in order.')
    .argument('[file]', 'file of JSON lines; standard input when absent')
    .parse()
  const [file] = program.args
  const reader = loadReader()
  const lines = createInterface({ input: file ? createReadStream(file) : process.stdin, crlfDelay: Number.POSITIVE_INFINITY })
  for await (const line of lines) {
    if (line.trim() === '') continue
    let out: Record<string, unknown>
    try {
      out = parseMessage(reader, readInput(line))
    } catch (error) {
      out = { error: error instanceof Error ? error.message : String(error) }
    }
    if (!process.stdout.write(`${JSON.stringify(out)}\n`)) await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main()
