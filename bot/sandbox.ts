/** The sandbox: a community's people and groups on an in-process puppet, and a stage on which a visitor speaks as any of them. */
import { type payloads, types } from 'wechaty'
import type { SandboxStage } from '../services/ports.ts'
import { quoteForm } from './quote-form.ts'
import { SandboxPuppet, type SandboxPuppetOptions } from './sandbox-puppet.ts'

export interface SandboxPerson {
  id: string
  name: string
  /** Can the bot write to the person directly? Default true. */
  friend?: boolean
}

export interface SandboxRoom {
  /** Holds an `@`, as the platform's room ids do: `b128@sandbox`. */
  id: string
  topic: string
  memberIds: string[]
  /** Aliases people set in this group, by person. */
  aliases?: Record<string, string>
}

export interface SandboxScene extends SandboxPuppetOptions {
  people: readonly SandboxPerson[]
  /** The bot sits in each of them. */
  rooms: readonly SandboxRoom[]
  botName: string
  /** Default `bot`. */
  botId?: string
}

export interface Sandbox {
  puppet: SandboxPuppet
  stage: SandboxStage
  botId: string
}

const KIND_TYPES = { image: types.Message.Image, voice: types.Message.Audio, video: types.Message.Video, file: types.Message.Attachment }

export function createSandbox(scene: SandboxScene): Sandbox {
  const { botId = 'bot' } = scene
  const puppet = new SandboxPuppet(scene)
  for (const person of [{ id: botId, name: scene.botName }, ...scene.people]) puppet.mocker.createContact(contactPayload(person))
  for (const room of scene.rooms) addRoom(puppet, room, botId)
  return { puppet, botId, stage: createStage(puppet, botId) }
}

function addRoom(puppet: SandboxPuppet, room: SandboxRoom, botId: string): void {
  if (!room.id.includes('@')) throw new Error(`room id ${room.id} must contain @: that is how a room is told from a person`)
  const memberIdList = [...new Set([botId, ...room.memberIds])]
  for (const id of memberIdList) puppet.mocker.contactPayload(id)
  puppet.mocker.createRoom({ id: room.id, topic: room.topic, memberIdList, ownerId: botId, adminIdList: [], avatar: '' })
  for (const [personId, alias] of Object.entries(room.aliases ?? {})) puppet.aliases.set(`${room.id} ${personId}`, alias)
}

/** Every field said, or the mock would make up a stranger's address and telephone. */
const contactPayload = ({ id, name, friend = true }: SandboxPerson): payloads.Contact => ({
  id,
  name,
  friend,
  avatar: '',
  gender: types.ContactGender.Unknown,
  type: types.Contact.Individual,
  phone: [],
  address: '',
  city: '',
  province: '',
  signature: '',
})

function createStage(puppet: SandboxPuppet, botId: string): SandboxStage {
  const nameIn = (roomId: string, id: string): string => puppet.aliases.get(`${roomId} ${id}`) ?? puppet.mocker.contactPayload(id).name

  return {
    async speak({ as, room, text, mentions = [], quote, file, kind }) {
      if (!puppet.isLoggedIn) throw new Error('the sandbox bot is not logged in yet')
      puppet.mocker.contactPayload(as)
      if (room && !puppet.mocker.roomPayload(room).memberIdList.includes(as)) throw new Error(`${as} does not sit in ${room}`)
      const where = { talkerId: as, ...(room ? { roomId: room } : { listenerId: botId }) }
      let id: string | undefined
      if (text !== undefined || !file) {
        const reply = room ? withNames(text ?? '', mentions, (person) => nameIn(room, person)) : (text ?? '')
        id = puppet.put({ ...where, text: quote ? quoteForm(quote, reply) : reply, mentionIds: mentions })
      }
      // Words and a picture are two messages on the platform; the words' id is the one that is answered for.
      if (file) {
        const fileId = puppet.put({ ...where, file, ...(kind && { type: KIND_TYPES[kind] }) })
        id ??= fileId
      }
      return id as string
    },
    async recall(messageId, as) {
      puppet.takeBack(messageId, as)
    },
  }
}

/** A mention picked from the list stands in the text as the phone writes it: `@name` and U+2005. */
function withNames(text: string, mentions: readonly string[], nameOf: (id: string) => string): string {
  const missing = mentions.map((id) => `@${nameOf(id)}`).filter((name) => !text.includes(name))
  return missing.map((name) => `${name}\u2005`).join('') + text
}
