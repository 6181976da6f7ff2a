/** Tickets as the ledger's pages show them. */
import { CATEGORY_FACTS } from '../../core/categories.ts'
import { calledName, type Directory, type Language } from '../../core/community.ts'
import { STATE_LABELS, URGENCY_LABELS } from '../../core/phrases/labels.ts'
import { isOverdue, phaseOf, type Ticket } from '../../core/ticket.ts'
import type { DeskContext } from '../../services/context.ts'
import { namesOf, pictureCounts } from '../../services/ledger/page.ts'
import { type Voice, voiceFor } from '../../services/lines.ts'
import type { Named, TicketLine } from '../schemas/ledger.ts'

export type PageLanguage = Extract<Language, 'zh-CN' | 'en'>

export const categoryLabel = (category: Ticket['category'], language: PageLanguage): string =>
  CATEGORY_FACTS[category][language === 'en' ? 'en' : 'zh']

/** When the next thing must have happened. */
export const dueOf = (ticket: Ticket): number | null =>
  phaseOf(ticket.status) !== 'open' ? null : (ticket.promisedAt ?? (ticket.acceptedAt === null ? ticket.actBy : ticket.resolveBy))

interface Showing {
  directory: Directory
  names: ReadonlyMap<string, string>
  pictures: ReadonlyMap<string, number>
  voice: Voice
  language: PageLanguage
  now: number
}

const named = (list: readonly { id: string; name: string }[], id: string | null, missing = ''): Named | null =>
  id === null ? null : { id, name: list.find((one) => one.id === id)?.name ?? missing }

export const personNamed = (names: ReadonlyMap<string, string>, id: string | null): Named | null =>
  id === null ? null : { id, name: names.get(id) ?? '' }

/** What a line says in the ticket's own terms. */
const AS_IT_IS = [
  ...(['number', 'id', 'kind', 'status', 'category', 'urgency', 'title', 'words', 'openedAt', 'acceptBy', 'actBy', 'resolveBy', 'closedAt'] as const),
  ...(['urges', 'reopens', 'stars', 'lastAt', 'version'] as const),
] as const
const asItIs = (ticket: Ticket) => Object.fromEntries(AS_IT_IS.map((key) => [key, ticket[key]])) as Pick<Ticket, (typeof AS_IT_IS)[number]>

function lineOf(ticket: Ticket, { directory, names, pictures, voice, language, now }: Showing): TicketLine {
  const labels = language === 'en' ? 'en' : 'zh'
  const { id, status, category, urgency } = ticket
  return {
    ...asItIs(ticket),
    statusLabel: STATE_LABELS[labels][status],
    phase: phaseOf(status),
    categoryLabel: categoryLabel(category, language),
    urgencyLabel: URGENCY_LABELS[labels][urgency],
    place: voice.place(ticket),
    building: named(directory.buildings, ticket.buildingId),
    grid: named(directory.grids, ticket.gridId),
    reporter: personNamed(names, ticket.reporterId) ?? { id: '', name: '' },
    unit: named(directory.organisations, ticket.orgId),
    assignee: personNamed(names, ticket.assigneeId),
    dueAt: dueOf(ticket),
    overdue: isOverdue(ticket, now),
    followers: ticket.followers.length,
    pictures: pictures.get(id) ?? 0,
  }
}

/** Names and pictures of all lines are looked up at once. */
export async function linesOf(cx: DeskContext, directory: Directory, tickets: readonly Ticket[], language: PageLanguage): Promise<TicketLine[]> {
  if (tickets.length === 0) return []
  // The directory has the staff: only reporters must be asked for.
  const names = new Map(directory.staff.map((person) => [person.id, calledName(person)]))
  const unknown = tickets.flatMap(({ reporterId, assigneeId }) => [reporterId, assigneeId]).filter((id) => id !== null && !names.has(id))
  for (const [id, name] of await namesOf(cx, directory.id, unknown)) names.set(id, name)
  const pictures = await pictureCounts(
    cx,
    directory.id,
    tickets.map(({ id }) => id),
  )
  const now = cx.now()
  const showing = { directory, names, pictures, voice: voiceFor(directory, language, now), language, now }
  return tickets.map((ticket) => lineOf(ticket, showing))
}
