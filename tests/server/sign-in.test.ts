import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { DEMO_COMMUNITY } from '../../services/demo.ts'
import { linkAddress, makeLink } from '../../services/login-links.ts'
import { type Api, openApi, signIn } from '../support/api.ts'
import { databases } from '../support/databases.ts'

const MINUTE = 60_000
const DAY = 86_400_000

const cookieOf = (answer: { cookies: { name: string; value: string }[] }, name: string): string => {
  const found = answer.cookies.find((cookie) => cookie.name === name)
  return `${name}=${found?.value ?? ''}`
}

async function linkFor({ town }: Api, personId: string): Promise<string> {
  const cx = town.desk.context
  return town.db.transact((tx) => makeLink(cx, tx, { communityId: DEMO_COMMUNITY, personId, origin: 'chat' }))
}

const post = (api: Api, url: string, payload: object, cookie?: string) =>
  api.app.inject({ method: 'POST', url: `/api/v1${url}`, payload, ...(cookie ? { headers: { cookie } } : {}) })

describe.each(databases)('signing in on $name', ({ open }) => {
  test('a link opened and redeemed in one browser signs its person in, once', async () => {
    const api = await openApi({ db: await open() })
    const secret = await linkFor(api, 'wang')
    const opened = await post(api, '/session/open', { secret })
    expect(opened.json()).toMatchObject({ person: { name: '王建国', title: '王师傅' }, accessRole: 'staff' })
    const browser = cookieOf(opened, 'wp_browser')
    const signedIn = await post(api, '/session', { secret }, browser)
    expect(signedIn.statusCode).toBe(200)
    expect(String(signedIn.headers['set-cookie'])).toMatch(/wp_session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax/)
    const cookie = cookieOf(signedIn, 'wp_session')
    const me = await api.app.inject({ url: '/api/v1/me', headers: { cookie } })
    expect(me.json()).toMatchObject({ person: { id: 'wang' }, communityId: 'demo', accessRole: 'staff' })
    const again = await post(api, '/session', { secret }, browser)
    expect([again.statusCode, again.json().code]).toEqual([410, 'LINK_INVALID'])
  })

  test('two that redeem one link at the same moment: one gets in', async () => {
    const api = await openApi({ db: await open() })
    const secret = await linkFor(api, 'wang')
    const browser = cookieOf(await post(api, '/session/open', { secret }), 'wp_browser')
    const both = await Promise.all([post(api, '/session', { secret }, browser), post(api, '/session', { secret }, browser)])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 410])
  })

  test('a write asked for twice under one key is done once', async () => {
    const api = await openApi({ db: await open() })
    const cookie = (await signIn(api.app, 'fang')).cookie
    await signIn(api.app, 'fang')
    const end = (key: string) => api.app.inject({ method: 'DELETE', url: '/api/v1/sessions', headers: { cookie, 'idempotency-key': key } })
    const first = await end('k1')
    const second = await end('k1')
    expect([first.json(), second.json(), second.headers['idempotency-replayed']]).toEqual([{ ended: 1 }, { ended: 1 }, 'true'])
    expect((await end('k2')).json()).toEqual({ ended: 0 })
  })

  test('a token is shown once, works within its scopes, and not after it was revoked', async () => {
    const api = await openApi({ db: await open() })
    const { cookie } = await signIn(api.app, 'fang')
    const made = await post(api, '/tokens', { name: '大屏', scopes: ['audit.read'], days: 30 }, cookie)
    expect(made.statusCode).toBe(201)
    const { id, secret } = made.json()
    expect(secret).toMatch(/^wp_[\w-]{43}$/)
    const use = (url: string) => api.app.inject({ url: `/api/v1${url}`, headers: { authorization: `Bearer ${secret}` } })
    expect((await use('/audit')).json().items[0]).toMatchObject({ action: 'token.made', actor: { id: 'fang', name: '方芳' }, target: id })
    expect((await use('/me')).json().permissions).toEqual(['audit.read'])
    expect((await use('/tokens')).statusCode).toBe(403)
    const list = await api.app.inject({ url: '/api/v1/tokens', headers: { cookie } })
    expect(list.json().items).toMatchObject([{ id, name: '大屏', scopes: ['audit.read'], lastUsedAt: api.town.now() }])
    expect(list.body).not.toContain(secret)
    expect(JSON.stringify(await api.town.db.read.select().from(api.town.db.tables.apiTokens))).not.toContain(secret)
    await api.app.inject({ method: 'DELETE', url: `/api/v1/tokens/${id}`, headers: { cookie } })
    expect((await use('/audit')).statusCode).toBe(401)
  })

  test('the audit log is paged newest first', async () => {
    const api = await openApi({ db: await open() })
    const { cookie } = await signIn(api.app, 'fang')
    for (const name of ['a', 'b', 'c']) await post(api, '/tokens', { name, scopes: ['audit.read'] }, cookie)
    const page = async (more = '') => (await api.app.inject({ url: `/api/v1/audit?limit=2&action=token.made${more}`, headers: { cookie } })).json()
    const first = await page()
    const second = await page(`&cursor=${first.next}`)
    const names = [...first.items, ...second.items].map(({ detail }: { detail: { name: string } }) => detail.name)
    expect([names, second.next]).toEqual([['c', 'b', 'a'], null])
  })
})

describe('a link', () => {
  test('is bound to the browser that opened it first', async () => {
    const api = await openApi()
    const secret = await linkFor(api, 'wang')
    const browser = cookieOf(await post(api, '/session/open', { secret }), 'wp_browser')
    for (const stranger of [undefined, 'wp_browser=another']) {
      const opened = await post(api, '/session/open', { secret }, stranger)
      expect([opened.statusCode, opened.json().code]).toEqual([403, 'LINK_ELSEWHERE'])
      expect((await post(api, '/session', { secret }, stranger)).json().code).toBe('LINK_ELSEWHERE')
    }
    expect((await post(api, '/session/open', { secret }, browser)).statusCode).toBe(200)
    expect((await post(api, '/session', { secret }, browser)).statusCode).toBe(200)
  })

  test('that was not opened signs nobody in', async () => {
    const api = await openApi()
    const secret = await linkFor(api, 'wang')
    expect((await post(api, '/session', { secret }, 'wp_browser=mine')).json().code).toBe('LINK_ELSEWHERE')
  })

  test('ends after ten minutes', async () => {
    const api = await openApi()
    const secret = await linkFor(api, 'wang')
    await api.town.pass(api.town.now() + 10 * MINUTE)
    expect((await post(api, '/session/open', { secret })).json().code).toBe('LINK_INVALID')
  })

  test('that nobody made opens nothing, and guessing is stopped', async () => {
    const api = await openApi({ server: { limits: { signIns: 3 } } })
    const guess = () => post(api, '/session/open', { secret: 'x'.repeat(43) })
    const codes = []
    for (let i = 0; i < 4; i++) codes.push((await guess()).json().code)
    expect(codes).toEqual(['LINK_INVALID', 'LINK_INVALID', 'LINK_INVALID', 'TOO_MANY'])
    expect(Number((await guess()).headers['retry-after'])).toBeGreaterThan(0)
  })

  test('asked for over https makes cookies that go over https only', async () => {
    const api = await openApi()
    api.town.desk.context.publicUrl = () => 'https://w.example'
    const opened = await post(api, '/session/open', { secret: await linkFor(api, 'wang') })
    expect(opened.headers['set-cookie']).toMatch(/HttpOnly; Secure; SameSite=Strict/)
  })
})

describe('a session', () => {
  const meWith = (api: Api, cookie: string) => api.app.inject({ url: '/api/v1/me', headers: { cookie } })

  test('ends after a week without use, and after a month in any case', async () => {
    const api = await openApi()
    const { cookie: idle } = await signIn(api.app, 'wang')
    const { cookie: used } = await signIn(api.app, 'wang')
    for (let day = 1; day < 30; day++) {
      await api.town.pass(api.town.now() + DAY - MINUTE)
      // Always the first secret: the new one is never shown.
      if (day === 6) expect((await meWith(api, idle)).statusCode).toBe(200)
      if (day === 14) expect((await meWith(api, idle)).statusCode).toBe(401)
      expect((await meWith(api, used)).statusCode).toBe(200)
    }
    await api.town.pass(api.town.now() + DAY + 29 * MINUTE)
    expect((await meWith(api, used)).statusCode).toBe(401)
  })

  test('gets a new secret after half a day; the old one counts until the new one was shown, and a minute longer', async () => {
    const api = await openApi()
    const { cookie: old } = await signIn(api.app, 'wang')
    await api.town.pass(api.town.now() + 13 * 60 * MINUTE)
    const renewed = cookieOf(await meWith(api, old), 'wp_session')
    expect(renewed).not.toBe(old)
    expect((await meWith(api, old)).statusCode).toBe(200)
    expect((await meWith(api, renewed)).statusCode).toBe(200)
    expect((await meWith(api, old)).statusCode).toBe(200)
  })

  test('gets one new secret, however many questions come at once', async () => {
    const api = await openApi()
    const { cookie } = await signIn(api.app, 'wang')
    await api.town.pass(api.town.now() + 13 * 60 * MINUTE)
    const answers = await Promise.all([1, 2, 3].map(() => meWith(api, cookie)))
    const renewed = answers.flatMap((answer) => (answer.headers['set-cookie'] === undefined ? [] : [cookieOf(answer, 'wp_session')]))
    expect([answers.map(({ statusCode }) => statusCode), renewed.length]).toEqual([[200, 200, 200], 1])
    expect((await meWith(api, renewed[0] ?? '')).statusCode).toBe(200)
  })

  test('whose old secret is shown again later was copied: it ends for both, and the audit log says so', async () => {
    const api = await openApi()
    const { cookie: old } = await signIn(api.app, 'wang')
    await api.town.pass(api.town.now() + 13 * 60 * MINUTE)
    const renewed = cookieOf(await meWith(api, old), 'wp_session')
    await meWith(api, renewed)
    await api.town.pass(api.town.now() + 2 * MINUTE)
    expect((await meWith(api, old)).statusCode).toBe(401)
    expect((await meWith(api, renewed)).statusCode).toBe(401)
    const rows = await api.town.db.read.select().from(api.town.db.tables.audit)
    expect(rows).toMatchObject([{ action: 'session.copied', detail: { person: 'wang' } }])
  })

  test('of somebody else is ended by an admin only', async () => {
    const api = await openApi()
    const [wang, sun, fang] = [await signIn(api.app, 'wang'), await signIn(api.app, 'sun'), await signIn(api.app, 'fang')]
    const own = (await api.app.inject({ url: '/api/v1/sessions', headers: wang })).json().items
    expect(own).toMatchObject([{ person: { id: 'wang' }, current: true, agent: 'test' }])
    const end = (headers: { cookie: string }) => api.app.inject({ method: 'DELETE', url: `/api/v1/sessions/${own[0].id}`, headers })
    expect((await end(sun)).statusCode).toBe(404)
    expect((await api.app.inject({ url: '/api/v1/sessions?all=true', headers: sun })).statusCode).toBe(403)
    expect((await api.app.inject({ url: '/api/v1/sessions?all=true', headers: fang })).json().items).toHaveLength(3)
    expect((await end(fang)).statusCode).toBe(204)
    expect((await meWith(api, wang.cookie)).statusCode).toBe(401)
  })

  test('of somebody who left the staff is a resident’s', async () => {
    const api = await openApi()
    const { cookie } = await signIn(api.app, 'qian')
    const { people } = api.town.db.tables
    await api.town.db.transact((tx) => tx.update(people).set({ active: false }).where(eq(people.id, 'qian')))
    expect((await meWith(api, cookie)).json()).toMatchObject({ accessRole: 'resident' })
  })

  test('that is none is forgotten by the browser', async () => {
    const api = await openApi()
    const answer = await meWith(api, 'wp_session=nobody')
    expect(answer.statusCode).toBe(401)
    expect(answer.headers['set-cookie']).toMatch(/^wp_session=; Max-Age=0/)
  })
})

test('a link that waits to be said is not shown to those who look after deliveries', async () => {
  const api = await openApi()
  api.town.edge.answer = () => ({ state: 'failed', reason: 'error', detail: 'the line is down' })
  await api.town.hear({ from: '方书记', text: '登录' })
  const answer = await api.app.inject({ url: '/api/v1/deliveries?state=pending', headers: await signIn(api.app, 'liu') })
  expect(answer.json().items.map(({ text }: { text: string }) => /\/login\/(\S+)/.exec(text)?.[1])).toEqual(['…'])
})

test('wrong secrets are counted, and stopped', async () => {
  const api = await openApi({ server: { limits: { wrongSecrets: 2 } } })
  const guess = (n: number) => api.app.inject({ url: '/api/v1/me', headers: { authorization: `Bearer wp_guess-number-${n}` } })
  const codes = []
  for (let n = 0; n < 3; n++) codes.push((await guess(n)).json().code)
  expect(codes).toEqual(['SIGN_IN_NEEDED', 'SIGN_IN_NEEDED', 'TOO_MANY'])
})

test('one address may not ask without end', async () => {
  const api = await openApi({ server: { limits: { perMinute: 2 } } })
  const codes = []
  for (let n = 0; n < 3; n++) codes.push((await api.app.inject('/healthz')).statusCode)
  expect(codes).toEqual([200, 200, 429])
})

describe('an Idempotency-Key', () => {
  const make = (api: Api, cookie: string, name: string) =>
    api.app.inject({ method: 'POST', url: '/api/v1/tokens', payload: { name, scopes: ['audit.read'] }, headers: { cookie, 'idempotency-key': 'k' } })

  test('used for another write is refused, and an answer with a secret is not given again', async () => {
    const api = await openApi()
    const { cookie } = await signIn(api.app, 'fang')
    expect((await make(api, cookie, 'a')).statusCode).toBe(201)
    const other = await make(api, cookie, 'b')
    expect([other.statusCode, other.json().code]).toEqual([422, 'WRITE_DIFFERS'])
    const again = await make(api, cookie, 'a')
    expect([again.statusCode, again.json().code]).toEqual([409, 'WRITE_DONE'])
    expect(await api.town.db.read.select().from(api.town.db.tables.apiTokens)).toHaveLength(1)
  })

  test('is free again after a day, and after a failed write', async () => {
    const api = await openApi()
    const { cookie } = await signIn(api.app, 'fang')
    expect((await make(api, cookie, '')).statusCode).toBe(400)
    expect((await make(api, cookie, 'a')).statusCode).toBe(201)
    await api.town.pass(api.town.now() + DAY + MINUTE)
    expect((await make(api, cookie, 'b')).statusCode).toBe(201)
  })
})

test('a token cannot have rights that its maker has not, nor make another', async () => {
  const api = await openApi()
  const { cookie } = await signIn(api.app, 'fang')
  const { secret } = (await post(api, '/tokens', { name: 'all', scopes: ['tokens.manage'] }, cookie)).json()
  const answer = await api.app.inject({
    method: 'POST',
    url: '/api/v1/tokens',
    payload: { name: 'more', scopes: ['setup.write'] },
    headers: { authorization: `Bearer ${secret}` },
  })
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'RIGHT_MISSING'])
})

test('what opens nothing any more is taken away', async () => {
  const api = await openApi()
  await linkFor(api, 'wang')
  const { cookie } = await signIn(api.app, 'fang')
  await api.app.inject({ method: 'DELETE', url: '/api/v1/sessions', headers: { cookie, 'idempotency-key': 'k' } })
  await api.town.pass(api.town.now() + 31 * DAY)
  await api.town.runJobs()
  const { loginLinks, sessions, answeredWrites } = api.town.db.tables
  const left = await Promise.all([loginLinks, sessions, answeredWrites].map((table) => api.town.db.read.select().from(table)))
  expect(left).toEqual([[], [], []])
})

test('whoever signs out is nobody', async () => {
  const api = await openApi()
  const headers = await signIn(api.app, 'wang')
  expect((await api.app.inject({ method: 'DELETE', url: '/api/v1/session', headers })).statusCode).toBe(204)
  const me = await api.app.inject({ url: '/api/v1/me', headers })
  expect([me.statusCode, me.json().code]).toEqual([401, 'SIGN_IN_NEEDED'])
})

test('the address of a link stands under the public address', () => {
  expect(linkAddress('https://w.example', 'abc')).toBe('https://w.example/login/abc')
})
