/** What is deployed is what is here: rooms, settings, versions. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { SETTINGS } from '../../config.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const DOCKERFILE = read('Dockerfile')
const OWN_SETTINGS = new Set([...SETTINGS.map(({ name }) => name), 'NODE_ENV'])

/** Everything the program is made of: rooms it imports from, and what it reads while it runs. */
const ROOMS = ['core', 'db', 'services', 'bot', 'server', 'jobs', 'scripts', 'examples']

describe('the image', () => {
  test('holds every room of the program, and the builder gets what it copies', () => {
    const last = DOCKERFILE.slice(DOCKERFILE.lastIndexOf('\nFROM '))
    const copied = [...last.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, from = '']) => from.split(' '))
    expect(copied).toEqual(expect.arrayContaining([...ROOMS, 'main.ts', 'config.ts', 'package.json']))
    for (const path of copied) expect(existsSync(join(ROOT, path)), path).toBe(true)
    const sent = new Set([...read('.dockerignore').matchAll(/^!(.+)$/gm)].map(([, path]) => path))
    for (const path of [...copied, 'web', 'package-lock.json']) expect(sent, path).toContain(path)
    for (const secret of ['data', '.git', '.env', 'tests']) expect(sent).not.toContain(secret)
  })

  test('runs as nobody in particular, with a health check, on a Node the program knows', () => {
    expect(DOCKERFILE).toMatch(/^USER node$/m)
    expect(DOCKERFILE).toMatch(/^HEALTHCHECK /m)
    const oldest = Number(/>=(\d+)/.exec(JSON.parse(read('package.json')).engines.node)?.[1])
    for (const [, version] of DOCKERFILE.matchAll(/^FROM node:(\d+)-/gm)) expect(Number(version)).toBeGreaterThanOrEqual(oldest)
  })
})

describe('settings named for deploying', () => {
  test('are settings of the program', () => {
    const { services } = parse(read('compose.yaml')) as { services: Record<string, { environment: Record<string, string> }> }
    const named = [
      ...Object.keys(services.woodpecker?.environment ?? {}),
      ...[...read('deploy/woodpecker.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name),
      ...[...read('deploy/woodpecker.service').matchAll(/^Environment=(.+)$/gm)].flatMap(([, all = '']) =>
        all.split(' ').map((one) => one.split('=')[0] ?? ''),
      ),
      ...[...(/^ENV ([\s\S]+?[^\\])$/m.exec(DOCKERFILE)?.[1] ?? '').matchAll(/([A-Z_]+)=/g)].map(([, name = '']) => name),
    ]
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((name) => !OWN_SETTINGS.has(name) && name !== 'POSTGRES_PASSWORD')).toEqual([])
  })

  test('commands named in the documents exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const texts = ['docs/operations.md', 'compose.yaml', 'deploy/woodpecker.service', 'Dockerfile'].map(read).join('\n')
    const files = new Set(readdirSync(join(ROOT, 'scripts')))
    for (const [, name = ''] of texts.matchAll(/npm run (?:-s )?([a-z-]+)/g)) expect(Object.keys(scripts), name).toContain(name)
    for (const [, file = ''] of texts.matchAll(/scripts\/([a-z-]+\.ts)/g)) expect(files, file).toContain(file)
  })
})
