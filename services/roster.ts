/** The roster by chat 换班/值班: one asks, the other agrees, both hear it; an admin or the unit's head sets a shift straight away. */
import { and, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import { DateTime } from 'luxon'
import { colleague } from '../core/colleague.ts'
import { calledName, type Directory, type DutyShift, isStaff, type Person } from '../core/community.ts'
import { endOf, shiftsOn } from '../core/duty.ts'
import { CodedError } from '../core/errors.ts'
import type { ShiftWords } from '../core/phrases/roster.ts'
import { rosterDay } from '../core/phrases/wording.ts'
import { wallClock } from '../core/time.ts'
import { readDay } from '../core/when-day.ts'
import type { Tx } from '../db/open.ts'
import type { ShiftSwapRow } from '../db/tables.ts'
import { audit } from './audit.ts'
import type { DeskContext } from './context.ts'
import { bumpRevision } from './directory.ts'

/** A day somebody named, ahead or today. @throws CodedError TIME_UNREADABLE, DATE_PASSED */
export function rosterDate(directory: Directory, said: string, now: number): string {
  const day = readDay(said, DateTime.fromMillis(now, { zone: directory.timezone }))
  const date = day?.date.toISODate()
  if (!date) throw new CodedError('TIME_UNREADABLE', `no day could be read in "${said}"`)
  if (date < wallClock(now, directory.timezone).date) throw new CodedError('DATE_PASSED', `${date} has passed`)
  return date
}

export const hoursOf = ({ from, to }: Pick<DutyShift, 'from' | 'to'>): string => `${from}–${to}`

const wordsOf = (directory: Directory, date: string, shifts: readonly DutyShift[]): ShiftWords => ({
  day: rosterDay(date, directory.language),
  hours: shifts.map(hoursOf),
  onCall: shifts.length > 0 && shifts.every(({ onCall }) => onCall === true),
})

/** Somebody's shifts of a date that are not over yet. @throws CodedError SHIFT_MISSING */
function shiftsAhead(directory: Directory, person: Person, date: string, now: number): DutyShift[] {
  const shifts = shiftsOn(directory, person.id, date).filter((shift) => endOf(shift, date, directory.timezone) > now)
  if (shifts.length === 0) throw new CodedError('SHIFT_MISSING', `${person.id} has no shift on ${date}`)
  return shifts
}

const named = (people: readonly Person[], said: string): Person => {
  const found = colleague(people, said)
  if (!found) throw new CodedError('COLLEAGUE_UNKNOWN', `"${said}" is nobody here`, { candidates: people.slice(0, 8).map(calledName) })
  return found
}

export interface Swap {
  other: Person
  shift: ShiftWords
}

/** 换班 周六 给老李. @throws CodedError SHIFT_MISSING, COLLEAGUE_UNKNOWN, TIME_UNREADABLE, DATE_PASSED */
export async function askSwap(cx: DeskContext, tx: Tx, directory: Directory, by: Person, said: { day: string; to: string }): Promise<Swap> {
  const date = rosterDate(directory, said.day, cx.now())
  const shifts = shiftsAhead(directory, by, date, cx.now())
  const others = directory.staff.filter((p) => p.id !== by.id && p.orgId === by.orgId)
  const other = named(others, said.to)
  const { shiftSwaps } = cx.db.tables
  await tx
    .update(shiftSwaps)
    .set({ state: 'overtaken', settledAt: cx.now() })
    .where(and(eq(shiftSwaps.communityId, directory.id), eq(shiftSwaps.askedBy, by.id), eq(shiftSwaps.date, date), eq(shiftSwaps.state, 'asked')))
  await tx.insert(shiftSwaps).values({
    communityId: directory.id,
    id: cx.newId(),
    askedBy: by.id,
    askedOf: other.id,
    date,
    state: 'asked',
    askedAt: cx.now(),
    settledAt: null,
  })
  return { other, shift: wordsOf(directory, date, shifts) }
}

/** What somebody was asked and has not answered, for today or later. @throws CodedError SWAP_MISSING, SWAP_AMBIGUOUS */
async function askedOf(cx: DeskContext, tx: Tx, directory: Directory, person: Person, day: string | undefined): Promise<ShiftSwapRow> {
  const { shiftSwaps: t } = cx.db.tables
  const today = wallClock(cx.now(), directory.timezone).date
  const rows = await tx
    .select()
    .from(t)
    .where(and(eq(t.communityId, directory.id), eq(t.askedOf, person.id), eq(t.state, 'asked'), gte(t.date, today)))
    .orderBy(t.date, t.askedAt)
  const date = day === undefined ? undefined : rosterDate(directory, day, cx.now())
  const meant = date === undefined ? rows : rows.filter((row) => row.date === date)
  const [only] = meant
  if (!only) throw new CodedError('SWAP_MISSING', `nobody waits for an answer of ${person.id}`)
  if (meant.length > 1)
    throw new CodedError('SWAP_AMBIGUOUS', 'several swaps wait for an answer', { candidates: meant.map((row) => whose(directory, row)) })
  return only
}

const whose = (directory: Directory, { askedBy, date }: ShiftSwapRow): string => {
  const person = directory.staff.find(({ id }) => id === askedBy)
  return `${rosterDay(date, directory.language)} ${person ? calledName(person) : ''}`.trim()
}

/** @throws CodedError SWAP_MISSING, SWAP_AMBIGUOUS, SHIFT_MISSING when the shift is no longer the other's to give */
export async function answerSwap(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  by: Person,
  answer: { agreed: boolean; day: string | undefined },
): Promise<Swap> {
  const swap = await askedOf(cx, tx, directory, by, answer.day)
  const other = directory.staff.find(({ id }) => id === swap.askedBy)
  if (!other) throw new CodedError('SWAP_MISSING', `${swap.askedBy} is not on the staff any more`)
  const shifts = answer.agreed ? shiftsAhead(directory, other, swap.date, cx.now()) : shiftsOn(directory, other.id, swap.date)
  const { shiftSwaps } = cx.db.tables
  await tx
    .update(shiftSwaps)
    .set({ state: answer.agreed ? 'agreed' : 'declined', settledAt: cx.now() })
    .where(and(eq(shiftSwaps.communityId, directory.id), eq(shiftSwaps.id, swap.id)))
  if (answer.agreed) {
    for (const shift of shifts) await handOver(cx, tx, directory, { shift, date: swap.date, to: by })
    await changed(cx, tx, directory, by, `swap:${swap.date}`)
  }
  return { other, shift: wordsOf(directory, swap.date, shifts) }
}

/** What had been arranged by chat is changed; what stands in the file stays there and is taken over for the day. */
async function handOver(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  { shift, date, to }: { shift: DutyShift; date: string; to: Person },
): Promise<void> {
  const { shifts } = cx.db.tables
  const own = and(eq(shifts.communityId, directory.id), eq(shifts.id, shift.id))
  if (!shift.byChat || shift.date === null) return addShift(cx, tx, directory, { ...shift, date, personId: to.id, instead: shift.personId })
  // It goes back to whose it was.
  if (shift.instead === to.id) await tx.delete(shifts).where(own)
  else await tx.update(shifts).set({ personId: to.id }).where(own)
}

async function addShift(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  shift: Pick<DutyShift, 'date' | 'personId' | 'from' | 'to' | 'instead' | 'onCall'>,
): Promise<void> {
  const { shifts } = cx.db.tables
  const ids = await tx.select({ id: shifts.id }).from(shifts).where(eq(shifts.communityId, directory.id))
  const last = Math.max(0, ...ids.map(({ id }) => Number(id.slice(1))).filter(Number.isFinite))
  const { date, personId, from, to, instead, onCall } = shift
  await tx.insert(shifts).values({
    communityId: directory.id,
    id: `d${last + 1}`,
    days: null,
    byChat: true,
    ...{ date, personId, from, to, instead: instead ?? null, onCall: onCall ?? null },
  })
}

/** Days after which a shift arranged by chat is forgotten. */
const KEPT = { days: 60 }

async function changed(cx: DeskContext, tx: Tx, directory: Directory, by: Person, target: string): Promise<void> {
  const { shifts } = cx.db.tables
  const before = wallClock(cx.now() - KEPT.days * 86_400_000, directory.timezone).date
  await tx.delete(shifts).where(and(eq(shifts.communityId, directory.id), eq(shifts.byChat, true), lt(shifts.date, before)))
  await bumpRevision(cx.db, tx, directory.id)
  await audit(cx, tx, directory.id, { actor: by.id, action: 'roster.changed', target })
}

/** May this person say who works when in that one's unit? */
const rosters = (by: Person, person: Person): boolean => by.admin || (by.supervisor && by.orgId !== null && by.orgId === person.orgId)

/**
 * 值班 周六 老李 8:00-20:00: stands instead of the unit's weekly shifts at that time, and of what was set before for it.
 * @throws CodedError NOT_ENTITLED, COLLEAGUE_UNKNOWN, TIME_UNREADABLE, DATE_PASSED
 */
export async function setShift(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  by: Person,
  said: { day: string; to: string; from: string; until: string; onCall: boolean },
): Promise<Swap> {
  if (!isStaff(by.role) || !(by.admin || by.supervisor)) throw new CodedError('NOT_ENTITLED', 'shifts are set by an admin or the unit’s head')
  const date = rosterDate(directory, said.day, cx.now())
  const other = named(
    directory.staff.filter((p) => rosters(by, p)),
    said.to,
  )
  const [from, to] = [clockOf(said.from), clockOf(said.until)]
  const { shifts } = cx.db.tables
  const unit = directory.staff.filter((p) => p.id === other.id || (p.orgId !== null && p.orgId === other.orgId)).map(({ id }) => id)
  await tx
    .delete(shifts)
    .where(
      and(
        eq(shifts.communityId, directory.id),
        eq(shifts.byChat, true),
        sql`${shifts.instead} is null`,
        eq(shifts.date, date),
        eq(shifts.from, from),
        inArray(shifts.personId, unit),
      ),
    )
  await addShift(cx, tx, directory, { date, personId: other.id, from, to, instead: null, onCall: said.onCall })
  await changed(cx, tx, directory, by, `shift:${date}`)
  return { other, shift: { day: rosterDay(date, directory.language), hours: [hoursOf({ from, to })], onCall: said.onCall } }
}

/** 8:00, 8点, 8点半, 20点30分 → 08:00. @throws CodedError TIME_UNREADABLE */
function clockOf(said: string): string {
  const found = /^(\d{1,2})(?:[:点](半|\d{1,2})?分?)?$/.exec(said.trim())
  const [hour, minute] = [Number(found?.[1]), found?.[2] === '半' ? 30 : Number(found?.[2] ?? 0)]
  if (!found || hour > 24 || minute > 59 || (hour === 24 && minute > 0)) throw new CodedError('TIME_UNREADABLE', `"${said}" is no time of day`)
  return `${String(hour % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
