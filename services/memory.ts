/** The group's memory, mirrored from the database for the reader. */
import { and, desc, eq, gt, gte, isNull, ne, sql } from 'drizzle-orm'
import { buildingsOfGroup, type Person, speakerRole } from '../core/community.ts'
import { waitsForPlace } from '../core/findable.ts'
import { phaseOf, type Ticket } from '../core/ticket.ts'
import { RECENT } from '../core/understanding/memory.ts'
import type { GroupMemory, Heard, Matter, Role } from '../core/understanding/terms.ts'
import { prepared } from '../db/prepared.ts'
import type { MessageRow, Tables } from '../db/tables.ts'
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

function asRemembered(row: Remembered): GroupMemory['recent'][number] {
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
    lastAt: ticket.lastAt,
    ...(waitsForPlace(ticket) ? { askedPlace: true } : {}),
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

type Remembered = Pick<MessageRow, 'id' | 'senderId' | 'personId' | 'senderName' | 'role' | 'kind' | 'text' | 'at' | 'quote' | 'reading' | 'matterId'>

/** People's latest words in a chat, newest first. */
const recentOf = (chat: 'roomId' | 'peerId') =>
  prepared((read: Read, { messages }: Tables) => {
    const { id, senderId, personId, senderName, role, kind, text, at, quote, reading, matterId } = messages
    const inChat = and(eq(messages.communityId, sql.placeholder('communityId')), eq(messages[chat], sql.placeholder('chat')))
    // The last words by order and of these the young ones: to look for young ones only would walk through all that a quiet chat ever said.
    const oldest = read
      .select({ heardOrder: messages.heardOrder })
      .from(messages)
      .where(inChat)
      .orderBy(desc(messages.heardOrder))
      .limit(1)
      .offset(RECENT.messages - 1)
    return read
      .select({ id, senderId, personId, senderName, role, kind, text, at, quote, reading, matterId })
      .from(messages)
      .where(
        and(
          inChat,
          gte(messages.heardOrder, sql`coalesce(${oldest}, 0)`),
          gt(messages.at, sql.param(sql.placeholder('since'), messages.at)),
          ne(messages.role, 'bot'),
          ne(messages.kind, 'recall'),
          isNull(messages.recalledAt),
        ),
      )
      .orderBy(desc(messages.heardOrder))
      .prepare('')
  })
const recentOfRoom = recentOf('roomId')
const recentOfPeer = recentOf('peerId')

async function recentMessages(cx: DeskContext, read: Read, { directory, message, roomId }: Arrival): Promise<GroupMemory['recent']> {
  const of = { communityId: directory.id, since: message.at - RECENT.minutes * 60_000 }
  const rows =
    roomId === null ? await recentOfPeer(cx.db, read, { ...of, chat: message.sender.id }) : await recentOfRoom(cx.db, read, { ...of, chat: roomId })
  return rows.map(asRemembered).reverse()
}
