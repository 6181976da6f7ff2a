/** Building stones that the parts of the grammar share. */
import { HAN_DIGITS, numeral } from '../numerals.ts'

/** 7, 128, 十二. */
export const NUMBER = `(?:\\d{1,4}|[${HAN_DIGITS}]{1,7})`
/** The name of a building: 128, A3, 7A, B, 十二. */
export const NAME = `(?:[A-Za-z]-?\\d{1,3}(?!\\d)|\\d{1,4}[A-Za-z](?![A-Za-z])|\\d{1,4}(?!\\d)|[A-Za-z](?![A-Za-z\\d])|[${HAN_DIGITS}]{1,7})`

/** Matches a sticky pattern at a position. */
export function at(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index
  return pattern.exec(text)
}

/** 128 → 128, a3 → A3, 十二 → 12, A-3 → A3. */
export function blockName(source: string): string | undefined {
  if (/[A-Za-z]/.test(source)) return source.replace('-', '').toUpperCase().replace(/^0+/, '')
  const value = numeral(source)
  return value === '0' ? undefined : value
}

/** A unit's name: a letter or a number up to 60. */
export function unitValue(source: string): string | undefined {
  const value = /[A-Za-z]/.test(source) ? source.toUpperCase() : source.includes('两') ? undefined : numeral(source)
  return value === '0' || Number(value) > 60 ? undefined : value
}

export const roomValue = (source: string): string | undefined => (/^\d/.test(source) ? source.toUpperCase() : numeral(source))

/** 501, 1102: a floor and a door, not a price or a year. */
export const looksLikeRoom = (digits: string): boolean =>
  /^(?:[1-9]|[1-5]\d)(?:0[1-9]|[12]\d|3[0-2])[A-Za-z]?$/.test(digits) && !/^20[2-3]\d$/.test(digits)
