/** Woodpecker as a plain Wechaty plugin: `bot.use(woodpecker(desk))`. */
import { setTimeout } from 'node:timers/promises'
import { pino } from 'pino'
import { type Contact, type Friendship, type Message, type Room, types, type Wechaty, type WechatyPlugin } from 'wechaty'
import type { InboundMessage } from '../core/message.ts'
import type { ChatPort } from '../services/ports.ts'
import { type Arrivals, createArrivals } from './arrivals.ts'
import { createHearing, type Hearing } from './hearing.ts'
import { stampMs, toInbound, wellFormed } from './inbound.ts'
import { type Log, reasonOf } from './log.ts'
import { createWechatyPort, type PortOptions } from './wechaty-port.ts'
import { within } from './within.ts'

/** Older messages are replays of a restarted gateway; the day's digest asks groups to repeat what got lost. */
export const TOO_OLD = { hours: 12 }

/** One more try for a message that did not load, after the link had a moment to recover. */
const ASK_AGAIN = { afterSeconds: 1, withinSeconds: 10 }

const ACCEPT_WITHIN = { seconds: 20 }

export interface RoomRef {
  /** As in InboundMessage.account. */
  account: string
  id: string
  topic: string
}

/** Who listens. Calls for one room come one after the other, in the platform's order; a rejection is logged and never stops the next. */
export interface Listener {
  receive(message: InboundMessage): Promise<unknown>
  roomJoined?(room: RoomRef, personIds: string[]): Promise<unknown> | unknown
  roomLeft?(room: RoomRef, personIds: string[]): Promise<unknown> | unknown
  roomRenamed?(room: RoomRef): Promise<unknown> | unknown
  /** Somebody asks to be the bot's friend, so as to write to it directly. @returns whether to accept */
  friendAsked?(contactId: string): Promise<boolean>
  /** The bot is logged in and can speak through `port`; the function returned is called when it no longer can. */
  attach(port: ChatPort): () => void
}

export interface PluginOptions {
  log?: Log
  /** Shared when the same ears live on over several bots (rebuilt links). */
  hearing?: Hearing
  tooOldMs?: number
  port?: PortOptions
}

/** `sandbox:bot`, `service:wxid_…`: the puppet's name and the id of who is logged in. */
export const accountOf = (puppetName: string, selfId: string): string =>
  `${puppetName.replace(/<.*$/s, '').replace(/^wechaty-puppet-/, '')}:${selfId}`

/** Wechaty looks for a contact with the room's id after each join, leave and renaming; there is none, and nothing is wrong. */
const HARMLESS = /no payload found for id \S+@/
const NOT_FOUND = /message not found for id: (\S+)/

/** A plugin that hands everything heard to `listener` and gives it a port to speak. Uninstalling takes back every handler. */
export function woodpecker(listener: Listener, options: PluginOptions = {}): WechatyPlugin {
  const log = options.log ?? pino({ name: 'woodpecker', level: 'warn' })
  const hearing = options.hearing ?? createHearing(log)
  const tooOldMs = options.tooOldMs ?? TOO_OLD.hours * 3_600_000
  return (bot) => install(bot, { listener, log, hearing, tooOldMs, port: options.port ?? {} })
}

interface Parts {
  listener: Listener
  log: Log
  hearing: Hearing
  tooOldMs: number
  port: PortOptions
}

function install(bot: Wechaty, parts: Parts): () => void {
  const { listener, log, hearing } = parts
  const { on, offAll } = guardedListeners(log)
  let account: string | undefined
  let detach: (() => void) | undefined

  const leave = (): void => {
    detach?.()
    detach = undefined
  }
  const enter = (selfId: string): void => {
    leave()
    account = accountOf(bot.puppet.name(), selfId)
    detach = listener.attach(createWechatyPort(bot, account, parts.port))
    log.info({ account }, 'logged in')
  }
  const inRoom = (room: Room, work: (ref: RoomRef) => unknown): void => {
    if (account === undefined) return
    const ref = { account, id: room.id }
    hearing.queues.push(room.id, async () => work({ ...ref, topic: wellFormed(await room.topic()) }))
  }
  const arrivals = createArrivals<Message>({
    deliver: (message) => hear(message, account, parts),
    onMissing: (id) => void askAgain(bot, id, arrivals, parts),
  })
  const existing = puppetOf(bot)
  const tap = (puppet: Emitter): void => on(puppet, 'message', ({ messageId }: { messageId: string }) => arrivals.announced(messageId))
  if (existing) tap(existing)
  else on(bot, 'puppet', tap)

  on(bot, 'message', (message: Message) => arrivals.loaded(message.id, message))
  on(bot, 'room-join', (room: Room, people: Contact[]) => inRoom(room, (ref) => listener.roomJoined?.(ref, people.map(idOf))))
  on(bot, 'room-leave', (room: Room, people: Contact[]) => inRoom(room, (ref) => listener.roomLeft?.(ref, people.map(idOf))))
  on(bot, 'room-topic', (room: Room, topic: string) => inRoom(room, (ref) => listener.roomRenamed?.({ ...ref, topic: wellFormed(topic) })))
  on(bot, 'friendship', (asked: Friendship) => answerFriend(bot, asked, parts))
  on(bot, 'login', (self: Contact) => enter(self.id))
  on(bot, 'logout', leave)
  on(bot, 'stop', leave)
  on(bot, 'error', (error: Error) => tellError(reasonOf(error), arrivals, log))
  if (existing?.isLoggedIn) enter(existing.currentUserId)

  return () => {
    offAll()
    arrivals.close()
    leave()
  }
}

/** Straight to the puppet: `friendship.accept()` would then wait for the new friend's payload for up to a minute. */
async function answerFriend(bot: Wechaty, asked: Friendship, { listener, log }: Parts): Promise<void> {
  if (asked.type() !== types.Friendship.Receive || !(await listener.friendAsked?.(asked.contact().id))) return
  await within(ACCEPT_WITHIN.seconds * 1000, bot.puppet.friendshipAccept(asked.id))
  log.info({ contact: asked.contact().id }, 'accepted a friend request')
}

/** A message that is not found is asked for again; the rest is for the log. */
function tellError(reason: string, arrivals: Arrivals<Message>, log: Log): void {
  const missing = NOT_FOUND.exec(reason)?.[1]
  if (missing) arrivals.lost(missing)
  else if (HARMLESS.test(reason)) log.debug({ reason }, 'harmless puppet error')
  else log.warn({ reason }, 'puppet error')
}

type Emitter = Wechaty | Wechaty['puppet']

/** Wechaty ends the process when a handler rejects: every one is wrapped, and remembered for taking it off again. */
function guardedListeners(log: Log) {
  const offs: (() => void)[] = []
  function on<A extends unknown[]>(emitter: Emitter, event: string, handler: (...args: A) => unknown): void {
    const guarded = async (...args: unknown[]): Promise<void> => {
      try {
        await handler(...(args as A))
      } catch (error) {
        log.error({ event, reason: reasonOf(error) }, 'a chat event could not be handled')
      }
    }
    // Wechaty types its listeners event by event; one wrapper for all needs the plain emitter below.
    const plain = emitter as unknown as NodeJS.EventEmitter
    plain.on(event, guarded)
    offs.push(() => plain.off(event, guarded))
  }
  const offAll = (): void => {
    for (const off of offs.splice(0)) off()
  }
  return { on, offAll }
}

/** Puts a loaded message into its room's queue, unless it is too old. */
function hear(message: Message, account: string | undefined, { listener, log, hearing, tooOldMs }: Parts): void {
  const { counts, queues } = hearing
  if (account === undefined || !message.payload) {
    counts.unreadable++
    log.error({ id: message.id }, 'a message without login or payload is lost')
    return
  }
  const { roomId, timestamp } = message.payload
  const now = Date.now()
  const age = now - stampMs(timestamp, now)
  if (age > tooOldMs) {
    counts.tooOld++
    log.info({ id: message.id, room: roomId, ageHours: Math.round(age / 3_600_000) }, 'too old, dropped')
    return
  }
  const partner = message.self() ? message.listener() : message.talker()
  queues.push(roomId || `direct ${partner?.id}`, async () => {
    const inbound = await toInbound(message, account)
    if (!inbound) return
    counts.heard++
    await listener.receive(inbound)
  })
}

/** A message that did not load is asked for once more; then it is lost, counted and logged. */
async function askAgain(bot: Wechaty, id: string, arrivals: Arrivals<Message>, { hearing, log }: Parts): Promise<void> {
  await setTimeout(ASK_AGAIN.afterSeconds * 1000)
  const message = await within(ASK_AGAIN.withinSeconds * 1000, bot.Message.find({ id })).catch(() => undefined)
  if (!arrivals.takeMissing(id)) return
  if (message) return arrivals.loaded(id, message)
  hearing.counts.unreadable++
  log.error({ id }, 'a message could not be read and is lost')
}

const idOf = (contact: Contact): string => contact.id

/** The puppet, or undefined before the bot's first start (Wechaty throws then). */
function puppetOf(bot: Wechaty): Wechaty['puppet'] | undefined {
  try {
    return bot.puppet
  } catch {
    return undefined
  }
}
