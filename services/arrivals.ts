/** At the door: whose community is it, was it heard before, is it the bot's own echo, was something taken back? */
import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { Directory, Group } from '../core/community.ts'
import type { InboundMessage } from '../core/message.ts'
import type { Tx } from '../db/open.ts'
import { answerIsWaiting } from './cards.ts'
import type { DeskContext, Read } from './context.ts'
import type { Arrival, Receipt } from './intake.ts'
import { ticketsOfMessage } from './ticket-rows.ts'
import { act } from './tickets.ts'

export interface Place {
  communityId: string
  group: Group | undefined
}

/** The community a message belongs to: by its room, else by its sender, else the only one there is. */
export async function placeOfMessage(cx: DeskContext, message: InboundMessage): Promise<Place | undefined> {
  const { read } = cx.db
  const { groups, identities } = cx.db.tables
  if (message.room) {
    const [row] = await read.select({ communityId: groups.communityId, id: groups.id }).from(groups).where(eq(groups.externalId, message.room.id))
    if (row) {
      const directory = await cx.directories.get(read, row.communityId)
      return { communityId: row.communityId, group: directory.groups.find((g) => g.id === row.id) }
    }
  }
  const [known] = await read
    .select({ communityId: identities.communityId })
    .from(identities)
    .where(eq(identities.externalId, message.sender.id))
    .limit(1)
  if (known) return { communityId: known.communityId, group: undefined }
  const all = await cx.directories.ids(read)
  return all.length === 1 && all[0] !== undefined ? { communityId: all[0], group: undefined } : undefined
}

export async function isKnown(cx: DeskContext, read: Read, communityId: string, message: InboundMessage): Promise<boolean> {
  const { messages } = cx.db.tables
  const rows = await read
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.communityId, communityId), eq(messages.account, message.account), eq(messages.id, message.id)))
  return rows.length > 0
}

/** The bot's own words coming back: kept for finding what a quote means, and proof that words of unknown fate were said. */
export async function hearOwnWords(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  message: InboundMessage,
  group: Group | undefined,
): Promise<Receipt> {
  const { messages, outbox } = cx.db.tables
  await tx.insert(messages).values({
    communityId: directory.id,
    account: message.account,
    id: message.id,
    groupId: group?.id ?? null,
    roomId: message.room?.id ?? null,
    peerId: message.room ? null : (message.peerId ?? null),
    senderId: message.sender.id,
    senderName: message.sender.name,
    personId: null,
    role: 'bot',
    kind: message.kind,
    text: message.text,
    quote: null,
    mentions: message.mentions,
    mentionsBot: false,
    at: message.at,
    heardOrder: cx.nextOrder(),
    action: 'ignore',
  })
  if (message.room && message.text) {
    const [uncertain] = await tx
      .select({ id: outbox.id, text: outbox.text })
      .from(outbox)
      .where(
        and(
          eq(outbox.communityId, directory.id),
          eq(outbox.targetId, message.room.id),
          inArray(outbox.state, ['unknown']),
          isNull(outbox.platformMessageId),
        ),
      )
      .orderBy(desc(outbox.position))
      .limit(1)
    if (uncertain && likeSaid(uncertain.text) === likeSaid(message.text))
      await tx
        .update(outbox)
        .set({ state: 'sent', platformMessageId: message.id, problem: null })
        .where(and(eq(outbox.communityId, directory.id), eq(outbox.id, uncertain.id)))
  }
  return { fresh: false, communityId: directory.id, action: 'ignore', opened: [] }
}

/** A message taken back leaves the view; a report taken back before it was answered is withdrawn without a word. */
export async function hearRecall(cx: DeskContext, tx: Tx, arrival: Arrival): Promise<Receipt> {
  const { directory, message, person } = arrival
  const { messages } = cx.db.tables
  const receipt: Receipt = { fresh: true, communityId: directory.id, action: 'ignore', opened: [] }
  const [original] = await tx
    .update(messages)
    .set({ recalledAt: cx.now(), text: '' })
    .where(
      and(
        eq(messages.communityId, directory.id),
        eq(messages.account, message.account),
        eq(messages.id, message.recalls ?? ''),
        isNull(messages.recalledAt),
      ),
    )
    .returning()
  await tx.insert(messages).values({
    communityId: directory.id,
    account: message.account,
    id: message.id,
    groupId: arrival.group?.id ?? null,
    roomId: arrival.roomId,
    peerId: arrival.roomId === null ? message.sender.id : null,
    senderId: message.sender.id,
    senderName: message.sender.name,
    personId: person.id,
    role: 'other',
    kind: 'recall',
    text: '',
    quote: null,
    mentions: [],
    mentionsBot: false,
    at: message.at,
    heardOrder: cx.nextOrder(),
    action: 'ignore',
  })
  if (!original || original.personId !== person.id) return receipt
  for (const ticket of await ticketsOfMessage(cx, tx, directory.id, original.account, original.id))
    if (ticket.urgency !== 'emergency' && (await answerIsWaiting(cx, tx, directory, ticket)))
      await act(cx, tx, directory, { ticket, command: { type: 'withdraw', reason: 'recalled' }, actor: person, roomId: arrival.roomId })
  return receipt
}

/** The platform puts other blanks behind a mention, and sometimes a mention in front. */
const likeSaid = (text: string): string => text.replace(/@\S+?[\s\u2005]/gu, '').replace(/[\s\u2005]+/gu, '')
