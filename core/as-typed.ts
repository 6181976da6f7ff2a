/** The grammars read normalised, simplified letters; what people wrote is told on as they wrote it. */
import { simplify } from './understanding/script.ts'

const oneForOne = (letter: string): string => {
  const normal = letter.normalize('NFKC')
  return normal.length === letter.length ? normal : letter
}

/** `part` as it stands in `original`; `part` itself where it cannot be found there. */
export function asTyped(original: string, part: string): string {
  const flat = simplify(Array.from(original, oneForOne).join(''))
  const at = part === '' || flat.length !== original.length ? -1 : flat.indexOf(part)
  return at < 0 ? part : original.slice(at, at + part.length)
}
