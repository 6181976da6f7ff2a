/** Getting in, with the whole program: a visitor of the sandbox, and the first admin on a real gateway. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseConfig } from '../../config.ts'
import { openDatabase } from '../../db/open.ts'
import { type Running, start } from '../../main.ts'
import { adminLink } from '../../scripts/admin-link.ts'
import type { CommunityFile } from '../../services/community-file.ts'
import { importCommunity } from '../../services/community-import.ts'
import { DEMO_FILE } from '../../services/demo.ts'

let dataDir: string
let running: Running | undefined
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'woodpecker-sign-in-'))
})
afterEach(async () => {
  await running?.stop()
  running = undefined
  rmSync(dataDir, { recursive: true, force: true })
})

const settings = (more: Record<string, string> = {}) => ({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent', ...more })
const post = (url: string, body: object, cookie = '') =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', cookie }, body: JSON.stringify(body) })
const cookieOf = (answer: Response): string => answer.headers.getSetCookie().at(-1)?.split(';')[0] ?? ''

/** As the page behind a link does it. @returns who one is then */
async function followLink(link: string): Promise<{ person: { id: string }; accessRole: string }> {
  const { origin, pathname } = new URL(link)
  const secret = pathname.replace('/login/', '')
  expect((await fetch(link)).status).toBe(200)
  const browser = cookieOf(await post(`${origin}/api/v1/session/open`, { secret }))
  const signedIn = await post(`${origin}/api/v1/session`, { secret }, browser)
  expect(signedIn.status).toBe(200)
  const session = signedIn.headers.getSetCookie().find((one) => one.startsWith('wp_session'))
  return (await fetch(`${origin}/api/v1/me`, { headers: { cookie: session?.split(';')[0] ?? '' } })).json() as ReturnType<typeof followLink>
}

test('a visitor of the sandbox asks as the admin for a link and follows it', async () => {
  running = await start(settings())
  const { url } = running
  await post(`${url}/sandbox/api/messages`, { as: 'fang-shuji', text: '登录' })
  let link: string | undefined
  for (let tries = 0; link === undefined && tries < 100; tries++) {
    const said = (await (await fetch(`${url}/sandbox/api/messages?person=fang-shuji`)).json()) as { text: string }[]
    link = /http:\S+\/login\/[\w-]{43}/.exec(said.at(-1)?.text ?? '')?.[0]
    await sleep(50)
  }
  expect(link?.startsWith(`${url}/login/`)).toBe(true)
  expect(await followLink(link ?? '')).toMatchObject({ person: { id: 'fang' }, accessRole: 'admin' })
})

test('on a real gateway the first admin gets a link at the terminal, until somebody signed in', async () => {
  const real = settings({ ROLES: 'server', WECHATY_PUPPET_SERVICE_TOKEN: 'none' })
  const db = await openDatabase(parseConfig(real).databaseUrl)
  const file = parse(readFileSync(DEMO_FILE, 'utf8')) as CommunityFile
  await importCommunity(db, { ...file, community: { ...file.community, id: 'real' } })
  await db.close()
  const linksTold = async (): Promise<string[]> => {
    const told: string[] = []
    running = await start(real, { tell: (line) => told.push(line) })
    return told.flatMap((line) => /http:\S+\/login\/\S+/.exec(line) ?? [])
  }
  const [link = ''] = await linksTold()
  expect(await followLink(link)).toMatchObject({ person: { id: 'fang' }, accessRole: 'admin' })
  await running?.stop()
  expect(await linksTold()).toEqual([])

  const said: string[] = []
  await adminLink(parseConfig(real), {}, (line) => said.push(line))
  const asked = /\/login\/\S+/.exec(said.join('\n'))?.[0] ?? ''
  expect(await followLink(`${running?.url}${asked}`)).toMatchObject({ person: { id: 'fang' } })
})
