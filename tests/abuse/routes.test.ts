/** Every HTTP route, asked what its schema allows and what it does not: an answer below 500, always. Routes are collected as they are added. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { KnownRoute } from '../../server/app.ts'
import { openApi, signIn } from '../support/api.ts'

/** What never ends: a line that stays open. */
const STAYS_OPEN = /events$|stream$|\/live/
const ASKED_EACH = 12

type Json = Record<string, unknown>

/** Values of a schema, and now and then of none. */
function valuesOf(schema: unknown): fc.Arbitrary<unknown> {
  const wild = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      '',
      0,
      -1,
      1e308,
      true,
      [],
      {},
      '../..',
      '%00',
      '\u0000',
      'x'.repeat(5000),
      "' or 1=1 --",
      '9'.repeat(40),
      '[object Object]',
    ),
    fc.string({ unit: 'binary', maxLength: 40 }),
  )
  return fc.oneof({ weight: 4, arbitrary: fitting(schema) }, { weight: 1, arbitrary: wild })
}

function fitting(schema: unknown): fc.Arbitrary<unknown> {
  const s = (schema ?? {}) as Json
  if (Array.isArray(s.enum)) return fc.constantFrom(...(s.enum as unknown[]))
  if ('const' in s) return fc.constant(s.const)
  const either = (s.anyOf ?? s.oneOf) as unknown[] | undefined
  if (either) return fc.oneof(...either.map(fitting))
  switch (s.type) {
    case 'object': {
      const required = new Set((s.required as string[] | undefined) ?? [])
      const parts = Object.entries((s.properties as Json | undefined) ?? {})
      const shape = Object.fromEntries(parts.map(([key, part]) => [key, valuesOf(part)]))
      return fc.record(shape, { requiredKeys: parts.map(([key]) => key).filter((key) => required.has(key)) })
    }
    case 'array':
      return fc.array(valuesOf(s.items), { maxLength: 4 })
    case 'integer':
      return fc.integer({ min: Number(s.minimum ?? -5), max: Number(s.maximum ?? 2_000) })
    case 'number':
      return fc.double({ noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom('1042', 'li', 'wang', '128', '2026-11-23', 'zh-CN', '*', 'a'.repeat(64)))
  }
}

const asQuery = (value: unknown): string =>
  value !== null && typeof value === 'object'
    ? Object.entries(value)
        .map(([key, part]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(part).toWellFormed())}`)
        .join('&')
    : ''

test('no route answers with a fault of its own, whoever asks whatever', { timeout: 240_000 }, async () => {
  const routes: KnownRoute[] = []
  const { app, town } = await openApi({ server: { onRoute: (route) => routes.push(route), limits: { perMinute: 1_000_000 } } })
  await app.ready()
  await town.hear({ from: '李阿姨', in: '128号楼群', text: '报修：楼道灯不亮了' })
  const people = [await signIn(app, 'fang'), await signIn(app, 'wang'), await signIn(app, 'li'), undefined]
  const faults: string[] = []
  let asked = 0
  for (const route of routes.filter(({ url }) => !STAYS_OPEN.test(url)))
    for (const method of [route.method].flat().filter((one) => one !== 'HEAD' && one !== 'OPTIONS')) {
      const { params, querystring, body } = (route.schema ?? {}) as Json
      const requests = fc.sample(
        fc.record({ params: valuesOf(params), query: valuesOf(querystring), body: valuesOf(body), who: fc.constantFrom(...people) }),
        {
          numRuns: ASKED_EACH,
          seed: 7,
        },
      )
      for (const { params: given, query, body: payload, who } of requests) {
        const named = (given ?? {}) as Json
        const path = route.url.replace(/:(\w+)(\([^)]*\))?|\*/g, (_, name: string | undefined) =>
          encodeURIComponent(String(named[name ?? '*'] ?? '1042').toWellFormed()),
        )
        const response = await app.inject({
          method: method as 'GET',
          url: `${path}?${asQuery(query)}`,
          headers: { ...who, ...(body ? { 'content-type': 'application/json' } : {}) },
          ...(body ? { payload: JSON.stringify(payload) } : {}),
        })
        asked++
        if (response.statusCode >= 500 && response.statusCode !== 503)
          faults.push(`${method} ${path}?${asQuery(query)} ${JSON.stringify(payload)?.slice(0, 200)} → ${response.body.slice(0, 200)}`)
      }
    }
  expect(faults).toEqual([])
  expect(asked).toBeGreaterThan(400)
  await town.pass(town.now() + 60_000)
})
