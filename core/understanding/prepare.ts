/** Everything that is read from a message before its meaning is judged: clean words, quote, place, command, explicit prefix. */
import { cleanText } from './clean.ts'
import { readCommand } from './commands.ts'
import { standardise } from './dialect.ts'
import { dangerLevel } from './knowledge/danger.ts'
import { type Findings, findKnown } from './knowledge/findings.ts'
import { type PlaceSpan, readLocations } from './location.ts'
import type { Command, Intent, Location, ReadContext } from './terms.ts'

export interface Prepared {
  /** Clean and simplified, no quote, no mentions, no explicit prefix. */
  text: string
  /** `text` in lower case, for the word lists and the model. */
  lower: string
  /** Emoji and [表情]. */
  cues: readonly string[]
  /** Clean text of what the message quotes. */
  quoted?: string
  quotedName?: string
  /** A forwarded chat record. */
  forwarded: boolean
  location?: Location
  /** The places one by one, for two problems in one message. */
  places: readonly PlaceSpan[]
  command?: Command
  /** The intent that an explicit prefix names (报修：, report:, 建议：). */
  asked?: Intent
  known: Findings
  /** How much it sounds like danger: 2 beyond doubt, 1 perhaps. */
  danger: 0 | 1 | 2
}

const PREFIXES: readonly [RegExp, Intent][] = [
  [/^(?:我要|我想)?(?:报修|报事|上报|投诉|举报|反映(?:一下|个问题)?|report(?:ing)?|complaint|complain)\s*[:：,，]\s*(?=\S)/i, 'report'],
  [/^(?:报修|报事|report)\s+(?=\S)/i, 'report'],
  [/^(?:建议|提议|suggestion|suggest)\s*[:：]\s*(?=\S)/i, 'suggest'],
  [/^(?:咨询|请教|question|ask)\s*[:：]\s*(?=\S)/i, 'consult'],
  [/^(?:表扬|praise|kudos)\s*[:：]\s*(?=\S)/i, 'praise'],
]

export function splitPrefix(text: string): { asked?: Intent; rest: string } {
  for (const [shape, asked] of PREFIXES) {
    const hit = shape.exec(text)
    if (hit) return { asked, rest: text.slice(hit[0].length) }
  }
  return { rest: text }
}

const CANTONESE = /[唔嘅喺咗嘢冇佢啲哋畀俾睇搵攞嚟㗎]/
const HELD = '\ue000'

/** 掉 is "throw" in Cantonese and "fall off" everywhere else: there it stays as it was said. */
function standardWords(clean: { text: string; plain: string }): string {
  if (!clean.plain.includes('掉') || CANTONESE.test(clean.plain)) return clean.text
  return standardise(clean.plain.replaceAll('掉', HELD)).replaceAll(HELD, '掉')
}

export function prepare(raw: string, context: ReadContext): Prepared {
  const clean = cleanText(raw)
  const { asked, rest } = splitPrefix(standardWords(clean))
  const lower = rest.toLowerCase()
  const { location, spans } = readLocations(clean, { roomBuilding: context.roomBuilding })
  const quoted = clean.quote?.text ?? context.quoted
  return {
    text: rest,
    lower,
    cues: clean.cues,
    quoted,
    quotedName: clean.quote?.name,
    location,
    command: readCommand(clean, { role: context.role, quoted, mentionsBot: context.mentionsBot }),
    places: spans,
    forwarded: clean.forwarded,
    asked,
    known: findKnown(lower),
    danger: dangerLevel(lower),
  }
}
