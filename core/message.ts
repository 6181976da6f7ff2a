/** One chat message as plain data, whatever platform it came from. */
import type { MessageKind } from './understanding/terms.ts'

export interface InboundMessage {
  /** The bot's own login: puppet name and self id, `sandbox:bot`. Message ids are unique within it. */
  account: string
  id: string
  /** Milliseconds since the epoch, as the platform stamped it. */
  at: number
  /** Absent in a direct chat with the bot. */
  room?: { id: string; topic: string }
  sender: { id: string; name: string }
  /** The bot's own words coming back. */
  self: boolean
  /** For the bot's own words in a direct chat: whom they were said to. */
  peerId?: string
  kind: MessageKind
  /** Well-formed Unicode without NUL; empty for media. The quote is split off. */
  text: string
  quote?: { name: string; text: string }
  /** Chat ids of the people mentioned; `mentionsBot` is worked out apart, from ids or from `@name`. */
  mentions: string[]
  mentionsBot: boolean
  /** For kind `recall`: id of the message that was taken back. */
  recalls?: string
  /** A picture, voice, video or file; its bytes are fetched by message id through the chat port. */
  attachment?: { name: string }
}
