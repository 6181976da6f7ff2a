import { beforeAll, expect, test } from 'vitest'
import { FIRST_VIEWS, firstLoad } from '../../scripts/lib/first-load.ts'
import { ensureWebBuilt } from '../../server/web-build.ts'

const LIMIT = { bytes: 300_000 }

let webRoot: string
beforeAll(async () => {
  webRoot = await ensureWebBuilt(() => {})
})

test.each(Object.entries(FIRST_VIEWS))('the first look at %s loads at most 300 kB of compressed script', (_page, sources) => {
  const { files, bytes } = firstLoad(webRoot, sources)
  expect(files.length).toBeGreaterThan(2)
  expect(bytes).toBeLessThan(LIMIT.bytes)
})
