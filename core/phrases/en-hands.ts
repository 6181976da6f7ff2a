/** Many hands and the joint meeting in English. */
import type { AgendaReason } from '../meeting.ts'
import type { AgendaLine, HandsPhrases, OutcomeLine, PartWords } from './hands.ts'
import type { TicketLine } from './phrases.ts'

const what = (t: TicketLine): string => [t.title, t.place].filter(Boolean).join(' · ')
const role = ({ task }: PartWords): string => (task ? 'sub-task' : 'support')
const WHY: Record<AgendaReason, string> = { carried: 'from last time', called_for: 'called for', passed_up: 'passed up', overdue: 'overdue' }

function agendaLine(line: AgendaLine, i: number): string {
  const why = line.why.filter((reason) => reason !== 'overdue' || !line.overdue).map((reason) => WHY[reason])
  const head = [`${i + 1}. #${line.ticket.number} ${what(line.ticket)}`, line.ticket.who, line.overdue, why.join(', ')].filter(Boolean).join(' · ')
  const supports = line.supports.length > 0 ? `, with ${line.supports.join(', ')}` : ''
  return `${head}${supports}${line.reason ? ` (${line.reason})` : ''}${line.plan ? `\n   agreed: ${line.plan}` : ''}`
}

const rest = (more: number): string => (more > 0 ? `\n… and ${more} more` : '')

function outcomeLine({ ticket, plan, lead, supports, by, own }: OutcomeLine): string {
  const head = `#${ticket.number} ${what(ticket)}`
  if (!plan) return `${head}: not reached, comes back next time.`
  // What the plan says in its own words is not said again.
  const hands = [
    lead && !/\bleads?\b/i.test(plan) ? `lead ${lead}` : '',
    supports.length > 0 && !/\bsupports?\b/i.test(plan) ? `support ${supports.join(', ')}` : '',
    plan.includes(by) ? '' : by,
  ]
    .filter(Boolean)
    .join('; ')
  const yours = own ? `\n   yours: ${own.what || 'support'}, ${own.by}; reply "${ticket.number} support ${own.no} done"` : ''
  return `${head}: ${plan}${hands ? ` (${hands})` : ''}${yours}`
}

export const handsEn: HandsPhrases = {
  partCard: ({ ticket, part, from }) =>
    `[#${ticket.number}] ${role(part)} ${part.no} | ${what(ticket)} | ${[part.what || 'your help is needed', part.by].filter(Boolean).join(', ')} | lead: ${ticket.who}${from ? `, asked by ${from}` : ''} | reply "${ticket.number} support taken", then "${ticket.number} support done"`,
  partNews({ ticket, part, words, left }) {
    const did = { asked: 'was asked', accepted: 'has taken it', done: 'is done', cancelled: 'is not needed' }[part.state]
    const after =
      part.state === 'done' || part.state === 'cancelled' ? (left > 0 ? ` | ${left} still open` : ' | all parts are done, it can be closed') : ''
    return `[#${ticket.number}] ${ticket.title} | ${role(part)} ${part.no}, ${part.who} ${did}${part.what ? `: ${part.what}` : ''}${words ? `, "${words}"` : ''}${part.state === 'asked' && part.by ? `, ${part.by}` : ''}${after}`
  },
  partCancelledCard: ({ ticket, part, reason }) =>
    `[#${ticket.number}] ${what(ticket)} | ${role(part)} ${part.no} is not needed any more${part.what ? ` (${part.what})` : ''}${reason ? `: ${reason}` : ''}`,
  partDone({ ticket, part }) {
    const did = { asked: `${part.who} asked`, accepted: 'taken', done: 'done', cancelled: 'cancelled' }[part.state]
    return part.state === 'asked'
      ? `#${ticket.number} ${did}${part.what ? `: ${part.what}` : ''}, ${part.by}.`
      : `#${ticket.number} ${role(part)} ${part.no}${part.what ? ` ${part.what}` : ''} ${did}.`
  },
  partLine: (part) =>
    `${role(part)} ${part.no} ${part.who}${part.what ? ` ${part.what}` : ''} (${{ asked: 'to be taken', accepted: 'in hand', done: 'done', cancelled: 'cancelled' }[part.state]}${part.overdue ? ', overdue' : part.state === 'asked' || part.state === 'accepted' ? `, ${part.by}` : ''})`,
  partTitle: ({ title, what: work, task }) => `${title} (${task ? 'sub-task' : 'support'}${work ? `: ${work}` : ''})`,
  stillWith: ({ name }) => `${name} answers for it until they take it`,
  passedOn: ({ done }) => (/until they/.test(done) ? done : `${done} It stays with you until they take it.`),
  heldCard: ({ ticket, reason, still }) =>
    `[#${ticket.number}] ${what(ticket)} | passed to ${ticket.who}${reason ? ` (${reason})` : ''} | ${still ? 'it stays with you until they take it' : 'they have taken it, it is off your hands'}`,
  leadAlready: ({ ticket }) => `#${ticket.number} is led by ${ticket.who} already.`,
  holdsAlready: ({ ticket }) => `#${ticket.number} is with ${ticket.name} already.`,
  planned: ({ ticket, plan, by }) => `#${ticket.number} ${ticket.title}, the plan: ${plan}${by && !plan.includes(by) ? `, ${by}` : ''}.`,
  agenda: ({ number, when, place, lines, more }) =>
    lines.length === 0
      ? `Meeting ${number}${when ? ` (${when}${place ? `, ${place}` : ''})` : ''}: nothing on the agenda. "1042 on the agenda" puts a matter there.`
      : `[Meeting ${number}${when ? ` · ${when}` : ''}${place ? ` · ${place}` : ''}] ${lines.length + more}\n${lines.map(agendaLine).join('\n')}${rest(more)}\n${when ? '' : '"call meeting Wed 15:00" sets the time; '}"minutes ${lines[0]?.ticket.number ?? 1042} Property leads …, Water supports …, by 5 December", then "end meeting".`,
  meetingCalled: ({ when, place, lines, more }) =>
    `[Meeting ${when}${place ? ` · ${place}` : ''}] ${lines.length + more} of your matters, please bring the latest:\n${lines.map(agendaLine).join('\n')}${rest(more)}`,
  meetingSet: ({ when, told, matters }) =>
    matters === 0
      ? `Meeting set for ${when}. Nothing is on the agenda yet; "1042 on the agenda" puts something there.`
      : `Meeting set for ${when}: ${matters} ${matters === 1 ? 'matter' : 'matters'}, ${told} told.`,
  onAgenda: ({ ticket, when, already }) =>
    `#${ticket.number} ${ticket.title} is ${already ? 'on the agenda already' : 'on the agenda'}${when ? `, meeting ${when}` : ''}.`,
  minuted: ({ ticket, lead, supports, by }) =>
    `#${ticket.number} minuted: ${[`lead ${lead}`, supports.length > 0 ? `support ${supports.join(', ')}` : '', by].filter(Boolean).join('; ')}. Everybody is told when the meeting ends.`,
  outcome: ({ date, lines }) => `[${date} meeting]\n${lines.map(outcomeLine).join('\n')}`,
  outcomePublic: ({ date, lines }) => `[${date} meeting]\n${lines.map(outcomeLine).join('\n')}`,
  meetingClosed: ({ settled, carried, told }) =>
    `Meeting closed: ${settled} settled, ${told} told${carried > 0 ? `; ${carried} not closed yet come back next time` : ''}.`,
}
