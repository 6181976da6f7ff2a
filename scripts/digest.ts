/** `npm run -s digest`: tonight's digests, dispatch sheets and overview, at any time; `--send` sends them once. */
import { Command } from 'commander'
import type { Config } from '../config.ts'
import { wallClock } from '../core/time.ts'
import { isStarted } from '../services/claims.ts'
import type { DeskContext } from '../services/context.ts'
import { communityOverview, dispatchSheet, sendDigests, sendDispatch } from '../services/digests.ts'
import { groupDigests } from '../services/group-digests.ts'
import { isMain, Refusal, run, settings, withDatabase } from './lib/cli.ts'
import { chosenCommunities } from './lib/communities.ts'
import { openDesk } from './lib/desk.ts'

interface Options {
  community?: string
  group?: string
  send?: boolean
}

type Say = (line: string) => void

export async function digest(config: Config, options: Options, say: Say, now: () => number = Date.now): Promise<void> {
  if (options.send && options.group !== undefined)
    throw new Refusal('--send sends the digests of a whole community', 'Leave --group out, or leave --send out to look at one group.')
  await withDatabase(config, async (db) => {
    const ids = await chosenCommunities(db, config, options.community)
    const cx = openDesk(config, db, now)
    if (options.group !== undefined) return showGroup(cx, ids, options.group, say)
    for (const id of ids) await (options.send ? send(cx, id, say) : show(cx, id, say))
  })
}

const titled = (title: string, text: string): string => `── ${title} ──\n${text}\n`

async function show(cx: DeskContext, id: string, say: Say): Promise<void> {
  const { read } = cx.db
  const directory = await cx.directories.get(read, id)
  const digests = await groupDigests(cx, read, directory)
  for (const { name, text } of digests) say(titled(name, text))
  if (digests.length === 0) say(titled(directory.name, 'No group has anything to tell today; nothing would be sent to groups.'))
  for (const unit of directory.organisations) {
    const sheet = await dispatchSheet(cx, read, directory, unit)
    if (sheet) say(titled(`${unit.name} · 派单表 dispatch`, sheet))
  }
  say(titled(`${directory.name} · 总览 overview`, await communityOverview(cx, read, directory)))
}

/** By id or by name, in whichever community it is. */
async function showGroup(cx: DeskContext, ids: readonly string[], wanted: string, say: Say): Promise<void> {
  const names: string[] = []
  for (const id of ids) {
    const directory = await cx.directories.get(cx.db.read, id)
    const group = directory.groups.find((g) => g.id === wanted || g.name === wanted)
    names.push(...directory.groups.map((g) => `${g.id} ${g.name}`))
    if (!group) continue
    const own = (await groupDigests(cx, cx.db.read, directory)).find((text) => text.groupId === group.id)
    const nothing =
      group.externalId === null ? 'The group is not bound to a room yet; nothing would be sent.' : 'Nothing to tell today; nothing would be sent.'
    return say(titled(group.name, own?.text ?? nothing))
  }
  throw new Refusal(`there is no group "${wanted}"`, names.length > 0 ? `Choose one of: ${names.join(', ')}.` : 'Import or bind groups first.')
}

async function send(cx: DeskContext, id: string, say: Say): Promise<void> {
  const directory = await cx.directories.get(cx.db.read, id)
  const today = wallClock(cx.now(), directory.timezone).date
  const sentBefore = { digest: await isStarted(cx, `digest:${id}`, today), dispatch: await isStarted(cx, `dispatch:${id}`, today) }
  const digests = await sendDigests(cx, id)
  const sheets = await sendDispatch(cx, id)
  say(
    `${directory.name} (${id}): ${sentBefore.digest ? 'the digests of today were sent before' : `${digests.length} group digests and the overview`}; ${sentBefore.dispatch ? 'the dispatch sheets were sent before' : `${sheets} dispatch sheets`}.`,
  )
  if (!sentBefore.digest || !sentBefore.dispatch) say('The running program speaks them; they will not be sent a second time tonight.')
}

const program = new Command('digest')
  .description('Shows tonight’s group digests, dispatch sheets and overview as they stand now. Nothing is sent without --send.')
  .option('--community <id>', 'one community (default: all)')
  .option('--group <id or name>', 'one group’s digest only')
  .option('--send', 'send them now, in place of tonight’s; at most once a day')
  .action((options: Options) => digest(settings(), options, (line) => console.log(line)))

if (isMain(import.meta.url)) await run(program)
