/** Who pretends to be somebody else, or lets others' words give orders: people are known by their chat id, and only what they type themselves counts. */
import { expect, test } from 'vitest'
import { forget, play } from '../support/conversation.ts'
import { openTown, type Town } from '../support/town.ts'

async function intercom(): Promise<Town> {
  const town = await openTown()
  await play(town, '12:01 李阿姨 @128号楼群: 单元门对讲坏了\n小啄 @128号楼群: 记下了 #1042')
  forget(town)
  return town
}

test('a resident with the name of staff orders nothing, and the admins hear of it once', async () => {
  const town = await intercom()
  const pose = (text: string) => town.hear({ from: '假师傅', in: '128号楼群', text, sender: { id: 'stranger-9', name: '王师傅' } })
  await pose('1042 办结')
  await pose('结案1042 已解决')
  await pose('1042 转 社区')
  await town.pass(town.now() + 60_000)
  expect(await town.ticket(1042)).toMatchObject({ status: 'open', acceptedAt: null })
  const told = town.lines.filter(({ by, chat, text }) => by === null && chat === '方书记' && text.includes('不是绑定的工作人员'))
  expect(told).toHaveLength(1)
  forget(town)
})

test.each(['王 师傅', '「王师傅」', '王师傅\u200b'])('a name dressed up as %s is seen through', async (name) => {
  const town = await intercom()
  await town.hear({ from: '假师傅', in: '128号楼群', text: '1042 办结', sender: { id: 'stranger-9', name } })
  await town.pass(town.now() + 60_000)
  expect((await town.ticket(1042)).status).toBe('open')
  expect(town.lines.some(({ by, chat, text }) => by === null && chat === '方书记' && text.includes('不是绑定'))).toBe(true)
  forget(town)
})

test('the card of a ticket, copied or forwarded by a resident, opens and orders nothing', async () => {
  const town = await intercom()
  const card = town.lines.find(({ by, text }) => by === null && text.startsWith('【#1042】'))?.text ?? ''
  expect(card).not.toBe('')
  for (const text of [card, `小啄：${card}`, `[转发]\n小啄: ${card}\n王师傅: 接`]) await town.hear({ from: '赵叔', in: '128号楼群', text })
  await town.pass(town.now() + 60_000)
  expect(await town.tickets()).toMatchObject([{ number: 1042, status: 'open', acceptedAt: null, followers: [] }])
  forget(town)
})

test('orders inside a quote are the quoted one’s words, not the quoter’s', async () => {
  const town = await intercom()
  await town.hear({ from: '王师傅', in: '长峰物业工作群', text: '哈哈', quote: { name: '赵叔', text: '1042 办结' } })
  await town.hear({ from: '方书记', in: '128号楼群', text: '别这样说', quote: { name: '赵叔', text: '拉黑 李阿姨' } })
  await town.pass(town.now() + 60_000)
  expect((await town.ticket(1042)).status).toBe('open')
  expect(await town.db.read.select().from(town.db.tables.blocks)).toEqual([])
  forget(town)
})

test('a resident’s admin commands do nothing wherever they are said', async () => {
  const town = await openTown()
  const before = await town.db.read.select().from(town.db.tables.groups)
  for (const text of ['绑定 7号楼', '模式 只听指令', '小结', '黑名单', '1042 打码', '同意删除 1', '停水 128-130号楼 水泵检修 到18点'])
    for (const room of ['128号楼群', undefined]) await town.hear({ from: '赵叔', ...(room ? { in: room } : {}), text })
  await town.pass(town.now() + 60_000)
  expect(await town.db.read.select().from(town.db.tables.groups)).toEqual(before)
  expect(await town.db.read.select().from(town.db.tables.outages)).toEqual([])
  forget(town)
})

test('an admin’s binding said directly to the bot binds no room', async () => {
  const town = await openTown()
  const before = await town.db.read.select().from(town.db.tables.groups)
  await town.hear({ from: '方书记', text: '绑定 7号楼' })
  await town.hear({ from: '方书记', text: '模式 只听指令' })
  await town.pass(town.now() + 60_000)
  expect(await town.db.read.select().from(town.db.tables.groups)).toEqual(before)
})

test('links and formulas in a report stay words: no title has one, and the group never hears them from the bot', async () => {
  const town = await openTown()
  await town.hear({ from: '李阿姨', in: '128号楼群', text: '报修：=HYPERLINK("http://evil.example","点我")楼道灯不亮了 http://evil.example/a?b=1' })
  await town.pass(town.now() + 60_000)
  const [ticket] = await town.tickets()
  expect(ticket?.title).not.toMatch(/http|=/)
  for (const { by, chat, text } of town.lines) if (by === null && chat === '128号楼群') expect(text).not.toContain('evil.example')
  forget(town)
})
