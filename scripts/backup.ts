/** `npm run -s backup`: a backup of database and attachments while the program runs; `--list` shows those there are. */
import { Command } from 'commander'
import type { Config } from '../config.ts'
import { CodedError } from '../core/errors.ts'
import { makeBackup } from '../services/backup/make.ts'
import { listBackups, readManifest, verifyFiles } from '../services/backup/manifest.ts'
import { rotate } from '../services/backup/rotation.ts'
import { isMain, run, settings } from './lib/cli.ts'
import { requireSchema } from './lib/schema-state.ts'
import { sizeText } from './lib/sizes.ts'

interface Options {
  into?: string
  nightly?: boolean
  list?: boolean
  verify?: string
}

export async function backup(config: Config, options: Options, say: (line: string) => void, now = Date.now()): Promise<void> {
  const into = options.into ?? config.backup.dir
  if (options.verify !== undefined) return verify(options.verify, say)
  if (options.list) return list(into, say)
  await requireSchema(config.databaseUrl)
  const madeBy = options.nightly ? 'nightly' : 'manual'
  const made = await makeBackup({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, into, madeBy, now })
  const { tables, attachments } = made.manifest
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  say(`${made.path}: ${rows} rows, ${attachments.files} attachments (${made.shared} shared with the backup before), ${sizeText(made.bytes)}.`)
  for (const hash of made.changed)
    say(`! the attachment ${hash} does not hold what its name says and was left out; an older backup may have it (npm run -s doctor)`)
  if (options.nightly) for (const name of await rotate(into, config.timezone)) say(`Taken away by rotation: ${name}`)
}

async function list(into: string, say: (line: string) => void): Promise<void> {
  const backups = await listBackups(into)
  if (backups.length === 0) say(`No backup in ${into}.`)
  for (const { path } of backups) {
    const { dialect, program, schema, tables, attachments } = await readManifest(path)
    const tickets = tables.find(({ name }) => name === 'tickets')?.rows ?? 0
    say(`${path}  ${dialect}, ${tickets} tickets, ${attachments.files} attachments, by ${program} at ${schema}`)
  }
}

async function verify(folder: string, say: (line: string) => void): Promise<void> {
  const files = await verifyFiles(folder, await readManifest(folder))
  if (files.length === 0) throw new CodedError('BACKUP_DAMAGED', `${folder} lists no file`)
  say(`${folder} is whole: ${files.length} files as they were written.`)
}

const program = new Command('backup')
  .description(
    `Makes a backup of database and attachments while the program runs, in a folder of its own under BACKUP_DIR, with a manifest and checksums.
SQLite is copied as a file of one moment and checked for integrity; of PostgreSQL every table is written as lines of JSON, as of one moment.
Attachments that the backup before holds are shared with it, not copied. The program makes one every night by itself (BACKUP_AT).`,
  )
  .option('--into <folder>', 'folder that holds the backups instead of BACKUP_DIR')
  .option('--nightly', 'as the nightly job does it: also takes away nightly backups beyond 7 days and 4 weeks; for a cron of your own')
  .option('--list', 'only show the backups there are, newest first')
  .option('--verify <backup>', 'only read every file of a backup and compare its checksum')
  .addHelpText('after', '\nPut one back into a new place: npm run -s restore -- --help')
  .action((options: Options) => backup(settings(), options, (line) => console.log(line)))

if (isMain(import.meta.url)) await run(program)
