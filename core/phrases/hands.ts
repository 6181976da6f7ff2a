/** What many hands and the joint meeting need to be said. Names, places and times arrive as text. */
import type { AgendaReason } from '../meeting.ts'
import type { PartState } from '../parts.ts'
import type { TicketLine } from './phrases.ts'

export interface PartWords {
  no: number
  /** Unit and person: 供热公司张工. */
  who: string
  what: string
  by: string
  state: PartState
  overdue: boolean
  /** Within the lead unit itself. */
  task: boolean
}

export interface AgendaLine {
  ticket: TicketLine
  why: readonly AgendaReason[]
  /** Why it was called for. */
  reason: string
  overdue: string
  supports: readonly string[]
  /** What was agreed last; empty when nothing was. */
  plan: string
}

/** One matter in the message that tells somebody what was agreed. */
export interface OutcomeLine {
  ticket: TicketLine
  /** Empty where the matter was not reached. */
  plan: string
  lead: string
  supports: readonly string[]
  by: string
  /** The reader's own part: number and words; undefined for the lead and for residents. */
  own?: { no: number; what: string; by: string }
}

export interface HandsPhrases {
  /** To whoever is asked for a part. */
  partCard(p: { ticket: TicketLine; part: PartWords; from: string }): string
  /** To the lead: a part was asked for, taken or done; `left` are still open. */
  partNews(p: { ticket: TicketLine; part: PartWords; words: string; left: number }): string
  /** To the supporter: not needed any more. */
  partCancelledCard(p: { ticket: TicketLine; part: PartWords; reason: string }): string
  /** To whoever commanded it. */
  partDone(p: { ticket: TicketLine; part: PartWords }): string
  partLine(part: PartWords): string
  /** What a part is called among the tickets of a list: 楼道积水（配合：查主管网）. */
  partTitle(p: { title: string; what: string; task: boolean }): string
  /** For a status: who answers for it until the next one has taken it. */
  stillWith(p: { name: string }): string
  /** To whoever has just passed it on, behind what was done. */
  passedOn(p: { done: string }): string
  /** To the earlier holder; `still`: until the other has taken it. */
  heldCard(p: { ticket: TicketLine; reason: string; still: boolean }): string
  leadAlready(p: { ticket: TicketLine }): string
  /** Handed to whoever has it. */
  holdsAlready(p: { ticket: TicketLine }): string
  planned(p: { ticket: TicketLine; plan: string; by: string }): string
  agenda(p: { number: number; when: string; place: string; lines: readonly AgendaLine[]; more: number }): string
  meetingCalled(p: { when: string; place: string; lines: readonly AgendaLine[]; more: number }): string
  meetingSet(p: { when: string; told: number; matters: number }): string
  onAgenda(p: { ticket: TicketLine; when: string; already: boolean }): string
  minuted(p: { ticket: TicketLine; lead: string; supports: readonly string[]; by: string }): string
  outcome(p: { date: string; lines: readonly OutcomeLine[] }): string
  /** To a residents' group. */
  outcomePublic(p: { date: string; lines: readonly OutcomeLine[] }): string
  meetingClosed(p: { settled: number; carried: number; told: number }): string
}
