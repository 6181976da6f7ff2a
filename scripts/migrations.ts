/** Writes migrations from db/tables.ts, or (--check) fails when the tables say something the migrations do not. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

const DIALECTS = ['sqlite', 'postgres'] as const
const check = process.argv.includes('--check')
const name = process.argv.find((arg, i) => i > 1 && !arg.startsWith('-'))

if (process.argv.includes('--help')) {
  console.log(
    'Usage: npm run generate -- [name]   writes a migration for each database from db/tables.ts\n       tsx scripts/migrations.ts --check   fails when a migration is missing',
  )
  process.exit(0)
}

const sqlFiles = (folder: string): string[] => readdirSync(folder).filter((file) => file.endsWith('.sql'))

let drift = false
for (const dialect of DIALECTS) {
  const real = join(import.meta.dirname, '..', 'db', 'migrations', dialect)
  // drizzle-kit takes only paths below the working folder
  const folder = check ? mkdtempSync(join(tmpdir(), `woodpecker-${dialect}-`)) : real
  if (check) cpSync(real, folder, { recursive: true })
  execFileSync('npx', ['drizzle-kit', 'generate', ...(name && !check ? ['--name', name] : [])], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, DIALECT: dialect, MIGRATIONS: relative(join(import.meta.dirname, '..'), folder) },
    stdio: check ? 'ignore' : 'inherit',
  })
  if (!check) continue
  const added = sqlFiles(folder).filter((file) => !sqlFiles(real).includes(file))
  if (added.length > 0) {
    drift = true
    console.error(`db/tables.ts has changes that no ${dialect} migration makes. Run: npm run generate -- <name>`)
  }
  rmSync(folder, { recursive: true, force: true })
}
process.exit(drift ? 1 : 0)
