/** Commands with a ticket's number before, after or behind the action word: 接单1042 · 1042 转社区 · 搞定了 换了阀门 #1042 · 把1117转到燃气公司. */
import type { Command, CommandName, Role } from '../terms.ts'
import { type Action, actionAt, commandOf, endsWell } from './action.ts'
import { trimRest } from './args.ts'
import { CODA, PRELUDE } from './wrapping.ts'

const MARKED = '【\\s?#?(\\d{1,7})\\s?】|(?:#|no\\.?\\s?|№|工单号?\\s?[:#]?\\s?|单号\\s?[:#]?\\s?)\\s?(\\d{1,7})(?!\\d)'
const BARE = '(\\d{3,6})(?![\\d%]|[.:-]\\d)'
const AS_TICKET = '(?:号?(?:工单|单子?)|号(?=$|[\\s,，。]))?'
const NUMBER_FIRST = new RegExp(`^(?:${MARKED}|${BARE})${AS_TICKET}[\\s,，:：、。-]*(?:的|这个(?!我)|那个|这单|那单|它)?\\s?`, 'i')
const NUMBER_NEXT = new RegExp(`^[\\s:：,，]*(?:单\\s?#?\\s?)?(?:${MARKED}|${BARE})${AS_TICKET}`, 'i')
const NUMBER_LAST = /[\s,，(（]*(?:(?:[#№]|【\s?#?)\s?(\d{1,7})\s?[】)）]?|(?<!\d)(\d{4}))$/
/** 1042元, 1042人, 1042室: a number of something else. */
const OF_SOMETHING =
  /^(?:[元块万千人个户家平米斤克度次年月日天分秒点票辆路楼层室房栋幢座弄门条张件包份岁%]|\s(?:元|块|万|平米)|号(?!单|工单|$|[\s,，。])|\s?(?:kg|km|m2|rmb|yuan|people|days|hours))/i
/** Hot lines and police are no tickets. */
export const HOT_LINES: ReadonlySet<string> = new Set([
  '12345',
  '12348',
  '12315',
  '12369',
  '12319',
  '12306',
  '95598',
  '10086',
  '10010',
  '10000',
  '110',
  '119',
  '120',
  '122',
  '114',
])
/** Words of the desk: three digits beside them are a ticket, too. */
const DESK_WORDS: ReadonlySet<CommandName> = new Set([
  'accept',
  'transfer',
  'reject',
  'escalate',
  'suspend',
  'extend',
  'merge',
  'close',
  'note',
  'status',
  'urge',
  'withdraw',
  'rate',
  'resume',
])
/** After other words these still order: 1091 三天了 催 · 1075 请领导协调 上报. */
const LATE_WORDS = /^(?:催|催一下|上报|重开|撤销|取消|退单|退回|退|挂账|延期|转\S{1,8})$/

interface Numbered {
  ticket: number
  /** Said to be a ticket by `#`, 【】 or 工单. */
  marked: boolean
  digits: string
  rest: string
}

function numberAt(pattern: RegExp, text: string): Numbered | undefined {
  const found = pattern.exec(text)
  const digits = found?.[1] ?? found?.[2] ?? found?.[3]
  if (!found || !digits) return undefined
  const marked = found[3] === undefined
  if (!marked && (HOT_LINES.has(digits) || OF_SOMETHING.test(text.slice(found[0].search(/\d/) + digits.length)))) return undefined
  return { ticket: Number(digits), marked, digits, rest: text.slice(found[0].length) }
}

function trusted({ marked, digits, rest }: Numbered, { name, word }: Action): boolean {
  if (marked) return true
  if (name === 'transfer' && trimRest(rest.replace(word, '')) === '') return false
  return digits.length >= 4 || (DESK_WORDS.has(name) && word.length > 1 && !digits.startsWith('0'))
}

export function readNumbered(source: string, role: Role): Command | undefined {
  const text = source.replace(PRELUDE, '')
  const whole = readHead(text, role)
  if (whole || !/\d/.test(text)) return whole
  // 发错了 我是窗户那个 催1110: one clause of several is the command.
  const clauses = text.split(/[\s,，。;；!！]+/).filter((clause) => /\d/.test(clause))
  const [clause] = clauses
  return clauses.length === 1 && clause && clause !== text && text.length <= 40 ? readClause(clause.replace(PRELUDE, ''), role) : undefined
}

/** 接1042 下午三点前到 goes on with a time. */
const SAYS_WHEN =
  /^\s?(?:今天|今晚|明天|明早|后天|上午|中午|下午|晚上|傍晚|周[一二三四五六日天末]|下周|[一二三四五六七八九十两]{1,3}点|马上|立即|立刻|限期)/

function readHead(text: string, role: Role): Command | undefined {
  const first = numberAt(NUMBER_FIRST, text)
  if (first) return readAfterNumber(first, role)
  const action = actionAt(text, role)
  const next = action && numberAt(NUMBER_NEXT, text.slice(action.word.length))
  if (!action || !next || !trusted(next, action)) return readNumberLast(text, role)
  if (!next.marked && action.name === 'accept' && action.word.length === 1 && /^\s?[\u4e00-\u9fff]{6,}/.test(next.rest) && !SAYS_WHEN.test(next.rest))
    return undefined
  return commandOf(action, role, next.ticket, next.rest)
}

function readAfterNumber(first: Numbered, role: Role): Command | undefined {
  const action = actionAt(first.rest, role)
  if (action && trusted(first, action) && endsWell(action, first.rest, role))
    return commandOf(action, role, first.ticket, first.rest.slice(action.word.length))
  if (first.marked && first.rest.replace(CODA, '') === '') return { name: 'status', ticket: first.ticket, args: {} }
  if (!first.marked && first.digits.length < 4) return undefined
  const also = /^(?:我们?|俺)(?:家|楼|栋|单元|这|这边|这里)也/.test(first.rest)
  if (also && first.rest.length <= 20) return { name: 'me_too', ticket: first.ticket, args: { note: trimRest(first.rest) } }
  const late = first.rest
    .split(/[\s,，。]+/)
    .slice(1)
    .find((clause) => LATE_WORDS.test(clause))
  const lateAction = late === undefined || first.rest.length > 40 ? undefined : actionAt(late, role)
  return lateAction && late !== undefined ? commandOf(lateAction, role, first.ticket, late.slice(lateAction.word.length)) : undefined
}

/** 催1110 in a longer message: number and word must be all of the clause. */
function readClause(clause: string, role: Role): Command | undefined {
  const command = readHead(clause, role)
  return command?.ticket !== undefined && Object.keys(command.args).length === 0 ? command : undefined
}

/** 搞定了 换了阀门 #1042, 我也有这个问题1055: the number at the very end. */
function readNumberLast(text: string, role: Role): Command | undefined {
  const found = NUMBER_LAST.exec(text)
  const action = found && actionAt(text, role)
  if (!found || !action || (found[2] && (action.name !== 'me_too' || HOT_LINES.has(found[2])))) return undefined
  return commandOf(action, role, Number(found[1] ?? found[2]), text.slice(action.word.length, found.index))
}
