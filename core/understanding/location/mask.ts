/**
 * Numbers that are no places. Their letters are replaced one for one by a filler, so that the grammar cannot see them
 * and positions stay.
 */
import { HAN_DIGITS } from '../numerals.ts'

/** A letter that no pattern of the grammar knows. */
export const FILLER = '\u0001'

const COUNTED =
  '(?:[元千毛度℃米克吨年个天月周分秒次回遍趟人辆台件张条只根棵盏页集部份袋箱瓶桶盒杯碗双本封项例名位批期届轮季级倍平MW%]|(?<!\\d{3})家|万元?|块(?!地|空)|角(?!落)|折(?!断)|°C|㎡|厘米|公分|公斤|斤|公里|里地|岁|周岁|小时|钟头|分钟|口人|包(?!厢|间)|套房?|成(?![天都了为])|[wWkKvV](?![A-Za-z])|A(?=充|的电)|G(?!/F)(?![A-Za-z]))|\\s?(?:元|万元|平米|平方|m2|cm|mm|kg|km|kb|GB|hours?|days?|years?|weeks?|minutes?|mins?|pm|am|yuan|rmb|people)(?![a-z])'

const PATTERNS: RegExp[] = [
  // Phones, hot lines, parcel and order numbers, plates.
  /(?<![\d-])(?:\+?86[- ]?)?1[3-9]\d[-\s]?[\d*xX]{4}[-\s]?[\d*xX]{4}(?!\d)/g,
  /(?<!\d)1[3-9]\d[*xX×]+\d{2,4}(?!\d)/g,
  /(?<!\d)0\d{2,3}[-\s]?\d{7,8}(?!\d)/g,
  /(?<!\d)(?:400|800)-?\d{3,4}-?\d{3,4}(?!\d)/g,
  /\d{5,}(?![-号栋幢楼])/g,
  /(?:打|拨|拨打|报|叫|找|call|dial|喊)\s?(?:了|个|过)?\s?1\d{2}(?:\d\d)?(?!\d)/gi,
  /(?:取件码|取货码|提货码|验证码|绑定码|快递码|快递单|单号|编号|尾号|密码|口令|订单|暗号|房号码|门牌码|货号|工号|车牌|wifi|WiFi|WIFI|ID|QQ|vx|VX|微信)(?:是|为|号|:|\s){0,3}[\dA-Za-z*-]+/g,
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼港澳][A-Z][·.\s]?[A-Z0-9*x]{1,6}/g,
  /(?<![A-Za-z])[A-Z]{2}-[\dxX*]{2}-[\dxX*]{2}/g,
  /(?<![\dA-Za-z])[#№]\s?\d{3,6}(?!\s?[栋幢楼])/g,
  // Dates, times, temperatures, decimals, scores.
  /\d{4}\s?[-/.年]\s?\d{1,2}(?:\s?[-/.月]\s?\d{1,2})?[日号]?/g,
  /\d{1,2}月(?:\d{1,2}[日号]?)?/g,
  /\d{1,2}[日号](?=[上中早晚凌到至起开之以]|下(?!水)|[前后](?![头门面])|[^\d\S]*(?:\d{1,2}[:点时]))/g,
  /\d{1,2}:\d{2}(?::\d{2})?/g,
  /\d{1,2}(?:[-~到至]\d{1,2})?\s?(?:点(?!位)|时(?!候)|点半)(?:\d{1,2}分?)?/g,
  /\d+\.\d+(?:\.\d+)*/g,
  /(?:零下|零上)\d+/g,
  // Rooms of a flat (两室一厅), lines, roads, articles.
  new RegExp(`[\\d${HAN_DIGITS}][室房居](?:[\\d${HAN_DIGITS}]?厅)(?:[\\d${HAN_DIGITS}]厨)?(?:[\\d${HAN_DIGITS}]卫)?`, 'g'),
  /\d{1,3}\s?(?:号线|路(?:车|公交|末班|站|到|坐|停)|路(?=\s|$|$))/g,
  /第[\d零一二三四五六七八九十百千]+[条款项章届期集季轮批名次位天周年页]/g,
  /[\d一二三四五六七八九十]+号(?:文件?|令|公告|通知|选手|种子|球|桌|台风|机|病人|患者|柜|窗口|链接|商品|色)/g,
]
const COUNTS = new RegExp(`(?<![A-Za-z\\d-])\\d+(?:\\s?[-~到至]\\s?\\d+)?多?(?:${COUNTED})`, 'g')

/** Parcel shelves look like addresses (5-2-3018); where the talk is of parcels, such triples are none. */
const PARCEL = /取件|快递|包裹|驿站|丰巢|菜鸟|货架|取货|代取/
const SHELF = /(?<![\d-])\d{1,3}-\d{1,2}-\d{3,5}(?!\d)/g

/** 12/2/501 and 12.2.501 are written as 12-2-501; 3.4.5栋 is a list. */
const withDashes = (plain: string): string =>
  plain
    .replace(/(?<![\d./-])(\d{1,3})([./])([1-9])\2((?!19|20)\d{3,4})(?![\d./-])/g, '$1-$3-$4')
    .replace(/(?<![\d.])\d{1,2}(?:\.\d{1,2})+(?=[栋幢座]|号楼)/g, (list) => list.replaceAll('.', '、'))

const blank = (found: string): string => FILLER.repeat(found.length)

export function maskNumbers(plain: string): string {
  if (!/\d|第|[室房居]/.test(plain)) return plain
  let masked = withDashes(plain)
  for (const pattern of PATTERNS) masked = masked.replace(pattern, blank)
  masked = masked.replace(COUNTS, blank)
  if (PARCEL.test(plain) && !/单元|号楼|栋|幢/.test(plain)) masked = masked.replace(SHELF, blank)
  return masked
}
