/** What is said about shifts, swaps and who is away. Days and hours arrive as text. */
import type { TicketLine } from './phrases.ts'

export interface ShiftWords {
  /** 11月28日（周六） */
  day: string
  /** 08:00–20:00, several where there are several. */
  hours: readonly string[]
  onCall?: boolean
}

export interface RosterPhrases {
  duty(p: { people: readonly { name: string; unit: string; phone: string; until: string; onCall?: boolean }[] }): string
  /** To whoever wants to give a shift away. */
  swapAsked(p: { name: string; shift: ShiftWords }): string
  /** To whoever is to take it. */
  swapCard(p: { from: string; shift: ShiftWords }): string
  /** To whoever gave it away. */
  swapAgreed(p: { name: string; shift: ShiftWords }): string
  /** To whoever takes it. */
  swapTaken(p: { name: string; shift: ShiftWords }): string
  swapDeclined(p: { name: string; shift: ShiftWords }): string
  swapDeclinedDone(p: { name: string }): string
  shiftSet(p: { name: string; shift: ShiftWords }): string
  shiftCard(p: { from: string; shift: ShiftWords }): string
  /** `from` is empty when it begins now; `standIn` when nobody is there to stand in, or the absence is still to come. */
  awaySet(p: { from: string; until: string; standIn: string; open: number }): string
  /** To who stands in. */
  awayCard(p: { name: string; until: string; lines: readonly TicketLine[]; more: number }): string
  backSet(p: { open: number }): string
  notAway: string
}
