/** After an upgrade: rows that an older program wrote say what their events say. */
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { refoldOnce } from '../../services/refold.ts'
import { refold } from '../../services/ticket-rows.ts'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown } from '../support/town.ts'

describe.each(databases)('tickets of an older program on $name', ({ open }) => {
  test('are brought up to what their events tell, once for each schema', async () => {
    const town = await openTown({ db: await open() })
    await play(
      town,
      `
      12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
            小啄 @128号楼群: @李阿姨 记下了 #1042
      12:20 张队长 → 小啄: 办结1042 换了灯泡
            小啄 @128号楼群: #1042
      12:30 李阿姨 @128号楼群: 好了
            小啄 @128号楼群: #1042`,
    )
    const { tickets } = town.db.tables
    const closed = await town.ticket(1042)
    if (!closed) throw new Error('#1042 is not there')
    expect(closed).toMatchObject({ solvedBy: 'resident' })
    await town.db.transact((tx) => tx.update(tickets).set({ solvedBy: null }).where(eq(tickets.id, closed.id)))
    const { context } = town.desk
    expect(await refoldOnce(context, town.communityId, 'second')).toBe(1)
    expect(await town.ticket(1042)).toEqual(await refold(context, town.db.read, town.communityId, closed.id))
    expect(await refoldOnce(context, town.communityId, 'second')).toBe(0)
  })
})
