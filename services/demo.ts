/** The demo community as a chat: who sits in which group, and what a first visitor may try. */
import { and, eq } from 'drizzle-orm'
import type { Directory, Person } from '../core/community.ts'
import type { DeskContext } from './context.ts'

export const DEMO_COMMUNITY = 'demo'
export const DEMO_FILE = new URL('../examples/demo-community.yaml', import.meta.url)

export interface DemoPerson extends Person {
  chatId: string
}

export interface DemoScene {
  people: DemoPerson[]
  rooms: { id: string; name: string; memberIds: string[] }[]
}

/** Residents sit where they live; the chat ids are those of examples/demo-community.yaml. */
const LIVES_IN: Record<string, string[]> = {
  'li-ayi': ['b128@demo'],
  'zhao-shu': ['b128@demo'],
  'xiao-wu': ['b128@demo'],
  'liu-ge': ['b128@demo', 'b126@demo'],
  tom: ['b126@demo'],
  'tingting-ma': ['b7@demo', 'grid3@demo'],
  'lao-zhou': ['grid3@demo'],
}

export const EXAMPLES = [
  {
    id: 'stairwell',
    as: 'li-ayi',
    room: 'b128@demo',
    text: '楼道又被堆满了，轮椅都过不去',
    about: { zh: '李阿姨说楼道堵了', en: 'Auntie Li: the stairwell is blocked' },
  },
  {
    id: 'english',
    as: 'tom',
    room: 'b126@demo',
    text: 'report: stairwell blocked at bldg 128',
    about: { zh: 'Tom 用英语报一件', en: 'Tom reports in English' },
  },
  {
    id: 'gas',
    as: 'tingting-ma',
    room: 'b7@demo',
    text: '有没有人闻到煤气味？？',
    about: { zh: '婷婷妈妈闻到煤气味（急）', en: 'Tingting’s mum smells gas (danger)' },
  },
] as const

export async function demoScene(cx: DeskContext, directory: Directory): Promise<DemoScene> {
  const { identities, people } = cx.db.tables
  const rows = await cx.db.read
    .select({ chatId: identities.externalId, person: people })
    .from(identities)
    .innerJoin(people, and(eq(people.communityId, identities.communityId), eq(people.id, identities.personId)))
    .where(eq(identities.communityId, directory.id))
    .orderBy(people.role, identities.externalId)
  const everybody: DemoPerson[] = rows.map(({ chatId, person }) => ({ ...person, chatId }))
  const rooms = directory.groups.flatMap((group) => {
    if (group.externalId === null) return []
    const id = group.externalId
    const staffOf = (p: DemoPerson): boolean =>
      group.kind === 'staff'
        ? p.orgId === group.orgId
        : p.role === 'property' || p.role === 'community' || (p.role === 'grid_worker' && group.gridId !== null && p.gridIds.includes(group.gridId))
    return [
      {
        id,
        name: group.name,
        memberIds: everybody.filter((p) => (LIVES_IN[p.chatId] ? LIVES_IN[p.chatId]?.includes(id) : staffOf(p))).map((p) => p.chatId),
      },
    ]
  })
  return { people: everybody, rooms }
}
