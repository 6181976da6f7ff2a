/** Small whole numbers as people write them: 7, 七, 两, 十五, 二十三, 零九. */
const DIGITS: Record<string, number> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 }

/** Never the tail of a longer number: 1042点 is no hour. */
export const NUMBER = '(?<!\\d)\\d{1,3}(?!\\d)|[一二两三四五六七八九]?十[一二三四五六七八九]?|[零〇一二两三四五六七八九]'

/** Not a number when nothing is left of the words. */
export function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const plain = text.replace(/^[零〇](?=.)/, '')
  const [tens, ones] = plain.split('十')
  if (ones === undefined) return DIGITS[plain] ?? Number.NaN
  return (tens ? (DIGITS[tens] ?? 1) : 1) * 10 + (ones ? (DIGITS[ones] ?? 0) : 0)
}
