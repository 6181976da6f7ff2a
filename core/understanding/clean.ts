/**
 * One message's text made readable: normalised, marks and mentions taken out, cues kept.
 * Everything here is linear in the length, which is bounded.
 */
import { standardise } from './dialect.ts'
import { isForwarded, type Quote, splitQuote } from './quote.ts'
import { simplify } from './script.ts'

/** Longer texts are cut: nobody reports a leak in a novel. UTF-16 units. */
export const MAX_LENGTH = 4_000

export interface CleanText {
  /** For the reader: simplified, dialect turned into standard words. */
  text: string
  /** As said, in its own script. Spots are cut from it. */
  said: string
  /** `said` in simplified letters; positions agree with `said`. Grammars read it. */
  plain: string
  /** Emoji and [表情], in order. */
  cues: string[]
  /** Names mentioned with `@`, without it. */
  mentions: string[]
  /** What the message quotes; none of it stands in the texts above. */
  quote?: Quote
  forwarded: boolean
}

export interface CleanOptions {
  /** Names that may be mentioned (members, the bot); needed for names with blanks that a PC client ends with a plain space. */
  names?: readonly string[]
}

const CONTROL = /[\0-\x08\x0b-\x1f\x7f\ufffd]/g
const INVISIBLE = /\u00ad|\u034f|\u061c|\u180e|[\u200b-\u200f\u202a-\u202e\u2060-\u206f]|\u20e3|[\ufe00-\ufe0f]|[\ufeff\ufff9-\ufffb]/g
const LINK = /(?:https?:\/\/|www\.)[!-~]+/gi
/** [捂脸] and emoji with their skin tones and joiners. */
const CUE =
  /\[[\u3400-\u9fffA-Za-z]{1,8}\]|(?:\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}])[\u{1f3fb}-\u{1f3ff}]?(?:\u200d\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}]?)*/gu
const MAYBE_CUE = /[[\u00a9\u00ae\u203c-\u3299\ud83c-\ud83e]/

export function cleanText(raw: string, options: CleanOptions = {}): CleanText {
  const split = splitQuote(raw)
  const reply = bound(split.reply)
  const quote = split.quote && { name: split.quote.name, text: bound(split.quote.text) }
  const cues: string[] = []
  const mentions: string[] = []
  let said = reply.toWellFormed().replace(CONTROL, ' ')
  if (said.includes('@') || said.includes('＠')) said = takeMentions(said.replaceAll('＠', '@'), options.names ?? [], mentions)
  if (MAYBE_CUE.test(said)) said = takeOut(said, CUE, (cue) => cues.push(cue))
  said = said.replace(INVISIBLE, '').normalize('NFKC')
  if (said.includes('://') || /www\./i.test(said)) said = takeOut(said, LINK, () => cues.push('link'))
  said = squeeze(said)
  const plain = simplify(said)
  return { text: standardise(plain), said, plain, cues, mentions, ...(quote ? { quote } : {}), forwarded: isForwarded(reply) }
}

function takeOut(text: string, pattern: RegExp, keep: (found: string) => void): string {
  return text.replace(pattern, (found) => {
    keep(found)
    return ' '
  })
}

const bound = (text: string): string => (text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text)

/** Runs of three or more of one letter or mark become two (digits stay), runs of blanks one. */
function squeeze(text: string): string {
  return text
    .replace(/([^\d\s])\1{2,}/gu, '$1$1')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim()
}

/** Names that people run together with what follows: `@物业3号楼停水了`. */
const COMMON_NAMES =
  /^(?:所有人|全体成员|物业(?:客服|管家|经理|前台|中心)?|管家|客服|社区(?:居委会)?|居委会|网格员|管理處|管理处|业委会|啄木鸟|小啄|all\b)/i
const NAME_END = /[\s，。！？!?,;；:：、]/

/** Takes `@name` out and puts the name on the list; an `@` inside an address (a@b.cn) or before a blank stays. */
function takeMentions(text: string, names: readonly string[], found: string[]): string {
  const known = [...names].sort((a, b) => b.length - a.length)
  let out = ''
  let copied = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', Math.max(at + 1, copied))) {
    if (at > 0 && /[\w.]/.test(text[at - 1] ?? '')) continue
    const length = mentionLength(text, at + 1, known)
    if (!length) continue
    found.push(text.slice(at + 1, at + 1 + length).trim())
    out += `${text.slice(copied, at)} `
    copied = at + 1 + length
  }
  return out + text.slice(copied)
}

function mentionLength(text: string, from: number, known: readonly string[]): number {
  const exact = known.find((name) => name !== '' && text.startsWith(name, from))
  if (exact) return exact.length
  const window = text.slice(from, from + 40)
  const phone = window.indexOf('\u2005')
  const other = window.search(/[@\n]/)
  if (phone > 0 && (other < 0 || phone < other)) return phone
  const end = window.search(NAME_END)
  const token = end < 0 ? window : window.slice(0, end)
  if (!token || token.startsWith('@')) return 0
  if (/\s/.test(window[end] ?? '')) return token.length
  const common = COMMON_NAMES.exec(token)
  if (common && token.length - common[0].length > 3) return common[0].length
  return token.length <= 8 ? token.length : (common?.[0].length ?? 0)
}
