/** The main ways at the other width than in dashboard.test.ts and setup.test.ts: what is shown there on a phone is done here at a desk, and the other way round. */
import { readFile } from 'node:fs/promises'
import exceljs from 'exceljs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureWebBuilt } from '../../server/web-build.ts'
import { openBrowser, type TestBrowser } from '../support/browser.ts'
import { forget, play } from '../support/conversation.ts'
import { DESK, expectAccessible, open, PHONE, serveDashboard, visit } from '../support/dashboard.ts'
import { demoFile } from '../support/demo-file.ts'
import { pictureOf } from '../support/picture.ts'
import { serveScene } from '../support/scene-server.ts'

const REPORT = `
  12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
  +8s   小啄 @128号楼群: 记下了 #1042 …`

let chromium: TestBrowser
let webRoot: string
beforeAll(async () => {
  webRoot = await ensureWebBuilt(() => {})
  chromium = await openBrowser()
})
afterAll(() => chromium?.close())

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const dialog = (page: Page) => page.getByRole('dialog')

test('at a desk: signed in with the link from the chat, and a matter resolved with a picture', async () => {
  const api = await serveDashboard(webRoot)
  await play(api.town, REPORT)
  await api.town.hear({ from: '王师傅', text: '登录' })
  const link = /\/login\/[\w-]+/.exec(api.town.lines.at(-1)?.text ?? '')?.[0] ?? ''
  const page = await open(chromium.browser, api.url + link, DESK)
  await button(page, '进入').waitFor()
  await expectAccessible(page, 'login')
  await button(page, '进入').click()
  await page.getByRole('heading', { name: '今天', level: 1 }).waitFor()
  await page.goto(`${api.url}/app/tickets/1042`)
  await button(page, '办结').click()
  await dialog(page)
    .locator('input[type=file]')
    .setInputFiles({ name: 'after.png', mimeType: 'image/png', buffer: pictureOf('after') })
  await dialog(page)
    .getByRole('button', { name: /处理后的图片/ })
    .waitFor()
  await dialog(page).getByRole('textbox').fill('清走了三车')
  await dialog(page).getByRole('button', { name: '就这样办' }).click()
  await expect.poll(async () => (await api.town.ticket(1042)).status).toBe('resolved')
  await play(api.town, '+30s 小啄 @128号楼群: #1042 … 清走了三车\n小啄 @128号楼群: [图片]')
})

test('on a phone: assigned, exported and opened again, and a file imported after its preview', async () => {
  const api = await serveDashboard(webRoot)
  await play(api.town, REPORT)
  const page = await visit(chromium.browser, api, 'fang', PHONE, '/app/tickets/1042')
  await button(page, '其他…').tap()
  await page.getByRole('menuitem', { name: /转/ }).first().tap()
  await dialog(page).getByRole('combobox').last().click()
  await page.getByTitle(/孙/).click()
  await dialog(page).getByRole('button', { name: '就这样办' }).tap()
  await expect.poll(async () => (await api.town.ticket(1042)).assigneeId).toBe('sun')
  await api.town.pass(api.town.now() + 30_000)
  forget(api.town)

  await page.goto(`${api.url}/app/ledger`)
  await page.getByText('共1件').waitFor()
  await button(page, '导出').tap()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: /Excel/ }).tap()])
  const book = new exceljs.Workbook()
  await book.xlsx.load((await readFile(await download.path())) as unknown as ArrayBuffer)
  expect(book.worksheets[0]?.getRow(2).getCell(1).value).toBe(1042)

  await page.goto(`${api.url}/app/setup/file`)
  const file = demoFile()
  file.grids.push({ id: 'g9', name: '第9网格' })
  await page.getByLabel('选文件').setInputFiles({ name: 'new.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(file)) })
  await page.getByText('会有1处变化').waitFor()
  await expectAccessible(page, 'import')
  await button(page, '就这样导入').tap()
  await page.getByText('导入好了，改了1处').waitFor()
})

test.each([
  ['at a desk', DESK],
  ['on a phone', PHONE],
])('the sandbox has no fault that axe finds, %s', async (where, options) => {
  const { app, scene, url } = await serveScene({ webRoot })
  scene.say({ room: 'r128', text: '今天停水' })
  const page = await open(chromium.browser, url, options)
  await page.getByRole('navigation').or(page.getByRole('main')).first().waitFor()
  await expectAccessible(page, `the first look ${where}`)
  await page.goto(`${url}/?as=li&chat=room:r128`)
  await page.getByRole('log').getByText('今天停水').waitFor()
  await expectAccessible(page, `a chat ${where}`)
  await page.goto('about:blank')
  await app.close()
})
