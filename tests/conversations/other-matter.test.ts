/** A new defect is a new matter, also right after another one was closed. */
import { expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { openTown } from '../support/town.ts'

test('a lamp that fails after the landing was cleared is another ticket, not the landing reopened', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
          小啄 @128号楼群: 记下了 #1042
    12:20 王师傅 → 小啄: 办结1042 清完了
          小啄 @128号楼群: #1042 … 已处理
    12:30 李阿姨 @128号楼群: 好了好了 谢谢小王
          小啄 @128号楼群: #1042 … 结案`,
  )
  await town.pass(town.now() + 60_000)
  const { receipt } = await town.hear({ from: '小吴', in: '128号楼群', text: '二单元的灯又不亮了' })
  expect(receipt.matterId).not.toBe((await town.ticket(1042)).id)
  expect((await town.ticket(1042)).status).toBe('solved')
})

test('whoever asks about a known outage is answered from it', async () => {
  const town = await openTown()
  await play(town, '12:03 小孙 @长峰物业工作群: 停水 128-130号楼 水泵检修 到18点\n小啄 @128号楼群: 128–130号楼停水：水泵检修，预计18:00恢复。')
  await play(town, '12:20 刘哥 @128号楼群: 怎么没水啊\n小啄 @128号楼群: @刘哥 128–130号楼停水：水泵检修，预计18:00恢复')
})
