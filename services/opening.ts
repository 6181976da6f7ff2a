/** From what was understood to a ticket: place made known, one ticket a problem, a known outage or an open twin answered instead. */
import { type Building, buildingsOfGroup, type Directory, findBuilding, type Group, type Language, type Person } from '../core/community.ts'
import { nearestBuildings } from '../core/nearest-buildings.ts'
import type { Ticket } from '../core/ticket.ts'
import type { Conclusion, Item, Location, Reading } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import type { LeadRow } from '../db/tables.ts'
import { tieAttachments } from './attachment-rows.ts'
import { sayAnswer, sayCards } from './cards.ts'
import type { DeskContext } from './context.ts'
import { factFor } from './facts.ts'
import type { Arrival, Outcome } from './intake.ts'
import { languageOfRoom, voiceFor } from './lines.ts'
import { messageTexts } from './message-rows.ts'
import { answerFromOutage, outageFor } from './outages.ts'
import { say } from './outbox.ts'
import { act, type NewTicket, openTicket, routedBecause } from './tickets.ts'
import { mattersOfBuilding } from './twins.ts'

export interface Whereabouts {
  place: Location
  building: Building | undefined
  gridId: string | null
  /** A building was named that this community does not have. */
  unknown?: { said: string; nearest: string[] }
}

/** The place of a matter among the known buildings; the group's own building when none is said. */
export function whereabouts(directory: Directory, group: Group | undefined, place: Location): Whereabouts {
  const buildings = buildingsOfGroup(directory, group)
  const own = group?.buildingIds.length === 1 ? directory.buildings.find((b) => b.id === group.buildingIds[0]) : undefined
  const said = place.building === undefined ? undefined : [place.building].flat()[0]
  const building = said === undefined ? own : (findBuilding(buildings, said) ?? findBuilding(directory.buildings, said))
  const gridId = building?.gridId ?? group?.gridId ?? own?.gridId ?? null
  if (said !== undefined && !building && buildings.length > 0)
    return {
      place,
      building: undefined,
      gridId,
      unknown: {
        said,
        nearest: nearestBuildings(
          said,
          buildings.map((b) => b.name),
        ),
      },
    }
  return { place, building, gridId }
}

/** Places need no asking where the matter has none. */
const PLACELESS: ReadonlySet<string> = new Set(['property_service', 'policy', 'welfare', 'dispute', 'other', 'noise'])

const mustAsk = (directory: Directory, where: Whereabouts, item: Item): boolean =>
  where.unknown !== undefined ||
  (where.building === undefined && !where.place.spot && directory.buildings.length > 1 && !PLACELESS.has(item.category))

export function languageOf(directory: Directory, text: string, roomId: string | null): Language {
  if (/[a-z]{2}/i.test(text) && !/\p{Script=Han}/u.test(text)) return 'en'
  return languageOfRoom(directory, roomId)
}

export async function openFromMessage(cx: DeskContext, tx: Tx, arrival: Arrival, conclusion: Conclusion): Promise<Outcome> {
  const { directory, message, person, roomId } = arrival
  const { reading } = conclusion
  const items: Item[] =
    reading.items.length > 0 ? reading.items : [{ category: reading.category ?? 'other', location: reading.location, urgency: reading.urgency }]
  const before = await messageTexts(cx, tx, directory.id, message.account, conclusion.pieces)
  const words = [...before, message.text].filter(Boolean).join(' ')
  const tickets: Ticket[] = []
  let asked: Whereabouts['unknown']
  let joined: string | undefined
  for (const item of items) {
    const where = whereabouts(directory, arrival.group, item.location ?? reading.location ?? {})
    const outage = await outageFor(cx, tx, directory, item.category, where)
    if (outage) {
      joined = (await answerFromOutage(cx, tx, arrival, outage)) ?? joined
      continue
    }
    const twin = await mattersOfBuilding(cx, tx, directory, { category: item.category, where, words, roomId })
    if (twin) {
      await act(cx, tx, directory, { ticket: twin, command: { type: 'follow', words: message.text }, actor: person, roomId: twin.roomId })
      joined = twin.id
      continue
    }
    const ask = mustAsk(directory, where, item)
    asked = where.unknown ?? asked
    tickets.push(
      await openTicket(cx, tx, directory, newTicket(directory, arrival, { reading, item, where, words, askPlace: ask, alone: items.length === 1 })),
    )
  }
  const first = tickets[0]
  if (!first) return { action: 'append', opened: [], ...(joined === undefined ? {} : { matterId: joined }) }
  await tieAttachments(cx, tx, directory.id, message.account, [...conclusion.pieces, message.id], first.id)
  await sayAnswer(cx, tx, directory, first, asked)
  for (const ticket of tickets) await sayCards(cx, tx, directory, ticket, routedBecause(directory, ticket, cx.now()))
  const asks = tickets.some((t) => t.placeAskedAt !== null)
  return { action: asks ? 'ask' : 'open', opened: tickets.map((t) => t.number), matterId: first.id }
}

interface Draft {
  reading: Reading
  item: Item
  where: Whereabouts
  words: string
  askPlace: boolean
  alone: boolean
}

function newTicket(
  directory: Directory,
  { message, group, person, roomId }: Arrival,
  { reading, item, where, words, askPlace, alone }: Draft,
): NewTicket {
  const language = languageOf(directory, message.text, roomId)
  const { phrases } = voiceFor(directory, language, message.at)
  return {
    kind: reading.intent === 'consult' || reading.intent === 'suggest' ? reading.intent : 'report',
    category: item.category,
    urgency: item.urgency ?? reading.urgency ?? 'normal',
    title: (alone ? reading.summary : undefined) || phrases.category(item.category),
    words,
    place: where.place,
    buildingId: where.building?.id ?? null,
    gridId: where.gridId,
    groupId: group?.id ?? null,
    roomId,
    account: message.account,
    messageId: message.id,
    language,
    reporter: person,
    askPlace,
  }
}

/** A question is answered from the community's own facts, else it goes to the desk with a number; a suggestion goes to whoever decides. */
export async function answerQuestion(cx: DeskContext, tx: Tx, arrival: Arrival, conclusion: Conclusion): Promise<Outcome> {
  const { directory, message, person, roomId, group } = arrival
  const { reading } = conclusion
  const fact = reading.intent === 'consult' ? factFor(directory, reading) : undefined
  if (fact) {
    const voice = voiceFor(directory, languageOf(directory, message.text, roomId), cx.now())
    const to = roomId === null ? '' : person.name
    await say(cx, tx, directory, {
      to: roomId === null ? { person: person.id } : { room: roomId },
      text: voice.phrases.answered({ to, answer: fact.answer, number: null }),
      mentions: roomId === null ? [] : [person.id],
    })
    return { action: 'answer', opened: [] }
  }
  const item: Item = { category: reading.category ?? 'other', location: reading.location, urgency: 'normal' }
  const where = whereabouts(directory, group, reading.location ?? {})
  const ticket = await openTicket(
    cx,
    tx,
    directory,
    newTicket(directory, arrival, { reading, item, where, words: message.text, askPlace: false, alone: true }),
  )
  await sayAnswer(cx, tx, directory, ticket)
  await sayCards(cx, tx, directory, ticket, routedBecause(directory, ticket, cx.now()))
  return { action: 'answer', opened: [ticket.number], matterId: ticket.id }
}

/** Staff turned a lead into a ticket. */
export async function openFromLead(cx: DeskContext, tx: Tx, directory: Directory, lead: LeadRow, reporter: Person): Promise<Ticket> {
  const group = directory.groups.find((g) => g.id === lead.groupId)
  const { reading } = lead
  const item: Item = reading.items[0] ?? { category: reading.category ?? 'other', location: reading.location, urgency: reading.urgency }
  const where = whereabouts(directory, group, item.location ?? reading.location ?? {})
  const language = languageOf(directory, lead.text, lead.roomId)
  const ticket = await openTicket(cx, tx, directory, {
    kind: 'report',
    category: item.category,
    urgency: item.urgency ?? 'normal',
    title: reading.summary || voiceFor(directory, language, cx.now()).phrases.category(item.category),
    words: lead.text,
    place: where.place,
    buildingId: where.building?.id ?? null,
    gridId: where.gridId,
    groupId: lead.groupId,
    roomId: lead.roomId,
    account: lead.account,
    messageId: lead.messageId,
    language,
    reporter,
    askPlace: false,
  })
  await tieAttachments(cx, tx, directory.id, lead.account, [lead.messageId], ticket.id)
  await sayAnswer(cx, tx, directory, ticket)
  await sayCards(cx, tx, directory, ticket)
  return ticket
}
