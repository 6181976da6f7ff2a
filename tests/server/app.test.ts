import { afterEach, describe, expect, test } from 'vitest'
import { buildApp, type ServerOptions } from '../../server/app.ts'
import type { App } from '../../server/typebox.ts'
import { openScene } from '../support/scene.ts'
import { quietOptions } from '../support/scene-server.ts'

const apps: App[] = []
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close()
})
async function open(more: Partial<ServerOptions> = {}): Promise<App> {
  const scene = openScene()
  const app = await buildApp(scene, quietOptions(scene, more))
  apps.push(app)
  return app
}

describe('health', () => {
  test('healthz answers while the process lives', async () => {
    const answer = await (await open()).inject('/healthz')
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual({ alive: true })
  })

  test('readyz is 503 and names the check that failed', async () => {
    const checks = [{ name: 'database', ok: false, detail: 'locked' }]
    const answer = await (await open({ readiness: async () => ({ ready: false, checks }) })).inject('/readyz')
    expect(answer.statusCode).toBe(503)
    expect(answer.json()).toEqual({ ready: false, checks })
  })
})

describe('who may ask', () => {
  test('a foreign host name that points at this machine is refused', async () => {
    const answer = await (await open()).inject({ url: '/sandbox/api/scene', headers: { host: 'evil.example:3000' } })
    expect(answer.statusCode).toBe(403)
    expect(answer.json().code).toBe('FOREIGN_ORIGIN')
  })

  test.each(['127.0.0.1:3000', 'localhost:3000', '[::1]:3000'])('%s is one of our own names', async (host) => {
    expect((await (await open()).inject({ url: '/sandbox/api/scene', headers: { host } })).statusCode).toBe(200)
  })

  test('a host name of the settings is let in', async () => {
    const app = await open({ hosts: ['desk.example'] })
    expect((await app.inject({ url: '/healthz', headers: { host: 'Desk.example:8080' } })).statusCode).toBe(200)
  })

  const digest = { method: 'POST', url: '/sandbox/api/digest' } as const

  test.each(['https://evil.example', 'http://127.0.0.1:4000', 'null'])('a page of the origin %s cannot post here', async (origin) => {
    const answer = await (await open()).inject({ ...digest, headers: { host: '127.0.0.1:3000', origin } })
    expect(answer.statusCode).toBe(403)
  })

  test('our own page and a program without an origin can', async () => {
    const app = await open()
    expect((await app.inject({ ...digest, headers: { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' } })).statusCode).toBe(200)
    expect((await app.inject({ ...digest, headers: { host: '127.0.0.1:3000' } })).statusCode).toBe(200)
  })

  test('another site’s script cannot read, but its link may be followed', async () => {
    const app = await open()
    const from = (mode: string) => app.inject({ url: '/healthz', headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode } })
    expect((await from('no-cors')).statusCode).toBe(403)
    expect((await from('navigate')).statusCode).toBe(200)
  })

  test('a form or plain text, which any page can post unasked, is not understood', async () => {
    const app = await open()
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const answer = await app.inject({
        method: 'POST',
        url: '/sandbox/api/messages',
        headers: { 'content-type': type },
        payload: '{"as":"li","text":"hi"}',
      })
      expect(answer.statusCode).toBe(400)
      expect(answer.json().code).toBe('REQUEST_INVALID')
    }
  })
})

describe('every answer', () => {
  test('forbids inline scripts, framing and sniffing', async () => {
    const { headers } = await (await open()).inject('/healthz')
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain('unsafe')
    expect(policy).toContain("frame-ancestors 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cache-control']).toBe('no-store')
  })

  test('about an unknown address is problem+json with a code and what to do', async () => {
    const answer = await (await open()).inject('/nowhere?secret=1')
    expect(answer.statusCode).toBe(404)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toEqual({
      type: 'urn:woodpecker:problem:not-found',
      title: 'Not Found',
      status: 404,
      code: 'NOT_FOUND',
      detail: 'GET /nowhere is not known.',
      next: 'Check the address.',
    })
  })

  test('about a failure inside says nothing of the inside', async () => {
    const app = await open({ readiness: () => Promise.reject(new Error('password=123')) })
    const answer = await app.inject('/readyz')
    expect(answer.statusCode).toBe(500)
    expect(answer.json().code).toBe('INTERNAL')
    expect(answer.body).not.toContain('password')
  })
})

describe('the gateway’s page', () => {
  const scan = () => ({ status: 'scan' as const, qr: 'https://login.example/abc', gaps: [] })

  test('shows the login code to the machine itself', async () => {
    const status = (await (await open({ stage: undefined, gateway: scan })).inject('/api/gateway')).json()
    expect(status).toMatchObject({ mode: 'gateway', status: 'scan', qrHidden: false })
    expect(status.qr).toMatch(/^data:image\/png;base64,/)
  })

  test('keeps it from other machines and from behind a proxy', async () => {
    const app = await open({ stage: undefined, gateway: scan })
    const far = (await app.inject({ url: '/api/gateway', remoteAddress: '192.168.1.7' })).json()
    const proxied = (await app.inject({ url: '/api/gateway', headers: { 'x-forwarded-for': '127.0.0.1' } })).json()
    for (const status of [far, proxied]) {
      expect(status.qr).toBeUndefined()
      expect(status.qrHidden).toBe(true)
    }
  })
})

test('without a stage there is no sandbox', async () => {
  const app = await open({ stage: undefined })
  for (const url of ['/sandbox/api/scene', '/sandbox/api/stream', '/sandbox/api/tickets']) expect((await app.inject(url)).statusCode).toBe(404)
  expect((await app.inject({ method: 'POST', url: '/sandbox/api/messages', payload: { as: 'li', text: 'hi' } })).statusCode).toBe(404)
})
