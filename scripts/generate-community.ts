/** `npx tsx scripts/generate-community.ts --to sqlite:big.db --tickets 100000`: an invented community of any size, for measuring. */
import { Command } from 'commander'
import { openDatabase } from '../db/open.ts'
import { isMain, Refusal, run } from './lib/cli.ts'
import { type Invention, invent } from './lib/invent.ts'

interface Options {
  to: string
  tickets: string
  groups: string
  perDay: string
  households: string
  seed: string
  until?: string
}

const whole = (name: string, text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw new Refusal(`--${name} is a whole number from 1 on, not "${text}"`, `e.g. --${name} 100`)
  return value
}

async function generate(options: Options): Promise<void> {
  const now = options.until === undefined ? Date.now() : Date.parse(options.until)
  if (Number.isNaN(now)) throw new Refusal(`"${options.until}" is no instant`, 'e.g. --until 2026-11-23T20:00+08:00')
  const asked: Invention = {
    tickets: whole('tickets', options.tickets),
    groups: whole('groups', options.groups),
    perDay: whole('per-day', options.perDay),
    households: whole('households', options.households),
    seed: whole('seed', options.seed),
    now,
  }
  const url = /^(sqlite|postgres(ql)?):/.test(options.to) ? options.to : `sqlite:${options.to}`
  const db = await openDatabase(url)
  const known = await db.read
    .select({ id: db.tables.communities.id })
    .from(db.tables.communities)
    .finally(() => db.close())
  if (known.length > 0)
    throw new Refusal(
      `${options.to} holds ${known.map(({ id }) => id).join(', ')} already`,
      'Name a database that is not there yet, or an empty one.',
    )
  const since = Date.now()
  await invent(url, asked, (done) => {
    if (done % 50_000 === 0) console.error(`${done} tickets, ${Math.round((Date.now() - since) / 1000)} s`)
  })
  console.log(`${asked.tickets} tickets of ${asked.groups} groups in ${Math.round((Date.now() - since) / 1000)} s: ${options.to}`)
}

const program = new Command('generate-community')
  .description(
    'Invents a community (buildings, grids, units, people, groups; tickets with their events and messages over years) and writes it into a new database.\n' +
      'The same seed and --until give the same community. For measuring and trying out: nobody in it is real.',
  )
  .requiredOption('--to <database>', 'new or empty: sqlite:big.db, or postgres://…')
  .option('--tickets <n>', 'tickets in all', '100000')
  .option('--groups <n>', 'building groups', '100')
  .option('--per-day <n>', 'tickets on a usual day', '300')
  .option('--households <n>', 'residents of a building', '100')
  .option('--seed <n>', 'another seed, another community', '1')
  .option('--until <instant>', 'its last moment; now when absent')
  .action(generate)

if (isMain(import.meta.url)) await run(program)
