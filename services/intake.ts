/**
 * What happens with one message: remembered, understood in its group's memory, and answered for — one transaction.
 * Ticket, events, words to be said and the message itself are written together or not at all.
 */
import { and, eq } from 'drizzle-orm'
import type { Directory, Group, Person } from '../core/community.ts'
import { CATALOGUE, CodedError } from '../core/errors.ts'
import type { InboundMessage } from '../core/message.ts'
import type { Action, Conclusion, Reading } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import { appendToMatter } from './append.ts'
import { hearOwnWords, insertMessage, isKnown, type Place, placeOfMessage, whoAndWhere } from './arrivals.ts'
import { tieAttachments } from './attachment-rows.ts'
import { runCommand } from './commands.ts'
import type { DeskContext } from './context.ts'
import { heldBack } from './holding-back.ts'
import { personBehind } from './identity.ts'
import { keepLead } from './leads.ts'
import { asHeard, memoryOf, roleOf } from './memory.ts'
import { answerQuestion, openFromMessage } from './opening.ts'
import { proofAfterwards } from './proof.ts'
import { hearRecall } from './recall.ts'

/** Everything the steps of one message share. */
export interface Arrival {
  directory: Directory
  message: InboundMessage
  group: Group | undefined
  person: Person
  roomId: string | null
}

export interface Receipt {
  /** False when the message had been heard before, or is the bot's own. */
  fresh: boolean
  communityId?: string
  action: Action
  reading?: Reading
  /** Numbers of the tickets opened by the message. */
  opened: number[]
  /** The matter it belongs to: a ticket's id or `lead:<number>`. */
  matterId?: string
}

/** No chat carries more in one message (WeChat: some 5,000 letters); what is longer was made to hurt. UTF-16 units. */
const LONGEST = { text: 8_000, name: 200 }
const cut = (words: string, most: number): string => (words.length > most ? words.slice(0, most).toWellFormed() : words)

const bounded = (message: InboundMessage): InboundMessage => ({
  ...message,
  text: cut(message.text, LONGEST.text),
  sender: { ...message.sender, name: cut(message.sender.name, LONGEST.name) },
  ...(message.quote ? { quote: { name: cut(message.quote.name, LONGEST.name), text: cut(message.quote.text, LONGEST.text) } } : {}),
})

const NOTHING: Receipt = { fresh: false, action: 'ignore', opened: [] }
export const ATTACHABLE: ReadonlySet<InboundMessage['kind']> = new Set(['image', 'voice', 'video', 'file'])

/** @throws only storage faults: whatever the message says, it is remembered. */
export async function receiveMessage(cx: DeskContext, whole: InboundMessage): Promise<Receipt> {
  const message = bounded(whole)
  const place = await placeOfMessage(cx, message)
  if (!place) return NOTHING
  const receipt = await cx.db
    .transact((tx) => receiveIn(cx, tx, place, message))
    .catch((error: unknown) => {
      // What nobody foresaw to refuse: all of it is taken back, so that nothing half done stays, and the message is kept.
      if (!(error instanceof CodedError) || CATALOGUE[error.code].fault !== 'user') throw error
      cx.log.error({ code: error.code, id: message.id, err: error }, 'a message was kept without effect')
      return cx.db.transact((tx) => receiveIn(cx, tx, place, message, false))
    })
  cx.changes.tell({
    kind: 'message',
    communityId: place.communityId,
    ...(message.room ? { room: message.room.id } : { peer: message.peerId ?? message.sender.id }),
  })
  for (const number of receipt.opened) cx.changes.tell({ kind: 'ticket', communityId: place.communityId, ticketNumber: number })
  if (receipt.action === 'append' || receipt.action === 'command') cx.changes.tell({ kind: 'ticket', communityId: place.communityId })
  if (receipt.action === 'lead') cx.changes.tell({ kind: 'lead', communityId: place.communityId })
  return receipt
}

/** @param answering false: the message is only written down */
async function receiveIn(cx: DeskContext, tx: Tx, place: Place, message: InboundMessage, answering = true): Promise<Receipt> {
  const { communityId } = place
  if (await isKnown(cx, tx, communityId, message)) return { ...NOTHING, communityId }
  const directory = await cx.directories.get(tx, communityId)
  if (message.self) return hearOwnWords(cx, tx, directory, message, place.group)
  const person = await personBehind(cx, tx, communityId, message.account, message.sender)
  const arrival: Arrival = { directory, message, group: place.group, person, roomId: message.room?.id ?? null }
  if (message.kind === 'recall') return hearRecall(cx, tx, arrival)
  const memory = await memoryOf(cx, tx, arrival)
  const mode = place.group?.mode ?? (message.room ? 'explicit' : 'auto')
  const conclusion = cx.reader.understand(asHeard(arrival), memory, { mode })
  await remember(cx, tx, arrival, conclusion)
  const held = answering ? await heldBack(cx, tx, arrival, conclusion) : undefined
  const outcome = held ? held : answering ? ((await proofAfterwards(cx, tx, arrival)) ?? (await answerFor(cx, tx, arrival, conclusion))) : UNANSWERED
  await settle(cx, tx, arrival, conclusion, outcome)
  // What is held back is nothing for the second reader either.
  return { fresh: true, communityId, ...(held ? {} : { reading: conclusion.reading }), ...outcome }
}

export interface Outcome {
  action: Action
  opened: number[]
  matterId?: string
}

const UNANSWERED: Outcome = { action: 'ignore', opened: [] }

async function answerFor(cx: DeskContext, tx: Tx, arrival: Arrival, conclusion: Conclusion): Promise<Outcome> {
  switch (conclusion.action) {
    case 'open':
    case 'ask':
      return openFromMessage(cx, tx, arrival, conclusion)
    case 'answer':
      return answerQuestion(cx, tx, arrival, conclusion)
    case 'lead':
      return keepLead(cx, tx, arrival, conclusion)
    case 'append':
      return appendToMatter(cx, tx, arrival, conclusion)
    case 'command':
      return runCommand(cx, tx, arrival, conclusion)
    case 'ignore':
      return runCommand(cx, tx, arrival, conclusion)
  }
}

async function remember(cx: DeskContext, tx: Tx, arrival: Arrival, conclusion: Conclusion): Promise<void> {
  const { directory, message, person } = arrival
  const { attachments } = cx.db.tables
  await insertMessage(cx.db, tx, {
    ...whoAndWhere(cx, arrival),
    role: roleOf(person),
    kind: message.kind,
    text: message.text,
    quote: message.quote ?? null,
    mentions: message.mentions,
    mentionsBot: message.mentionsBot,
    reading: conclusion.reading,
    action: conclusion.action,
  })
  if (!ATTACHABLE.has(message.kind) || !message.attachment) return
  await tx.insert(attachments).values({
    communityId: directory.id,
    id: cx.newId(),
    account: message.account,
    messageId: message.id,
    name: message.attachment.name,
    state: 'pending',
    attempts: 0,
    nextAt: cx.now(),
    purpose: 'report',
  })
}

/** Writes down what was done about the message, where it differs from what was concluded; pictures follow the matter it belongs to. */
async function settle(cx: DeskContext, tx: Tx, { directory, message }: Arrival, conclusion: Conclusion, outcome: Outcome): Promise<void> {
  if (outcome.action === conclusion.action && outcome.matterId === undefined) return
  const { messages } = cx.db.tables
  await tx
    .update(messages)
    .set({ action: outcome.action, matterId: outcome.matterId ?? null })
    .where(and(eq(messages.communityId, directory.id), eq(messages.account, message.account), eq(messages.id, message.id)))
  if (outcome.matterId !== undefined && !outcome.matterId.startsWith('lead:'))
    await tieAttachments(cx, tx, directory.id, message.account, [message.id], outcome.matterId)
}
