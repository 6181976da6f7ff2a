/** Names and letter runs become numbers; the model knows features by these alone. */
const OFFSET = 0x811c9dc5
const PRIME = 0x01000193

/** Last mixing step: neighbours end up far apart. */
export function mix(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

export function hashName(name: string): number {
  let h = OFFSET
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), PRIME)
  return mix(h)
}

/** Letters after normalisation: digits are all `0` and one run is one, marks but ? and ! are blanks, edges are marked. */
export function normalLetters(lower: string, most: number): string {
  return ` ${lower
    .slice(0, most)
    .replace(/\d+/g, '0')
    .replace(/[^\p{L}\p{N}?!？！]+/gu, ' ')
    .trim()} `
}

/** All runs of one to `longest` letters. `salt` keeps different texts (own words, words before) apart. */
export function addLetterRuns(out: number[], text: string, longest: number, salt: number): void {
  for (let start = 0; start < text.length; start++) {
    let h = OFFSET ^ salt
    for (let n = 1; n <= longest && start + n <= text.length; n++) {
      h = Math.imul(h ^ text.charCodeAt(start + n - 1), PRIME)
      if (n === 1 && text[start] === ' ') continue
      out.push(mix(h + n))
    }
  }
}

export function addWords(out: number[], text: string): void {
  const words = text.match(/[a-z']+/g)
  if (!words) return
  for (let i = 0; i < words.length; i++) {
    out.push(hashName(`w ${words[i]}`))
    if (i > 0) out.push(hashName(`w ${words[i - 1]} ${words[i]}`))
  }
}
