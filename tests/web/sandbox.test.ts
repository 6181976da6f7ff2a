import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { App } from '../../server/typebox.ts'
import { ensureWebBuilt } from '../../server/web-build.ts'
import { openBrowser, type TestBrowser } from '../support/browser.ts'
import type { LiveScene } from '../support/scene.ts'
import { serveScene } from '../support/scene-server.ts'

const DESK: BrowserContextOptions = { viewport: { width: 1366, height: 820 }, locale: 'zh-CN' }
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, locale: 'zh-CN', hasTouch: true, isMobile: true }

let chromium: TestBrowser
let webRoot: string
let app: App
let scene: LiveScene
let url: string
let problems: string[]
const pages: Page[] = []

beforeAll(async () => {
  webRoot = await ensureWebBuilt(() => {})
  chromium = await openBrowser()
})
afterAll(() => chromium?.close())
beforeEach(async () => {
  ;({ app, scene, url } = await serveScene({ webRoot }))
  problems = []
})
afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close()
  await app.close()
  expect(problems).toEqual([])
})

async function visit(options: BrowserContextOptions, address = '/'): Promise<Page> {
  const page = await (await chromium.browser.newContext(options)).newPage()
  pages.push(page)
  page.setDefaultTimeout(10_000)
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  await page.goto(url + address)
  await page.getByRole('navigation').or(page.getByRole('main')).first().waitFor()
  return page
}
const field = (page: Page) => page.getByRole('textbox', { name: /的身份说/ })
/** Runs in the browser. */
const widthOf = (image: unknown) => (image as { naturalWidth: number }).naturalWidth
const log = (page: Page) => page.getByRole('log')

describe('at a desk', () => {
  test('a first visitor clicks an example and is led all the way to the digest', async () => {
    const page = await visit(DESK)
    await page.getByRole('button', { name: /楼道又堆满了，轮椅都过不去/ }).click()
    await page.getByRole('button', { name: '看看王师傅收到了什么' }).click()
    await log(page).getByText('2小时内接单').waitFor()
    await page.getByRole('button', { name: '王师傅：收到，下午两点过去' }).click()
    await page.getByRole('button', { name: '王师傅：处理好了' }).click()
    await page.getByRole('button', { name: '李阿姨：好了好了，谢谢' }).click()
    await log(page).getByText('结案，用时').waitFor()
    const timeline = page.getByRole('article', { name: '#1042 楼道堆物' })
    await timeline.getByText('确认解决').waitFor()
    await page.getByRole('region', { name: '引导' }).getByRole('button', { name: '现在发今晚小结' }).click()
    await page.getByRole('dialog').getByText('今天新报 1，办结 1').waitFor()
    expect((await scene.messages({ person: 'wang', limit: 50 })).some(({ kind }) => kind === 'image')).toBe(true)
  })

  test('what another says arrives live, and a chat that is not open shows a dot', async () => {
    const page = await visit(DESK, '/?as=li&chat=room:r128')
    await field(page).waitFor()
    const grid = page.getByRole('button', { name: /第3网格群/ })
    expect(await grid.getByText('有新消息').count()).toBe(0)
    scene.say({ room: 'r128', text: '大家晚上好' })
    await log(page).getByText('大家晚上好').waitFor()
    scene.say({ room: 'grid3', text: '明天开会' })
    await grid.getByText('有新消息').waitFor({ state: 'attached' })
    await grid.click()
    await grid.getByText('有新消息').waitFor({ state: 'detached' })
  })

  test('Enter sends, Shift+Enter breaks the line, an unfinished word of the input method is not sent', async () => {
    const page = await visit(DESK, '/?as=li&chat=room:r128')
    await field(page).focus()
    await page.keyboard.type('第一行')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('第二行')
    await field(page).dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })
    expect(await scene.messages({ room: 'r128', limit: 5 })).toHaveLength(0)
    await page.keyboard.press('Enter')
    await expect.poll(() => scene.messages({ room: 'r128', limit: 5 })).toMatchObject([{ text: '第一行\n第二行', from: { id: 'li' } }])
    expect(await field(page).inputValue()).toBe('')
  })

  test('@ offers the people of the group; arrow and Enter pick, and the person is mentioned', async () => {
    const page = await visit(DESK, '/?as=li&chat=room:r128')
    await field(page).focus()
    await page.keyboard.type('@王')
    await page.getByRole('option', { name: '王师傅' }).waitFor()
    expect(await page.getByRole('option').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.keyboard.type('来看看')
    await page.keyboard.press('Enter')
    await expect.poll(() => scene.messages({ room: 'r128', limit: 5 })).toMatchObject([{ text: '@王师傅\u2005来看看', mentions: ['wang'] }])
  })

  test('a message is quoted and recalled by keyboard through its menu', async () => {
    const first = scene.say({ room: 'r128', from: { id: 'tom', name: 'Tom', role: 'resident' }, text: '电梯停了' })
    const page = await visit(DESK, '/?as=li&chat=room:r128')
    const actions = (id: string) => page.locator(`[data-id="${id}"]`).getByRole('button', { name: '这条消息可以…' })
    await actions(first.id).press('Enter')
    await page.getByRole('menuitem', { name: '引用' }).press('Enter')
    await field(page).fill('我家也是')
    await field(page).press('Enter')
    await expect
      .poll(() => scene.messages({ room: 'r128', limit: 5 }))
      .toMatchObject([{}, { text: '我家也是', quote: { name: 'Tom', text: '电梯停了' } }])
    await log(page).getByText('Tom：电梯停了').waitFor()
    const [, mine] = await scene.messages({ room: 'r128', limit: 5 })
    await actions(mine!.id).press('Enter')
    await page.getByRole('menuitem', { name: '撤回' }).press('Enter')
    await log(page).getByText('你撤回了一条消息').waitFor()
    expect(await page.getByRole('menuitem').count()).toBe(0)
  })

  test('markup in words, names and quotes is shown as text and never runs', async () => {
    const attack = '<script>window.hacked=1</script><img src=x onerror="window.hacked=1">'
    const page = await visit(DESK, '/?as=ting&chat=room:r6')
    await scene.speak({ as: 'evil', room: 'r6', text: attack, quote: { name: attack, text: attack } })
    await log(page).getByText(attack, { exact: true }).waitFor()
    await page.getByRole('button', { name: /我现在是/ }).click()
    await page.getByRole('dialog').getByText('<img src=x onerror="window.hacked=1">').waitFor()
    expect(await page.evaluate('window.hacked')).toBeUndefined()
    expect(await page.locator('.log img[src="x"]').count()).toBe(0)
  })

  test('one page of a hundred and twenty messages at first, the earlier ones on demand, without a jump', async () => {
    for (let index = 1; index <= 120; index++) scene.say({ room: 'r128', text: `第${index}句话` })
    const page = await visit(DESK, '/?as=li&chat=room:r128')
    await log(page).getByText('第120句话').waitFor()
    expect(await page.locator('.message').count()).toBe(50)
    await page.getByRole('button', { name: '看更早的消息' }).click()
    await expect.poll(() => page.locator('.message').count()).toBe(100)
    await page.getByRole('button', { name: '看更早的消息' }).click()
    await expect.poll(() => page.locator('.message').count()).toBe(120)
    scene.say({ room: 'r128', text: '第121句话' })
    await expect.poll(() => page.locator('.message').count()).toBe(121)
  })

  test('another person is chosen by typing a name, and speaks in the same group', async () => {
    const page = await visit(DESK, '/?as=li&chat=room:r128')
    await page.getByRole('button', { name: /我现在是/ }).click()
    await page.getByRole('searchbox').fill('网格员')
    await page.getByRole('dialog').getByRole('button', { name: /小刘/ }).click()
    await field(page).fill('我去看看')
    await field(page).press('Enter')
    await expect.poll(() => scene.messages({ room: 'r128', limit: 5 })).toMatchObject([{ from: { id: 'liu' }, text: '我去看看' }])
  })

  test('a lead is opened by the one who may judge it', async () => {
    const page = await visit(DESK, '/?as=li&chat=room:r128&side=leads')
    await scene.speak({ as: 'li', room: 'r128', text: '这保洁啊，啧啧' })
    await page.getByRole('button', { name: '替小刘登记 1' }).click()
    await expect.poll(() => scene.messages({ person: 'liu', limit: 5 })).toMatchObject([{ text: '登记1', from: { id: 'liu' } }])
  })

  test('when the program is gone the page says so, and takes up again when it is back', async () => {
    const page = await visit(DESK, '/?as=li&chat=room:r128')
    await field(page).fill('还在吗')
    const { port } = new URL(url)
    await app.close()
    await page.getByText('和程序的连接断了').waitFor()
    await field(page).press('Enter')
    await page.getByText('程序没有回应').waitFor()
    expect(await field(page).inputValue()).toBe('还在吗')
    problems = []
    ;({ app, scene, url } = await serveScene({ webRoot, epoch: 'second' }, undefined, Number(port)))
    scene.say({ room: 'r128', text: '我回来了' })
    await log(page).getByText('我回来了').waitFor({ timeout: 15_000 })
    await page.getByText('和程序的连接断了').waitFor({ state: 'detached' })
    problems = []
  })

  test('English browsers get English, and the switch is remembered', async () => {
    const page = await visit({ ...DESK, locale: 'en-GB' })
    await page.getByText('New here? Click a sentence').waitFor()
    await page.getByRole('button', { name: '中文' }).click()
    await page.reload()
    await page.getByText('第一次来？点一句试试').waitFor()
  })
})

describe('on a phone', () => {
  test('from the chats to a chat to the ticket and back, never wider than the screen', async () => {
    const page = await visit(PHONE)
    await page.getByRole('button', { name: '收起引导' }).tap()
    await page.getByRole('button', { name: /128号楼群/ }).tap()
    await field(page).fill('楼道又堆满了')
    await page.getByRole('button', { name: '发送' }).tap()
    await page.getByRole('button', { name: '打开工单 #1042' }).tap()
    await page.getByRole('article', { name: '#1042 楼道堆物' }).waitFor()
    expect(await field(page).isVisible()).toBe(false)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await page.goBack()
    await field(page).waitFor()
    await page.getByRole('button', { name: '返回' }).tap()
    await page.getByRole('button', { name: /第3网格群/ }).waitFor()
    expect(await field(page).isVisible()).toBe(false)
  })

  test('a drawn picture is sent, shown and enlarged', async () => {
    const page = await visit(PHONE, '/?as=li&chat=room:r128')
    await page.getByRole('button', { name: '发图片' }).tap()
    await page.getByRole('button', { name: '井盖翘起' }).tap()
    await page.getByRole('button', { name: /李阿姨发的图片/ }).tap()
    const large = page.getByRole('dialog').getByRole('img')
    await expect.poll(() => large.evaluate(widthOf)).toBe(800)
    await page.getByRole('button', { name: '关闭' }).tap()
    await large.waitFor({ state: 'detached' })
  })

  test('a picture whose bytes arrive later appears by itself', async () => {
    await scene.speak({ as: 'li', room: 'r128', kind: 'image', file: { name: 'a.png', bytes: Buffer.from('89504e470d0a1a0a', 'hex') } })
    const [sent] = await scene.messages({ room: 'r128', limit: 1 })
    const hash = sent!.attachment
    sent!.attachment = undefined
    const page = await visit(PHONE, '/?as=li&chat=room:r128')
    await page.getByText('图片还在路上').waitFor()
    sent!.attachment = hash
    scene.tell({ kind: 'message' })
    await page.getByRole('button', { name: /李阿姨发的图片/ }).waitFor()
  })

  test('a long press on a bubble offers to quote it', async () => {
    const said = scene.say({ room: 'r128', text: '今天停水' })
    const page = await visit(PHONE, '/?as=li&chat=room:r128')
    const bubble = page.locator(`[data-id="${said.id}"] .bubble`)
    const { x, y } = (await bubble.boundingBox())!
    await bubble.dispatchEvent('touchstart', { touches: [{ identifier: 0, clientX: x + 5, clientY: y + 5, target: await bubble.elementHandle() }] })
    await page.getByRole('menuitem', { name: '引用' }).tap()
    await page.getByText('引用 小啄：今天停水').waitFor()
  })

  test('every button is large enough for a thumb', async () => {
    const page = await visit(PHONE)
    await page.locator('.chat-row').first().waitFor()
    const small = await page.evaluate(
      `[...document.querySelectorAll('button:not(.link)')].filter((b) => b.offsetParent && b.getBoundingClientRect().height < 44).map((b) => b.textContent || b.ariaLabel)`,
    )
    expect(small).toEqual([])
  })
})

describe('the gateway’s page', () => {
  test('shows the login code while somebody must scan it, then that it is connected', async () => {
    await app.close()
    let status: 'scan' | 'online' = 'scan'
    ;({ app, scene, url } = await serveScene({
      webRoot,
      stage: undefined,
      gateway: () => ({ status, ...(status === 'scan' ? { qr: 'https://login.example/abc' } : { account: '小啄' }), gaps: [] }),
    }))
    const page = await visit(DESK)
    expect(new URL(page.url()).pathname).toBe('/gateway')
    await expect.poll(() => page.getByRole('img', { name: '登录二维码' }).evaluate(widthOf)).toBe(480)
    status = 'online'
    await page.getByText('已连上').waitFor()
    await page.getByText('小啄').waitFor()
  })
})
