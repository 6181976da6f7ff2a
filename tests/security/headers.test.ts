/** What every answer says to the browser, whoever makes it: a route, the files, a refusal, the framework before any route, or Node itself. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions } from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { openApi, signIn } from '../support/api.ts'
import { play } from '../support/conversation.ts'

/** Words of a connection that no HTTP client would write. */
function raw(port: number, words: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(words))
    socket.setTimeout(5_000, () => socket.destroy(new Error(`no answer to ${words.slice(0, 40)}`)))
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1')
      if (/^(?:event: hello|\r?\n?.*\r\n\r\n)/ms.test(heard) && words.includes('/events')) socket.destroy()
    })
    socket.on('close', () => resolve(heard))
    socket.on('error', reject)
  })
}

function pages(): string {
  const root = mkdtempSync(join(tmpdir(), 'woodpecker-pages-'))
  mkdirSync(join(root, 'assets'))
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>x</title>')
  writeFileSync(join(root, 'assets', 'a-1.js'), 'export {}')
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  return root
}

const REPORT = '12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去\n+8s 小啄 @128号楼群: 记下了 #1042 …'

test('every kind of answer forbids foreign scripts, framing, sniffing and being read by other sites, and names no program', async () => {
  const { app, town } = await openApi({ publicUrl: 'https://woodpecker.example', server: { webRoot: pages(), limits: { wrongSecrets: 1 } } })
  await play(town, REPORT)
  const { cookie } = await signIn(app, 'fang')
  const ticket = await app.inject({ url: '/api/v1/tickets/1042', headers: { cookie } })
  const asked: [number, InjectOptions | string][] = [
    [302, '/'],
    [200, '/gateway'],
    [200, '/app/ledger'],
    [200, '/login/abc'],
    [200, '/assets/a-1.js'],
    [200, '/healthz'],
    [200, { url: '/api/v1/me', headers: { cookie } }],
    [200, { url: '/api/v1/tickets/export.csv', headers: { cookie } }],
    [200, { url: '/api/v1/tickets/export.xlsx', headers: { cookie } }],
    [200, { url: '/api/v1/setup/export.yaml', headers: { cookie } }],
    [200, '/api/docs/'],
    [200, '/api/v1/openapi.json'],
    [200, '/board/demo'],
    [200, '/board/demo/rss.xml'],
    [200, '/open311/v2/services.json?jurisdiction_id=demo'],
    [304, { url: '/api/v1/tickets/1042', headers: { cookie, 'if-none-match': String(ticket.headers.etag) } }],
    [400, { url: '/api/v1/tickets?limit=x', headers: { cookie } }],
    [400, { method: 'POST', url: '/api/v1/session', headers: { 'content-type': 'application/json' }, payload: '{"a":' }],
    [400, '/%'],
    [400, '/assets/%E0%A4%A'],
    [401, '/api/v1/me'],
    [403, { url: '/api/v1/tickets', headers: { cookie: (await signIn(app, 'li')).cookie, origin: 'https://evil.example' } }],
    [404, '/nowhere'],
    [404, '/t/p-demo.1.1.x.0'],
    [404, '/board/nowhere'],
    [404, '/open311/v2/nowhere.json'],
    [404, { method: 'DELETE', url: '/healthz' }],
    [404, { method: 'OPTIONS', url: '/api/v1/me' }],
    [400, '/assets/'],
    [
      413,
      {
        method: 'POST',
        url: '/api/v1/session',
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify({ secret: 'x'.repeat(70_000) }),
      },
    ],
    [401, { url: '/api/v1/me', headers: { authorization: `Bearer wp_${'x'.repeat(43)}` } }],
    [429, { url: '/api/v1/me', headers: { authorization: `Bearer wp_${'x'.repeat(43)}` } }],
  ]
  const answers = []
  for (const [status, question] of asked) answers.push({ status, what: JSON.stringify(question).slice(0, 100), answer: await app.inject(question) })
  expect(answers.map(({ what, answer }) => `${answer.statusCode} ${what}`)).toEqual(answers.map(({ status, what }) => `${status} ${what}`))
  for (const { what, answer } of answers) {
    const { headers } = answer
    const policy = String(headers['content-security-policy'])
    expect(policy, what).toMatch(/default-src 'none'/)
    expect(policy, what).not.toMatch(/unsafe-inline|unsafe-eval|\*|http:|script-src [^;]*unsafe/)
    if (!policy.includes('sandbox')) expect(policy, what).toMatch(/frame-ancestors 'none'/)
    expect(headers, what).toMatchObject({ 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' })
    expect(headers['referrer-policy'], what).toMatch(/^(no-referrer|same-origin)$/)
    expect(headers['cache-control'], what).toBeDefined()
    for (const name of ['server', 'x-powered-by', 'access-control-allow-origin']) expect(headers[name], `${what} ${name}`).toBeUndefined()
  }
})

test('private answers are kept by nobody on the way', async () => {
  const { app, town } = await openApi({ publicUrl: 'https://woodpecker.example' })
  await play(town, REPORT)
  const headers = await signIn(app, 'fang')
  const urls = ['/me', '/tickets', '/tickets/1042', '/tickets/export.csv', '/setup', '/setup/export.xlsx', '/audit', '/sessions', '/tokens', '/names']
  for (const url of urls) {
    const { statusCode, headers: said } = await app.inject({ url: `/api/v1${url}`, headers })
    expect([url, statusCode, /\b(no-store|no-cache|private)\b/.test(String(said['cache-control']))]).toEqual([url, 200, true])
  }
})

test('what is not even a question is refused shortly, closed, and told nothing of the program', async () => {
  const { app } = await openApi()
  const port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port)
  const odd: [RegExp, string][] = [
    [/^HTTP\/1\.1 400 /, 'HELLO\r\n\r\n'],
    [/^HTTP\/1\.1 431 /, `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`],
    [/^HTTP\/1\.1 400 /, 'GET /healthz HTTP/1.1\r\nhost: localhost\r\nx:\u0000\r\n\r\n'],
    [
      /^HTTP\/1\.1 400 /,
      'POST /api/v1/session HTTP/1.1\r\nhost: localhost\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n',
    ],
    [/^HTTP\/1\.1 400 /, 'GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n'],
  ]
  for (const [status, words] of odd) {
    const answer = await raw(port, words)
    expect(answer).toMatch(status)
    expect(answer.match(/HTTP\/1\.1/g), words.slice(0, 60)).toHaveLength(1)
    expect(answer).not.toMatch(/node|fastify|stack|HPE_/i)
    // Node itself answers the one without a host, without a word.
    expect(answer.toLowerCase()).toMatch(/x-content-type-options: nosniff|\r\n\r\n0\r\n\r\n$/)
  }
})
