/** `npm run -s admin-link`: a sign-in link for an admin, for whoever may use this machine. */
import { Command } from 'commander'
import type { Config } from '../config.ts'
import { adminLinkLines, linkForAdmin } from '../services/admin-link.ts'
import { isMain, Refusal, run, settings, withDatabase } from './lib/cli.ts'
import { chosenCommunities } from './lib/communities.ts'
import { openDesk } from './lib/desk.ts'

export interface AdminLinkOptions {
  community?: string
  person?: string
}

export async function adminLink(config: Config, { community, person }: AdminLinkOptions, say: (line: string) => void, now = Date.now): Promise<void> {
  await withDatabase(config, async (db) => {
    const ids = await chosenCommunities(db, config, community)
    const [id] = ids
    if (id === undefined || ids.length > 1)
      throw new Refusal(`the database holds several communities: ${ids.join(', ')}`, 'Say which one with --community.')
    const cx = openDesk(config, db, now)
    const admins = (await cx.directories.get(db.read, id)).staff.filter((one) => one.admin)
    const chosen = person === undefined ? admins[0] : admins.find((one) => one.id === person || one.name === person)
    if (!chosen)
      throw new Refusal(
        person === undefined ? `${id} has no admin` : `${person} is no admin of ${id}`,
        admins.length === 0
          ? 'Mark somebody with  admin: true  in the community file and import it.'
          : `Admins: ${admins.map((one) => one.id).join(', ')}.`,
      )
    say(adminLinkLines(await linkForAdmin(cx, id, chosen)))
  })
}

const program = new Command('admin-link')
  .description('Prints a sign-in link for an admin: it works once, within 24 hours, and makes an earlier one of the same person worthless.')
  .option('--community <id>', 'which community (needed when there are several)')
  .option('--person <id>', 'which admin (default: the first)')
  .action((options: AdminLinkOptions) => adminLink(settings(), options, (line) => console.log(line)))

if (isMain(import.meta.url)) await run(program)
