/** 接办、拆分、核实、评价、回访 in Chinese. */
import { SATISFACTION_LABELS, SOLVED_BY_LABELS, TAKING_LABELS } from './labels.ts'
import type { LifePhrases } from './life.ts'
import type { TicketLine } from './phrases.ts'

const at = (to: string): string => (to ? `@${to} ` : '')
const what = (t: TicketLine): string => [t.title, t.place].filter(Boolean).join(' · ')
const tag = (t: TicketLine): string => `#${t.number} ${what(t)}`
const pics = (n: number): string => (n > 0 ? ` [图${n > 1 ? `×${n}` : ''}]` : '')
const quoted = (words: string): string => (words ? `："${words}"` : '')
const goal = (as: 'at_once' | 'by_date', by: string): string => (by ? `，${by}${as === 'at_once' ? '到现场' : '办好'}` : '')

export const lifeZh: LifePhrases = {
  takenOn: ({ ticket, as, by }) => `#${ticket.number} ${ticket.name}接下了，${TAKING_LABELS.zh[as]}${goal(as, by)}。`,
  takenOnDone: ({ ticket, as, by }) => `好，${tag(ticket)} 归${ticket.name}了，${TAKING_LABELS.zh[as]}${goal(as, by)}。弄完回"办结"带张图就行。`,
  complexitySet: ({ ticket, complex, reason, by }) =>
    complex
      ? `#${ticket.number} ${ticket.title} 牵扯多，按疑难件办（${reason}），最晚${by}办完，有进展在这儿说。`
      : `#${ticket.number} ${ticket.title} 不再按疑难件办（${reason}），${by}办完。`,
  split: ({ to, ticket, from, by }) => `${at(to)}#${from} 里还有一件，单独办：${tag(ticket)}，${ticket.who}负责，${by}到现场。`,
  unmerged: ({ to, ticket, from, by }) => `${at(to)}${tag(ticket)} 和 #${from} 不是一件事，分开办，${ticket.who}负责，${by}到现场。`,
  parted: ({ ticket, number, homes }) => `#${number} 从 #${ticket.number} ${ticket.title} 分出去单独办了，这件还有${homes}户。`,
  verifyCard: ({ ticket, from, said, done, pictures }) =>
    `【#${ticket.number}】${what(ticket)} 请您去现场核实 ｜ ${done ? `${ticket.name}说办好了${quoted(said)}${pics(pictures)}` : `${ticket.name}在办`}${from ? ` ｜ ${from}请的` : ''} ｜ 看过回"${ticket.number} 已核实"或"${ticket.number} 核实没修好"加情况，可带图`,
  verifyAsked: ({ ticket, name }) => `#${ticket.number} 已请${name}现场核实，有结果告诉您。`,
  verifiedCard: ({ ticket, from, fixed, words }) =>
    `【#${ticket.number}】${what(ticket)} ${from}现场看过，${fixed ? '没问题' : '还没好'}${quoted(words)}`,
  verifiedDone: ({ ticket, fixed, reopened }) =>
    `#${ticket.number} 核实记下了${fixed ? '' : reopened ? `，已退回${ticket.name}重办` : `，已告诉${ticket.name}`}。`,
  verifyReminder: ({ lines, more }) =>
    `还有 ${lines.length + more} 件等您现场核实：\n${lines.map(tag).join('\n')}${more > 0 ? `\n……还有 ${more} 件` : ''}\n看过回"${lines[0]?.number ?? ''} 已核实"或"${lines[0]?.number ?? ''} 核实没修好"。`,
  closedVerified: ({ ticket, took, name }) => `#${ticket.number} ${ticket.title} ${name}现场核实过，结案，用时${took}。没好随时说。`,
  reopenedOften: ({ ticket, words, times }) => `#${ticket.number} 第${times}次没好，这回交给${ticket.name}盯着${quoted(words)}。`,
  takenAwayCard: ({ ticket, times }) => `【#${ticket.number}】${what(ticket)} 第${times}次没好，转由${ticket.name}盯办，有情况跟那边说。`,
  ratedAs: ({ ticket, satisfied }) => `谢谢，#${ticket.number} 记了"${SATISFACTION_LABELS.zh[satisfied]}"。`,
  callBacks: ({ lines, more }) =>
    lines.length === 0
      ? '没有要回访的，都有回音了。'
      : `要回访 ${lines.length + more} 件：\n${lines
          .map((l) =>
            [
              tag(l.ticket),
              [l.reporter, l.phone].filter(Boolean).join(' '),
              `${l.closed}结案${l.solvedBy ? `（${SOLVED_BY_LABELS.zh[l.solvedBy]}）` : ''}`,
              l.tries > 0 ? `打过${l.tries}次没接` : '',
            ]
              .filter(Boolean)
              .join(' · '),
          )
          .join(
            '\n',
          )}${more > 0 ? `\n……还有 ${more} 件` : ''}\n打过回"${lines[0]?.ticket.number ?? ''} 回访 满意"（基本满意、不满意、没修好、没人接都行）。`,
  calledBack: ({ ticket, reached, satisfied, reopened, tries }) =>
    reached
      ? `#${ticket.number} 回访记下了：${satisfied ? SATISFACTION_LABELS.zh[satisfied] : ''}${reopened ? `，已重新打开，告诉${ticket.name}了` : ''}。`
      : `#${ticket.number} 没联系上，记了第${tries}次，过会儿再打。`,
  detailTaken: ({ to, ticket }) => `${at(to)}#${ticket.number} 补上了，${ticket.name}看得到。`,
  progressLink: ({ link }) => `看进度：${link}`,
  published: ({ ticket, shown, open }) =>
    `#${ticket.number} ${ticket.title} ${shown ? '可以上公开栏了' : '不上公开栏了'}${open ? '' : '（公开栏现在没开）'}。`,
}
