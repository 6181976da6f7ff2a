/** `npm run -s migrate`: brings the database to this program's schema; `--check` only looks. */
import { Command } from 'commander'
import type { Config } from '../config.ts'
import { CodedError } from '../core/errors.ts'
import { isMain, run, settings, withDatabase } from './lib/cli.ts'
import { type SchemaState, schemaState } from './lib/schema-state.ts'

/** @returns true when the database is (now) at this program's schema */
export async function migrate(config: Config, options: { check?: boolean }, say: (line: string) => void): Promise<boolean> {
  const before = await schemaState(config.databaseUrl)
  if (before.newer) throw new CodedError('SCHEMA_NEWER', 'the database has a migration that this program does not know')
  if (before.pending.length === 0) {
    say(`The ${before.dialect} database is up to date: ${before.at}.`)
    return true
  }
  if (options.check) {
    say(
      `The ${before.dialect} database is at ${stage(before)}; ${before.pending.join(', ')} would be run. Start the program or run  npm run -s migrate`,
    )
    return false
  }
  await withDatabase(config, async () => {})
  const after = await schemaState(config.databaseUrl)
  say(`Migrated the ${after.dialect} database from ${stage(before)} to ${stage(after)}.`)
  return true
}

const stage = ({ exists, at }: SchemaState): string => at ?? (exists ? 'nothing (empty)' : 'nothing (no file yet)')

const program = new Command('migrate')
  .description('Brings the database to the schema of this program; starting the program does the same. Says from where to where.')
  .option('--check', 'only look; exit code 1 when there is something to do')
  .action(async (options: { check?: boolean }) => {
    if (!(await migrate(settings(), options, (line) => console.log(line)))) process.exitCode = 1
  })

if (isMain(import.meta.url)) await run(program)
