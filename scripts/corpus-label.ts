/** Labels and texts of the compact corpus form: one field of a line each. Faults go to `say`. */
import {
  CATEGORIES,
  type Category,
  COMMANDS,
  type CommandName,
  FOLLOWUPS,
  type Followup,
  type Intent,
  type Item,
  type Location,
  type MessageKind,
  type Urgency,
} from '../core/understanding/terms.ts'

const KINDS = ['image', 'voice', 'video', 'file', 'link', 'sticker', 'location', 'card', 'system', 'recall'] as const
const PLACE_KEYS = { e: 'estate', b: 'building', u: 'unit', f: 'floor', r: 'room', s: 'spot' } as const

export interface Label {
  intent: Intent
  followup?: Followup
  category?: Category
  location?: Location
  urgency?: Urgency
  items?: Item[]
  command?: CommandName
  tag?: string
}

export const isOneOf = <T extends string>(list: readonly T[], word: string | undefined): word is T =>
  word !== undefined && (list as readonly string[]).includes(word)

function setPlace(location: Location, token: string): string | undefined {
  const key = token[0] as keyof typeof PLACE_KEYS
  const value = token.slice(2)
  if (!(key in PLACE_KEYS)) return `unknown place key in "${token}"`
  if (!value) return `empty place in "${token}"`
  const field = PLACE_KEYS[key]
  if (location[field] !== undefined) return `place key "${key}" twice`
  if (field === 'building') {
    const names = value.split(',')
    if (names.some((name) => !/^[0-9A-Za-z]+$/.test(name))) return `building "${value}" is not digits and letters`
    location.building = names.length > 1 ? names : value
  } else if (field === 'floor' && !/^-?\d+$/.test(value)) return `floor "${value}" is not a number`
  else location[field] = value
  return undefined
}

/** The words after an intent: marks of urgency, place keys and the tag; what is left over is an error. */
function readMarks(tokens: string[], say: (message: string) => void): { location?: Location; urgency?: Urgency; tag?: string } {
  const location: Location = {}
  const marks: { location?: Location; urgency?: Urgency; tag?: string } = {}
  for (const token of tokens) {
    if (token === '!' || token === '!!') marks.urgency = token === '!' ? 'urgent' : 'emergency'
    else if (/^#[^#]+$/.test(token)) {
      if (marks.tag) say(`two tags: #${marks.tag} ${token}`)
      marks.tag = token.slice(1)
    } else if (/^[a-z]=/.test(token)) {
      const fault = setPlace(location, token)
      if (fault) say(fault)
    } else say(`unknown word "${token}" in the label`)
  }
  if (Object.keys(location).length) marks.location = location
  return marks
}

const RANK: Record<Urgency, number> = { normal: 0, urgent: 1, emergency: 2 }

function readProblem(intent: 'report' | 'consult' | 'suggest', parts: string[], say: (message: string) => void): Label {
  const label: Label = { intent }
  const items: Item[] = []
  for (const part of parts) {
    const [category, ...rest] = part.split(/\s+/)
    if (!isOneOf(CATEGORIES, category)) {
      say(`unknown category "${category ?? ''}"`)
      continue
    }
    const { tag, ...marks } = readMarks(rest, say)
    if (tag && label.tag) say(`two tags: #${label.tag} #${tag}`)
    if (tag) label.tag = tag
    if (marks.urgency && intent !== 'report') say(`urgency is for reports only`)
    items.push({ category, ...marks })
  }
  const [first] = items
  if (!first) return label
  label.category = first.category
  if (first.location) label.location = first.location
  if (intent === 'report')
    label.urgency = items.reduce<Urgency>((most, item) => (RANK[item.urgency ?? 'normal'] > RANK[most] ? (item.urgency ?? most) : most), 'normal')
  if (items.length > 1) label.items = items
  return label
}

export function readLabel(source: string, say: (message: string) => void): Label {
  const [head = '', ...more] = source.trim().split(/\s+\+\s+/)
  const [word = '', ...rest] = head.split(/\s+/)
  if (more.length && !isOneOf(['report', 'consult', 'suggest'] as const, word)) say(`"+" belongs to report, consult and suggest only`)
  if (word === 'report' || word === 'consult' || word === 'suggest') return readProblem(word, [rest.join(' '), ...more], say)
  if (word === 'command') {
    const name = isOneOf(COMMANDS, rest[0]) ? rest[0] : undefined
    const { tag, location } = readMarks(name ? rest.slice(1) : rest, say)
    return { intent: 'command', command: name, tag, location }
  }
  const marks = readMarks(rest, say)
  if (marks.urgency) say('urgency is for reports only')
  if (isOneOf(FOLLOWUPS, word)) return { intent: 'followup', followup: word, tag: marks.tag, location: marks.location }
  if (word !== '-' && word !== 'praise') say(`unknown label "${word}"`)
  if (word === '-' && rest.length) say('"-" stands alone')
  return { intent: word === 'praise' ? 'praise' : 'none', tag: marks.tag }
}

/** `<link> title` and `「name：words」>> reply` become what the platform delivers. */
export function expandText(source: string, say: (message: string) => void): { kind: MessageKind; text: string } {
  const mark = /^<([a-z]+)>\s*(.*)$/.exec(source)
  if (mark) {
    if (isOneOf(KINDS, mark[1])) return { kind: mark[1], text: mark[2] ?? '' }
    say(`unknown kind <${mark[1]}>`)
  }
  const cut = source.startsWith('「') ? source.lastIndexOf('」>>') : -1
  if (cut < 0) return { kind: 'text', text: source }
  const quoted = source.slice(1, cut).replace(/^([^：:]+):/, '$1：')
  if (!/^[^：]+：/.test(quoted)) say('a quote needs 「name：words」')
  const reply = source.slice(cut + 3).trim()
  if (!reply) say('a quote needs a reply after >>')
  return { kind: 'text', text: `「${quoted}」\n${'- '.repeat(14)}-\n${reply}` }
}
