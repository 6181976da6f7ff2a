/** A Wechaty message as plain data. */
import { type Message, types, type Wechaty } from 'wechaty'
import type { InboundMessage } from '../core/message.ts'
import { splitQuote } from '../core/understanding/quote.ts'
import type { MessageKind } from '../core/understanding/terms.ts'
import { mentionedByName, mentionsEverybody, type Named, namesTheBot } from './mentions.ts'
import { within } from './within.ts'

type Room = NonNullable<ReturnType<Message['room']>>

/** Extras (aliases, members, a link's title) are worth this wait over the gateway; without an answer the message goes on without them. */
const EXTRAS_WITHIN = { seconds: 5 }

const KINDS: Record<number, MessageKind> = {
  [types.Message.Text]: 'text',
  [types.Message.Image]: 'image',
  [types.Message.Audio]: 'voice',
  [types.Message.Video]: 'video',
  [types.Message.Attachment]: 'file',
  [types.Message.Emoticon]: 'sticker',
  [types.Message.Contact]: 'card',
  [types.Message.Location]: 'location',
  [types.Message.Url]: 'link',
  [types.Message.MiniProgram]: 'link',
  [types.Message.ChatHistory]: 'link',
  [types.Message.GroupNote]: 'link',
  [types.Message.Post]: 'link',
  [types.Message.Recalled]: 'recall',
}

const ATTACHMENT_NAMES: Partial<Record<MessageKind, string>> = { image: 'picture.jpg', voice: 'voice.mp3', video: 'video.mp4', file: 'file' }

/** Well-formed Unicode without NUL: lone surrogates become U+FFFD. */
export const wellFormed = (text: string): string => text.toWellFormed().replaceAll('\0', '')

/** No clock is a day ahead: such a stamp, or none, is replaced by the time of arrival. */
const AHEAD_AT_MOST = { hours: 24 }

/** Milliseconds of a stamp in seconds or milliseconds; 1e11 is the year 5138 in the one and 1973 in the other. */
export function stampMs(timestamp: number | undefined, now: number): number {
  if (!timestamp) return now
  const ms = timestamp < 1e11 ? timestamp * 1000 : timestamp
  return ms > now + AHEAD_AT_MOST.hours * 3_600_000 ? now : ms
}

const orElse = <T>(fallback: T, work: Promise<T>): Promise<T> => within(EXTRAS_WITHIN.seconds * 1000, work).catch(() => fallback)

/**
 * Plain data of one message. `undefined` for what was not said in a chat (no room and no listener).
 * Rejects when the message's payload cannot be read.
 * @param account puppet name and self id, as in InboundMessage.account
 */
export async function toInbound(message: Message, account: string): Promise<InboundMessage | undefined> {
  const { payload } = message
  if (!payload) throw new Error(`message ${message.id} has no payload`)
  const room = message.room()
  if (!room && !message.listener()) return undefined

  const kind = KINDS[message.type()] ?? 'system'
  const raw = wellFormed(message.text())
  const [topic, senderName] = await Promise.all([room ? topicOf(room) : '', shownName(message.talker(), room)])
  const common = {
    account,
    id: message.id,
    at: stampMs(payload.timestamp, Date.now()),
    ...(room && { room: { id: room.id, topic } }),
    sender: { id: message.talker().id, name: senderName },
    self: message.self(),
    ...(message.self() && !room && { peerId: message.listener()?.id }),
    kind,
    mentions: [],
    mentionsBot: false,
  }
  if (kind === 'recall') return { ...common, text: '', recalls: raw.trim() }
  if (kind !== 'text') {
    const name = ATTACHMENT_NAMES[kind]
    return { ...common, text: await wordsBeside(message, kind, raw), ...(name && { attachment: { name: wellFormed(payload.filename || name) } }) }
  }
  const { quote, reply: text } = splitQuote(raw)
  return { ...common, text, ...(quote && { quote }), ...(room && (await mentionsOf(message, room, text))) }
}

/** As the group sees the person: the alias in the room where one is set, else the account's name. */
async function shownName(person: ReturnType<Message['talker']>, room: Room | undefined): Promise<string> {
  const alias = room && (await orElse(undefined, room.alias(person)))
  return wellFormed(alias || person.name() || person.id)
}

const topicOf = async (room: Room): Promise<string> => wellFormed(await orElse('', room.topic()))

/** What a link or a pin says in words; empty for media. */
async function wordsBeside(message: Message, kind: MessageKind, raw: string): Promise<string> {
  if (kind === 'system') return raw
  if (kind === 'location') {
    const pin = await orElse(undefined, message.toLocation())
    return wellFormed([pin?.name(), pin?.address()].filter(Boolean).join(' '))
  }
  if (message.type() === types.Message.Url) return wellFormed((await orElse(undefined, message.toUrlLink()))?.title() ?? '')
  return ''
}

async function mentionsOf(message: Message, room: Room, text: string): Promise<Pick<InboundMessage, 'mentions' | 'mentionsBot'>> {
  const bot = message.wechaty as Wechaty
  const ids = message.payload && 'mentionIdList' in message.payload ? (message.payload.mentionIdList ?? []) : []
  const people = ids.filter((id) => !id.endsWith('@all'))
  if (people.length === 0 && !text.includes('@')) return { mentions: [], mentionsBot: false }

  const self = bot.currentUser
  const botNames = [await orElse(undefined, room.alias(self)), self.name()].filter((name) => name !== undefined && name !== '') as string[]
  // Over gRPC the list is empty when the gateway does not know it, and Wechaty does not look at the text then.
  const mentions = people.length > 0 ? people : mentionedByName(text, await namesIn(room, text))
  const byName = namesTheBot(text, botNames)
  return { mentions, mentionsBot: byName || (mentions.includes(self.id) && !mentionsEverybody(text, ids)) }
}

/** Members of the room with their names; aliases are asked for only when an `@` is left that no account name explains. */
async function namesIn(room: Room, text: string): Promise<Named[]> {
  const members = await orElse([], room.memberAll())
  const byName = members.map((one) => ({ id: one.id, names: [one.name()].filter(Boolean) }))
  const signs = text.match(/(?<![\w.])@/gu)?.length ?? 0
  if (mentionedByName(text, byName).length >= signs) return byName
  const aliases = await Promise.all(members.map((one) => orElse(undefined, room.alias(one))))
  return byName.map((one, index) => ({
    id: one.id,
    names: [aliases[index], ...one.names].filter((name) => name !== undefined && name !== '') as string[],
  }))
}
