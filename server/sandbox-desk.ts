/** What the sandbox's pages need to know of the services: reading only. Speaking goes through the stage, so that the real bot hears it. */
import type {
  Change,
  ChatMessage,
  DigestRun,
  Language,
  Lead,
  MessagesQuery,
  Outbox,
  Scene,
  TicketDetail,
  TicketRow,
  TicketsQuery,
} from './schemas.ts'

export interface StoredAttachment {
  /** As sniffed when it was stored. */
  mime: string
  bytes: Uint8Array
  name?: string
}

export interface SandboxDesk {
  scene(): Promise<Scene>
  /** One chat, oldest first: at most `limit` messages, the newest ones before `before`. Recalled ones stay, marked, without their words. */
  messages(query: MessagesQuery): Promise<ChatMessage[]>
  /** The newest message of every chat that has one. */
  latest(): Promise<ChatMessage[]>
  /** Newest first. */
  tickets(query: TicketsQuery): Promise<TicketRow[]>
  ticket(number: number, language: Language): Promise<TicketDetail | undefined>
  /** Undecided leads, newest first. */
  leads(): Promise<Lead[]>
  outbox(): Promise<Outbox>
  /** Makes tonight's digests now, as the nightly job would. */
  runDigest(): Promise<DigestRun>
  attachment(hash: string): Promise<StoredAttachment | undefined>
  /** Calls back after every committed change; returns the way to stop. The listener never throws. */
  onChange(listener: (change: Change) => void): () => void
}
