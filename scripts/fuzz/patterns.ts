/**
 * Every regular expression written in the rooms that read people's words, against strings that make a backtracking one slow. What is read is cut to 4,000
 * letters (core/understanding/clean.ts), at the door to 8,000 (services/intake.ts): time that grows with the square of that is milliseconds, what
 * grows steeper is minutes.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Pattern {
  file: string
  source: string
  flags: string
}

/** A literal stands where a value may begin. */
const LITERAL = /(?<=[(=,:[!&|?{;>\n]\s*)\/(?![/*])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]*)/g
const withoutComments = (code: string): string => code.replace(/^\s*(?:\/?\*|\/\/).*$/gm, '')

function isPattern(source: string, flags: string): boolean {
  try {
    new RegExp(source, flags)
    return true
  } catch {
    return false
  }
}

/** Regular expressions as they stand in the files of these folders. */
export function patternsIn(folders: readonly string[]): Pattern[] {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  )
  const found = new Map<string, Pattern>()
  for (const file of files)
    for (const [, source = '', flags = ''] of withoutComments(readFileSync(file, 'utf8')).matchAll(LITERAL))
      if (isPattern(source, flags)) found.set(`${source} ${flags}`, { file, source, flags })
  return [...found.values()]
}

const COMMON = ['a', '1', ' ', '楼', '@', '1-', '「', 'a ', '1 ', '号', '\n', '没', '。', '今天', '#1', '- ']

/** Pieces to repeat: the common ones, and what the pattern itself speaks of. */
function piecesOf({ source }: Pattern): string[] {
  const own = source.match(/[\u4e00-\u9fff]{1,4}|[a-z]{3,}/giu) ?? []
  return [...new Set([...COMMON, ...own.slice(0, 12), own.slice(0, 3).join(''), own.slice(0, 2).join(' ')])].filter(Boolean)
}

const timed = (work: () => unknown): number => {
  const from = performance.now()
  work()
  return performance.now() - from
}

function run(regex: RegExp, text: string): number {
  return timed(() => (regex.global ? text.replace(regex, '') : regex.test(text)))
}

const SHORT = 300
const TIMES = 4
/** Below this nobody waits, and the clock tells nothing. Milliseconds. */
const NOT_WORTH_A_LOOK = 4
/** Linear is TIMES, quadratic its square, cubic 64. */
const STEEPEST = 40

export interface SlowPattern extends Pattern {
  piece: string
  ratio: number
  ms: number
}

/** The patterns whose time explodes. */
export function slowPatterns(patterns: readonly Pattern[]): SlowPattern[] {
  const slow: SlowPattern[] = []
  for (const pattern of patterns) {
    for (const piece of piecesOf(pattern)) {
      const regex = new RegExp(pattern.source, pattern.flags)
      const at = (length: number): string => `${piece.repeat(Math.ceil(length / piece.length)).slice(0, length)}\u0001`
      const [short, long] = [at(SHORT), at(SHORT * TIMES)]
      if (run(regex, long) < NOT_WORTH_A_LOOK) continue
      // The least of several: what else the machine does only adds.
      const least = (text: string): number => Math.min(...Array.from({ length: 3 }, () => run(regex, text)))
      const [few, many] = [least(short), least(long)]
      if (many >= NOT_WORTH_A_LOOK && many / few > STEEPEST) {
        slow.push({ ...pattern, piece, ratio: many / few, ms: many })
        break
      }
    }
  }
  return slow
}
