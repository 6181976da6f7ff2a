/** Forgotten tickets come forward by themselves: reminders and escalation, each step once, one message a person. */
import { and, eq, inArray } from 'drizzle-orm'
import type { Directory } from '../core/community.ts'
import { type DueStep, dueSteps, reminders } from '../core/escalation.ts'
import { audienceOf } from '../core/levels.ts'
import { statusesIn, type Ticket } from '../core/ticket.ts'
import type { Tx } from '../db/open.ts'
import { calendarOf, clocksOf } from './calendars.ts'
import type { DeskContext } from './context.ts'
import { claim } from './digests.ts'
import { voiceFor } from './lines.ts'
import { say } from './outbox.ts'
import { eventsOfMany, onlyTicket } from './ticket-rows.ts'

/** Named in one message; the rest is a number. */
const NAMED = 6

/** Says every step that has fallen due. @returns the number of people told */
export async function escalateOverdue(cx: DeskContext, communityId: string): Promise<number> {
  const { read } = cx.db
  const directory = await cx.directories.get(read, communityId)
  const { tickets } = cx.db.tables
  const open = (
    await read
      .select()
      .from(tickets)
      .where(and(eq(tickets.communityId, communityId), inArray(tickets.status, statusesIn('open'))))
  ).map(onlyTicket)
  if (open.length === 0) return 0
  const events = await eventsOfMany(
    cx,
    read,
    communityId,
    open.map((t) => t.id),
  )
  const clocks = open.map((ticket) => clocksOf(directory, ticket.orgId, events.get(ticket.id) ?? []))
  const byId = new Map(open.map((ticket) => [ticket.id, ticket]))
  const { quietFrom, quietTo } = directory.settings
  const quiet = { from: quietFrom, to: quietTo, timezone: directory.timezone }
  const calendarOfTicket = ({ ticketId }: { ticketId: string }) => calendarOf(directory, byId.get(ticketId)?.orgId ?? null)
  const stepsBut = (taken: ReadonlySet<string>): DueStep[] => dueSteps(clocks, taken, cx.now(), quiet, calendarOfTicket)
  const keys = stepsBut(new Set()).map((step) => step.key)
  const steps = stepsBut(await takenOf(cx, communityId, keys))
  if (steps.length === 0) return 0
  return cx.db.transact((tx) => sayReminders(cx, tx, directory, steps, byId))
}

/** Databases bound the values of one question. */
const KEYS_AT_ONCE = 500

async function takenOf(cx: DeskContext, communityId: string, keys: readonly string[]): Promise<Set<string>> {
  const { jobClaims } = cx.db.tables
  const taken = new Set<string>()
  for (let i = 0; i < keys.length; i += KEYS_AT_ONCE) {
    const some = keys.slice(i, i + KEYS_AT_ONCE)
    const rows = await cx.db.read
      .select({ tick: jobClaims.tick })
      .from(jobClaims)
      .where(and(eq(jobClaims.name, claimName(communityId)), inArray(jobClaims.tick, some)))
    for (const row of rows) taken.add(row.tick)
  }
  return taken
}

const claimName = (communityId: string): string => `escalation:${communityId}`

async function sayReminders(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  steps: readonly DueStep[],
  byId: ReadonlyMap<string, Ticket>,
): Promise<number> {
  const own: DueStep[] = []
  for (const step of steps) if (await claim(cx, tx, claimName(directory.id), step.key)) own.push(step)
  const told = reminders(own, (step, audience) => {
    const ticket = byId.get(step.ticketId)
    return ticket ? audienceOf(directory, ticket, audience).map((person) => person.id) : []
  })
  const voice = voiceFor(directory, directory.language, cx.now())
  for (const { personId, steps: theirs } of told) {
    const lines = theirs.slice(0, NAMED).flatMap((step) => {
      const ticket = byId.get(step.ticketId)
      return ticket
        ? [
            {
              ticket: voice.line(ticket),
              clock: step.clock,
              late: step.at >= step.due,
              by: voice.by(step.due),
              holder: ticket.assigneeId === personId,
            },
          ]
        : []
    })
    await say(cx, tx, directory, {
      to: { person: personId },
      text: voice.phrases.reminder({ lines, more: theirs.length - lines.length }),
      pace: theirs.some((step) => step.danger) ? 'now' : 'waits',
      fallbackRoom: fallbackFor(directory, personId),
    })
  }
  return told.length
}

/** Somebody who cannot be reached directly is reminded in the unit's staff group. */
function fallbackFor(directory: Directory, personId: string): string | null {
  const orgId = directory.staff.find((p) => p.id === personId)?.orgId
  return directory.groups.find((g) => g.kind === 'staff' && g.orgId === orgId && g.externalId !== null)?.externalId ?? null
}
