/**
 * The compact form of the labelled corpus (`corpus/README.md`): files of whole chats and files of single lines.
 * Everything that is wrong is collected with file and line, so that writers see all of it at once.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Category, CommandName, Followup, Intent, Item, Location, MessageKind, Role, Urgency } from '../core/understanding/terms.ts'
import { expandText, isOneOf, readLabel } from './corpus-label.ts'

export interface LabelledMessage {
  chat: string
  room: string
  room_building: string | null
  /** 1 for the first message of the chat; for a line file the line's number. */
  n: number
  /** ISO time at +08:00; absent in line files. */
  at?: string
  from: string
  role: Role
  kind: MessageKind
  /** As the platform delivers it, quote marks and all. */
  text: string
  intent: Intent
  followup?: Followup
  /** `n` of the message that opened the matter. */
  refers?: number
  category?: Category
  location?: Location
  urgency?: Urgency
  /** Only when the message tells two problems. */
  items?: Item[]
  command?: CommandName
}

export interface CorpusFault {
  file: string
  line: number
  message: string
}

export interface Corpus {
  messages: LabelledMessage[]
  faults: CorpusFault[]
}

const ROLES = ['resident', 'property', 'community', 'other'] as const

function tidy(message: LabelledMessage): LabelledMessage {
  return JSON.parse(JSON.stringify(message)) as LabelledMessage
}

interface ChatHead {
  chat: string
  room: string
  building: string | null
  roles: Map<string, Role>
}

function readHead(head: ChatHead, key: string, value: string, say: (message: string) => void): void {
  if (key === 'chat') head.chat = value
  else if (key === 'room') head.room = value
  else if (key === 'building') head.building = /^(-|$)/.test(value) ? null : (value.split(/\s/)[0] ?? null)
  else if (key === 'roles') {
    for (const entry of value.split(/\s+/).filter((word) => word && word !== '-')) {
      const at = entry.lastIndexOf('=')
      const role = entry.slice(at + 1)
      if (at > 0 && isOneOf(ROLES, role)) head.roles.set(entry.slice(0, at), role)
      else say(`bad role "${entry}"`)
    }
  } else if (key !== 'region') say(`unknown header "${key}"`)
}

/** Messages of one minute get seconds spread over it, in order. */
function stampSeconds(rows: { message: LabelledMessage; minute: string }[]): void {
  for (let start = 0; start < rows.length; ) {
    let end = start
    while (end < rows.length && rows[end]?.minute === rows[start]?.minute) end++
    for (let k = start; k < end; k++) {
      const row = rows[k]
      if (row) row.message.at = `${row.minute}:${String(Math.floor((60 * (k - start + 1)) / (end - start + 1))).padStart(2, '0')}+08:00`
    }
    start = end
  }
}

/** One `.chat` file on its way from line to line. */
class ChatReader {
  readonly faults: CorpusFault[] = []
  readonly rows: { message: LabelledMessage; minute: string }[] = []
  readonly head: ChatHead = { chat: '', room: '', building: null, roles: new Map() }
  private readonly opened = new Map<string, number>()
  private readonly file: string
  private day = ''
  private last = ''

  constructor(file: string) {
    this.file = file
  }

  read(line: string, number: number): void {
    const say = (message: string): void => void this.faults.push({ file: this.file, line: number, message })
    const date = /^==\s*(\d{4}-\d{2}-\d{2})$/.exec(line)
    const header = this.day || date ? null : /^([a-z]+):\s*(.*)$/.exec(line)
    const fields = line.split(/\s+\|\s+/)
    if (date) this.startDay(date[1] ?? '', say)
    else if (header) readHead(this.head, header[1] ?? '', header[2] ?? '', say)
    else if (fields.length !== 4) say(`${fields.length} fields instead of time | name | text | label`)
    else if (!this.day) say('a message before the first "== date"')
    else this.readMessage(fields, say)
  }

  private startDay(day: string, say: (message: string) => void): void {
    if (day <= this.day) say('days go back')
    this.day = day
    this.last = ''
  }

  private readMessage([time = '', from = '', words = '', labelSource = '']: string[], say: (message: string) => void): void {
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) say(`bad time "${time}"`)
    if (time < this.last) say(`time goes back: ${this.last} → ${time}`)
    this.last = time
    const { tag, ...label } = readLabel(labelSource, say)
    const n = this.rows.length + 1
    const refers = this.follow(tag, label.intent, n, say)
    const { kind, text } = expandText(words, say)
    const { chat, room, building, roles } = this.head
    const role = roles.get(from) ?? (kind === 'system' ? 'other' : 'resident')
    const message: LabelledMessage = { chat, room, room_building: building, n, at: '', from, role, kind, text, ...label, refers }
    this.rows.push({ message, minute: `${this.day}T${time}` })
  }

  /** Opens the tag's matter, or gives the message that opened it. */
  private follow(tag: string | undefined, intent: Intent, n: number, say: (message: string) => void): number | undefined {
    if (intent === 'followup' && !tag) say('a follow-up needs the #tag of its matter')
    if (!tag) return undefined
    const opener = this.opened.get(tag)
    const opens = intent === 'report' || intent === 'consult' || intent === 'suggest'
    if (opens && opener) say(`#${tag} is opened twice (first by message ${opener})`)
    if (!opens && !opener) say(`#${tag} was not opened before`)
    if (opens && !opener) this.opened.set(tag, n)
    return opens ? undefined : opener
  }
}

export function parseChat(file: string, source: string): Corpus {
  const reader = new ChatReader(file)
  for (const [index, line] of source.split(/\r?\n/).entries()) if (line.trim()) reader.read(line.trim(), index + 1)
  if (!reader.head.chat || !reader.head.room) reader.faults.push({ file, line: 1, message: 'the header needs chat: and room:' })
  stampSeconds(reader.rows)
  return { messages: reader.rows.map((row) => tidy(row.message)), faults: reader.faults }
}

function parseLine(name: string, line: string, n: number, say: (message: string) => void): LabelledMessage | undefined {
  const fields = line.split(/\s+\|\s+/)
  if (fields.length < 2 || fields.length > 3) {
    say(`${fields.length} fields instead of text | label [| role=… building=…]`)
    return undefined
  }
  const [words = '', labelSource = '', extra = ''] = fields
  const { tag: _tag, ...label } = readLabel(labelSource, say)
  let role: Role = 'resident'
  let building: string | null = null
  for (const entry of extra.split(/\s+/).filter(Boolean)) {
    const [key, value = ''] = entry.split('=')
    if (key === 'role' && isOneOf(ROLES, value)) role = value
    else if (key === 'building' && value) building = value
    else say(`bad setting "${entry}"`)
  }
  return tidy({ chat: `lines/${name}`, room: name, room_building: building, n, from: '', role, ...expandText(words, say), ...label })
}

/** A line that begins with `# ` and has no fields is a comment. */
export function parseLines(file: string, name: string, source: string): Corpus {
  const corpus: Corpus = { messages: [], faults: [] }
  for (const [index, raw] of source.split(/\r?\n/).entries()) {
    const line = raw.trim()
    if (!line || (line.startsWith('#') && !line.includes(' | '))) continue
    const message = parseLine(name, line, index + 1, (fault) => void corpus.faults.push({ file, line: index + 1, message: fault }))
    if (message) corpus.messages.push(message)
  }
  return corpus
}

function readFolder(folder: string, extension: string, parse: (file: string, name: string, source: string) => Corpus): Corpus {
  const corpus: Corpus = { messages: [], faults: [] }
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch {
    return corpus
  }
  for (const name of names.filter((entry) => entry.endsWith(extension)).sort()) {
    const file = join(folder, name)
    const part = parse(file, name.slice(0, -extension.length), readFileSync(file, 'utf8'))
    corpus.messages.push(...part.messages)
    corpus.faults.push(...part.faults)
  }
  return corpus
}

export const readChatFolder = (folder: string): Corpus => readFolder(folder, '.chat', (file, _name, source) => parseChat(file, source))
export const readLineFolder = (folder: string): Corpus => readFolder(folder, '.lines', parseLines)

/** All messages of all `.chat` files of a folder, in order; faulty lines are left out (see `scripts/corpus.ts check`). */
export const readChats = (folder: string): LabelledMessage[] => readChatFolder(folder).messages
/** All messages of all `.lines` files of a folder. */
export const readLines = (folder: string): LabelledMessage[] => readLineFolder(folder).messages
