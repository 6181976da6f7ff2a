/** One ticket as its page shows it. */
import { ACTS } from '../../core/acts.ts'
import { calledName, type Directory, isStaff, type Person } from '../../core/community.ts'
import type { RecordedEvent } from '../../core/evolve.ts'
import { actLabel, fieldLabel, valueLabel } from '../../core/phrases/acts.ts'
import { timelineSentence, wordsOf } from '../../core/phrases/timeline.ts'
import { phaseOf, type Ticket } from '../../core/ticket.ts'
import type { MessageRow } from '../../db/tables.ts'
import type { DeskContext } from '../../services/context.ts'
import { actsOn } from '../../services/ledger/acts.ts'
import { type TicketWhole, type TimedAttachment, ticketWhole } from '../../services/ledger/page.ts'
import { voiceFor } from '../../services/lines.ts'
import type { LedgerClock, LedgerEvent, LedgerMessage, LedgerPicture, TicketAct, TicketPage } from '../schemas/ledger.ts'
import { linesOf, type PageLanguage, personNamed } from './ledger.ts'

export interface Asker {
  person: Person
  /** Sees the words of others: everybody but residents, who see what they said themselves. */
  atWork: boolean
  /** Which of the related tickets may be shown. */
  visible: (ticket: Ticket) => boolean
}

export async function pageOf(cx: DeskContext, directory: Directory, ticket: Ticket, asker: Asker, language: PageLanguage): Promise<TicketPage> {
  const whole = await ticketWhole(cx, directory, ticket)
  const related = whole.related.filter(asker.visible)
  const [line, ...kin] = await linesOf(cx, directory, [ticket, ...related], language)
  if (!line) throw new Error(`#${ticket.number} vanished`)
  const shown = placed(whole.events, whole.attachments)
  const { acceptedAt, promisedAt, resolvedAt, suspendedUntil, mergedInto, confirmed } = ticket
  return {
    ...line,
    ...{ acceptedAt, promisedAt, resolvedAt, suspendedUntil, mergedInto, confirmed },
    group: groupOf(directory, ticket),
    timeline: timelineOf(cx, directory, whole, shown, asker, language),
    messages: whole.messages.filter((row) => asker.atWork || row.personId === asker.person.id).map((row) => messageOf(directory, row)),
    attachments: whole.attachments.map(pictureOf),
    clocks: clocksOf(ticket, cx.now()),
    related: kin,
    followerNames: ticket.followers.map((id) => personNamed(whole.names, id) ?? { id, name: '' }),
    acts: actsOn(cx, directory, ticket, asker.person).map((act) => actOf(act, language)),
    more: moreOf(ticket),
  }
}

function groupOf(directory: Directory, ticket: Ticket): TicketPage['group'] {
  const group = directory.groups.find(({ id }) => id === ticket.groupId)
  return group ? { id: group.id, name: group.name } : null
}

export const actOf = (act: keyof typeof ACTS, language: PageLanguage): TicketAct => ({
  command: act,
  label: actLabel(act, language),
  fields: ACTS[act].map(({ name, kind, required, ...choice }) => ({
    name,
    kind,
    label: fieldLabel(name, language),
    required,
    ...('values' in choice && choice.values
      ? { options: (choice.values as readonly string[]).map((value) => ({ value, label: valueLabel(name, value, language) })) }
      : {}),
  })),
})

const pictureOf = ({ id, hash, mime, name, purpose, at }: TimedAttachment): LedgerPicture => ({
  id,
  url: `/api/v1/attachments/${hash}`,
  mime: mime ?? 'application/octet-stream',
  name,
  purpose,
  at,
})

const messageOf = (directory: Directory, row: MessageRow): LedgerMessage => ({
  id: row.id,
  at: row.at,
  from: { id: row.personId, name: row.senderName, role: row.role },
  kind: row.kind,
  text: row.recalledAt === null ? row.text : '',
  recalled: row.recalledAt !== null,
  group: directory.groups.find(({ id }) => id === row.groupId)?.name ?? null,
})

/** Ids of the pictures of each event: each picture once, at the message that brought it, a proof at the resolving, the rest at the opening. */
function placed(events: readonly RecordedEvent[], pictures: readonly TimedAttachment[]): string[][] {
  const left = new Map(pictures.map((picture) => [picture.id, picture]))
  const take = (wanted: (picture: TimedAttachment) => boolean): string[] =>
    [...left.values()].filter(wanted).map(({ id }) => {
      left.delete(id)
      return id
    })
  const shown = events.map(({ at, event }) => {
    if (event.type === 'opened') return take((p) => p.messageId === event.ticket.messageId)
    if (event.type === 'resolved') return take((p) => p.messageId === event.messageId || (p.purpose === 'proof' && p.at <= at))
    return 'messageId' in event ? take((p) => p.messageId === event.messageId) : []
  })
  const lastProof = events.findLastIndex(({ event }) => event.type === 'resolved')
  if (lastProof >= 0) shown[lastProof]?.push(...take(({ purpose }) => purpose === 'proof'))
  shown[0]?.push(...take(() => true))
  return shown
}

function timelineOf(
  cx: DeskContext,
  directory: Directory,
  { ticket, events, names }: TicketWhole,
  shown: readonly string[][],
  { person, atWork }: Asker,
  language: PageLanguage,
): LedgerEvent[] {
  const voice = voiceFor(directory, language, cx.now())
  const staff = new Map(directory.staff.map((one) => [one.id, one]))
  const holder = (orgId: string | null, personId: string | null): string => {
    const who = staff.get(personId ?? '')
    return `${directory.organisations.find(({ id }) => id === orgId)?.name ?? ''}${who ? calledName(who) : ''}`
  }
  const role = (id: string | null): LedgerEvent['role'] => {
    if (id === null) return 'program'
    if (id === ticket.reporterId) return 'reporter'
    const known = staff.get(id)
    return known && isStaff(known.role) ? 'staff' : ticket.followers.includes(id) ? 'follower' : 'resident'
  }
  // What staff write to each other is not for residents.
  const told = events
    .map((one, i) => ({ ...one, pictures: shown[i] ?? [] }))
    .filter(({ actorId, event }) => atWork || event.type !== 'noted' || actorId === person.id)
  return told.map(({ at, actorId, event, pictures }) => {
    const about = event.type === 'opened' ? event.ticket : event.type === 'assigned' ? event : undefined
    const names_ = {
      actor: names.get(actorId ?? '') ?? '',
      holder: about ? holder(about.orgId, about.assigneeId) : '',
      when: voice.when,
      place: voice.place(ticket),
      ...('verifierId' in event ? { holder: holder(null, event.verifierId) } : {}),
      ...('part' in event && typeof event.part === 'object' ? { holder: holder(event.part.orgId, event.part.assigneeId) } : {}),
    }
    return {
      at,
      who: actorId === null ? (language === 'en' ? 'the clock' : '系统') : (names.get(actorId) ?? ''),
      role: role(actorId),
      type: event.type,
      text: timelineSentence(event, names_, language),
      words: wordsOf(event),
      pictures,
    }
  })
}

function clocksOf(ticket: Ticket, now: number): LedgerClock[] {
  const paused = ticket.status === 'suspended'
  const clock = (kind: LedgerClock['kind'], due: number, done: number | null): LedgerClock => {
    const open = phaseOf(ticket.status) === 'open' && done === null
    return { kind, due, runs: open && !paused, paused: open && paused, done, late: (done ?? (open && !paused ? now : 0)) > due }
  }
  const done = ticket.resolvedAt ?? ticket.closedAt
  return [
    clock('accept', ticket.acceptBy, ticket.acceptedAt ?? done),
    clock('act', ticket.promisedAt ?? ticket.actBy, done),
    clock('resolve', ticket.resolveBy, done),
  ]
}

const SHOWN_APART: ReadonlySet<string> = new Set([
  ...[
    'id',
    'number',
    'kind',
    'status',
    'category',
    'urgency',
    'title',
    'words',
    'place',
    'buildingId',
    'gridId',
    'groupId',
    'roomId',
    'account',
    'messageId',
  ],
  ...[
    'language',
    'reporterId',
    'orgId',
    'assigneeId',
    'openedAt',
    'acceptBy',
    'actBy',
    'resolveBy',
    'acceptedAt',
    'promisedAt',
    'resolvedAt',
    'closedAt',
  ],
  ...['suspendedUntil', 'followers', 'said', 'urges', 'reopens', 'stars', 'confirmed', 'mergedInto', 'version', 'lastAt'],
])

/** What the ticket carries beyond the page's own fields: a new field of the ledger shows up by itself. */
const moreOf = (ticket: Ticket): Record<string, unknown> => Object.fromEntries(Object.entries(ticket).filter(([name]) => !SHOWN_APART.has(name)))
