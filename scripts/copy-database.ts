/** `npm run -s copy-database -- <from> <to>`: a whole ledger from one database into another, empty one. */
import { Command } from 'commander'
import { copyDatabase } from '../services/backup/copy-database.ts'
import { withoutPassword } from '../services/backup/restore.ts'
import { isMain, run } from './lib/cli.ts'
import { ledgerWords } from './lib/ledger-words.ts'
import { requireSchema } from './lib/schema-state.ts'
import { progressTeller } from './lib/sizes.ts'
import { asUrl } from './restore.ts'

/** @returns false when the copy has faults that the source had */
export async function copy(from: string, to: string, say: (line: string) => void, tell = progressTeller(say)): Promise<boolean> {
  const [source, target] = [asUrl(from), asUrl(to)]
  await requireSchema(source)
  const { rows, ledger } = await copyDatabase({ from: source, to: target, tell })
  say(`Copied ${rows} rows to ${withoutPassword(target)}: counts and contents of every table are the same.`)
  const faults = ledgerWords(ledger, say)
  for (const fault of faults) say(`✗ ${fault}`)
  say('Attachments stay in DATA_DIR: keep it, or take its attachments folder along.')
  return faults.length === 0
}

const program = new Command('copy-database')
  .description(
    `Copies the whole ledger from SQLite to PostgreSQL, back, or between two of a kind. Stop the program first, or what is said meanwhile stays
behind: the copy is of one moment. The target must be empty; after a fault it is empty again, so that the command can simply be run anew.`,
  )
  .argument('<from>', 'sqlite:<file> or postgres://user:password@host/name')
  .argument('<to>', 'the same, new or empty')
  .addHelpText('after', '\nExample: npm run -s copy-database -- sqlite:data/woodpecker.db postgres://woodpecker:secret@127.0.0.1/woodpecker')
  .action(async (from: string, to: string) => {
    if (!(await copy(from, to, (line) => console.log(line)))) process.exitCode = 1
  })

if (isMain(import.meta.url)) await run(program)
