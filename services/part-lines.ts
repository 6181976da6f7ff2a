/** The parts of a matter as the sentences need them. */
import { calledName, type Directory } from '../core/community.ts'
import { isPartOpen, openParts, type Part } from '../core/parts.ts'
import type { PartWords } from '../core/phrases/hands.ts'
import type { Phrases } from '../core/phrases/phrases.ts'
import type { Ticket } from '../core/ticket.ts'

/** What of a voice these lines need. */
interface Speech {
  phrases: Phrases
  by(at: number): string
}

/** Unit and person; whoever stands in for a unit that has nobody here is named behind it. */
export function handName(directory: Directory, { orgId, assigneeId }: Pick<Part, 'orgId' | 'assigneeId'>): string {
  const unit = directory.organisations.find((o) => o.id === orgId)?.name ?? ''
  const person = directory.staff.find((p) => p.id === assigneeId)
  const name = person ? calledName(person) : ''
  if (!unit || !person) return unit || name
  return person.orgId === orgId ? (name.startsWith(unit) ? name : `${unit}${name}`) : `${unit}（${name}）`
}

export const isTask = (ticket: Pick<Ticket, 'orgId'>, part: Pick<Part, 'orgId'>): boolean => part.orgId !== null && part.orgId === ticket.orgId

export function partWords(directory: Directory, { by }: Pick<Speech, 'by'>, ticket: Pick<Ticket, 'orgId'>, part: Part, now: number): PartWords {
  return {
    no: part.no,
    who: handName(directory, part),
    what: part.what,
    by: by(part.dueBy),
    state: part.state,
    overdue: isPartOpen(part) && part.dueBy < now,
    task: isTask(ticket, part),
  }
}

/** What a status adds: who still answers for it, and who else is at work. */
export function handsNote(directory: Directory, speech: Speech, ticket: Ticket, now: number): string[] {
  const holder = ticket.heldBy && directory.staff.find((p) => p.id === ticket.heldBy?.assigneeId)
  const parts = openParts(ticket).map((part) => speech.phrases.partLine(partWords(directory, speech, ticket, part, now)))
  return [...(holder ? [speech.phrases.stillWith({ name: calledName(holder) })] : []), ...parts]
}

/** What a matter still waits for: 1 供热公司张工 查主管网. */
export const openPartsOf = (directory: Directory, ticket: Ticket): string[] =>
  openParts(ticket).map((part) => [part.no, handName(directory, part), part.what].filter(Boolean).join(' '))
