/** Makes the pictures of the documents: the real program on a throw-away folder, in a real browser. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
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

const shoot = async (name: string, page: Page): Promise<void> => {
  await page.waitForTimeout(800)
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
} finally {
  await close()
  await running.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
