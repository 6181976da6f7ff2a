import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import type { CommunityFile } from '../../services/community-file.ts'
import { publicWords } from '../../services/masking.ts'
import { pictureSize } from '../../services/thumbnails.ts'
import { type Api, openApi, signIn } from '../support/api.ts'
import { forget, play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'

const REPORT = `
  12:00 李阿姨 @128号楼群: [图片]
  12:00 李阿姨 @128号楼群: 报修：128号楼2单元501室门口堆满了纸箱，电话13812345678
  +8s   小啄 @128号楼群: 记下了 #1042 …`
const SOLVED = `
  12:10 王师傅 → 小啄: [图片]
        王师傅 → 小啄: 办结1042 清走了
  +8s   小啄 @128号楼群: … #1042 … 清走了
        小啄 @128号楼群: [图片]
  12:20 李阿姨 @128号楼群: 好了，谢谢
        小啄 @128号楼群: … #1042 … 结案`

const visible = (page: string): string => page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const board = async (api: Api, query = ''): Promise<string> => {
  const answer = await api.app.inject({ url: `/board/demo${query}` })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.body
}
/** The board is kept for half a minute. */
const later = (api: Api): Promise<void> => api.town.pass(api.town.now() + 60_000)
const picturesIn = (page: string): string[] => [...page.matchAll(/src="(\/board[^"]+)"/g)].map(([, address]) => address ?? '')

describe.each(databases)('the public board, on $name', ({ open }) => {
  test('shows what is open and who it is with, and nothing of anybody’s name, door or telephone', async () => {
    const api = await openApi({ db: await open() })
    await play(api.town, REPORT)
    const page = await board(api)
    expect(page).not.toMatch(/<script|<style| style=| on\w+=/)
    const text = visible(page)
    for (const words of ['长峰社区 公开栏', '#1042', '128号楼2单元', '长峰物业', '待接单', '本周 新报 1', '0531-8600128', '96777'])
      expect(text).toContain(words)
    for (const secret of ['李阿姨', '501', '13812345678', '13800000128', '王建国']) expect(text).not.toContain(secret)
    expect(visible(await board(api, '?lang=en'))).toContain('What neighbours reported')
  })

  test('shows what was done with its pictures, drawn anew, until somebody of the community takes it off', async () => {
    const api = await openApi({ db: await open() })
    await play(api.town, REPORT + SOLVED)
    const page = await board(api)
    expect(visible(page)).toMatch(/最近办好的事.*#1042 .*已解决.*用时 10 ?分钟/)
    const pictures = picturesIn(page)
    expect(pictures).toHaveLength(2)
    for (const url of pictures) {
      const image = await api.app.inject({ url })
      expect([image.statusCode, image.headers['content-type']]).toEqual([200, 'image/png'])
      // What was written beside the picture stays here.
      expect(image.rawPayload.includes(Buffer.from('Comment'))).toBe(false)
    }
    forget(api.town)
    await play(api.town, '12:30 方书记 → 小啄: 1042 不公开\n小啄 → 方书记: #1042 … 不上公开栏了。')
    expect(visible(await board(api))).not.toContain('#1042')
    expect((await api.app.inject({ url: pictures[0] ?? '' })).statusCode).toBe(404)
    await play(api.town, '12:31 方书记 → 小啄: 1042 公开\n小啄 → 方书记: #1042 … 可以上公开栏了。')
    expect(visible(await board(api))).toContain('#1042')
  })

  test('over the interface it is taken off by whoever may moderate, and written down', async () => {
    const api = await openApi({ db: await open() })
    await play(api.town, REPORT)
    const mark = async (person: string, hidden: boolean) =>
      api.app.inject({ method: 'POST', url: '/api/v1/tickets/1042/board', headers: await signIn(api.app, person), payload: { hidden } })
    expect((await mark('wang', true)).statusCode).toBe(403)
    expect((await mark('he', true)).json()).toEqual({ hidden: true })
    expect((await mark('fang', true)).json()).toEqual({ hidden: true })
    expect(visible(await board(api))).not.toContain('#1042')
    expect((await api.app.inject({ url: '/api/v1/tickets/1042/board', headers: await signIn(api.app, 'fang') })).json()).toEqual({ hidden: true })
    expect((await mark('fang', false)).json()).toEqual({ hidden: false })
    await later(api)
    expect(visible(await board(api))).toContain('#1042')
    const audited = await api.town.db.read.select().from(api.town.db.tables.audit)
    expect(audited.map(({ action }) => action).filter((action) => action.startsWith('board.'))).toEqual([
      'board.hidden',
      'board.hidden',
      'board.shown',
    ])
  })

  test('what was told to the bot alone, in need or in a quarrel is counted and not shown', async () => {
    const api = await openApi({ db: await open() })
    await play(api.town, '12:00 李阿姨 → 小啄: 报修：128号楼电梯坏了\n+8s 小啄 → 李阿姨: 记下了 #1042 …')
    await play(api.town, '12:05 赵叔 @128号楼群: 报修：128号楼三楼独居老人没人照顾，需要帮助\n+8s 小啄 @128号楼群: … #1043 …')
    expect(await api.town.ticket(1043)).toMatchObject({ category: 'welfare' })
    const text = visible(await board(api))
    expect(text).toContain('本周 新报 2')
    expect(text).not.toMatch(/#1042|#1043/)
    expect(text).toContain('还有 2 件没有列出')
  })

  test('the feed says what the board says, and only that', async () => {
    const api = await openApi({ db: await open(), publicUrl: 'https://woodpecker.example' })
    await play(api.town, REPORT + SOLVED)
    const answer = await api.app.inject({ url: '/board/demo/rss.xml' })
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/rss+xml; charset=utf-8'])
    expect(XMLValidator.validate(answer.body)).toBe(true)
    const { rss } = new XMLParser().parse(answer.body)
    expect(rss.channel.title).toBe('长峰社区 公开栏')
    const item = [rss.channel.item].flat()[0]
    expect(item).toMatchObject({ guid: 'https://woodpecker.example/board/demo#n1042-done', link: 'https://woodpecker.example/board/demo#n1042' })
    expect(item.title).toMatch(/^#1042 .*办好了$/)
    expect(answer.body).not.toMatch(/李阿姨|13812345678|501室/)
  })
})

test('a board is closed until the community opens it, and says nothing of the community then', async () => {
  const close = (file: CommunityFile) => void delete file.policies?.board
  const api = await openApi({ edit: close })
  for (const url of ['/board/demo', '/board/nowhere', '/board/demo/rss.xml', `/board/demo/pictures/${'0'.repeat(64)}`]) {
    const answer = await api.app.inject({ url })
    expect([url, answer.statusCode]).toEqual([url, 404])
    expect(answer.body).not.toContain('长峰')
  }
})

test('a community leaves out the parts it does not want to publish', async () => {
  const hide = (file: CommunityFile) => Object.assign(file.policies ?? {}, { board: { open: true, hide: ['pictures', 'duty', 'open', 'done'] } })
  const api = await openApi({ edit: hide })
  await play(api.town, REPORT + SOLVED)
  const page = await board(api)
  for (const part of ['pictures', 'duty', 'open', 'done']) expect(page).not.toContain(`id="${part}"`)
  expect(page).toContain('id="figures"')
  expect(picturesIn(page)).toEqual([])
  expect((await api.app.inject({ url: '/board/demo/rss.xml' })).body).not.toContain('#1042')
})

test('an announced outage stands on the board until it is over', async () => {
  const api = await openApi()
  await api.town.hear({ from: '王师傅', in: '长峰物业工作群', text: '停水 128-130号楼 水泵检修 到18点' })
  forget(api.town)
  expect(visible(await board(api))).toMatch(/128–130号楼 停水 · 水泵检修 · 到今天18:00/)
  await api.town.pass(api.town.today('18:01'))
  expect(visible(await board(api))).not.toContain('水泵检修')
})

test('whoever has the board already is told so, and it is kept for a minute', async () => {
  const api = await openApi()
  const first = await api.app.inject({ url: '/board/demo' })
  expect(first.headers['cache-control']).toBe('public, max-age=60')
  const again = await api.app.inject({ url: '/board/demo', headers: { 'if-none-match': String(first.headers.etag) } })
  expect([again.statusCode, again.body]).toEqual([304, ''])
  await play(api.town, REPORT)
  await later(api)
  const changed = await api.app.inject({ url: '/board/demo', headers: { 'if-none-match': String(first.headers.etag) } })
  expect(changed.statusCode).toBe(200)
})

test('only who is of the community moderates by chat; talk of openness orders nothing', async () => {
  const api = await openApi()
  await play(api.town, REPORT)
  await play(api.town, '12:10 王师傅 → 小啄: 1042 不公开\n小啄 → 王师傅: …')
  await play(api.town, '12:11 李阿姨 @128号楼群: 物业账目怎么不公开\n小啄 @128号楼群: (没说话)')
  forget(api.town)
  expect(visible(await board(api))).toContain('#1042')
})

test('markup in what people typed stands on the board as text', async () => {
  const attack = `<script>alert(1)</script>"'&`
  const api = await openApi({ edit: (file) => void (file.community.name = attack) })
  await play(api.town, REPORT)
  const headers = await signIn(api.app, 'fang')
  for (const payload of [
    { command: 'recategorise', args: { category: 'lighting', title: attack } },
    { command: 'place', args: { place: attack } },
  ])
    expect((await api.app.inject({ method: 'POST', url: '/api/v1/tickets/1042/acts', headers, payload })).statusCode).toBe(200)
  forget(api.town)
  await later(api)
  const page = await board(api)
  expect(page).toContain('&lt;script&gt;')
  expect(page).not.toContain('<script')
  expect(XMLValidator.validate((await api.app.inject({ url: '/board/demo/rss.xml' })).body)).toBe(true)
})

test.each([
  ['李阿姨家漏水，电话13812345678', '李**家漏水，电话***'],
  ['128-2-501漏水', '128-2-***漏水'],
  ['3号楼501门口', '3号楼***门口'],
  ['沪A12345占了消防通道', '***占了消防通道'],
  ['老王家的狗', '王**家的狗'],
  ['身份证310101199001011234', '身份证***'],
  ['高空抛物，黄家宅路', '高空抛物，黄家宅路'],
  ['石板松了，水管爆了', '石板松了，水管爆了'],
])('what anybody may read of "%s" is "%s"', (said, shown) => {
  expect(publicWords(said)).toBe(shown)
})

test('the size of a picture is read before it is unpacked', () => {
  const png = Buffer.alloc(40)
  png.writeUInt32BE(0x89504e47, 0)
  png.writeUInt32BE(60_000, 16)
  png.writeUInt32BE(50_000, 20)
  expect(pictureSize(png)).toEqual({ mime: 'image/png', width: 60_000, height: 50_000 })
  const jpeg = Buffer.from('ffd8ffe000104a46494600010101004800480000ffc0001108012c0190030122000211010311', 'hex')
  expect(pictureSize(jpeg)).toEqual({ mime: 'image/jpeg', width: 400, height: 300 })
  expect(pictureSize(Buffer.from('no picture at all, but long enough'))).toBeUndefined()
})
