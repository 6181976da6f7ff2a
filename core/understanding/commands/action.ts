/** The action word that stands at the start of some words, and what makes of both a command. */
import { simplify } from '../script.ts'
import type { Command, CommandName, Role } from '../terms.ts'
import { wordTable } from '../words.ts'
import { argsFor } from './args.ts'
import { ACTION_WORDS, type Side } from './words.ts'

export interface Action {
  name: CommandName
  word: string
}

const ACTIONS = wordTable(ACTION_WORDS.flatMap(({ name, side, words }) => words.map((word) => [simplify(word), { name, side }] as const)))

/** Said in every chat; an action only when nothing is tacked on. */
const STANDS_ALONE: ReadonlySet<string> = new Set(
  '我去 我来 我弄 我跟 我处理 我负责 好 好的 来了 马上 安排 明白 换了 清了 通了 一般 关注 同样 查 挂 打开 继续 说明 行了 好了吗 亮了 没问题 没用 接受 留言 收工 好评 差评 我也有 公开 公示 不公开 不公示 别公开 不要公开'.split(
    ' ',
  ),
)
const STARRED = /^(?:给|打)?(?:[1-5一二两三四五]\s?颗?(?:星好评|星|分(?!钟)|stars?)|[⭐🌟★]{1,5})/iu
/** 给保安队: a handing over needs somebody to hand to. */
const GIVEN_TO = /^\s?\S{1,8}(?:队|部|公司|班|组|师傅|社区|物业|街道|城管|所|客服|经理|中心|[工总])$/

export const isStaff = (role: Role): boolean => role === 'property' || role === 'community'
export const belongsTo = (side: Side, role: Role): boolean => side === 'anyone' || (side === 'staff') === isStaff(role)

/** The longest action word at the start of `text` that this person may mean. */
export function actionAt(text: string, role: Role): Action | undefined {
  const lower = text.toLowerCase()
  for (const entry of ACTIONS.byFirst.get(lower[0] ?? '') ?? []) {
    if (!lower.startsWith(entry.word) || !belongsTo(entry.value.side, role)) continue
    const after = lower.slice(entry.word.length)
    if (/[a-z]$/.test(entry.word) && /^[a-z]/.test(after)) continue
    if (STANDS_ALONE.has(entry.word) && !/^(?:$|[\s,，。!！~、;；#【\d])/.test(after)) continue
    if (/\d$/.test(entry.word) && /^\d/.test(after)) continue
    if (entry.word === '给' && !GIVEN_TO.test(after)) continue
    return { name: entry.value.name, word: entry.word }
  }
  const stars = STARRED.exec(text)?.[0]
  return stars ? { name: 'rate', word: stars } : undefined
}

/** A one-letter word must end there or be set off, or 1042转发 would transfer. */
export function endsWell(action: Action, text: string, role: Role): boolean {
  const after = text.slice(action.word.length)
  if (action.word.length !== 1 || /^(?:$|[\s,，。!！:：、给到至])/.test(after)) return true
  if (action.word === '给') return true
  if (action.word === '转' || action.word === '派')
    return !/^(?:发|账|钱(?!\S{0,2}(?:经理|师傅|主任|书记|队长|总|工|姐|哥|阿姨))|让|弯|身|租|卖|换|眼|了|出所|件|送)/.test(after)
  return isStaff(role) && after.length <= 12 && !/^(?:收|送|着|到|水|电|货|款|休|役|房|费|群)/.test(after)
}

export function commandOf(action: Action, role: Role, ticket: number | undefined, rest: string): Command {
  const words = rest.replace(/^[了的]?(?:一下|吧|啊|啦|哈|哦)(?=$|[\s,，。!！])/, '')
  const args = argsFor(action.name, action.word, words)
  const numbered = ticket === undefined ? {} : { ticket }
  // Property staff end their work; to close a matter as anything else is the community's.
  if (action.name === 'close' && role === 'property' && (args.as === undefined || args.as === 'solved')) {
    return { name: 'resolve', ...numbered, args: args.reason ? { note: args.reason } : {} }
  }
  return { name: action.name, ...numbered, args }
}
