import { Readable } from 'node:stream'
import exceljs from 'exceljs'
import type { LightMyRequestResponse } from 'fastify'
import { describe, expect, test } from 'vitest'
import type { TicketLine, TicketPage, Today } from '../../server/schemas/ledger.ts'
import type { CommunityFile } from '../../services/community-file.ts'
import { type Api, openApi, signIn } from '../support/api.ts'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { pictureOf } from '../support/picture.ts'

/** The demo community's next numbers. */
const [A, B] = [1042, 1043]

const CLUTTER = `
  12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
  +8s   小啄 @128号楼群: 记下了 #1042 … 128号楼 … 王师傅`
const WATER = `
  12:05 婷婷妈妈 @7号楼群: 7号楼2单元楼道水管漏水了
  +8s   小啄 @7号楼群: 记下了 #1043`

type Headers = Awaited<ReturnType<typeof signIn>>
const read = async <T>(api: Api, headers: Headers, url: string): Promise<T> => {
  const answer = await api.app.inject({ url: `/api/v1${url}`, headers })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json() as T
}
const post = (api: Api, headers: Headers, url: string, payload: object): Promise<LightMyRequestResponse> =>
  api.app.inject({ method: 'POST', url: `/api/v1${url}`, headers, payload })
const numbersOf = async (api: Api, person: string, query = ''): Promise<number[]> =>
  (await read<{ items: TicketLine[] }>(api, await signIn(api.app, person), `/tickets${query}`)).items.map(({ number }) => number)

describe.each(databases)('the ledger over the web, on $name', ({ open }) => {
  const town = async (...stories: string[]): Promise<Api> => {
    const suggest = (file: CommunityFile) => {
      for (const group of file.groups ?? []) if (group.id === 'b126') group.mode = 'suggest'
    }
    const api = await openApi({ db: await open(), edit: suggest })
    for (const story of stories) await play(api.town, story)
    return api
  }

  test('what is done on the page is told in the chat', async () => {
    const api = await town(CLUTTER)
    const wang = await signIn(api.app, 'wang')
    const by = api.town.today('14:00')
    const accepted = await post(api, wang, `/tickets/${A}/acts`, { command: 'accept', args: { by } })
    expect(accepted.statusCode, accepted.body).toBe(200)
    expect(accepted.json()).toMatchObject({ status: 'accepted', assignee: { id: 'wang' }, promisedAt: by })
    await play(api.town, '小啄 @128号楼群: 王师傅 … 14:00')
    await post(api, wang, `/tickets/${A}/acts`, { command: 'resolve', args: { words: '清走了三车' } })
    await play(
      api.town,
      `
      小啄 @128号楼群: … #1042 … 清走了三车
      13:00 李阿姨 @128号楼群: 好了，谢谢
      小啄 @128号楼群: … #1042 … 结案`,
    )
    const page = await read<TicketPage>(api, wang, `/tickets/${A}`)
    expect(page.phase).toBe('closed')
    expect(page.timeline.map(({ type }) => type)).toEqual(expect.arrayContaining(['opened', 'accepted', 'resolved', 'closed']))
    expect(page.timeline.find(({ type }) => type === 'resolved')).toMatchObject({ who: '王师傅', role: 'staff', words: '清走了三车' })
    expect(page.messages[0]).toMatchObject({ text: '楼道又被堆满了，轮椅都过不去', group: '128号楼群' })
  })

  test('everybody is offered what they may do now, and nothing else is done', async () => {
    const api = await town(CLUTTER)
    const acts = async (person: string) =>
      (await read<TicketPage>(api, await signIn(api.app, person), `/tickets/${A}`)).acts.map(({ command }) => command)
    expect(await acts('wang')).toEqual(expect.arrayContaining(['accept', 'assign', 'resolve', 'suspend', 'note']))
    expect(await acts('wang')).not.toContain('confirm')
    expect(await acts('li')).toEqual(expect.arrayContaining(['urge', 'withdraw', 'add_detail']))
    expect(await acts('li')).not.toContain('accept')
    const li = await signIn(api.app, 'li')
    const refused = await post(api, li, `/tickets/${A}/acts`, { command: 'accept' })
    expect(refused.json()).toMatchObject({ status: 403, code: 'NOT_ENTITLED' })
    expect((await post(api, li, `/tickets/${A}/acts`, { command: 'close_silent' })).json()).toMatchObject({ status: 400, code: 'REQUEST_INVALID' })
  })

  test('whoever looks at an old page is told so before they decide', async () => {
    const api = await town(CLUTTER)
    const wang = await signIn(api.app, 'wang')
    const { version } = await read<TicketPage>(api, wang, `/tickets/${A}`)
    await post(api, await signIn(api.app, 'qian'), `/tickets/${A}/acts`, { command: 'note', args: { words: '先拍照' }, version })
    const stale = await post(api, wang, `/tickets/${A}/acts`, { command: 'accept', version })
    expect(stale.json()).toMatchObject({ status: 409, code: 'VERSION_STALE' })
    expect((await api.town.ticket(A)).status).toBe('open')
    await play(api.town, '小啄 → 王师傅: … 先拍照')
  })

  test('everybody sees theirs, and what is not theirs is unknown to them', async () => {
    const api = await town(CLUTTER, WATER)
    expect(await numbersOf(api, 'fang')).toEqual([B, A])
    expect(await numbersOf(api, 'he')).toEqual([A])
    expect(await numbersOf(api, 'liu')).toEqual([B])
    expect(await numbersOf(api, 'wang')).toEqual([B, A])
    expect(await numbersOf(api, 'li')).toEqual([A])
    expect(await numbersOf(api, 'tom')).toEqual([])
    const tom = await signIn(api.app, 'tom')
    for (const answer of [
      await api.app.inject({ url: `/api/v1/tickets/${A}`, headers: tom }),
      await post(api, tom, `/tickets/${A}/acts`, { command: 'urge' }),
    ])
      expect(answer.json()).toMatchObject({ status: 404, code: 'TICKET_UNKNOWN' })
    for (const url of ['/leads', '/stats', '/deliveries', '/tickets/export.csv'])
      expect((await api.app.inject({ url: `/api/v1${url}`, headers: tom })).statusCode, url).toBe(403)
    expect((await api.app.inject({ url: '/api/v1/tickets' })).statusCode).toBe(401)
  })

  test('a ticket is found by what was said, until it is taken back', async () => {
    const api = await town(CLUTTER)
    expect(await numbersOf(api, 'fang', `?q=${encodeURIComponent('轮椅')}`)).toEqual([A])
    await play(api.town, '12:20 王师傅 → 小啄: 备注 1042 联系了搬家公司')
    expect(await numbersOf(api, 'fang', `?q=${encodeURIComponent('搬家公司')}`)).toEqual([A])
    await play(api.town, '12:30 李阿姨 @128号楼群: [撤回 楼道]')
    expect(await numbersOf(api, 'fang', `?q=${encodeURIComponent('轮椅')}`)).toEqual([])
  })

  test('the ledger is read back from its files, and no cell is a formula', async () => {
    const api = await town(CLUTTER, WATER)
    const fang = await signIn(api.app, 'fang')
    await post(api, fang, `/tickets/${B}/acts`, { command: 'recategorise', args: { category: 'water', title: '=HYPERLINK("http://x","y")' } })
    const csv = await api.app.inject({ url: '/api/v1/tickets/export.csv?sort=number', headers: fang })
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(csv.body.startsWith('\ufeff工单号,状态')).toBe(true)
    expect(csv.body).toContain(`"'=HYPERLINK(""http://x"",""y"")"`)
    const xlsx = await api.app.inject({ url: '/api/v1/tickets/export.xlsx?building=none,b128&state=open&q=', headers: fang })
    expect(xlsx.statusCode).toBe(200)
    const book = new exceljs.Workbook()
    await book.xlsx.read(Readable.from(xlsx.rawPayload))
    const sheet = book.worksheets[0]
    expect(sheet?.getRow(1).getCell(1).value).toBe('工单号')
    const all = new exceljs.Workbook()
    await all.xlsx.read(Readable.from((await api.app.inject({ url: '/api/v1/tickets/export.xlsx?sort=number&lang=en', headers: fang })).rawPayload))
    const rows = all.worksheets[0]
    expect([2, 3].map((row) => rows?.getRow(row).getCell(1).value)).toEqual([A, B])
    expect(rows?.getRow(3).getCell(5).value).toBe(`'=HYPERLINK("http://x","y")`)
    const { audit } = api.town.db.tables
    const written = await api.town.db.read.select().from(audit)
    expect(written.filter(({ action }) => action === 'tickets.exported').map(({ actorId }) => actorId)).toEqual(['fang', 'fang', 'fang'])
  })

  test('many are given to somebody at once, and what cannot be says why', async () => {
    const api = await town(CLUTTER, WATER)
    const done = await post(api, await signIn(api.app, 'fang'), '/tickets/bulk', { numbers: [A, B, 77], command: 'assign', args: { person: 'sun' } })
    expect(done.json()).toMatchObject({ done: [A, B], failed: [{ number: 77, code: 'TICKET_UNKNOWN' }] })
    expect((await api.town.tickets()).map(({ assigneeId }) => assigneeId)).toEqual(['sun', 'sun'])
    await play(
      api.town,
      `
      小啄 @128号楼群: #1042 … 转由长峰物业小孙跟进
      小啄 @7号楼群: #1043 … 转由长峰物业小孙跟进
      小啄 → 小孙: 【#1042】`,
    )
    expect((await post(api, await signIn(api.app, 'wang'), '/tickets/bulk', { numbers: [A], command: 'assign' })).statusCode).toBe(403)
  })

  test('a picture of the work is put up and follows the words that it is done', async () => {
    const api = await town(CLUTTER)
    const wang = await signIn(api.app, 'wang')
    const put = (headers: Headers, bytes: Buffer, purpose = 'proof') => {
      const edge = 'edge-of-the-form'
      const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="../../etc/x.png"\r\ncontent-type: image/png\r\n\r\n`
      const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)])
      const type = { 'content-type': `multipart/form-data; boundary=${edge}` }
      return api.app.inject({ method: 'POST', url: `/api/v1/tickets/${A}/pictures?purpose=${purpose}`, headers: { ...headers, ...type }, payload })
    }
    const kept = await put(wang, pictureOf('after'))
    expect(kept.statusCode, kept.body).toBe(200)
    expect(kept.json().attachments).toMatchObject([{ purpose: 'proof', mime: 'image/png' }])
    await post(api, wang, `/tickets/${A}/acts`, { command: 'resolve' })
    await play(api.town, '小啄 @128号楼群: … #1042\n小啄 @128号楼群: [图片]')
    const { url } = kept.json().attachments[0]
    const seen = await api.app.inject({ url, headers: wang })
    expect(seen.headers['content-type']).toBe('image/png')
    expect(seen.rawPayload).toEqual(pictureOf('after'))
    expect((await api.app.inject({ url, headers: await signIn(api.app, 'tom') })).statusCode).toBe(404)
    expect((await put(wang, Buffer.from('<svg onload="alert(1)"/>'))).json()).toMatchObject({ code: 'ATTACHMENT_REFUSED' })
    expect((await put(await signIn(api.app, 'tom'), pictureOf('x'))).json()).toMatchObject({ code: 'TICKET_UNKNOWN' })
  })

  test('a lead becomes a ticket with one tap', async () => {
    const api = await town('12:03 小吴 @126号楼群: 楼道灯不亮了\n小啄: (没说话)')
    const he = await signIn(api.app, 'he')
    const { items } = await read<{ items: { number: number }[] }>(api, he, '/leads')
    expect(await read<{ total: number }>(api, await signIn(api.app, 'liu'), '/leads')).toMatchObject({ total: 0 })
    expect(items).toMatchObject([{ number: 1, from: '小吴', text: '楼道灯不亮了', judge: { id: 'he' } }])
    const judged = await post(api, he, '/leads/1', { verdict: 'open' })
    expect(judged.json()).toEqual({ number: 1, ticket: A })
    expect((await post(api, he, '/leads/1', { verdict: 'drop' })).json()).toMatchObject({ code: 'LEAD_UNKNOWN' })
  })

  test('today shows what is late and who has how much; what was not delivered is said again', async () => {
    const api = await town(CLUTTER, WATER)
    api.town.edge.answer = () => ({ state: 'failed', reason: 'unreachable', detail: 'not a friend' })
    await post(api, await signIn(api.app, 'wang'), `/tickets/${B}/acts`, { command: 'resolve', args: { words: '换了阀门' } })
    await api.town.pass(api.town.now() + 10 * 86_400_000)
    const fang = await signIn(api.app, 'fang')
    const today = await read<Today>(api, fang, '/today')
    expect(today.late.map(({ number }) => number)).toEqual([A])
    expect(today.load[0]).toMatchObject({ person: { id: 'wang', name: '王师傅' }, unit: { id: 'cf-property' }, open: 1, overdue: 1 })
    expect(today.counts).toMatchObject({ open: 1, late: 1, toConfirm: 1 })
    expect(today.gateway.status).toBe('online')
    const [failed] = today.undelivered
    expect(failed).toMatchObject({ state: 'failed', ticket: B })
    api.town.edge.answer = () => ({ state: 'sent' })
    expect((await post(api, fang, `/deliveries/${failed?.id}/retry`, {})).json()).toMatchObject({ id: failed?.id, state: 'pending' })
    await api.town.pass(api.town.now() + 1_000)
    expect((await api.town.outbox()).find(({ id }) => id === failed?.id)?.state).toBe('sent')
    expect((await post(api, fang, `/deliveries/${failed?.id}/retry`, {})).json()).toMatchObject({ status: 409, code: 'DELIVERY_SETTLED' })
  })

  test('figures of a period add up', async () => {
    const api = await town(CLUTTER, WATER)
    const fang = await signIn(api.app, 'fang')
    for (const by of ['unit', 'person', 'building', 'grid', 'category', 'day']) {
      const stats = await read<{
        total: { counts: { opened: number } }
        rows: { counts: { opened: number } }[]
        series: { opened: number; backlog: number }[]
        heat: object[]
      }>(api, fang, `/stats?by=${by}&to=${api.town.now() + 1_000}`)
      expect(stats.total.counts.opened).toBe(2)
      expect(
        stats.rows.reduce((sum, row) => sum + row.counts.opened, 0),
        by,
      ).toBe(2)
      expect(stats.series.at(-1)).toMatchObject({ opened: 2, backlog: 2 })
      expect(stats.heat).toHaveLength(2)
    }
    const wrong = await api.app.inject({ url: '/api/v1/stats?from=5&to=1', headers: fang })
    expect(wrong.json()).toMatchObject({ status: 400, code: 'REQUEST_INVALID' })
  })

  test('views are kept under their name, one’s own and the shared ones', async () => {
    const api = await town()
    const [fang, wang] = [await signIn(api.app, 'fang'), await signIn(api.app, 'wang')]
    const view = { name: '我的超期', query: { overdue: 'true', sort: 'due' } }
    const saved = await post(api, fang, '/views', { ...view, shared: true, columns: ['number', 'title'] })
    expect(saved.statusCode).toBe(201)
    await post(api, wang, '/views', view)
    const of = async (who: Headers) => (await read<{ items: { name: string; mine: boolean }[] }>(api, who, '/views')).items
    expect((await of(wang)).map(({ mine }) => mine).sort()).toEqual([false, true])
    expect(await of(fang)).toMatchObject([{ name: '我的超期', mine: true, query: view.query }])
    const drop = (who: Headers) => api.app.inject({ method: 'DELETE', url: `/api/v1/views/${saved.json().id}`, headers: who })
    expect((await drop(wang)).statusCode).toBe(404)
    expect((await drop(fang)).statusCode).toBe(204)
  })
})

test('an unchanged ticket is not sent again', async () => {
  const api = await openApi()
  await play(api.town, CLUTTER)
  const fang = await signIn(api.app, 'fang')
  const first = await api.app.inject({ url: `/api/v1/tickets/${A}`, headers: fang })
  const again = () => api.app.inject({ url: `/api/v1/tickets/${A}`, headers: { ...fang, 'if-none-match': String(first.headers.etag) } })
  expect((await again()).statusCode).toBe(304)
  await post(api, fang, `/tickets/${A}/acts`, { command: 'note', args: { words: '看过了' } })
  expect((await again()).statusCode).toBe(200)
  await play(api.town, '小啄 → 王师傅: … 看过了')
})

test('two browsers are told of the same change, a resident only that there was one', async () => {
  const api = await openApi()
  await play(api.town, CLUTTER)
  const address = await api.app.listen({ host: '127.0.0.1', port: 0 })
  const lines = await Promise.all(
    ['fang', 'wang', 'li'].map(async (person) => {
      const answer = await fetch(`${address}/api/v1/events`, { headers: await signIn(api.app, person) })
      return (answer.body ?? new ReadableStream<Uint8Array>())
        .pipeThrough(new TextDecoderStream() as never)
        .getReader() as ReadableStreamDefaultReader<string>
    }),
  )
  const heard = async (line: ReadableStreamDefaultReader<string>, word: string): Promise<string> => {
    let text = ''
    while (!text.includes(word)) {
      const { value, done } = await line.read()
      if (done) throw new Error(`the line ended before "${word}": ${text}`)
      text += value
    }
    return text
  }
  for (const line of lines) await heard(line, 'event: hello')
  await post(api, await signIn(api.app, 'wang'), `/tickets/${A}/acts`, { command: 'accept' })
  const [fang, wang, li] = await Promise.all(lines.map((line) => heard(line, 'event: change')))
  expect(fang).toContain('{"kind":"ticket","number":1042}')
  expect(wang).toContain('{"kind":"ticket","number":1042}')
  expect(li).toContain('data: {"kind":"ticket"}\n')
  for (const line of lines) await line.cancel()
})
