/**
 * Text cut into what it can be found by. Chinese has no spaces: a run of Han letters becomes its pairs (楼道堆物 → 楼道 道堆 堆物) and its last letter,
 * so that every pair, and every single letter by its beginning, is found without a dictionary. Everything else goes by whole words and numbers.
 * Half-width, lower case and simplified letters are what both sides are compared in.
 */
import { simplify } from './understanding/script.ts'

/** Longer texts are found by their beginning. */
const INDEXED_LENGTH = 4_000
/** More words than this do not narrow a question. */
const ASKED_AT_MOST = 16

const RUNS = /((?:(?=\p{L})\p{Script=Han})+)|([\p{L}\p{N}]+)/gu

/** One word of a question. `begins`: whatever begins with it fits. */
export interface AskedWord {
  word: string
  begins: boolean
}

const plain = (text: string): string => simplify(text.normalize('NFKC').toLowerCase())

/** Runs of Han letters and of everything else, in order: 3号楼电梯 is one number and one run. */
function* runsOf(text: string): Generator<{ han: boolean; letters: string[] }> {
  for (const piece of plain(text).matchAll(RUNS)) {
    if (piece[1] !== undefined) yield { han: true, letters: [...piece[1]] }
    else
      for (const part of (piece[2] ?? '').split(/(\p{Script=Han}+)/u).filter(Boolean))
        yield { han: /^\p{Script=Han}/u.test(part), letters: [...part] }
  }
}

const pairs = (letters: readonly string[]): string[] => letters.slice(1).map((letter, i) => `${letters[i]}${letter}`)

/** What a text is found by, each once. */
export function searchWords(text: string): string[] {
  const words = new Set<string>()
  for (const { han, letters } of runsOf(text.slice(0, INDEXED_LENGTH)))
    for (const word of han ? [...pairs(letters), letters.at(-1) ?? ''] : [letters.join('')]) words.add(word)
  return [...words]
}

/** What a question asks for; all of it must be there. Nothing when the question has no letter and no digit. */
export function askedWords(question: string): AskedWord[] {
  const words = new Map<string, AskedWord>()
  for (const { han, letters } of runsOf(question)) {
    const whole = letters.join('')
    if (han && letters.length > 1) for (const word of pairs(letters)) words.set(word, { word, begins: false })
    // A number is that number: 104 does not mean 1042.
    else words.set(whole, { word: whole, begins: han || !/\p{N}/u.test(whole) })
  }
  return [...words.values()].slice(0, ASKED_AT_MOST)
}
