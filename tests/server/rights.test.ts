/** Every route of the interfaces × whoever may ask: covers new routes by itself, for it asks the server which there are. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ACCESS_ROLES, type AccessRole, ALL_PERMISSIONS, PERMISSIONS, permissionsOf } from '../../core/access.ts'
import type { RouteEntitlement } from '../../server/access/rights.ts'
import { DEMO_COMMUNITY } from '../../services/demo.ts'
import { makeToken } from '../../services/tokens.ts'
import { type Api, openApi, signIn } from '../support/api.ts'

/** One of the demo community for each role. */
const ONE_OF: Record<AccessRole, string> = {
  resident: 'li',
  staff: 'wang',
  supervisor: 'qian',
  grid_worker: 'liu',
  admin: 'fang',
  subdistrict: 'duty-street',
}
const UNLIMITED = { perMinute: 1e9, signIns: 1e9, wrongSecrets: 1e9 }
const LET_IN = 299
const CODE: Record<number, string> = { 401: 'SIGN_IN_NEEDED', 403: 'RIGHT_MISSING' }

/** Whoever the rights let in gets 299: what the routes do then is not this matter. */
async function openDoors(): Promise<Api> {
  const api = await openApi({ server: { limits: UNLIMITED } })
  api.app.addHook('preValidation', async (_request, reply) => reply.code(LET_IN).send('let in'))
  await api.app.ready()
  return api
}

const asked = ({ url }: RouteEntitlement): string => url.replace(/:\w+(\([^)]*\))?/g, '1').replace('*', 'x')

async function outcome({ app }: Api, route: RouteEntitlement, headers: Record<string, string> = {}): Promise<string> {
  const answer = await app.inject({ method: route.method as 'GET', url: asked(route), headers })
  if (answer.statusCode === LET_IN) return 'let in'
  // HEAD has no body to say the code in.
  return `${answer.statusCode} ${route.method === 'HEAD' ? CODE[answer.statusCode] : answer.json().code}`
}

function expected({ permission }: RouteEntitlement, role: AccessRole): string {
  if (permission === 'public' || permission === 'signed-in' || permission === 'session') return 'let in'
  return (PERMISSIONS[permission] as readonly AccessRole[]).includes(role) ? 'let in' : '403 RIGHT_MISSING'
}

const said = (routes: readonly RouteEntitlement[], outcomes: readonly string[]) => routes.map((r, i) => `${r.method} ${r.url}: ${outcomes[i]}`)

test('nobody known gets in but through the public routes', async () => {
  const api = await openDoors()
  const routes = api.app.entitlements
  expect(new Set(routes.map(({ permission }) => permission)).size).toBeGreaterThan(3)
  const outcomes = await Promise.all(routes.map((route) => outcome(api, route)))
  expect(said(routes, outcomes)).toEqual(
    said(
      routes,
      routes.map(({ permission }) => (permission === 'public' ? 'let in' : '401 SIGN_IN_NEEDED')),
    ),
  )
})

test.each(ACCESS_ROLES)('somebody who is %s gets in where the table of permissions says so, and nowhere else', async (role) => {
  const api = await openDoors()
  const routes = api.app.entitlements
  const headers = await signIn(api.app, ONE_OF[role])
  const outcomes = await Promise.all(routes.map((route) => outcome(api, route, headers)))
  expect(said(routes, outcomes)).toEqual(
    said(
      routes,
      routes.map((route) => expected(route, role)),
    ),
  )
})

test('a token opens what its scopes name, and nothing that is for browsers only', async () => {
  const api = await openDoors()
  const { desk } = api.app
  const scopes = permissionsOf('admin').filter((permission) => permission !== 'setup.write')
  const token = { communityId: DEMO_COMMUNITY, personId: 'fang', name: 'test', scopes, expiresAt: null }
  const { secret } = await desk.db.transact((tx) => makeToken(desk, tx, token))
  const routes = api.app.entitlements
  const outcomes = await Promise.all(routes.map((route) => outcome(api, route, { authorization: `Bearer ${secret}` })))
  expect(said(routes, outcomes)).toEqual(
    said(
      routes,
      routes.map(({ permission, kind }) =>
        permission === 'setup.write' || permission === 'session' || kind === 'session' ? '403 RIGHT_MISSING' : 'let in',
      ),
    ),
  )
})

test('a route of the interfaces that does not say who may ask stops the server from starting', async () => {
  const { app } = await openApi()
  expect(() => app.get('/api/v1/forgotten', async () => 'everybody')).toThrow(/must say in config.permission/)
})

test('the table in docs/access.md is the table of permissions', () => {
  const lines = readFileSync(new URL('../../docs/access.md', import.meta.url), 'utf8').split('\n')
  const cells = (line: string): string[] =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
  const rows = lines.filter((line) => line.startsWith('| `')).map(cells)
  const head = cells(lines.find((line) => line.startsWith('| permission')) ?? '')
  expect(head.slice(2)).toEqual([...ACCESS_ROLES])
  const documented = rows.map(([permission = '', , ...marks]) => [permission.replaceAll('`', ''), head.slice(2).filter((_, i) => marks[i] === '✓')])
  expect(documented).toEqual(
    ALL_PERMISSIONS.map((permission) => [permission, ACCESS_ROLES.filter((role) => permissionsOf(role).includes(permission))]),
  )
})
