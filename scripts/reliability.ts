/** `npm run reliability`: the program killed hundreds of times under a stream of messages, and the account of it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { program } from 'commander'
import { openDatabase } from '../db/open.ts'
import { writeSection } from './lib/doc-section.ts'
import { startPostgres } from './lib/postgres.ts'
import { type KillFigures, type KillOptions, runKills } from './reliability/kill.ts'

const PAGE = fileURLToPath(new URL('../docs/reliability.md', import.meta.url))

program
  .name('reliability')
  .description(
    'Starts the whole program on a real gateway (gRPC on the loopback), lets people talk without pause, kills it (SIGKILL) at random moments again and again,\n' +
      'and then holds database and gateway against each other: nothing lost, no number twice, ticket = fold of its events, no word twice. About 5 s a kill.',
  )
  .option('--kills <n>', 'kills of each run', '300')
  .option('--database <kind>', 'sqlite, postgres or both', 'both')
  .option('--gateway <kind>', 'replays (hands out again what was said of late), forgets, or both', 'both')
  .option('--rate <n>', 'messages a second', '10')
  .option('--seed <n>', 'of the messages and the moments', '1')
  .option('--port <n>', 'loopback port of the gateway', '18880')
  .option('--update-docs', 'writes the account into docs/reliability.md')
  .parse()
const options = program.opts<Record<'kills' | 'database' | 'gateway' | 'rate' | 'seed' | 'port', string> & { updateDocs?: boolean }>()

interface Run {
  database: string
  gateway: KillOptions['gateway']
  figures: KillFigures
}

const several = <T extends string>(said: string, all: readonly T[]): T[] => {
  if (said === 'both') return [...all]
  const one = all.find((name) => name === said)
  if (!one) program.error(`"${said}" is none of ${all.join(', ')}, both`)
  return [one as T]
}

async function run(database: 'sqlite' | 'postgres', gateway: KillOptions['gateway']): Promise<Run> {
  const dataDir = mkdtempSync(join(tmpdir(), 'woodpecker-reliability-'))
  const server = database === 'postgres' ? await startPostgres('reliability') : undefined
  const databaseUrl = server?.url ?? `sqlite:${join(dataDir, 'woodpecker.db')}`
  try {
    await (await openDatabase(databaseUrl)).close()
    const figures = await runKills({
      kills: Number(options.kills),
      databaseUrl,
      dataDir,
      port: Number(options.port),
      seed: Number(options.seed),
      rate: Number(options.rate),
      gateway,
      onKill: (done) => process.stderr.write(`\r${database}, the gateway ${gateway}: ${done} of ${options.kills} kills`),
    })
    process.stderr.write('\n')
    return { database, gateway, figures }
  } finally {
    await server?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

const HEAD = [
  'database',
  'gateway',
  'kills',
  'delivered',
  'lost',
  'tickets',
  'events',
  'words sent',
  'said again, for their fate was unknown',
  'of them in the chat twice',
  'never said',
  'back after, median / most',
  'broken promises',
]

function table(runs: readonly Run[]): string {
  const rows = runs.map(({ database, gateway, figures: f }) => [
    database,
    gateway,
    f.kills,
    f.delivered,
    f.lost,
    f.tickets,
    f.events,
    f.words.sent,
    f.saidAgain,
    f.doubled,
    f.unsaid,
    `${(f.backMs.median / 1000).toFixed(1)} / ${(f.backMs.most / 1000).toFixed(1)} s`,
    f.faults.length,
  ])
  return [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

const runs: Run[] = []
for (const database of several(options.database, ['sqlite', 'postgres'] as const))
  for (const gateway of several(options.gateway, ['replays', 'forgets'] as const)) runs.push(await run(database, gateway))

const broken = runs.flatMap(({ database, gateway, figures }) => figures.faults.map((fault) => `${database}, ${gateway}: ${fault}`))
const machine = `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`
process.stdout.write(`${table(runs)}\n${broken.slice(0, 50).join('\n')}\n`)
if (options.updateDocs)
  writeSection(
    PAGE,
    'kills',
    `\`npm run reliability -- --kills ${options.kills} --rate ${options.rate} --seed ${options.seed}\` on ${machine}\n\n${table(runs)}`,
  )
process.exit(broken.length > 0 ? 1 : 0)
