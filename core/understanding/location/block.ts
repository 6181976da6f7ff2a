/** Buildings with their word: 128号楼, 十二栋, B座, 46#, lists (18、20号楼) and ranges (128-130号楼). */
import { at, blockName, looksLikeRoom, NAME, NUMBER } from './pattern.ts'
import type { Place } from './place.ts'

const BLOCK = '(?:号\\s?楼栋?|号大?[楼搂]|楼栋|号[栋幢座]|[栋幢座]|懂(?=电梯|门禁|楼|没|停|漏|\\d)|dong(?![a-z])|#楼?)'
const NAMED = new RegExp(`第?\\s?(${NAME})`, 'y')
const NEXT_NAME = new RegExp(`\\s?(${BLOCK}|号)?\\s?(、|,|，|和|与|跟|及|到|至|-|~|—|\\/|(?<=\\d[号#])(?=\\d))\\s?第?(${NAME})(?!\\d)`, 'y')
const BLOCK_AT = new RegExp(`\\s?(${BLOCK})`, 'y')
/** A3二单元, A7一楼, A1楼顶: a letter with a number needs no word. */
const BARE_LETTERED = new RegExp(`(?!B[1-4]电梯)([A-Ha-h]\\d{1,2})(?:楼(?=${NUMBER})|(?=${NUMBER}(?:单元|[楼层])|楼[顶下道]|门口|大堂|电梯))`, 'y')

/** A楼没水. */
const LETTER_HOUSE = /([A-H])楼(?=$|[\s,，的那这没停断又都也电门灯整全一二三四五六七八九\d])/y

/** These four, which, altogether: storeys of houses are counted, not named. */
const COUNTED = /[共这哪几总每各整好同]$|人$|(?:我们|咱们?|后面|前面)那$/
const COUNTS_HOUSES = /^(?:楼(?![道下上顶梯间前后旁门层体号板面])|别墅|小楼|老楼|房子|民房)/
const NO_TOWER = /^(?:车|SUV|商务|轿车|山|桥|塔|城|庙|寺|岛|大桥|大山|雕像|坟|椅|位|机|谈|垫|的车|面包)/i
const TOWER_GOES_ON = new RegExp(`^\\s?(?:${NUMBER}[楼层FA-H]|\\d{3,4}|大堂|电梯|门口|楼下|天台|后楼梯|那边|也|都|冇|没|停)`)

interface Named {
  name: string
  source: string
  /** What joins it to the one before. */
  joint?: string
  /** The one before had a block word of its own: 5幢到9幢 are two, 5到9幢 are five. */
  closed?: boolean
}

/** The number read here is itself a building: `from` up to beyond `length`. */
export function beginsBlock(text: string, from: number, length: number): boolean {
  const lead = at(NAMED, text, from)
  const block = lead && at(BLOCK_AT, text, from + lead[0].length)
  return !!block && lead[0].length + block[0].length > length
}

export function readBlock(text: string, start: number, before: string): Place | undefined {
  const bare = at(BARE_LETTERED, text, start) ?? (/[A-Za-z\d]$/.test(before) ? null : at(LETTER_HOUSE, text, start))
  if (bare?.[1]) return { start, end: start + bare[0].length, buildings: [bare[1].toUpperCase()] }
  const first = at(NAMED, text, start)
  if (!first?.[1]) return undefined
  const names: Named[] = [{ name: blockName(first[1]) ?? '', source: first[1] }]
  let end = start + first[0].length
  for (let next = at(NEXT_NAME, text, end); next && belongs(text, next, end, names.at(-1)?.name ?? ''); next = at(NEXT_NAME, text, end)) {
    names.push({ name: blockName(next[3] ?? '') ?? '', source: next[3] ?? '', joint: next[2], closed: !!next[1] && next[1] !== '号' })
    end += next[0].length
  }
  const block = at(BLOCK_AT, text, end)
  if (!block?.[1]) return undefined
  end += block[0].length
  return accept(text, before, first, names, block[1], end) ? { start, end, buildings: expand(names) } : undefined
}

/** 18、20号楼 is a list because a block word closes it; in 128号楼-2-501 the dash leads to the unit. */
function belongs(text: string, next: RegExpExecArray, end: number, last: string): boolean {
  const name = Number(blockName(next[3] ?? ''))
  // 5栋101、102,3栋: a room is no building of the list; 7号8号楼 is a list, 12号3号楼 an address.
  if ((looksLikeRoom(last) && name < 100) || (next[2] === '' && name <= Number(last))) return false
  if (next[2] === '-' && next[1] && (next[1].startsWith('#') || !at(BLOCK_AT, text, end + next[0].length))) return false
  let from = end + next[0].length
  for (let hops = 0; hops < 30; hops++) {
    if (at(BLOCK_AT, text, from)) return true
    const further = at(NEXT_NAME, text, from)
    if (!further) return false
    from += further[0].length
  }
  return false
}

function expand(names: Named[]): string[] {
  const list: string[] = []
  for (const { name, joint, closed } of names) {
    const from = Number(list.at(-1))
    const to = Number(name)
    if (!closed && joint && /[-到至~—]/.test(joint) && Number.isInteger(from) && Number.isInteger(to)) {
      if (to > from && to - from <= 30) for (let value = from + 1; value <= to; value++) list.push(String(value))
      else list.splice(-1, 1, name)
    } else if (name) list.push(name)
  }
  return [...new Set(list)]
}

function accept(text: string, before: string, first: RegExpExecArray, names: Named[], block: string, end: number): boolean {
  if (names.some(({ name }) => !name || Number(name) > 2_000)) return false
  const source = first[1] ?? ''
  const rest = text.slice(end, end + 6)
  const ordinal = first[0].startsWith('第')
  if (names.length === 1 && source === '两') return false
  if (block.startsWith('#'))
    return !/^(?:汽油|油|柴油|电池)/.test(rest) && !/(?<!\d)[#＃]$/.test(before) && !/^(?:涨|降|调价)/.test(rest) && !/油价|加油/.test(text)
  if (block.startsWith('号')) return true
  if (names.length === 1 && !ordinal && (COUNTED.test(before) || COUNTS_HOUSES.test(rest))) return false
  if (block === '座') return isTower(source, rest, before, ordinal)
  return !/^[A-Za-z]$/.test(source) || !/[A-Za-z]$/.test(before)
}

function isTower(source: string, rest: string, before: string, ordinal: boolean): boolean {
  if (NO_TOWER.test(rest)) return false
  if (ordinal || /^[A-Za-z]/.test(source)) return true
  if (/[这那一有买开坐]$/.test(before)) return false
  return /^\d/.test(source) ? Number(source) <= 60 : TOWER_GOES_ON.test(rest)
}
