/** At its usual level the log tells what the program did, and nothing of what people said, who they are or how to call them. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { createHearing } from '../../bot/hearing.ts'
import type { CommunityFile } from '../../services/community-file.ts'
import { DEMO_FILE } from '../../services/demo.ts'
import { createLog } from '../../services/log.ts'
import { databases } from '../support/databases.ts'
import { ACCOUNT, openTown } from '../support/town.ts'

const PHONE = '13812345678'
const { people } = parse(readFileSync(DEMO_FILE, 'utf8')) as CommunityFile
/** Everybody's name, title and phone. */
const PEOPLE = people
  .flatMap(({ name, title, phone }) => [name, title, phone])
  .filter((word) => word !== undefined)
  .map(String)
  .filter((word) => word.length > 1)

function listening() {
  const lines: string[] = []
  return { lines, log: createLog('info', { write: (line) => void lines.push(line) }) }
}

describe.each(databases)('the log of a whole conversation on $name', ({ open }) => {
  test('has no words of a message, no name and no phone, also where things go wrong', async () => {
    const { lines, log } = listening()
    const town = await openTown({ db: await open(), log })
    const said: string[] = []
    const hear = (words: Parameters<typeof town.hear>[0]) => {
      said.push(words.text)
      return town.hear(words)
    }
    town.edge.fetch = () => {
      throw new Error('the platform keeps its pictures to itself')
    }
    await hear({ from: '李阿姨', in: '128号楼群', text: '', kind: 'image', attachment: { name: '李阿姨家.jpg' } })
    await hear({ from: '李阿姨', in: '128号楼群', text: `报修：128号楼二单元楼道灯不亮了，电话${PHONE}` })
    town.edge.answer = () => ({ state: 'failed', reason: 'unreachable', detail: 'not a friend' })
    await town.pass(town.now() + 60_000)
    town.edge.answer = () => ({ state: 'sent' })
    await hear({ from: '李阿姨', text: '接单 1042' })
    await hear({ from: '王师傅', text: '接单 1042' })
    await hear({ from: '王师傅', text: '办结 1042 换了新灯泡，李阿姨签收' })
    await hear({ from: '李阿姨', in: '128号楼群', text: '还是不亮呀，白修了' })
    await hear({ from: '陌生人甲', in: '不认识的群', text: '楼上漏水漏到我家了' })
    await town.desk.roomJoined({ account: ACCOUNT, id: 'r9@x', topic: '李阿姨、陌生人甲' }, ['xiaozhuo'])
    await town.pass(town.today('21:00'))
    await town.runJobs()
    await town.pass(town.now() + 60_000)

    const broken = '报修：七楼水管爆了\u0000，找李阿姨'
    const hearing = createHearing(log)
    const { message } = await town.hear({ from: '小吴', in: '7号楼群', text: '大家早上好呀' })
    // A storage that refuses what it is given: PostgreSQL takes no NUL, and neither takes a message without a kind.
    const odd = { ...message, id: 'odd', text: broken, kind: null as unknown as 'text' }
    hearing.queues.push('r', () => town.desk.receive(odd))
    await hearing.queues.idle()

    expect(hearing.stats().failed).toBe(1)
    const text = lines.join('')
    expect(text).toContain('a message could not be handled')
    expect(text).toContain('a command was refused')
    expect(text).toContain('could not be fetched')
    expect(text).toContain('words could not be said')
    const secrets = [
      ...said,
      broken,
      '七楼水管爆了',
      '换了新灯泡',
      PHONE,
      '陌生人甲',
      '李阿姨家.jpg',
      ...PEOPLE,
      ...town.lines.map((line) => line.text),
    ]
    for (const secret of secrets.filter((word) => word.length > 1)) expect(text).not.toContain(secret)
  })
})

test('an error is logged with its code, its places and its causes, without the values that a driver adds', () => {
  const { lines, log } = listening()
  const driver = Object.assign(new Error('bad value\nDETAIL: Key (phone)=(13812345678)'), { code: '23505', detail: 'Key (phone)=(13812345678)' })
  const wrapped = Object.assign(new Error(`Failed query: insert into "messages" values ($1)\nparams: 李阿姨,${PHONE}`, { cause: driver }), {
    params: ['李阿姨', PHONE],
  })
  log.error({ err: wrapped }, 'x')
  log.error({ err: '李阿姨' }, 'x')
  const text = lines.join('')
  expect(text).toContain('Failed query')
  expect(text).toContain('23505')
  expect(text).toMatch(/at .*log-privacy\.test\.ts/)
  for (const secret of ['李阿姨', PHONE]) expect(text).not.toContain(secret)
})
