/** Tickets as the pages show them. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import { calledName, type Directory } from '../../core/community.ts'
import type { RecordedEvent } from '../../core/evolve.ts'
import { stateLabel, URGENCY_LABELS } from '../../core/phrases/labels.ts'
import { timelineSentence, wordsOf } from '../../core/phrases/timeline.ts'
import { isOverdue, phaseOf, type Ticket, type TicketStatus } from '../../core/ticket.ts'
import type { AttachmentRow } from '../../db/tables.ts'
import { attachmentsOfTicket } from '../../services/attachment-rows.ts'
import type { DeskContext } from '../../services/context.ts'
import { type Voice, voiceFor } from '../../services/lines.ts'
import { eventsOf } from '../../services/ticket-rows.ts'
import type { Language, TicketDetail, TicketRow } from '../schemas.ts'

const TONES: Record<TicketStatus, TicketRow['tone']> = {
  open: 'new',
  accepted: 'working',
  suspended: 'working',
  resolved: 'waiting',
  solved: 'done',
  not_ours: 'ended',
  duplicate: 'ended',
  cannot: 'ended',
  withdrawn: 'ended',
}

export function rowOf(cx: DeskContext, directory: Directory, chatIds: ReadonlyMap<string, string>, ticket: Ticket, language: Language): TicketRow {
  const voice = voiceFor(directory, language, cx.now())
  const labels = language === 'en' ? 'en' : 'zh'
  const holder = directory.staff.find((p) => p.id === ticket.assigneeId)
  const unit = directory.organisations.find((o) => o.id === ticket.orgId)?.name
  const open = phaseOf(ticket.status) === 'open'
  const chatId = holder && chatIds.get(holder.id)
  return {
    number: ticket.number,
    title: ticket.title,
    place: voice.place(ticket),
    category: voice.phrases.category(ticket.category),
    urgency: ticket.urgency,
    state: ticket.status,
    stateLabel: stateLabel(ticket, labels),
    tone: TONES[ticket.status],
    open: phaseOf(ticket.status) !== 'closed',
    overdue: isOverdue(ticket, cx.now()),
    ...(ticket.roomId === null ? {} : { room: ticket.roomId }),
    ...(holder ? { assignee: { ...(chatId ? { id: chatId } : {}), name: calledName(holder), ...(unit ? { org: unit } : {}) } } : {}),
    ...(open ? { dueAt: ticket.promisedAt ?? (ticket.acceptedAt === null ? ticket.actBy : ticket.resolveBy) } : {}),
    openedAt: ticket.openedAt,
    updatedAt: ticket.statusAt,
  }
}

export async function detailOf(
  cx: DeskContext,
  directory: Directory,
  chatIds: ReadonlyMap<string, string>,
  ticket: Ticket,
  language: Language,
): Promise<TicketDetail> {
  const events = await eventsOf(cx, cx.db.read, directory.id, ticket.id)
  const names = await peopleNamed(cx, directory, [ticket.reporterId, ...ticket.followers, ...events.map((e) => e.actorId ?? '')])
  const pictures = (await attachmentsOfTicket(cx, cx.db.read, directory.id, ticket.id)).filter(
    (row) => row.hash !== null && row.mime?.startsWith('image/'),
  )
  const named = (id: string) => ({ ...(chatIds.get(id) ? { id: chatIds.get(id) } : {}), name: names.get(id) ?? '' })
  return {
    ...rowOf(cx, directory, chatIds, ticket, language),
    urgencyLabel: URGENCY_LABELS[language === 'en' ? 'en' : 'zh'][ticket.urgency],
    reporter: named(ticket.reporterId),
    followers: ticket.followers.map(named),
    timeline: timelineOf({
      directory,
      ticket,
      events,
      names,
      language,
      voice: voiceFor(directory, language, cx.now()),
      shown: placePictures(events, pictures),
    }),
  }
}

interface Telling {
  directory: Directory
  ticket: Ticket
  events: readonly RecordedEvent[]
  names: ReadonlyMap<string, string>
  language: Language
  voice: Voice
  /** Hashes of the pictures that belong to each event. */
  shown: readonly string[][]
}

function timelineOf({ directory, ticket, events, names, language, voice, shown }: Telling): TicketDetail['timeline'] {
  return events.map(({ at, actorId, event }, i) => {
    const about = event.type === 'opened' ? event.ticket : event.type === 'assigned' ? event : undefined
    const words = wordsOf(event)
    return {
      at,
      who: actorId === null ? (language === 'en' ? 'the clock' : '系统') : (names.get(actorId) ?? ''),
      what: timelineSentence(
        event,
        {
          actor: names.get(actorId ?? '') ?? '',
          holder: about ? holderOf(directory, about.orgId, about.assigneeId) : '',
          when: voice.when,
          place: voice.place(ticket),
        },
        language,
      ),
      ...(words ? { words } : {}),
      pictures: shown[i] ?? [],
    }
  })
}

function holderOf(directory: Directory, orgId: string | null, personId: string | null): string {
  const person = directory.staff.find((p) => p.id === personId)
  return `${directory.organisations.find((o) => o.id === orgId)?.name ?? ''}${person ? calledName(person) : ''}`
}

/** Each picture stands once: at the message that brought it, a proof at the resolving, the rest at the opening. */
function placePictures(events: readonly RecordedEvent[], pictures: readonly AttachmentRow[]): string[][] {
  const left = new Map(pictures.map((picture) => [picture.id, picture]))
  const take = (wanted: (picture: AttachmentRow) => boolean): string[] =>
    [...left.values()].filter(wanted).map((picture) => {
      left.delete(picture.id)
      return picture.hash ?? ''
    })
  const shown = events.map(({ event }) => {
    if (event.type === 'opened') return take((p) => p.messageId === event.ticket.messageId)
    if (event.type === 'detail_added') return take((p) => p.messageId === event.messageId)
    return event.type === 'resolved' ? take((p) => p.purpose === 'proof' || p.messageId === event.messageId) : []
  })
  shown[0]?.push(...take(() => true))
  return shown
}

async function peopleNamed(cx: DeskContext, directory: Directory, ids: readonly string[]): Promise<Map<string, string>> {
  const { people } = cx.db.tables
  const rows = await cx.db.read
    .select()
    .from(people)
    .where(and(eq(people.communityId, directory.id), inArray(people.id, [...new Set(ids)])))
    .orderBy(asc(people.id))
  return new Map(rows.map((row) => [row.id, calledName(row)]))
}
