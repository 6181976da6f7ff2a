/** Addresses as written in English: bldg 128 apt 501, blk C, building 7 unit 2, 2/F, G/F, tower 4. */
import { numeral } from '../numerals.ts'
import { looksLikeRoom } from './pattern.ts'
import type { Place } from './place.ts'

const WORDS = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty'
const ORDINALS = 'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth'
const NAME = `(?:[A-Z]?\\d{1,3}[A-Z]?|[A-Z]|${WORDS})`
const END = '(?![A-Za-z\\d])'

const BUILDING = new RegExp(
  `(?<![A-Za-z])(?:buildings?|bldg?s?|blocks?|blks?|towers?|twr|wing)\\.?\\s?(?:no\\.?\\s?)?#?\\s?(${NAME})${END}((?:\\s?(?:,|and|&|\\/|or|-|to)\\s?#?${NAME}${END})*)`,
  'gi',
)
/** Tower A 1203, blk 12 #501. */
const NEXT_ROOM = /[\s,]+(?:no\.?\s?)?#?(\d{3,4}[A-Z]?)(?![\d:]|\s?(?:am|pm|o'clock|hours|yuan|rmb|people|meters|m)\b)/giy
/** T12 lobby, in an English sentence. */
const TOWER = /(?<![A-Za-z\d-])T(\d{1,2})(?![\dA-Za-z-])/g
const UNIT = new RegExp(`(?<![A-Za-z])(?:unit|entrance|staircase)\\s?#?(\\d{1,2}|${WORDS})${END}`, 'gi')
const ROOM = new RegExp(
  `(?<![A-Za-z])(?:apt|apartment|flat|room|rm|suite|unit|door)\\.?\\s?(?:no\\.?\\s?)?#?(\\d{3,4}[A-Z]?|\\d{1,2}[A-Z]|[A-H](?=\\s*[,.;!?]|\\s*$))${END}`,
  'gi',
)
/** An English sentence about "804": a room after a preposition. */
const ROOM_IN =
  /(?<![A-Za-z])(?:in|at|outside|of|from|opposite|above|below|near) (\d{3,4})(?![\d:]|\s?(?:am|pm|o'clock|hours|yuan|rmb|people|meters|m)\b)/gi

const FLOORS: [RegExp, (found: RegExpExecArray) => string | undefined][] = [
  [/(?<![\dA-Za-z])(\d{1,2})\s?\/F(?![A-Za-z])/gi, (found) => found[1]],
  [/(?<![A-Za-z])(?:[UL]?G)\/F(?![A-Za-z])|(?<![A-Za-z])ground floor/gi, () => '1'],
  [/(?<![A-Za-z])B(\d)(?:\/F)?(?=\s(?:car ?park|parking|garage|lift|level|floor))/gi, (found) => `-${found[1]}`],
  [/(?<![A-Za-z])basement(?: level)? (\d)/gi, (found) => `-${found[1]}`],
  [
    new RegExp(`(?<![\\dA-Za-z])(\\d{1,2}(?:st|nd|rd|th)|${ORDINALS})\\s(?:floor|fl|flr)${END}`, 'gi'),
    (found) => numeral((found[1] ?? '').replace(/(?:st|nd|rd|th)$/i, (end) => (/^\d/.test(found[1] ?? '') ? '' : end))),
  ],
  [new RegExp(`(?<![A-Za-z])(?:floor|level|lvl|fl\\.?)\\s?(\\d{1,2}|${WORDS})${END}`, 'gi'), (found) => numeral(found[1] ?? '')],
]

const CUE = /bldg|build|blo?c?k|tower|twr|wing|unit|entrance|apt|apartment|flat|room|rm|suite|door|floor|\/F|level|basement|fl|T\d| \d{3,4}/i

function* each(pattern: RegExp, text: string): Generator<RegExpExecArray> {
  pattern.lastIndex = 0
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) yield found
}

/** `1-3` and `1 to 3` are a range, the rest a list. */
function buildingsOf(first: string, rest: string): string[] {
  const names = [nameOf(first)]
  for (const found of rest.matchAll(/(,|and|&|\/|or|-|to)\s?#?([A-Z]?\d{1,3}[A-Z]?|[A-Z]|[a-z]{3,})(?![A-Za-z\d])/gi)) {
    const name = nameOf(found[2] ?? '')
    const from = Number(names.at(-1))
    if (/-|to/i.test(found[1] ?? '') && Number(name) > from && Number(name) - from <= 30)
      for (let value = from + 1; value < Number(name); value++) names.push(String(value))
    names.push(name)
  }
  return [...new Set(names)]
}

const nameOf = (source: string): string => numeral(source) ?? source.toUpperCase()

export function scanEnglish(masked: string): Place[] {
  if (!CUE.test(masked)) return []
  const places: Place[] = []
  const add = (found: RegExpExecArray, more: Partial<Place>): void =>
    void places.push({ start: found.index, end: found.index + found[0].length, ...more })
  for (const found of each(BUILDING, masked)) {
    const first = found[1] ?? ''
    // "a building a…": an article is no name.
    if (/^[A-Z]$/i.test(first) && first !== first.toUpperCase()) continue
    const buildings = buildingsOf(first, found[2] ?? '')
    NEXT_ROOM.lastIndex = found.index + found[0].length
    const room = NEXT_ROOM.exec(masked)
    if (room && looksLikeRoom(room[1] ?? '')) places.push({ start: found.index, end: NEXT_ROOM.lastIndex, buildings, room: room[1]?.toUpperCase() })
    else add(found, { buildings })
  }
  if (!/[\u4e00-\u9fff]|terminal|airport/i.test(masked)) for (const found of each(TOWER, masked)) add(found, { buildings: [found[1] ?? ''] })
  for (const found of each(UNIT, masked)) add(found, { unit: numeral(found[1] ?? '') })
  for (const found of each(ROOM, masked)) add(found, { room: found[1]?.toUpperCase() })
  if (!/[\u4e00-\u9fff]/.test(masked)) for (const found of each(ROOM_IN, masked)) if (looksLikeRoom(found[1] ?? '')) add(found, { room: found[1] })
  for (const [pattern, floorOf] of FLOORS) {
    for (const found of each(pattern, masked)) {
      const floor = floorOf(found)
      if (floor) add(found, { floor })
    }
  }
  return places.sort((a, b) => a.start - b.start)
}
