/** The set-up at the edge. What an entry may hold is said once, by the community file (docs/community-file.md): bodies are checked by it. */
import { type Static, Type } from 'typebox'
import { GROUP_KINDS, ORGANISATION_KINDS, PERSON_ROLES } from '../../core/community.ts'
import { AUDIENCES, CLOCKS, LIMIT_UNITS, STEP_MATTERS } from '../../core/escalation-plan.ts'
import { WORDING_KEYS, WORDING_LANGUAGES } from '../../core/phrases/own-sentences.ts'
import { SETUP_KINDS } from '../../services/setup/entries.ts'

const Id = Type.String({ minLength: 1, maxLength: 200 })
const MaybeText = Type.Unsafe<string | null>({ type: ['string', 'null'] })
const Ids = Type.Array(Id)
const LanguageSchema = Type.Enum(['zh-CN', 'zh-Hant', 'en'])

/** Like the part of the community file: every fault comes back in its words, all at once. */
export const SetupBodySchema = Type.Object({}, { additionalProperties: true, description: 'As in the community file: docs/community-file.md' })
export const SetupKindSchema = Type.Object({ kind: Type.Enum([...SETUP_KINDS]), id: Type.String({ pattern: '^[A-Za-z0-9_-]{1,40}$' }) })
export const SetupIdSchema = Type.Object({ id: Id })
export const SetupRevisionSchema = Type.Object({
  revision: Type.Optional(Type.Integer({ minimum: 0, description: 'what one saw; 409 SETUP_STALE when somebody was quicker' })),
})
export const SetupImportQuerySchema = Type.Object({ ...SetupRevisionSchema.properties, dryRun: Type.Boolean({ default: false }) })
export const SetupExportParamsSchema = Type.Object({ format: Type.Enum(['yaml', 'xlsx']) })
export const SetupBindingQuerySchema = Type.Object({ ...SetupRevisionSchema.properties, account: Id, externalId: Id })

export const SetupOutcomeSchema = Type.Object({
  revision: Type.Integer(),
  changes: Type.Array(
    Type.Object({
      part: Type.String(),
      kind: Type.Enum(['added', 'changed', 'removed']),
      what: Type.String(),
      keys: Type.Optional(Type.Array(Type.String())),
    }),
  ),
  warnings: Type.Array(Type.String()),
})
export type SetupOutcome = Static<typeof SetupOutcomeSchema>

export const BindCodeSchema = Type.Object({ code: Type.String(), expiresAt: Type.Integer() })
export type BindCode = Static<typeof BindCodeSchema>

export const SetupPersonSchema = Type.Object({
  id: Id,
  name: Type.String(),
  role: Type.Enum([...PERSON_ROLES]),
  org: MaybeText,
  title: MaybeText,
  phone: MaybeText,
  supervisor: Type.Boolean(),
  admin: Type.Boolean(),
  grids: Ids,
  active: Type.Boolean(),
  /** Ways in which the bot knows them in chats. */
  bound: Type.Integer(),
  bindings: Type.Array(Type.Object({ account: Type.String(), externalId: Type.String(), name: Type.String() })),
})
export type SetupPerson = Static<typeof SetupPersonSchema>

export const SetupGroupSchema = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Type.Enum([...GROUP_KINDS]),
  grid: MaybeText,
  buildings: Ids,
  org: MaybeText,
  mode: Type.Enum(['auto', 'suggest', 'explicit']),
  language: LanguageSchema,
  bound: Type.Boolean(),
})
export type SetupGroup = Static<typeof SetupGroupSchema>

export const SetupShiftSchema = Type.Object({
  id: Id,
  person: Id,
  days: Type.Unsafe<number[] | null>({ type: ['array', 'null'], items: { type: 'integer' } }),
  date: MaybeText,
  from: Type.String(),
  to: Type.String(),
  instead: Type.Optional(MaybeText),
  onCall: Type.Optional(Type.Boolean()),
})
export type SetupShift = Static<typeof SetupShiftSchema>

/** Keys as in the community file. */
const PoliciesSchema = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true })

const WordingLanguageSchema = Type.Enum([...WORDING_LANGUAGES])
export const WordingPageSchema = Type.Object({
  revision: Type.Integer(),
  items: Type.Array(
    Type.Object({
      key: Type.Enum([...WORDING_KEYS]),
      language: WordingLanguageSchema,
      slots: Type.Array(Type.Object({ name: Type.String(), needed: Type.Boolean() })),
      /** What it says by itself, as a template and as an example. */
      usual: Type.String(),
      usualText: Type.String(),
      /** The community's own; null where it has none. */
      own: MaybeText,
      text: Type.String(),
    }),
  ),
})
export type WordingPage = Static<typeof WordingPageSchema>
export const WordingTrySchema = Type.Object({
  key: Type.Enum([...WORDING_KEYS]),
  language: WordingLanguageSchema,
  template: Type.String({ maxLength: 1000, default: '' }),
})
/** `template` null goes back to what it says by itself. */
export const WordingBodySchema = Type.Object({ ...WordingTrySchema.properties, template: MaybeText })
export const WordingPreviewSchema = Type.Object({ text: Type.String(), faults: Type.Array(Type.String()) })
export type WordingPreview = Static<typeof WordingPreviewSchema>

const LimitSchema = Type.Object({ amount: Type.Number(), unit: Type.Enum([...LIMIT_UNITS]) })
export const StepSchema = Type.Object({
  matter: Type.Enum([...STEP_MATTERS]),
  clock: Type.Enum([...CLOCKS]),
  percent: Type.Optional(Type.Integer()),
  past: Type.Optional(Type.Integer()),
  unit: Type.Optional(Type.Enum([...LIMIT_UNITS])),
  tell: Type.Array(Type.Enum([...AUDIENCES])),
})
export type Step = Static<typeof StepSchema>

export const SetupSchema = Type.Object({
  revision: Type.Integer(),
  mayWrite: Type.Boolean(),
  community: Type.Object({ id: Id, name: Type.String(), timezone: Type.String(), language: LanguageSchema }),
  grids: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  buildings: Type.Array(Type.Object({ id: Id, name: Type.String(), grid: Id, estate: MaybeText, aliases: Type.Array(Type.String()) })),
  organisations: Type.Array(Type.Object({ id: Id, name: Type.String(), kind: Type.Enum([...ORGANISATION_KINDS]), phone: MaybeText, grids: Ids })),
  people: Type.Array(SetupPersonSchema),
  residents: Type.Integer(),
  groups: Type.Array(SetupGroupSchema),
  duty: Type.Array(SetupShiftSchema),
  policies: PoliciesSchema,
  /** What holds where the community says nothing. */
  defaults: PoliciesSchema,
  /** Limits and steps of escalation that hold where the community sets none. */
  usual: Type.Object({
    limits: Type.Record(Type.String(), Type.Object({ accept: LimitSchema, act: LimitSchema, resolve: LimitSchema })),
    escalation: Type.Array(StepSchema),
  }),
})
export type Setup = Static<typeof SetupSchema>

export const PoliciesPairSchema = Type.Object({ revision: Type.Integer(), policies: PoliciesSchema, defaults: PoliciesSchema })
