/** The spot: the shortest phrase that names a place without a number. 南门口, 东侧绿化带, 地下车库入口; 前面 when a building leads to it. */
import { wordAt } from '../words.ts'
import type { Place } from './place.ts'
import { SPOT_WORDS } from './spot-words.ts'

export interface Spot {
  start: number
  end: number
}

interface Candidate extends Spot {
  score: number
}

/** A candidate below this is a thing that was talked about, not a place. */
const ENOUGH = 3

/** 3号楼道, 12号楼顶: the 楼 belongs to the address and to the spot. */
const SHARED_STOREY = /^楼[道梯顶下]/
/** Between an address and its side: 3号楼那个前面, 12栋的门口. */
const LEADS_TO = /^(?:[\s,，、]|的|那个?|这个?|靠|整个|公共|在|里|和\S{0,4}|之|去|下去那个|往){0,3}$/
/** Between a side and the noun it leads to: 旁边的公厕, 中间那片草坪. The noun is the spot. */
const SIDE_TO_NOUN = /(?:的|那个?|这个?|那[片块条棵堵口处座间排]|嗰个?)?\s?/y
/** Words before a noun that say "there": 停在大门口, 就中心喷泉. */
const POINTS = /(?:在|就|从|到|往|靠|停|堵|占|把|喺|响|放|摆|堆|由|沿|近|挨着?|进|出|于|跟)$/
/** Where something lands, lives or goes is not where it is wrong: 砸到花坛, 住楼顶. */
const PASSES = /(?:砸[到塌中]|掉[到在进落]|排到|[流淌喷滴落绕溅吹飞]到|停[咗了]?[喺在]|住|去过?|路过|来自)$/
/** Zones, gates and bays with a number or letter. */
const NUMBERED =
  /(?:[A-Ha-h一二三四五六七八九十\d]{1,3}(?:号门(?!洞)|号口|号岗亭?|号出口|号电梯|号梯|区(?![别域间分])|号车位)|B[1-5]-\d{2,3}(?!\d)|[东南西北][区苑](?=[\dA-Z一二三四五六七八九十]))/y
const ZONE_BEFORE = /(?:[A-Ha-h一二三四五六七八九十\d]{1,2}[区期]|[东南西北][区苑])$/
const BASEMENT_LEVEL = /\s?(?:B[1-5](?!\d)(?:层)?|负[一二三]层?)(?:的?\s?[A-H]区)?(?:\s?[A-Z]?-?\d{1,3}号?(?:车?位)?)?/y
const FLOOR = '第?(?:\\d{1,2}|[一二三四五六七八九十]{1,3})[楼层]'
const BETWEEN_FLOORS = new RegExp(`${FLOOR}(?:到|至|和|跟|与)${FLOOR}(?:之间|中间)?|(?:\\d{1,2}|[一二三四五六七八九十]{1,3})楼半`, 'y')
/** Said without an address, these sides are places when something is there: 在楼下烧烤, 门口那棵树. */
const LOOSE_SIDE =
  /(?:楼下(?=那|嗰|有|开|停|堆|嘅)|(?<=[在到往喺])楼下|门口(?=那|嗰|有|没|修|堆|停|被|嘅)|(?<=[在到往喺堆])门口|(?<=^)门口(?!能|可以|贴|小广告|叫|见|等)|[左右]边(?=那[部个台]|一[个部]|嗰))/y
const NAMED_LIFT = '(?:[左右东西南北中]边?|里面?|外面?|(?<!第)[一二三123]号)(?:的|那[部个台])?(?:电梯|𨋢|客梯|货梯)'
const LIFT_NAMED = new RegExp(NAMED_LIFT, 'y')
/** 电梯里有人抽烟: the lift is where, not what. */
const LIFT = new RegExp(`${NAMED_LIFT}|电梯(?=[里内])`, 'y')
const TRAPPED = /困|被?关在|卡[在住]|按[了键钮]|打不开|停[在了]|晃|抖|异响|不动|拍门|救命|被关/

export function findSpot(plain: string, places: readonly Place[], kept: readonly Place[]): Spot | undefined {
  let best: Candidate | undefined
  const offer = (found: Candidate | undefined): void => {
    if (found && found.score >= ENOUGH && (!best || found.score > best.score)) best = found
  }
  for (const place of kept) offer(sideOf(plain, place))
  let next = 0
  for (let i = 0; i < plain.length; ) {
    while ((places[next]?.end ?? Number.POSITIVE_INFINITY) <= i) next++
    const inside = places[next] && i >= (places[next]?.start ?? 0) ? places[next] : undefined
    // The last 楼 of an address may be the first letter of a spot.
    if (inside && !(i === inside.end - 1 && SHARED_STOREY.test(plain.slice(i, i + 2)))) {
      i = inside.end > i + 1 ? inside.end - 1 : inside.end
      continue
    }
    const before = inside ?? places[next - 1]
    const found = candidateAt(plain, i, before && kept.includes(before) ? before : undefined, inside !== undefined)
    offer(found)
    i = found ? found.end : i + 1
  }
  return best ?? zoneOf(plain, kept)
}

/** 东户, and what leans on it: 东户门口. */
function sideOf(plain: string, place: Place): Candidate | undefined {
  if (!place.side) return undefined
  const start = place.end - place.side.length
  const chain = chainAt(plain, place.end)
  return { start, end: chain.strength > 0 || chain.side ? chain.end : place.end, score: 6 }
}

/** C区2号楼: the zone before a building, when nothing nearer is said. */
function zoneOf(plain: string, kept: readonly Place[]): Spot | undefined {
  for (const place of kept) {
    const found = place.buildings && ZONE_BEFORE.exec(plain.slice(Math.max(0, place.start - 4), place.start))
    if (found) return { start: place.start - found[0].length, end: place.start }
  }
  return undefined
}

function candidateAt(plain: string, start: number, address: Place | undefined, shared: boolean): Candidate | undefined {
  const attached = address !== undefined && (shared || (start - address.end <= 6 && LEADS_TO.test(plain.slice(address.end, start))))
  const lift = stickyEnd(TRAPPED.test(plain) ? LIFT_NAMED : LIFT, plain, start)
  if (lift !== undefined) return { start, end: lift, score: 3.2 }
  const chain = chainAt(plain, start)
  if (chain.strength === 0) {
    if (attached && chain.side) return sideOrNoun(plain, start, chain.end)
    const loose = stickyEnd(LOOSE_SIDE, plain, start)
    return loose === undefined ? undefined : { start, end: loose, score: 3 }
  }
  const before = plain.slice(Math.max(0, start - 3), start)
  const score =
    chain.strength +
    (attached ? 2 : 0) +
    (POINTS.test(before) ? 0.5 : 0) +
    (chain.end > chain.nounEnd && chain.strength >= 2 ? 0.5 : 0) -
    (PASSES.test(before) ? 1 : 0)
  return { start, end: chain.end, score }
}

/** A side that an address leads to, or the place that the side leads to: 4栋上面那个挡土墙 is the 挡土墙. */
function sideOrNoun(plain: string, start: number, end: number): Candidate {
  const from = stickyEnd(SIDE_TO_NOUN, plain, end) ?? end
  const chain = chainAt(plain, from)
  return chain.strength === 3 ? { start: from, end: chain.end, score: 5 } : { start, end, score: 5 }
}

function stickyEnd(pattern: RegExp, text: string, index: number): number | undefined {
  pattern.lastIndex = index
  const found = pattern.exec(text)
  return found ? index + found[0].length : undefined
}

interface Chain {
  end: number
  nounEnd: number
  strength: 0 | 1 | 2 | 3
  /** A side word, which may stand alone behind an address. */
  side: boolean
}

/** The longest run of leads, nouns and tails from here. A thing after a place is no part of it: 楼道电表箱 is the 楼道. */
function chainAt(plain: string, start: number): Chain {
  const numbered = stickyEnd(NUMBERED, plain, start)
  let at = numbered ?? start
  let strength: 0 | 1 | 2 | 3 = numbered === undefined ? 0 : 3
  let nounEnd = at
  for (let hops = 0; hops < 8; hops++) {
    const noun = wordAt(SPOT_WORDS.nouns, plain, at)
    const lead = wordAt(SPOT_WORDS.leads, plain, at)
    if (noun && (!lead || noun.word.length >= lead.word.length)) {
      if (noun.value < 3 && strength === 3) break
      at += noun.word.length
      if (/[库场]$/.test(noun.word)) at = stickyEnd(BASEMENT_LEVEL, plain, at) ?? at
      nounEnd = at
      if (noun.value > strength) strength = noun.value
      continue
    }
    if (!lead || !leadsToNoun(plain, at + lead.word.length, hops)) break
    at += lead.word.length
  }
  if (nounEnd === start) return sideAt(plain, start)
  const tail = wordAt(SPOT_WORDS.tails, plain, nounEnd)
  return { end: nounEnd + (tail?.word.length ?? 0), nounEnd, strength, side: false }
}

function leadsToNoun(plain: string, at: number, hops: number): boolean {
  if (wordAt(SPOT_WORDS.nouns, plain, at)) return true
  const lead = hops < 6 ? wordAt(SPOT_WORDS.leads, plain, at) : undefined
  return !!lead && leadsToNoun(plain, at + lead.word.length, hops + 1)
}

function sideAt(plain: string, start: number): Chain {
  const floors = stickyEnd(BETWEEN_FLOORS, plain, start)
  if (floors !== undefined) return { end: floors, nounEnd: start, strength: 3, side: true }
  const side = wordAt(SPOT_WORDS.sides, plain, start)
  return { end: start + (side?.word.length ?? 1), nounEnd: start, strength: 0, side: !!side }
}
