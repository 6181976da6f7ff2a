/** Joint meetings at the edge. Times are milliseconds since the epoch. */
import { type Static, Type } from 'typebox'
import { AGENDA_REASONS } from '../../core/meeting.ts'
import { LangSchema, TicketLineSchema } from './ledger.ts'

const Time = Type.Integer({ minimum: 0 })
const MaybeTime = Type.Unsafe<number | null>({ type: ['integer', 'null'], minimum: 0 })
const Count = Type.Integer({ minimum: 0 })
const Words = Type.String({ maxLength: 2000 })
const Id = Type.String({ minLength: 1, maxLength: 200 })

export const MeetingQuerySchema = Type.Object({ lang: LangSchema })
export const MeetingNumberSchema = Type.Object({ number: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) })

export const MeetingSchema = Type.Object({
  number: Type.Integer(),
  /** Null until it is called. */
  at: MaybeTime,
  place: Type.String(),
  closedAt: MaybeTime,
})
export const MeetingsSchema = Type.Object({ items: Type.Array(MeetingSchema) })
export type MeetingList = Static<typeof MeetingsSchema>

const PlanSchema = Type.Object({ plan: Type.String(), until: MaybeTime })
export const MatterSchema = Type.Object({
  ticket: TicketLineSchema,
  why: Type.Array(Type.Enum([...AGENDA_REASONS])),
  /** Why somebody called for it; empty when nobody did. */
  reason: Type.String(),
  /** Units with an open part in it. */
  supports: Type.Array(Type.String()),
  /** What this meeting agreed. */
  minutes: Type.Unsafe<Static<typeof PlanSchema> | null>({ ...PlanSchema, type: ['object', 'null'] }),
  /** What the meeting before agreed. */
  before: Type.Unsafe<Static<typeof PlanSchema> | null>({ ...PlanSchema, type: ['object', 'null'] }),
})
export type Matter = Static<typeof MatterSchema>

export const MeetingPageSchema = Type.Object({
  meeting: MeetingSchema,
  items: Type.Array(MatterSchema),
  /** The asker may call and close it. */
  mayHold: Type.Boolean(),
  /** Something to close: it was called, or something was minuted. */
  begun: Type.Boolean(),
})
export type MeetingPage = Static<typeof MeetingPageSchema>

export const CallMeetingSchema = Type.Object({ at: Time, place: Type.Optional(Type.String({ maxLength: 80 })) })
export const CallMatterSchema = Type.Object({ number: Type.Integer({ minimum: 1 }), reason: Type.Optional(Words) })
const Hand = Type.Object({ unit: Type.Optional(Id), person: Type.Optional(Id) })
export const MinutesBodySchema = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  plan: Type.String({ minLength: 1, maxLength: 2000 }),
  until: Type.Optional(Time),
  lead: Type.Optional(Hand),
  supports: Type.Optional(Type.Array(Type.Object({ ...Hand.properties, what: Words, by: Type.Optional(Time) }), { maxItems: 10 })),
})
export type MinutesBody = Static<typeof MinutesBodySchema>

export const ClosedMeetingSchema = Type.Object({ number: Type.Integer(), settled: Count, carried: Count, told: Count })
export type ClosedMeeting = Static<typeof ClosedMeetingSchema>
