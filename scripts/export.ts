/** `npm run -s export -- out.yaml|out.xlsx`: the community file of what the database holds, or a template to fill in. */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import type { Config } from '../config.ts'
import { CodedError } from '../core/errors.ts'
import { checkSource, readSource } from '../services/community-check.ts'
import { exportCommunity } from '../services/community-export.ts'
import type { CommunityFile } from '../services/community-file.ts'
import { writeSheet } from '../services/community-sheet.ts'
import { writeYaml } from '../services/community-yaml.ts'
import { DEMO_FILE } from '../services/demo.ts'
import { isMain, Refusal, run, settings, withDatabase } from './lib/cli.ts'
import { communityIds } from './lib/communities.ts'

interface Options {
  community?: string
  template?: boolean
  force?: boolean
}

export async function exportFile(config: Config, path: string, options: Options, say: (line: string) => void): Promise<void> {
  if (!/\.(ya?ml|xlsx)$/i.test(path)) throw new Refusal(`${path} is neither a .yaml nor an .xlsx file`, 'Let the name end in .yaml or .xlsx.')
  if (existsSync(path) && !options.force) throw new Refusal(`${path} exists already`, 'Choose another name, or add --force to overwrite it.')
  const held = options.template
    ? undefined
    : await withDatabase(config, async (db) => {
        const id = await chosen(await communityIds(db, config), options.community)
        return id === undefined ? undefined : exportCommunity(db, db.read, id)
      })
  const file = held ?? (await template())
  await write(path, /\.xlsx$/i.test(path) ? await writeSheet(file) : writeYaml(file))
  say(
    held
      ? `Wrote ${held.community.name} (${held.community.id}) to ${path}.`
      : `Wrote the demo community to ${path} as a template${options.template ? '' : ', for the database holds none yet'}. Fill in your own and import it.`,
  )
}

async function chosen(ids: readonly string[], wanted: string | undefined): Promise<string | undefined> {
  if (wanted !== undefined && !ids.includes(wanted))
    throw new CodedError('COMMUNITY_UNKNOWN', `there is no community "${wanted}"${ids.length > 0 ? `; the database holds ${ids.join(', ')}` : ''}`)
  if (wanted === undefined && ids.length > 1)
    throw new Refusal('the database holds several communities', `Choose one with --community: ${ids.join(', ')}.`)
  return wanted ?? ids[0]
}

async function template(): Promise<CommunityFile> {
  const { file } = checkSource(await readSource(DEMO_FILE.pathname, await readFile(DEMO_FILE)))
  if (!file) throw new CodedError('INTERNAL', 'the demo community is not a valid community file')
  return file
}

async function write(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(path, content)
  } catch (error) {
    throw new Refusal(`${path} cannot be written: ${(error as Error).message}`, 'Choose a folder this user may write to.')
  }
}

const program = new Command('export')
  .description(
    'Writes a community as a community file; importing it again changes nothing. Without a community in the database it writes a template.',
  )
  .argument('<file>', 'file to write, .yaml or .xlsx')
  .option('--community <id>', 'which one, when the database holds several')
  .option('--template', 'write the demo community as a template instead')
  .option('--force', 'overwrite the file')
  .action((path: string, options: Options) => exportFile(settings(), path, options, (line) => console.log(line)))

if (isMain(import.meta.url)) await run(program)
