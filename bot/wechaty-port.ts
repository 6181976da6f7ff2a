/** The chat port over a Wechaty bot that is logged in. */
import { FileBox, type FileBoxInterface } from 'file-box'
import type { Wechaty } from 'wechaty'
import type { ChatPort, ChatTarget, OutgoingWords, SayResult } from '../services/ports.ts'
import { wellFormed } from './inbound.ts'
import { type Named, withMentions } from './mentions.ts'
import { sayFailure } from './say-errors.ts'
import { within } from './within.ts'

/** A call that takes longer may or may not have been carried out. */
export const CALL_WITHIN = { seconds: 20 }

/** Larger attachments are refused here, before they fill the memory; the services set their own, smaller bound. */
export const ATTACHMENT_AT_MOST = { bytes: 64 * 1024 * 1024 }

/** HD picture, in Wechaty's Image type. */
const HD = 2

export interface PortOptions {
  callWithinMs?: number
  attachmentAtMostBytes?: number
}

export function createWechatyPort(bot: Wechaty, account: string, options: PortOptions = {}): ChatPort {
  const callMs = options.callWithinMs ?? CALL_WITHIN.seconds * 1000
  const atMost = options.attachmentAtMostBytes ?? ATTACHMENT_AT_MOST.bytes

  return {
    account,
    async say(target, words) {
      try {
        const id = await within(callMs, send(bot, target, words))
        return { state: 'sent', ...(id && { messageId: id }) } satisfies SayResult
      } catch (error) {
        return sayFailure(error)
      }
    },
    async fetchAttachment(messageId) {
      const box = await within(callMs, fileOf(bot, messageId))
      return within(callMs, readBox(box, atMost))
    },
    async rooms() {
      const ids = await within(callMs, bot.puppet.roomList())
      const rooms = []
      // One after the other: a gateway with 200 rooms is not asked for all of them at once.
      for (const id of ids) {
        const [payload, memberIds] = await within(callMs, Promise.all([bot.puppet.roomPayload(id), bot.puppet.roomMemberList(id)]))
        rooms.push({ id, topic: wellFormed(payload.topic ?? ''), memberIds })
      }
      return rooms
    },
  }
}

/** Straight to the puppet: `room.say()` would ask for the sent message again, and would write the names of the mentioned twice. */
async function send(bot: Wechaty, target: ChatTarget, words: OutgoingWords): Promise<string | undefined> {
  if (!bot.puppet.isLoggedIn) throw new Error('not logged in')
  const to = 'room' in target ? target.room : target.person
  if (words.picture) {
    const { name, bytes } = words.picture
    // A base64 box is the one kind that in-process puppets and the gateway both take.
    return (await bot.puppet.messageSendFile(to, FileBox.fromBase64(Buffer.from(bytes).toString('base64'), name))) || undefined
  }
  const text = wellFormed(words.text)
  if (!('room' in target) || words.mentions.length === 0) return (await bot.puppet.messageSendText(to, text)) || undefined
  const people = await Promise.all(words.mentions.map((id) => namesOf(bot, target.room, id)))
  return (await bot.puppet.messageSendText(to, withMentions(text, people), words.mentions)) || undefined
}

/** Names are only for the looks of a mention: without them it is still sent, by id. */
async function namesOf(bot: Wechaty, roomId: string, id: string): Promise<Named> {
  const [member, contact] = await Promise.all([
    bot.puppet.roomMemberPayload(roomId, id).catch(() => undefined),
    bot.puppet.contactPayload(id).catch(() => undefined),
  ])
  return { id, names: [member?.roomAlias, contact?.name].filter((name) => name !== undefined && name !== '') as string[] }
}

/** Most puppets give every kind by `messageFile`; some give pictures only by `messageImage`. */
async function fileOf(bot: Wechaty, messageId: string): Promise<FileBoxInterface> {
  try {
    return await bot.puppet.messageFile(messageId)
  } catch (error) {
    const box = await bot.puppet.messageImage(messageId, HD).catch(() => undefined)
    if (!box) throw error
    return box
  }
}

async function readBox(box: FileBoxInterface, atMost: number): Promise<{ name: string; bytes: Uint8Array }> {
  if (box.size > atMost) throw new Error(`attachment of ${box.size} bytes is larger than ${atMost}`)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of await box.toStream()) {
    size += (chunk as Buffer).length
    if (size > atMost) throw new Error(`attachment is larger than ${atMost} bytes`)
    chunks.push(chunk as Buffer)
  }
  return { name: wellFormed(box.name), bytes: new Uint8Array(Buffer.concat(chunks)) }
}
