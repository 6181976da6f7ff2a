/** Whoever was asked to look at it on the spot and has not said yet is reminded. */
import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import { communityOffice, type Directory } from '../core/community.ts'
import { deadline, type TimeLimit } from '../core/deadlines.ts'
import { statusesIn, type Ticket } from '../core/ticket.ts'
import type { Tx } from '../db/open.ts'
import { calendarOf } from './calendars.ts'
import { claim } from './claims.ts'
import type { DeskContext } from './context.ts'
import { voiceFor } from './lines.ts'
import { readAt, say } from './outbox.ts'
import { heardBy } from './presence.ts'
import { officeRoom } from './staff-rooms.ts'
import { onlyTicket } from './ticket-rows.ts'

/** Reminded after so much of the community's working time, counted from the asking. */
export const VERIFY_REMINDERS: readonly { id: string; after: TimeLimit }[] = [
  { id: 'first', after: { amount: 4, unit: 'working_hours' } },
  { id: 'second', after: { amount: 1, unit: 'working_days' } },
]
const NAMED = 6

/** Whoever was asked to look and has not said yet is reminded, each step once and one message a person. @returns the number of people told */
export async function remindVerifiers(cx: DeskContext, communityId: string): Promise<number> {
  const directory = await cx.directories.get(cx.db.read, communityId)
  const { tickets } = cx.db.tables
  const rows = await cx.db.read
    .select()
    .from(tickets)
    .where(and(eq(tickets.communityId, communityId), inArray(tickets.status, statusesIn('open', 'resolved')), isNotNull(tickets.verifyAskedAt)))
  const due = rows.map(onlyTicket).flatMap((ticket) => stepsOf(directory, ticket, cx.now()))
  return due.length === 0 ? 0 : cx.db.transact((tx) => sayVerifyReminders(cx, tx, directory, due))
}

interface VerifyStep {
  key: string
  ticket: Ticket
}

function stepsOf(directory: Directory, ticket: Ticket, now: number): VerifyStep[] {
  const { verifyAskedAt: asked } = ticket
  if (asked === null) return []
  const calendar = calendarOf(directory, communityOffice(directory)?.id ?? null)
  return VERIFY_REMINDERS.filter(({ after }) => deadline(calendar, asked, after) <= now).map(({ id }) => ({
    key: `${ticket.id}:${asked}:${id}`,
    ticket,
  }))
}

async function sayVerifyReminders(cx: DeskContext, tx: Tx, directory: Directory, due: readonly VerifyStep[]): Promise<number> {
  const byPerson = new Map<string, Map<string, Ticket>>()
  for (const { key, ticket } of due) {
    if (ticket.verifierId === null || !(await claim(cx, tx, `verify:${directory.id}`, key))) continue
    const asked = heardBy(directory, ticket.verifierId, cx.now())
    const theirs = byPerson.get(asked) ?? new Map<string, Ticket>()
    byPerson.set(asked, theirs.set(ticket.id, ticket))
  }
  const voice = voiceFor(directory, 'zh-CN', cx.now(), readAt(directory, cx.now(), 'waits'))
  for (const [personId, theirs] of byPerson) {
    const lines = [...theirs.values()].map((ticket) => voice.line(ticket))
    const text = voice.phrases.verifyReminder({ lines: lines.slice(0, NAMED), more: Math.max(0, lines.length - NAMED) })
    await say(cx, tx, directory, { to: { person: personId }, text, fallbackRoom: officeRoom(directory) })
  }
  return byPerson.size
}
