import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')

/** What each room may import, besides itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  core: [],
  db: ['core'],
  services: ['core', 'db'],
  bot: ['core', 'services'],
  server: ['core', 'db', 'services'],
  jobs: ['core', 'services'],
  web: ['server'],
}
const PURE_PACKAGES = new Set(['luxon', 'chinese-days', 'opencc-js', 'opencc-js/t2cn'])

const filesOf = (room: string): string[] =>
  readdirSync(join(ROOT, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/node_modules|dist/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))

const importsOf = (file: string) =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /^(import|export)\s+(type\s+)?[^'"]*?from\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/gm,
    ),
  ].map((m) => ({ typeOnly: m[2] !== undefined, from: m[3] ?? m[4] ?? m[5] ?? '' }))

const roomOf = (file: string, from: string): string => relative(ROOT, resolve(file, '..', from)).split('/')[0] ?? ''

describe.each(Object.keys(MAY_IMPORT))('the imports of %s/', (room) => {
  const files = filesOf(room)

  test('run one way', () => {
    expect(files.length).toBeGreaterThan(0)
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter(({ from }) => from.startsWith('.'))
        .filter(({ from }) => ![room, ...(MAY_IMPORT[room] ?? [])].includes(roomOf(file, from)))
        .map(({ from }) => `${relative(ROOT, file)} → ${from}`),
    )
    expect(wrong).toEqual([])
  })

  if (room === 'core')
    test('reach no platform, no clock and no chance', () => {
      const wrong = files.flatMap((file) => {
        const packages = importsOf(file)
          .filter(({ from }) => !from.startsWith('.') && !PURE_PACKAGES.has(from))
          .map(({ from }) => from)
        const impure = /Date\.now\(|new Date\(\)|DateTime\.now\(|Math\.random|\bawait\b|process\./.exec(
          readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''),
        )
        return [...packages, ...(impure ? [impure[0]] : [])].map((what) => `${relative(ROOT, file)}: ${what}`)
      })
      expect(wrong).toEqual([])
    })

  if (room === 'web')
    test('take only types from the server', () => {
      const wrong = files.flatMap((file) =>
        importsOf(file)
          .filter(({ from, typeOnly }) => from.startsWith('.') && roomOf(file, from) === 'server' && !typeOnly)
          .map(({ from }) => `${relative(ROOT, file)} → ${from}`),
      )
      expect(wrong).toEqual([])
    })
})

test('only config.ts reads the environment', () => {
  const rooms = ['core', 'db', 'services', 'bot', 'server', 'jobs']
  const wrong = [...rooms.flatMap(filesOf), join(ROOT, 'main.ts')]
    .filter((file) => /process\.env/.test(readFileSync(file, 'utf8')))
    .map((file) => relative(ROOT, file))
  expect(wrong).toEqual([])
})
