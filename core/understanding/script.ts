/**
 * Traditional → simplified, one UTF-16 unit for one, so that positions in both texts agree and a place can be
 * given back as it was said. Phrase-wise conversion is not wanted: the reader needs letters, not good style.
 */
import { Converter } from 'opencc-js/t2cn'

const convert = Converter({ from: 't', to: 'cn' })

/** 0 = not met yet. Only CJK units are looked up. */
const table = new Uint16Array(0x10000)

function simplifyUnit(unit: number): number {
  const single = convert(String.fromCharCode(unit))
  return single.length === 1 ? single.charCodeAt(0) : unit
}

/** Same length as the input; the input itself where nothing is traditional. */
export function simplify(text: string): string {
  let out = ''
  let copied = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x3400 || unit > 0x9fff) continue
    const simple = table[unit] || (table[unit] = simplifyUnit(unit))
    if (simple === unit) continue
    out += text.slice(copied, i) + String.fromCharCode(simple)
    copied = i + 1
  }
  return copied ? out + text.slice(copied) : text
}
