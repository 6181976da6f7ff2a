/** A known secret through every path: what is told by logs at their most talkative, by errors, by exports and by the audit log has none of it. */
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { parseConfig } from '../../config.ts'
import { loggedError } from '../../services/log.ts'
import { openApi, signIn } from '../support/api.ts'
import { forget } from '../support/conversation.ts'

test('sessions, links, tokens, keys of webhooks and codes stand in no log, no export and no list, whatever goes wrong with them', async () => {
  const lines: string[] = []
  const log = pino({ level: 'trace', serializers: { err: (error) => loggedError(error) } }, { write: (line: string) => void lines.push(line) })
  const { app, town } = await openApi({ log, publicUrl: 'https://woodpecker.example', server: { logger: log, limits: { perMinute: 1e9 } } })
  await town.hear({ from: '赵叔', text: '报修：129号楼1单元301室厨房水管漏水' })
  await town.pass(town.now() + 60_000)
  await town.hear({ from: '王师傅', text: '登录' })
  const said = town.lines.map(({ text }) => text).join('\n')
  const pageLinks = [...said.matchAll(/\/t\/(p-\S+)/g)].map(([, token]) => token ?? '')
  const link = /\/login\/([\w-]+)/.exec(said)?.[1] ?? ''
  const { cookie } = await signIn(app, 'fang')
  const session = cookie.split('=')[1] ?? ''
  const post = (url: string, payload: object, headers: Record<string, string> = { cookie }) =>
    app.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers })
  const token: string = (await post('/tokens', { name: 'canary', scopes: ['tickets.read'] })).json().secret
  const hook = (await post('/webhooks', { url: 'https://hook.example/?key=canary-in-address', events: ['ticket.opened'] })).json()
  const { code } = (await post('/setup/people/sun/code', {})).json()
  const opened = await post('/session/open', { secret: link }, {})
  const mark = String(opened.cookies[0]?.value)
  const secrets = { session, link, token, hook: hook.secret, mark, page: pageLinks[0] }
  for (const [name, secret] of Object.entries(secrets)) expect(String(secret).length, name).toBeGreaterThan(20)

  // Every one of them where it belongs, where it does not, and where it makes something fail.
  for (const secret of [...Object.values(secrets), code].map(String)) {
    const queries = [`/api/v1/tickets?cursor=${secret}`, `/api/v1/me?token=${secret}`, `/open311/v2/requests.json?api_key=${secret}`]
    for (const url of [...queries, `/login/${link}`, `/t/${pageLinks[0]}`, `/t/${pageLinks[0]}/pictures/x`]) await app.inject({ url })
    await post('/session', { secret }, {})
    await post('/session', { secret: { nested: secret } }, {})
    await post('/tickets/9/acts', { command: secret })
    await app.inject({ url: '/api/v1/me', headers: { authorization: `Bearer ${secret}` } })
    await app.inject({ url: '/api/v1/me', headers: { cookie: `wp_session=${secret}` } })
  }

  const told: [string, string][] = [['the log', lines.join('')]]
  for (const url of [
    '/audit',
    '/tokens',
    '/sessions?all=true',
    '/webhooks',
    `/webhooks/${hook.id}`,
    '/deliveries?state=pending,failed,unknown',
    '/setup',
    '/setup/export.yaml',
    '/tickets/export.csv',
    '/tickets',
    '/tickets/1042',
    '/names',
  ])
    told.push([url, (await app.inject({ url: `/api/v1${url}`, headers: { cookie } })).body])
  told.push(['the outbox', JSON.stringify((await town.outbox()).filter(({ state }) => state !== 'pending'))])
  const own = new Set(['/webhooks', `/webhooks/${hook.id}`])
  const leaks = told.flatMap(([where, words]) =>
    Object.entries({ ...secrets, code })
      .filter(
        ([name, secret]) => words.includes(String(secret)) && !(name === 'page' && where === 'the outbox') && !(name === 'page' && own.has(where)),
      )
      .map(([name]) => `${name} in ${where}`),
  )
  expect(leaks).toEqual([])
  expect(lines.join('')).toContain('answered')
  forget(town)
})

test('what an error answers about a secret is that it is wrong, and not what it was', async () => {
  const { app } = await openApi({ server: { limits: { perMinute: 1e9 } } })
  const canary = 'canary0123456789canary0123456789canary01234'
  for (const question of [
    { method: 'POST' as const, url: '/api/v1/session', payload: { secret: canary } },
    { method: 'POST' as const, url: '/api/v1/session', payload: { secret: [canary] } },
    { method: 'POST' as const, url: '/api/v1/session', payload: `{"secret":"${canary}"`, headers: { 'content-type': 'application/json' } },
    { url: '/api/v1/me', headers: { authorization: `Bearer wp_${canary}` } },
    { url: `/open311/v2/requests.json?api_key=${canary}&jurisdiction_id=demo` },
    { url: `/t/${canary}` },
  ]) {
    const answer = await app.inject(question)
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect(answer.body, JSON.stringify(question)).not.toContain(canary)
  }
})

test('settings that are wrong are named without what is secret in them', () => {
  const env = {
    DATABASE_URL: 'mysql://user:canary-password@host/name',
    METRICS_TOKEN: 'canary-short',
    LLM_API_KEY: 'canary-llm-key',
    LLM_BASE_URL: 'ftp://user:canary-llm@x',
    WECHATY_PUPPET_SERVICE_TOKEN: 'canary gateway token',
    WECHATY_PUPPET_SERVICE_ENDPOINT: 'nowhere',
    PUBLIC_URL: 'ftp://x',
    PORT: 'x',
  }
  let words = ''
  try {
    parseConfig(env)
  } catch (error) {
    words = String(error)
  }
  expect(words).toContain('METRICS_TOKEN')
  expect(words).not.toContain('canary')
})
