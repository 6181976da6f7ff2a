/**
 * Open311 GeoReport v2 in the ledger's terms. Services are our categories; a jurisdiction is a community.
 * Source: the GeoReport v2 specification (wiki.open311.org/GeoReport_v2) and the JSON schemas of open311/schema-validation.
 */
import { phaseOf, statusesIn, type TicketStatus } from './ticket.ts'
import type { Urgency } from './understanding/terms.ts'

export const REQUEST_STATES = ['open', 'closed'] as const
export type RequestState = (typeof REQUEST_STATES)[number]

/** `resolved` still waits for the word of whoever told it: open. */
export const requestState = (status: TicketStatus): RequestState => (phaseOf(status) === 'closed' ? 'closed' : 'open')
export const statusesOf = (state: RequestState): TicketStatus[] => (state === 'closed' ? statusesIn('closed') : statusesIn('open', 'resolved'))

/** A list may span this, and does when no dates are given. */
export const SPAN = { days: 90 }
/** Of one answer, unless fewer are asked for. */
export const REQUESTS_AT_MOST = 1_000
/** Of a description in an answer, by the schema. */
export const DESCRIPTION_LENGTH = 4_000

/** What a client may fill in beyond the description; by code. */
export const ATTRIBUTES = ['building', 'place', 'urgency'] as const
export type AttributeCode = (typeof ATTRIBUTES)[number]

const RANK: Record<Urgency, number> = { normal: 0, urgent: 1, emergency: 2 }
/** A client may make a matter more urgent than its words are, not less: danger read in the words stays danger. */
export const moreUrgent = (a: Urgency, b: Urgency): Urgency => (RANK[a] >= RANK[b] ? a : b)
