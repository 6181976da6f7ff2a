/** `npm run -s restore -- <backup> --to <url>`: puts a backup into a new, empty place and proves it. */
import { dirname, resolve } from 'node:path'
import { Command } from 'commander'
import { readManifest } from '../services/backup/manifest.ts'
import { restoreBackup, withoutPassword } from '../services/backup/restore.ts'
import { isMain, Refusal, run } from './lib/cli.ts'
import { ledgerWords } from './lib/ledger-words.ts'
import { progressTeller } from './lib/sizes.ts'

interface Options {
  to: string
  dataDir?: string
}

/** @returns false when what was restored has faults that the backup brought along */
export async function restore(backup: string, { to, dataDir }: Options, say: (line: string) => void, tell = progressTeller(say)): Promise<boolean> {
  const url = asUrl(to)
  const folder = resolve(dataDir ?? (await folderOf(backup, url)))
  const { manifest, rows, ledger, files, attachments } = await restoreBackup({ backup, to: url, dataDir: folder, tell })
  say(`Restored the backup of ${manifest.at}: ${rows} rows, ${files} attachments; checksums and counts are right.`)
  const faults = [
    ...ledgerWords(ledger, say),
    ...attachments.missing.map((hash) => `the attachment ${hash} is in the ledger but was not in the backup`),
  ]
  for (const fault of faults) say(`✗ ${fault}`)
  say(`Start with  DATABASE_URL=${withoutPassword(url)} DATA_DIR=${folder}`)
  return faults.length === 0
}

/** A bare path is an SQLite file. */
export const asUrl = (to: string): string =>
  /^(sqlite:|postgres(ql)?:\/\/)/.test(to) ? to.replace(/^sqlite:(.*)$/, (_, file: string) => `sqlite:${resolve(file)}`) : `sqlite:${resolve(to)}`

async function folderOf(backup: string, url: string): Promise<string> {
  if (url.startsWith('sqlite:')) return dirname(url.slice('sqlite:'.length))
  if ((await readManifest(backup)).attachments.files === 0) return resolve('data')
  throw new Refusal('the backup holds attachments, and a database server has no folder for them', 'Say where they go: --data-dir <new folder>')
}

const program = new Command('restore')
  .description(
    `Puts a backup into a new, empty place: SQLite or PostgreSQL, whichever it was made of. Checksums are compared first; afterwards rows are
counted and every ticket is compared with its events. A place that holds anything is refused, and after a fault it is emptied again.`,
  )
  .argument('<backup>', 'folder of one backup; npm run -s backup -- --list shows them')
  .requiredOption('--to <url>', 'sqlite:<new file> or postgres://user:password@host/name of an empty database')
  .option('--data-dir <folder>', 'folder for the attachments; the folder of the file for SQLite')
  .addHelpText('after', '\nExample: npm run -s restore -- data/backups/nightly-20261123T193000Z --to sqlite:restored/woodpecker.db')
  .action(async (backup: string, options: Options) => {
    if (!(await restore(backup, options, (line) => console.log(line)))) process.exitCode = 1
  })

if (isMain(import.meta.url)) await run(program)
