/** Speaking with care: quiet hours, one message where two would do, failures of the platform. */
import { describe, expect, test } from 'vitest'
import type { SayResult } from '../../services/ports.ts'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown, type Town } from '../support/town.ts'

const saidIn = (town: Town, chat: string): string[] => town.lines.filter((line) => line.by === null && line.chat === chat).map((line) => line.text)

describe.each(databases)('speech on $name', ({ open }) => {
  test('at night who speaks is answered, who sleeps is let sleep: the card of an ordinary matter waits for seven', async () => {
    const town = await openTown({ db: await open(), at: '2026-11-23 23:00' })
    await play(
      town,
      `
      23:10 李阿姨 @128号楼群: 报修：楼道灯不亮了
            小啄 @128号楼群: @李阿姨 记下了 #1042 … 明天 … 前到现场
      +60s  小啄 → 张队长: (没说话)
      +60s  小啄 @长峰物业工作群: (没说话)
      次日 07:00 小啄 → 张队长: 【#1042】 … 24日 … 前接单
      +0s   小啄 @长峰物业工作群: 【#1042】`,
    )
  })

  test('words of unknown fate are not said twice when their echo proves that they were said', async () => {
    const town = await openTown({ db: await open() })
    const answers: SayResult[] = [{ state: 'unknown', reason: 'timed out' }]
    town.edge.answer = () => answers.shift() ?? { state: 'sent' }
    await play(town, '12:03 李阿姨 @128号楼群: 帮助')
    const [row] = await town.outbox()
    expect(row).toMatchObject({ state: 'pending', attempts: 1, uncertainAt: town.now() })
    await town.receive({
      account: 'town:xiaozhuo',
      id: 'late-echo',
      at: town.now(),
      room: { id: 'b128@demo', topic: '128号楼群' },
      sender: { id: 'xiaozhuo', name: '小啄' },
      self: true,
      kind: 'text',
      text: row?.text ?? '',
      mentions: [],
      mentionsBot: false,
    })
    expect(await town.outbox()).toMatchObject([{ state: 'sent', platformMessageId: 'late-echo' }])
    await town.pass(town.now() + 3_600_000)
    expect(saidIn(town, '128号楼群')).toEqual([])
  })

  test('words of unknown fate that nobody hands back are said once more', async () => {
    const town = await openTown({ db: await open() })
    const answers: SayResult[] = [{ state: 'unknown', reason: 'timed out' }]
    town.edge.answer = () => answers.shift() ?? { state: 'sent' }
    await play(town, '12:03 李阿姨 @128号楼群: 帮助')
    await town.pass(town.now() + 3_600_000)
    expect(saidIn(town, '128号楼群')).toHaveLength(1)
    expect(await town.outbox()).toMatchObject([{ state: 'sent', uncertainAt: expect.any(Number) }])
  })
})

test('an urgent matter wakes who is on duty, whatever the hour', async () => {
  const town = await openTown({ at: '2026-11-23 23:00' })
  await play(
    town,
    `
    23:10 李阿姨 @128号楼群: 整栋楼都停水了，一滴水都没有
          小啄 @128号楼群: @李阿姨 记下了 #1042 … 加急
          小啄 → 张队长: 【#1042】`,
  )
})

test('what staff do at night the group hears in the morning, and it names the day, not "tomorrow"', async () => {
  const town = await openTown({ at: '2026-11-23 21:30' })
  await play(
    town,
    `
    21:40 李阿姨 @128号楼群: 报修：楼道灯不亮了
          小啄 @128号楼群: 记下了 #1042
    22:30 张队长 → 小啄: 接单1042 明天上午九点
          小啄 → 张队长: 好，#1042
    +60s  小啄 @128号楼群: (没说话)
    次日 07:00 小啄 @128号楼群: #1042 张队长已接单，约24日09:00到。`,
  )
})

test('a platform that fails for a while is tried again, in order, and nothing is said twice', async () => {
  const town = await openTown()
  let failures = 3
  town.edge.answer = (target) =>
    'room' in target && target.room === 'b128@demo' && failures-- > 0
      ? { state: 'failed', reason: 'error', detail: 'gateway hiccup' }
      : { state: 'sent' }
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
    12:04 王师傅 → 小啄: 接单1042 下午两点
    +2m   小啄 @128号楼群: 记下了 #1042
    +0s   小啄 @128号楼群: #1042 王师傅已接单，约14:00到。`,
  )
  expect(saidIn(town, '128号楼群')).toHaveLength(2)
})

test('asked to slow down, the whole account is silent for a minute and then goes on', async () => {
  const town = await openTown()
  let limited = true
  town.edge.answer = () => {
    if (!limited) return { state: 'sent' }
    limited = false
    return { state: 'failed', reason: 'limited', detail: 'too fast' }
  }
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 帮助
    +50s  小啄: (没说话)
    +15s  小啄 @128号楼群: 有事直接在群里说`,
  )
})

test('words that can never be said are given up after some tries and do not block what follows', async () => {
  const town = await openTown()
  town.edge.answer = (_target, words) => (words.text.includes('值班') ? { state: 'failed', reason: 'error', detail: 'refused' } : { state: 'sent' })
  await play(town, '12:03 李阿姨 @128号楼群: 今天谁值班')
  await town.pass(town.now() + 3_600_000)
  await play(town, '13:30 李阿姨 @128号楼群: 帮助\n小啄 @128号楼群: 有事直接在群里说')
  expect((await town.outbox()).map((row) => row.state)).toEqual(['failed', 'sent'])
})

test('a message heard twice is heard once', async () => {
  const town = await openTown()
  const { message } = await town.hear({ from: '李阿姨', in: '128号楼群', text: '报修：楼道灯不亮了' })
  const again = await town.receive(message)
  expect(again).toMatchObject({ fresh: false, opened: [] })
  await town.pass(town.now() + 60_000)
  expect(await town.tickets()).toHaveLength(1)
  expect(saidIn(town, '128号楼群')).toHaveLength(1)
})

test('the bot does not listen to itself', async () => {
  const town = await openTown()
  const heard = await town.receive({
    account: 'town:xiaozhuo',
    id: 'own-words',
    at: town.now(),
    room: { id: 'b128@demo', topic: '128号楼群' },
    sender: { id: 'xiaozhuo', name: '小啄' },
    self: true,
    kind: 'text',
    text: '报修：楼道灯不亮了',
    mentions: [],
    mentionsBot: false,
  })
  expect(heard).toMatchObject({ fresh: false, action: 'ignore' })
  expect(await town.tickets()).toEqual([])
})

test('several things due at once are one message each, never the same thing twice', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
          小啄 @128号楼群: 记下了 #1042
    15:00 李阿姨 @128号楼群: 催1042
    +1s   赵叔 @128号楼群: 催1042
          小啄 @128号楼群: #1042 … 催
          小啄 @128号楼群: (没说话)`,
  )
})
