/** `npm run fuzz -- --messages 1000000`: generated messages through the whole intake. */
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { program } from 'commander'
import { fuzzIntake } from './fuzz/intake.ts'
import { patternsIn, slowPatterns } from './fuzz/patterns.ts'
import { writeSection } from './lib/doc-section.ts'

const PAGE = fileURLToPath(new URL('../docs/reliability.md', import.meta.url))

program
  .name('fuzz')
  .description(
    'Sends generated messages (words glued, cut, repeated, noise of every alphabet) through the whole intake on a throw-away SQLite. Exit code 1 on any fault.',
  )
  .option('--messages <n>', 'how many', '20000')
  .option('--minutes <n>', 'stop after so long, whatever was done')
  .option('--seed <n>', 'of the messages', '1')
  .option('--patterns', 'instead: looks for regular expressions that take very much longer for a little more text')
  .option('--update-docs', 'writes the figures into docs/reliability.md')
  .parse()
const options = program.opts<{ messages: string; minutes?: string; seed: string; patterns?: boolean; updateDocs?: boolean }>()

if (options.patterns) {
  const patterns = patternsIn(['core', 'services', 'bot'])
  const slow = slowPatterns(patterns)
  for (const { file, source, piece, ratio } of slow) process.stdout.write(`${file} /${source}/ on "${piece}…": ×${ratio.toFixed(0)}\n`)
  process.stdout.write(`${patterns.length} expressions looked at, ${slow.length} explode\n`)
  process.exit(slow.length > 0 ? 1 : 0)
}

const figures = await fuzzIntake({
  messages: Number(options.messages),
  seed: Number(options.seed),
  ...(options.minutes ? { forMs: Number(options.minutes) * 60_000 } : {}),
  onProgress: (done) => process.stderr.write(`\r${done} of ${options.messages}`),
})
process.stderr.write('\n')
const { messages, tickets, actions, slowestMs, seconds, faults } = figures
const counts = Object.entries(actions)
  .map(([action, n]) => `${action} ${n}`)
  .join(', ')
const table = [
  '| messages | tickets opened | faults | messages a second | slowest |',
  '| --- | --- | --- | --- | --- |',
  `| ${messages} | ${tickets} | ${faults.length} | ${Math.round(messages / seconds)} | ${slowestMs.toFixed(0)} ms |`,
].join('\n')
process.stdout.write(`${table}\n${counts}\n${faults.join('\n')}\n`)
if (options.updateDocs) {
  const machine = `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`
  const asked = `npm run fuzz -- --messages ${options.messages}${options.minutes ? ` --minutes ${options.minutes}` : ''} --seed ${options.seed}`
  writeSection(PAGE, 'fuzz', `\`${asked}\` on ${machine}\n\n${table}\n\nWhat was done about them: ${counts}.`)
}
process.exit(faults.length > 0 ? 1 : 0)
