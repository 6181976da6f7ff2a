import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askedWords, searchWords } from '../../core/search-words.ts'

/** As both databases compare: every asked word is there, or one that begins with it where that is enough. */
const finds = (question: string, text: string): boolean => {
  const words = searchWords(text)
  const asked = askedWords(question)
  return asked.length > 0 && asked.every(({ word, begins }) => words.some((one) => (begins ? one.startsWith(word) : one === word)))
}

describe('what a text is found by', () => {
  test('Chinese by its pairs and its last letter, numbers and words whole', () => {
    expect(searchWords('3号楼电梯坏了，LIFT')).toEqual(['3', '号楼', '楼电', '电梯', '梯坏', '坏了', '了', 'lift'])
  })

  test.each([
    ['楼道堆物', '128号楼楼道堆物严重'],
    ['水', '厨房漏水'],
    ['漏', '厨房漏水'],
    ['電梯', '电梯停了'],
    ['电梯', '電梯停咗'],
    ['ｌｉｆｔ', 'The Lift is broken'],
    ['lif', 'The lift is broken'],
    ['128号楼', '在128号楼南侧'],
    ['#1042', '1042'],
    ['王师傅 配件', '配件到了，王师傅下午来装'],
  ])('%s finds %s', (question, text) => expect(finds(question, text)).toBe(true))

  test.each([
    ['电梯', '停电了，爬楼梯'],
    ['104', '1042'],
    ['楼道 电梯', '楼道堆物'],
    ['!!! ——', '楼道堆物'],
  ])('%s does not find %s', (question, text) => expect(finds(question, text)).toBe(false))

  test('every piece of a text finds it', () => {
    const letter = fc.constantFrom(...'楼道堆物电梯漏水三单元')
    const text = fc.array(letter, { minLength: 1, maxLength: 30 }).map((letters) => letters.join(''))
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (words, a, b) => {
        const from = a % words.length
        const piece = words.slice(from, from + 1 + (b % 6))
        return finds(piece, words)
      }),
    )
  })

  test('words hold letters and digits only: nothing a query language could read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) =>
        [...searchWords(text), ...askedWords(text).map(({ word }) => word)].every((word) => /^[\p{L}\p{N}]+$/u.test(word)),
      ),
    )
  })
})
