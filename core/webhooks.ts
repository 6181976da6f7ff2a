/** Webhooks: what other programs may be told of, and how patiently. Milliseconds. */
import type { TicketEvent } from './ticket.ts'

type EventType = TicketEvent['type']

/** Every event of a ticket; the compiler keeps it whole. */
const TYPES: Record<EventType, true> = {
  opened: true,
  detail_added: true,
  placed: true,
  recategorised: true,
  followed: true,
  urged: true,
  assigned: true,
  accepted: true,
  promised: true,
  taken_on: true,
  complexity_set: true,
  noted: true,
  sent_back: true,
  suspended: true,
  resumed: true,
  extended: true,
  resolved: true,
  closed: true,
  merged: true,
  unmerged: true,
  parted: true,
  split: true,
  verify_asked: true,
  verified: true,
  called_back: true,
  reopened: true,
  rated: true,
  planned: true,
  clocks_set: true,
  taken_over: true,
  moved: true,
  redacted: true,
  anonymised: true,
  part_added: true,
  part_accepted: true,
  part_done: true,
  part_cancelled: true,
}

export const ALL_EVENTS = 'ticket.*'
/** To try a webhook out; asked for by hand only. */
export const PING = 'ping'
export const eventName = (type: EventType): string => `ticket.${type}`
export const HOOK_EVENTS: readonly string[] = [ALL_EVENTS, ...(Object.keys(TYPES) as EventType[]).map(eventName)]

export const wants = (events: readonly string[], name: string): boolean => events.includes(ALL_EVENTS) || events.includes(name)

/** Ten attempts in 10 to 21 hours; after that it is for a person to say "again". */
export const HOOK_PATIENCE = { attempts: 10, firstMs: 10_000, factor: 3, mostMs: 12 * 3_600_000 }

/**
 * How long to wait after so many failed attempts, half of it by chance, so that those who failed together do not come back together.
 * @param chance from 0 up to 1
 * @returns undefined when it was the last
 */
export function waitAfter(attempts: number, chance: number): number | undefined {
  if (attempts >= HOOK_PATIENCE.attempts) return undefined
  const full = Math.min(HOOK_PATIENCE.mostMs, HOOK_PATIENCE.firstMs * HOOK_PATIENCE.factor ** (attempts - 1))
  return Math.round(full * (0.5 + chance / 2))
}
