import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DEFAULT_SETTINGS } from '../../core/community.ts'
import { createReader } from '../../core/understanding/reader.ts'
import type { Change } from '../../services/changes.ts'
import { createOrder } from '../../services/context.ts'
import { FREE_PACE } from '../../services/delivery.ts'
import { createDesk, type Desk } from '../../services/desk.ts'
import { bumpRevision } from '../../services/directory.ts'
import { say } from '../../services/outbox.ts'
import type { ChatPort } from '../../services/ports.ts'
import { databases, openSqlite } from '../support/databases.ts'
import { pictureOf } from '../support/picture.ts'

async function openDesk(options: { deliverEveryMs?: number; db?: Awaited<ReturnType<typeof openSqlite>> } = {}): Promise<Desk> {
  const db = options.db ?? (await openSqlite())
  const dataDir = mkdtempSync(join(tmpdir(), 'woodpecker-desk-'))
  const { communities } = db.tables
  const community = { timezone: 'Asia/Shanghai', language: 'zh-CN' as const, revision: 0, lastTicketNumber: 0, lastLeadNumber: 0 }
  const settings = { ...DEFAULT_SETTINGS, quietFrom: '00:00', quietTo: '00:00' }
  await db.transact((tx) => tx.insert(communities).values(['c1', 'c2'].map((id) => ({ ...community, id, name: id, settings }))))
  const desk = createDesk({
    db,
    dataDir,
    reader: createReader(),
    pace: FREE_PACE,
    log: pino({ level: 'silent' }),
    deliverEveryMs: options.deliverEveryMs ?? 0,
    hidden: ['c2'],
  })
  onTestFinished(async () => {
    await desk.close()
    await db.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return desk
}

function portThat(some: Partial<ChatPort> = {}): ChatPort & { said: string[] } {
  const said: string[] = []
  return {
    account: 'test:bot',
    said,
    say: async (_target, { text }) => {
      said.push(text)
      return { state: 'sent' }
    },
    fetchAttachment: async (id) => ({ name: id, bytes: pictureOf(id) }),
    rooms: async () => [],
    ...some,
  }
}

const put = async ({ context: cx }: Desk, text: string): Promise<void> => {
  const directory = await cx.directories.get(cx.db.read, 'c1')
  await cx.db.transact((tx) => say(cx, tx, directory, { to: { room: 'r1' }, text, pace: 'now' }))
}
const pendingPicture = async ({ context: cx }: Desk): Promise<void> => {
  const { attachments } = cx.db.tables
  const row = { communityId: 'c1', id: 'a1', account: 'test:bot', messageId: 'm1', name: 'p.jpg', attempts: 0, nextAt: 0 }
  await cx.db.transact((tx) => tx.insert(attachments).values({ ...row, state: 'pending', purpose: 'report' }))
}

describe('the desk', () => {
  it('speaks by itself once an account is there, and not before', async () => {
    const desk = await openDesk({ deliverEveryMs: 10 })
    await put(desk, 'hello')
    const port = portThat()
    const detach = desk.attach(port)
    await expect.poll(() => port.said).toEqual(['hello'])
    detach()
    await put(desk, 'nobody hears this')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(port.said).toEqual(['hello'])
  })

  it('is not held up by a gateway that is slow with pictures', async () => {
    const desk = await openDesk()
    let give: (file: { name: string; bytes: Uint8Array }) => void = () => {}
    const port = portThat({ fetchAttachment: () => new Promise((resolve) => (give = resolve)) })
    desk.attach(port)
    await pendingPicture(desk)
    await put(desk, 'gas! open the windows')
    const began = Date.now()
    await desk.deliver()
    expect(port.said).toEqual(['gas! open the windows'])
    expect(Date.now() - began).toBeLessThan(2000)
    give({ name: 'p.jpg', bytes: pictureOf('p') })
    const { attachments } = desk.context.db.tables
    await expect.poll(async () => (await desk.context.db.read.select().from(attachments))[0]?.state).toBe('stored')
  })

  it('closing waits for what is being said', async () => {
    const desk = await openDesk()
    let said = false
    desk.attach(
      portThat({
        say: async () => {
          await new Promise((resolve) => setTimeout(resolve, 50))
          said = true
          return { state: 'sent' }
        },
      }),
    )
    await put(desk, 'last words')
    void desk.deliver()
    await desk.close()
    expect(said).toBe(true)
  })
})

describe('what is told to whoever watches', () => {
  it('reaches every watcher until it looks away', async () => {
    const { changes } = (await openDesk()).context
    const seen: Change[] = []
    const away = changes.watch((change) => seen.push(change))
    changes.tell({ kind: 'setup', communityId: 'c1' })
    away()
    changes.tell({ kind: 'ticket', communityId: 'c1' })
    expect(seen).toEqual([{ kind: 'setup', communityId: 'c1' }])
  })
})

describe('the order of what came', () => {
  it('rises even within a millisecond, when the clock stands still or goes back, and over a restart', () => {
    let now = 1_795_406_400_000
    const next = createOrder(() => now)
    const numbers = [next(), next(), next()]
    now -= 60_000
    numbers.push(next())
    now += 120_000
    const after = createOrder(() => now)
    numbers.push(after())
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    expect(new Set(numbers).size).toBe(5)
    expect(Math.max(...numbers)).toBeLessThan(Number.MAX_SAFE_INTEGER)
  })
})

describe.each(databases)('the directory on $name', ({ open }) => {
  it('is kept until the set-up changes, and then read anew', async () => {
    const desk = await openDesk({ db: await open() })
    const { db, directories } = desk.context
    const before = await directories.get(db.read, 'c1')
    expect(await directories.get(db.read, 'c1')).toBe(before)
    await db.transact(async (tx) => {
      await tx.insert(db.tables.grids).values({ communityId: 'c1', id: 'g1', name: '第1网格' })
      await bumpRevision(db, tx, 'c1')
    })
    expect((await directories.get(db.read, 'c1')).grids).toMatchObject([{ id: 'g1', name: '第1网格' }])
  })

  it('knows the communities that are served, and refuses one that is not there', async () => {
    const { db, directories } = (await openDesk({ db: await open() })).context
    expect(await directories.ids(db.read)).toEqual(['c1'])
    await expect(directories.get(db.read, 'c9')).rejects.toMatchObject({ code: 'COMMUNITY_UNKNOWN' })
  })
})
