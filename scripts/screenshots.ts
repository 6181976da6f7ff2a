/** Makes the pictures of the documents: the real program on a throw-away folder, in a real browser. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { start } from '../main.ts'
import { openBrowser } from '../tests/support/browser.ts'

const FOLDER = join(import.meta.dirname, '..', 'docs', 'screenshots')
const DESK = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 780 }
/** The bot waits for the pieces of a story before it answers. */
const STORY_MS = 10_500

if (process.argv.includes('--help')) {
  console.log('Usage: npm run screenshots   writes docs/screenshots/*.png')
  process.exit(0)
}

const dataDir = mkdtempSync(join(tmpdir(), 'woodpecker-shots-'))
const running = await start({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' }, { tell: console.log })
const { browser, close } = await openBrowser()
const url = running.url ?? ''

const say = async (as: string, room: string | undefined, text: string, quote?: { name: string; text: string }): Promise<void> => {
  const response = await fetch(`${url}/sandbox/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as, room, text, quote }),
  })
  if (!response.ok) throw new Error(await response.text())
}

const chatOf = async (person: string): Promise<string> => (await fetch(`${url}/sandbox/api/messages?person=${person}&limit=50`)).text()

/** A page of somebody who signed in as people do: with the link from the chat. */
const signedIn = async (person: string, options: BrowserContextOptions): Promise<Page> => {
  await say(person, undefined, '登录')
  await sleep(3_000)
  const link = [...(await chatOf(person)).matchAll(/\/login\/[\w-]+/g)].at(-1)?.[0]
  if (!link) throw new Error(`the bot gave ${person} no link`)
  const page = await browser.newPage({ ...options, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  await page.goto(url + link)
  await page.getByRole('button', { name: '进入' }).click()
  await page.getByRole('heading', { name: '今天', level: 1 }).waitFor()
  return page
}

const shoot = async (name: string, page: Page): Promise<void> => {
  await page.waitForTimeout(800)
  // Grey bars are no picture of a page.
  while ((await page.locator('.ant-skeleton, .loading').count()) > 0) await page.waitForTimeout(200)
  await page.waitForTimeout(400)
  await page.screenshot({ path: join(FOLDER, `${name}.png`) })
  console.log(`docs/screenshots/${name}.png`)
}

try {
  mkdirSync(FOLDER, { recursive: true })
  await say('li-ayi', 'b128@demo', '楼道又被堆满了，轮椅都过不去')
  await sleep(STORY_MS)
  await say('wang-shifu', undefined, '收到，下午两点过去', { name: '小啄', text: '【#1042】楼道堆物 · 128号楼' })
  await sleep(3_000)
  await say('wang-shifu', undefined, '办结1042 清完了')
  await sleep(STORY_MS)
  await say('li-ayi', 'b128@demo', '好了好了 谢谢小王')
  await sleep(3_000)
  await say('xiao-wu', 'b128@demo', '二单元的灯又不亮了')
  await sleep(STORY_MS)

  const desk = await browser.newPage({ viewport: DESK, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  await desk.goto(url)
  await desk.getByText('128号楼群').first().click()
  await desk.getByText('#1042').first().click()
  await shoot('sandbox-desk', desk)

  const phone = await browser.newPage({ viewport: PHONE, deviceScaleFactor: 2, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  await phone.goto(url)
  await shoot('sandbox-welcome-phone', phone)
  await phone.getByText('婷婷妈妈闻到煤气味').first().click()
  await phone.waitForTimeout(4_000)
  await shoot('sandbox-danger-phone', phone)

  await say('tingting-ma', undefined, '报修：7号楼2单元301室厨房水管漏水')
  await sleep(STORY_MS)
  const admin = await signedIn('fang-shuji', { viewport: DESK })
  const adminPages = [
    ['today', '/app'],
    ['ledger', '/app/ledger'],
    ['charts', '/app/charts'],
    ['setup', '/app/setup'],
  ] as const
  for (const [name, path] of adminPages) {
    await admin.goto(url + path)
    await shoot(`${name}-desk`, admin)
  }
  const staff = await signedIn('wang-shifu', { viewport: PHONE })
  await staff.goto(`${url}/app/tickets/1043`)
  await shoot('ticket-phone', staff)
  const bare = await browser.newPage({ viewport: PHONE, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  await bare.goto(`${url}/board/demo`)
  await shoot('board-phone', bare)
  const own = /\/t\/p-[\w.-]+/.exec(await chatOf('tingting-ma'))?.[0]
  if (!own) throw new Error('the bot gave no link to a ticket’s page')
  await bare.goto(url + own)
  await shoot('ticket-resident-phone', bare)
} finally {
  await close()
  await running.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
