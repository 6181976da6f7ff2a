/** Signing in, who one is, sessions, tokens and the audit log at the edge. Times are milliseconds since the epoch. */
import { type Static, Type } from 'typebox'
import { ACCESS_ROLES, ALL_PERMISSIONS } from '../../core/access.ts'
import { PERSON_ROLES } from '../../core/community.ts'

const Id = Type.String({ minLength: 1, maxLength: 200 })
const Time = Type.Integer({ minimum: 0 })
const MaybeTime = Type.Unsafe<number | null>({ type: ['integer', 'null'], minimum: 0 })

export const AccessRoleSchema = Type.Enum([...ACCESS_ROLES])
export const PermissionSchema = Type.Enum([...ALL_PERMISSIONS])

export const SecretSchema = Type.Object({ secret: Type.String({ minLength: 20, maxLength: 100, pattern: '^[A-Za-z0-9_-]+$' }) })

/** Who somebody is about to be. */
export const OpenedLinkSchema = Type.Object({
  person: Type.Object({ name: Type.String(), title: Type.Optional(Type.String()) }),
  accessRole: AccessRoleSchema,
  communityName: Type.String(),
  expiresAt: Time,
})
export type OpenedLink = Static<typeof OpenedLinkSchema>

export const MeSchema = Type.Object({
  person: Type.Object({ id: Id, name: Type.String(), title: Type.Optional(Type.String()), role: Type.Enum([...PERSON_ROLES]) }),
  communityId: Id,
  communityName: Type.String(),
  timezone: Type.String({ description: 'IANA zone of the community' }),
  accessRole: AccessRoleSchema,
  permissions: Type.Array(PermissionSchema),
  language: Type.Enum(['zh-CN', 'zh-Hant', 'en']),
  now: Time,
})
export type Me = Static<typeof MeSchema>

export const SessionSchema = Type.Object({
  id: Id,
  person: Type.Object({ id: Id, name: Type.String() }),
  agent: Type.String({ description: 'the browser as it calls itself' }),
  createdAt: Time,
  lastSeenAt: Time,
  expiresAt: Time,
  current: Type.Boolean(),
})
export type Session = Static<typeof SessionSchema>
export const SessionsSchema = Type.Object({ items: Type.Array(SessionSchema) })
export const SessionsQuerySchema = Type.Object({
  all: Type.Boolean({ default: false, description: 'those of everybody; needs sessions.manage' }),
})
export const EndedSchema = Type.Object({ ended: Type.Integer({ minimum: 0 }) })

export const TokenSchema = Type.Object({
  id: Id,
  name: Type.String(),
  madeBy: Type.Object({ id: Id, name: Type.String() }),
  scopes: Type.Array(PermissionSchema),
  createdAt: Time,
  expiresAt: MaybeTime,
  lastUsedAt: MaybeTime,
})
export type Token = Static<typeof TokenSchema>
export const TokensSchema = Type.Object({ items: Type.Array(TokenSchema) })
export const NewTokenSchema = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 80 }),
  scopes: Type.Array(PermissionSchema, { minItems: 1, uniqueItems: true }),
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650, description: 'days until it expires; without it, it works until revoked' })),
})
export const MadeTokenSchema = Type.Object({
  ...TokenSchema.properties,
  secret: Type.String({ description: 'shown this once' }),
})
export type MadeToken = Static<typeof MadeTokenSchema>

export const AuditQuerySchema = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
  action: Type.Optional(Type.String({ maxLength: 80 })),
})
export const AuditEntrySchema = Type.Object({
  at: Time,
  actor: Type.Unsafe<{ id: string; name: string } | null>({
    type: ['object', 'null'],
    properties: { id: { type: 'string' }, name: { type: 'string' } },
    required: ['id', 'name'],
    description: 'null: the program itself',
  }),
  action: Type.String(),
  target: Type.String(),
  detail: Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true }),
})
export const AuditPageSchema = Type.Object({
  items: Type.Array(AuditEntrySchema),
  next: Type.Unsafe<string | null>({ type: ['string', 'null'] }),
})
export type AuditPage = Static<typeof AuditPageSchema>
export const IdParamsSchema = Type.Object({ id: Id })
