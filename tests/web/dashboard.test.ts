import { readFile } from 'node:fs/promises'
import exceljs from 'exceljs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ensureWebBuilt } from '../../server/web-build.ts'
import { openBrowser, type TestBrowser } from '../support/browser.ts'
import { play } from '../support/conversation.ts'
import { DESK, expectAccessible, NARROW, open, PHONE, type Served, serveDashboard, visit } from '../support/dashboard.ts'
import { putTickets } from '../support/ledger.ts'
import { pictureOf } from '../support/picture.ts'

const CLUTTER = `
  12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
  +8s   小啄 @128号楼群: 记下了 #1042 … 128号楼 … 王师傅`
const WATER = `
  12:05 婷婷妈妈 @7号楼群: 7号楼2单元楼道水管漏水了
  +8s   小啄 @7号楼群: 记下了 #1043`
/** Told in a group where the bot only suggests. */
const LEAD = `
  12:08 刘哥 @126号楼群: 楼道灯不亮了
        小啄: (没说话)`

let chromium: TestBrowser
let webRoot: string
beforeAll(async () => {
  webRoot = await ensureWebBuilt(() => {})
  chromium = await openBrowser()
})
afterAll(() => chromium?.close())

async function served(...stories: string[]): Promise<Served> {
  const api = await serveDashboard(webRoot, {
    edit: (file) => {
      for (const group of file.groups ?? []) if (group.id === 'b126') group.mode = 'suggest'
    },
  })
  for (const story of stories) await play(api.town, story)
  return api
}
/** What the pages did is told in the chats within half a minute. */
const said = ({ town }: Served) => town.pass(town.now() + 30_000)
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const dialog = (page: Page) => page.getByRole('dialog')

async function linkFromChat({ town, url }: Served, from: string): Promise<string> {
  await town.hear({ from, text: '登录' })
  const path = /\/login\/[\w-]+/.exec(town.lines.at(-1)?.text ?? '')?.[0]
  expect(path).toBeDefined()
  return url + path
}

describe('signing in', () => {
  test('the link from the chat says who one is about to be, lets in with one button, and works in one browser only', async () => {
    const api = await served(CLUTTER)
    const link = await linkFromChat(api, '王师傅')
    const page = await open(chromium.browser, link, PHONE)
    await page.getByText('您将以王建国的身份进入').waitFor()
    await expectAccessible(page, 'login')
    const other = await open(chromium.browser, link, PHONE, [/403/])
    await other.getByText('这个链接已经在另一个浏览器里打开过了').waitFor()
    await button(page, '进入').tap()
    await page.getByRole('heading', { name: '今天', level: 1 }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/app')
    const again = await open(chromium.browser, link, PHONE, [/410|403/])
    await again.getByRole('heading', { name: '这个链接不能用了' }).waitFor()
  })

  test('whoever is not signed in is told how to, and whoever signs out is', async () => {
    const api = await served()
    const stranger = await open(chromium.browser, `${api.url}/app/ledger`, PHONE, [/401/])
    await stranger.getByText('在微信里给小啄发“登录”').waitFor()
    await expectAccessible(stranger, 'signed out')
    const page = await visit(chromium.browser, api, 'wang', PHONE, '/app/more', [/401/])
    await page.getByRole('link', { name: '我的账号' }).tap()
    await button(page, '退出登录').tap()
    await page.getByRole('tooltip').getByRole('button', { name: '退出登录' }).tap()
    await page.getByRole('heading', { name: '您还没有登录' }).waitFor()
    await page.goto(`${api.url}/app`)
    await page.getByRole('heading', { name: '您还没有登录' }).waitFor()
  })

  test('a session one does not know is ended; a token is shown once, and works', async () => {
    const api = await served(CLUTTER)
    const phone = await visit(chromium.browser, api, 'fang', PHONE, '/app', [/401/])
    const page = await visit(chromium.browser, api, 'fang', DESK, '/app/me')
    await button(page, /^退出它/).click()
    await button(page, /^退出它/).waitFor({ state: 'detached' })
    await phone.reload()
    await phone.getByRole('heading', { name: '您还没有登录' }).waitFor()
    await button(page, '做一个密钥').click()
    await dialog(page).getByLabel('给哪个程序用').fill('街道大屏')
    await dialog(page).getByLabel('看工单').check()
    await dialog(page).getByRole('button', { name: '做一个密钥' }).click()
    await expectAccessible(page, 'a token, shown once')
    const secret = await page.getByRole('textbox', { name: '街道大屏' }).inputValue()
    const asked = await api.app.inject({ url: '/api/v1/tickets', headers: { authorization: `Bearer ${secret}` } })
    expect(asked.json().items).toHaveLength(1)
    await button(page, '关闭').first().click()
    await page.getByText('还没用过').or(page.getByText('最近用过')).first().waitFor()
    expect(await page.content()).not.toContain(secret)
  })
})

describe('the ledger', () => {
  test('at a desk: found by words, narrowed, the columns remembered, assigned, and the new one hears of it in the chat', async () => {
    const api = await served(CLUTTER, WATER)
    const page = await visit(chromium.browser, api, 'qian', DESK, '/app/ledger')
    await page.getByText('共2件').waitFor()
    await page.getByRole('searchbox').fill('水管')
    await page.getByText('共1件').waitFor()
    expect(await page.getByRole('row').filter({ hasText: '#1043' }).count()).toBe(1)
    await button(page, /^不按.*水管/)
      .first()
      .or(button(page, /不按““水管””筛选/))
      .first()
      .click()
    await page.getByText('共2件').waitFor()
    await button(page, '显示哪些列').click()
    await page.getByLabel('报事人').check()
    await expectAccessible(page, 'columns')
    await page.keyboard.press('Escape')
    await page.reload()
    await page.getByRole('columnheader', { name: '报事人' }).waitFor()
    await page.getByRole('link', { name: '#1042', exact: true }).click()
    await button(page, '其他…').click()
    await page.getByRole('menu').waitFor()
    await expectAccessible(page, 'other acts')
    await page.getByRole('menuitem', { name: /转/ }).first().click()
    await dialog(page).getByRole('combobox').last().click()
    await page.getByTitle(/孙/).click()
    await dialog(page).getByRole('button', { name: '就这样办' }).click()
    await page
      .getByRole('region', { name: '经过' })
      .getByText(/转给.*小孙/)
      .waitFor()
    await said(api)
    expect(api.town.lines.filter(({ chat, text }) => chat === '小孙' && text.startsWith('【#1042】'))).toHaveLength(1)
  })

  test('many are assigned at once, and what is shown is exported as a workbook', async () => {
    const api = await served(CLUTTER, WATER)
    const page = await visit(chromium.browser, api, 'fang', DESK, '/app/ledger?state=open')
    await page.getByLabel('选上 #1042').check()
    await page.getByLabel('选上 #1043').check()
    await page.getByText('选了2件').waitFor()
    await button(page, /转.*…/).click()
    await dialog(page).getByRole('combobox').last().click()
    await page.getByTitle(/孙/).click()
    await dialog(page).getByRole('button', { name: '就这样办' }).click()
    await page.getByText('2件办好了').waitFor()
    await expect.poll(async () => (await api.town.tickets()).map(({ assigneeId }) => assigneeId)).toEqual(['sun', 'sun'])
    await said(api)
    await button(page, '导出').click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: /Excel/ }).click()])
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.load((await readFile(await download.path())) as unknown as ArrayBuffer)
    expect(workbook.worksheets[0]?.rowCount).toBe(3)
  })

  test('fifteen hundred tickets scroll by with a screenful of rows in the page, to the very last one', async () => {
    const api = await served()
    const rows = Array.from({ length: 1_500 }, (_, at) => ({
      number: 1 + at,
      openedAt: 1 + at,
      title: '楼道堆物',
      orgId: 'cf-property',
      assigneeId: 'wang',
    }))
    await putTickets(api.town.desk.context, api.town.communityId, rows)
    const page = await visit(chromium.browser, api, 'fang', DESK, '/app/ledger')
    await page.getByText('共1500件').waitFor()
    const table = page.getByRole('table', { name: '工单列表' })
    await table.hover()
    await expect
      .poll(
        async () => {
          await page.mouse.wheel(0, 40_000)
          expect(await page.getByRole('row').count()).toBeLessThan(60)
          return page.getByRole('link', { name: '#1', exact: true }).count()
        },
        { timeout: 20_000, interval: 50 },
      )
      .toBe(1)
    await api.town.hear({ from: '婷婷妈妈', in: '7号楼群', text: '7号楼2单元楼道水管漏水了' })
    await said(api)
    await button(page, '名单有变化，点这里刷新').click()
    await page.getByText('共1501件').waitFor()
    await page.getByRole('link', { name: '#1501', exact: true }).waitFor()
  })

  test('filters are kept under a name, on a phone too', async () => {
    const api = await served(CLUTTER, WATER)
    const page = await visit(chromium.browser, api, 'fang', PHONE, '/app/ledger?category=water')
    await page.getByText('共1件').waitFor()
    await button(page, '筛选（1）').tap()
    await expectAccessible(page, 'filters')
    await button(page, '存下这次的筛选').tap()
    await page.getByLabel('起个名字').fill('漏水的')
    await button(page, '保存').tap()
    await button(page, '漏水的').first().waitFor()
    await button(page, '全部清除').tap()
    await button(page, '看2件').waitFor()
    await button(page, '漏水的').first().tap()
    await button(page, '看1件').tap()
    await page.getByRole('link', { name: /#1043/ }).waitFor()
  })
})

describe('one ticket', () => {
  test('on a phone: taken on, resolved with a picture, and the group hears of it', async () => {
    const api = await served(CLUTTER)
    const page = await visit(chromium.browser, api, 'wang', PHONE, '/app/ledger')
    await page.getByRole('link', { name: /#1042/ }).tap()
    await button(page, '接单').tap()
    await dialog(page).getByRole('button', { name: '今天18:00' }).tap()
    await expectAccessible(page, 'an act')
    await dialog(page).getByRole('button', { name: '就这样办' }).tap()
    await page.getByRole('listitem').filter({ hasText: '18:00到' }).waitFor()
    await play(api.town, '小啄 @128号楼群: 王师傅 … 18:00')
    await button(page, '办结').tap()
    const picture = { name: 'after.png', mimeType: 'image/png', buffer: pictureOf('after') }
    await dialog(page).locator('input[type=file]').setInputFiles(picture)
    await dialog(page)
      .getByRole('button', { name: /处理后的图片/ })
      .waitFor()
    await dialog(page).getByRole('textbox').fill('清走了三车')
    await dialog(page).getByRole('button', { name: '就这样办' }).tap()
    await page.getByRole('article').getByText('清走了三车').waitFor()
    await play(api.town, '小啄 @128号楼群: #1042 … 清走了三车\n小啄 @128号楼群: [图片]')
    await page
      .getByRole('region', { name: '图片' })
      .getByRole('button', { name: /处理后的图片/ })
      .tap()
    await expect
      .poll(() =>
        dialog(page)
          .getByRole('img')
          .evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
      )
      .toBe(1)
  })

  test('two browsers stay in step, and what one tells in the chat shows in both', async () => {
    const api = await served(CLUTTER, LEAD)
    const desk = await visit(chromium.browser, api, 'fang', DESK, '/app')
    const phone = await visit(chromium.browser, api, 'wang', PHONE, '/app/tickets/1042')
    const toTake = desk.getByRole('link', { name: /待接单/ }).first()
    await expect.poll(() => toTake.textContent()).toContain('1')
    await button(phone, '接单').tap()
    await dialog(phone).getByRole('button', { name: '就这样办' }).tap()
    await expect.poll(() => toTake.textContent()).toContain('0')
    await play(api.town, '12:20 李阿姨 @128号楼群: 楼道那个还没人来吗')
    await phone.getByRole('region', { name: '经过' }).getByText('楼道那个还没人来吗').waitFor()
  })

  test('somebody was quicker: the page says so, shows the latest, and does nothing by itself', async () => {
    const api = await served(CLUTTER)
    const page = await visit(chromium.browser, api, 'wang', DESK, '/app', [/409/, /events/])
    await page.route('**/api/v1/events', (route) => route.abort())
    await page.goto(`${api.url}/app/tickets/1042`)
    await button(page, '办结').click()
    await dialog(page).getByRole('textbox').fill('清了')
    await play(api.town, '12:20 王师傅 → 小啄: 备注 1042 钥匙在门卫')
    await dialog(page).getByRole('button', { name: '就这样办' }).click()
    await dialog(page).getByText('刚才有别人动过这件事').waitFor()
    expect(await dialog(page).getByRole('textbox').inputValue()).toBe('清了')
    expect((await api.town.ticket(1042)).status).toBe('open')
    await dialog(page).getByRole('button', { name: '就这样办' }).click()
    await expect.poll(async () => (await api.town.ticket(1042)).status).toBe('resolved')
  })
})

test('a lead is judged with one tap', async () => {
  const api = await served(LEAD)
  const page = await visit(chromium.browser, api, 'fang', PHONE, '/app/leads')
  await button(page, /^要办，登记/).tap()
  await page.getByRole('article').waitFor()
  expect(await api.town.tickets()).toHaveLength(1)
})

describe('everywhere', () => {
  const SOME = ['/app', '/app/ledger', '/app/tickets/1042', '/app/charts']
  const ALL = [...SOME, '/app/leads', '/app/deliveries', '/app/me', '/app/more', '/app/nowhere']

  test.each([
    ['a narrow phone, dark', { ...NARROW, colorScheme: 'dark' as const }, ALL],
    ['a desk, light', DESK, ALL],
    ['a phone, light, in English', { ...PHONE, locale: 'en-GB' }, SOME],
    ['a desk, dark', { ...DESK, colorScheme: 'dark' as const }, SOME],
  ])('no page has a fault that axe finds, and none is wider than the screen: %s', { timeout: 60_000 }, async (_where, options, paths) => {
    const api = await served(CLUTTER, WATER, LEAD)
    const page = await visit(chromium.browser, api, 'fang', options, '/app')
    for (const path of paths) {
      await page.goto(api.url + path)
      await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
      await expect.poll(() => page.locator('.loading, .ant-skeleton').count()).toBe(0)
      await expectAccessible(page, path)
    }
  })

  test('everything is reached with the keyboard alone', async () => {
    const api = await served(CLUTTER)
    const page = await visit(chromium.browser, api, 'wang', DESK, '/app')
    await page.getByRole('heading', { name: '今天', level: 1 }).waitFor()
    await page.keyboard.press('Tab')
    await page.getByRole('link', { name: '跳到正文' }).press('Enter')
    await page.getByRole('link', { name: '台账' }).press('Enter')
    await page.getByRole('link', { name: '#1042', exact: true }).press('Enter')
    await button(page, '接单').press('Enter')
    await dialog(page).waitFor()
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'detached' })
    expect(
      await button(page, '接单').evaluate(
        (element) => element === (element as unknown as { ownerDocument: { activeElement: unknown } }).ownerDocument.activeElement,
      ),
    ).toBe(true)
  })
})
