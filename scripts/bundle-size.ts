/** Prints what each page of the built application loads as script at first, compressed: `npx tsx scripts/bundle-size.ts`. */
import { ensureWebBuilt } from '../server/web-build.ts'
import { FIRST_VIEWS, firstLoad } from './lib/first-load.ts'

const root = await ensureWebBuilt((line) => console.error(line))
for (const [page, entries] of Object.entries(FIRST_VIEWS)) {
  const { files, bytes } = firstLoad(root, entries)
  console.log(`${page.padEnd(14)} ${(bytes / 1000).toFixed(1).padStart(7)} kB gzip  ${files.length} files`)
}
