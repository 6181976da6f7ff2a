/** From what was understood to a ticket: place made known, one ticket a problem, a known outage or an open twin answered instead. */
import { type Building, buildingsOfGroup, type Directory, findBuilding, type Group, isStaff, type Language, type Person } from '../core/community.ts'
import { isFindable, unknownBuilding } from '../core/findable.ts'
import type { Ticket } from '../core/ticket.ts'
import type { Category, Conclusion, Item, Location, Reading } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import type { LeadRow } from '../db/tables.ts'
import { announce } from './announce.ts'
import { tieAttachments } from './attachment-rows.ts'
import { sayAnswer, sayCards } from './cards.ts'
import type { DeskContext } from './context.ts'
import { byDanger } from './danger.ts'
import { factFor } from './facts.ts'
import type { Arrival, Outcome } from './intake.ts'
import { languageOfRoom, voiceFor } from './lines.ts'
import { messageTexts } from './message-rows.ts'
import { answerFromOutage, outageFor } from './outages.ts'
import { record } from './ticket-rows.ts'
import { type NewTicket, openTicket, routedBecause } from './tickets.ts'
import { mattersOfBuilding } from './twins.ts'
import { nameThere, reply } from './where-asked.ts'

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
  const unknown = building ? undefined : unknownBuilding(buildings, place)
  return { place, building, gridId, ...(unknown ? { unknown } : {}) }
}

/** Places need no asking where the matter has none. */
const PLACELESS: ReadonlySet<string> = new Set(['property_service', 'policy', 'welfare', 'dispute', 'other', 'noise'])

const mustAsk = (directory: Directory, where: Whereabouts, item: Item): boolean =>
  where.unknown !== undefined ||
  (!isFindable({ place: where.place, buildingId: where.building?.id ?? null }) && directory.buildings.length > 1 && !PLACELESS.has(item.category))

export function languageOf(directory: Directory, text: string, roomId: string | null): Language {
  if (/[a-z]{2}/i.test(text) && !/\p{Script=Han}/u.test(text)) return 'en'
  return languageOfRoom(directory, roomId)
}

/** What a command is answered in: staff in the language of the place, whatever word they typed (done, ok). */
export const languageOfPerson = ({ directory, message, person, roomId }: Arrival): Language =>
  isStaff(person.role) ? languageOfRoom(directory, roomId) : languageOf(directory, message.text, roomId)

export async function openFromMessage(cx: DeskContext, tx: Tx, arrival: Arrival, conclusion: Conclusion): Promise<Outcome> {
  const { directory, message, person, roomId } = arrival
  const { reading } = conclusion
  const items = matters(
    reading.items.length > 0 ? reading.items : [{ category: reading.category ?? 'other', location: reading.location, urgency: reading.urgency }],
    reading,
  )
  const before = await messageTexts(cx, tx, directory.id, message.account, conclusion.pieces)
  const words = [...before, message.text].filter(Boolean).join(' ')
  const tickets: Ticket[] = []
  let joined: string | undefined
  for (const { item, also } of items) {
    const where = whereabouts(directory, arrival.group, item.location ?? reading.location ?? {})
    const outage = await outageFor(cx, tx, directory, item.category, where)
    if (outage) {
      joined = (await answerFromOutage(cx, tx, arrival, outage)) ?? joined
      continue
    }
    const twin = await mattersOfBuilding(cx, tx, directory, { category: item.category, where, words, roomId })
    if (twin) {
      // That it is the same trouble is the program's judgement: nobody has asked to follow, so nobody's rights are asked.
      const event = { type: 'followed', words: message.text } as const
      const ticket = await record(cx, tx, directory, twin, [event], person)
      await announce(cx, tx, directory, { ticket, event, actor: person, roomId })
      joined = ticket.id
      continue
    }
    const ask = mustAsk(directory, where, item)
    tickets.push(
      await openTicket(
        cx,
        tx,
        directory,
        newTicket(directory, arrival, { reading, item, also, where, words, askPlace: ask, alone: items.length === 1 }),
      ),
    )
  }
  const first = tickets[0]
  if (!first) return { action: 'append', opened: [], ...(joined === undefined ? {} : { matterId: joined }) }
  await tieAttachments(cx, tx, directory.id, message.account, [...conclusion.pieces, message.id], first.id)
  await sayAnswer(cx, tx, directory, first)
  for (const ticket of tickets) await sayCards(cx, tx, directory, ticket, routedBecause(directory, ticket, cx.now()))
  const asks = tickets.some((t) => t.placeAskedAt !== null)
  return { action: asks ? 'ask' : 'open', opened: tickets.map((t) => t.number), matterId: first.id }
}

interface Told {
  item: Item
  /** Other dangers of the same message, which belong to this matter. */
  also: Category[]
}

/** One matter for each item; but of several dangers in one message one: people are called once. */
function matters(items: readonly Item[], reading: Reading): Told[] {
  const isDanger = (item: Item): boolean => (item.urgency ?? reading.urgency) === 'emergency'
  const [first, ...others] = byDanger(items.filter(isDanger))
  const rest = items.filter((item) => !isDanger(item)).map((item) => ({ item, also: [] }))
  if (!first) return rest
  const location = first.location ?? others.find((item) => item.location)?.location
  return [{ item: { ...first, urgency: 'emergency', location }, also: [...new Set(others.map((item) => item.category))] }, ...rest]
}

interface Draft extends Partial<Told> {
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
  { reading, item, also = [], where, words, askPlace, alone }: Draft,
): NewTicket {
  const language = languageOf(directory, message.text, roomId)
  const { phrases } = voiceFor(directory, language, message.at)
  return {
    kind: reading.intent === 'consult' || reading.intent === 'suggest' ? reading.intent : 'report',
    category: item.category,
    urgency: item.urgency ?? reading.urgency ?? 'normal',
    title: (alone && also.length === 0 ? reading.summary : undefined) || [item.category, ...also].map(phrases.category).join(phrases.separator),
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
  const { directory, message, roomId, group } = arrival
  const { reading } = conclusion
  const fact = reading.intent === 'consult' ? factFor(directory, reading) : undefined
  if (fact) {
    const voice = voiceFor(directory, languageOf(directory, message.text, roomId), cx.now())
    await reply(cx, tx, arrival, voice.phrases.answered({ to: nameThere(arrival), answer: fact.answer, number: null }))
    return { action: 'answer', opened: [] }
  }
  const item: Item = { category: reading.category ?? 'other', location: reading.location, urgency: 'normal' }
  const where = whereabouts(directory, group, reading.location ?? {})
  const outage = reading.intent === 'consult' ? await outageFor(cx, tx, directory, item.category, where) : undefined
  if (outage) {
    const joined = await answerFromOutage(cx, tx, arrival, outage)
    return { action: 'answer', opened: [], ...(joined === undefined ? {} : { matterId: joined }) }
  }
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
