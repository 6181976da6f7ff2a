/** The tables, said once. `tables.sqlite.ts` and `tables.postgres.ts` exist only for drizzle-kit. Everything of a community leads with its id. */
import type { Dialect } from './dialects.ts'
import { defineConversation } from './tables/conversation.ts'
import { defineLedger } from './tables/ledger.ts'
import { defineSetUp } from './tables/set-up.ts'
import { defineSpeech } from './tables/speech.ts'

export function defineTables(d: Dialect) {
  return { ...defineSetUp(d), ...defineConversation(d), ...defineLedger(d), ...defineSpeech(d) }
}

export type Tables = ReturnType<typeof defineTables>
export type MessageRow = Tables['messages']['$inferSelect']
export type TicketRow = Tables['tickets']['$inferSelect']
export type LeadRow = Tables['leads']['$inferSelect']
export type AttachmentRow = Tables['attachments']['$inferSelect']
export type OutboxRow = Tables['outbox']['$inferSelect']
export type OutageRow = Tables['outages']['$inferSelect']
export type PersonRow = Tables['people']['$inferSelect']
