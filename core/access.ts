/**
 * Who may do what on the web and through the interfaces: six roles, a table of permissions, and which tickets somebody sees.
 *
 * Terminology (zh): access role 访问角色 · permission 权限 · principal 当前身份 (whoever asks) · scope 可见范围.
 */
import type { Directory, Person } from './community.ts'

export const ACCESS_ROLES = ['resident', 'staff', 'supervisor', 'grid_worker', 'admin', 'subdistrict'] as const
export type AccessRole = (typeof ACCESS_ROLES)[number]

const EVERYBODY = ACCESS_ROLES
const AT_WORK = ['staff', 'supervisor', 'grid_worker', 'admin', 'subdistrict'] as const
const LEADING = ['supervisor', 'grid_worker', 'admin', 'subdistrict'] as const

/** Every permission and the roles that have it; whatever is not named here is refused. */
export const PERMISSIONS = {
  'tickets.read': EVERYBODY,
  /** Through interfaces to other programs (Open311). */
  'tickets.open': AT_WORK,
  /** The ticket's own rules (`decide`) say which act. */
  'tickets.act': EVERYBODY,
  'tickets.bulk': ['supervisor', 'grid_worker', 'admin'],
  'tickets.export': LEADING,
  'leads.judge': ['staff', 'supervisor', 'grid_worker', 'admin'],
  'people.read': AT_WORK,
  'people.phones': ['supervisor', 'grid_worker', 'admin'],
  'setup.read': LEADING,
  'setup.write': ['admin'],
  'tokens.manage': ['admin'],
  /** Other people's sessions; everybody manages their own. */
  'sessions.manage': ['admin'],
  'audit.read': ['admin'],
  /** What was said in the groups beyond the tickets. */
  'bodies.read': ['admin'],
  'deliveries.read': ['grid_worker', 'admin'],
  'webhooks.manage': ['admin'],
  'board.moderate': ['grid_worker', 'admin'],
  'privacy.manage': ['admin'],
  'stats.read': AT_WORK,
  'meetings.read': AT_WORK,
  'meetings.write': ['grid_worker', 'admin'],
} as const satisfies Record<string, readonly AccessRole[]>

export type Permission = keyof typeof PERMISSIONS
export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as [Permission, ...Permission[]]

/** Whoever asks, as far as rights go. */
export interface Principal {
  /** `session`: a browser; `token`: a machine in the name of whoever made the token. */
  kind: 'session' | 'token'
  /** Of the session or token, never its secret. */
  id: string
  communityId: string
  personId: string
  role: AccessRole
  /** Grids a grid worker looks after; empty = all of the community. */
  gridIds: readonly string[]
  orgId: string | null
  /** What they may do: all of the role for a session, a part of it for a token. */
  scopes: readonly Permission[]
}

/** The community's own office works like a grid worker for all grids. */
export function accessRole(directory: Pick<Directory, 'organisations'>, person: Person): AccessRole {
  if (person.admin) return 'admin'
  if (person.role === 'grid_worker' || person.role === 'community') return 'grid_worker'
  const unit = directory.organisations.find((o) => o.id === person.orgId)
  if (person.role === 'department' && unit?.kind === 'subdistrict') return 'subdistrict'
  if (person.role === 'property' || person.role === 'department') return person.supervisor ? 'supervisor' : 'staff'
  return 'resident'
}

export const permissionsOf = (role: AccessRole): Permission[] =>
  ALL_PERMISSIONS.filter((permission) => (PERMISSIONS[permission] as readonly AccessRole[]).includes(role))

export const may = (principal: Pick<Principal, 'scopes'> | undefined, permission: Permission): boolean =>
  principal?.scopes.includes(permission) ?? false

/** Which tickets somebody sees. What they reported, follow or have been given themselves is always in it. */
export type TicketScope =
  | { kind: 'all'; personId: string }
  | { kind: 'grids'; personId: string; gridIds: readonly string[] }
  | { kind: 'unit'; personId: string; orgId: string }
  | { kind: 'own'; personId: string }

export function scopeOf({ role, personId, gridIds, orgId }: Pick<Principal, 'role' | 'personId' | 'gridIds' | 'orgId'>): TicketScope {
  switch (role) {
    case 'admin':
    case 'subdistrict':
      return { kind: 'all', personId }
    case 'grid_worker':
      return gridIds.length === 0 ? { kind: 'all', personId } : { kind: 'grids', personId, gridIds }
    case 'staff':
    case 'supervisor':
      return orgId === null ? { kind: 'own', personId } : { kind: 'unit', personId, orgId }
    case 'resident':
      return { kind: 'own', personId }
  }
}
