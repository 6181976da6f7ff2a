/** The tables, said once. `tables.sqlite.ts` and `tables.postgres.ts` exist only for drizzle-kit. Everything of a community leads with its id. */
import type { Dialect } from './dialects.ts'
import { defineAccess } from './tables/access.ts'
import { defineBoard } from './tables/board.ts'
import { defineConversation } from './tables/conversation.ts'
import { defineInterfaces } from './tables/interfaces.ts'
import { defineLedger } from './tables/ledger.ts'
import { defineMeetings } from './tables/meetings.ts'
import { definePrivacy } from './tables/privacy.ts'
import { defineRoster } from './tables/roster.ts'
import { defineSearch } from './tables/search.ts'
import { defineSetUp } from './tables/set-up.ts'
import { defineSpeech } from './tables/speech.ts'

export function defineTables(d: Dialect) {
  return {
    ...defineSetUp(d),
    ...defineRoster(d),
    ...defineConversation(d),
    ...defineLedger(d),
    ...defineMeetings(d),
    ...defineSpeech(d),
    ...defineSearch(d),
    ...defineAccess(d),
    ...definePrivacy(d),
    ...defineBoard(d),
    ...defineInterfaces(d),
  }
}

export type Tables = ReturnType<typeof defineTables>
export type MessageRow = Tables['messages']['$inferSelect']
export type TicketRow = Tables['tickets']['$inferSelect']
export type LeadRow = Tables['leads']['$inferSelect']
export type AttachmentRow = Tables['attachments']['$inferSelect']
export type MeetingRow = Tables['meetings']['$inferSelect']
export type MeetingMatterRow = Tables['meetingMatters']['$inferSelect']
export type OutboxRow = Tables['outbox']['$inferSelect']
export type OutageRow = Tables['outages']['$inferSelect']
export type PersonRow = Tables['people']['$inferSelect']
export type SessionRow = Tables['sessions']['$inferSelect']
export type ApiTokenRow = Tables['apiTokens']['$inferSelect']
export type AuditRow = Tables['audit']['$inferSelect']
export type LoginLinkRow = Tables['loginLinks']['$inferSelect']
export type SavedViewRow = Tables['savedViews']['$inferSelect']
export type WebhookRow = Tables['webhooks']['$inferSelect']
export type WebhookDeliveryRow = Tables['webhookDeliveries']['$inferSelect']
export type ShiftSwapRow = Tables['shiftSwaps']['$inferSelect']
