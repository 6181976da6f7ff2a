/** What a thief has of somebody: a link, a cookie, a token, a half of one; and how far it gets them. Links and rotation as such: tests/server/sign-in.test.ts. */
import { describe, expect, test } from 'vitest'
import { DEMO_COMMUNITY } from '../../services/demo.ts'
import { makeLink } from '../../services/login-links.ts'
import { makeToken } from '../../services/tokens.ts'
import { type Api, openApi, signIn } from '../support/api.ts'
import { play } from '../support/conversation.ts'

const HOUR = 3_600_000

type Asking = Record<string, string | undefined>
const me = ({ app }: Api, headers: Asking) => app.inject({ url: '/api/v1/me', headers })
const post = ({ app }: Api, url: string, payload: object, headers: Asking = {}) =>
  app.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers })
const linkFor = ({ town }: Api, personId: string) =>
  town.db.transact((tx) => makeLink(town.desk.context, tx, { communityId: DEMO_COMMUNITY, personId, origin: 'chat' }))
const cookieIn = (answer: { cookies: { name: string; value: string }[] }, name: string) =>
  `${name}=${answer.cookies.find((cookie) => cookie.name === name)?.value ?? ''}`

describe('a stolen link', () => {
  test('opens nothing in a second browser, and neither does the mark of another link', async () => {
    const api = await openApi()
    const [hers, thiefs] = [await linkFor(api, 'fang'), await linkFor(api, 'li')]
    const her = cookieIn(await post(api, '/session/open', { secret: hers }), 'wp_browser')
    const thief = cookieIn(await post(api, '/session/open', { secret: thiefs }), 'wp_browser')
    for (const headers of [{}, { cookie: thief }, { cookie: 'wp_browser=' }, { cookie: `wp_browser=${'A'.repeat(43)}` }]) {
      const answer = await post(api, '/session', { secret: hers }, headers)
      expect([answer.json().code, answer.cookies]).toEqual(['LINK_ELSEWHERE', []])
    }
    expect((await post(api, '/session', { secret: hers }, { cookie: her })).statusCode).toBe(200)
  })

  test('that is only looked at, as chats and scanners do, is not used up', async () => {
    const api = await openApi()
    const secret = await linkFor(api, 'wang')
    for (const method of ['GET', 'HEAD'] as const) await api.app.inject({ method, url: `/login/${secret}` })
    expect((await api.app.inject({ url: `/api/v1/session?secret=${secret}` })).statusCode).toBe(404)
    expect((await post(api, '/session/open', { secret })).statusCode).toBe(200)
  })

  test('is worth nothing once another was asked for', async () => {
    const api = await openApi()
    await api.town.hear({ from: '王师傅', text: '登录' })
    await api.town.hear({ from: '王师傅', text: '登录' })
    const [first, second] = api.town.lines.flatMap(({ text }) => /\/login\/([\w-]+)/.exec(text)?.[1] ?? [])
    expect((await post(api, '/session/open', { secret: first ?? '' })).json().code).toBe('LINK_INVALID')
    expect((await post(api, '/session/open', { secret: second ?? '' })).statusCode).toBe(200)
  })
})

describe('a stolen session', () => {
  test('cannot be laid in somebody’s browser before they sign in', async () => {
    const api = await openApi()
    const { cookie: laid } = await signIn(api.app, 'li')
    const secret = await linkFor(api, 'fang')
    const mark = cookieIn(await post(api, '/session/open', { secret }, { cookie: laid }), 'wp_browser')
    const own = cookieIn(await post(api, '/session', { secret }, { cookie: `${laid}; ${mark}` }), 'wp_session')
    expect(own).not.toBe(laid)
    expect((await me(api, { cookie: own })).json().person.id).toBe('fang')
    expect((await me(api, { cookie: laid })).json().person.id).toBe('li')
  })

  test('is a cookie and nothing else: not a token, not a part of the address', async () => {
    const api = await openApi()
    const { cookie } = await signIn(api.app, 'fang')
    const secret = cookie.split('=')[1] ?? ''
    for (const headers of [{ authorization: `Bearer ${secret}` }, { authorization: `Basic ${btoa(`x:${secret}`)}` }, { 'x-session': secret }])
      expect((await me(api, headers)).statusCode).toBe(401)
    expect((await api.app.inject({ url: `/api/v1/me?wp_session=${secret}` })).statusCode).toBe(401)
  })

  test('used on after its secret was replaced ends for the thief as for its owner, whoever of them comes second', async () => {
    for (const thiefIsFirst of [true, false]) {
      const api = await openApi()
      const { cookie: stolen } = await signIn(api.app, 'wang')
      await api.town.pass(api.town.now() + 13 * HOUR)
      const first = cookieIn(await me(api, { cookie: stolen, 'user-agent': thiefIsFirst ? 'thief' : 'owner' }), 'wp_session')
      expect((await me(api, { cookie: first })).statusCode).toBe(200)
      await api.town.pass(api.town.now() + 5 * 60_000)
      expect((await me(api, { cookie: stolen })).statusCode).toBe(401)
      expect((await me(api, { cookie: first })).statusCode).toBe(401)
      const fang = await signIn(api.app, 'fang')
      const { items } = (await api.app.inject({ url: '/api/v1/audit?action=session.copied', headers: fang })).json()
      expect(items).toHaveLength(1)
    }
  })

  test('ended by its owner is ended at once, also for a stream that is open', async () => {
    const api = await openApi()
    const url = await api.app.listen({ host: '127.0.0.1', port: 0 })
    const stolen = await signIn(api.app, 'wang')
    const stream = await fetch(`${url}/api/v1/events`, { headers: stolen })
    const reader = stream.body?.getReader()
    await reader?.read()
    const owner = await signIn(api.app, 'wang')
    expect((await api.app.inject({ method: 'DELETE', url: '/api/v1/sessions', headers: owner })).json()).toEqual({ ended: 1 })
    expect((await me(api, stolen)).statusCode).toBe(401)
    await play(api.town, '12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去\n+8s 小啄 @128号楼群: 记下了 #1042 …')
    const heard = await Promise.race([reader?.read(), new Promise<'nothing'>((done) => setTimeout(() => done('nothing'), 300))])
    const words = heard === 'nothing' || heard?.done ? '' : new TextDecoder().decode(heard?.value)
    expect(words).not.toContain('1042')
    await reader?.cancel()
  })
})

describe('a stolen token', () => {
  const tokenOf = ({ town }: Api, personId: string) =>
    town.db.transact((tx) =>
      makeToken(town.desk.context, tx, { communityId: DEMO_COMMUNITY, personId, name: 't', scopes: ['tickets.read'], expiresAt: town.now() + HOUR }),
    )

  test('has no more rights than its scopes, and ends with its time or with the rights of who made it', async () => {
    const api = await openApi()
    const { secret } = await tokenOf(api, 'fang')
    const headers = { authorization: `Bearer ${secret}` }
    const status = async (url: string) => (await api.app.inject({ url: `/api/v1${url}`, headers })).statusCode
    expect([await status('/tickets'), await status('/stats'), await status('/sessions'), await status('/audit')]).toEqual([200, 403, 403, 403])
    await api.town.pass(api.town.now() + HOUR)
    expect(await status('/tickets')).toBe(401)
  })

  test('is not beaten by letters of it: neither its beginning nor another spelling opens anything', async () => {
    const api = await openApi()
    const { secret } = await tokenOf(api, 'fang')
    for (const wrong of [
      secret.slice(0, -1),
      `${secret}A`,
      secret.toUpperCase(),
      secret.toLowerCase(),
      `${secret} `.repeat(2),
      'wp_',
      `wp_${'%'.repeat(40)}`,
    ])
      expect((await me(api, { authorization: `Bearer ${wrong}` })).statusCode, wrong).toBe(401)
  })
})

test('codes that bind a chat to somebody cannot be guessed by trying: after a few wrong ones even the right one is not looked at', async () => {
  const api = await openApi()
  const fang = await signIn(api.app, 'fang')
  const { code } = (await post(api, '/setup/people/sun/code', {}, fang)).json()
  expect(code).toMatch(/^[A-Z]{2}\d{2}[A-Z\d]{2}$/)
  const boundTo = async () =>
    (await api.town.db.read.select().from(api.town.db.tables.identities)).find(({ externalId }) => externalId === 'stranger-路人')?.personId
  for (const wrong of ['AB23AA', 'AB23AB', 'AB23AC', 'AB23AD', 'AB23AE']) await api.town.hear({ from: '路人', text: `绑定 ${wrong}` })
  await api.town.hear({ from: '路人', text: `绑定 ${code}` })
  expect(await boundTo()).not.toBe('sun')
  await api.town.pass(api.town.now() + 2 * HOUR)
  await api.town.hear({ from: '路人', text: `绑定 ${code}` })
  expect(await boundTo()).toBe('sun')
})
