/** What staff say in their own words about a ticket: taken, done, or neither. */
import type { Ticket } from './ticket.ts'

const TAKEN = /^(好的?|收到|知道了|明白|行|没问题|马上|这就|我去|我来|来了|安排|ok|okay|sure|on (my|our) way|got it)/i
const DONE =
  /(修好|弄好|搞定|清完|清理完|处理完|处理好|换好|装好|通了|完成|好了|完了|已处理|处理了|解决|排除|恢复|拉走|搬走|换了|修了|清了|亮了|done|fixed|finished)/i
const NOT_DONE = /(没|未|不|还要|等)(有)?(修|弄|搞|清|处|换|装|通|完|好|解决|恢复|亮|行)/

export const saysTaken = (text: string): boolean => TAKEN.test(text)
export const saysDone = (text: string): boolean => DONE.test(text) && !NOT_DONE.test(text)

/** Words that name no matter: the deed, the time, the way there, courtesy. */
const SAYS_NOTHING = new RegExp(
  [
    /今天|明天|后天|今晚|明早|上午|下午|中午|晚上|早上|傍晚|下班|周[一二三四五六日天]|星期[一二三四五六日天]|(?:[\d一二两三四五六七八九十半]+(?:点半?|时|分钟?|个?半?小时|刻))/,
    /马上|这就|现在|刚刚?|已经?|都|就|再|之?前|之?后|左右|大概|大约|一会儿?|等会儿?|等下|尽快|赶紧/,
    /过去|过来|看一?看|看一下|处理|安排|维修|修|换|清理?|弄|搞|装|搬|拉|走|到|去|来|恢复|排除|解决|完成|搞定|通|亮/,
    /好的?|收到|知道|明白|没问题|行|完|定|谢谢|辛苦|各位|大家|老板|师傅|我们?|你|您|这|那|边|里|给|的|了|吧|啊|哈|呢|哦|嗯|在|一下|下/,
    /ok|okay|sure|on my way|on our way|got it|done|fixed|finished|at|by|pm|am|\d+|:/,
  ]
    .map((part) => part.source)
    .join('|'),
  'gi',
)

/** Do loose words name something that is not in this matter (会议室的灯换好了)? Two letters in a row that it does not know are enough. */
export function namesAnother(text: string, { title, words, said, place }: Pick<Ticket, 'title' | 'words' | 'said' | 'place'>): boolean {
  const known = [title, words, ...said, ...Object.values(place).flat()].join(' ')
  const left = text.normalize('NFKC').replace(SAYS_NOTHING, ' ')
  const pieces = left.match(/\p{Script=Han}{2,}|[A-Za-z]{2,}/gu) ?? []
  return pieces.some((piece) => !Array.from({ length: piece.length - 1 }, (_, i) => piece.slice(i, i + 2)).some((pair) => known.includes(pair)))
}

/** Different ticket numbers in a text: 【#1042】, #1042 和 #1043 是一件事. */
export const numbersIn = (text: string | undefined): number[] => [
  ...new Set([...(text ?? '').normalize('NFKC').matchAll(/#(\d{1,7})/g)].map((found) => Number(found[1]))),
]
