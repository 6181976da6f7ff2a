/** A page of somebody else, open in the browser of somebody who is signed in: nothing it sends is done. Asks the server which writes there are. */
import { expect, test } from 'vitest'
import { type Api, openApi, signIn } from '../support/api.ts'

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])
const UNLIMITED = { perMinute: 1e9, signIns: 1e9, wrongSecrets: 1e9 }
/** What browsers say of a page elsewhere: another site, another port of this machine, a page without an origin, an old browser that says only where. */
const ELSEWHERE: Record<string, string>[] = [
  { origin: 'https://evil.example' },
  { origin: 'http://localhost:4000' },
  { origin: 'http://localhost.evil.example' },
  { origin: 'null' },
  { origin: 'http://' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
]
/** What a form can send without asking first. */
const FORM_TYPES = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=edge', undefined]

async function open(): Promise<{ api: Api; writes: { method: string; url: string }[]; reached: () => string[] }> {
  const api = await openApi({ publicUrl: 'https://woodpecker.example', server: { limits: UNLIMITED, hosts: ['woodpecker.example'] } })
  const reached: string[] = []
  const writes: { method: string; url: string }[] = []
  // Whatever comes this far would be done next.
  api.app.addHook('preHandler', async (request, reply) => {
    reached.push(`${request.method} ${request.url}`)
    return reply.code(299).send()
  })
  await api.app.ready()
  for (const { method, url } of api.app.entitlements)
    if (WRITES.has(method)) writes.push({ method, url: url.replace(/:\w+/g, '1').replace('*', 'x') })
  writes.push({ method: 'POST', url: '/t/p-demo.1.1.li.0.x' }, { method: 'POST', url: '/open311/v2/requests.json' })
  return { api, writes, reached: () => reached }
}

test('every write that comes from a foreign page is refused before anything of it is read', async () => {
  const { api, writes, reached } = await open()
  const { cookie } = await signIn(api.app, 'fang')
  expect(writes.length).toBeGreaterThan(25)
  for (const { method, url } of writes)
    for (const headers of ELSEWHERE) {
      const answer = await api.app.inject({ method: method as 'POST', url, headers: { ...headers, cookie, host: 'localhost' }, payload: {} })
      expect([answer.statusCode, `${method} ${url} ${JSON.stringify(headers)}`]).toEqual([403, `${method} ${url} ${JSON.stringify(headers)}`])
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
  expect(reached()).toEqual([])
})

test('a form, the one thing that needs no leave, is understood only where pictures are put up and where a page’s own mark or a key is asked for', async () => {
  const { api, writes, reached } = await open()
  const { cookie } = await signIn(api.app, 'fang')
  for (const { method, url } of writes.filter(({ method }) => method === 'POST'))
    for (const type of FORM_TYPES)
      await api.app.inject({
        method: method as 'POST',
        url,
        headers: { cookie, ...(type ? { 'content-type': type } : {}) },
        payload: type?.startsWith('multipart') ? '--edge--\r\n' : '{"secret":"x","name":"x"}=',
      })
  const understood = [...new Set(reached())].filter((route) => !/\/pictures|\/setup\/import|^POST \/(t|open311)\//.test(route))
  // Without a body there is nothing to misunderstand: these say all in their address, and rest on the guard above.
  const bodyless = understood.filter((route) => !/\/(retry|close|withdraw|redeliver|bind-code|code|ping|again|board|revoke|unbind)$/.test(route))
  expect(bodyless).toEqual([])
})

test('what a foreign page can load with the cookie of somebody signed in is not given to it', async () => {
  const { api } = await open()
  const { cookie } = await signIn(api.app, 'fang')
  for (const mode of ['no-cors', 'cors', 'websocket'])
    for (const url of ['/api/v1/tickets/export.csv', '/api/v1/me', '/api/v1/events', '/api/v1/setup/export.yaml']) {
      const answer = await api.app.inject({ url, headers: { cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode } })
      expect([answer.statusCode, answer.json().code], `${mode} ${url}`).toEqual([403, 'FOREIGN_ORIGIN'])
    }
  const own = await api.app.inject({ url: '/healthz', headers: { origin: 'http://localhost:80', host: 'localhost:80' } })
  expect(own.headers['access-control-allow-origin']).toBeUndefined()
})
