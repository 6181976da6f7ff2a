/** The dashboard in real browsers, on the demo community's real desk: `const wang = await visit(api, 'wang', PHONE, '/app')`. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { type Api, openApi, signIn } from './api.ts'

export const DESK: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, locale: 'zh-CN' }
export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, locale: 'zh-CN', hasTouch: true, isMobile: true }
/** The narrowest phone that counts. */
export const NARROW: BrowserContextOptions = { ...PHONE, viewport: { width: 360, height: 640 } }

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PATIENCE = { ms: 10_000 }
/** A colour on its way from one to another is neither: what moves is let finish, but for what moves for ever. */
const SETTLED = `Promise.race([
  new Promise((done) => setTimeout(done, 2000)),
  Promise.allSettled(document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity).map((one) => one.finished)),
]).then(() => undefined)`

export interface Served extends Api {
  url: string
}

/** Closed with the test. */
export async function serveDashboard(webRoot: string, options: Parameters<typeof openApi>[0] = {}): Promise<Served> {
  const api = await openApi({ ...options, server: { webRoot, ...options.server } })
  return { ...api, url: await api.app.listen({ host: '127.0.0.1', port: 0 }) }
}

/** A fresh browser at an address. What goes wrong in it fails the test when it ends, but for answers in `expected`. */
export async function open(browser: Browser, url: string, options: BrowserContextOptions, expected: readonly RegExp[] = []): Promise<Page> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE.ms)
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && problems.push(`${message.text()} ${message.location().url}`))
  onTestFinished(async () => {
    await context.close()
    expect(problems.filter((problem) => !expected.some((known) => known.test(problem)))).toEqual([])
  })
  await page.goto(url)
  return page
}

/** The page of somebody who is signed in already. */
export async function visit(
  browser: Browser,
  { app, url }: Served,
  personId: string,
  options: BrowserContextOptions,
  path: string,
  expected: readonly RegExp[] = [],
): Promise<Page> {
  const { cookie } = await signIn(app, personId)
  const [name = '', value = ''] = cookie.split('=')
  const storageState = {
    cookies: [{ name, value, domain: '127.0.0.1', path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Lax' as const }],
    origins: [],
  }
  return open(browser, url + path, { ...options, storageState }, expected)
}

interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[]
}

/** Fails with what axe finds, and when the page is wider than the screen. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await page.evaluate(SETTLED)
  const { violations } = (await page.evaluate(`${AXE}; axe.run()`)) as AxeResult
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${what}: ${id} ${html} ${failureSummary}`))
  expect(found).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${what} is wider than the screen`).toBe(true)
}
