/** Writes docs/states.md from the transition table of core/, or (--check) fails when the page says something else. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { statesPage } from '../core/states-diagram.ts'

const page = join(import.meta.dirname, '..', 'docs', 'states.md')

if (process.argv.includes('--help')) {
  console.log(
    'Usage: tsx scripts/states.ts           writes docs/states.md\n       tsx scripts/states.ts --check   fails when docs/states.md is out of date',
  )
  process.exit(0)
}
const text = statesPage()
if (!process.argv.includes('--check')) writeFileSync(page, text)
else if (!existsSync(page) || readFileSync(page, 'utf8') !== text) {
  console.error('docs/states.md differs from the transition table. Run: npx tsx scripts/states.ts')
  process.exitCode = 1
}
