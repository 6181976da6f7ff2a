import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { openApi } from '../support/api.ts'

test('the document is valid OpenAPI 3.1, and every operation has its own name, a summary and a tag', async () => {
  const { app } = await openApi()
  const document = (await app.inject('/api/v1/openapi.json')).json()
  expect(document.openapi).toBe('3.1.0')
  expect(await new Validator().validate(structuredClone(document))).toMatchObject({ valid: true })
  const operations = Object.values(document.paths as Record<string, Record<string, Record<string, unknown>>>).flatMap((path) => Object.values(path))
  const names = operations.map(({ operationId }) => operationId)
  expect(new Set(names).size).toBe(operations.length)
  expect(operations.filter(({ operationId, summary, tags }) => !operationId || !summary || !tags)).toEqual([])
})

test('every route of the interfaces stands in the document', async () => {
  const { app } = await openApi()
  const { paths } = (await app.inject('/api/v1/openapi.json')).json()
  const routes = app.entitlements.filter(({ method, url }) => method !== 'HEAD' && url.startsWith('/api/v1'))
  const missing = routes.filter(({ method, url }) => !paths[url.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()])
  expect(missing).toEqual([])
})

test('whoever has the document is told so', async () => {
  const { app } = await openApi()
  const { etag } = (await app.inject('/api/v1/openapi.json')).headers
  const again = await app.inject({ url: '/api/v1/openapi.json', headers: { 'if-none-match': String(etag) } })
  expect([again.statusCode, again.body]).toEqual([304, ''])
})

test('the page to read it needs no script or style written into it', async () => {
  const { app } = await openApi()
  const page = await app.inject('/api/docs/')
  expect(page.statusCode).toBe(200)
  expect(page.headers['content-security-policy']).toContain("script-src 'self'")
  expect(page.body).not.toMatch(/<style|style=|<script>|<script [^>]*>[^<\s]|\son\w+=/)
  const files = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => new URL(path ?? '', 'http://x/api/docs/').pathname)
  const answers = await Promise.all(files.map((url) => app.inject(url)))
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(files.map(() => 200))
})

test('long answers are compressed', async () => {
  const { app } = await openApi()
  const packed = await app.inject({ url: '/api/v1/openapi.json', headers: { 'accept-encoding': 'gzip' } })
  expect(packed.headers['content-encoding']).toBe('gzip')
})
