/** The desk: every service over one database, as the bot, the server and the jobs use it. */
import { join } from 'node:path'
import { nanoid } from 'nanoid'
import type { Logger } from 'pino'
import type { InboundMessage } from '../core/message.ts'
import type { Reader as MessageReader } from '../core/understanding/reader.ts'
import type { Database } from '../db/open.ts'
import { fetchAttachments } from './attachments.ts'
import { createChanges } from './changes.ts'
import { createOrder, type DeskContext } from './context.ts'
import { createDelivery, type Pace } from './delivery.ts'
import { createDirectories } from './directory.ts'
import { createFileStore } from './files.ts'
import { type Deafness, noteGap } from './gaps.ts'
import { type Receipt, receiveMessage } from './intake.ts'
import { type Meters, metered, meteredReader, NO_METERS } from './meters.ts'
import type { ChatPort } from './ports.ts'
import { checkRooms } from './room-check.ts'
import { type RoomRef, roomJoined, roomLeft, roomRenamed } from './rooms.ts'
import { secondOpinion } from './second-opinion.ts'
import { createSecondReader, type SecondReaderSettings } from './second-reader.ts'
import { dropPending, settleInterrupted } from './settling.ts'

export interface DeskOptions {
  db: Database
  /** Folder of attachments and everything else that is no row. */
  dataDir: string
  reader: MessageReader
  pace: Pace
  log: Logger
  /** What is counted on the way; nothing when absent. */
  meters?: Meters
  /** The optional second reader. */
  llm?: SecondReaderSettings
  /** Where people reach the pages; http://127.0.0.1:3000 when absent. */
  publicUrl?: () => string
  /** The demo on a page. */
  sandbox?: boolean
  /** Communities that are not served. */
  hidden?: readonly string[]
  now?: () => number
  newId?: () => string
  /** How often the outbox is looked at, in milliseconds; 0 leaves it to `deliver`. */
  deliverEveryMs?: number
  /** How long after an account came online its rooms are held against what is bound, in milliseconds; 0 leaves it out. */
  checkRoomsAfterMs?: number
}

export interface Desk {
  readonly context: DeskContext
  receive(message: InboundMessage): Promise<Receipt>
  roomJoined(room: RoomRef, personIds: string[]): Promise<void>
  roomLeft(room: RoomRef, personIds: string[]): Promise<void>
  roomRenamed(room: RoomRef): Promise<void>
  /** Somebody asks to be the bot's friend: accepted unless every community says no. */
  friendAsked(contactId: string): Promise<boolean>
  /** An account came online: its words are spoken from now on, its attachments fetched. @returns what to call when it goes */
  attach(port: ChatPort): () => void
  /** Resolves when the second reader has been heard out on everything received so far. */
  settled(): Promise<void>
  /** The line was dead for a while. */
  noteGap(gap: Deafness): Promise<void>
  /** Speaks all that is due now. */
  deliver(): Promise<void>
  close(): Promise<void>
}

const DELIVER_EVERY_MS = 250
/** A gateway needs a while after its login until it knows its rooms. */
const CHECK_ROOMS_AFTER_MS = 60_000
/** Pictures that come quickly are told of with the words. */
const PICTURES_WAITED_FOR_MS = 300
/** A picture still under way then is asked for again by the next run. */
const CLOSE_WITHIN_MS = 5_000

export function createDesk(options: DeskOptions): Desk {
  const now = options.now ?? Date.now
  const meters = options.meters ?? NO_METERS
  const cx: DeskContext = {
    db: options.db,
    files: createFileStore(join(options.dataDir, 'attachments')),
    reader: meteredReader(meters, options.reader),
    directories: createDirectories(options.db, options.hidden),
    changes: createChanges(),
    log: options.log,
    meters,
    publicUrl: options.publicUrl ?? (() => 'http://127.0.0.1:3000'),
    sandbox: options.sandbox ?? false,
    now,
    newId: options.newId ?? (() => nanoid(12)),
    nextOrder: createOrder(now),
  }
  const speakers = new Map<ChatPort, () => Promise<void>>()
  let working: Promise<void> = Promise.resolve()
  let wanted = false

  const once = async (): Promise<void> => {
    for (const run of speakers.values()) await run().catch((error) => cx.log.error({ err: error }, 'delivery stumbled and will go on'))
  }
  /** One round at a time; asked again meanwhile, one more follows. */
  const deliver = (): Promise<void> => {
    if (wanted) return working
    wanted = true
    working = working.then(() => {
      wanted = false
      return once()
    })
    return working
  }
  const second = options.llm && createSecondReader(cx, options.llm)
  const asking = new Set<Promise<void>>()
  const underWay = new Set<Promise<unknown>>()
  /** Asked beside the queue: a slow second reader holds up nobody. */
  const ask = (opinion: Promise<void>): void => {
    const turn = opinion
      .catch((error) => cx.log.error({ err: error }, 'the second reader’s word could not be used'))
      .finally(() => asking.delete(turn))
    asking.add(turn)
  }
  const every = options.deliverEveryMs ?? DELIVER_EVERY_MS
  const timer = every > 0 ? setInterval(() => void deliver(), every) : undefined
  timer?.unref()

  return {
    context: cx,
    async receive(message) {
      const receipt = await metered(meters, () => receiveMessage(cx, message))
      if (second) ask(secondOpinion(cx, second, message, receipt))
      if (every > 0) void deliver()
      return receipt
    },
    roomJoined: (room, personIds) => roomJoined(cx, room, personIds),
    roomLeft: (room, personIds) => roomLeft(cx, room, personIds),
    roomRenamed: (room) => roomRenamed(cx, room),
    async friendAsked() {
      const communities = await Promise.all((await cx.directories.ids(cx.db.read)).map((id) => cx.directories.get(cx.db.read, id)))
      return communities.some(({ settings }) => settings.acceptFriends)
    },
    attach(port) {
      const delivery = createDelivery(cx, port, options.pace)
      let fetching: Promise<unknown> | undefined
      speakers.set(port, async () => {
        fetching ??= fetchAttachments(cx, port)
          .catch((error) => cx.log.error({ err: error }, 'fetching attachments stumbled and will go on'))
          .finally(() => {
            fetching = undefined
          })
        const round = fetching
        underWay.add(round)
        void round.finally(() => underWay.delete(round))
        // A gateway slow with pictures must not hold up words: danger is answered at once.
        await atMost(PICTURES_WAITED_FOR_MS, round)
        await delivery.run()
      })
      cx.log.info({ account: port.account }, 'speaking through an account')
      const checking = laterOnce(options.checkRoomsAfterMs ?? CHECK_ROOMS_AFTER_MS, () =>
        checkRooms(cx, port).catch((error) => cx.log.warn({ err: error }, 'the rooms could not be checked')),
      )
      return () => {
        clearTimeout(checking)
        delivery.stop()
        speakers.delete(port)
      }
    },
    noteGap: (gap) => noteGap(cx, gap),
    async settled() {
      await Promise.all(asking)
    },
    deliver,
    async close() {
      clearInterval(timer)
      await working
      await Promise.all(asking)
      await atMost(CLOSE_WITHIN_MS, Promise.all(underWay))
      speakers.clear()
    },
  }
}

function laterOnce(ms: number, work: () => Promise<unknown>): NodeJS.Timeout | undefined {
  return ms > 0 ? setTimeout(() => void work(), ms).unref() : undefined
}

/** Waits for `work`, but no longer than `ms`. */
async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const enough = new Promise((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, enough])
  clearTimeout(timer)
}

/** To be called once at start, before any account is attached. Words of communities that are not served (the demo) are not said to anybody real. */
export async function recoverDesk({ context }: Desk, hidden: readonly string[] = []): Promise<void> {
  await settleInterrupted(context)
  if (hidden.length > 0) await dropPending(context, hidden)
}
