/** A small community for the bot's tests: two groups, five people, names with blanks and `@` among them. */

import type { Listener, RoomRef } from '../../bot/plugin.ts'
import type { SandboxScene } from '../../bot/sandbox.ts'
import type { InboundMessage } from '../../core/message.ts'
import type { ChatPort } from '../../services/ports.ts'

export const B128 = 'b128@sandbox'
export const STAFF = 'staff@sandbox'

export const scene: SandboxScene = {
  botName: '小啄',
  people: [
    { id: 'li', name: '李阿姨' },
    { id: 'wang', name: '王师傅' },
    { id: 'tom', name: 'Tom Lee' },
    { id: 'odd', name: 'a@b c' },
    { id: 'shy', name: '不加好友', friend: false },
  ],
  rooms: [
    { id: B128, topic: '128号楼群', memberIds: ['li', 'tom', 'odd', 'shy'], aliases: { li: '3-501李' } },
    { id: STAFF, topic: '物业群', memberIds: ['wang'] },
  ],
}

/** A one-pixel PNG. */
export const PNG = new Uint8Array(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
)

export interface Recorder extends Listener {
  heard: InboundMessage[]
  events: { what: 'joined' | 'left' | 'renamed'; room: RoomRef; people?: string[] }[]
  ports: ChatPort[]
  /** The port attached now. */
  port: ChatPort | undefined
  /** Messages of others, the bot's own echoes left out. */
  said(): InboundMessage[]
}

/** A listener that writes down what it is told. `onMessage` may answer, wait or throw. */
export function recorder(onMessage?: (message: InboundMessage, port: ChatPort | undefined) => unknown): Recorder {
  const self: Recorder = {
    heard: [],
    events: [],
    ports: [],
    port: undefined,
    said: () => self.heard.filter((message) => !message.self),
    async receive(message) {
      self.heard.push(message)
      await onMessage?.(message, self.port)
    },
    roomJoined: (room, people) => self.events.push({ what: 'joined', room, people }),
    roomLeft: (room, people) => self.events.push({ what: 'left', room, people }),
    friendAsked: async (contactId) => contactId === 'shy',
    roomRenamed: (room) => self.events.push({ what: 'renamed', room }),
    attach(port) {
      self.ports.push(port)
      self.port = port
      return () => {
        if (self.port === port) self.port = undefined
      }
    },
  }
  return self
}

/** Waits until `check` gives something truthy; fails with `what` after `ms`. */
export async function until<T>(what: string, check: () => T, ms = 5_000): Promise<NonNullable<T>> {
  const end = Date.now() + ms
  for (;;) {
    const value = check()
    if (value) return value as NonNullable<T>
    if (Date.now() > end) throw new Error(`waited ${ms} ms in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

export interface LogLine {
  level: 'debug' | 'info' | 'warn' | 'error'
  about: unknown
  text: string
}

/** A log that keeps its lines. */
export function logBook() {
  const lines: LogLine[] = []
  const at = (level: LogLine['level']) => (about: unknown, text?: string) => {
    lines.push({ level, about, text: text ?? '' })
  }
  return { lines, log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') } }
}
