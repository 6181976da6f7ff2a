/** `npm run -s eval -- <files or folders>`: scores the reader on labelled files, in the fields of the label guide. */
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { loadReader } from '../services/reader.ts'
import { writeSection } from './lib/doc-section.ts'
import { type Evaluation, evaluate, heldOutOnly, PARTS, type Part } from './training/evaluate.ts'
import { readLabelled } from './training/labelled.ts'
import { tables } from './training/tables.ts'

const DOC = fileURLToPath(new URL('../docs/understanding.md', import.meta.url))
const sectionOf = (part: Part): string => `scores, ${part} part`

function printMisses(result: Evaluation): void {
  for (const [part, judged] of Object.entries(result.judged))
    for (const { message, conclusion } of judged) {
      const { reading, action } = conclusion
      const gold = `${message.intent} ${message.followup ?? message.category ?? ''} ${message.urgency ?? ''} ${message.refers ?? ''}`
      const got = `${reading.intent} ${reading.followup ?? reading.category ?? ''} ${reading.urgency ?? ''} ${conclusion.matterId ?? ''}`
      if (gold.trim() !== got.trim() && part !== 'everyday')
        console.log(
          [
            part,
            message.chat,
            message.n,
            message.from,
            message.text.slice(-60),
            `gold ${gold}`,
            `got ${got}`,
            action,
            reading.confidence.toFixed(2),
          ].join('\t'),
        )
      if (part === 'everyday' && action !== 'ignore' && action !== 'command')
        console.log([part, message.text, reading.intent, reading.category, action, reading.reportProbability.toFixed(2)].join('\t'))
    }
}

const program = new Command('eval')
  .description('Scores the reader on labelled files: replay chats and parse lines (.jsonl), .chat and .lines files, petition titles, everyday chat.')
  .argument('[paths...]', 'files or folders', ['corpus'])
  .option('--held-out', 'of the project corpus, only what was never trained on: the first part and the fresh one, apart')
  .option('--json', 'for machines')
  .option('--misses', 'print every miss, one a line')
  .option('--update-docs', 'with --held-out: write the tables into docs/understanding.md')
  .parse()
const options = program.opts<{ heldOut?: boolean; json?: boolean; misses?: boolean; updateDocs?: boolean }>()
const labelled = readLabelled(program.args.length > 0 ? program.args : ['corpus'])
const reader = loadReader()

function show(result: Evaluation): void {
  if (options.misses) printMisses(result)
  const { judged: _judged, ...scores } = result
  if (options.json) console.log(JSON.stringify(scores))
  else if (!options.misses) console.log(tables(scores))
}

const writeTables = (part: Part, { judged: _judged, ...scores }: Evaluation): void => writeSection(DOC, sectionOf(part), `\n${tables(scores)}`)

if (!options.heldOut) show(evaluate(reader, labelled))
else
  for (const part of PARTS) {
    const data = heldOutOnly(labelled, part)
    if (data.chats.length + data.lines.length === 0) continue
    const result = evaluate(reader, data)
    if (!options.json && !options.misses) console.log(`# Held out, ${part} part\n`)
    show(result)
    if (options.updateDocs) writeTables(part, result)
  }
