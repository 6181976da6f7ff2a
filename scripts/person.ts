/** `npm run -s person -- find|export|erase`: what is kept about one person, handed out or erased. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { and, eq, or } from 'drizzle-orm'
import { createFileStore } from '../services/files.ts'
import { erasePerson } from '../services/privacy/erasure.ts'
import { personRecord } from '../services/privacy/export.ts'
import { isMain, Refusal, run, settings, withDatabase } from './lib/cli.ts'
import { chosenCommunities } from './lib/communities.ts'
import { openDesk } from './lib/desk.ts'

interface Options {
  community?: string
  to?: string
  yes?: boolean
}

const inOne = async <T>(
  { community }: Options,
  work: (at: { db: Parameters<Parameters<typeof withDatabase>[1]>[0]; communityId: string }) => Promise<T>,
): Promise<T> =>
  withDatabase(settings(), async (db) => {
    const [communityId, other] = await chosenCommunities(db, settings(), community)
    if (communityId === undefined || other !== undefined) throw new Refusal('there are several communities', 'Say which one: --community <id>')
    return work({ db, communityId })
  })

const program = new Command('person').description('What is kept about one person (docs/privacy.md).')

program
  .command('find')
  .argument('<name>', 'as the group or the community file names them')
  .option('--community <id>', 'where the database holds several')
  .description('lists the ids of the people called so')
  .action((name: string, options: Options) =>
    inOne(options, async ({ db, communityId }) => {
      const { people, identities } = db.tables
      const rows = await db.read
        .select({ id: people.id, name: people.name, role: people.role, met: identities.name })
        .from(people)
        .leftJoin(identities, and(eq(identities.communityId, people.communityId), eq(identities.personId, people.id)))
        .where(and(eq(people.communityId, communityId), or(eq(people.name, name), eq(people.title, name), eq(identities.name, name))))
      for (const row of rows) console.log([row.id, row.name, row.role, row.met ?? ''].join('\t'))
      if (rows.length === 0) throw new Refusal(`nobody is called "${name}"`, 'Write the name as the group shows it.')
    }),
  )

program
  .command('export')
  .argument('<id>', 'of the person; find lists them')
  .option('--to <folder>', 'a new folder; person-<id> when absent')
  .option('--community <id>', 'where the database holds several')
  .description('writes all of it as JSON, with their pictures')
  .action((id: string, options: Options) =>
    inOne(options, async ({ db, communityId }) => {
      const folder = resolve(options.to ?? `person-${id.replace(/[^\w-]/g, '_')}`)
      const { data, pictures } = await personRecord({ db }, communityId, id)
      await mkdir(folder, { mode: 0o700 })
      const files = createFileStore(join(settings().dataDir, 'attachments'))
      const kept: { name: string; file: string }[] = []
      for (const { name, hash, mime } of pictures) {
        const file = `${hash}.${/^[a-z]+\/([a-z0-9]+)/.exec(mime)?.[1] ?? 'bin'}`
        const bytes = await readFile(files.pathOf(hash)).catch(() => undefined)
        if (bytes) await writeFile(join(folder, file), bytes, { mode: 0o600 })
        kept.push({ name, file: bytes ? file : '' })
      }
      await writeFile(join(folder, 'person.json'), `${JSON.stringify({ ...data, pictures: kept }, null, 2)}\n`, { mode: 0o600 })
      console.log(`Written to ${folder}: person.json and ${kept.filter(({ file }) => file).length} pictures.`)
    }),
  )

program
  .command('erase')
  .argument('<id>', 'of the person; find lists them')
  .option('--yes', 'erase; without it only what would go is told')
  .option('--community <id>', 'where the database holds several')
  .description('erases the person: words, pictures, name, chat ids. It cannot be undone; matters stay without them')
  .action((id: string, options: Options) =>
    inOne(options, async ({ db, communityId }) => {
      const { data, pictures } = await personRecord({ db }, communityId, id)
      const counts = `${(data.messages as unknown[]).length} messages, ${pictures.length} pictures, ${(data.reported as unknown[]).length} matters reported`
      if (!options.yes)
        throw new Refusal(`this would erase ${id}: ${counts}`, 'Say --yes to do it. It cannot be undone; export first, if they want to have it.')
      const erased = await erasePerson(openDesk(settings(), db), communityId, id, null)
      console.log(`Erased: ${erased.messages} messages, ${erased.pictures} pictures; ${erased.tickets} matters without them.`)
    }),
  )

if (isMain(import.meta.url)) await run(program)
