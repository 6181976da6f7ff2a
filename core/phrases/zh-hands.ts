/** Many hands and the joint meeting in Chinese. */
import type { AgendaReason } from '../meeting.ts'
import type { AgendaLine, HandsPhrases, OutcomeLine, PartWords } from './hands.ts'
import type { TicketLine } from './phrases.ts'

const what = (t: TicketLine): string => [t.title, t.place].filter(Boolean).join(' · ')
const role = ({ task }: PartWords): string => (task ? '子任务' : '配合')
const WHY: Record<AgendaReason, string> = { carried: '上次留下', called_for: '提请上会', passed_up: '上报', overdue: '超期' }

function agendaLine(line: AgendaLine, i: number): string {
  const why = line.why.filter((reason) => reason !== 'overdue' || !line.overdue).map((reason) => WHY[reason])
  const head = [`${i + 1}. #${line.ticket.number} ${what(line.ticket)}`, line.ticket.who, line.overdue, why.join('、')].filter(Boolean).join(' · ')
  const supports = line.supports.length > 0 ? `，配合：${line.supports.join('、')}` : ''
  return `${head}${supports}${line.reason ? `（${line.reason}）` : ''}${line.plan ? `\n   已定：${line.plan}` : ''}`
}

const rest = (more: number): string => (more > 0 ? `\n……还有 ${more} 件` : '')

function outcomeLine({ ticket, plan, lead, supports, by, own }: OutcomeLine): string {
  const head = `#${ticket.number} ${what(ticket)}`
  if (!plan) return `${head}：这次没议到，下次再议。`
  // What the plan says in its own words is not said again.
  const hands = [
    lead && !plan.includes('牵头') ? `${lead}牵头` : '',
    supports.length > 0 && !/配合|协[助办]/.test(plan) ? `${supports.join('、')}配合` : '',
    plan.includes(by) ? '' : by,
  ]
    .filter(Boolean)
    .join('，')
  const yours = own ? `\n   您这边：${own.what || '配合'}，${own.by}，弄完回"${ticket.number} 配合${own.no} 完成"` : ''
  return `${head}：${plan}${hands ? `（${hands}）` : ''}${yours}`
}

export const handsZh: HandsPhrases = {
  partCard: ({ ticket, part, from }) =>
    `【#${ticket.number}】${role(part)}${part.no} ｜ ${what(ticket)} ｜ ${[part.what || '请配合办理', part.by].filter(Boolean).join('，')} ｜ ${ticket.who}牵头${from ? `，${from}请的` : ''} ｜ 回："${ticket.number} 配合接单"，弄完回"${ticket.number} 配合完成"`,
  partNews({ ticket, part, words, left }) {
    const did = { asked: '已请', accepted: '已接', done: '已完成', cancelled: '不用了' }[part.state]
    const after = part.state === 'done' || part.state === 'cancelled' ? (left > 0 ? ` ｜ 还有 ${left} 项配合没完` : ' ｜ 配合都完了，可以办结') : ''
    return `【#${ticket.number}】${ticket.title} ｜ ${role(part)}${part.no} ${part.who}${did}${part.what ? `：${part.what}` : ''}${words ? `，"${words}"` : ''}${part.state === 'asked' && part.by ? `，${part.by}` : ''}${after}`
  },
  partCancelledCard: ({ ticket, part, reason }) =>
    `【#${ticket.number}】${what(ticket)} ｜ ${role(part)}${part.no}不用做了${part.what ? `（${part.what}）` : ''}${reason ? `：${reason}` : ''}`,
  partDone({ ticket, part }) {
    const did = { asked: `已请${part.who}${part.task ? '办' : '配合'}`, accepted: '记为已接', done: '记为完成', cancelled: '取消了' }[part.state]
    return part.state === 'asked'
      ? `#${ticket.number} ${did}${part.what ? `：${part.what}` : ''}，${part.by}。`
      : `#${ticket.number} ${role(part)}${part.no}${part.what ? ` ${part.what}` : ''} ${did}。`
  },
  partLine: (part) =>
    `${role(part)}${part.no} ${part.who}${part.what ? ` ${part.what}` : ''}（${{ asked: '待接', accepted: '在办', done: '已完成', cancelled: '取消' }[part.state]}${part.overdue ? '，超期' : part.state === 'asked' || part.state === 'accepted' ? `，${part.by}` : ''}）`,
  partTitle: ({ title, what: work, task }) => `${title}（${task ? '子任务' : '配合'}${work ? `：${work}` : ''}）`,
  stillWith: ({ name }) => `对方接单前仍由${name}负责`,
  passedOn: ({ done }) => `${done}对方接单前还由您跟着。`,
  heldCard: ({ ticket, reason, still }) =>
    `【#${ticket.number}】${what(ticket)} ｜ 转给${ticket.who}${reason ? `（${reason}）` : ''} ｜ ${still ? '对方接单前还由您负责' : '已接手，您这边不用跟了'}`,
  leadAlready: ({ ticket }) => `#${ticket.number} 本来就是${ticket.who}牵头。`,
  holdsAlready: ({ ticket }) => `#${ticket.number} 本来就在${ticket.name}手上，不用转。`,
  planned: ({ ticket, plan, by }) => `#${ticket.number} ${ticket.title} 定了办法：${plan}${by && !plan.includes(by) ? `，${by}办好` : ''}。`,
  agenda: ({ number, when, place, lines, more }) =>
    lines.length === 0
      ? `第${number}次碰头会${when ? `（${when}${place ? ` ${place}` : ''}）` : ''}还没有要议的事。要上会回"1042 上会"。`
      : `【第${number}次碰头会${when ? ` · ${when}` : ''}${place ? ` · ${place}` : ''}】${lines.length + more} 件\n${lines.map(agendaLine).join('\n')}${rest(more)}\n${when ? '' : '定时间回"开会 周三15点"；'}议定回"纪要 ${lines[0]?.ticket.number ?? 1042} 物业牵头… 供水配合… 12月5日前"，议完回"散会"。`,
  meetingCalled: ({ when, place, lines, more }) =>
    `【碰头会 ${when}${place ? ` · ${place}` : ''}】与您有关 ${lines.length + more} 件，请带上进展来：\n${lines.map(agendaLine).join('\n')}${rest(more)}`,
  meetingSet: ({ when, told, matters }) =>
    matters === 0
      ? `好，碰头会定在${when}。眼下还没有要议的事，要上会回"1042 上会"。`
      : `好，碰头会定在${when}，议 ${matters} 件，已告诉 ${told} 位。`,
  onAgenda: ({ ticket, when, already }) =>
    `#${ticket.number} ${ticket.title} ${already ? '已经在议程上了' : '列入碰头会议程'}${when ? `，${when}开会` : ''}。`,
  minuted: ({ ticket, lead, supports, by }) =>
    `#${ticket.number} 记下了：${[`${lead}牵头`, supports.length > 0 ? `${supports.join('、')}配合` : '', by].filter(Boolean).join('，')}。散会时一并告诉大家。`,
  outcome: ({ date, lines }) => `【${date} 碰头会议定】\n${lines.map(outcomeLine).join('\n')}`,
  outcomePublic: ({ date, lines }) => `【${date} 碰头会】\n${lines.map(outcomeLine).join('\n')}`,
  meetingClosed: ({ settled, carried, told }) =>
    `散会。议定 ${settled} 件，已告诉 ${told} 处${carried > 0 ? `；没办结的 ${carried} 件下次接着议` : ''}。`,
}
