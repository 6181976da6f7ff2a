/**
 * Commands about the roster and presence, from staff only, and the question what may be done with a ticket, from anybody:
 * 换班 周六 给老李 · 同意换班 · 值班 周六 老李 8:00-20:00 · 我请假 明天 · 休息到周五 · 我回来了 · 帮助 1042.
 * Each has an exact form and is the whole message, so that talk about shifts and leave orders nothing.
 */
import type { Command, Role } from '../terms.ts'
import { isStaff } from './action.ts'

const LONGEST = 40
const NUM = '[一二两三四五六七八九十]{1,3}'
const WEEKDAY = '(?:下个?|[这本]个?)?(?:周|星期|礼拜)[一二三四五六日天]'
const DATE = `(?:\\d{1,2}|${NUM})月(?:\\d{1,2}|${NUM})[日号]?|(?:\\d{1,2}|${NUM})[日号]|\\d{1,2}/\\d{1,2}`
const DAY = `(?:今天|明天|大?后天|${WEEKDAY}|${DATE})`
const DAY_EN = '(?:today|tomorrow|(?:next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|\\d{1,2} [A-Za-z]{3,9}|[A-Za-z]{3,9} \\d{1,2})'
const WHO = '(?!(?:给|和|跟|找)?(?:[我你他她咱谁]|大家|别人))[^\\s,，。!！?？了吗吧呢]{2,8}'
const END = '[\\s。.!！~]*$'

const SWAP = [
  new RegExp(`^(?:我想?要?)?(?:换班|调班)[\\s:：]*(${DAY})(?:的班)?\\s?(?:给|换给|让给|和|跟|找)\\s?(${WHO})${END}`),
  new RegExp(`^(?:我想?要?)?(${DAY})的?班?\\s?(?:换班|调班|换给|让给)\\s?(?:给|和|跟|找)?\\s?(${WHO})${END}`),
  new RegExp(`^swap (${DAY_EN}) (?:to|with) ([A-Za-z .]{2,20}?|${WHO})${END}`, 'i'),
]
const YES = new RegExp(`^(?:同意|接受)(?:换班|调班)\\s?(${DAY})?${END}|^(?:agree|accept)(?: the)? swap(?: (${DAY_EN}))?${END}`, 'i')
const NO = new RegExp(`^(?:不同意|不接受|拒绝)(?:换班|调班)\\s?(${DAY})?${END}|^(?:refuse|decline)(?: the)? swap(?: (${DAY_EN}))?${END}`, 'i')

const CLOCK = '\\d{1,2}(?::\\d{2}|点(?:半|\\d{1,2}分?)?)?'
const SHIFT = new RegExp(
  `^(?:值班|排班|duty)\\s+(${DAY}|${DAY_EN})\\s+(${WHO}|[A-Za-z .]{2,20}?)\\s+(${CLOCK})\\s?(?:[-–—~到至]|to)\\s?(${CLOCK})\\s*(电话(?:值班)?|on call)?${END}`,
  'i',
)

const HALF = '(?:上午|下午)?'
const SPAN = `(?:到|至)?${DAY}${HALF}(?:\\s?(?:到|至|[-–—~])\\s?${DAY}${HALF})?|(?:\\d{1,3}|${NUM})天`
const LEAVE = '请(?:个|一下)?(?:年|病|事)?假'
const AWAY = [
  new RegExp(`^我?要?${LEAVE}[\\s,，:：]*(${SPAN})${END}`),
  new RegExp(`^我(${SPAN})(?:${LEAVE}|休息|休假|调休|不在岗)${END}`),
  new RegExp(`^我?(?:休息|休假|调休|出差)\\s?((?:到|至)${DAY}${HALF})${END}`),
  new RegExp(`^(?:i am |i'm )?(?:off|away|on leave) ((?:until |till )?${DAY_EN}(?: (?:to|until) ${DAY_EN})?)${END}`, 'i'),
]
const BACK = new RegExp(`^(?:我(?:已经?)?(?:回来了?|到岗了?|回岗了?|休完了)|销假了?|i(?:'m| am) back(?: at work)?)${END}`, 'i')

const HELP = [
  new RegExp(`^(?:使用)?(?:帮助|help)[\\s:：]*(?:#\\s?(\\d{1,7})|(\\d{4,7}))${END}`, 'i'),
  new RegExp(`^(?:#\\s?(\\d{1,7})|(\\d{4,7}))号?(?:单|工单)?\\s?(?:帮助|能做什么|可以做什么|能干什么|help)[?？]?${END}`, 'i'),
]

export function readRoster(text: string, role: Role): Command | undefined {
  if (text.length > LONGEST) return undefined
  const asked = first(HELP, text)
  const number = asked?.[1] ?? asked?.[2]
  if (number) return { name: 'help', ticket: Number(number), args: {} }
  return isStaff(role) ? (readShift(text) ?? readPresence(text)) : undefined
}

function readShift(text: string): Command | undefined {
  const swap = first(SWAP, text)
  if (swap?.[1] && swap[2]) return { name: 'swap_shift', args: { by: swap[1], to: swap[2] } }
  for (const [pattern, agreed] of [
    [YES, 'yes'],
    [NO, 'no'],
  ] as const) {
    const answer = pattern.exec(text)
    const day = answer?.[1] ?? answer?.[2]
    if (answer) return { name: 'answer_swap', args: { agreed, ...(day ? { by: day } : {}) } }
  }
  const shift = SHIFT.exec(text)
  if (!shift) return undefined
  const [, by = '', to = '', from = '', until = '', call] = shift
  return { name: 'set_shift', args: { by, to: to.trim(), from, until, ...(call ? { call: 'yes' } : {}) } }
}

function readPresence(text: string): Command | undefined {
  if (BACK.test(text)) return { name: 'back', args: {} }
  const away = first(AWAY, text)?.[1]
  return away ? { name: 'away', args: { by: away } } : undefined
}

function first(patterns: readonly RegExp[], text: string): RegExpExecArray | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(text)
    if (found) return found
  }
  return undefined
}
