/** The pages without script in a real browser: the public board, and a ticket's page for residents. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Api, openApi } from '../support/api.ts'
import { openBrowser, type TestBrowser } from '../support/browser.ts'
import { forget, play } from '../support/conversation.ts'
import { DESK, expectAccessible, NARROW, open, PHONE } from '../support/dashboard.ts'
import { pictureOf } from '../support/picture.ts'

const STORY = `
  12:00 李阿姨 @128号楼群: [图片]
  12:00 李阿姨 @128号楼群: 报修：128号楼2单元门口堆满了纸箱
  +8s   小啄 @128号楼群: 记下了 #1042 …
  12:05 婷婷妈妈 @7号楼群: 7号楼2单元楼道水管漏水了
  +8s   小啄 @7号楼群: 记下了 #1043 …
  12:10 王师傅 → 小啄: [图片]
        王师傅 → 小啄: 办结1042 清走了
  +8s   小啄 @128号楼群: … #1042 … 清走了
        小啄 @128号楼群: [图片]
  12:15 赵叔 → 小啄: 报修：129号楼1单元301室厨房水管漏水
  +8s   小啄 → 赵叔: 记下了 #1044 … 看进度：`

let chromium: TestBrowser
let browser: Browser
beforeAll(async () => {
  chromium = await openBrowser()
  browser = chromium.browser
})
afterAll(() => chromium?.close())

async function served(): Promise<Api & { url: string; own: string; group: string }> {
  const api = await openApi({ publicUrl: 'https://woodpecker.example' })
  await play(api.town, STORY)
  forget(api.town)
  const links = api.town.lines.flatMap(({ text }) => /\/t\/\S+/.exec(text)?.[0] ?? [])
  const own = links.find((link) => link.startsWith('/t/p-')) ?? ''
  const group = links.find((link) => link.startsWith('/t/g-')) ?? ''
  return { ...api, own, group, url: await api.app.listen({ host: '127.0.0.1', port: 0 }) }
}

describe.each([
  ['on a phone', PHONE],
  ['on the narrowest phone, in the dark', { ...NARROW, colorScheme: 'dark' as const }],
  ['at a desk', DESK],
])('%s', (where, options) => {
  test('no page has a fault that axe finds, and none is wider than the screen', async () => {
    const { url, own, group } = await served()
    for (const [name, path] of [
      ['board', '/board/demo'],
      ['board in English', '/board/demo?lang=en'],
      ['own', own],
      ['own in English', `${own}?lang=en`],
      ['group', group],
      ['over', '/t/p-demo.1.1.x.0'],
      ['no board', '/board/nowhere'],
    ] as const) {
      const page = await open(browser, url + path, options, [/404/])
      await expectAccessible(page, `${name} ${where}`)
    }
  })
})

test('without script a resident adds words and a picture, says it is not fixed, and rates', async () => {
  const { url, own, town } = await served()
  const page = await open(browser, url + own, { ...PHONE, javaScriptEnabled: false })
  await page.getByRole('textbox', { name: '补充情况' }).fill('晚上七点以后在家')
  await page.getByLabel('加一张图').setInputFiles({ name: 'tap.png', mimeType: 'image/png', buffer: pictureOf('tap') })
  await page.getByRole('button', { name: '发送补充' }).click()
  await page.getByText('补上了，负责的人看得到').waitFor()
  await page.getByRole('img', { name: '报的时候' }).waitFor()
  expect((await town.events(1044)).at(-1)).toMatchObject({ type: 'detail_added', words: '晚上七点以后在家', pictures: 1 })
  await play(town, '12:30 王师傅 → 小啄: 办结1044 换了水管\n+8s 小啄 → 赵叔: … #1044 … 换了水管')
  await page.reload()
  await page.getByText('说是办好了，等您确认').waitFor()
  await page.getByRole('textbox', { name: '没修好' }).fill('还在滴')
  await page.getByRole('button', { name: '没修好，继续办' }).click()
  await page.getByText('已重新打开').first().waitFor()
  await play(town, '12:40 王师傅 → 小啄: 办结1044 再拧紧了\n小啄 → 赵叔: …\n+8s 小啄 → 赵叔: … #1044 … 再拧紧了')
  await page.reload()
  await page.getByLabel('满意', { exact: true }).check()
  await page.getByRole('button', { name: '提交评价' }).click()
  await page.getByText('谢谢您的评价').waitFor()
  expect(await town.ticket(1044)).toMatchObject({ status: 'solved', satisfaction: 'yes', confirmed: true })
  forget(town)
  await town.pass(town.now() + 60_000)
})
