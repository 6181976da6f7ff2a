/**
 * Joint meeting 碰头会/联席会议/调度会: matters that no one can close alone. The agenda gathers by itself and what is agreed becomes clocks and parts;
 * what is not closed comes back on the next agenda.
 */
import { DateTime } from 'luxon'
import { isOverdue, phaseOf, type Ticket, type TicketEvent } from './ticket.ts'

/** Why a matter stands on the agenda, the weightiest first. */
export const AGENDA_REASONS = ['carried', 'called_for', 'passed_up', 'overdue'] as const
export type AgendaReason = (typeof AGENDA_REASONS)[number]

export interface AgendaMatter {
  ticket: Ticket
  why: AgendaReason[]
}

export interface AgendaSources {
  /** Everything that is not closed. */
  tickets: readonly Ticket[]
  /** Ids of tickets somebody asked for, that were passed up, and that an earlier meeting left open. */
  calledFor: ReadonlySet<string>
  passedUp: ReadonlySet<string>
  carried: ReadonlySet<string>
}

/**
 * What the next meeting is about. Work that waits for the resident's word (resolved) comes back only when it was on an agenda before.
 * What is on hold is nobody's delay and stands there only when called for or carried over.
 */
export function agendaOf({ tickets, calledFor, passedUp, carried }: AgendaSources, now: number): AgendaMatter[] {
  const reasons = (ticket: Ticket): AgendaReason[] => {
    const open = phaseOf(ticket.status) === 'open'
    const holds: Record<AgendaReason, boolean> = {
      carried: carried.has(ticket.id),
      called_for: calledFor.has(ticket.id),
      passed_up: open && ticket.status !== 'suspended' && passedUp.has(ticket.id),
      overdue: isOverdue(ticket, now),
    }
    return AGENDA_REASONS.filter((reason) => holds[reason])
  }
  const rank = ({ why: [first] }: AgendaMatter): number => (first ? AGENDA_REASONS.indexOf(first) : AGENDA_REASONS.length)
  return tickets
    .filter(({ status }) => phaseOf(status) !== 'closed')
    .map((ticket) => ({ ticket, why: reasons(ticket) }))
    .filter(({ why }) => why.length > 0)
    .sort((a, b) => rank(a) - rank(b) || a.ticket.resolveBy - b.ticket.resolveBy || a.ticket.number - b.ticket.number)
}

/** Passed up and not handed down since: by its events, the oldest first. */
export function isPassedUp(events: readonly TicketEvent[]): boolean {
  const last = events.findLast((event) => event.type === 'assigned')
  return last?.type === 'assigned' && (last.why === 'escalated' || last.why === 'called_in')
}

/** Units that have a hand in a matter: its lead first, then whoever has an open part, then who still holds it. */
export function unitsOf({ orgId, parts, heldBy }: Pick<Ticket, 'orgId' | 'parts' | 'heldBy'>): string[] {
  const asked = parts.filter(({ state }) => state === 'asked' || state === 'accepted').map((part) => part.orgId)
  return [...new Set([orgId, ...asked, heldBy?.orgId ?? null])].filter((id) => id !== null)
}

/** What was said at the meeting about one matter, units and times still as said. */
export interface SaidMinutes {
  /** All of it, as typed. */
  plan: string
  lead: { unit: string; what: string } | null
  supports: { unit: string; what: string }[]
  /** The words that name the date; empty when none do. */
  by: string
}

const CLAUSES = /[\s,，;；。、]+/
const LEAD = /^(?:由|请)?(.{1,16}?)(?:来)?牵头(.*)$/
const LEAD_FIRST = /^牵头(?:单位)?[:：]?(.{2,16})$/
const SUPPORT = /^(?:由|请)?(.{1,16}?)(?:来)?(?:配合|协助|协办)(.*)$/
const SUPPORT_FIRST = /^(?:配合|协办)(?:单位)?[:：]?(.{2,16})$/
const LEAD_EN = /(?:^|[,;.]\s*)(.{2,30}?)\s+leads?\b\s*([^,;.]*)/i
const SUPPORT_EN = /(?:^|[,;.]\s*)(.{2,30}?)\s+supports?\b\s*([^,;.]*)/gi
const BY = /(?:月|周|星期|礼拜|天|日|号|点|底|今晚|明早|小时|分钟|内)[^\s]*$|^\d{1,2}[.:/-]\d{1,2}/
const BY_EN = /\b(?:by|before|until)\s+([^,;.]+)/i

/** 物业牵头换管 供水配合 12月5日前 · Property leads replacing the pipe, Water supports shutting off, by 5 December. */
export function readMinutes(said: string): SaidMinutes {
  const plan = said.trim()
  // Units keep their Chinese names in an English sentence.
  return /\b(?:leads?|supports?|by|until)\b/i.test(plan) && !/牵头|配合|协[助办]/.test(plan) ? english(plan) : chinese(plan)
}

function chinese(plan: string): SaidMinutes {
  const minutes: SaidMinutes = { plan, lead: null, supports: [], by: '' }
  for (const clause of plan.split(CLAUSES).filter(Boolean)) {
    const lead = parted(LEAD.exec(clause)) ?? parted(LEAD_FIRST.exec(clause))
    const support = lead ? undefined : (parted(SUPPORT.exec(clause)) ?? parted(SUPPORT_FIRST.exec(clause)))
    if (lead) minutes.lead ??= lead
    else if (support) minutes.supports.push(...support.unit.split(/和|与|及/).map((unit) => ({ unit, what: support.what })))
    else if (minutes.by === '' && BY.test(clause)) minutes.by = clause
  }
  return minutes
}

function parted(found: RegExpExecArray | null): { unit: string; what: string } | undefined {
  const unit = found?.[1]?.replace(/[:：]$/, '').trim()
  return unit ? { unit, what: (found?.[2] ?? '').replace(/^[:：]/, '').trim() } : undefined
}

function english(plan: string): SaidMinutes {
  const by = BY_EN.exec(plan)
  const words = by ? plan.replace(by[0], '') : plan
  const lead = LEAD_EN.exec(words)
  const supports = [...words.matchAll(SUPPORT_EN)].map((found) => ({ unit: (found[1] ?? '').trim(), what: (found[2] ?? '').trim() }))
  return { plan, lead: lead ? { unit: (lead[1] ?? '').trim(), what: (lead[2] ?? '').trim() } : null, supports, by: by?.[1]?.trim() ?? '' }
}

/** When the weekly meeting begins next. `at` is a wall-clock time of the community, `day` 1 = Monday. */
export function nextWeekly(now: number, { day, at }: { day: number; at: string }, timezone: string): number {
  const [hour, minute] = at.split(':').map(Number)
  const here = DateTime.fromMillis(now, { zone: timezone })
  const begins = here
    .startOf('week')
    .plus({ days: day - 1 })
    .set({ hour, minute })
  return (begins > here ? begins : begins.plus({ weeks: 1 })).toMillis()
}
