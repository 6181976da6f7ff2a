/**
 * Commands of many hands and of the joint meeting, from staff only: 1042 牵头 物业 · 1042 配合 供热公司 查主管网 周五前 · 1042 配合完成 · 1042 上会 ·
 * 纪要 1042 物业牵头换管 供水配合 12月5日前 · 会议 · 开会 周三15点 · 散会. Each has an exact form, so that talk about meetings orders nothing.
 */
import type { Command, CommandName, Role } from '../terms.ts'
import { isStaff } from './action.ts'
import { trimRest } from './args.ts'
import { HOT_LINES } from './numbered.ts'

type Args = Record<string, string>
type Form = readonly [name: CommandName, pattern: RegExp, args: (found: RegExpExecArray) => Args | undefined]

const LONGEST_BARE = 30
const NUMBER_FIRST = /^(?:(?:【\s?#?|[#№]\s?|(?:工单|单号?)\s?#?)(\d{1,7})】?|(\d{4,6})(?![\d%年]))(?:号(?:工单|单)?)?[\s,，:：、]*/
const WORD_FIRST =
  /^(取消配合|撤销配合|配合完成|配合接单|牵头(?:单位)?|配合(?:单位)?|协办|子任务|提请上会|上会|lead|support|subtask)[\s:：]*#?(\d{4,6})(?!\d)[\s,，:：]*/i
const MINUTES = /^(?:会议)?(?:纪要|minutes)[\s:：]*#?(\d{1,7})(?![\d年月日./-])[\s,，:：]*(\S.*)$/i
const MINUTES_OF_CARD = /^(?:会议)?(?:纪要|minutes)[\s:：]+(\S.*)$/i

/** Not units: 请大家配合, 感谢配合. */
const NOBODY = /^(?:请|请你们?|请大家|大家|积极|感谢|谢谢|多谢|需要?|居民|业主|你们?|我们?|他们?|不|很|挺|全力|敬请|麻烦|主动|一起|没人?|谁)$/
const TIMED =
  /(?:今天|明天|后天|今晚|明早|明晚|下?周[一二三四五六日天末]|下?星期[一二三四五六日天]|\d{1,2}月\d{1,2}[日号]?|\d{1,2}[日号]|月底|\d+\s?(?:天|小时)内?)\S{0,8}$/
const CLOCKED = /^(?:上午|下午|晚上|早上|中午)?(?:\d{1,2}[:点时]|[一二三四五六七八九十两]{1,3}点)\S{0,6}$|^(?:前|之前|以前|内)$/
const BY_EN = /[\s,;]+(?:by|before|until)\s+(.{2,30})$/i

/** 查主管网 周五前 → what and by when. */
function work(rest: string): Args {
  const english = BY_EN.exec(rest)
  if (english) return told({ note: rest.slice(0, english.index), by: english[1] ?? '' })
  const tokens = rest.split(/[\s,，;；。]+/).filter(Boolean)
  let from = tokens.length
  while (from > 0 && (CLOCKED.test(tokens[from - 1] ?? '') || new RegExp(`^${TIMED.source}`).test(tokens[from - 1] ?? ''))) from -= 1
  const by = tokens.slice(from).join(' ')
  const last = tokens[from - 1] ?? ''
  const glued = by === '' ? TIMED.exec(last) : null
  const kept = glued ? [...tokens.slice(0, from - 1), last.slice(0, glued.index)] : tokens.slice(0, from)
  return told({ note: kept.join(' '), by: glued ? glued[0] : by })
}

const told = (args: Args): Args =>
  Object.fromEntries(Object.entries(args).flatMap(([key, value]) => (trimRest(value) ? [[key, trimRest(value)]] : [])))
const asked = (unit: string | undefined, rest: string | undefined): Args | undefined =>
  unit === undefined || NOBODY.test(unit) ? undefined : { to: unit, ...work(rest ?? '') }

/** How units and people at work are called: 楼上挺配合 praises, 供热公司配合 asks. */
const UNIT =
  '(?:公司|物业|社区|居委会?|街道|执法|城管|公安|派出所|消防|电力|供电|供水|水务|自来水|燃气|供热|热力|环卫|园林|绿化|保洁|保安|维修|工程|电梯|业委会|部|队|局|办|所|站|组|中心|师傅|经理|主任|书记|队长|工|总)'
const PART = '(?:配合|协办|子任务|支援)'
/** Behind a ticket's number, or in a quote of its card. The first that fits. */
const FORMS: readonly Form[] = [
  [
    'part_cancel',
    new RegExp(`^(?:取消|撤销|免去?|不用)\\s?${PART}\\s?(\\d{1,2})?[\\s,，:：]*(.*)$`),
    ([, part, rest]) => told({ part: part ?? '', reason: rest ?? '' }),
  ],
  [
    'part_cancel',
    /^(?:cancel|drop)\s+(?:support|part|subtask)\s*(\d{1,2})?\b[\s,:]*(.*)$/i,
    ([, part, rest]) => told({ part: part ?? '', reason: rest ?? '' }),
  ],
  [
    'part_done',
    new RegExp(
      `^${PART}\\s?(\\d{1,2})?\\s?(?:的?部分|的?活)?\\s?(?:已?完成|已?办[完结好]|做[完好]|弄[完好]|搞定|结束|好)了?(?:$|[\\s,，:：。]+)(.*)$`,
    ),
    ([, part, rest]) => told({ part: part ?? '', note: rest ?? '' }),
  ],
  [
    'part_done',
    /^(?:my\s+)?(?:support|part|subtask)\s*(\d{1,2})?\s+(?:is\s+)?(?:done|finished|complete)\b[\s,:.]*(.*)$/i,
    ([, part, rest]) => told({ part: part ?? '', note: rest ?? '' }),
  ],
  [
    'part_accept',
    new RegExp(`^${PART}\\s?(\\d{1,2})?\\s?(?:接单|接了|接|收到|已接|没问题)了?[\\s。.!！]*$`),
    ([, part]) => told({ part: part ?? '' }),
  ],
  ['part_accept', /^(?:my\s+)?(?:support|part|subtask)\s*(\d{1,2})?\s+(?:accept(?:ed)?|taken|take)\s*$/i, ([, part]) => told({ part: part ?? '' })],
  ['lead', /^牵头(?:单位)?[\s:：]*(?:给|是|由)?\s?([^\s,，。]{2,20})$/, ([, to]) => told({ to: to ?? '' })],
  [
    'lead',
    new RegExp(`^(?:由|请|让)?([^\\s,，。]{0,12}?${UNIT})来?牵头[\\s,，]*$`),
    ([, to]) => (NOBODY.test(to ?? '') ? undefined : told({ to: to ?? '' })),
  ],
  ['lead', /^lead(?:\s+(?:by|is|to))?[\s:]+(\S.{1,40})$/i, ([, to]) => told({ to: to ?? '' })],
  ['support', /^(?:配合|协办|支援|子任务)(?:单位)?[\s:：]+([^\s,，。:：]{2,20})(?:[\s,，:：]+(.+))?$/, ([, to, rest]) => asked(to, rest)],
  ['support', new RegExp(`^(?:配合|协办)(?:单位)?([^\\s,，。]{0,12}?${UNIT})(?:[\\s,，:：]+(.+))?$`), ([, to, rest]) => asked(to, rest)],
  ['support', new RegExp(`^(?:由|请|让)?([^\\s,，。]{0,12}?${UNIT})来?(?:配合|协办)[\\s,，:：]*(.*)$`), ([, to, rest]) => asked(to, rest)],
  ['support', /^(?:support|subtask)(?:\s+by)?[\s:]+([^:,;]{2,40}?)\s*[:,;]\s*(.+)$/i, ([, to, rest]) => asked(to?.trim(), rest)],
  ['to_meeting', /^(?:提请|提交|要)?(?:上会|上碰头会|上调度会|上联席会)[\s,，:：]*(.*)$/, ([, rest]) => told({ reason: rest ?? '' })],
  ['to_meeting', /^(?:on|to) the (?:agenda|meeting)[\s,:]*(.*)$/i, ([, rest]) => told({ reason: rest ?? '' })],
]

const AGENDA = /^(?:看?(?:会议)?议程|会议|碰头会|联席会议?|调度会|看看?(?:会议|碰头会|调度会)|agenda|meeting)$/i
const DAY = '(?:今天|明天|后天|(?:这|本|下)?(?:周|星期|礼拜)[一二三四五六日天]|\\d{1,2}月\\d{1,2}[日号]?|\\d{1,2}[日号])'
const HOUR =
  '(?:上午|下午|晚上|早上|中午)?\\s?(?:\\d{1,2}(?::\\d{2}|[点时](?:\\d{1,2}分?|半)?)|[一二三四五六七八九十两]{1,3}点(?:半|[一二三四五]?十?[一二三四五六七八九]?分)?)'
const PLACE = '(?:[\\s,，]*(?:在|地点[:：]?)?\\s?([^\\s,，。]{2,14}(?:室|厅|楼|办公室|居委会|社区|活动中心|服务站)))?'
const CALL = new RegExp(`^(?:开会|召开会议|召集会议|开碰头会|开调度会|开联席会议?)[\\s:：]+(${DAY}\\s?(?:${HOUR})?|${HOUR})${PLACE}[\\s。]*$`)
const CALL_EN = /^(?:call|hold) (?:a |the )?meeting[\s:]+(?:on |at )?(.{3,40}?)(?:\s+in\s+(.{2,30}))?$/i
const END = /^(?:散会|会议结束|结束会议|end (?:the )?meeting|meeting (?:over|closed))[\s。.!！]*$/i

/** @param card the number in the quoted card */
export function readHands(text: string, role: Role, card?: number): Command | undefined {
  if (!isStaff(role)) return undefined
  const bare = readBareMeeting(text, role)
  if (bare) return bare
  const minutes = MINUTES.exec(text)
  if (minutes?.[1] && minutes[2]) return { name: 'minutes', ticket: Number(minutes[1]), args: { note: minutes[2].trim() } }
  const ofCard = card === undefined ? null : MINUTES_OF_CARD.exec(text)
  if (ofCard?.[1]) return { name: 'minutes', ticket: card ?? 0, args: { note: ofCard[1].trim() } }
  const first = NUMBER_FIRST.exec(text)
  const digits = first?.[1] ?? first?.[2]
  if (first && digits && !HOT_LINES.has(digits)) return readForm(text.slice(first[0].length), Number(digits))
  const word = WORD_FIRST.exec(text)
  if (word?.[1] && word[2] && !HOT_LINES.has(word[2])) return readForm(`${word[1]} ${text.slice(word[0].length)}`.trim(), Number(word[2]))
  return card === undefined ? undefined : readForm(text, card)
}

function readForm(rest: string, ticket: number): Command | undefined {
  for (const [name, pattern, argsOf] of FORMS) {
    const found = pattern.exec(rest)
    const args = found ? argsOf(found) : undefined
    if (args) return { name, ticket, args }
  }
  return undefined
}

/** Whoever calls a meeting is of the community; everybody on the staff may look at its agenda. */
function readBareMeeting(text: string, role: Role): Command | undefined {
  if (text.length <= LONGEST_BARE && AGENDA.test(text)) return { name: 'agenda', args: {} }
  if (role !== 'community') return undefined
  if (END.test(text)) return { name: 'end_meeting', args: {} }
  const call = CALL.exec(text) ?? CALL_EN.exec(text)
  return call?.[1] ? { name: 'call_meeting', args: told({ by: call[1], place: call[2] ?? '' }) } : undefined
}
