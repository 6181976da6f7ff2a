/** The whole program, as a process of its own, on a real gateway over gRPC: told, answered, killed on either side, and back. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../db/open.ts'
import type { CommunityFile } from '../../services/community-file.ts'
import { importCommunity } from '../../services/community-import.ts'
import { type GatewayProcess, startGateway } from '../support/gateway.ts'
import { B128, STAFF } from '../support/gateway-scene.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const PORT = 18_840

const community: CommunityFile = {
  community: { id: 'c1', name: '长峰社区' },
  grids: [{ id: 'g1', name: '第1网格' }],
  buildings: [{ name: 128, grid: 'g1' }],
  organisations: [
    { id: 'wuye', name: '长峰物业', kind: 'property' },
    { id: 'office', name: '居委会', kind: 'community' },
  ],
  people: [
    { id: 'wang', name: '王建国', title: '王师傅', role: 'property', org: 'wuye', supervisor: true, chat: ['wang'] },
    { id: 'chen', name: '陈静', role: 'community', org: 'office', admin: true },
  ],
  groups: [
    { id: 'b128', name: '128号楼群', kind: 'building', grid: 'g1', buildings: [128], chat: B128 },
    { id: 'staff', name: '物业群', kind: 'staff', org: 'wuye', chat: STAFF },
  ],
  // Whenever this test runs, nothing waits for the morning.
  policies: { storySeconds: 1, quietFrom: '00:00', quietTo: '00:00' },
}

let dataDir: string
let gateway: GatewayProcess
let program: ReturnType<typeof startProgram>

function startProgram() {
  const settings = {
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'warn',
    ROLES: 'bot,jobs',
    WECHATY_PUPPET_SERVICE_TOKEN: 'insecure_test',
    WECHATY_PUPPET_SERVICE_ENDPOINT: `127.0.0.1:${PORT}`,
  }
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
    cwd: ROOT,
    env: { ...process.env, ...settings, WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT: 'true' },
    stdio: 'ignore',
  })
  const ended = once(child, 'close')
  return {
    async end(signal: NodeJS.Signals) {
      child.kill(signal)
      await ended
    },
  }
}

const speak = (as: string, room: string | undefined, text: string) => gateway.tell({ do: 'speak', as, ...(room ? { room } : {}), text })

/** Asks until something is answered: what is said while the line is down never arrives, and before the login nothing can be said at all. */
async function askUntil(answered: () => boolean, as: string, text: string): Promise<void> {
  for (let tries = 0; tries < 60 && !answered(); tries++) {
    await speak(as, undefined, text).catch(() => undefined)
    await sleep(1_000)
  }
}

async function heard(to: string, words: RegExp, withinMs = 30_000): Promise<string> {
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(100)) {
    const found = gateway.said.find((said) => said.to === to && words.test(said.text))
    if (found) return found.text
  }
  throw new Error(`not said to ${to}: ${words}; said was ${JSON.stringify(gateway.said)}`)
}

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'woodpecker-gateway-'))
  const db = await openDatabase(`sqlite:${join(dataDir, 'woodpecker.db')}`)
  await importCommunity(db, community)
  await db.close()
  gateway = await startGateway(PORT)
  program = startProgram()
  // The line is up once the bot answers.
  await askUntil(() => gateway.said.length > 0, 'wang', '帮助')
}, 90_000)

afterAll(async () => {
  await program.end('SIGTERM')
  await gateway.kill()
  rmSync(dataDir, { recursive: true, force: true })
})

test('a report in the group is answered there and brought to the staff', async () => {
  await speak('li', B128, '报修：楼道灯不亮了')
  expect(await heard(B128, /#1042/)).toContain('王师傅')
  await heard(STAFF, /【#1042】/)
}, 60_000)

test('after the gateway was killed and came back the next report gets the next number', async () => {
  await gateway.kill()
  gateway = await startGateway(PORT)
  await askUntil(() => gateway.said.some((said) => said.to === 'wang'), 'wang', '帮助')
  await speak('li', B128, '报修：单元门关不上了')
  await heard(B128, /#1043/)
}, 90_000)

test('after the program was killed and started again nothing is forgotten and no number is given twice', async () => {
  await program.end('SIGKILL')
  program = startProgram()
  await askUntil(() => gateway.said.some((said) => said.to === 'li'), 'li', '进度1042')
  expect(await heard('li', /#1042/)).toContain('灯不亮')
  await speak('tom', B128, 'report: the lift in building 128 is stuck')
  await heard(B128, /#1044/)
  expect(gateway.said.filter((said) => said.to === B128 && /#1043/.test(said.text) && /记下了/.test(said.text)).length).toBeLessThanOrEqual(1)
}, 90_000)
