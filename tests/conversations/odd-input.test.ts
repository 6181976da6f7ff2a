/** Odd input: a clear answer or silence, nothing lost, nothing broken. */
import { describe, expect, test } from 'vitest'
import { forget, play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown } from '../support/town.ts'

const PASTE = '楼道里的杂物堆了很久了，请物业尽快来清理一下，谢谢。'.repeat(250).slice(0, 5000)

describe.each(databases)('odd input on $name', ({ open }) => {
  test.each([
    ['nothing at all', ''],
    ['blanks', ' \n\t  '],
    ['lone surrogates', '报修：楼道灯不亮了\ud83d'.toWellFormed()],
    ['emoji only', '😂😂😂👍'],
    ['5,000 characters', PASTE],
    ['5,000 question marks', '？'.repeat(5000)],
    ['5,000 at signs', '@'.repeat(5000)],
    ['a deep quote', `${'「'.repeat(500)}a：b${'」'.repeat(500)}\n- - - - - - -\nok`],
    ['quotes, percent signs and backslashes', `报修：灯坏了 ' " \\ % _ -- ; drop table tickets`],
    ['a number of many digits', '接单 99999999999999999999'],
    ['zero', '接单 0'],
  ])('%s', async (_what, text) => {
    const town = await openTown({ db: await open() })
    const { receipt } = await town.hear({ from: '李阿姨', in: '128号楼群', text })
    await town.pass(town.now() + 60_000)
    expect(receipt.fresh).toBe(true)
    forget(town)
    await play(town, '12:30 赵叔 @126号楼群: 今天谁值班\n小啄 @126号楼群: 现在值班')
  })

  test('one message that the storage cannot hold does not stop the next', async () => {
    const town = await openTown({ db: await open() })
    // NUL is taken out at the door; should one come through, PostgreSQL refuses it.
    await town.hear({ from: '李阿姨', in: '128号楼群', text: '报修：楼道灯不亮了\0' }).catch(() => undefined)
    await town.pass(town.now() + 60_000)
    forget(town)
    await play(town, '12:30 赵叔 @126号楼群: 今天谁值班\n小啄 @126号楼群: 现在值班')
  })
})

test.each(['sticker', 'voice', 'video', 'file', 'link', 'location', 'card', 'system'] as const)(
  'a bare %s in a group meets silence',
  async (kind) => {
    const town = await openTown()
    await town.hear({
      from: '李阿姨',
      in: '128号楼群',
      text: '',
      kind,
      ...(kind === 'voice' || kind === 'video' || kind === 'file' ? { attachment: { name: 'x' } } : {}),
    })
    await town.pass(town.now() + 60_000)
    expect(town.lines.filter((line) => line.by === null)).toEqual([])
    expect(await town.tickets()).toEqual([])
  },
)

test('a voice message sent directly is not met with silence', async () => {
  const town = await openTown()
  await play(town, '12:03 李阿姨 → 小啄: [语音]\n小啄 → 李阿姨: 有事直接在群里说')
})

test('a long paste becomes one ticket with words that fit on a card', async () => {
  const town = await openTown()
  await town.hear({ from: '李阿姨', in: '128号楼群', text: `报修：${PASTE}` })
  await town.pass(town.now() + 60_000)
  expect(await town.tickets()).toHaveLength(1)
  for (const line of town.lines.filter((one) => one.by === null)) expect(line.text.length).toBeLessThan(600)
})

test('a name with markup, a very long one and none at all are people like others', async () => {
  const town = await openTown()
  for (const name of ['<b>王</b>', '长'.repeat(200), '']) {
    await town.receive({
      account: 'town:xiaozhuo',
      id: `n${name.length}`,
      at: town.now(),
      room: { id: 'b128@demo', topic: '128号楼群' },
      sender: { id: `chat-${name.length}`, name },
      self: false,
      kind: 'text',
      text: '帮助',
      mentions: [],
      mentionsBot: false,
    })
  }
  expect(town.lines.filter((line) => line.by === null)).toHaveLength(3)
})
