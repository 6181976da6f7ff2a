/**
 * How light and how accessible the pages without script are, measured by Lighthouse on a simulated phone: the real program, with tickets and pictures, in a
 * real browser. Writes the figures to docs/web-quality.md; fails below what is promised.
 */

import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import lighthouse from 'lighthouse'
import type { Browser } from 'playwright-core'
import { start } from '../main.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { writeSection } from './lib/doc-section.ts'

const DOCUMENT = join(import.meta.dirname, '..', 'docs', 'web-quality.md')
const PROMISED = { performance: 95, accessibility: 95 }
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const
/** The bot waits for the pieces of a story before it answers. */
const STORY_MS = 10_500

if (process.argv.includes('--help')) {
  console.log('Usage: npm run lighthouse   measures the board and a resident’s page, writes docs/web-quality.md')
  process.exit(0)
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port'))))
    })
  })

/** A photo as a phone takes it: large, and nothing in it is flat. */
async function photo(browser: Browser, hue: number): Promise<string> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1200 } })
  const spots = Array.from(
    { length: 60 },
    (_, i) =>
      `radial-gradient(circle at ${(i * 37) % 100}% ${(i * 61) % 100}%, hsl(${hue + i * 3} 40% ${20 + (i % 7) * 9}%) 0, transparent ${6 + (i % 9)}%)`,
  )
  await page.setContent(`<body style="margin:0;height:100vh;background:${spots.join(',')},hsl(${hue} 20% 60%)"></body>`)
  const bytes = await page.screenshot({ type: 'jpeg', quality: 85 })
  await page.close()
  return bytes.toString('base64')
}

async function say(url: string, as: string, words: { room?: string; text?: string; photo?: string }): Promise<void> {
  const { photo: base64, ...said } = words
  const body = JSON.stringify({ as, ...said, ...(base64 === undefined ? {} : { file: { name: 'photo.jpg', base64 } }) })
  const response = await fetch(`${url}/sandbox/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  if (!response.ok) throw new Error(await response.text())
}

/** Tickets in every state, with pictures of before and after. @returns the path of a resident's own page */
async function liveIn(url: string, browser: Browser): Promise<string> {
  const reports = [
    ['li-ayi', 'b128@demo', '报修：128号楼2单元楼道堆满了纸箱'],
    ['tom', 'b126@demo', '报修：126号楼电梯停在三楼不动了'],
    ['tingting-ma', 'b7@demo', '报修：7号楼一楼下水道堵了'],
    ['xiao-wu', 'b128@demo', '报修：128号楼门口路灯不亮'],
  ] as const
  for (const [i, [as, room, text]] of reports.entries()) {
    await say(url, as, { room, photo: await photo(browser, i * 50) })
    await say(url, as, { room, text })
  }
  await say(url, 'li-ayi', { text: '报修：129号楼2单元501室厨房水管漏水' })
  await sleep(STORY_MS)
  for (const number of [1042, 1043, 1044]) {
    await say(url, 'wang-shifu', { photo: await photo(browser, number * 40) })
    await say(url, 'wang-shifu', { text: `办结${number} 处理好了` })
  }
  await sleep(STORY_MS)
  const chat = await fetch(`${url}/sandbox/api/messages?person=li-ayi&limit=50`)
  return /\/t\/p-[A-Za-z0-9_.-]+/.exec(await chat.text())?.[0] ?? ''
}

interface Measured {
  page: string
  scores: Record<(typeof CATEGORIES)[number], number>
  kilobytes: number
  requests: number
  firstPaint: number
}

async function measure(page: string, address: string, port: number): Promise<Measured> {
  const result = await lighthouse(address, { port, output: 'json', logLevel: 'error', onlyCategories: [...CATEGORIES], formFactor: 'mobile' })
  if (!result) throw new Error(`${address} could not be measured`)
  const { categories, audits } = result.lhr
  for (const audit of Object.values(audits))
    if (audit.score !== null && audit.score < 0.9) console.log(`  ${page}: ${audit.id} ${audit.score} ${audit.displayValue ?? ''}`)
  const score = (name: (typeof CATEGORIES)[number]): number => Math.round((categories[name]?.score ?? 0) * 100)
  return {
    page,
    scores: { performance: score('performance'), accessibility: score('accessibility'), 'best-practices': score('best-practices') },
    kilobytes: Math.round((audits['total-byte-weight']?.numericValue ?? 0) / 1024),
    requests: ((audits['network-requests']?.details as { items?: unknown[] } | undefined)?.items ?? []).length,
    firstPaint: Math.round(audits['first-contentful-paint']?.numericValue ?? 0),
  }
}

const dataDir = mkdtempSync(join(tmpdir(), 'woodpecker-lighthouse-'))
const running = await start({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' }, { tell: console.log })
const port = await freePort()
const { browser, close } = await openBrowser(port)
try {
  const url = running.url ?? ''
  const resident = await liveIn(url, browser)
  if (resident === '') throw new Error('the bot gave no link')
  const measured = [
    await measure('Public board, Chinese', `${url}/board/demo`, port),
    await measure('Public board, English', `${url}/board/demo?lang=en`, port),
    await measure('Resident’s page, Chinese', url + resident, port),
    await measure('Resident’s page, English', `${url}${resident}?lang=en`, port),
  ]
  const rows = measured.map(
    ({ page, scores, kilobytes, requests, firstPaint }) =>
      `| ${page} | ${scores.performance} | ${scores.accessibility} | ${scores['best-practices']} | ${kilobytes} | ${requests} | ${(firstPaint / 1000).toFixed(1)} |`,
  )
  const table = `## Pages without script

Lighthouse, simulated phone (slow 4G, processor four times slower); written by \`npm run lighthouse\`, which fails below ${PROMISED.performance} for performance and ${PROMISED.accessibility} for accessibility.

| page | performance | accessibility | best practices | kB | requests | first paint (s) |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.join('\n')}`
  writeSection(DOCUMENT, 'lighthouse', table)
  console.log(table)
  const below = measured.filter(({ scores }) => scores.performance < PROMISED.performance || scores.accessibility < PROMISED.accessibility)
  if (below.length > 0) {
    console.error(`below what is promised: ${below.map(({ page }) => page).join(', ')}`)
    process.exitCode = 1
  }
} finally {
  await close()
  await running.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
