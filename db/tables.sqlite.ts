/** For drizzle-kit only: it wants tables as exports. */
import { sqlite } from './dialects.ts'
import { defineTables } from './tables.ts'

export const {
  communities,
  grids,
  buildings,
  organisations,
  people,
  identities,
  groups,
  shifts,
  bindCodes,
  messages,
  leads,
  secondReadings,
  attachments,
  tickets,
  ticketEvents,
  outages,
  outbox,
  jobClaims,
  gaps,
} = defineTables(sqlite)
