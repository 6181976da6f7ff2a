/** Forgotten tickets come forward by themselves: reminders and escalation, each step once, one message a person. */
import { and, eq, inArray } from 'drizzle-orm'
import type { Directory } from '../core/community.ts'
import { limitsFor } from '../core/deadlines.ts'
import { type Audience, type DueStep, dueSteps, reminders } from '../core/escalation.ts'
import { planOf } from '../core/escalation-plan.ts'
import type { RecordedEvent } from '../core/evolve.ts'
import { audienceOf, type Held } from '../core/levels.ts'
import { partClocks } from '../core/part-clocks.ts'
import type { Part } from '../core/parts.ts'
import { statusesIn, type Ticket } from '../core/ticket.ts'
import type { TicketClocks } from '../core/ticket-clocks.ts'
import type { Tx } from '../db/open.ts'
import { calendarOf, clocksOf } from './calendars.ts'
import { claim, startedOf } from './claims.ts'
import type { DeskContext } from './context.ts'
import { staffMember, voiceFor } from './lines.ts'
import { say } from './outbox.ts'
import { partLine } from './part-words.ts'
import { heardBy } from './presence.ts'
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
  const watched = open.flatMap((ticket) => watchedOf(directory, ticket, events.get(ticket.id) ?? []))
  const byId = new Map(watched.map((one) => [one.clocks.ticketId, one]))
  const { quietFrom, quietTo } = directory.settings
  const quiet = { from: quietFrom, to: quietTo, timezone: directory.timezone }
  const calendarOfTicket = ({ ticketId }: { ticketId: string }) => calendarOf(directory, byId.get(ticketId)?.held.orgId ?? null)
  const stepsBut = (taken: ReadonlySet<string>): DueStep[] =>
    dueSteps(
      watched.map(({ clocks }) => clocks),
      taken,
      cx.now(),
      quiet,
      calendarOfTicket,
      planOf(directory.settings.escalation),
    )
  const keys = stepsBut(new Set()).map((step) => step.key)
  const steps = stepsBut(await startedOf(cx, claimName(communityId), keys))
  if (steps.length === 0) return 0
  return cx.db.transact((tx) => sayReminders(cx, tx, directory, steps, byId))
}

/** A matter, or a part of one, whose clocks run. */
interface Watched {
  ticket: Ticket
  part?: Part
  clocks: TicketClocks
  held: Held
}

function watchedOf(directory: Directory, ticket: Ticket, events: readonly RecordedEvent[]): Watched[] {
  const clocks = clocksOf(directory, ticket.orgId, events)
  const { accept } = limitsFor(ticket, directory.settings.limits)
  return [
    { ticket, clocks, held: ticket },
    ...partClocks(ticket, clocks, accept).map(({ part, clocks: own }) => ({ ticket, part, clocks: own, held: part })),
  ]
}

/** Nobody is reminded while away: who stands in is. Whoever had it first is reminded with the one it was handed to; the lead hears with the supporter's unit that a part is late. */
function peopleFor(directory: Directory, watched: Watched, audience: Audience, now: number): string[] {
  return [...new Set(asReckoned(directory, watched, audience).map((id) => heardBy(directory, id, now)))]
}

function asReckoned(directory: Directory, { ticket, part, held }: Watched, audience: Audience): string[] {
  const people = audienceOf(directory, held, audience, { district: directory.settings.district }).map((person) => person.id)
  const beside = part
    ? audience === 'supervisor'
      ? ticket.assigneeId
      : null
    : audience === 'assignee'
      ? (staffMember(directory, ticket.heldBy?.assigneeId ?? null)?.id ?? null)
      : null
  return beside === null ? people : [...people, beside]
}

const claimName = (communityId: string): string => `escalation:${communityId}`

async function sayReminders(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  steps: readonly DueStep[],
  byId: ReadonlyMap<string, Watched>,
): Promise<number> {
  const own: DueStep[] = []
  for (const step of steps) if (await claim(cx, tx, claimName(directory.id), step.key)) own.push(step)
  const told = reminders(own, (step, audience) => {
    const one = byId.get(step.ticketId)
    return one ? peopleFor(directory, one, audience, cx.now()) : []
  })
  const voice = voiceFor(directory, directory.language, cx.now())
  for (const { personId, steps: theirs } of told) {
    const lines = theirs.slice(0, NAMED).flatMap((step) => {
      const one = byId.get(step.ticketId)
      return one
        ? [
            {
              ticket: one.part ? partLine(directory, voice, one.ticket, one.part) : voice.line(one.ticket),
              clock: step.clock,
              late: step.at >= step.due,
              by: voice.by(step.due),
              holder: one.held.assigneeId === personId,
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
