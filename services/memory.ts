/** The group's memory, mirrored from the database for the reader. */
import { and, desc, eq, gt } from 'drizzle-orm'
import { buildingsOfGroup, type Person, speakerRole } from '../core/community.ts'
import { phaseOf, type Ticket } from '../core/ticket.ts'
import { RECENT } from '../core/understanding/memory.ts'
import type { GroupMemory, Heard, Matter, Role } from '../core/understanding/terms.ts'
import type { MessageRow } from '../db/tables.ts'
import type { DeskContext, Read } from './context.ts'
import type { Arrival } from './intake.ts'
import { pendingLeadsOf } from './leads.ts'
import { mattersOfPerson, mattersOfRoom } from './ticket-rows.ts'

export const roleOf = (person: Person): Role => speakerRole(person.role)

export function asHeard({ message, person }: Pick<Arrival, 'message' | 'person'>): Heard {
  return {
    id: message.id,
    senderId: person.id,
    senderName: message.sender.name,
    role: roleOf(person),
    kind: message.kind,
    text: message.text,
    at: message.at,
    ...(message.quote ? { quote: message.quote } : {}),
    ...(message.mentionsBot ? { mentionsBot: true } : {}),
  }
}

function asRemembered(row: MessageRow): GroupMemory['recent'][number] {
  return {
    id: row.id,
    senderId: row.personId ?? row.senderId,
    senderName: row.senderName,
    role: row.role === 'bot' ? 'other' : row.role,
    kind: row.kind,
    text: row.text,
    at: row.at,
    ...(row.quote ? { quote: row.quote } : {}),
    ...(row.reading ? { reading: row.reading } : {}),
    ...(row.matterId === null ? {} : { matterId: row.matterId }),
  }
}

export function asMatter(ticket: Ticket): Matter {
  const phase = phaseOf(ticket.status)
  return {
    id: ticket.id,
    number: ticket.number,
    intent: ticket.kind,
    category: ticket.category,
    location: ticket.place,
    texts: ticket.said,
    reporterId: ticket.reporterId,
    peopleIds: [ticket.reporterId, ...ticket.followers],
    state: phase,
    openedAt: ticket.openedAt,
    lastAt: ticket.statusAt,
    ...(ticket.placeAskedAt !== null && ticket.buildingId === null && !ticket.place.spot ? { askedPlace: true } : {}),
  }
}

export async function memoryOf(cx: DeskContext, read: Read, arrival: Arrival): Promise<GroupMemory> {
  const { directory, group, person, roomId } = arrival
  const [recent, tickets, leads] = [
    await recentMessages(cx, read, arrival),
    roomId === null ? await mattersOfPerson(cx, read, directory.id, person.id) : await mattersOfRoom(cx, read, directory.id, roomId),
    roomId === null ? [] : await pendingLeadsOf(cx, read, directory.id, roomId),
  ]
  const known = buildingsOfGroup(directory, group).map((b) => b.name)
  const own = group?.buildingIds.length === 1 ? directory.buildings.find((b) => b.id === group.buildingIds[0])?.name : undefined
  return {
    ...(own === undefined ? {} : { roomBuilding: own }),
    ...(known.length === 0 ? {} : { knownBuildings: known }),
    recent,
    matters: [...leads, ...tickets.map(asMatter)].sort((a, b) => a.openedAt - b.openedAt),
  }
}

async function recentMessages(cx: DeskContext, read: Read, { directory, message, roomId }: Arrival): Promise<GroupMemory['recent']> {
  const { messages } = cx.db.tables
  const chat = roomId === null ? eq(messages.peerId, message.sender.id) : eq(messages.roomId, roomId)
  const rows = await read
    .select()
    .from(messages)
    .where(and(eq(messages.communityId, directory.id), chat, gt(messages.at, message.at - RECENT.minutes * 60_000)))
    .orderBy(desc(messages.heardOrder))
    .limit(RECENT.messages)
  return rows
    .filter((row) => row.role !== 'bot' && row.kind !== 'recall' && row.recalledAt === null)
    .map(asRemembered)
    .reverse()
}
