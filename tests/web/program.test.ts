import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { openDatabase } from '../../db/open.ts'
import { type Running, start } from '../../main.ts'
import type { CommunityFile } from '../../services/community-file.ts'
import { importCommunity } from '../../services/community-import.ts'
import { DEMO_FILE } from '../../services/demo.ts'
import { openBrowser, type TestBrowser } from '../support/browser.ts'

const PHONE = { viewport: { width: 390, height: 844 }, locale: 'zh-CN', hasTouch: true, isMobile: true }
/** The bot waits some seconds for the rest of a story, and speaks at a human pace. */
const PATIENCE = { timeout: 40_000 }

let dataDir: string
let chromium: TestBrowser
let program: Running
const launch = () => start({ DATA_DIR: dataDir, PORT: '0' }, { log: pino({ level: 'silent' }) })

/** The demo community without quiet hours, or this test would depend on the hour it is run at. */
async function seedWithoutQuietHours(): Promise<void> {
  const file = parse(await readFile(DEMO_FILE, 'utf8')) as CommunityFile
  const db = await openDatabase(`sqlite:${join(dataDir, 'woodpecker.db')}`)
  await importCommunity(db, { ...file, policies: { ...file.policies, quietFrom: '00:00', quietTo: '00:00', storySeconds: 1 } })
  await db.close()
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'woodpecker-program-'))
  chromium = await openBrowser()
  await seedWithoutQuietHours()
  program = await launch()
})
afterAll(async () => {
  await program?.stop()
  await chromium?.close()
  await rm(dataDir, { recursive: true, force: true })
})

test('the real program, on a phone: told, taken on, done, confirmed, summed up, and still there after a restart', { timeout: 240_000 }, async () => {
  const page = await (await chromium.browser.newContext(PHONE)).newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto(program.url ?? '')
  const guide = page.getByRole('region', { name: '引导' })
  const log = page.getByRole('log')

  await page.getByRole('button', { name: /楼道又被堆满了/ }).tap()
  await log.getByText(/记下了 #\d+/).waitFor(PATIENCE)
  await guide.getByRole('button', { name: /收到了什么/ }).tap(PATIENCE)
  await log.getByText(/【#\d+】/).waitFor(PATIENCE)
  await guide.getByRole('button', { name: /收到，下午两点过去/ }).tap(PATIENCE)
  await guide.getByRole('button', { name: /处理好了/ }).tap(PATIENCE)
  await guide.getByRole('button', { name: /好了好了，谢谢/ }).tap(PATIENCE)
  await log.getByText(/结案，用时/).waitFor(PATIENCE)
  await guide.getByRole('button', { name: '现在发今晚小结' }).tap(PATIENCE)
  const digest = page.getByRole('dialog')
  await digest.getByText('办结 1').first().waitFor(PATIENCE)
  await digest.getByRole('button', { name: '关闭' }).tap()

  await page
    .getByRole('button', { name: /打开工单 #/ })
    .first()
    .tap()
  const ticket = page.getByRole('article', { name: /^#\d+ / })
  await ticket.getByText('已解决', { exact: true }).waitFor(PATIENCE)
  await ticket
    .getByRole('button', { name: /发的图片/ })
    .first()
    .waitFor(PATIENCE)

  const steps = await ticket.getByRole('listitem').count()
  const told = (await ticket.getAttribute('aria-label')) ?? ''
  await program.stop()
  program = await launch()
  await page.goto(`${program.url}/?as=li-ayi&side=tickets`)
  await page.getByRole('button', { name: told }).tap(PATIENCE)
  await expect.poll(() => ticket.getByRole('listitem').count()).toBe(steps)
  expect(problems).toEqual([])
})
