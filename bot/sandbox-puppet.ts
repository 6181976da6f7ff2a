/**
 * An in-process puppet that behaves like a real gateway: sends return ids, come back as messages, carry mentions; files, recalls and
 * aliases work. Wechaty's PuppetMock is the ground; what it leaves out is filled in here.
 */
import { FileBox, type FileBoxInterface } from 'file-box'
import { nanoid } from 'nanoid'
import { type payloads, types } from 'wechaty'
import { mock, PuppetMock } from 'wechaty-puppet-mock'

/** Messages kept for quoting, recalling and fetching files; older ones are forgotten so that a long run does not grow. */
export const KEEP_MESSAGES = 2_000

const TYPES_BY_ENDING: [RegExp, types.Message][] = [
  [/\.(?:png|jpe?g|gif|webp|bmp|heic)$/i, types.Message.Image],
  [/\.(?:mp3|silk|sil|amr|wav|m4a|ogg)$/i, types.Message.Audio],
  [/\.(?:mp4|mov|webm)$/i, types.Message.Video],
]

/** Message type a platform gives to a file of this name. */
export const typeOfFile = (name: string): types.Message => TYPES_BY_ENDING.find(([ending]) => ending.test(name))?.[1] ?? types.Message.Attachment

export interface SaidMessage {
  talkerId: string
  /** Absent in a direct message; then `listenerId` says to whom. */
  roomId?: string
  listenerId?: string
  type?: types.Message
  text?: string
  mentionIds?: string[]
  file?: { name: string; bytes: Uint8Array }
  /** Milliseconds since the epoch; now when absent. */
  at?: number
}

export interface SandboxPuppetOptions {
  keepMessages?: number
}

export class SandboxPuppet extends PuppetMock {
  /** Alias of a person in a room, by `${roomId} ${personId}`. */
  readonly aliases = new Map<string, string>()
  /** Called before every send; throws or waits to play a gateway that refuses or hangs. */
  beforeSend?: (to: string, what: string | FileBoxInterface) => Promise<void> | void

  // Ids never repeat over restarts: whoever remembers messages by id would take new ones for seen.
  private readonly born = nanoid(8)
  private readonly keepMessages: number
  private readonly said = new Map<string, payloads.Message>()
  private readonly files = new Map<string, { name: string; bytes: Uint8Array }>()
  private readonly requests = new Map<string, payloads.FriendshipReceive>()
  private count = 0

  constructor(options: SandboxPuppetOptions = {}) {
    super({ mocker: new mock.Mocker() })
    this.keepMessages = options.keepMessages ?? KEEP_MESSAGES
  }

  override name(): string {
    return 'sandbox'
  }

  override ding(data?: string): void {
    setImmediate(() => this.emit('dong', { data: data ?? '' }))
  }

  /** Number of messages whose payload is still held. */
  get kept(): number {
    return this.said.size
  }

  /** Puts a message into the chat and tells the bot. Returns its id. */
  put(message: SaidMessage): string {
    const id = `${this.born}-${++this.count}`
    const { talkerId, roomId, file, text = '', at = Date.now() } = message
    const type = message.type ?? (file ? typeOfFile(file.name) : types.Message.Text)
    const common = { id, talkerId, type, text, timestamp: at, ...(file && { filename: file.name }) }
    if (roomId) this.said.set(id, { ...common, roomId, mentionIdList: message.mentionIds ?? [] })
    else this.said.set(id, { ...common, listenerId: message.listenerId ?? this.currentUserId })
    if (file) this.files.set(id, file)
    this.forgetOld()
    this.emit('message', { messageId: id })
    return id
  }

  /** Takes a message back, as the platform tells it: a message of type Recalled whose text is the original's id. */
  takeBack(messageId: string, by: string): string {
    const original = this.said.get(messageId)
    if (!original) throw new Error(`message ${messageId} is not on the stage any more`)
    if (original.talkerId !== by) throw new Error('only who said it can take it back')
    return this.put({ talkerId: by, roomId: original.roomId, listenerId: original.listenerId, type: types.Message.Recalled, text: messageId })
  }

  /** Somebody asks to be the bot's friend. Returns the request's id. */
  askFriendship(contactId: string, hello: string): string {
    const id = `${this.born}-friend-${++this.count}`
    this.requests.set(id, {
      id,
      contactId,
      hello,
      type: types.Friendship.Receive,
      timestamp: Date.now(),
      scene: types.FriendshipScene.Unknown,
      ticket: id,
    })
    this.emit('friendship', { friendshipId: id })
    return id
  }

  override async friendshipRawPayload(id: string): Promise<payloads.Friendship> {
    const request = this.requests.get(id)
    if (!request) throw new Error(`no friend request ${id}`)
    return request
  }

  override async friendshipRawPayloadParser(raw: payloads.Friendship): Promise<payloads.Friendship> {
    return raw
  }

  override async friendshipAccept(id: string): Promise<void> {
    const { contactId } = await this.friendshipRawPayload(id)
    const contact = this.mocker.cacheContactPayload.get(contactId)
    if (contact) this.mocker.cacheContactPayload.set(contactId, { ...contact, friend: true })
    this.requests.delete(id)
    await this.dirtyPayload(types.Payload.Contact, contactId)
  }

  private forgetOld(): void {
    for (const id of this.said.keys()) {
      if (this.said.size <= this.keepMessages) break
      this.said.delete(id)
      this.files.delete(id)
    }
  }

  private async send(to: string, what: string | FileBoxInterface, mentionIds: string[] = []): Promise<string> {
    if (!this.isLoggedIn) throw new Error('not logged in')
    await this.beforeSend?.(to, what)
    const inRoom = this.mocker.cacheRoomPayload.has(to)
    if (!inRoom && !this.mocker.cacheContactPayload.get(to)?.friend) throw new Error(`${to} is not a friend`)
    const file = typeof what === 'string' ? undefined : { name: what.name, bytes: new Uint8Array(await what.toBuffer()) }
    const text = typeof what === 'string' ? what : ''
    return this.put({ talkerId: this.currentUserId, ...(inRoom ? { roomId: to } : { listenerId: to }), text, mentionIds, ...(file && { file }) })
  }

  override async messageRawPayload(id: string): Promise<payloads.Message> {
    const payload = this.said.get(id)
    if (!payload) throw new Error(`no payload for message ${id}`)
    return payload
  }

  override async messageFile(id: string): Promise<FileBoxInterface> {
    const file = this.files.get(id)
    if (!file) throw new Error(`no file for message ${id}`)
    return FileBox.fromBuffer(Buffer.from(file.bytes), file.name)
  }

  override messageImage(id: string): Promise<FileBoxInterface> {
    return this.messageFile(id)
  }

  // The base class promises `void` here; a puppet may return the sent message's id, and real ones do.
  override messageSendText(to: string, text: string, mentionIds?: string[]): Promise<never> {
    return this.send(to, text, mentionIds) as Promise<never>
  }

  override messageSendFile(to: string, file: FileBoxInterface): Promise<never> {
    return this.send(to, file) as Promise<never>
  }

  override async messageRecall(id: string): Promise<boolean> {
    this.takeBack(id, this.currentUserId)
    return true
  }

  override async roomTopic(roomId: string, topic?: string): Promise<never> {
    if (topic === undefined) return this.mocker.roomPayload(roomId).topic as never
    this.mocker.RoomMock.load(roomId).topic(topic).by(this.mocker.ContactMock.load(this.currentUserId))
    return undefined as never
  }

  override async roomMemberRawPayload(roomId: string, id: string): Promise<payloads.RoomMember> {
    const { name, avatar } = await this.contactPayload(id)
    const roomAlias = this.aliases.get(`${roomId} ${id}`)
    return { id, name, avatar, ...(roomAlias && { roomAlias }) }
  }
}
