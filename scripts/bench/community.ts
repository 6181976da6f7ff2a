/** A community just large enough to be measured: eight building groups, a unit with somebody on duty, many residents. */

import type { SandboxScene } from '../../bot/sandbox.ts'
import { DEFAULT_SETTINGS } from '../../core/community.ts'
import type { Database } from '../../db/open.ts'

export const RESIDENTS = 200
const BUILDINGS = ['1', '2', '3', '5', '6', '7', '8', '9']
const ID = 'bench'

export const residents: string[] = Array.from({ length: RESIDENTS }, (_, n) => `resident${n}`)
export const rooms: string[] = BUILDINGS.map((name) => `b${name}@bench`)

const membersOf = (index: number): string[] => residents.filter((_, n) => n % BUILDINGS.length === index)

export const scene: SandboxScene = {
  botName: '小啄',
  people: [...residents.map((id, n) => ({ id, name: `住户${n}` })), { id: 'fixer', name: '修师傅' }],
  rooms: rooms.map((id, index) => ({ id, topic: `${BUILDINGS[index]}号楼群`, memberIds: membersOf(index) })),
}

/** Writes the community into an empty database. Quiet hours are off, or a run at night would measure the night. */
export async function seed(db: Database): Promise<void> {
  const t = db.tables
  const facts = [{ match: [['装修'], ['登记']], answer: '物业前台，3号楼1层，8:30–17:30。' }]
  const settings = { ...DEFAULT_SETTINGS, quietFrom: '00:00', quietTo: '00:00', facts, talk: { person: 0, group: 0, ticketsPerDay: 0 } }
  const inCommunity = (id: string) => ({ communityId: ID, id })
  const nobody = { orgId: null, title: null, phone: null, supervisor: false, admin: false, gridIds: [], active: true }
  await db.transact(async (tx) => {
    await tx.insert(t.communities).values({
      id: ID,
      name: '量速社区',
      timezone: 'Asia/Shanghai',
      language: 'zh-CN',
      settings,
      revision: 1,
      lastTicketNumber: 1000,
      lastLeadNumber: 0,
    })
    await tx.insert(t.grids).values({ ...inCommunity('g1'), name: '第1网格' })
    await tx.insert(t.buildings).values(BUILDINGS.map((name) => ({ ...inCommunity(name), gridId: 'g1', estate: null, name, aliases: [] })))
    await tx.insert(t.organisations).values({ ...inCommunity('property'), name: '物业', kind: 'property', phone: null, gridIds: [] })
    await tx
      .insert(t.people)
      .values([
        ...residents.map((id, n) => ({ ...nobody, ...inCommunity(id), name: `住户${n}`, role: 'resident' as const })),
        { ...nobody, ...inCommunity('fixer'), name: '修师傅', role: 'property' as const, orgId: 'property', supervisor: true },
      ])
    await tx
      .insert(t.identities)
      .values([...residents, 'fixer'].map((id) => ({ communityId: ID, account: '*', externalId: id, personId: id, name: id })))
    await tx.insert(t.groups).values(
      rooms.map((externalId, index) => ({
        ...inCommunity(externalId),
        name: `${BUILDINGS[index]}号楼群`,
        kind: 'building' as const,
        gridId: 'g1',
        buildingIds: [BUILDINGS[index] as string],
        orgId: null,
        mode: 'auto' as const,
        language: 'zh-CN' as const,
        externalId,
      })),
    )
    await tx.insert(t.shifts).values({ ...inCommunity('s1'), personId: 'fixer', days: [1, 2, 3, 4, 5, 6, 7], date: null, from: '00:00', to: '24:00' })
  })
}
