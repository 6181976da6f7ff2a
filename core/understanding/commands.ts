/**
 * Commands by chat. With a ticket's number or in a quote of the bot's card a bare word of action is a command
 * (接单1042 · 1042 没修好 · quote + 收到); without either only words that mean nothing else in a chat are.
 */
import type { CleanText } from './clean.ts'
import { type Action, actionAt, belongsTo, commandOf, endsWell, isStaff } from './commands/action.ts'
import { argsFor, rateArgs, starsIn, trimRest } from './commands/args.ts'
import { BARE_SHAPES, BARE_WORDS, LONGEST_BARE, STAFF_LEADS } from './commands/bare-words.ts'
import { readHands } from './commands/hands.ts'
import { readNumbered } from './commands/numbered.ts'
import { readPrivacy } from './commands/privacy.ts'
import { readRoster } from './commands/roster.ts'
import { bareCode, readSetup } from './commands/setup.ts'
import type { Side } from './commands/words.ts'
import { CODA, PRELUDE } from './commands/wrapping.ts'
import { simplify } from './script.ts'
import type { Command, CommandName, Role } from './terms.ts'

export interface CommandContext {
  role?: Role
  /** What the message quotes; its first `#number` is the ticket meant. */
  quoted?: string
  mentionsBot?: boolean
}

/** Longer messages tell a story, they order nothing. UTF-16 units. */
const MAX_COMMAND = 160

const BARE = new Map<string, { name: CommandName; side: Side; args?: Record<string, string> }[]>()
for (const { name, side, words, args } of BARE_WORDS)
  for (const word of words) BARE.set(simplify(word), [...(BARE.get(simplify(word)) ?? []), { name, side, args }])

const CARD_NUMBER = /[#＃]\s?(\d{1,7})/

export function readCommand(clean: Pick<CleanText, 'plain' | 'cues'>, context: CommandContext = {}): Command | undefined {
  const text = clean.plain.trim()
  const role = context.role ?? 'resident'
  if (text.length > MAX_COMMAND) return undefined
  const card = context.quoted === undefined ? undefined : CARD_NUMBER.exec(context.quoted.slice(0, 2_000))?.[1]
  if (text === '') return starRating(clean.cues, card)
  return (
    readSetup(text, role) ??
    (context.mentionsBot ? bareCode(text) : undefined) ??
    readPrivacy(text, role, card === undefined ? undefined : Number(card)) ??
    readRoster(text, role) ??
    readHands(text, role, card === undefined ? undefined : Number(card)) ??
    readNumbered(text, role) ??
    (card ? readQuoting(text, role, Number(card)) : undefined) ??
    readBare(text, role) ??
    (context.mentionsBot ? readAddressed(text, role) : undefined)
  )
}

/** In a quote of the bot's card: the action word comes first, free words may follow. */
function readQuoting(source: string, role: Role, ticket: number): Command | undefined {
  const text = source.replace(PRELUDE, '')
  const action = actionAt(text, role) ?? leadingAction(text, role)
  if (!action || (action.word.length === 1 && !endsWell(action, text, role))) return undefined
  return commandOf(action, role, ticket, text.slice(action.word.length))
}

const DONE_WORDS = /^.{0,6}?(?:修|弄|搞|清|清理|处理|换|装|搬|拉|扫|疏通|补|焊|拧|抽|冲)(?:好|完|走|干净|掉|通|上|过)了/
const NOT_YET = /没|未|不|等|明天|再/

/** Staff in their own words: 下水道通开了, 灯换好了. */
function leadingAction(text: string, role: Role): Action | undefined {
  return isStaff(role) && DONE_WORDS.test(text) && !NOT_YET.test(text) ? { name: 'resolve', word: '' } : undefined
}

function readBare(source: string, role: Role): Command | undefined {
  if (source.length > LONGEST_BARE * 2) return undefined
  const core = source.replace(PRELUDE, '').replace(CODA, '').replace(CODA, '')
  for (const text of [source, source.replace(CODA, ''), core]) {
    const entry = BARE.get(text.toLowerCase())?.find(({ side }) => belongsTo(side, role))
    if (entry) return { name: entry.name, args: entry.name === 'rate' ? rateArgs(text, '') : { ...entry.args } }
  }
  const shape = source.length > LONGEST_BARE ? undefined : BARE_SHAPES.find(({ side, pattern }) => belongsTo(side, role) && pattern.test(source))
  if (shape) return { name: shape.name, args: {} }
  const stars = /^[1-5一二两三四五]\s?颗?(?:星|stars?)(?:好评)?$/i.test(source) ? starsIn(source) : undefined
  if (stars) return { name: 'rate', args: { stars } }
  return isStaff(role) ? readStaffLead(source) : undefined
}

function readStaffLead(source: string): Command | undefined {
  for (const { name, pattern } of STAFF_LEADS) {
    const found = pattern.exec(source)
    if (found) return { name, args: argsFor(name, trimRest(found[0]), source.slice(found[0].length)) }
  }
  return undefined
}

/** `@bot` before a bare action word: what it is about is left to whoever knows the open tickets. */
function readAddressed(source: string, role: Role): Command | undefined {
  const text = source.replace(PRELUDE, '').replace(CODA, '')
  const action = actionAt(text, role)
  if (!action || action.word.length < 2 || text.length - action.word.length > 2 || action.name === 'me_too') return undefined
  return commandOf(action, role, undefined, text.slice(action.word.length))
}

/** A quote of the card answered with nothing but stars. */
function starRating(cues: readonly string[], card: string | undefined): Command | undefined {
  if (!card || cues.length === 0 || cues.length > 5 || !cues.every((cue) => cue === '⭐' || cue === '🌟')) return undefined
  return { name: 'rate', ticket: Number(card), args: { stars: String(cues.length) } }
}
