/** A replay in words: what the bot would have done and, where the history carries labels, what it missed. */
import type { Action, Intent } from '../../core/understanding/terms.ts'
import type { ReplayAnswer, ReplayLine } from './replay-lines.ts'

export interface Replayed {
  line: ReplayLine
  answer: ReplayAnswer
}
type Labelled = Replayed & { label: NonNullable<ReplayLine['label']> }

const MISSES_SHOWN = 20
const WORDS_SHOWN = 40

const opens = ({ answer }: Replayed): boolean => answer.action === 'open' || answer.action === 'ask'
const count = <T>(list: readonly T[], is: (one: T) => boolean): number => list.filter(is).length
const isLabelled = (one: Replayed): one is Labelled => one.line.label !== undefined
const labelled = (list: readonly Replayed[]): Labelled[] => list.map((one) => ({ ...one, label: one.line.label })).filter(isLabelled)

export function reportOf(heard: readonly Replayed[]): string {
  const chats = [...new Set(heard.map(({ line }) => line.chat))]
  const parts = [
    `${heard.length} messages in ${chats.length} ${chats.length === 1 ? 'chat' : 'chats'}.`,
    actionsTable(heard),
    ticketList(heard),
    ...labelParts(labelled(heard)),
  ]
  return parts.filter(Boolean).join('\n\n')
}

const ACTION_WORDS: Record<Action, string> = {
  open: 'tickets opened',
  ask: 'tickets opened, place asked',
  answer: 'questions answered or handed on',
  lead: 'leads kept for staff to judge',
  append: 'added to a matter',
  command: 'commands',
  ignore: 'left alone',
}

const actionsTable = (heard: readonly Replayed[]): string =>
  (Object.keys(ACTION_WORDS) as Action[])
    .map((action) => `${String(count(heard, ({ answer }) => answer.action === action)).padStart(7)}  ${ACTION_WORDS[action]}`)
    .join('\n')

const words = ({ line }: Replayed): string => {
  const text = line.text.replace(/\s+/g, ' ').trim() || `[${line.kind}]`
  return text.length > WORDS_SHOWN ? `${text.slice(0, WORDS_SHOWN)}…` : text
}
const where = ({ line }: Replayed): string => `${line.chat} ${String(line.n).padStart(4)}`

function ticketList(heard: readonly Replayed[]): string {
  const tickets = heard.filter(
    (one) => one.answer.ticket !== undefined && one.answer.refers === undefined && one.answer.action !== 'append' && one.answer.action !== 'command',
  )
  if (tickets.length === 0) return ''
  const lines = tickets.map((one) => {
    const more = count(heard, ({ answer }) => answer.chat === one.answer.chat && answer.ticket === one.answer.ticket) - 1
    return `  ${where(one)}  #${one.answer.ticket} ${one.answer.category ?? ''}${one.answer.urgency && one.answer.urgency !== 'normal' ? ` (${one.answer.urgency})` : ''}: ${words(one)}${more > 0 ? ` [+${more}]` : ''}`
  })
  return ['Tickets', ...lines].join('\n')
}

function labelParts(list: readonly Labelled[]): string[] {
  if (list.length === 0) return []
  const reports = list.filter(({ label }) => label.intent === 'report')
  const opened = list.filter(opens)
  const right = count(opened, ({ label }) => label.intent === 'report')
  const missed = reports.filter((one) => !opens(one))
  const asLead = count(missed, ({ answer }) => answer.action === 'lead')
  const linked = list.filter(({ label }) => label.refers !== undefined)
  const wrong = linked.filter(({ label, answer }) => answer.refers !== label.refers)
  const unlinked = count(wrong, ({ answer }) => answer.refers === undefined)
  return [
    intentTable(list),
    [
      `Reports: ${reports.length} in the labels; ${reports.length - missed.length} opened, ${asLead} kept as leads, ${missed.length - asLead} missed.`,
      `Tickets opened for ${opened.length} messages: ${right} rightly, ${opened.length - right} wrongly.`,
      `Links: ${linked.length - wrong.length} of ${linked.length} to the right matter, ${wrong.length - unlinked} to a wrong one, ${unlinked} to none.`,
    ].join('\n'),
    missList('Reports without a ticket', missed, ({ answer }) => `${answer.intent}/${answer.action}`),
    missList(
      'Tickets opened wrongly',
      opened.filter(({ label }) => label.intent !== 'report'),
      ({ label }) => `is ${label.followup ?? label.intent}`,
    ),
    missList('Wrong links', wrong, ({ label, answer }) => `${label.refers} expected, ${answer.refers ?? 'none'} found (${answer.action})`),
  ]
}

function intentTable(list: readonly Labelled[]): string {
  const intents = [...new Set(list.map(({ label }) => label.intent))].sort() as Intent[]
  const rows = intents.map((intent) => {
    const gold = list.filter(({ label }) => label.intent === intent)
    const said = count(list, ({ answer }) => answer.intent === intent)
    const hits = count(gold, ({ answer }) => answer.intent === intent)
    return `  ${intent.padEnd(9)}${String(gold.length).padStart(7)}${String(said).padStart(7)}${String(hits).padStart(7)}`
  })
  return [`  ${'intent'.padEnd(9)}${'label'.padStart(7)}${'read'.padStart(7)}${'both'.padStart(7)}`, ...rows].join('\n')
}

function missList(title: string, list: readonly Labelled[], what: (one: Labelled) => string): string {
  if (list.length === 0) return ''
  const shown = list.slice(0, MISSES_SHOWN).map((one) => `  ${where(one)}  ${what(one)}: ${words(one)}`)
  return [`${title} (${list.length})`, ...shown, ...(list.length > MISSES_SHOWN ? [`  … and ${list.length - MISSES_SHOWN} more`] : [])].join('\n')
}
