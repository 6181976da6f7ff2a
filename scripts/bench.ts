/** `npm run bench`: how fast the bot is, each number beside a bare one measured in the same run on the same machine. */
import { cpus } from 'node:os'
import { program } from 'commander'
import { log as wechatyLog } from 'wechaty'
import { benchBots, FULL_SIZES, QUICK_SIZES } from './bench/bots.ts'
import { inProcess, overGrpc } from './bench/grounds.ts'
import { type Row, table } from './bench/measures.ts'
import { benchStorage } from './bench/storage.ts'

program
  .name('bench')
  .description(
    'Measures messages per second and the time to the answer, in-process and over gRPC, beside a bare echo bot, and the whole intake beside raw better-sqlite3 inserting the same rows.\n' +
      'Numbers of different machines or runs cannot be compared; the ratios within one run can.',
  )
  .option('--quick', 'a fraction of the load: under a minute')
  .option('--json', 'one JSON object instead of the table')
  .option('--port <port>', 'loopback port of the first of two gateway processes', '18790')
  .parse()
const { quick = false, json = false, port } = program.opts<{ quick?: boolean; json?: boolean; port: string }>()

wechatyLog.level('silent')
const sizes = quick ? QUICK_SIZES : FULL_SIZES
const say = (words: string): void => {
  if (!json) process.stderr.write(`${words}\n`)
}

const rows: Row[] = []
for (const ground of [inProcess, overGrpc(Number(port))]) {
  say(`measuring the bots ${ground.name} …`)
  rows.push(...(await benchBots(ground, sizes)))
}
say('measuring transactions …')
rows.push(...(await benchStorage(quick ? 400 : 3_000)))

const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version }
if (json) process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), machine, quick, rows })}\n`)
else process.stdout.write(`\n${machine.cpu}, ${machine.cores} cores, Node ${machine.node}${quick ? ', quick' : ''}\n\n${table(rows)}\n`)
process.exit(0)
