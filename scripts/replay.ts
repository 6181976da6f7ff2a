/**
 * `npm run -s replay [-- file]`: a group's history as JSON lines in, what the bot would have done out, one JSON line a message.
 * Nothing is sent, nothing is kept.
 */
import { existsSync } from 'node:fs'
import { Command } from 'commander'
import { CodedError } from '../core/errors.ts'
import { isTimezone } from '../core/time.ts'
import { loadReader } from '../services/reader.ts'
import { isMain, Refusal, run, settings } from './lib/cli.ts'
import { linesOf, type ReplayAnswer, type ReplayLine, readReplayLine } from './lib/replay-lines.ts'
import { reportOf } from './lib/replay-report.ts'
import { openReplayTown } from './lib/replay-town.ts'

interface Options {
  report?: boolean
  timezone?: string
}

async function replay(file: string | undefined, options: Options): Promise<void> {
  if (file !== undefined && !existsSync(file)) throw new CodedError('FILE_NOT_FOUND', `there is no file ${file}`)
  const timezone = options.timezone ?? settings().timezone
  if (!isTimezone(timezone)) throw new Refusal(`"${timezone}" is not a timezone`, 'Use an IANA name such as Asia/Shanghai.')
  const town = await openReplayTown(loadReader(), timezone)
  const heard: { line: ReplayLine; answer: ReplayAnswer }[] = []
  let bad = 0
  try {
    for await (const { number, line: text } of linesOf(file)) {
      let line: ReplayLine
      try {
        line = readReplayLine(text)
      } catch (error) {
        bad++
        const out = { line: number, error: (error as Error).message }
        if (options.report) console.error(`line ${number}: ${out.error}`)
        else await print(out)
        continue
      }
      const answer = await town.hear(line)
      if (options.report) heard.push({ line, answer })
      else await print(answer)
    }
  } finally {
    await town.close()
  }
  if (options.report) console.log(reportOf(heard))
  if (bad > 0) process.exitCode = 1
}

async function print(out: object): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(out)}\n`)) await new Promise((resolve) => process.stdout.once('drain', resolve))
}

const program = new Command('replay')
  .description(
    'Plays a group’s history through the whole intake, in auto mode on a throw-away database: what would the bot have done?\nIn, a JSON line a message: {"chat", "room", "room_building", "n", "at", "from", "role", "kind", "text"}; several chats in one file are fine.\nOut, a JSON line a message: chat, n, intent, followup, refers, category, location, urgency, items, action, ticket.',
  )
  .argument('[file]', 'file of JSON lines; standard input when absent')
  .option('--report', 'a readable summary instead; with the misses, when the history carries labels')
  .option('--timezone <iana>', 'timezone of the groups (default: TIMEZONE)')
  .action((file: string | undefined, options: Options) => replay(file, options))

if (isMain(import.meta.url)) await run(program)
