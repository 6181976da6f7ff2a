/** The community under fire: six building groups, many residents, a unit with two people; and what they say, reproducible by a seed. */
import type { SandboxScene } from '../../bot/sandbox.ts'
import type { CommunityFile } from '../../services/community-file.ts'

const BUILDINGS = ['1', '2', '3', '5', '6', '7']
const RESIDENTS = 180
const STAFF_ROOM = 'staff@fire'
export const roomOf = (building: string): string => `b${building}@fire`
const ofBuilding = (index: number): string[] => residents.filter((_, n) => n % BUILDINGS.length === index)
const residents = Array.from({ length: RESIDENTS }, (_, n) => `r${n}`)
const FIXERS = [
  { id: 'fixer1', name: '修师傅' },
  { id: 'fixer2', name: '管师傅' },
]

export const scene: SandboxScene = {
  botName: '小啄',
  people: [...residents.map((id, n) => ({ id, name: `住户${n}` })), ...FIXERS, { id: 'office', name: '居委会小周' }],
  rooms: [
    ...BUILDINGS.map((name, index) => ({ id: roomOf(name), topic: `${name}号楼群`, memberIds: ofBuilding(index) })),
    { id: STAFF_ROOM, topic: '物业群', memberIds: FIXERS.map(({ id }) => id) },
  ],
}

export const community: CommunityFile = {
  community: { id: 'fire', name: '火线社区' },
  grids: [{ id: 'g1', name: '第1网格' }],
  buildings: BUILDINGS.map((name) => ({ name: Number(name), grid: 'g1' })),
  organisations: [
    { id: 'wuye', name: '火线物业', kind: 'property' },
    { id: 'juwei', name: '居委会', kind: 'community' },
  ],
  people: [
    ...FIXERS.map(({ id, name }, n) => ({ id, name, role: 'property' as const, org: 'wuye', supervisor: n === 0, chat: [id] })),
    { id: 'office', name: '居委会小周', role: 'community', org: 'juwei', admin: true, chat: ['office'] },
  ],
  groups: [
    ...BUILDINGS.map((name) => ({
      id: `g${name}`,
      name: `${name}号楼群`,
      kind: 'building' as const,
      grid: 'g1',
      buildings: [Number(name)],
      chat: roomOf(name),
    })),
    { id: 'staff', name: '物业群', kind: 'staff', org: 'wuye', chat: STAFF_ROOM },
  ],
  // Whenever this runs, nothing waits for the morning.
  policies: { storySeconds: 1, quietFrom: '00:00', quietTo: '00:00', talk: { person: 0, group: 0, ticketsPerDay: 0 } },
}

export interface Words {
  as: string
  room?: string
  text?: string
  picture?: boolean
}

const DEFECTS = ['楼道灯不亮了', '水管漏水了', '门禁刷不开', '对讲机没声音', '下水道堵了', '窗户玻璃碎了', '楼道堆满了纸箱', '墙皮掉了一大块']
const TALK = ['早上好', '今天白菜便宜', '谁家快递拿错了', '哈哈哈', '晚上跳舞不', '孩子作业写到几点啊', '收到', '谢谢邻居']

/** What comes next: a quarter reports with a place of their own, some pictures, staff at work, and the talk of a group. */
export function nextWords(chance: () => number): Words {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T
  const index = Math.floor(chance() * BUILDINGS.length)
  const room = roomOf(BUILDINGS[index] ?? '')
  const as = pick(ofBuilding(index))
  const kind = chance()
  if (kind < 0.3) return { as, room, text: `报修：${1 + Math.floor(chance() * 4)}单元${1 + Math.floor(chance() * 18)}楼${pick(DEFECTS)}` }
  if (kind < 0.36) return { as, room, picture: true }
  if (kind < 0.42) return { as: pick(FIXERS).id, room: STAFF_ROOM, text: `接单${1042 + Math.floor(chance() * 40)}` }
  if (kind < 0.46) return { as: pick(FIXERS).id, room: STAFF_ROOM, text: `${1042 + Math.floor(chance() * 40)} 修好了` }
  if (kind < 0.5) return { as, room, text: pick(['我家也是', '修好了吗', '还没修好', '什么时候来']) }
  return { as, room, text: pick(TALK) }
}
