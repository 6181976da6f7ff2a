/** Numbers as people type them: 128, １２８, 一百二十八, 一二八, 廿三, 负一, seven. */

const DIGIT: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  幺: 1,
  二: 2,
  两: 2,
  贰: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
}
const SCALE: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100 }
const TENS: Record<string, number> = { 廿: 20, 卅: 30 }

/** One letter class for patterns; a run of them is a numeral for `numeral`. */
export const HAN_DIGITS = '零〇一二两三四五六七八九十百廿卅'

export const ENGLISH_NUMBERS: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
}

/** Decimal digits of a numeral without leading zeros (`"128"`), or undefined when it is none. Spoken digit by digit (一二八, 五零一) counts. */
export function numeral(source: string): string | undefined {
  if (/^\d+$/.test(source)) return source.replace(/^0+(?=\d)/, '')
  const english = ENGLISH_NUMBERS[source.toLowerCase()]
  if (english !== undefined) return String(english)
  return hanNumeral(source)
}

function hanNumeral(source: string): string | undefined {
  const letters = [...source]
  if (letters.every((letter) => letter in DIGIT || /\d/.test(letter))) {
    const digits = letters.map((letter) => DIGIT[letter] ?? letter).join('')
    return digits === '' ? undefined : digits.replace(/^0+(?=\d)/, '')
  }
  let total = 0
  let pending: number | undefined
  let lastScale = 0
  for (const letter of letters) {
    const tens = TENS[letter]
    const scale = SCALE[letter]
    if (tens !== undefined) {
      total += tens
      lastScale = 10
    } else if (scale !== undefined) {
      total += (pending ?? 1) * scale
      pending = undefined
      lastScale = scale
    } else if (letter in DIGIT) {
      if (pending !== undefined && pending !== 0) return undefined
      pending = DIGIT[letter]
      if (pending === 0) lastScale = 1
    } else return undefined
  }
  // 一百二 is 120, 一百零二 is 102.
  if (pending !== undefined) total += lastScale === 100 ? pending * 10 : pending
  return String(total)
}
