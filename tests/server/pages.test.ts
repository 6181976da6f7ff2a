import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp, type ServerOptions } from '../../server/app.ts'
import { openScene } from '../support/scene.ts'
import { quietOptions } from '../support/scene-server.ts'

let webRoot: string
beforeAll(async () => {
  webRoot = await mkdtemp(join(tmpdir(), 'woodpecker-pages-'))
  await mkdir(join(webRoot, 'assets'))
  await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>pages</title>')
  await writeFile(join(webRoot, 'assets', 'index-abc123.js'), 'export {}')
})
afterAll(() => rm(webRoot, { recursive: true }))

async function fetchPage(url: string, more: Partial<ServerOptions> = {}) {
  const scene = openScene()
  const app = await buildApp(scene, quietOptions(scene, { webRoot, ...more }))
  const answer = await app.inject(url)
  await app.close()
  return answer
}

test('the page itself is asked for anew each time, its hashed files are kept for ever', async () => {
  const page = await fetchPage('/')
  expect(page.body).toContain('<title>pages')
  expect(page.headers['cache-control']).toBe('no-cache')
  expect(page.headers['content-security-policy']).toContain("script-src 'self'")
  expect((await fetchPage('/assets/index-abc123.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable')
})

test('on a real gateway the first page is the gateway’s', async () => {
  const answer = await fetchPage('/', { stage: undefined })
  expect(answer.statusCode).toBe(302)
  expect(answer.headers.location).toBe('/gateway')
  expect((await fetchPage('/gateway', { stage: undefined })).body).toContain('<title>pages')
})

test('nothing outside of the folder is handed out', async () => {
  for (const url of ['/../package.json', '/..%2fpackage.json', '/assets/../../package.json', '/%2e%2e/%2e%2e/etc/passwd'])
    expect((await fetchPage(url)).statusCode, url).toBeGreaterThanOrEqual(400)
})

test('pages that were not built are missed at the start, not at the first visit', async () => {
  const scene = openScene()
  await expect(buildApp(scene, quietOptions(scene, { webRoot: join(webRoot, 'nowhere') }))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
})
