/** `npm run bench`: how fast the bot is, each number beside a bare one measured in the same run on the same machine. */
import { cpus } from 'node:os'
import { program } from 'commander'
import { log as wechatyLog } from 'wechaty'
import { benchBots, FULL_SIZES, QUICK_SIZES } from './bench/bots.ts'
import { inProcess, overGrpc } from './bench/grounds.ts'
import { benchLedgers, ledgerTable } from './bench/ledgers.ts'
import { type Row, table } from './bench/measures.ts'
import { benchStorage } from './bench/storage.ts'
import { benchUnderstanding } from './bench/understanding.ts'

program
  .name('bench')
  .description(
    'Measures messages per second and the time to the answer, in-process and over gRPC, beside a bare echo bot, and the whole intake beside raw better-sqlite3 inserting the same rows.\n' +
      'Numbers of different machines or runs cannot be compared; the ratios within one run can.',
  )
  .option('--quick', 'a fraction of the load: under a minute')
  .option('--json', 'one JSON object instead of the table')
  .option('--ledger <sizes>', 'instead: what pages, clocks, start and backup take over ledgers of so many tickets, e.g. 10000,100000,1000000')
  .option('--postgres', 'with --ledger: on PostgreSQL, started for it')
  .option('--port <port>', 'loopback port of the first of two gateway processes', '18790')
  .parse()
interface Options {
  quick?: boolean
  json?: boolean
  port: string
  ledger?: string
  postgres?: boolean
}
const { quick = false, json = false, port, ledger, postgres = false } = program.opts<Options>()

wechatyLog.level('silent')
const sizes = quick ? QUICK_SIZES : FULL_SIZES
const say = (words: string): void => {
  if (!json) process.stderr.write(`${words}\n`)
}

if (ledger !== undefined) {
  const sizes = ledger.split(',').map(Number)
  if (sizes.some((size) => !Number.isSafeInteger(size) || size < 100)) program.error(`--ledger takes numbers of tickets from 100 on, not "${ledger}"`)
  const ledgers = await benchLedgers(sizes, postgres ? 'postgres' : 'sqlite', say)
  process.stdout.write(json ? `${JSON.stringify({ at: new Date().toISOString(), ledgers })}\n` : `\n${ledgerTable(ledgers)}\n`)
  process.exit(0)
}

const rows: Row[] = []
for (const ground of [inProcess, overGrpc(Number(port))]) {
  say(`measuring the bots ${ground.name} …`)
  rows.push(...(await benchBots(ground, sizes)))
}
say('measuring transactions …')
rows.push(...(await benchStorage(quick ? 400 : 3_000)))
say('measuring the reader …')
rows.push(...benchUnderstanding(quick ? 500 : 2_000))

const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version }
if (json) process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), machine, quick, rows })}\n`)
else process.stdout.write(`\n${machine.cpu}, ${machine.cores} cores, Node ${machine.node}${quick ? ', quick' : ''}\n\n${table(rows)}\n`)
process.exit(0)
