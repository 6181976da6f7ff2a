import { Value } from 'typebox/value'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { SceneSchema, TicketDetailSchema } from '../../server/schemas.ts'
import type { App } from '../../server/typebox.ts'
import { type LiveScene, openScene } from '../support/scene.ts'
import { quietOptions } from '../support/scene-server.ts'

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

let app: App
let scene: LiveScene
beforeEach(async () => {
  let now = 1_700_000_000_000
  scene = openScene(() => ++now)
  app = await buildApp(scene, quietOptions(scene))
})
afterEach(() => app.close())

const get = (url: string) => app.inject(url)
const say = (words: Record<string, unknown>) => app.inject({ method: 'POST', url: '/sandbox/api/messages', payload: words })
const heardIn = async (room: string, more = '') => (await get(`/sandbox/api/messages?room=${room}${more}`)).json()

test('the scene has its people, groups and examples', async () => {
  const told = (await get('/sandbox/api/scene')).json()
  expect(Value.Check(SceneSchema, told)).toBe(true)
  expect(told.examples).toHaveLength(3)
})

describe('speaking', () => {
  test('words said in a group stand in the group, with mentions and quote', async () => {
    const answer = await say({ as: 'wang', room: 'r128', text: '@李阿姨 马上到', mentions: ['li'], quote: { name: '李阿姨', text: '在吗' } })
    expect(answer.statusCode).toBe(201)
    expect(await heardIn('r128')).toMatchObject([
      {
        id: answer.json().id,
        from: { id: 'wang' },
        text: '@李阿姨 马上到',
        mentions: ['li'],
        quote: { name: '李阿姨', text: '在吗' },
        recalled: false,
      },
    ])
  })

  test('words without a group go to the bot directly', async () => {
    await say({ as: 'wang', text: '我的工单' })
    expect((await get('/sandbox/api/messages?person=wang')).json()).toMatchObject([{ person: 'wang', text: '我的工单' }])
  })

  test.each([
    ['nobody of the community', { as: 'ghost', text: 'hi' }, 400, 'REQUEST_INVALID'],
    ['somebody who does not sit in the group', { as: 'ting', room: 'r128', text: 'hi' }, 403, 'NOT_ENTITLED'],
    ['somebody in a group that is not there', { as: 'li', room: 'r9', text: 'hi' }, 404, 'NOT_FOUND'],
    ['nothing at all', { as: 'li', room: 'r128', text: '  ' }, 400, 'REQUEST_INVALID'],
    ['unknown fields', { as: 'li', room: 'r128', text: 'hi', at: 5 }, 201, undefined],
    ['20,001 characters', { as: 'li', room: 'r128', text: 'x'.repeat(20_001) }, 400, 'REQUEST_INVALID'],
    ['an empty file', { as: 'li', room: 'r128', file: { name: 'a.png', base64: '!!!' } }, 400, 'REQUEST_INVALID'],
  ])('%s: answered as it deserves', async (_what, words, status, code) => {
    const answer = await say(words)
    expect(answer.statusCode).toBe(status)
    expect(answer.json().code).toBe(code)
  })

  test('five thousand characters, emoji and markup arrive as they were typed', async () => {
    const text = `<b>"水"</b>😀${'漏'.repeat(4990)}`
    await say({ as: 'li', room: 'r128', text })
    expect((await heardIn('r128'))[0].text).toBe(text)
  })

  test('a recalled message loses its words and stays as recalled', async () => {
    const { id } = (await say({ as: 'li', room: 'r128', text: '说错了' })).json()
    const answer = await app.inject({ method: 'POST', url: '/sandbox/api/recall', payload: { as: 'li', message: id } })
    expect(answer.statusCode).toBe(204)
    expect(await heardIn('r128')).toMatchObject([{ id, recalled: true, text: '' }])
  })

  test('nobody takes back what another said, and is told so', async () => {
    const { id } = (await say({ as: 'li', room: 'r128', text: '我说的' })).json()
    const answer = await app.inject({ method: 'POST', url: '/sandbox/api/recall', payload: { as: 'tom', message: id } })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().detail).toContain('only the sender')
    expect((await heardIn('r128'))[0].text).toBe('我说的')
  })
})

describe('pictures and files', () => {
  const hashOf = async (file: { name: string; base64: string }): Promise<string> => {
    await say({ as: 'li', room: 'r128', file })
    return (await heardIn('r128'))[0].attachment
  }

  test('a picture comes back byte for byte, shown in place', async () => {
    const hash = await hashOf({ name: '楼道.png', base64: PNG.toString('base64') })
    expect((await heardIn('r128'))[0].kind).toBe('image')
    const answer = await get(`/sandbox/api/attachments/${hash}`)
    expect(answer.rawPayload.equals(PNG)).toBe(true)
    expect(answer.headers['content-type']).toBe('image/png')
    expect(answer.headers['content-disposition']).toBe('inline')
  })

  test('a page that calls itself a picture is only handed over as a download', async () => {
    const hash = await hashOf({ name: 'cat.png', base64: Buffer.from('<html><script>alert(1)</script>').toString('base64') })
    expect((await heardIn('r128'))[0].kind).toBe('file')
    const { headers } = await get(`/sandbox/api/attachments/${hash}`)
    expect(headers['content-type']).toBe('application/octet-stream')
    expect(headers['content-disposition']).toContain('attachment')
    expect(headers['content-security-policy']).toContain('sandbox')
  })

  test('a file over 8 MB is refused', async () => {
    const answer = await say({ as: 'li', room: 'r128', file: { name: 'big.bin', base64: Buffer.alloc(8 * 1024 * 1024 + 1).toString('base64') } })
    expect(answer.statusCode).toBe(413)
    expect(answer.json().code).toBe('TOO_LARGE')
  })

  test('an unknown hash is not found', async () => {
    expect((await get(`/sandbox/api/attachments/${'0'.repeat(64)}`)).statusCode).toBe(404)
  })
})

describe('reading', () => {
  test('messages come oldest first, page by page', async () => {
    for (let index = 1; index <= 5; index++) scene.say({ room: 'r128', text: `第${index}句` })
    const newest = await heardIn('r128', '&limit=2')
    expect(newest.map(({ text }: { text: string }) => text)).toEqual(['第4句', '第5句'])
    const before = await heardIn('r128', `&limit=2&before=${newest[0].id}`)
    expect(before.map(({ text }: { text: string }) => text)).toEqual(['第2句', '第3句'])
  })

  test('one chat is named, not none and not two', async () => {
    expect((await get('/sandbox/api/messages')).statusCode).toBe(400)
    expect((await get('/sandbox/api/messages?room=r128&person=li')).statusCode).toBe(400)
    expect((await get('/sandbox/api/messages?room=r128&limit=101')).statusCode).toBe(400)
  })

  test('a report becomes a ticket that is listed and told in detail', async () => {
    await say({ as: 'li', room: 'r128', text: '楼道又堆满了，轮椅都过不去' })
    expect((await get('/sandbox/api/tickets?open=true')).json()).toMatchObject([{ number: 1042, title: '楼道堆物', open: true }])
    expect((await get('/sandbox/api/tickets?open=false')).json()).toEqual([])
    expect((await get('/sandbox/api/tickets?room=r6')).json()).toEqual([])
    const ticket = (await get('/sandbox/api/tickets/1042?lang=en')).json()
    expect(Value.Check(TicketDetailSchema, ticket)).toBe(true)
    expect(ticket.timeline[0].words).toBe('楼道又堆满了，轮椅都过不去')
  })

  test('an unknown ticket number says so', async () => {
    const answer = await get('/sandbox/api/tickets/9')
    expect(answer.statusCode).toBe(404)
    expect(answer.json().code).toBe('TICKET_UNKNOWN')
    expect((await get('/sandbox/api/tickets/abc')).statusCode).toBe(400)
    expect((await get('/sandbox/api/tickets/1042?lang=fr')).statusCode).toBe(400)
  })

  test('leads and the outbox are told', async () => {
    await say({ as: 'li', room: 'r128', text: '这保洁啊，啧啧' })
    expect((await get('/sandbox/api/leads')).json()).toMatchObject([{ number: 1, judge: 'liu' }])
    expect((await get('/sandbox/api/outbox')).json()).toEqual({ pending: 0, failed: 0 })
  })

  test('tonight’s digest is run and shown; on a day with nothing to tell nothing is sent', async () => {
    const run = () => app.inject({ method: 'POST', url: '/sandbox/api/digest' })
    expect((await run()).json()).toEqual({ sent: 0, previews: [] })
    await say({ as: 'li', room: 'r128', text: '楼道又堆满了' })
    expect((await run()).json()).toMatchObject({ sent: 1, previews: [{ room: 'r128' }] })
  })
})
