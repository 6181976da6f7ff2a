/** All that is kept about one person, for them to have: plain data, and the names of their pictures. */
import { and, asc, eq, inArray, or } from 'drizzle-orm'
import { CodedError } from '../../core/errors.ts'
import type { DeskContext } from '../context.ts'

export interface PersonFile {
  name: string
  hash: string
  mime: string
}

export interface PersonRecord {
  /** What goes into the JSON file. */
  data: Record<string, unknown>
  pictures: PersonFile[]
}

/** @throws CodedError NOT_FOUND */
export async function personRecord(cx: Pick<DeskContext, 'db'>, communityId: string, personId: string): Promise<PersonRecord> {
  const { read } = cx.db
  const t = cx.db.tables
  const [person] = await read
    .select()
    .from(t.people)
    .where(and(eq(t.people.communityId, communityId), eq(t.people.id, personId)))
  if (!person) throw new CodedError('NOT_FOUND', `there is no person "${personId}" in ${communityId}`)
  const chatIds = await read
    .select({ account: t.identities.account, chatId: t.identities.externalId, name: t.identities.name })
    .from(t.identities)
    .where(and(eq(t.identities.communityId, communityId), eq(t.identities.personId, personId)))
  const messages = await read
    .select({
      id: t.messages.id,
      at: t.messages.at,
      room: t.messages.roomId,
      kind: t.messages.kind,
      text: t.messages.text,
      quote: t.messages.quote,
      takenFor: t.messages.reading,
      action: t.messages.action,
    })
    .from(t.messages)
    .where(and(eq(t.messages.communityId, communityId), eq(t.messages.personId, personId)))
    .orderBy(asc(t.messages.heardOrder))
  const deeds = await read
    .select({ ticketId: t.ticketEvents.ticketId, at: t.ticketEvents.at, event: t.ticketEvents.event })
    .from(t.ticketEvents)
    .where(and(eq(t.ticketEvents.communityId, communityId), eq(t.ticketEvents.actorId, personId)))
    .orderBy(asc(t.ticketEvents.at))
  const followed = await read
    .select({ number: t.ticketFollowers.number })
    .from(t.ticketFollowers)
    .where(and(eq(t.ticketFollowers.communityId, communityId), eq(t.ticketFollowers.personId, personId)))
  const reported = await read
    .select()
    .from(t.tickets)
    .where(and(eq(t.tickets.communityId, communityId), eq(t.tickets.reporterId, personId)))
    .orderBy(asc(t.tickets.number))
  const told = await read
    .select({ at: t.outbox.createdAt, text: t.outbox.text })
    .from(t.outbox)
    .where(and(eq(t.outbox.communityId, communityId), eq(t.outbox.target, 'person'), eq(t.outbox.targetId, personId)))
    .orderBy(asc(t.outbox.position))
  const leads = await read
    .select({ number: t.leads.number, at: t.leads.at, text: t.leads.text, state: t.leads.state })
    .from(t.leads)
    .where(and(eq(t.leads.communityId, communityId), eq(t.leads.personId, personId)))
  const sessions = await read
    .select({ browser: t.sessions.agent, from: t.sessions.createdAt, lastSeen: t.sessions.lastSeenAt })
    .from(t.sessions)
    .where(and(eq(t.sessions.communityId, communityId), eq(t.sessions.personId, personId)))
  const audit = await read
    .select({ at: t.audit.at, action: t.audit.action, target: t.audit.target })
    .from(t.audit)
    .where(and(eq(t.audit.communityId, communityId), or(eq(t.audit.actorId, personId), eq(t.audit.target, personId))))
  const { communityId: _, ...about } = person
  const data = {
    community: communityId,
    person: about,
    chatIds,
    messages,
    deeds,
    reported,
    followed: followed.map(({ number }) => number),
    leads,
    told,
    sessions,
    audit,
  }
  return {
    data,
    pictures: await picturesOf(
      cx,
      communityId,
      messages.map(({ id }) => id),
    ),
  }
}

const AT_ONCE = 400

async function picturesOf(cx: Pick<DeskContext, 'db'>, communityId: string, messageIds: readonly string[]): Promise<PersonFile[]> {
  const { attachments: a } = cx.db.tables
  const found: PersonFile[] = []
  for (let i = 0; i < messageIds.length; i += AT_ONCE) {
    const rows = await cx.db.read
      .select({ name: a.name, hash: a.hash, mime: a.mime })
      .from(a)
      .where(and(eq(a.communityId, communityId), inArray(a.messageId, messageIds.slice(i, i + AT_ONCE))))
    for (const { name, hash, mime } of rows) if (hash !== null) found.push({ name, hash, mime: mime ?? 'application/octet-stream' })
  }
  return found
}
