/** Words that are markup, in every field that people can type, on every page that shows them, in a real browser: they are read, and nothing of them runs. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureWebBuilt } from '../../server/web-build.ts'
import { signIn } from '../support/api.ts'
import { openBrowser, type TestBrowser } from '../support/browser.ts'
import { forget } from '../support/conversation.ts'
import { DESK, open, type Served, serveDashboard, visit } from '../support/dashboard.ts'
import { pictureOf } from '../support/picture.ts'

/** Short enough for any field, and it would tell on itself: by a script, an error handler, or a picture asked for. */
const MARK = 'a"><img src=/hacked onerror="hacked=1"><script>hacked=1</script>{{7*7}}'
const NAME = '<img src=/hacked onerror="hacked=1">'

let chromium: TestBrowser
let webRoot: string
beforeAll(async () => {
  webRoot = await ensureWebBuilt(() => {})
  chromium = await openBrowser()
})
afterAll(() => chromium?.close())

/** A community whose every name is markup, with tickets, notes, pictures, views, tokens and meetings that are. */
async function hostile(): Promise<Served> {
  const api = await serveDashboard(webRoot, {
    publicUrl: 'https://woodpecker.example',
    server: { hosts: ['127.0.0.1'] },
    edit: (file) => {
      file.community.name = NAME
      for (const group of file.groups ?? []) if (group.id === 'b126') group.mode = 'suggest'
      for (const grid of file.grids) grid.name += NAME
      for (const unit of file.organisations) unit.name += NAME
      for (const person of file.people) if (person.role !== 'resident') person.name += NAME
    },
  })
  const { town, app } = api
  await town.hear({ from: NAME, in: '128号楼群', text: `报修：128号楼2单元楼道灯不亮了 ${MARK}` })
  await town.hear({ from: '赵叔', text: `报修：129号楼1单元301室厨房水管漏水 ${MARK}` })
  await town.hear({ from: '刘哥', in: '126号楼群', text: `楼道灯不亮了 ${MARK}` })
  await town.pass(town.now() + 60_000)
  const headers = await signIn(app, 'fang')
  const post = async (url: string, payload: object) => {
    const { statusCode, body } = await app.inject({ method: 'POST', url: `/api/v1${url}`, headers, payload })
    expect(statusCode, `${url} ${body}`).toBeLessThan(300)
  }
  const acts = [
    { command: 'recategorise', args: { category: 'lighting', title: MARK } },
    { command: 'place', args: { place: NAME } },
    { command: 'note', args: { words: MARK } },
    { command: 'suspend', args: { reason: MARK } },
  ]
  for (const act of acts) await post('/tickets/1042/acts', act)
  const form = (name: string) =>
    Buffer.concat([
      Buffer.from(`--edge\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/png\r\n\r\n`),
      pictureOf('x'),
      Buffer.from('\r\n--edge--\r\n'),
    ])
  const put = await app.inject({
    method: 'POST',
    url: '/api/v1/tickets/1042/pictures',
    headers: { ...headers, 'content-type': 'multipart/form-data; boundary=edge' },
    payload: form(`'><img src=/hacked onerror=hacked=1>.png`),
  })
  expect(put.statusCode, put.body).toBe(200)
  await post('/views', { name: NAME, shared: true, query: { q: MARK } })
  await post('/tokens', { name: NAME, scopes: ['tickets.read'] })
  await town.pass(town.now() + 60_000)
  forget(town)
  return api
}

/** Nothing ran, nothing was asked for, no element came of words. */
async function expectHarmless(page: Page, where: string): Promise<void> {
  expect(await page.evaluate('window.hacked'), where).toBeUndefined()
  expect(await page.locator('[src*="hacked"], [onerror]').count(), where).toBe(0)
}

test('nothing that anybody typed runs on any page', { timeout: 90_000 }, async () => {
  const api = await hostile()
  const page = await visit(chromium.browser, api, 'fang', DESK, '/app', [/events/])
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('dialog', (dialog) => void dialog.dismiss())
  const setup = ['people', 'places', 'groups', 'roster', 'limits', 'wording', 'file'].map((part) => `/app/setup/${part}`)
  const shown = new Set<string>()
  for (const path of [
    '/app',
    '/app/ledger',
    '/app/tickets/1042',
    '/app/leads',
    '/app/charts',
    '/app/deliveries',
    '/app/meetings',
    '/app/me',
    ...setup,
  ]) {
    await page.goto(api.url + path)
    await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
    await expect.poll(() => page.locator('.loading, .ant-skeleton').count()).toBe(0)
    await expectHarmless(page, path)
    if ((await page.locator('body').innerText()).includes('<img src=/hacked')) shown.add(path)
  }
  for (const path of ['/app/ledger', '/app/tickets/1042', '/app/leads', '/app/me', '/app/setup/people']) expect([...shown]).toContain(path)
  const own = api.town.lines.flatMap(({ text }) => /\/t\/[\w.-]+/.exec(text)?.[0] ?? [])
  expect(own.length).toBeGreaterThan(1)
  const plain = await open(chromium.browser, `${api.url}/board/demo`, DESK)
  plain.on('request', (request) => asked.push(request.url()))
  for (const path of ['/board/demo', ...own]) {
    await plain.goto(api.url + path)
    await expectHarmless(plain, path)
    expect(await plain.locator('body').innerText(), path).toContain('<img')
  }
  expect(asked.filter((url) => url.includes('hacked') && !url.includes('?'))).toEqual([])
})
