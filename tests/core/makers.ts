/** Tickets, standings and communities for the pure tests, with everything filled in that a test does not care for. */
import { DEFAULT_SETTINGS, type Directory, type DutyShift, type Organisation, type Person } from '../../core/community.ts'
import type { Standing } from '../../core/decide.ts'
import { evolve } from '../../core/evolve.ts'
import type { Opening, Ticket } from '../../core/ticket.ts'

const OPENED_AT = Date.UTC(2026, 10, 23, 4, 0)

export function opening(some: Partial<Opening> = {}): Opening {
  return {
    id: 't1042',
    number: 1042,
    kind: 'report',
    category: 'corridor_clutter',
    urgency: 'normal',
    title: '楼道堆物',
    words: '楼道被堆满了',
    place: { building: '128' },
    buildingId: 'b128',
    gridId: 'g1',
    groupId: 'b128-group',
    roomId: 'room128',
    account: 'test:bot',
    messageId: 'm1',
    language: 'zh-CN',
    reporterId: 'li',
    orgId: 'property',
    assigneeId: 'wang',
    acceptBy: OPENED_AT + 2 * 3_600_000,
    actBy: OPENED_AT + 8 * 3_600_000,
    resolveBy: OPENED_AT + 7 * 86_400_000,
    placeAskedAt: null,
    ...some,
  }
}

/** A ticket just opened, with what a test wants otherwise. */
export const ticketWith = (some: Partial<Ticket> = {}): Ticket => ({
  ...evolve(undefined, { type: 'opened', ticket: opening() }, OPENED_AT, 'li'),
  ...some,
})

export const NOBODY: Standing = {
  personId: 'stranger',
  reporter: false,
  follower: false,
  neighbour: false,
  assignee: false,
  unit: false,
  supervisor: false,
  community: false,
  program: false,
}

export const person = (id: string, some: Partial<Person> = {}): Person => ({
  id,
  name: id,
  role: 'property',
  orgId: null,
  title: null,
  phone: null,
  supervisor: false,
  admin: false,
  gridIds: [],
  ...some,
})

export const unit = (id: string, some: Partial<Organisation> = {}): Organisation => ({
  id,
  name: id,
  kind: 'property',
  phone: null,
  gridIds: [],
  ...some,
})

export const shift = (personId: string, some: Partial<DutyShift> = {}): DutyShift => ({
  id: `shift-${personId}`,
  personId,
  days: null,
  date: null,
  from: '08:00',
  to: '20:00',
  ...some,
})

export function communityWith(some: Partial<Directory> = {}): Directory {
  return {
    id: 'c1',
    name: '长峰社区',
    timezone: 'Asia/Shanghai',
    language: 'zh-CN',
    revision: 1,
    settings: DEFAULT_SETTINGS,
    grids: [],
    buildings: [],
    organisations: [],
    staff: [],
    groups: [],
    shifts: [],
    ...some,
  }
}
