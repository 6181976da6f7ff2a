/**
 * A community as the desk knows it: places, units, people, groups, duty and house rules. Imported from the community file.
 *
 * Terminology (zh): community 社区 · grid 网格 · estate 小区 · building 楼 · organisation (unit) 责任单位 · person 人员 ·
 * group 群 (building, grid, staff, duty) · duty shift 值班 · on call 电话值班 · swap 换班 · absence 请假 · supervisor 主管 · admin 社区管理员 · fact 社区口径(常见问答).
 */
import type { OwnLimits } from './deadlines.ts'
import type { OwnStep } from './escalation-plan.ts'
import type { Wording } from './phrases/own-sentences.ts'
import type { Absence } from './presence.ts'
import type { Retention } from './retention.ts'
import type { TalkLimits } from './talk-limits.ts'
import type { Category, Mode, Role } from './understanding/terms.ts'

export type Language = 'zh-CN' | 'zh-Hant' | 'en'

export const PERSON_ROLES = ['resident', 'building_head', 'property', 'grid_worker', 'community', 'department'] as const
export type PersonRole = (typeof PERSON_ROLES)[number]

export const ORGANISATION_KINDS = ['property', 'community', 'utility', 'department', 'subdistrict', 'owners'] as const
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]

export const GROUP_KINDS = ['building', 'grid', 'staff', 'duty', 'other'] as const
export type GroupKind = (typeof GROUP_KINDS)[number]

export interface Grid {
  id: string
  name: string
}

export interface Building {
  id: string
  gridId: string
  estate: string | null
  /** Canonical name as the location grammar writes it: "128", "A3". */
  name: string
  aliases: string[]
}

export interface Organisation {
  id: string
  name: string
  kind: OrganisationKind
  phone: string | null
  /** Grids it serves; empty = all. */
  gridIds: string[]
}

export interface Person {
  id: string
  name: string
  role: PersonRole
  orgId: string | null
  /** As the others call them: 王师傅, 小刘. */
  title: string | null
  phone: string | null
  /** Leads the unit: gets what nobody on duty takes. */
  supervisor: boolean
  /** May bind groups, run digests, import. */
  admin: boolean
  /** Grids a grid worker looks after. */
  gridIds: string[]
}

export interface Group {
  id: string
  name: string
  kind: GroupKind
  gridId: string | null
  /** Buildings the group belongs to; one for a building group. */
  buildingIds: string[]
  orgId: string | null
  mode: Mode
  language: Language
  /** The platform's room id; null until bound. */
  externalId: string | null
}

/** A weekly shift (`days`, 1 = Monday) or one on a date. `to` before `from` crosses midnight. Wall-clock times of the community. */
export interface DutyShift {
  id: string
  personId: string
  days: number[] | null
  date: string | null
  from: string
  to: string
  /** Whose shift it takes over, by id. One on a date without this stands instead of all weekly ones of the unit at that time. */
  instead?: string | null
  /** Reached by phone rather than found on the spot. */
  onCall?: boolean | null
  /** Arranged by chat: the community file may not know it. */
  byChat?: boolean | null
}

/** Who answers for what: the first rule whose parts all match. */
export interface RouteRule {
  categories?: Category[]
  grids?: string[]
  buildings?: string[]
  org: string
}

export interface Fact {
  /** The question is this fact's when every inner list has a word in it: [["装修"], ["登记", "备案"]]. */
  match: string[][]
  answer: string
  category?: Category
}

/** A working shift of a unit; a lunch break is the gap between two. Wall-clock times of the community; `days` 1 = Monday. */
export interface UnitShift {
  org: string
  days?: number[]
  from: string
  to: string
  /** `rest`: free on public holidays, at work on make-up days; `work`: every week is like the other. */
  publicHolidays?: 'rest' | 'work'
}

export interface Settings {
  digestAt: string
  dispatchAt: string
  /** On Sundays. */
  weeklyAt: string
  quietFrom: string
  quietTo: string
  /** Seconds the bot waits for the pieces of a story. */
  storySeconds: number
  /** Hours after which a resolved ticket without an answer closes itself. */
  confirmHours: number
  routes: RouteRule[]
  limits: OwnLimits
  /** Who is told when a limit runs out, step by step; the usual steps for a clock that has none here. */
  escalation: OwnStep[]
  /** Sentences said the community's own way. */
  wording: Wording
  facts: Fact[]
  /** When units work, a row a shift; the usual hours of its kind for a unit that has none. */
  hours: UnitShift[]
  /** The community's own word on public days, before the published one. Dates like 2026-11-23. */
  holidays: string[]
  workdays: string[]
  /** Organisation that stands for the district 区, the highest level; empty when the file names none. */
  district: string
  /** The joint meeting that is called by itself every week, 1 = Monday; null for none. */
  meeting: { day: number; at: string; place?: string } | null
  /** Emergency numbers by what they are for, as published. */
  emergencyPhones: { gas: string; power: string; water: string; lift: string }
  /** Who asks to be the bot's friend is accepted, so that residents and staff can write to it directly. */
  acceptFriends: boolean
  /** The public board. */
  board: BoardPolicy
  /** The bot's answer to a new matter carries a link to the matter's page. */
  ticketLinks: boolean
  /** How long what was entrusted is kept, where it differs from RETENTION. Days. */
  retention: Partial<Retention>
  /** How much one person or group may ask of the bot, where it differs from TALK_LIMITS. */
  talk: Partial<TalkLimits>
  dutyPhones: DutyPhones
  digestForm: DigestForm
}

/** Whose numbers 谁值班 names to residents: the person's own, the unit's, none. Staff always see the person's. */
export const DUTY_PHONES = ['person', 'unit', 'none'] as const
export type DutyPhones = (typeof DUTY_PHONES)[number]

/** How the nightly digest comes to a group. */
export const DIGEST_FORMS = ['both', 'text', 'picture'] as const
export type DigestForm = (typeof DIGEST_FORMS)[number]

/** Parts of the public board that a community may leave out. */
export const BOARD_PARTS = ['figures', 'categories', 'open', 'done', 'pictures', 'duty', 'contacts', 'outages'] as const
export type BoardPart = (typeof BOARD_PARTS)[number]

export interface BoardPolicy {
  /** Anybody may look at it. */
  open: boolean
  /** Parts that are left out. */
  hide?: BoardPart[]
}

export const DEFAULT_SETTINGS: Settings = {
  digestAt: '20:30',
  dispatchAt: '19:30',
  weeklyAt: '20:00',
  quietFrom: '22:00',
  quietTo: '07:00',
  storySeconds: 8,
  confirmHours: 24,
  routes: [],
  limits: {},
  escalation: [],
  wording: {},
  facts: [],
  hours: [],
  holidays: [],
  workdays: [],
  district: '',
  meeting: null,
  emergencyPhones: { gas: '96777', power: '95598', water: '12345', lift: '96333' },
  acceptFriends: true,
  board: { open: false },
  ticketLinks: true,
  retention: {},
  talk: {},
  dutyPhones: 'person',
  digestForm: 'both',
}

/** Everything of one community but its residents: small, kept in memory. */
export interface Directory {
  id: string
  name: string
  timezone: string
  language: Language
  /** Bumped by every change of set-up, so that caches know. */
  revision: number
  settings: Settings
  grids: readonly Grid[]
  buildings: readonly Building[]
  organisations: readonly Organisation[]
  /** Staff: everybody who is not a plain resident. */
  staff: readonly Person[]
  groups: readonly Group[]
  shifts: readonly DutyShift[]
  /** Who is away, now or later. */
  absences?: readonly Absence[]
  /** People who are not listened to 黑名单, but for emergencies; by id. */
  blocked?: ReadonlySet<string>
}

/** How the reader sees a person: whose words are reports, whose are staff words. */
export function speakerRole(role: PersonRole): Role {
  if (role === 'property') return 'property'
  if (role === 'grid_worker' || role === 'community' || role === 'department') return 'community'
  return 'resident'
}

export const isStaff = (role: PersonRole): boolean => role !== 'resident' && role !== 'building_head'

/** What people call somebody: the title when there is one, else the name. */
export const calledName = (person: { name: string; title: string | null }): string => person.title || person.name

/** Buildings a group may mean: those of its grid, or all when it belongs to none. */
export function buildingsOfGroup(directory: Directory, group: Group | undefined): readonly Building[] {
  if (!group) return directory.buildings
  const gridId = group.gridId ?? directory.buildings.find((b) => group.buildingIds.includes(b.id))?.gridId
  return gridId ? directory.buildings.filter((b) => b.gridId === gridId) : directory.buildings
}

export function findBuilding(buildings: readonly Building[], name: string): Building | undefined {
  const wanted = name.toUpperCase()
  return buildings.find((b) => b.name.toUpperCase() === wanted || b.aliases.some((alias) => alias.toUpperCase() === wanted))
}

/** The organisation that owns the ledger; the file's validation makes sure there is one. */
export const communityOffice = (directory: Directory): Organisation | undefined => directory.organisations.find((o) => o.kind === 'community')
