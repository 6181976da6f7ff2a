/**
 * The ledger's shapes at the edge: lists, one ticket, what may be done to it, leads, the day, deliveries, figures.
 * Times are milliseconds since the epoch, ids are ours. Labels and sentences are in the language of `lang`.
 */
import { type Static, type TSchema, Type } from 'typebox'
import { TICKET_STATUSES } from '../../core/ticket.ts'
import { CATEGORIES, URGENCIES } from '../../core/understanding/terms.ts'

const Id = Type.String({ minLength: 1, maxLength: 200 })
const Time = Type.Integer({ minimum: 0 })
const Count = Type.Integer({ minimum: 0 })
/** One type array instead of a union: the serializer knows it without trying. */
const orNull = <T extends TSchema>(schema: T) =>
  Type.Unsafe<Static<T> | null>({ ...schema, type: [(schema as unknown as { type: string }).type, 'null'] })
const MaybeTime = orNull(Time)
const Number_ = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })

export const LangSchema = Type.Enum(['zh-CN', 'en'], { default: 'zh-CN', description: 'language of labels and sentences' })
export const LangQuerySchema = Type.Object({ lang: LangSchema })

/** Something with a name of its own: a unit, a person, a building, a grid. */
export const NamedSchema = Type.Object({ id: Id, name: Type.String() })
export type Named = Static<typeof NamedSchema>
const MaybeNamed = orNull(NamedSchema)

export const TICKET_KINDS = ['report', 'consult', 'suggest'] as const
export const PHASES = ['open', 'resolved', 'closed'] as const

export const TicketLineSchema = Type.Object({
  number: Number_,
  id: Id,
  kind: Type.Enum([...TICKET_KINDS]),
  status: Type.Enum([...TICKET_STATUSES]),
  statusLabel: Type.String(),
  phase: Type.Enum([...PHASES]),
  category: Type.Enum([...CATEGORIES]),
  categoryLabel: Type.String(),
  urgency: Type.Enum([...URGENCIES]),
  urgencyLabel: Type.String(),
  title: Type.String(),
  /** The report in the reporter's own words. */
  words: Type.String(),
  /** As people say it: 128号楼3单元. */
  place: Type.String(),
  building: MaybeNamed,
  grid: MaybeNamed,
  reporter: NamedSchema,
  unit: MaybeNamed,
  assignee: MaybeNamed,
  openedAt: Time,
  acceptBy: Time,
  actBy: Time,
  resolveBy: Time,
  /** When the next thing must have happened; null once it is closed. */
  dueAt: MaybeTime,
  overdue: Type.Boolean(),
  closedAt: MaybeTime,
  followers: Count,
  urges: Count,
  reopens: Count,
  stars: orNull(Type.Integer({ minimum: 1, maximum: 5 })),
  pictures: Count,
  lastAt: Time,
  /** Number of events so far: what `version` and `If-Match` of an act are compared with. */
  version: Type.Integer(),
})
export type TicketLine = Static<typeof TicketLineSchema>

export const TICKET_SORTS = ['opened', '-opened', 'due', '-due', 'last', '-last', 'number', '-number'] as const
export type TicketSort = (typeof TICKET_SORTS)[number]

const Listed = (what: string) => Type.Optional(Type.String({ maxLength: 400, description: `${what}; several separated by commas` }))

/** What narrows a list of tickets; the same for lists, exports, saved views. */
const filterProperties = {
  state: Listed('phases (open, resolved, closed) or statuses; `open` is the phase, the status open alone is `untaken`'),
  kind: Listed('report, consult, suggest'),
  unit: Listed('ids of units; `none` for those without'),
  person: Listed('ids of the people who answer for it; `none` for those without, `me` for the asker'),
  building: Listed('ids of buildings; `none`'),
  grid: Listed('ids of grids; `none`'),
  category: Listed('categories'),
  urgency: Listed('urgencies'),
  overdue: Type.Optional(Type.Boolean({ description: 'past the limit and nobody stopped the clock (true), or not (false)' })),
  from: Type.Optional(Type.Integer({ minimum: 0, description: 'opened at or after, in ms' })),
  to: Type.Optional(Type.Integer({ minimum: 0, description: 'opened before, in ms' })),
  q: Type.Optional(Type.String({ maxLength: 200, description: 'words: all of them must stand in title, report, place, notes or number' })),
  sort: Type.Enum([...TICKET_SORTS], { default: '-opened' }),
}
export const TicketFilterSchema = Type.Object(filterProperties)
export const TicketListQuerySchema = Type.Object({
  ...filterProperties,
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  cursor: Type.Optional(Type.String({ maxLength: 400, description: '`next` of the page before, with the same filters and sort' })),
  lang: LangSchema,
})
export type TicketListQuery = Static<typeof TicketListQuerySchema>
export const ExportQuerySchema = Type.Object({ ...filterProperties, lang: LangSchema })
export type ExportQuery = Static<typeof ExportQuerySchema>

export const TicketListSchema = Type.Object({
  items: Type.Array(TicketLineSchema),
  /** Cursor of the next page; null on the last. */
  next: orNull(Type.String()),
  /** How many fit the filters; null when there are too many to count quickly. Only counted for the first page. */
  total: orNull(Count),
})
export type TicketList = Static<typeof TicketListSchema>

export const PictureSchema = Type.Object({
  id: Id,
  url: Type.String(),
  mime: Type.String(),
  name: Type.String(),
  /** The matter as reported (before), or the work done (after). */
  purpose: Type.Enum(['report', 'proof']),
  at: Time,
})
export type LedgerPicture = Static<typeof PictureSchema>

export const LedgerEventSchema = Type.Object({
  at: Time,
  who: Type.String(),
  role: Type.Enum(['reporter', 'follower', 'resident', 'staff', 'program']),
  /** Type of the event: opened, accepted, noted … Unknown ones may be shown by their text. */
  type: Type.String(),
  /** One plain sentence: 接单，约14:00到. */
  text: Type.String(),
  /** What the person said, as said; empty when nothing. */
  words: Type.String(),
  /** Ids of `attachments`. */
  pictures: Type.Array(Id),
})
export type LedgerEvent = Static<typeof LedgerEventSchema>

export const LedgerMessageSchema = Type.Object({
  id: Id,
  at: Time,
  from: Type.Object({ id: orNull(Type.String()), name: Type.String(), role: Type.String() }),
  kind: Type.String(),
  text: Type.String(),
  recalled: Type.Boolean(),
  /** Name of the group; null in a direct chat. */
  group: orNull(Type.String()),
})
export type LedgerMessage = Static<typeof LedgerMessageSchema>

export const ClockSchema = Type.Object({
  kind: Type.Enum(['accept', 'act', 'resolve']),
  due: Time,
  /** It counts down now. */
  runs: Type.Boolean(),
  paused: Type.Boolean(),
  /** When it was met; null while it was not. */
  done: MaybeTime,
  late: Type.Boolean(),
})
export type LedgerClock = Static<typeof ClockSchema>

export const FIELD_KINDS = ['text', 'time', 'person', 'unit', 'category', 'number', 'stars', 'choice'] as const
export const ActFieldSchema = Type.Object({
  name: Type.String(),
  kind: Type.Enum([...FIELD_KINDS]),
  label: Type.String(),
  required: Type.Boolean(),
  /** Of a `choice`. */
  options: Type.Optional(Type.Array(Type.Object({ value: Type.String(), label: Type.String() }))),
})
export const TicketActSchema = Type.Object({ command: Type.String(), label: Type.String(), fields: Type.Array(ActFieldSchema) })
export type TicketAct = Static<typeof TicketActSchema>

export const TicketPageSchema = Type.Object({
  ...TicketLineSchema.properties,
  /** Group it was told in; null when told directly. */
  group: MaybeNamed,
  acceptedAt: MaybeTime,
  promisedAt: MaybeTime,
  resolvedAt: MaybeTime,
  suspendedUntil: MaybeTime,
  mergedInto: orNull(Type.Integer()),
  confirmed: Type.Boolean(),
  timeline: Type.Array(LedgerEventSchema),
  messages: Type.Array(LedgerMessageSchema),
  attachments: Type.Array(PictureSchema),
  clocks: Type.Array(ClockSchema),
  /** Merged into it or it was merged into, and open ones of the same place and category. */
  related: Type.Array(TicketLineSchema),
  followerNames: Type.Array(NamedSchema),
  /** What the asker may do now. */
  acts: Type.Array(TicketActSchema),
  /** Whatever else the ticket carries, by field name of the ledger. */
  more: Type.Record(Type.String(), Type.Unknown()),
})
export type TicketPage = Static<typeof TicketPageSchema>

const ArgValue = Type.Union([Type.String({ maxLength: 2000 }), Type.Number(), Type.Null()])
export const ActBodySchema = Type.Object(
  {
    command: Type.String({ minLength: 1, maxLength: 40 }),
    /** By the names of the act's `fields`. Times in ms; people, units and categories by id. */
    args: Type.Optional(Type.Record(Type.String({ maxLength: 40 }), ArgValue)),
    /** `version` of the ticket as it was shown; another one by now is refused with VERSION_STALE. */
    version: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
)
export type ActBody = Static<typeof ActBodySchema>

export const BulkBodySchema = Type.Object(
  {
    numbers: Type.Array(Number_, { minItems: 1, maxItems: 200 }),
    command: Type.String({ minLength: 1, maxLength: 40 }),
    args: Type.Optional(Type.Record(Type.String({ maxLength: 40 }), ArgValue)),
  },
  { additionalProperties: false },
)
export const BulkResultSchema = Type.Object({
  done: Type.Array(Type.Integer()),
  failed: Type.Array(Type.Object({ number: Type.Integer(), code: Type.String(), detail: Type.String(), next: Type.String() })),
})
export type BulkResult = Static<typeof BulkResultSchema>

export const TicketNumberSchema = Type.Object({ number: Number_ })

export const SavedViewSchema = Type.Object({
  id: Id,
  name: Type.String(),
  /** Seen by everybody of the community who reads tickets, not by its maker alone. */
  shared: Type.Boolean(),
  mine: Type.Boolean(),
  /** Query parameters of the list; `columns` is the page's own. */
  query: Type.Record(Type.String(), Type.String()),
  columns: Type.Array(Type.String()),
})
export type SavedView = Static<typeof SavedViewSchema>
export const NewViewSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 40 }),
    shared: Type.Optional(Type.Boolean()),
    query: Type.Record(Type.String({ maxLength: 20 }), Type.String({ maxLength: 400 })),
    columns: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 40 })),
  },
  { additionalProperties: false },
)
export type NewView = Static<typeof NewViewSchema>
export const IdParamsSchema = Type.Object({ id: Id })

export const LedgerLeadSchema = Type.Object({
  number: Type.Integer(),
  at: Time,
  group: MaybeNamed,
  from: Type.String(),
  text: Type.String(),
  category: orNull(Type.String()),
  categoryLabel: orNull(Type.String()),
  place: Type.String(),
  /** Probability (0–1) that it is a report. */
  probability: Type.Number(),
  /** Who is asked to judge it. */
  judge: MaybeNamed,
})
export type LedgerLead = Static<typeof LedgerLeadSchema>
export const LeadListSchema = Type.Object({ items: Type.Array(LedgerLeadSchema), total: Count })
export const LeadParamsSchema = Type.Object({ number: Number_ })
export const VerdictSchema = Type.Object({ verdict: Type.Enum(['open', 'drop']) }, { additionalProperties: false })
export const JudgedSchema = Type.Object({ number: Type.Integer(), ticket: orNull(Type.Integer()) })

export const DELIVERY_STATES = ['failed', 'unknown', 'pending'] as const
export const DeliverySchema = Type.Object({
  id: Id,
  state: Type.Enum([...DELIVERY_STATES]),
  /** Who or which group was to hear it. */
  to: Type.Object({ kind: Type.Enum(['room', 'person']), id: Id, name: Type.String() }),
  text: Type.String(),
  ticket: orNull(Type.Integer()),
  createdAt: Time,
  dueAt: Time,
  attempts: Count,
  problem: Type.String(),
})
export type LedgerDelivery = Static<typeof DeliverySchema>
export const DeliveriesQuerySchema = Type.Object({
  state: Type.Optional(
    Type.String({ maxLength: 60, description: 'failed, unknown, pending; several separated by commas (failed,unknown when absent)' }),
  ),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
})
export const DeliveryListSchema = Type.Object({ items: Type.Array(DeliverySchema), next: orNull(Type.String()), total: Count })
export const RetriedSchema = Type.Object({ id: Id, state: Type.String() })

export const LoadSchema = Type.Object({ person: NamedSchema, unit: MaybeNamed, open: Count, overdue: Count })
export const TodaySchema = Type.Object({
  now: Time,
  /** Past their limit, longest first; at most 50. */
  late: Type.Array(TicketLineSchema),
  /** Falling due within 24 hours, soonest first; at most 50. */
  dueSoon: Type.Array(TicketLineSchema),
  load: Type.Array(LoadSchema),
  leads: Type.Array(LedgerLeadSchema),
  undelivered: Type.Array(DeliverySchema),
  gateway: Type.Object({ status: Type.Enum(['connecting', 'scan', 'online', 'offline']), lastDongAt: MaybeTime, detail: Type.String() }),
  counts: Type.Object({
    open: Count,
    late: Count,
    dueSoon: Count,
    toTake: Count,
    toConfirm: Count,
    leads: Count,
    undelivered: Count,
    openedToday: Count,
    closedToday: Count,
  }),
})
export type Today = Static<typeof TodaySchema>

export const STATS_GROUPINGS = ['unit', 'person', 'building', 'grid', 'category', 'day'] as const
export const StatsQuerySchema = Type.Object({
  from: Type.Optional(Type.Integer({ minimum: 0, description: 'start in ms; 30 days before `to` when absent' })),
  to: Type.Optional(Type.Integer({ minimum: 0, description: 'end in ms; now when absent' })),
  by: Type.Enum([...STATS_GROUPINGS], { default: 'unit' }),
  lang: LangSchema,
})
const RateSchema = Type.Object({ part: Type.Number(), whole: Type.Number(), percent: orNull(Type.Number()) })
const FiguresSchema = {
  counts: Type.Record(Type.String(), Type.Number()),
  rates: Type.Object({
    response: RateSchema,
    solution: RateSchema,
    satisfaction: RateSchema,
    /** The three together, 0–100. */
    composite: orNull(Type.Number()),
    accepting: RateSchema,
    closing: RateSchema,
    onTime: RateSchema,
    reopening: RateSchema,
  }),
  /** Milliseconds. */
  times: Type.Object({
    firstResponse: orNull(Type.Number()),
    closeMedian: orNull(Type.Number()),
    closeP90: orNull(Type.Number()),
    backlogMedian: orNull(Type.Number()),
    backlogP90: orNull(Type.Number()),
    backlogOldest: orNull(Type.Number()),
  }),
}
export const StatsRowSchema = Type.Object({ key: orNull(Type.String()), label: Type.String(), ...FiguresSchema })
export type StatsRow = Static<typeof StatsRowSchema>
export const StatsSchema = Type.Object({
  from: Time,
  to: Time,
  by: Type.Enum([...STATS_GROUPINGS]),
  total: StatsRowSchema,
  rows: Type.Array(StatsRowSchema),
  /** One entry a day of the community's timezone, oldest first. */
  series: Type.Array(Type.Object({ day: Type.String(), at: Time, opened: Count, closed: Count, backlog: Count })),
  /** Buildings × categories: how many were opened in the period. */
  heat: Type.Array(
    Type.Object({
      building: NamedSchema,
      grid: MaybeNamed,
      opened: Count,
      open: Count,
      overdue: Count,
      categories: Type.Record(Type.String(), Count),
    }),
  ),
  /** Time to close, in ms, per category: median and 90 %. */
  toClose: Type.Array(
    Type.Object({ category: Type.String(), label: Type.String(), closed: Count, median: orNull(Type.Number()), p90: orNull(Type.Number()) }),
  ),
  stars: Type.Array(Type.Object({ stars: Type.Integer(), count: Count })),
})
export type Stats = Static<typeof StatsSchema>

/** `event: change` of /api/v1/events: only where to look again. */
export const LedgerChangeSchema = Type.Object({
  kind: Type.Enum(['message', 'ticket', 'lead', 'outbox', 'digest', 'setup']),
  number: Type.Optional(Type.Integer()),
})
export type LedgerChange = Static<typeof LedgerChangeSchema>
