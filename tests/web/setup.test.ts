import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureWebBuilt } from '../../server/web-build.ts'
import { openBrowser, type TestBrowser } from '../support/browser.ts'
import { play } from '../support/conversation.ts'
import { DESK, expectAccessible, NARROW, PHONE, serveDashboard, visit } from '../support/dashboard.ts'
import { demoFile } from '../support/demo-file.ts'

let chromium: TestBrowser
let webRoot: string
beforeAll(async () => {
  webRoot = await ensureWebBuilt(() => {})
  chromium = await openBrowser()
})
afterAll(() => chromium?.close())

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const dialog = (page: Page) => page.getByRole('dialog')

async function choose(page: Page, field: string, option: string): Promise<void> {
  await dialog(page).getByRole('combobox', { name: field }).click()
  await page.getByTitle(option, { exact: true }).last().click()
}

test('a file is looked at before it is imported: the preview names every change, and importing makes them', async () => {
  const api = await serveDashboard(webRoot)
  const page = await visit(chromium.browser, api, 'fang', DESK, '/app/setup/file', [/422/])
  const file = demoFile()
  file.grids.push({ id: 'g9', name: '第9网格' })
  const upload = (content: string) =>
    page.getByLabel('选文件').setInputFiles({ name: 'new.json', mimeType: 'application/json', buffer: Buffer.from(content) })
  await upload('{ "community": 1 }')
  await page.getByText('这个文件有几处不对，什么也没导入。').waitFor()
  await upload(JSON.stringify(file))
  await page.getByText('会有1处变化').waitFor()
  await page.getByText('g9 第9网格').waitFor()
  await expectAccessible(page, 'import')
  await button(page, '就这样导入').click()
  await page.getByText('导入好了，改了1处').waitFor()
  await page.getByRole('link', { name: '网格和楼栋' }).click()
  await page.getByRole('cell', { name: '第9网格', exact: true }).waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: '导入导出' }).click()
  await page.getByRole('link', { name: /\.yaml/ }).click()
  expect((await download).suggestedFilename()).toBe('demo.yaml')
})

test('on a phone: somebody new gets a code, binds with it in the chat, and is put on duty', async () => {
  const api = await serveDashboard(webRoot)
  const page = await visit(chromium.browser, api, 'fang', PHONE, '/app/setup', [/422/])
  await button(page, '添加人员').tap()
  await dialog(page).getByLabel('姓名').fill('高大勇')
  await dialog(page).getByLabel('大家怎么称呼').fill('高师傅')
  await choose(page, '角色', '物业人员')
  await choose(page, '单位', '长峰物业')
  await expectAccessible(page, 'person dialog')
  await button(page, '保存').tap()
  await button(page, '高大勇的微信绑定').tap()
  await button(page, '给一个绑定码').tap()
  const words = await dialog(page).getByRole('textbox', { name: '给一个绑定码' }).inputValue()
  await api.town.hear({ from: '新来的', text: words })
  await button(page, '关闭').last().tap()
  await page.locator('li', { hasText: '高大勇' }).getByText('已绑定微信').waitFor()
  await page.getByRole('link', { name: '值班' }).tap()
  await button(page, '添加班次').tap()
  await choose(page, '谁', '高大勇')
  await dialog(page).getByLabel('从').fill('20:00')
  await dialog(page).getByLabel('到', { exact: true }).fill('08:00')
  await button(page, '保存').tap()
  await page.locator('.week').getByText('高大勇').first().waitFor()
  expect(await page.locator('.week').getByText('高大勇').count()).toBe(7)
  // What is told over the page fades in and out.
  await page.reload()
  await page.locator('.week').getByText('高大勇').first().waitFor()
  await expectAccessible(page, 'roster')
})

test('what does not fit is said over the form; the last admin cannot be taken away', async () => {
  const api = await serveDashboard(webRoot)
  const page = await visit(chromium.browser, api, 'fang', DESK, '/app/setup/people', [/422/])
  await button(page, '停用: 方芳').click()
  await page.getByRole('tooltip').getByRole('button', { name: '停用' }).click()
  await page.getByText('nobody would be admin any more').waitFor()
  await page.getByRole('link', { name: '群', exact: true }).click()
  await button(page, '解除绑定: 7号楼群').click()
  await page.getByRole('tooltip').getByRole('button', { name: '解除绑定' }).click()
  await page
    .getByRole('row', { name: /7号楼群/ })
    .getByText('还没绑定')
    .waitFor()
})

test.each([
  ['at a desk', 'fang', DESK],
  ['on the narrowest phone, by somebody who may not change it', 'qian', NARROW],
] as const)('every part of the set-up can be read %s', async (_where, person, device) => {
  const api = await serveDashboard(webRoot)
  const page = await visit(chromium.browser, api, person, device, '/app/setup')
  const links = page.getByRole('navigation', { name: '设置分项' }).getByRole('link')
  await links.first().waitFor()
  const parts = await links.all()
  expect(parts).toHaveLength(8)
  for (const part of parts) {
    await part.click()
    await page.getByRole('heading', { level: 2 }).or(page.locator('.content .quiet')).first().waitFor()
    await expectAccessible(page, await part.innerText())
    if (person === 'fang') continue
    expect(await page.getByText('您可以看，不能改').count()).toBeGreaterThan(0)
    expect(await page.getByRole('button', { name: /^(添加|保存|修改|删除|停用)/ }).count()).toBe(0)
  }
})

test('a sentence is said one’s own way: seen while it is written, refused where it lacks what it needs, kept, and said in the chat', async () => {
  const api = await serveDashboard(webRoot)
  const page = await visit(chromium.browser, api, 'fang', PHONE, '/app/setup/wording')
  const sentence = page.getByRole('region', { name: '记下一件事' })
  await sentence.getByRole('textbox').fill('{to}收到 #{number}')
  await sentence.getByText('{who} is missing').waitFor()
  expect(await button(page, '保存: 记下一件事').isDisabled()).toBe(true)
  await sentence.getByRole('textbox').fill('{to}收到 #{number} {title}，{who}来办。')
  await sentence.getByText('@李阿姨 收到 #1042 楼道堆物，长峰物业王师傅来办。').waitFor()
  await expectAccessible(page, 'wording')
  await button(page, '保存: 记下一件事').tap()
  await sentence.getByText('已改').waitFor()
  await play(
    api.town,
    `
    12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
    +8s   小啄 @128号楼群: @李阿姨 收到 #1042 楼道堆物，长峰物业王师傅来办。`,
  )
})

test('a meeting from its call to its close: brought, minuted, told in the chat, and found among those that were', async () => {
  const api = await serveDashboard(webRoot)
  await play(
    api.town,
    `
    12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
    +8s   小啄 @128号楼群: 记下了 #1 … 128号楼 … 王师傅`,
  )
  const page = await visit(chromium.browser, api, 'fang', PHONE, '/app/meetings')
  await page.getByText('现在没有要碰头的事').waitFor()
  await expectAccessible(page, 'no agenda')
  await button(page, '提一件事上会').tap()
  const [ticket] = await api.town.tickets()
  await dialog(page).getByLabel('工单编号').fill(String(ticket?.number))
  await dialog(page).getByLabel('为什么要碰头').fill('要几家一起清')
  await dialog(page).getByRole('button', { name: '提一件事上会' }).tap()
  await page.getByText('有人提出').waitFor()
  await button(page, '定时间，开会').tap()
  await dialog(page).getByLabel('什么时候').fill('2026-11-25T15:00')
  await dialog(page).getByLabel('在哪里').fill('居委会')
  await button(page, '定时间，开会').last().tap()
  await page.getByText('居委会').first().waitFor()
  await button(page, /^记下定了什么/).tap()
  await dialog(page).getByLabel('怎么办').fill('物业周五前清走')
  await button(page, '加一家配合').tap()
  await choose(page, '谁配合', '兴华街道办')
  await dialog(page).getByLabel('做什么').fill('劝说住户')
  await dialog(page).getByLabel('什么时候办好').fill('2026-11-27T18:00')
  await expectAccessible(page, 'minutes')
  await button(page, '保存').tap()
  await page.getByText('这次定的：物业周五前清走').waitFor()
  await expectAccessible(page, 'agenda')
  await button(page, '散会').tap()
  await page.getByRole('tooltip').getByRole('button', { name: '散会' }).tap()
  await page.getByText(/散会了：议定1件/).waitFor()
  await play(api.town, '小啄 @128号楼群: … 物业周五前清走')
  await page.getByRole('link', { name: /第1次/ }).tap()
  await page.getByText('这次定的').waitFor()
  await expectAccessible(page, 'past meeting')
})
