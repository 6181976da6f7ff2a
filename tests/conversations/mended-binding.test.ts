/** Rooms and people are bound: codes nobody takes for a building, groups of the file that get their room, rooms that changed. */
import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { issueCode } from '../../services/binding.ts'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown } from '../support/town.ts'

test('a code has two letters in front, at least two digits, and is never read as a building', async () => {
  const town = await openTown()
  const { context } = town.desk
  for (let i = 0; i < 40; i++) {
    const code = await town.db.transact((tx) => issueCode(context, tx, town.communityId, 'wang', randomBytes(16)))
    expect(code).toMatch(/^[A-Z]{2}\d{2}[A-Z\d]{2}$/)
    const { receipt } = await town.hear({ from: '李阿姨', in: '126号楼群', text: `绑定 ${code}`, mentionsBot: true })
    expect(receipt.reading?.command, code).toEqual({ name: 'bind_me', args: { code } })
  }
})

describe.each(databases)('rooms on $name', ({ open }) => {
  test('binding gives the room to the file’s group that has none yet, and adds no second one', async () => {
    const town = await openTown({
      db: await open(),
      edit: (file) => {
        for (const group of file.groups ?? []) if (group.id === 'b128' || group.id === 'grid3') delete group.chat
      },
    })
    await play(
      town,
      `
      12:00 方书记 @长峰里128业主群: 绑定 128号楼
            小啄 @长峰里128业主群@unbound: 绑定到128号楼
      12:01 方书记 @南苑大群: 绑定 第3网格
            小啄 @南苑大群@unbound: 绑定到第3网格
      12:03 李阿姨 @长峰里128业主群: 报修：楼道灯不亮了
            小啄 @长峰里128业主群@unbound: 记下了 #1042 … 128号楼`,
    )
    const groups = await town.db.read.select().from(town.db.tables.groups)
    expect(groups).toHaveLength(6)
    expect(groups.find((group) => group.id === 'b128')?.externalId).toBe(town.roomId('长峰里128业主群'))
    expect(groups.find((group) => group.id === 'grid3')).toMatchObject({
      externalId: town.roomId('南苑大群'),
      buildingIds: expect.arrayContaining(['7']),
    })
  })

  test('after a new login the group keeps its matters: they are told in the new room', async () => {
    const town = await openTown({ db: await open() })
    await play(
      town,
      `
      12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
            小啄 @128号楼群: 记下了 #1042
            小啄 → 王师傅: 【#1042】`,
    )
    const room = { id: 'b128-new@demo', topic: '128号楼群' }
    await town.pass(town.today('13:00'))
    await town.hear({ from: '方书记', in: '128号楼群', text: '绑定 128号楼', room })
    const groups = (await town.db.read.select().from(town.db.tables.groups)).filter(
      (group) => group.buildingIds.includes('128') && group.kind === 'building',
    )
    expect(groups.map((group) => group.externalId)).toEqual(['b128-new@demo'])
    expect(await town.ticket(1042)).toMatchObject({ roomId: 'b128-new@demo', status: 'open' })
    expect((await town.events(1042)).at(-1)).toEqual({ type: 'moved', roomId: 'b128-new@demo' })
    await town.pass(town.today('13:10'))
    await town.hear({ from: '王师傅', text: '1042 下午三点到' })
    await town.pass(town.today('13:11'))
    expect(town.lines.find((line) => line.chat === 'b128-new@demo' && line.text.includes('#1042 王师傅已接单'))).toBeDefined()
  })

  test('a second room of a building whose first one lives is a second group', async () => {
    const town = await openTown({ db: await open() })
    await play(
      town,
      `
      12:00 李阿姨 @128号楼群: 大家早上好
      12:01 方书记 @128号楼二群: 绑定 128号楼
            小啄 @128号楼二群@unbound: 绑定到128号楼`,
    )
    const groups = (await town.db.read.select().from(town.db.tables.groups)).filter(
      (group) => group.kind === 'building' && group.buildingIds.includes('128'),
    )
    expect(groups.map((group) => group.externalId).sort()).toEqual(['b128@demo', town.roomId('128号楼二群')].sort())
  })
})
