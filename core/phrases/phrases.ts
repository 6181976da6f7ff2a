/** What the bot can say, as functions of data: one implementation a language. Names, places and times arrive as text. */
import type { Language } from '../community.ts'
import type { Trend } from '../digest.ts'
import type { DispatchSection } from '../dispatch.ts'
import type { ErrorCode } from '../errors.ts'
import type { Taking } from '../taking-on.ts'
import type { ClosedAs, TicketStatus } from '../ticket.ts'
import type { Category, CommandName } from '../understanding/terms.ts'
import { en } from './en.ts'
import type { HandsPhrases } from './hands.ts'
import { inTraditional } from './hant.ts'
import type { HelpPhrases } from './help.ts'
import type { LifePhrases } from './life.ts'
import type { PrivacyPhrases } from './privacy.ts'
import type { ReportPhrases } from './reports.ts'
import type { RosterPhrases } from './roster.ts'
import { zh } from './zh.ts'

/** One ticket as a sentence needs it. */
export interface TicketLine {
  number: number
  title: string
  place: string
  /** Who answers for it, as people call them, with the unit in front: 长峰物业王师傅. */
  who: string
  /** The same without the unit: 王师傅. */
  name: string
  urgent: boolean
}

export type Danger = 'gas' | 'fire' | 'trapped' | 'electric' | 'water' | 'collapse' | 'person'

export interface DigestLine {
  number: number
  title: string
  place: string
  name: string
  /** How long it took, or until when it is due. */
  when: string
  overdue: string
  /** How it was taken on, or on whose word it counts as solved; empty where there is nothing to tell. */
  way?: string
  /** Since when somebody has it, and who else is at work; only where that is asked. */
  since?: string
  supports?: string
}

export interface Phrases extends PrivacyPhrases, HandsPhrases, ReportPhrases, LifePhrases, RosterPhrases, HelpPhrases {
  opened(p: { to: string; tickets: (TicketLine & { by: string; kind: 'report' | 'consult' | 'suggest' })[]; pictures: number }): string
  askPlace(p: { to: string; ticket: TicketLine }): string
  askBuilding(p: { to: string; ticket: TicketLine; said: string; nearest: readonly string[] }): string
  danger(p: {
    to: string
    danger: Danger
    phone: string
    ticket: TicketLine
    told: readonly string[]
    missing: 'building' | 'floor' | 'nothing'
  }): string
  /** To the staff: the card of a ticket. Its number stands first, so that a quote of it says which one is meant. */
  card(p: {
    ticket: TicketLine
    from: string
    at: string
    words: string
    pictures: number
    acceptBy: string
    actBy: string
    because: string
    kind: 'report' | 'consult' | 'suggest'
  }): string
  dangerCard(p: { ticket: TicketLine; from: string; group: string; at: string; words: string }): string
  detailCard(p: { ticket: TicketLine; from: string; words: string; pictures: number }): string
  followed(p: { to: string; ticket: TicketLine; homes: number; more: string }): string
  followedCard(p: { ticket: TicketLine; homes: number; from: string; words: string }): string
  /** `at` is empty where no time was given. */
  promised(p: { ticket: TicketLine; at: string }): string
  placed(p: { to: string; ticket: TicketLine; by: string }): string
  resolved(p: { to: string; ticket: TicketLine; words: string; pictures: number; hours: number }): string
  closed(p: { ticket: TicketLine; as: ClosedAs; took: string; reason: string; alone: boolean; stars: number }): string
  reopened(p: { ticket: TicketLine; words: string }): string
  reopenedCard(p: { ticket: TicketLine; from: string; words: string; times: number }): string
  /** `again`: passed on within the hour already, and not once more. */
  urged(p: { to: string; status: string; again: boolean }): string
  urgedCard(p: { ticket: TicketLine; from: string; words: string; times: number }): string
  handed(p: { ticket: TicketLine; reason: string }): string
  suspended(p: { ticket: TicketLine; reason: string; until: string }): string
  /** `to` is empty where nobody is named. */
  resumed(p: { to: string; ticket: TicketLine }): string
  /** To the assignee: the day has come on which it was to be looked at again. */
  resumedCard(p: { ticket: TicketLine }): string
  /** The reporter withdrew; `homes` are still affected. */
  takenOver(p: { ticket: TicketLine; homes: number }): string
  extended(p: { ticket: TicketLine; reason: string; until: string }): string
  noted(p: { ticket: TicketLine; words: string }): string
  merged(p: { ticket: TicketLine; into: number }): string
  rated(p: { ticket: TicketLine; stars: number }): string
  withdrawnCard(p: { ticket: TicketLine; from: string }): string
  /** One line on where a ticket stands. */
  status(p: {
    ticket: TicketLine
    status: TicketStatus
    by: string
    promised: string
    late: string
    note: string
    taken: Taking | null
    complex: boolean
  }): string
  statusTo(p: { to: string; lines: readonly string[] }): string
  /** To whoever commanded, in the chat they commanded in. */
  done(p: { command: CommandName; ticket: TicketLine; by: string }): string
  refused(p: {
    to: string
    code: ErrorCode
    command: CommandName
    number: number | null
    /** The ticket it was to be merged into. */
    into: number | null
    name: string
    status: TicketStatus | null
    candidates: readonly string[]
    resident: boolean
    /** The one who asked answers for the ticket, and still may not do this. */
    own: boolean
  }): string
  myTickets(p: { lines: readonly DigestLine[]; more: number }): string
  loginLink(p: { link: string; minutes: number }): string
  loginDirectly(p: { to: string }): string
  /** To whoever must be reminded: their own tickets, and those of others that have come up to them. */
  reminder(p: {
    lines: readonly { ticket: TicketLine; clock: 'accept' | 'act' | 'resolve'; late: boolean; by: string; holder: boolean }[]
    more: number
  }): string
  leads(p: { lines: readonly { number: number; group: string; from: string; at: string; words: string }[] }): string
  leadDone(p: { number: number; ticket: number | null }): string
  /** Said directly and left unsure: who looks at it; nobody where nobody is known. */
  leadKept(p: { name: string }): string
  answered(p: { to: string; answer: string; number: number | null }): string
  outageAnnounced(p: { places: string; what: string; reason: string; until: string }): string
  outageAnswer(p: { to: string; places: string; what: string; reason: string; until: string; number: number | null }): string
  outageTold(p: { groups: number; until: string }): string
  bound(p: { group: string; places: string }): string
  roomToBind(p: { room: string }): string
  roomLost(p: { room: string }): string
  roomsChanged(p: { gone: readonly string[]; unbound: readonly string[] }): string
  boundMe(p: { name: string }): string
  modeSet(p: { mode: string }): string
  digestSent(p: { groups: number }): string
  digest(p: {
    date: string
    group: string
    opened: number
    closed: readonly DigestLine[]
    open: readonly DigestLine[]
    moreOpen: number
    monthOpened: number
    monthClosed: number
    gap: string
    /** Told the morning after. */
    late?: boolean
    trend?: Trend | null
    oldest?: { line: DigestLine; days: number } | null
    /** Names; `solved` by each of the first. */
    thanks?: { most: readonly string[]; solved: number; helped: readonly string[] }
  }): string
  dispatch(p: {
    date: string
    unit: string
    sections: readonly { section: DispatchSection; groups: readonly { label: string; lines: readonly DigestLine[] }[] }[]
    /** What the unit does in others' matters. */
    parts: readonly DigestLine[]
    dueTomorrow: number
  }): string
  overview(p: {
    date: string
    opened: number
    closed: number
    open: number
    overdue: number
    leads: number
    units: readonly { name: string; open: number; overdue: number }[]
    oldest: readonly DigestLine[]
  }): string
  gap(p: { from: string; to: string }): string
  category(category: Category): string
  /** Words for an unfamiliar kind of message: 图片, 语音… */
  building(name: string): string
  floor(floor: string): string
  unit(unit: string): string
  room(room: string): string
  separator: string
  duration(minutes: number): string
}

const traditional = inTraditional(zh)

export const phrasesIn = (language: Language): Phrases => (language === 'en' ? en : language === 'zh-Hant' ? traditional : zh)
