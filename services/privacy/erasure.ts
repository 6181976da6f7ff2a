/**
 * One person leaves 删除个人信息: what they said, their pictures, their name and chat ids. Matters stay, told by nobody known; what is still open goes
 * on, without them. Who works here is set up by the community file and cannot leave this way.
 */
import { and, eq, inArray, isNull, like, ne, or, sql } from 'drizzle-orm'
import { anonymised } from '../../core/anonymise.ts'
import { type Directory, isStaff, type Person } from '../../core/community.ts'
import { CodedError } from '../../core/errors.ts'
import { phaseOf } from '../../core/ticket.ts'
import type { Tx } from '../../db/open.ts'
import type { MessageRow } from '../../db/tables.ts'
import { audit } from '../audit.ts'
import type { DeskContext, Read } from '../context.ts'
import { personById } from '../identity.ts'
import { voiceFor } from '../lines.ts'
import { hideMessage, rewriteRecord, unsayPictures } from '../redaction.ts'
import { ticketById } from '../ticket-rows.ts'
import { dropFiles } from './unused-files.ts'

export interface Erased {
  messages: number
  tickets: number
  pictures: number
}

const NOBODY = '居民'
/** In one transaction: bounds how long a message waits for it. */
const AT_ONCE = 20

/** @throws CodedError NOT_FOUND, NOT_ENTITLED for staff */
export async function erasePerson(cx: DeskContext, communityId: string, personId: string, by: string | null): Promise<Erased> {
  const person = await personById(cx, cx.db.read, communityId, personId)
  if (!person) throw new CodedError('NOT_FOUND', `there is no person "${personId}"`)
  if (isStaff(person.role)) throw new CodedError('NOT_ENTITLED', 'who works here is taken out of the community file first')
  const directory = await cx.directories.get(cx.db.read, communityId)
  const names = await namesOf(cx, cx.db.read, communityId, person)
  const ids = await ticketsTouchedBy(cx, communityId, personId)
  const hashes = await cx.db.transact((tx) => leaveAttachments(cx, tx, communityId, personId))
  await eachBatch(await messagesOf(cx, communityId, personId), (some) =>
    cx.db.transact(async (tx) => {
      for (const original of some) await hideMessage(cx, tx, directory, { original, by: person })
    }),
  )
  await eachBatch(ids, (some) =>
    cx.db.transact(async (tx) => {
      for (const id of some) await leaveTicket(cx, tx, directory, id, personId, names)
    }),
  )
  const erased = await cx.db.transact(async (tx) => {
    const messages = await leaveMessages(cx, tx, communityId, personId, names)
    await leaveWords(cx, tx, communityId, personId, names)
    await leaveAccess(cx, tx, communityId, personId)
    await audit(cx, tx, communityId, { actor: by, action: 'person.erased', target: 'person', detail: { messages, tickets: ids.length } })
    return { messages, tickets: ids.length, pictures: hashes.length }
  })
  await dropFiles(cx, hashes)
  cx.changes.tell({ kind: 'message', communityId })
  cx.log.info({ communityId, ...erased }, 'a person was erased')
  return erased
}

async function eachBatch<T>(all: readonly T[], work: (some: readonly T[]) => Promise<void>): Promise<void> {
  for (let i = 0; i < all.length; i += AT_ONCE) await work(all.slice(i, i + AT_ONCE))
}

async function messagesOf(cx: DeskContext, communityId: string, personId: string): Promise<MessageRow[]> {
  const { messages } = cx.db.tables
  return cx.db.read
    .select()
    .from(messages)
    .where(and(eq(messages.communityId, communityId), eq(messages.personId, personId), isNull(messages.recalledAt), ne(messages.kind, 'recall')))
}

/** Every name under which they were met: longest first, so that no half of a name stays. */
async function namesOf(cx: DeskContext, read: Read, communityId: string, { id, name }: Person): Promise<string[]> {
  const { identities } = cx.db.tables
  const rows = await read
    .select({ name: identities.name })
    .from(identities)
    .where(and(eq(identities.communityId, communityId), eq(identities.personId, id)))
  return [...new Set([name, ...rows.map((row) => row.name)])]
    .filter((one) => [...one].length >= 2 && one !== NOBODY)
    .sort((a, b) => b.length - a.length)
}

/** Reported, followed, or with something of theirs in the record. */
async function ticketsTouchedBy(cx: DeskContext, communityId: string, personId: string): Promise<string[]> {
  const { tickets, ticketEvents, ticketFollowers } = cx.db.tables
  const { read } = cx.db
  const reported = await read
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(eq(tickets.communityId, communityId), eq(tickets.reporterId, personId)))
  const followed = await read
    .select({ id: tickets.id })
    .from(ticketFollowers)
    .innerJoin(tickets, and(eq(tickets.communityId, ticketFollowers.communityId), eq(tickets.number, ticketFollowers.number)))
    .where(and(eq(ticketFollowers.communityId, communityId), eq(ticketFollowers.personId, personId)))
  const acted = await read
    .select({ id: ticketEvents.ticketId })
    .from(ticketEvents)
    .where(and(eq(ticketEvents.communityId, communityId), eq(ticketEvents.actorId, personId)))
  return [...new Set([...reported, ...followed, ...acted].map(({ id }) => id))]
}

async function leaveTicket(cx: DeskContext, tx: Tx, directory: Directory, id: string, personId: string, names: readonly string[]): Promise<void> {
  const ticket = await ticketById(cx, tx, directory.id, id)
  if (!ticket) return
  const titleOf = voiceFor(directory, ticket.language, cx.now()).phrases.category
  const keepDoor = phaseOf(ticket.status) === 'open'
  await rewriteRecord(cx, tx, directory.id, id, null, { type: 'anonymised' }, (record) =>
    anonymised(record, { leaves: (one) => one === personId, words: 'theirs', names, titleOf, keepDoor }),
  )
}

async function leaveAttachments(cx: DeskContext, tx: Tx, communityId: string, personId: string): Promise<string[]> {
  const { attachments, messages } = cx.db.tables
  const theirs = await tx
    .select({ id: attachments.id, hash: attachments.hash })
    .from(attachments)
    .innerJoin(
      messages,
      and(eq(messages.communityId, attachments.communityId), eq(messages.account, attachments.account), eq(messages.id, attachments.messageId)),
    )
    .where(and(eq(attachments.communityId, communityId), eq(messages.personId, personId)))
  if (theirs.length === 0) return []
  for (const { id } of theirs) await tx.delete(attachments).where(and(eq(attachments.communityId, communityId), eq(attachments.id, id)))
  const hashes = theirs.flatMap(({ hash }) => (hash === null ? [] : [hash]))
  await unsayPictures(cx, tx, communityId, hashes)
  return hashes
}

/** The row stays empty, so that what the platform hands out again is known. */
async function leaveMessages(cx: DeskContext, tx: Tx, communityId: string, personId: string, names: readonly string[]): Promise<number> {
  const { identities, leads, messages } = cx.db.tables
  const chatIds = (
    await tx
      .select({ id: identities.externalId })
      .from(identities)
      .where(and(eq(identities.communityId, communityId), eq(identities.personId, personId)))
  ).map(({ id }) => id)
  const empty = { text: '', quote: null, reading: null, mentions: [], senderName: '', personId: null, recalledAt: cx.now() }
  const gone = await tx
    .update(messages)
    .set({ ...empty, senderId: 'gone', peerId: null })
    .where(and(eq(messages.communityId, communityId), eq(messages.personId, personId)))
    .returning({ id: messages.id })
  if (chatIds.length > 0)
    await tx
      .update(messages)
      .set({ ...empty, peerId: null })
      .where(and(eq(messages.communityId, communityId), inArray(messages.peerId, chatIds)))
  for (const chatId of chatIds)
    for (const row of await tx
      .select({ account: messages.account, id: messages.id, mentions: messages.mentions })
      .from(messages)
      .where(and(eq(messages.communityId, communityId), like(sql`cast(${messages.mentions} as text)`, `%${chatId}%`))))
      await tx
        .update(messages)
        .set({ mentions: row.mentions.filter((one) => one !== chatId) })
        .where(and(eq(messages.communityId, communityId), eq(messages.account, row.account), eq(messages.id, row.id)))
  for (const name of names) {
    // Whoever quoted them named them.
    await tx
      .update(messages)
      .set({ quote: null })
      .where(and(eq(messages.communityId, communityId), like(sql`cast(${messages.quote} as text)`, `%${name}%`)))
    await tx
      .update(messages)
      .set({ text: sql`replace(${messages.text}, ${name}, ${NOBODY})` })
      .where(and(eq(messages.communityId, communityId), eq(messages.role, 'bot'), like(messages.text, `%${name}%`)))
  }
  for (const lead of await tx
    .select()
    .from(leads)
    .where(and(eq(leads.communityId, communityId), eq(leads.personId, personId))))
    await tx
      .update(leads)
      .set({
        ...{ text: '', senderName: '', personId: '', reading: { ...lead.reading, text: '', summary: undefined } },
        state: lead.state === 'pending' ? 'dropped' : lead.state,
      })
      .where(and(eq(leads.communityId, communityId), eq(leads.number, lead.number)))
  return gone.length
}

/** What the bot said to them, and about them by name. */
async function leaveWords(cx: DeskContext, tx: Tx, communityId: string, personId: string, names: readonly string[]): Promise<void> {
  const { outbox } = cx.db.tables
  await tx
    .delete(outbox)
    .where(and(eq(outbox.communityId, communityId), eq(outbox.target, 'person'), eq(outbox.targetId, personId), ne(outbox.state, 'sending')))
  for (const name of names)
    await tx
      .update(outbox)
      .set({ text: sql`replace(${outbox.text}, ${name}, ${NOBODY})` })
      .where(and(eq(outbox.communityId, communityId), like(outbox.text, `%${name}%`)))
  const mentioned = await tx
    .select({ id: outbox.id, mentions: outbox.mentions })
    .from(outbox)
    .where(and(eq(outbox.communityId, communityId), like(sql`cast(${outbox.mentions} as text)`, `%${personId}%`)))
  for (const { id, mentions } of mentioned)
    await tx
      .update(outbox)
      .set({ mentions: mentions.filter((one) => one !== personId) })
      .where(and(eq(outbox.communityId, communityId), eq(outbox.id, id)))
}

async function leaveAccess(cx: DeskContext, tx: Tx, communityId: string, personId: string): Promise<void> {
  const t = cx.db.tables
  for (const table of [t.identities, t.bindCodes, t.loginLinks, t.sessions, t.apiTokens, t.savedViews, t.answeredWrites, t.blocks] as const)
    await tx.delete(table).where(and(eq(table.communityId, communityId), eq(table.personId, personId)))
  await tx
    .update(t.audit)
    .set({ actorId: null, target: sql`case when ${t.audit.target} = ${personId} then 'person' else ${t.audit.target} end` })
    .where(and(eq(t.audit.communityId, communityId), or(eq(t.audit.actorId, personId), eq(t.audit.target, personId))))
  await tx.delete(t.people).where(and(eq(t.people.communityId, communityId), eq(t.people.id, personId)))
}
