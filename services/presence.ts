/** Who is away 请假 and back again: routing passes them over, reminders go to who stands in. */
import { and, eq, gt, lte } from 'drizzle-orm'
import type { Directory, Person } from '../core/community.ts'
import { CodedError } from '../core/errors.ts'
import { readAbsence } from '../core/presence.ts'
import { standIn } from '../core/routing.ts'
import type { Ticket } from '../core/ticket.ts'
import type { Tx } from '../db/open.ts'
import { audit } from './audit.ts'
import type { DeskContext } from './context.ts'
import { bumpRevision } from './directory.ts'
import { openTicketsOf } from './ticket-rows.ts'

export interface Leave {
  from: number
  until: number
  /** Whoever stands in, when it begins now and somebody is there. */
  standIn: Person | undefined
  open: Ticket[]
}

/** What is said later about the same days holds instead. @throws CodedError TIME_UNREADABLE */
export async function goAway(cx: DeskContext, tx: Tx, directory: Directory, person: Person, said: string): Promise<Leave> {
  const now = cx.now()
  const span = readAbsence(said, now, directory.timezone)
  if (!span) throw new CodedError('TIME_UNREADABLE', `no days could be read in "${said}"`)
  const { absences } = cx.db.tables
  await tx
    .delete(absences)
    .where(
      and(eq(absences.communityId, directory.id), eq(absences.personId, person.id), lte(absences.from, span.until), gt(absences.until, span.from)),
    )
  await tx.delete(absences).where(and(eq(absences.communityId, directory.id), lte(absences.until, now)))
  await tx.insert(absences).values({ communityId: directory.id, id: cx.newId(), personId: person.id, ...span, saidAt: now })
  await changed(cx, tx, directory, person, 'presence.away')
  const there: Directory = { ...directory, absences: [...(directory.absences ?? []), { personId: person.id, ...span }] }
  const other = span.from <= now ? standIn(there, person, now) : person
  return { ...span, standIn: other.id === person.id ? undefined : other, open: await openTicketsOf(cx, tx, directory.id, { assigneeId: person.id }) }
}

/** @returns what is open with them, or undefined when they were not away */
export async function comeBack(cx: DeskContext, tx: Tx, directory: Directory, person: Person): Promise<Ticket[] | undefined> {
  const now = cx.now()
  const { absences } = cx.db.tables
  const ended = await tx
    .delete(absences)
    .where(and(eq(absences.communityId, directory.id), eq(absences.personId, person.id), lte(absences.from, now), gt(absences.until, now)))
    .returning({ id: absences.id })
  if (ended.length === 0) return undefined
  await changed(cx, tx, directory, person, 'presence.back')
  return openTicketsOf(cx, tx, directory.id, { assigneeId: person.id })
}

async function changed(cx: DeskContext, tx: Tx, directory: Directory, person: Person, action: string): Promise<void> {
  await bumpRevision(cx.db, tx, directory.id)
  await audit(cx, tx, directory.id, { actor: person.id, action, target: person.id })
}

/** Whoever hears what is said to this person now; the person where nobody stands in. */
export function heardBy(directory: Directory, personId: string, now: number): string {
  const person = directory.staff.find(({ id }) => id === personId)
  return person ? standIn(directory, person, now).id : personId
}
