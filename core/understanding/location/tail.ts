/** What follows a building, a unit or a floor: unit, floor, room, side, in any sensible order. */
import { HAN_DIGITS, numeral } from '../numerals.ts'
import { beginsBlock } from './block.ts'
import { at, NUMBER, roomValue, unitValue } from './pattern.ts'
import type { Place } from './place.ts'

const GAP = /(?:[\s,、。的—-]|那个|那边|那|这边|整个|里的?){0,3}/y
export const UNIT = new RegExp(
  `第?(${NUMBER}|[A-Za-z])\\s?(?:单[元圆无]|单(?=[\\d${HAN_DIGITS}])|门洞|门(?![禁卫铃锁板票岗牌市外心面课])|号门(?!口)|梯(?=\\s?[\\d${HAN_DIGITS}]))`,
  'y',
)
/** 4座2梯: in towers the lift shaft is the unit. */
const SHAFT = new RegExp(`(${NUMBER})梯(?![口间子])`, 'y')
const FLOOR = new RegExp(`(负|地下|-(?=\\d))?第?\\s?(${NUMBER})\\s?(?:楼|层|F(?![A-Za-z]))`, 'y')
const GROUND = /底楼(?![道梯])|首层/y
/** 不是负二是负一: said without a word for storey. */
const BELOW = /负([一二三1-3])(?=$|[\s,，。!！那这是打也都有停的])/y
const BASEMENT = /(?:地下)?(?:负)?[Bb]([1-5])(?![\dA-Za-z-])(?:层|楼)?/y
const UNIT_ROOM = /(\d{1,2})\s?[-—]\s?(\d{3,4}[A-Za-z]?)(?![\d-])(?:室|房|号)?/y
/** Chongqing: 15-2 is door 2 on floor 15. */
const FLOOR_DOOR = /(\d{1,2}-\d{1,2})(?![\d-])(?:室|房|号)?/y
const NOT_A_ROOM = '(?![\\d:%]|\\.\\d|[年月日次人个户多]|天(?![花台天])|\\s?[元块万点平㎡米度]|号?车位|\\s?m2)'
export const ROOM = new RegExp(
  `(\\d{3,4}[A-Za-z]?(?![A-Za-z])|[零〇一二三四五六七八九]{3,4}(?![${HAN_DIGITS}]))${NOT_A_ROOM}(?:室|房(?![间价东])|号(?!线|楼))?`,
  'y',
)
const DOOR = /([A-Ha-h])(?![A-Za-z\d区])(?:座|室|单位|户|房)?|(\d{1,2}|[一二三四五六七八九])(?:室|号(?![楼线车])|户(?!人|居))/y
const SIDE = /(?:靠)?(?:[东西南北中左右]|东[南北]|西[南北])(?:边|侧|面)?(?:户|手?家|门(?!口|外|岗|卫|那|里|对面|旁))/y

/** 三楼道, 6楼高, 五楼那个键; 1楼到3楼, 三楼四楼 and 二楼半 are more than a floor. */
const NO_FLOOR_AFTER =
  /^(?:[高栋市道梯宇价以半盘]|楼(?![道梯上下])|的?老?(?:楼|房)(?![道梯上下])|小楼|那?个?键|[到至~、和跟与-]?\s?第?(?!一层)(?:\d{1,2}|[一二三四五六七八九十]{1,3})[楼层]|[到至~-]\s?[\d顶])/
/** 一层灰, 三层玻璃: heaps and layers. */
const LAYER_OF = /^(?:[灰油水膜皮纱雪冰霜薄厚锈泥土窗漆布纸板]|意思|关系|保护|玻璃|塑料)/
/** A floor that something goes to is not where the matter is: 停到11楼, 水灌一楼. */
const GOES_TO = /(?:[回灌进往]|(?<![来过])去|[^一]停|[堆贴停吊挂漏滴砸渗漫淌灌流冲跑搬爬飘拉扔]到|扔|按了?)$/

export function readTail(text: string, place: Place): Place {
  const part = readPart(text, place.end + (at(GAP, text, place.end)?.[0].length ?? 0), place)
  return part ? readTail(text, part) : place
}

function readPart(text: string, from: number, place: Place): Place | undefined {
  return (
    (place.room ? undefined : readUnitOrRoom(text, from, place)) ??
    (place.floor || place.room ? undefined : readFloorPart(text, from, place)) ??
    (place.floor && !place.floor.startsWith('-') && !place.room && text[from - 1] !== '-' ? readDoor(text, from, place) : undefined) ??
    (place.side || !(place.unit || place.floor) ? undefined : readSide(text, from, place))
  )
}

function readUnitOrRoom(text: string, from: number, place: Place): Place | undefined {
  const to = (found: RegExpExecArray, more: Partial<Place>): Place => ({ ...place, ...more, end: from + found[0].length })
  if (!place.unit && !place.floor) {
    const pair = at(UNIT_ROOM, text, from)
    if (pair && Number(pair[1]) > 0) return to(pair, { unit: numeral(pair[1] ?? ''), room: pair[2]?.toUpperCase() })
    const unit = at(UNIT, text, from) ?? (text[place.end - 1] === '座' ? at(SHAFT, text, from) : null)
    const name = unit && unitValue(unit[1] ?? '')
    if (unit && name && !beginsBlock(text, from, unit[0].length)) return to(unit, { unit: name })
    const door = at(FLOOR_DOOR, text, from)
    if (door && place.buildings && !beginsBlock(text, from, door[0].length)) return to(door, { room: door[1] })
  }
  const room = place.floor?.startsWith('-') ? null : at(ROOM, text, from)
  if (!room?.[1] || room[1].startsWith('0') || readFloor(text, from) || beginsBlock(text, from, room[0].length)) return undefined
  return to(room, { room: roomValue(room[1]) })
}

function readFloorPart(text: string, from: number, place: Place): Place | undefined {
  const floor = readFloor(text, from)
  return floor && { ...place, floor: floor.floor, end: floor.end }
}

function readDoor(text: string, from: number, place: Place): Place | undefined {
  const door = at(DOOR, text, from)
  if (!door || (door[2] && /\s$/.test(text.slice(Math.max(0, from - 1), from)))) return undefined
  return { ...place, room: door[1]?.toUpperCase() ?? numeral(door[2] ?? ''), end: from + door[0].length }
}

function readSide(text: string, from: number, place: Place): Place | undefined {
  const side = at(SIDE, text, from)
  return side ? { ...place, side: side[0], end: from + side[0].length } : undefined
}

/** A floor at this very position; ranges, storeys and goals are none. */
export function readFloor(text: string, from: number): { floor: string; end: number } | undefined {
  const before = text.slice(Math.max(0, from - 3), from)
  if (GOES_TO.test(before) || /[\d一二三四五六七八九十](?:[楼层][到至和跟与、~-]?|[到至~-])$/.test(before)) return undefined
  const ground = at(GROUND, text, from)
  if (ground) return { floor: '1', end: from + ground[0].length }
  const basement = at(BASEMENT, text, from)
  // 地库B1 is a spot as a whole.
  if (basement) return /[库场]\s?$/.test(before) ? undefined : { floor: `-${basement[1]}`, end: from + basement[0].length }
  const below = at(BELOW, text, from)
  if (below) return { floor: `-${numeral(below[1] ?? '')}`, end: from + below[0].length }
  const found = at(FLOOR, text, from)
  const value = found && numeral(found[2] ?? '')
  if (!found || !value || value === '0' || Number(value) > 80 || found[2] === '两') return undefined
  const end = from + found[0].length
  const rest = text.slice(end, end + 6)
  if (NO_FLOOR_AFTER.test(rest) || (text[end - 1] === '层' && !found[1] && Number(value) <= 7 && LAYER_OF.test(rest))) return undefined
  return { floor: found[1] ? `-${value}` : value, end }
}
