/** `npm run -s import -- file.yaml|file.xlsx`: a community file into the database, all of it or nothing. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Command } from 'commander'
import type { Config } from '../config.ts'
import { calledName } from '../core/community.ts'
import { CodedError } from '../core/errors.ts'
import type { Database } from '../db/open.ts'
import { CODE_VALID, issueCode } from '../services/binding.ts'
import { type Applied, applyCommunity, roomsTaken } from '../services/community-apply.ts'
import type { Change } from '../services/community-changes.ts'
import { checkSource, invalid, readSource } from '../services/community-check.ts'
import { faultText } from '../services/community-fault.ts'
import { isMain, run, settings, withDatabase } from './lib/cli.ts'
import { openDesk } from './lib/desk.ts'
import { unboundStaff } from './lib/unbound-staff.ts'

interface Options {
  dryRun?: boolean
  codes?: boolean
}

export async function importFile(config: Config, path: string, options: Options, say: (line: string) => void): Promise<void> {
  const name = basename(path)
  const checked = checkSource(withTimezone(await readSource(name, await bytesOf(path)), config.timezone))
  const { file } = checked
  if (!file) throw invalid(name, checked.faults)
  for (const warning of checked.faults) say(faultText(warning))
  await withDatabase(config, async (db) => {
    const taken = await roomsTaken(db, file, checked.locate)
    if (taken.length > 0) throw invalid(name, taken)
    const applied = await applyCommunity(db, file, options)
    for (const line of told(applied, file.community.name, options)) say(line)
    if (options.codes && !options.dryRun) await sayCodes(config, db, file.community.id, say)
  })
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new CodedError('FILE_NOT_FOUND', code === 'ENOENT' ? `there is no file ${path}` : `${path} cannot be read: ${message}`, {}, error)
  }
}

type Source = Awaited<ReturnType<typeof readSource>>

/** A file that names no timezone means the one of the settings. */
function withTimezone(source: Source, timezone: string): Source {
  const value = source.value as { community?: { timezone?: unknown } } | undefined
  const { community } = value ?? {}
  if (typeof community !== 'object' || community === null || (community.timezone ?? null) !== null) return source
  return { ...source, value: { ...value, community: { ...community, timezone } } }
}

const CHANGES_SHOWN = 12
const SIGN: Record<Change['kind'], string> = { added: '+', changed: '~', removed: '-' }

function told({ summary, isNew, changes }: Applied, name: string, { dryRun }: Options): string[] {
  const { grids, buildings, organisations, people, groups, shifts } = summary
  const counts = `${grids} grids, ${buildings} buildings, ${organisations} organisations, ${people} people, ${groups} groups, ${shifts} duty shifts`
  const head = dryRun
    ? 'Nothing was written (--dry-run). The file is good'
    : changes.length === 0
      ? 'Nothing changed'
      : isNew
        ? 'Imported'
        : 'Updated'
  const parts = [...new Set(changes.map((change) => change.part))]
  return [
    `${head}: ${name} (${summary.communityId}) — ${counts}.`,
    ...(isNew
      ? []
      : parts.flatMap((part) =>
          partLines(
            part,
            changes.filter((change) => change.part === part),
          ),
        )),
  ]
}

function partLines(part: string, changes: readonly Change[]): string[] {
  const lines = changes
    .slice(0, CHANGES_SHOWN)
    .map(({ kind, what, keys }) => `  ${SIGN[kind]} ${part}: ${what}${keys ? ` (${keys.join(', ')})` : ''}`)
  return changes.length > CHANGES_SHOWN ? [...lines, `  … and ${changes.length - CHANGES_SHOWN} more in ${part}`] : lines
}

/** One-time codes for staff whom the bot could not recognise yet. */
async function sayCodes(config: Config, db: Database, communityId: string, say: (line: string) => void): Promise<void> {
  const staff = await unboundStaff(db, communityId)
  if (staff.length === 0) return say('All staff have a chat id; no codes are needed.')
  const cx = openDesk(config, db)
  const codes = await db.transact(async (tx) => {
    const issued: string[] = []
    for (const person of staff) issued.push(await issueCode(cx, tx, communityId, person.id, randomBytes(16)))
    return issued
  })
  say(`Codes for staff without a chat id, good once and for ${CODE_VALID.hours} hours. Each sends the bot directly:`)
  staff.forEach((person, i) => {
    say(`  绑定 ${codes[i]}   ${person.id}  ${person.name}${person.title ? ` (${calledName(person)})` : ''}`)
  })
}

const program = new Command('import')
  .description('Imports a community file: all of it, or nothing when it has a fault. May be repeated; what tickets and chats have added stays.')
  .argument('<file>', 'community file, .yaml or .xlsx (docs/community-file.md)')
  .option('--dry-run', 'only check the file and say what would change')
  .option('--codes', 'print one-time codes with which staff without a chat id make themselves known')
  .action((path: string, options: Options) => importFile(settings(), path, options, (line) => console.log(line)))

if (isMain(import.meta.url)) await run(program)
