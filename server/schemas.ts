/**
 * Every shape that crosses the server's edge, said once: request check, answer, TypeScript type and (later) OpenAPI.
 * The pages import the types from here. Times are milliseconds since the epoch; people and rooms go by their chat ids.
 */
import { type Static, Type } from 'typebox'
import { PERSON_ROLES } from '../core/community.ts'

const Id = Type.String({ minLength: 1, maxLength: 200 })
const Time = Type.Integer({ minimum: 0 })
const Hash = Type.String({ pattern: '^[A-Za-z0-9_-]{16,128}$', description: 'content hash of an attachment' })

export const LanguageSchema = Type.Enum(['zh-CN', 'en'])
export type Language = Static<typeof LanguageSchema>

/** Whose hat somebody wears in the community; the speaker chooser groups people by it. */
export const PersonRoleSchema = Type.Enum([...PERSON_ROLES, 'other'])
export type PersonRole = Static<typeof PersonRoleSchema>

export const PersonSchema = Type.Object({
  id: Id,
  name: Type.String(),
  role: PersonRoleSchema,
  /** Duty in a word or two: 维修班长, 楼栋长. */
  title: Type.Optional(Type.String()),
  org: Type.Optional(Type.String()),
  /** Canonical name of the building somebody lives in: 128, A3. */
  building: Type.Optional(Type.String()),
  admin: Type.Boolean(),
  onDuty: Type.Boolean(),
  /** False while a staff member has not yet bound this chat account. */
  bound: Type.Boolean(),
})
export type Person = Static<typeof PersonSchema>

export const RoomSchema = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Type.Enum(['building', 'grid', 'staff', 'duty', 'other']),
  building: Type.Optional(Type.String()),
  members: Type.Array(Id),
})
export type Room = Static<typeof RoomSchema>

/** One thing a first-time visitor can try with a click: who says what where. */
export const ExampleSchema = Type.Object({
  id: Id,
  as: Id,
  room: Id,
  text: Type.String(),
  about: Type.Object({ zh: Type.String(), en: Type.String() }),
})
export type Example = Static<typeof ExampleSchema>

export const SceneSchema = Type.Object({
  community: Type.String(),
  /** IANA zone of the community; the page shows all times in it. */
  timezone: Type.String(),
  bot: Type.Object({ id: Id, name: Type.String() }),
  people: Type.Array(PersonSchema),
  rooms: Type.Array(RoomSchema),
  examples: Type.Array(ExampleSchema),
})
export type Scene = Static<typeof SceneSchema>

export const ChatMessageSchema = Type.Object({
  id: Id,
  /** One of the two: the group, or the person whose direct chat with the bot it is. */
  room: Type.Optional(Id),
  person: Type.Optional(Id),
  at: Time,
  from: Type.Object({ id: Id, name: Type.String(), role: Type.Enum([...PERSON_ROLES, 'other', 'bot']) }),
  kind: Type.Enum(['text', 'image', 'voice', 'video', 'file', 'link', 'sticker', 'location', 'card', 'system', 'recall']),
  text: Type.String(),
  quote: Type.Optional(Type.Object({ name: Type.String(), text: Type.String() })),
  mentions: Type.Array(Id),
  recalled: Type.Boolean(),
  /** Hash of the picture (kind image) or other attachment, once its bytes are stored; `fileName` as it was sent. */
  attachment: Type.Optional(Hash),
  fileName: Type.Optional(Type.String()),
  /** Tickets whose number stands in the text. */
  ticketNumbers: Type.Array(Type.Integer()),
})
export type ChatMessage = Static<typeof ChatMessageSchema>

export const MessagesQuerySchema = Type.Object({
  room: Type.Optional(Id),
  person: Type.Optional(Id),
  /** Id of the oldest message already shown. */
  before: Type.Optional(Id),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
})
export type MessagesQuery = Static<typeof MessagesQuerySchema>

export const SpeakSchema = Type.Object(
  {
    as: Id,
    room: Type.Optional(Id),
    text: Type.Optional(Type.String({ maxLength: 20_000 })),
    mentions: Type.Optional(Type.Array(Id, { maxItems: 50 })),
    quote: Type.Optional(Type.Object({ name: Type.String({ maxLength: 200 }), text: Type.String({ maxLength: 20_000 }) })),
    file: Type.Optional(Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }), base64: Type.String({ minLength: 1 }) })),
  },
  { additionalProperties: false },
)
export type Speak = Static<typeof SpeakSchema>
export const SpokenSchema = Type.Object({ id: Id })

export const RecallSchema = Type.Object({ as: Id, message: Id }, { additionalProperties: false })

/** What the colour of a state says: nobody has it yet, somebody works, waiting for the residents' word, done well, ended otherwise. */
const ToneSchema = Type.Enum(['new', 'working', 'waiting', 'done', 'ended'])

export const TicketRowSchema = Type.Object({
  number: Type.Integer(),
  title: Type.String(),
  place: Type.String(),
  category: Type.String(),
  urgency: Type.Enum(['emergency', 'urgent', 'normal']),
  /** Code of the state, its words in the language asked for, and its tone. */
  state: Type.String(),
  stateLabel: Type.String(),
  tone: ToneSchema,
  open: Type.Boolean(),
  overdue: Type.Boolean(),
  room: Type.Optional(Id),
  assignee: Type.Optional(Type.Object({ id: Type.Optional(Id), name: Type.String(), org: Type.Optional(Type.String()) })),
  dueAt: Type.Optional(Time),
  openedAt: Time,
  updatedAt: Time,
})
export type TicketRow = Static<typeof TicketRowSchema>

export const TimelineEntrySchema = Type.Object({
  at: Time,
  who: Type.String(),
  /** One plain sentence: 王师傅接单，约14:00到. */
  what: Type.String(),
  /** What the person said, as said. */
  words: Type.Optional(Type.String()),
  pictures: Type.Array(Hash),
})
export type TimelineEntry = Static<typeof TimelineEntrySchema>

export const TicketDetailSchema = Type.Object({
  ...TicketRowSchema.properties,
  urgencyLabel: Type.String(),
  reporter: Type.Optional(Type.Object({ id: Type.Optional(Id), name: Type.String() })),
  followers: Type.Array(Type.Object({ id: Type.Optional(Id), name: Type.String() })),
  timeline: Type.Array(TimelineEntrySchema),
})
export type TicketDetail = Static<typeof TicketDetailSchema>

export const TicketsQuerySchema = Type.Object({
  open: Type.Optional(Type.Boolean()),
  room: Type.Optional(Id),
  lang: Type.Enum(['zh-CN', 'en'], { default: 'zh-CN' }),
})
export type TicketsQuery = Static<typeof TicketsQuerySchema>
export const TicketParamsSchema = Type.Object({ number: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) })
export const TicketLanguageSchema = Type.Object({ lang: TicketsQuerySchema.properties.lang })

export const LeadSchema = Type.Object({
  number: Type.Integer(),
  at: Time,
  room: Type.Optional(Id),
  from: Type.String(),
  text: Type.String(),
  /** Chat id of the person who may judge it by answering the bot. */
  judge: Type.Optional(Id),
})
export type Lead = Static<typeof LeadSchema>

/** Words waiting to be said. `quietUntil`: end of the quiet hours, when those are what it waits for. */
export const OutboxSchema = Type.Object({
  pending: Type.Integer(),
  failed: Type.Integer(),
  oldestAt: Type.Optional(Time),
  quietUntil: Type.Optional(Time),
})
export type Outbox = Static<typeof OutboxSchema>

export const DigestRunSchema = Type.Object({
  /** Digests written to the outbox by this run. */
  sent: Type.Integer(),
  previews: Type.Array(
    Type.Object({ to: Type.String(), room: Type.Optional(Id), person: Type.Optional(Id), text: Type.String(), picture: Type.Optional(Hash) }),
  ),
})
export type DigestRun = Static<typeof DigestRunSchema>

export const AttachmentParamsSchema = Type.Object({ hash: Hash })

/** What the page is told as it happens: only where to look again, never the words themselves. A message change without room and person may be anywhere. */
export const ChangeSchema = Type.Object({
  kind: Type.Enum(['message', 'ticket', 'lead', 'outbox', 'digest', 'scene']),
  room: Type.Optional(Id),
  person: Type.Optional(Id),
  number: Type.Optional(Type.Integer()),
})
export type Change = Static<typeof ChangeSchema>

export const GatewayStatusSchema = Type.Object({
  mode: Type.Enum(['sandbox', 'gateway']),
  /** `scan`: somebody must scan `qr` with the phone. `offline`: between two attempts to connect. */
  status: Type.Enum(['connecting', 'scan', 'online', 'offline']),
  account: Type.Optional(Type.String()),
  /** Last sign of life of the gateway. */
  lastDongAt: Type.Optional(Time),
  /** Why it is not online, in a line for the operator. */
  detail: Type.Optional(Type.String()),
  /** Times of deafness, newest last; messages sent then are lost. */
  gaps: Type.Array(Type.Object({ from: Time, to: Type.Optional(Time), reason: Type.String() })),
  /** The login code as a picture (data URL); only told to the machine itself. */
  qr: Type.Optional(Type.String()),
  qrHidden: Type.Boolean(),
})
export type GatewayStatus = Static<typeof GatewayStatusSchema>

export const ReadinessSchema = Type.Object({
  ready: Type.Boolean(),
  checks: Type.Array(Type.Object({ name: Type.String(), ok: Type.Boolean(), detail: Type.Optional(Type.String()) })),
})
export type Readiness = Static<typeof ReadinessSchema>

/** RFC 9457. */
export const ProblemSchema = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  /** What happened this time, and what to do about it. */
  detail: Type.String(),
  next: Type.String(),
  /** Every fault of a set-up or a community file, one a line. */
  faults: Type.Optional(Type.Array(Type.String())),
})
export type ProblemBody = Static<typeof ProblemSchema>
