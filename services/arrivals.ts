/** At the door: whose community is it, was it heard before, is it the bot's own echo? */
import { and, desc, eq, exists, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Directory, Group } from '../core/community.ts'
import { withoutSecrets } from '../core/login-address.ts'
import type { InboundMessage } from '../core/message.ts'
import type { Tx } from '../db/open.ts'
import { inserting, prepared } from '../db/prepared.ts'
import type { DeskContext, Read } from './context.ts'
import type { Arrival, Receipt } from './intake.ts'

export interface Place {
  communityId: string
  group: Group | undefined
}

const groupOfRoom = prepared((read: Read, { groups }) =>
  read
    .select({ communityId: groups.communityId, id: groups.id })
    .from(groups)
    .where(eq(groups.externalId, sql.placeholder('room')))
    .prepare(''),
)
/** Asked community by community, for the identities are kept by community first: a join would walk through all of them. */
const communityOfSender = prepared((read: Read, { communities, identities }) => {
  const known = read
    .select({ found: sql`1` })
    .from(identities)
    .where(and(eq(identities.communityId, communities.id), eq(identities.externalId, sql.placeholder('sender'))))
  return read.select({ communityId: communities.id }).from(communities).where(exists(known)).limit(1).prepare('')
})

/** The community a message belongs to: by its room, else by its sender, else the only one there is. */
export async function placeOfMessage(cx: DeskContext, message: InboundMessage): Promise<Place | undefined> {
  const { read } = cx.db
  if (message.room) {
    const [row] = await groupOfRoom(cx.db, read, { room: message.room.id })
    if (row) {
      const directory = await cx.directories.get(read, row.communityId)
      return { communityId: row.communityId, group: directory.groups.find((g) => g.id === row.id) }
    }
  }
  const [known] = await communityOfSender(cx.db, read, { sender: message.sender.id })
  if (known) return { communityId: known.communityId, group: undefined }
  const all = await cx.directories.ids(read)
  return all.length === 1 && all[0] !== undefined ? { communityId: all[0], group: undefined } : undefined
}

const sameMessage = prepared((read: Read, { messages }) =>
  read
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.communityId, sql.placeholder('communityId')),
        eq(messages.account, sql.placeholder('account')),
        eq(messages.id, sql.placeholder('id')),
      ),
    )
    .prepare(''),
)

export async function isKnown(cx: DeskContext, read: Read, communityId: string, message: InboundMessage): Promise<boolean> {
  return (await sameMessage(cx.db, read, { communityId, account: message.account, id: message.id })).length > 0
}

export const insertMessage = inserting('messages')

/** What every message of a person is kept with, whatever it says: who, where, when. */
export const whoAndWhere = (cx: DeskContext, { directory, message, group, person, roomId }: Arrival) => ({
  communityId: directory.id,
  account: message.account,
  id: message.id,
  groupId: group?.id ?? null,
  roomId,
  peerId: roomId === null ? message.sender.id : null,
  senderId: message.sender.id,
  senderName: message.sender.name,
  personId: person.id,
  at: message.at,
  heardOrder: cx.nextOrder(),
})

const uncertainWords = prepared((tx: Tx, { outbox }) =>
  tx
    .select({ id: outbox.id, text: outbox.text })
    .from(outbox)
    .where(
      and(
        eq(outbox.communityId, sql.placeholder('communityId')),
        eq(outbox.targetId, sql.placeholder('target')),
        or(eq(outbox.state, 'unknown'), and(eq(outbox.state, 'pending'), isNotNull(outbox.uncertainAt))),
        isNull(outbox.platformMessageId),
      ),
    )
    .orderBy(desc(outbox.position))
    .limit(1)
    .prepare(''),
)

async function personOfPeer(cx: DeskContext, tx: Tx, communityId: string, peerId: string | undefined): Promise<string | undefined> {
  if (peerId === undefined) return undefined
  const { identities } = cx.db.tables
  const [row] = await tx
    .select({ personId: identities.personId })
    .from(identities)
    .where(and(eq(identities.communityId, communityId), eq(identities.externalId, peerId)))
    .limit(1)
  return row?.personId
}

/** The bot's own words coming back: kept for finding what a quote means, and proof that words of unknown fate were said. */
export async function hearOwnWords(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  message: InboundMessage,
  group: Group | undefined,
): Promise<Receipt> {
  const { outbox } = cx.db.tables
  await insertMessage(cx.db, tx, {
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
    text: cx.sandbox ? message.text : withoutSecrets(message.text),
    quote: null,
    mentions: message.mentions,
    mentionsBot: false,
    at: message.at,
    heardOrder: cx.nextOrder(),
    action: 'ignore',
  })
  const target = message.room?.id ?? (await personOfPeer(cx, tx, directory.id, message.peerId))
  if (target !== undefined && message.text) {
    const [uncertain] = await uncertainWords(cx.db, tx, { communityId: directory.id, target })
    if (uncertain && likeSaid(uncertain.text) === likeSaid(message.text))
      await tx
        .update(outbox)
        .set({ state: 'sent', platformMessageId: message.id, problem: null, settledAt: cx.now() })
        .where(and(eq(outbox.communityId, directory.id), eq(outbox.id, uncertain.id)))
  }
  return { fresh: false, communityId: directory.id, action: 'ignore', opened: [] }
}

/** The platform puts other blanks behind a mention, and sometimes a mention in front. */
export const likeSaid = (text: string): string => text.replace(/@[^\s\u2005@]{1,64}[\s\u2005]/gu, '').replace(/[\s\u2005]+/gu, '')
