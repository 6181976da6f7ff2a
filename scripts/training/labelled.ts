/** Labelled files of any of the known kinds: replay chats and parse lines (.jsonl), the compact form (.chat, .lines), petitions, everyday chat. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { INTENTS, type Intent } from '../../core/understanding/terms.ts'
import { type LabelledMessage, parseChat, parseLines } from '../corpus-form.ts'
import { groupChats } from './simulate.ts'

export interface Labelled {
  chats: LabelledMessage[][]
  lines: LabelledMessage[]
  /** Formal titles of complaints: all of them reports, without further labels. */
  titles: string[]
  /** Everyday talk: none of it concerns a community. */
  everyday: string[]
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)))
}

type Row = Record<string, unknown>

const QUESTION = /咨询|请问|吗[?？]?$|建议|希望|能否|是否|何时|什么时候|如何|感谢|表扬|[?？]$/

function readRow(into: Labelled, messages: LabelledMessage[], row: Row, file: string, n: number): void {
  if (typeof row.title === 'string' && Array.isArray(row.weak_cats)) {
    if (row.title && row.residential === true && row.weak_cats.length > 0 && !QUESTION.test(row.title)) into.titles.push(row.title)
    return
  }
  if (typeof row.text !== 'string') return
  if (!INTENTS.includes(row.intent as Intent)) {
    if (row.trigger === false) into.everyday.push(row.text)
    return
  }
  const base = { room: '', room_building: null, n, from: '', role: 'resident', kind: 'text', chat: `lines/${basename(file)}` }
  const message = { ...base, ...row } as unknown as LabelledMessage
  if (typeof row.chat === 'string') messages.push(message)
  else into.lines.push(message)
}

export function readLabelled(paths: readonly string[]): Labelled {
  const into: Labelled = { chats: [], lines: [], titles: [], everyday: [] }
  const messages: LabelledMessage[] = []
  for (const file of paths.flatMap(filesOf)) {
    const source = (): string => readFileSync(file, 'utf8')
    if (file.endsWith('.chat')) messages.push(...parseChat(file, source()).messages)
    else if (file.endsWith('.lines')) into.lines.push(...parseLines(file, basename(file, '.lines'), source()).messages)
    else if (file.endsWith('.jsonl'))
      source()
        .split('\n')
        .forEach((line, index) => {
          if (line.startsWith('{')) readRow(into, messages, JSON.parse(line) as Row, file, index + 1)
        })
  }
  into.chats = groupChats(messages)
  return into
}
