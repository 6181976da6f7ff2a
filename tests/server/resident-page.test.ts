import { describe, expect, test } from 'vitest'
import { LINK_AFTER_CLOSING } from '../../core/ticket-link.ts'
import { type Api, openApi, signIn } from '../support/api.ts'
import { forget, play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { pictureOf } from '../support/picture.ts'
import type { TownOptions } from '../support/town.ts'

const PUBLIC_URL = 'https://woodpecker.example'
const REPORTED = '李阿姨 → 小啄: 报修：128号楼2单元501室门口的灯不亮了，我电话13812345678'

async function open(options: TownOptions = {}): Promise<Api> {
  return openApi({ publicUrl: PUBLIC_URL, ...options })
}

/** The path of the last link that was said in a chat. */
function linkTo({ town }: Api, chat: string): string {
  const said = town.lines.findLast((line) => line.by === null && line.chat === chat && line.text.includes(`${PUBLIC_URL}/t/`))
  return /\/t\/\S+/.exec(said?.text ?? '')?.[0] ?? ''
}

async function reported(options: TownOptions = {}): Promise<{ api: Api; link: string }> {
  const api = await open(options)
  await play(api.town, `12:00 ${REPORTED}\n+8s 小啄 → 李阿姨: 记下了 #1042 … 看进度：`)
  return { api, link: linkTo(api, '李阿姨') }
}

const get = async (api: Api, url: string) => api.app.inject({ url })
const markOf = (page: string): string => /name="form" value="([^"]+)"/.exec(page)?.[1] ?? ''
const visible = (page: string): string => page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

async function send(api: Api, link: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const { body } = await get(api, link)
  const payload = new URLSearchParams({ form: markOf(body), ...fields }).toString()
  return api.app.inject({ method: 'POST', url: link, payload, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } })
}

function multipart(fields: Record<string, string>, file: Buffer, name = 'photo.png') {
  const parts = Object.entries(fields).map(([key, value]) => Buffer.from(`--x\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`))
  const head = Buffer.from(`--x\r\ncontent-disposition: form-data; name="picture"; filename="${name}"\r\ncontent-type: image/png\r\n\r\n`)
  return {
    payload: Buffer.concat([...parts, head, file, Buffer.from('\r\n--x--\r\n')]),
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  }
}

describe.each(databases)('a ticket’s page, on $name', ({ open: openDb }) => {
  test('the reporter’s own link shows state, place, who has it, and what has happened, and is kept by nobody', async () => {
    const { api, link } = await reported({ db: await openDb() })
    const page = await get(api, link)
    expect(page.statusCode).toBe(200)
    expect(page.headers).toMatchObject({ 'cache-control': 'private, no-store', 'referrer-policy': 'same-origin' })
    expect(page.headers['content-security-policy']).toContain("script-src 'self'")
    expect(page.body).not.toMatch(/<script|<style| style=| on\w+=/)
    const text = visible(page.body)
    for (const words of ['#1042', '已登记，等人接单', '128号楼2单元501室', '长峰物业王师傅', '门口的灯不亮了', '撤销这件事'])
      expect(text).toContain(words)
    expect(await get(api, `${link}?lang=en`).then(({ body }) => visible(body))).toContain('Noted, waiting to be taken')
    const { outbox, messages } = api.town.db.tables
    const kept = JSON.stringify([await api.town.db.read.select().from(outbox), await api.town.db.read.select().from(messages)])
    expect(kept).not.toContain(link)
  })

  test('words and a picture added on the page reach whoever has the ticket', async () => {
    const { api, link } = await reported({ db: await openDb() })
    const { body } = await get(api, link)
    const form = multipart({ form: markOf(body), act: 'add_detail', words: '晚上七点以后在家' }, pictureOf('door'))
    const answer = await api.app.inject({ method: 'POST', url: link, ...form })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `${link}?lang=zh-CN&done=add_detail`])
    expect((await api.town.events(1042)).at(-1)).toMatchObject({ type: 'detail_added', words: '晚上七点以后在家', pictures: 1 })
    await play(api.town, '小啄 → 王师傅: 【#1042】 … 晚上七点以后在家')
    const after = await get(api, answer.headers.location ?? '')
    expect(visible(after.body)).toContain('补上了，负责的人看得到')
    const picture = /src="([^"]+)"/.exec(after.body)?.[1] ?? ''
    const image = await get(api, picture)
    expect([image.statusCode, image.headers['content-type']]).toEqual([200, 'image/png'])
    expect((await get(api, `${link}/pictures/${'0'.repeat(64)}`)).statusCode).toBe(404)
    // The same form sent twice is done once.
    await api.app.inject({ method: 'POST', url: link, ...form })
    expect((await api.town.events(1042)).filter(({ type }) => type === 'detail_added')).toHaveLength(1)
  })

  test('not fixed, then solved and rated: each is told in the chat', async () => {
    const { api, link } = await reported({ db: await openDb() })
    await play(
      api.town,
      `
      12:10 王师傅 → 小啄: 办结1042 换了灯泡
      小啄 → 李阿姨: … #1042 … 换了灯泡`,
    )
    const refused = await send(api, link, { act: 'rate' })
    expect(refused.statusCode).toBe(422)
    expect(visible(refused.body)).toContain('没看懂，请再选一次')
    expect((await send(api, link, { act: 'reopen', words: '还是不亮' })).statusCode).toBe(303)
    await play(api.town, '小啄 → 李阿姨: #1042 重新打开 …\n小啄 → 王师傅: 【#1042】 … 还是不亮')
    await play(api.town, '12:30 王师傅 → 小啄: 办结1042 换了灯座\n小啄 → 李阿姨: … #1042 … 换了灯座')
    expect((await send(api, link, { act: 'rate', satisfied: 'mostly' })).statusCode).toBe(303)
    expect(await api.town.ticket(1042)).toMatchObject({ status: 'solved', satisfaction: 'mostly', confirmed: true })
    await play(api.town, '小啄 → 李阿姨: #1042 … 结案 …')
    expect(visible((await get(api, link)).body)).toContain('您评的是：基本满意')
    const late = await send(api, link, { act: 'withdraw' })
    await api.town.pass(api.town.now() + 60_000)
    expect([late.statusCode, visible(late.body)]).toEqual([422, expect.stringContaining('现在的状态不能这样做')])
  })

  test('withdrawn on the page, it is told where it was told', async () => {
    const { api, link } = await reported({ db: await openDb() })
    expect((await send(api, link, { act: 'withdraw', words: '自己好了' })).statusCode).toBe(303)
    expect(await api.town.ticket(1042)).toMatchObject({ status: 'withdrawn' })
    await play(api.town, '小啄 → 李阿姨: #1042 …\n小啄 → 王师傅: 【#1042】 … 已撤销 …')
  })

  test('in the group the link shows what the group may know, and does nothing', async () => {
    const api = await open({ db: await openDb() })
    await play(
      api.town,
      `
      12:00 李阿姨 @128号楼群: 报修：128号楼2单元501室门口的灯不亮了，我电话13812345678
      +8s 小啄 @128号楼群: 记下了 #1042 … 看进度：`,
    )
    const link = linkTo(api, '128号楼群')
    expect(link).toMatch(/^\/t\/g-/)
    const { body } = await get(api, link)
    expect(visible(body)).not.toMatch(/李阿姨|501|13812345678/)
    expect(body).not.toContain('<form')
    expect(visible(body)).toMatch(/李\*\*.*登记|#1042/)
    const posted = await api.app.inject({
      method: 'POST',
      url: link,
      payload: `act=withdraw&form=${markOf(body)}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(posted.statusCode).toBe(422)
    expect(await api.town.ticket(1042)).toMatchObject({ status: 'open' })
    // Asked for directly, the reporter gets one of their own.
    await play(api.town, '12:05 李阿姨 → 小啄: 1042 进度\n小啄 → 李阿姨: #1042 … 看进度：')
    expect(linkTo(api, '李阿姨')).toMatch(/^\/t\/p-/)
    // A follower may add to it, and sees no more of it than the group.
    await play(api.town, '12:06 赵叔 @128号楼群: 我家也是，1042\n小啄 @128号楼群: … #1042 …')
    await play(api.town, '12:07 赵叔 → 小啄: 1042 进度\n小啄 → 赵叔: #1042 … 看进度：')
    const theirs = await get(api, linkTo(api, '赵叔'))
    expect(visible(theirs.body)).not.toMatch(/501|13812345678/)
    expect(theirs.body).toContain('value="add_detail"')
    expect(theirs.body).not.toContain('value="withdraw"')
  })
})

test('a forged link, a link to another ticket and a link in another’s name open nothing', async () => {
  const { api, link } = await reported()
  await play(api.town, '12:10 赵叔 → 小啄: 报修：7号楼电梯坏了\n+8s 小啄 → 赵叔: 记下了 #1043 …')
  const forged = [
    link.slice(0, -1) + (link.endsWith('0') ? '1' : '0'),
    link.replace('.sy.', '.sz.'),
    link.replace('.li.', '.zhao.'),
    '/t/p-demo',
    '/t/x.y.z',
  ]
  expect(new Set(forged).has(link)).toBe(false)
  for (const url of forged) {
    const answer = await get(api, url)
    expect([url, answer.statusCode, answer.headers['content-type']]).toEqual([url, 404, 'text/html; charset=utf-8'])
    expect(answer.body).not.toContain('1042')
  }
})

test('a link ends ninety days after the closing, and at once when the report is taken back', async () => {
  const { api, link } = await reported()
  await send(api, link, { act: 'withdraw' })
  forget(api.town)
  await api.town.pass(api.town.now() + (LINK_AFTER_CLOSING.days - 1) * 86_400_000)
  expect((await get(api, link)).statusCode).toBe(200)
  await api.town.pass(api.town.now() + 2 * 86_400_000)
  expect((await get(api, link)).statusCode).toBe(404)

  const second = await reported()
  await play(second.api.town, '+1m 李阿姨 → 小啄: [撤回]')
  forget(second.api.town)
  expect((await get(second.api, second.link)).statusCode).toBe(404)
})

test('a form from a foreign page, without our mark, or a day old is refused', async () => {
  const { api, link } = await reported()
  const foreign = await send(api, link, { act: 'withdraw' }, { origin: 'https://evil.example', host: 'localhost' })
  expect(foreign.statusCode).toBe(403)
  expect((await send(api, link, { act: 'withdraw', form: '' })).statusCode).toBe(422)
  expect((await send(api, link, { act: 'withdraw', form: `${api.town.now().toString(36)}-0.${'0'.repeat(32)}` })).statusCode).toBe(422)
  const { body } = await get(api, link)
  await api.town.pass(api.town.now() + 86_400_000)
  const old = await send(api, link, { act: 'withdraw', form: markOf(body) })
  expect([old.statusCode, visible(old.body)]).toEqual([422, expect.stringContaining('这一页放太久了')])
  expect(await api.town.ticket(1042)).not.toMatchObject({ status: 'withdrawn' })
})

test('one link may not do without end', async () => {
  const { api, link } = await reported()
  const codes: number[] = []
  for (let i = 0; i < 22; i++) codes.push((await send(api, link, { act: 'rate' })).statusCode)
  expect(codes.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 422))
  expect(codes.slice(20)).toEqual([429, 429])
})

test('what is no picture is not taken, and says so in plain words', async () => {
  const { api, link } = await reported()
  const { body } = await get(api, link)
  const form = multipart({ form: markOf(body), act: 'add_detail', words: '' }, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'x.svg')
  const answer = await api.app.inject({ method: 'POST', url: link, ...form })
  expect([answer.statusCode, visible(answer.body)]).toEqual([422, expect.stringContaining('这个文件收不了')])
  expect(
    (
      await api.app.inject({
        method: 'POST',
        url: '/api/v1/session',
        payload: 'a=b',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    ).statusCode,
  ).toBe(400)
})

test('markup in words, names and places is shown as text', async () => {
  const attack = `<img src=x onerror=alert(1)>"'><script>alert(2)</script>`
  const { api, link } = await reported()
  await send(api, link, { act: 'add_detail', words: attack })
  await play(api.town, `12:10 王师傅 → 小啄: 1042 备注 ${attack}`)
  forget(api.town)
  const { people } = api.town.db.tables
  await api.town.db.transact((tx) => tx.update(people).set({ name: attack }))
  const headers = await signIn(api.app, 'fang')
  const acts = [
    { command: 'recategorise', args: { category: 'lighting', title: attack } },
    { command: 'place', args: { place: attack } },
    { command: 'suspend', args: { reason: attack } },
  ]
  for (const payload of acts) {
    const done = await api.app.inject({ method: 'POST', url: '/api/v1/tickets/1042/acts', headers, payload })
    expect(done.statusCode, done.body).toBe(200)
  }
  forget(api.town)
  await api.town.pass(api.town.now() + 3_600_000)
  const { body } = await get(api, link)
  expect(body).toContain('&lt;img src=x')
  const tags = new Set(body.match(/<[a-z][a-z0-9]*/g))
  const known =
    'html head meta title link body a header div span h1 h2 main section p dl dt dd form input label textarea button fieldset legend ol li time br'
  expect([...tags].filter((tag) => !known.split(' ').includes(tag.slice(1)))).toEqual([])
})

test('where nobody but this machine could open it, no link is given; nor where the community wants none', async () => {
  for (const options of [
    { publicUrl: 'http://127.0.0.1:3000' },
    { publicUrl: PUBLIC_URL, edit: (file: { policies?: object }) => void Object.assign(file.policies ?? {}, { ticketLinks: false }) },
  ]) {
    const { town } = await openApi(options)
    await play(town, `12:00 ${REPORTED}\n+8s 小啄 → 李阿姨: 记下了 #1042 …`)
    expect(town.lines.filter(({ text }) => text.includes('/t/'))).toEqual([])
  }
})
