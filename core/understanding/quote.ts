/** The platform's quote form and its forwarded records. Names and quoted words come out as they went in. */

export interface Quote {
  name: string
  text: string
}

/** Dashes under a quote: phones write 15 with spaces between; other clients vary. */
const RULE = /^[ \t]*(?:[-—–─][ \t]*){5,40}$/

/**
 * `「name：quoted」\n- - - …\nreply` → the quoted words (which may hold a quote of their own) and the reply.
 * Text without that form is all reply.
 */
export function splitQuote(text: string): { quote?: Quote; reply: string } {
  const start = text.search(/\S/)
  if (start < 0 || text[start] !== '「') return { reply: text }
  const close = closingOf(text, start)
  if (close < 0) return { reply: text }
  const inner = text.slice(start + 1, close)
  const colon = inner.search(/[：:]/)
  if (colon < 1) return { reply: text }
  return { quote: { name: inner.slice(0, colon).trim(), text: inner.slice(colon + 1).trim() }, reply: afterRule(text.slice(close + 1)).trim() }
}

/** The bracket that closes the quote: the first one followed by a line of dashes at depth 0, so stray brackets do no harm. */
function closingOf(text: string, start: number): number {
  let ruled = -1
  let depth = 0
  for (let i = start; i < text.length; i++) {
    const letter = text[i]
    if (letter === '「') depth++
    if (letter !== '」') continue
    depth--
    const line = nextLine(text, i + 1)
    if (line !== undefined && RULE.test(line)) {
      if (depth <= 0) return i
      ruled = i
    }
  }
  return ruled
}

/** The line after position `at`, when nothing but blanks stands before its break. */
function nextLine(text: string, at: number): string | undefined {
  let i = at
  while (i < text.length && (text[i] === ' ' || text[i] === '\r' || text[i] === '\t')) i++
  if (text[i] !== '\n') return undefined
  const end = text.indexOf('\n', i + 1)
  return text.slice(i + 1, Math.min(end < 0 ? text.length : end, i + 121)).trimEnd()
}

function afterRule(rest: string): string {
  const first = rest.indexOf('\n')
  const second = rest.indexOf('\n', first + 1)
  return second < 0 ? '' : rest.slice(second + 1)
}

/** A forwarded chat record (聊天记录) or a run of pasted `name 10:32` lines. */
export function isForwarded(text: string): boolean {
  const head = text.slice(0, 400)
  if (/^\s*(?:\[?(?:聊天记录|聊天記錄|群聊的聊天记录|群聊的聊天記錄|转发|轉發|Chat History)\]?|[-—]{3,} *\d{4}-\d\d-\d\d)/i.test(head)) return true
  if (/^[^\n]{1,40}的(?:聊天记录|聊天記錄)/.test(head)) return true
  const stamped = head
    .split('\n')
    .filter((line) => line.length < 60 && /\S{1,24} +(?:\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日? +)?\d{1,2}:\d\d(?::\d\d)?$/.test(line.trimEnd()))
  return stamped.length >= 2
}
