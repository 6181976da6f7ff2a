/** The few functions through which the services meet the outside. Implemented in bot/, faked only at the network's edge. */

/** Where words go: into a room, or to one person directly. Both are the platform's ids. */
export type ChatTarget = { room: string } | { person: string }

export interface OutgoingWords {
  text: string
  /** Chat ids to mention; their names stand in `text` already. */
  mentions: string[]
  /** A picture sent instead of text. */
  picture?: { name: string; bytes: Uint8Array }
}

export type SayResult =
  | { state: 'sent'; messageId?: string }
  /** No answer in time, or the connection broke while sending: it may have been said. Not to be repeated blindly. */
  | { state: 'unknown'; reason: string }
  /** Certainly not said. `unreachable`: not a friend, not in the room; `limited`: the platform asks to slow down. */
  | { state: 'failed'; reason: 'unreachable' | 'limited' | 'error'; detail: string }

/** A chat account the bot is logged in with. One implementation for Wechaty; another provider is another adapter. */
export interface ChatPort {
  /** As in InboundMessage.account. */
  readonly account: string
  /** Never rejects: every outcome is a SayResult. */
  say(target: ChatTarget, words: OutgoingWords): Promise<SayResult>
  /** Bytes of a message's attachment; rejects when the platform cannot give it (now). */
  fetchAttachment(messageId: string): Promise<{ name: string; bytes: Uint8Array }>
  /** Rooms the account sits in, for reconciling. */
  rooms(): Promise<{ id: string; topic: string; memberIds: string[] }[]>
}

/** The sandbox's stage: lets a visitor speak as any of the demo community's people, on the in-process puppet. */
export interface SandboxStage {
  /** Says something as `as` in `room`, or directly to the bot when there is no room. Resolves with the message's id. */
  speak(words: {
    as: string
    room?: string
    text?: string
    mentions?: string[]
    /** Quoted message: name and text as the chat shows them; the stage writes the platform's quote form. */
    quote?: { name: string; text: string }
    file?: { name: string; bytes: Uint8Array }
    kind?: 'image' | 'voice' | 'video' | 'file'
  }): Promise<string>
  recall(messageId: string, as: string): Promise<void>
}
