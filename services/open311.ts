/**
 * A request of an Open311 client becomes a ticket like any message: read for its place and urgency, joined to the same matter of the building where
 * there is one, else opened, routed and told in the group of its place. The message that stands for it is kept under an account of its own.
 */
import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Directory, Group, Person } from '../core/community.ts'
import { isDiscreet } from '../core/discretion.ts'
import { CodedError } from '../core/errors.ts'
import type { InboundMessage } from '../core/message.ts'
import { moreUrgent } from '../core/open311.ts'
import { outsideId } from '../core/outside.ts'
import type { Ticket } from '../core/ticket.ts'
import { mergePlaces } from '../core/understanding/place-match.ts'
import type { Category, Location, Reading, Urgency } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import { announce } from './announce.ts'
import { insertMessage, whoAndWhere } from './arrivals.ts'
import { sayAnswer, sayCards } from './cards.ts'
import type { DeskContext, Read } from './context.ts'
import { personById } from './identity.ts'
import { voiceFor } from './lines.ts'
import { languageOf, type Whereabouts, whereabouts } from './opening.ts'
import { record, ticketById } from './ticket-rows.ts'
import { act, openTicket, routedBecause } from './tickets.ts'
import { mattersOfBuilding } from './twins.ts'

/** What a client asks for; checked. */
export interface ServiceOrder {
  category: Category
  description: string
  address?: string
  /** One of our buildings. */
  buildingId?: string
  /** Where exactly, in words. */
  place?: string
  urgency?: Urgency
  /** Decimal degrees, WGS84, as sent. */
  lat?: string
  long?: string
  mediaUrl?: string
  phone?: string
  /** Whatever the client knows its caller by. */
  caller?: string
  /** The client's own name for the request. */
  reference?: string
}

export interface Client {
  tokenId: string
  /** As the group and staff hear of it: the token's name. */
  name: string
}

export const accountOf = (communityId: string): string => `open311:${communityId}`

/** Asked again under the same reference, it is the same ticket. @throws CodedError WRITE_DIFFERS when the reference stood for another request */
export async function takeOrder(cx: DeskContext, directory: Directory, client: Client, order: ServiceOrder): Promise<Ticket> {
  const communityId = directory.id
  const { ticket, fresh } = await cx.db.transact(async (tx) => {
    const known = await knownOrder(cx, tx, communityId, client.tokenId, order.reference)
    if (known && known.requestHash !== hashOf(order))
      throw new CodedError('WRITE_DIFFERS', `Another request was sent under the reference "${order.reference}".`)
    const before = known && (await ticketById(cx, tx, communityId, known.ticketId))
    if (before) return { ticket: before, fresh: false }
    return { ticket: await openOrder(cx, tx, directory, client, order), fresh: true }
  })
  if (fresh) {
    cx.changes.tell({ kind: 'ticket', communityId, ticketNumber: ticket.number })
    cx.log.info({ ticket: ticket.number, token: client.tokenId }, 'a request came by Open311')
  }
  return ticket
}

const hashOf = (order: ServiceOrder): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(order).sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest('base64url')

export async function knownOrder(cx: DeskContext, read: Read, communityId: string, tokenId: string, reference: string | undefined) {
  if (reference === undefined) return undefined
  const { open311Requests: t } = cx.db.tables
  const [row] = await read
    .select()
    .from(t)
    .where(and(eq(t.communityId, communityId), eq(t.tokenId, tokenId), eq(t.reference, reference)))
  return row
}

async function openOrder(cx: DeskContext, tx: Tx, directory: Directory, client: Client, order: ServiceOrder): Promise<Ticket> {
  const person = await callerOf(cx, tx, directory.id, client, order)
  const { reading, place } = readOrder(cx, directory, order)
  const where = whereabouts(directory, undefined, place)
  const group = isDiscreet(order) ? undefined : groupOf(directory, where)
  const message: InboundMessage = {
    ...{ account: accountOf(directory.id), id: cx.newId(), at: cx.now(), self: false, kind: 'text', mentions: [], mentionsBot: false },
    sender: { id: person.id, name: client.name },
    text: [order.address, order.place, order.description, order.mediaUrl].filter(Boolean).join(' '),
  }
  const roomId = group?.externalId ?? null
  const heard = { directory, message, group, person, roomId }
  const ticket =
    (await joinTwin(cx, tx, directory, { category: order.category, where, person, words: wordsOf(order), messageId: message.id })) ??
    (await openNew(cx, tx, directory, { order, reading, where, message, group, person }))
  await insertMessage(cx.db, tx, {
    ...whoAndWhere(cx, heard),
    ...{ role: 'resident', kind: 'text', text: message.text, quote: null, mentions: [], mentionsBot: false, reading },
    ...{ action: ticket.messageId === message.id ? 'open' : 'append', matterId: ticket.id },
  })
  await tx.insert(cx.db.tables.open311Requests).values({
    ...{ communityId: directory.id, messageId: message.id, tokenId: client.tokenId, reference: order.reference ?? null },
    ...{ requestHash: hashOf(order), ticketId: ticket.id, lat: order.lat ?? null, long: order.long ?? null },
    ...{ mediaUrl: order.mediaUrl ?? null, at: cx.now() },
  })
  return ticket
}

/** Each caller of a client is a person of their own, named after the client: a group must not learn who called. */
async function callerOf(cx: DeskContext, tx: Tx, communityId: string, client: Client, order: ServiceOrder): Promise<Person> {
  const mark = createHash('sha256')
    .update(`${client.tokenId}\n${order.caller ?? ''}`)
    .digest('base64url')
    .slice(0, 24)
  const id = outsideId(mark)
  const { people } = cx.db.tables
  const fresh = { communityId, id, name: client.name, role: 'resident' as const, phone: order.phone ?? null, gridIds: [], active: true }
  await tx
    .insert(people)
    .values({ ...fresh, orgId: null, title: null, supervisor: false, admin: false })
    .onConflictDoNothing()
  if (order.phone !== undefined)
    await tx
      .update(people)
      .set({ phone: order.phone })
      .where(and(eq(people.communityId, communityId), eq(people.id, id)))
  const person = await personById(cx, tx, communityId, id)
  if (!person) throw new Error(`the caller ${id} could not be kept`)
  return person
}

/** The words are read like a resident's; what the client says in so many fields comes before what is read. */
function readOrder(cx: DeskContext, directory: Directory, order: ServiceOrder): { reading: Reading; place: Location } {
  const context = { role: 'resident' as const, knownBuildings: directory.buildings.map((b) => b.name) }
  const reading = cx.reader.read(order.description, context)
  const addressed = order.address === undefined ? {} : (cx.reader.read(`${order.address} ${order.description}`, context).location ?? {})
  const building = directory.buildings.find((b) => b.id === order.buildingId)
  const named = mergePlaces(mergePlaces(reading.location, addressed), building ? { building: building.name } : {})
  // Better a place in the client's words than none: somebody has to find it.
  const words = order.place ?? (named.building === undefined && named.spot === undefined ? (order.address ?? pointOf(order)) : undefined)
  const place = words === undefined ? named : { ...named, spot: words.slice(0, 80) }
  const urgency = moreUrgent(order.urgency ?? 'normal', reading.urgency ?? 'normal')
  const items = [{ category: order.category, location: place, urgency }]
  return { reading: { ...reading, category: order.category, location: place, urgency, items, explicit: true }, place }
}

const wordsOf = ({ description, mediaUrl }: ServiceOrder): string => [description, mediaUrl].filter(Boolean).join(' ')
const pointOf = ({ lat, long }: ServiceOrder): string | undefined => (lat === undefined || long === undefined ? undefined : `${lat},${long}`)

/** The group that lives there: the building's, else the grid's. */
export function groupOf(directory: Directory, { building, gridId }: Whereabouts): Group | undefined {
  const bound = directory.groups.filter((group) => group.externalId !== null)
  return (
    bound.find((group) => group.kind === 'building' && building !== undefined && group.buildingIds.includes(building.id)) ??
    bound.find((group) => group.kind === 'grid' && gridId !== null && group.gridId === gridId)
  )
}

async function joinTwin(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  told: { category: Category; where: Whereabouts; person: Person; words: string; messageId: string },
): Promise<Ticket | undefined> {
  const { person, words } = told
  const twin = await mattersOfBuilding(cx, tx, directory, { ...told, roomId: null })
  if (!twin) return undefined
  // Told once more by whom it concerns already: what is new in it must reach whoever works on it.
  const detail = { type: 'add_detail', words, pictures: 0, messageId: told.messageId } as const
  if (twin.reporterId === person.id || twin.followers.includes(person.id))
    return act(cx, tx, directory, { ticket: twin, command: detail, actor: person, roomId: twin.roomId })
  const event = { type: 'followed', words } as const
  const ticket = await record(cx, tx, directory, twin, [event], person)
  await announce(cx, tx, directory, { ticket, event, actor: person, roomId: ticket.roomId })
  return ticket
}

interface Told {
  order: ServiceOrder
  reading: Reading
  where: Whereabouts
  message: InboundMessage
  group: Group | undefined
  person: Person
}

async function openNew(cx: DeskContext, tx: Tx, directory: Directory, { order, reading, where, message, group, person }: Told): Promise<Ticket> {
  const roomId = group?.externalId ?? null
  const language = languageOf(directory, order.description, roomId)
  const ticket = await openTicket(cx, tx, directory, {
    kind: reading.intent === 'consult' || reading.intent === 'suggest' ? reading.intent : 'report',
    category: order.category,
    urgency: reading.urgency ?? 'normal',
    title: reading.summary || voiceFor(directory, language, cx.now()).phrases.category(order.category),
    words: wordsOf(order),
    place: where.place,
    buildingId: where.building?.id ?? null,
    gridId: where.gridId,
    groupId: group?.id ?? null,
    ...{ roomId, account: message.account, messageId: message.id, language, reporter: person, askPlace: false },
  })
  await sayAnswer(cx, tx, directory, ticket)
  await sayCards(cx, tx, directory, ticket, routedBecause(directory, ticket, cx.now()))
  return ticket
}
