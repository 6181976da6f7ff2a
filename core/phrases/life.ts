/** What is said when a matter is taken on, split, parted, verified, rated and called back about. */
import type { Taking } from '../taking-on.ts'
import type { Satisfaction, SolvedBy } from '../ticket.ts'
import type { TicketLine } from './phrases.ts'

export interface LifePhrases {
  /** `by`: by when somebody is there (at once), or by when it is done. */
  takenOn(p: { ticket: TicketLine; as: Exclude<Taking, 'upward'>; by: string }): string
  takenOnDone(p: { ticket: TicketLine; as: Exclude<Taking, 'upward'>; by: string }): string
  complexitySet(p: { ticket: TicketLine; complex: boolean; reason: string; by: string }): string
  /** Another matter of the same report has its own number now. */
  split(p: { to: string; ticket: TicketLine; from: number; by: string }): string
  unmerged(p: { to: string; ticket: TicketLine; from: number; by: string }): string
  /** To those of the ticket that was kept, where they have not heard `unmerged`. */
  parted(p: { ticket: TicketLine; number: number; homes: number }): string
  /** To the grid worker: look at it on the spot. `said` is what the staff said, empty while the work goes on. */
  verifyCard(p: { ticket: TicketLine; from: string; said: string; done: boolean; pictures: number }): string
  verifyAsked(p: { ticket: TicketLine; name: string }): string
  /** To the assignee, about work that goes on. */
  verifiedCard(p: { ticket: TicketLine; from: string; fixed: boolean; words: string }): string
  verifiedDone(p: { ticket: TicketLine; fixed: boolean; reopened: boolean }): string
  verifyReminder(p: { lines: readonly TicketLine[]; more: number }): string
  /** Closed on the word of whoever looked at it. */
  closedVerified(p: { ticket: TicketLine; took: string; name: string }): string
  /** From the third time on. */
  reopenedOften(p: { ticket: TicketLine; words: string; times: number }): string
  /** To whoever had it until it went to the supervisor. */
  takenAwayCard(p: { ticket: TicketLine; times: number }): string
  ratedAs(p: { ticket: TicketLine; satisfied: Satisfaction }): string
  callBacks(p: {
    lines: readonly { ticket: TicketLine; reporter: string; phone: string; closed: string; solvedBy: SolvedBy | null; tries: number }[]
    more: number
  }): string
  calledBack(p: { ticket: TicketLine; reached: boolean; satisfied: Satisfaction | null; reopened: boolean; tries: number }): string
  detailTaken(p: { to: string; ticket: TicketLine }): string
  /** Behind an answer: where the matter’s page is. */
  progressLink(p: { link: string }): string
  /** To whoever took a matter off the public board, or put it back. */
  published(p: { ticket: TicketLine; shown: boolean; open: boolean }): string
}
