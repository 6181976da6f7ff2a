/**
 * A ticket's life. Pure: what happened goes in, what happens next comes out; ticket = fold of its events.
 *
 * Terminology (zh): ticket 工单 · reporter 报事人 · follower 跟随者(我也是) · assignee 责任人 · accept 接单 · promise 约定时间 ·
 * lead 牵头 · part 配合/子任务 · first receiver 首接 · plan 会议定的办法 ·
 * take on 接办(立即办、限期办、上报) · resolve 办结(待确认) · confirm 确认 · verify 核实 · reopen 重开 · send back 退回 · suspend 挂账 · extend 延期 ·
 * urge 催办 · merge 合并 · unmerge 取消合并 · split 拆分 · complex 疑难 · rate 评价 · call back 回访 · close 结案.
 * Instants are milliseconds since the epoch.
 */

import type { CalledBack } from './call-back.ts'
import type { Language } from './community.ts'
import type { Part, PartAsked, PartCommand, PartEvent } from './parts.ts'
import type { Taking } from './taking-on.ts'
import type { Category, Location, Urgency } from './understanding/terms.ts'

export type TicketKind = 'report' | 'consult' | 'suggest'

/** Where a status stands in the life of a matter, and where it may go. Every list of statuses is derived from this table. */
export const STATUSES = {
  open: { phase: 'open', to: ['accepted', 'suspended', 'resolved', 'solved', 'not_ours', 'duplicate', 'cannot', 'withdrawn'] },
  accepted: { phase: 'open', to: ['open', 'suspended', 'resolved', 'solved', 'not_ours', 'duplicate', 'cannot', 'withdrawn'] },
  suspended: { phase: 'open', to: ['open', 'accepted', 'suspended', 'resolved', 'solved', 'not_ours', 'duplicate', 'cannot', 'withdrawn'] },
  resolved: { phase: 'resolved', to: ['open', 'resolved', 'solved', 'duplicate', 'withdrawn'] },
  solved: { phase: 'closed', to: ['open'] },
  not_ours: { phase: 'closed', to: ['open'] },
  duplicate: { phase: 'closed', to: ['open'] },
  cannot: { phase: 'closed', to: ['open'] },
  withdrawn: { phase: 'closed', to: [] },
} as const satisfies Record<string, { phase: 'open' | 'resolved' | 'closed'; to: readonly string[] }>

export type TicketStatus = keyof typeof STATUSES
export type Phase = (typeof STATUSES)[TicketStatus]['phase']
export const TICKET_STATUSES = Object.keys(STATUSES) as [TicketStatus, ...TicketStatus[]]
export const statusesIn = (...phases: Phase[]): TicketStatus[] => TICKET_STATUSES.filter((status) => phases.includes(STATUSES[status].phase))
export const phaseOf = (status: TicketStatus): Phase => STATUSES[status].phase
/** How a matter can end, kept apart in every statistic. */
export type ClosedAs = Exclude<{ [S in TicketStatus]: (typeof STATUSES)[S]['phase'] extends 'closed' ? S : never }[TicketStatus], never>

/** What the reporter, or whoever called back, says of the work 满意/基本满意/不满意. */
export const SATISFACTIONS = ['yes', 'mostly', 'no'] as const
export type Satisfaction = (typeof SATISFACTIONS)[number]

/** On whose word a matter counts as solved: somebody affected, the grid worker on the spot, the office, or nobody's (it closed itself). */
export const SOLVED_BY = ['resident', 'verified', 'office', 'silence'] as const
export type SolvedBy = (typeof SOLVED_BY)[number]

export interface Ticket {
  id: string
  number: number
  kind: TicketKind
  status: TicketStatus
  category: Category
  urgency: Urgency
  /** A few words: 楼道堆物. */
  title: string
  /** The report in the reporter's own words. */
  words: string
  place: Location
  buildingId: string | null
  gridId: string | null
  /** Group and room it was told in; null in a direct chat. */
  groupId: string | null
  roomId: string | null
  account: string
  messageId: string
  language: Language
  reporterId: string
  orgId: string | null
  assigneeId: string | null
  openedAt: number
  acceptBy: number
  actBy: number
  resolveBy: number
  acceptedAt: number | null
  /** When the assignee said to come. */
  promisedAt: number | null
  resolvedAt: number | null
  closedAt: number | null
  statusAt: number
  /** When anything last happened to it. */
  lastAt: number
  placeAskedAt: number | null
  suspendedUntil: number | null
  followers: string[]
  /** What has been said about it, for finding what belongs to it; the last SAID_KEPT. */
  said: string[]
  urges: number
  reopens: number
  extensions: number
  /** How it was taken on; null while nobody said. */
  taken: Taking | null
  /** Takes many hands 疑难: the longer limits hold. */
  complex: boolean
  stars: number | null
  /** The verdict in words, kept apart from the stars: 基本满意 weighs less than 满意. */
  satisfaction: Satisfaction | null
  /** When the reporter first rated it as it stands; the rating may be changed for some days. */
  ratedAt: number | null
  /** The reporter was reached by a call-back; and how often nobody answered. */
  calledAt: number | null
  callTries: number
  /** Who was asked to look at it on the spot, and when; who asked stays in the events. */
  verifierId: string | null
  verifyAskedAt: number | null
  /** Seen on the spot to be in order. */
  verifiedAt: number | null
  /** Null until solved. */
  solvedBy: SolvedBy | null
  /** The ticket it was split from. */
  splitFrom: number | null
  /** Somebody affected said that it is solved; a ticket that closed itself stays false. */
  confirmed: boolean
  mergedInto: number | null
  /** First-receiver duty 首接负责: who had it before it was handed on, and answers for it until somebody has taken it. */
  heldBy: { orgId: string | null; assigneeId: string | null } | null
  /** What support units have to do; it is not solved before they have. */
  parts: Part[]
  /** Number of events so far. */
  version: number
}

/** Everything `opened` needs to know; the rest starts empty. */
export type Opening = Pick<
  Ticket,
  | 'id'
  | 'number'
  | 'kind'
  | 'category'
  | 'urgency'
  | 'title'
  | 'words'
  | 'place'
  | 'buildingId'
  | 'gridId'
  | 'groupId'
  | 'roomId'
  | 'account'
  | 'messageId'
  | 'language'
  | 'reporterId'
  | 'orgId'
  | 'assigneeId'
  | 'acceptBy'
  | 'actBy'
  | 'resolveBy'
  | 'placeAskedAt'
> & { splitFrom?: number }

/** `called_in` 提级: taken over by a level above; `handed_down` 下派: given to a level below; `lead` 牵头: made the lead unit. */
export type AssignReason = 'transfer' | 'sent_back' | 'escalated' | 'claimed' | 'placed' | 'called_in' | 'handed_down' | 'lead' | 'reopened'

/** Why a ticket was withdrawn whose message was taken back before anybody was answered. */
export const RECALLED = 'recalled'

export type TicketEvent =
  | PartEvent
  | { type: 'opened'; ticket: Opening }
  | { type: 'detail_added'; words: string; pictures: number; messageId: string }
  | { type: 'placed'; place: Location; buildingId: string | null; gridId: string | null; words: string }
  | { type: 'recategorised'; category: Category; urgency: Urgency; title: string }
  | { type: 'followed'; words: string }
  | { type: 'urged'; words: string }
  | { type: 'assigned'; orgId: string | null; assigneeId: string | null; why: AssignReason; reason: string }
  | { type: 'accepted'; promisedAt: number | null }
  | { type: 'promised'; promisedAt: number; words: string }
  /** New dates for acting and for solving; null where the old one stands. Upward is the `assigned` to the next level. */
  | { type: 'taken_on'; as: Exclude<Taking, 'upward'>; actBy: number | null; until: number | null }
  | { type: 'complexity_set'; complex: boolean; reason: string }
  | { type: 'noted'; words: string }
  | { type: 'sent_back'; reason: string }
  | { type: 'suspended'; reason: string; until: number | null }
  | { type: 'resumed' }
  | { type: 'extended'; until: number; reason: string }
  | { type: 'resolved'; words: string; pictures: number; messageId: string | null }
  | { type: 'closed'; as: ClosedAs; reason: string; confirmed: boolean }
  | { type: 'merged'; into: number }
  /** It is a matter of its own after all; `from` is the ticket it had been merged into. */
  | { type: 'unmerged'; from: number }
  /** On the ticket that was kept: who came with #number goes with it again. */
  | { type: 'parted'; number: number; people: string[] }
  /** Another matter of the same report has a ticket of its own now. */
  | { type: 'split'; into: number; words: string }
  | { type: 'verify_asked'; verifierId: string }
  /** Looked at on the spot. */
  | { type: 'verified'; fixed: boolean; words: string }
  | ({ type: 'called_back'; words: string } & CalledBack)
  | { type: 'reopened'; words: string }
  | { type: 'rated'; stars: number; satisfied?: Satisfaction }
  /** What a meeting agreed, and by when. */
  | { type: 'planned'; words: string; until: number | null }
  /** The deadlines as they stand after a pause, a new date or another category. */
  | { type: 'clocks_set'; acceptBy: number; actBy: number; resolveBy: number }
  /** The reporter withdrew, others are still affected: the first of them is the reporter from now on. */
  | { type: 'taken_over'; by: string; words: string }
  /** The group sits in another room now (ids change with a new login). */
  | { type: 'moved'; roomId: string }
  /** A message was taken back: its words have left the events they stood in. */
  | { type: 'redacted'; messageId: string }
  /** Somebody, or everybody who told it, is not known any more: names and words have left the events before it. */
  | { type: 'anonymised' }

export type TicketCommand =
  | PartCommand
  | { type: 'add_detail'; words: string; pictures: number; messageId: string }
  | { type: 'place'; place: Location; buildingId: string | null; gridId: string | null; words: string }
  | { type: 'recategorise'; category: Category; urgency: Urgency; title: string }
  | { type: 'follow'; words: string }
  | { type: 'urge'; words: string }
  | { type: 'assign'; orgId: string | null; assigneeId: string | null; why: AssignReason; reason: string }
  | { type: 'accept'; promisedAt: number | null }
  | { type: 'promise'; promisedAt: number; words: string }
  | { type: 'take_on'; as: 'at_once' }
  | { type: 'take_on'; as: 'by_date'; until: number }
  | { type: 'set_complexity'; complex: boolean; reason: string }
  | { type: 'note'; words: string }
  | { type: 'send_back'; reason: string; orgId: string | null; assigneeId: string | null }
  | { type: 'suspend'; reason: string; until: number | null }
  | { type: 'resume' }
  | { type: 'extend'; until: number; reason: string }
  | { type: 'resolve'; words: string; pictures: number; messageId: string | null }
  | { type: 'confirm'; words: string }
  | { type: 'close'; as: Exclude<ClosedAs, 'duplicate' | 'withdrawn'>; reason: string }
  | { type: 'close_silent' }
  | { type: 'withdraw'; reason: string }
  | { type: 'merge'; into: number }
  | { type: 'unmerge' }
  | { type: 'split'; into: number; words: string }
  | { type: 'ask_verify'; verifierId: string }
  | { type: 'verify'; fixed: boolean; words: string }
  | ({ type: 'call_back'; words: string } & CalledBack)
  | { type: 'reopen'; words: string }
  | { type: 'rate'; stars: number; satisfied?: Satisfaction }
  /** What a meeting agreed: the plan, a date, who leads, what others do. Of a lead and parts that stand already nothing is said again. */
  | {
      type: 'plan'
      words: string
      until: number | null
      lead: { orgId: string | null; assigneeId: string | null } | null
      parts: readonly Omit<PartAsked, 'no'>[]
    }

/** Past its limit and nobody stopped the clock. */
export const isOverdue = (ticket: Pick<Ticket, 'status' | 'resolveBy'>, now: number): boolean =>
  phaseOf(ticket.status) === 'open' && ticket.status !== 'suspended' && ticket.resolveBy < now
