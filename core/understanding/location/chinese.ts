/** Addresses as written in Chinese: 128号楼2单元501, 三栋二门, 76弄12号301, 9-2-1101, 15楼B, 负一层. One number at a time, left to right. */
import { HAN_DIGITS, numeral } from '../numerals.ts'
import { readBlock } from './block.ts'
import { at, blockName, looksLikeRoom, NAME, NUMBER, roomValue, unitValue } from './pattern.ts'
import type { Place } from './place.ts'
import { ROOM, readFloor, readTail, UNIT } from './tail.ts'

const ANY_NUMBER = new RegExp(
  `(?<![A-Za-z\\d])[A-F]\\d{4}(?!\\d)|第?${NAME}|负|(?<![\\dA-Za-z])-(?=[1-4](?:层|楼|F))|地下[一二三四五\\d]|底楼(?![道梯])|首层|[东西中南北]单元`,
  'g',
)
const LANE = new RegExp(`(?:${NUMBER}支)?(${NUMBER})弄\\s?(?:${NUMBER}支弄)?\\s?(${NUMBER})号(?:楼)?`, 'y')
const TRIPLE = /([A-Za-z]?\d{1,3}[A-Za-z]?)\s?[-—_]{1,3}\s?(\d{1,2})\s?[-—_]{1,3}\s?(\d{3,4}[A-Za-z]?)(?![\d-])(?:室|房|号)?/y
const QUADRUPLE = /\d{1,2}-(\d{1,3})-(\d{1,2})-(\d{3,4})(?![\d-])(?:室|房|号)?/y
const PAIR = /(\d{1,2})\s?-\s?(\d{3,4})(?![\d-])(?:室|房|号)?/y
/** 3-2的电梯: building and unit, where a thing of a unit follows. */
const UNIT_PAIR_WORD = /(\d{1,3})-(\d{1,2})单元/y
const UNIT_PAIR = /(\d{1,3})-(\d{1,2})(?=(?:的|那|这|另外|单元)?[^层楼\d]{0,3}(?:电梯|楼道|单元门|门禁|门口|对讲))/y
/** 9号二楼, 12号301室, 1号门口: a house number that carries an address on. */
const NUMBERED_HOUSE = new RegExp(
  `(\\d{1,3})号(?=(?:[1-9]|[1-3]\\d)(?:0[1-9]|1\\d)(?:室|(?![\\d元块万多人])))|(\\d{1,3})号(?=\\d单元|\\s?[${HAN_DIGITS}]单元|\\s?${NUMBER}[楼层](?![道梯])|楼梯|楼道|门口|门前|旁边|楼下|墙外|外墙|那[栋幢户]|业主|住户|没[水电气暖]|断[水电]|漏水)|([5-9]|[1-9]\\d)号(?=(?:的|那|这)?(?:电梯|门禁|楼梯|楼道)|后面|前面|对面|底下|这边|那边|顶[楼层]|地下室|有?(?:煤气|燃气|人)|着火|起火|冒烟|下水道?|的?(?:灯|厕所))`,
  'y',
)

/** 阿拉9号也停了: whose house it is, so no date. */
const OUR_HOUSE = /(?:我们|咱们?|阿拉|伲|我家|俺家|家住|我住|住在?)$/
const HOUSE = new RegExp(`(\\d{1,3}|[${HAN_DIGITS}]{1,3})号(?![日早晚上下前后到回出去来生过结开放])`, 'y')

const OF_UNIT = `(?:的?(?:电梯|楼道|这楼|门禁|灯|对讲|楼梯|那家|那户)|[\\d${HAN_DIGITS}]+[楼层]|\\d{3,4})`
/** A bare 门 is a unit only where it cannot be a door or a subject: 3门的灯, 二门电梯. */
const UNIT_ALONE = new RegExp(
  `第?(${NUMBER}|[A-Za-z](?=单元))\\s?(?:单[元圆无]|门洞|(?<=\\d\\s?)门(?=$|[\\s,。!?]|[的那又也都没停]|单元|${OF_UNIT})|门(?=${OF_UNIT}))`,
  'y',
)
/** 我2梯都跳: in towers the lift shaft is the unit. */
const SHAFT_ALONE = /([1-9])梯(?=$|[\s,，。!！都也又没冇的今停唔不])/y
/** 东单元1103. */
const SIDE_UNIT = /[东西中南北]单元/y
const ROOM_ALONE =
  /(\d{3,4}[A-Za-z]?|[零〇一二三四五六七八九]{3,4})(?:室|房(?![间价东租产贷子屋源型])|(?=那家|那户|那边|顶棚|家(?![具电长])|住户|业主|门口|门缝|楼上|楼下|对门|隔壁))/y

const HOUSE_CUE = /(?:楼上|楼下|隔壁|对门|对面|我家|我们家|我住|我在|家住|住在?|家在|我|应该是|应是|写错了?|打错了?|说错了?|更正)(?:的|是|在|为)?\s?$/
const COUNTED_UNIT = /[共这哪几总每各好]$/
const NO_FLOOR_BEFORE = /(?:共|总共|一共|总高|高|有|盖|建|[铺盖裹包贴垫糊]了|爬了?|爬到?|才|分|上下|隔了?|好几|几|每|两三|这|那|哪|好|和|跟|、)$/
const STOREY_GOES_ON =
  /^(?:$|[\s,。!?的那这又也都没有电楼走过大住靠东西南北中商公消防左右晃门开按灯改是往全被把里外墙窗阳卫厕老整\dA-H]|厅|平台|漏|渗|积水|堆|阳台)/
/** 鸟屎一层: a heap, unless the floor begins the clause. */
const ONE_LAYER = /^一层$/
const BASEMENT_GOES_ON = /^(?:$|[^\w栋座幢单维证照级驾型套组班号房签本线轮票族-])/
const STUDY = /测试|考试|考|作文|复习|课|卷|练习|单词|语文|数学|英语|听写|背/
const MEASURED = /^(?:\s?[元块万点平㎡米度年月日天次人个户多:%]|\.\d)/

export interface ScanOptions {
  /** Building of the group: a two-part number is unit and room there. */
  roomBuilding?: string
}

/** Reads `masked` (simplified letters, numbers that are no places blanked) from left to right. */
export function scanChinese(masked: string, options: ScanOptions = {}): Place[] {
  const places: Place[] = []
  const scan = new RegExp(ANY_NUMBER)
  for (let found = scan.exec(masked); found; found = scan.exec(masked)) {
    const place = readPlace(masked, found.index, options)
    if (!place) continue
    places.push(place)
    scan.lastIndex = place.end
  }
  return places
}

function readPlace(text: string, start: number, options: ScanOptions): Place | undefined {
  const before = text.slice(Math.max(0, start - 6), start)
  if (/[A-Za-z\d]$/.test(before) && /[A-Za-z\d]/.test(text[start] ?? '')) return undefined
  const head =
    readLane(text, start) ??
    readLettered(text, start, before) ??
    readBlock(text, start, before) ??
    readDashes(text, start, before, options) ??
    readHouse(text, start, before)
  if (head) return readTail(text, head)
  return readUnitAlone(text, start, before) ?? readFloorAlone(text, start, before) ?? readRoomAlone(text, start, before, options)
}

/** A2-604 and, in rows of villas, A17 or B22 alone. B1 to B4 are basements. */
const LETTERED_ROOM = /([A-Ha-h]\d{0,2})-(\d{3,4})(?![\d-])/y
const LETTERED = /([A-Fa-f](?:1\d|[2-4]\d))(?![\dA-Za-z-])(?!\s?(?:纸|型|级|照|片|签|轮|款|套|钢|混凝土|维|口|楼|车位|车库|停车|号?桩))/y
/** A1203漏水: among words about a home. */
const LETTERED_FLAT = /([A-F])(\d{3,4})(?![\d-]|\s?(?:车|号|次|型|款|位))/y

function readLettered(text: string, start: number, before: string): Place | undefined {
  const room = at(LETTERED_ROOM, text, start)
  if (room?.[1] && room[2] && looksLikeRoom(room[2]) && !/^b[1-4]$/i.test(room[1])) {
    return { start, end: start + room[0].length, buildings: [room[1].toUpperCase()], room: room[2] }
  }
  if (!/(?:^|[\s,，。在是住壁家])$/.test(before)) return undefined
  const flat = HOME.test(text) ? at(LETTERED_FLAT, text, start) : null
  if (flat?.[1] && flat[2] && looksLikeRoom(flat[2])) return { start, end: start + flat[0].length, buildings: [flat[1]], room: flat[2] }
  const alone = at(LETTERED, text, start)
  return alone?.[1] && !readBlock(text, start, before) ? { start, end: start + alone[0].length, buildings: [alone[1].toUpperCase()] } : undefined
}

function readLane(text: string, start: number): Place | undefined {
  const found = at(LANE, text, start)
  const building = found && numeral(found[2] ?? '')
  return found && building ? { start, end: start + found[0].length, buildings: [building] } : undefined
}

function readDashes(text: string, start: number, before: string, options: ScanOptions): Place | undefined {
  if (/[\d.:/-]$/.test(before)) return undefined
  const three = at(QUADRUPLE, text, start) ?? at(TRIPLE, text, start)
  if (three) {
    const building = blockName(three[1] ?? '')
    const unit = numeral(three[2] ?? '')
    const room = three[3]?.toUpperCase()
    if (!building || !unit || unit === '0' || !room || room.startsWith('0')) return undefined
    return { start, end: start + three[0].length, buildings: [building], unit, room }
  }
  return readPair(text, start, options)
}

function readPair(text: string, start: number, options: ScanOptions): Place | undefined {
  const pair = at(PAIR, text, start)
  // 12-2单元 is a house and its unit; 1-2单元 may be two units.
  const worded = at(UNIT_PAIR_WORD, text, start)
  const ofUnit = pair ? null : worded && Number(worded[1]) > Number(worded[2]) ? worded : at(UNIT_PAIR, text, start)
  if (ofUnit && Number(ofUnit[1]) > 0 && Number(ofUnit[2]) > 0) {
    return { start, end: start + ofUnit[0].length, buildings: [numeral(ofUnit[1] ?? '') ?? ''], unit: numeral(ofUnit[2] ?? '') }
  }
  if (!pair?.[2] || Number(pair[1]) === 0 || !looksLikeRoom(pair[2])) return undefined
  const end = start + pair[0].length
  if (MEASURED.test(text.slice(end, end + 2))) return undefined
  const first = numeral(pair[1] ?? '') ?? ''
  return options.roomBuilding ? { start, end, unit: first, room: pair[2] } : { start, end, buildings: [first], room: pair[2] }
}

/** 9号里向, 9号整幢, 9号后头: parts of a house. */
const HOUSE_OF =
  /(\d{1,3})号(?=里向|后头|前头|后门|前门|一幢|整[幢栋个]|全[楼幢栋]|底[楼层]|墙|院子|天井|[东西南北][头侧]|外墙|屋顶|走廊|过道|安全出口|阴沟|信箱|楼组|公用|水箱|水管|下水|电表|水表|化粪)/y
/** 三楼有煤气味 9号: by itself, where trouble is told and no day is spoken of. */
const HOUSE_SET_OFF = /(\d{1,3})号(?=$|[\s,，。!！])/y
const TROUBLE =
  /漏|堵|坏|没[水电气]|停[水电]|断[水电气]|臭|着火|起火|烧|冒烟|煤气|燃气|电梯|楼道|灯|太?吵|垃圾|门禁|救命|倒了|掉|塌|裂|蟑螂|老鼠|霉|渗|洇/
const DAY_TALK =
  /月|几号|日期|通知|公告|开始|截止|工资|供暖|下周|周[一二三四五六日末]|星期|礼拜|[今明昨前后]天|号前|之前|以前|上午|下午|晚上|预约|交费|缴|到期|生日|开学|几时|什么时候|号楼|[栋幢座]|车位|桩|梯/

const readOurHouse = (text: string, start: number, before: string): RegExpExecArray | null => {
  const named = at(NUMBERED_HOUSE, text, start) ?? at(HOUSE_OF, text, start)
  if (named) return named
  if (OUR_HOUSE.test(before)) return at(HOUSE, text, start)
  const setOff = /(?:^|[\s,，。])$/.test(before) ? at(HOUSE_SET_OFF, text, start) : null
  return setOff && TROUBLE.test(text) && !DAY_TALK.test(text) ? setOff : null
}

function readHouse(text: string, start: number, before: string): Place | undefined {
  if (/[月日周年路街道第巷]$/.test(before)) return undefined
  const found = readOurHouse(text, start, before)
  const building = found && numeral(found[1] ?? found[2] ?? found[3] ?? '')
  return building && building !== '0' ? { start, end: start + found[0].length, buildings: [building] } : undefined
}

function readUnitAlone(text: string, start: number, before: string): Place | undefined {
  const side = at(SIDE_UNIT, text, start)
  if (side) {
    const tail = readTail(text, { start, end: start + side[0].length, side: side[0] })
    return tail.room || tail.floor ? tail : undefined
  }
  const found = at(UNIT_ALONE, text, start) ?? (/(?:^|[\s,，。我]|我[们家])$/.test(before) ? at(SHAFT_ALONE, text, start) : null)
  const unit = found && unitValue(found[1] ?? '')
  if (!found || !unit || COUNTED_UNIT.test(before)) return undefined
  const end = start + found[0].length
  if (STUDY.test(text.slice(end, end + 8))) return undefined
  if (found[0].endsWith('门') && (/[这那两热专入部南北东西大正后前侧]$/.test(before) || found[0].startsWith('第'))) return undefined
  return readTail(text, { start, end, unit })
}

function readFloorAlone(text: string, start: number, before: string): Place | undefined {
  const floor = readFloor(text, start)
  if (!floor || /维生素|维他命|[A-Za-z]$/.test(before)) return undefined
  const words = text.slice(start, floor.end)
  // 12楼3单元: in the north-east a bare 楼 before a unit is the building.
  const unit = /^\d+楼$/.test(words) ? at(UNIT, text, floor.end) : null
  if (unit && /单元|门洞/.test(unit[0])) return readTail(text, { start, end: floor.end, buildings: [floor.floor] })
  const rest = text.slice(floor.end, floor.end + 4)
  if (/^[Bb]\d$/.test(words) && !BASEMENT_GOES_ON.test(rest)) return undefined
  if (Number(floor.floor) > MANY ? COUNTS_STOREYS.test(before) : NO_FLOOR_BEFORE.test(before) && !/[住在]$/.test(before)) return undefined
  if (words.endsWith('层') && !/^[负地-]/.test(words) && Number(floor.floor) <= MANY && !isStorey(words, before, rest)) return undefined
  return readTail(text, { start, end: floor.end, floor: floor.floor })
}

/** Nobody piles up eight layers of dust: above this 层 is a floor. */
const MANY = 7
const COUNTS_STOREYS = /(?:共|总共|一共|总高|高|盖|建|爬了?|隔了?)$/

function isStorey(words: string, before: string, rest: string): boolean {
  return STOREY_GOES_ON.test(rest) && (!ONE_LAYER.test(words) || /(?:^|[\s,。!?在住从、])$/.test(before))
}

function readRoomAlone(text: string, start: number, before: string, options: ScanOptions): Place | undefined {
  if (/[\d.:/-]$/.test(before)) return undefined
  const found =
    at(ROOM_ALONE, text, start) ??
    (HOUSE_CUE.test(before) ? at(ROOM, text, start) : null) ??
    readSetOff(text, start, before) ??
    (options.roomBuilding === undefined ? null : readOfBuilding(text, start, before))
  const room = found && roomValue(found[1] ?? '')
  if (!found || !room || !looksLikeRoom(room)) return undefined
  return readTail(text, { start, end: start + found[0].length, room })
}

/** In the group of one building a number of that form is a flat: 1605的水管, 403也冒了, 同 2203. */
const OF_BUILDING = /(\d{3,4})(?=$|[\s,，。!！?？、]|[的也那都没说是家和跟又在有])/y

const readOfBuilding = (text: string, start: number, before: string): RegExpExecArray | null =>
  /(?:^|[\s,，。、是同和跟及我在又])$/.test(before) ? at(OF_BUILDING, text, start) : null

const HOME = /我家|家里|屋里|楼上|楼下|隔壁|对门|邻居|那户|老婆|厕所|阳台|卫生间|厨房|飘窗|地漏|水池|马桶|漏水|渗水|没水|没电|不热|客厅|卧室|家门/
const SET_OFF = /(\d{3,4})(?=$|[\s,，。!！])/y

/** 门打不开 801: a number by itself among words about a home. Alone, or in other talk, it is none. */
const readSetOff = (text: string, start: number, before: string): RegExpExecArray | null =>
  /(?:^|[\s,，。])$/.test(before) && HOME.test(text) ? at(SET_OFF, text, start) : null
