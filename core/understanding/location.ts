/** Where: every place a message names, made canonical. Nothing is made up; a field is absent where it is not said. */
import type { CleanText } from './clean.ts'
import { scanChinese } from './location/chinese.ts'
import { scanEnglish } from './location/english.ts'
import { findEnglishSpot } from './location/english-spots.ts'
import { findEstate } from './location/estate.ts'
import { maskNumbers } from './location/mask.ts'
import type { Place } from './location/place.ts'
import { findSpot } from './location/spots.ts'
import type { Location } from './terms.ts'

export interface PlaceSpan {
  /** Position in `clean.said` and `clean.plain`, end exclusive. */
  start: number
  end: number
  location: Location
}

export interface Places {
  /** All spans together; absent when the message names no place. */
  location?: Location
  /** In the order of the message; a corrected or denied place is left out. */
  spans: PlaceSpan[]
}

export interface LocationOptions {
  /** Building of the group: there a two-part number (2-501) is unit and room. */
  roomBuilding?: string
}

export function readLocations(clean: Pick<CleanText, 'said' | 'plain'>, options: LocationOptions = {}): Places {
  const { said, plain } = clean
  const masked = maskNumbers(plain)
  const scanned = ADDRESS.test(masked) ? [...scanChinese(masked, options), ...scanEnglish(masked)] : []
  const places = withoutOverlap(scanned)
  const kept = corrected(plain, places)
  const estate = findEstate(plain, kept)
  const spot = findSpot(plain, places, kept) ?? findEnglishSpot(plain)
  const spans: PlaceSpan[] = kept.map((place) => ({ start: place.start, end: place.end, location: locationOf([place]) }))
  if (spot) spans.push({ start: spot.start, end: spot.end, location: { spot: said.slice(spot.start, spot.end).trim() } })
  if (estate) spans.push({ start: estate.start, end: estate.end, location: { estate: said.slice(estate.start, estate.end) } })
  if (spans.length === 0) return { spans }
  const location = locationOf(kept)
  if (estate) location.estate = said.slice(estate.start, estate.end)
  if (spot) location.spot = said.slice(spot.start, spot.end).trim()
  return { location, spans: spans.sort((a, b) => a.start - b.start) }
}

/** Without any of these letters there is no address to look for. */
const ADDRESS = /[楼栋幢座单门层室房弄梯负#-]|[A-Za-z]{2}|\d{3}|[Bb]\d|号|F/

function withoutOverlap(places: Place[]): Place[] {
  const kept: Place[] = []
  for (const place of places.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1)
    if (!last || place.start >= last.end) kept.push(place)
  }
  return kept
}

const DENIED = /(?<!是)(?:不是|不在|并非|并不是|并不在|没在|唔系|弗是)(?:我们?|咱)?(?:说)?(?:的)?\s?$/
const TAKEN_BACK = /打错|说错|写错|发错|输错|搞错|弄错|看错|更正|纠正|哦不|噢不|啊不|不对|应该是|口误|错了/

/** 不是12栋 打错了 是21栋: the denied one goes when another stands. */
function corrected(plain: string, places: Place[]): Place[] {
  if (places.length < 2) return places.filter((place) => !isDenied(plain, place) || /[吗吧么?]/.test(plain.slice(place.end, place.end + 12)))
  let kept = places.filter((place) => !isDenied(plain, place))
  if (kept.length === 0) kept = []
  for (let i = 1; i < kept.length; i++) {
    const earlier = kept[i - 1]
    const later = kept[i]
    if (!earlier || !later || !TAKEN_BACK.test(plain.slice(earlier.end, later.start))) continue
    kept.splice(i - 1, 2, { ...earlier, ...later })
    i--
  }
  return kept
}

/** 快递送错到19栋: where a thing went by mistake is not where the matter is. */
const ASTRAY = /(?:送错?|错送|投错?|寄错?|跑错?|错)[到去成]\s?$/

const isDenied = (plain: string, place: Place): boolean =>
  DENIED.test(plain.slice(Math.max(0, place.start - 8), place.start)) || ASTRAY.test(plain.slice(Math.max(0, place.start - 4), place.start))

function locationOf(places: readonly Place[]): Location {
  const location: Location = {}
  const buildings = [...new Set(places.flatMap((place) => place.buildings ?? []))]
  if (buildings.length === 1) location.building = buildings[0]
  else if (buildings.length > 1) location.building = buildings
  for (const field of ['unit', 'floor', 'room'] as const) {
    const holders = buildings.length > 1 ? places.filter((place) => place.buildings) : places.filter((place) => place[field])
    const values = new Set(holders.map((place) => place[field]))
    const value = [...values][0]
    // Several buildings: a unit belongs to one of them, so it stands only when all say the same.
    if (value && (values.size === 1 || buildings.length <= 1)) location[field] = value
  }
  return location
}
