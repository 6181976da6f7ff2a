/** `npm run -s report`: the weekly turn, the appraisal sheet and the rates behind them, at any time. It only reads. */
import { Command, Option } from 'commander'
import type { Config } from '../config.ts'
import { GROUPINGS, type Grouping } from '../core/rates.ts'
import { isMain, Refusal, run, settings, withDatabase } from './lib/cli.ts'
import { chosenCommunities } from './lib/communities.ts'
import { openDesk } from './lib/desk.ts'
import { type Asked, reportJson, reportLines } from './lib/report-parts.ts'

export interface ReportOptions {
  week?: boolean
  month?: boolean
  rates?: Grouping
  back?: number
  community?: string
  json?: boolean
}

export async function report(config: Config, options: ReportOptions, say: (line: string) => void, now: () => number = Date.now): Promise<void> {
  if (options.week && options.month && options.rates !== undefined)
    throw new Refusal('--rates is about one span of time', 'Add --week or --month, not both; without either it is the month.')
  await withDatabase(config, async (db) => {
    const ids = await chosenCommunities(db, config, options.community)
    const cx = openDesk(config, db, now)
    const asked = askedOf(options)
    if (options.json) {
      const all = []
      for (const id of ids) all.push(await reportJson(cx, id, asked))
      return say(JSON.stringify(all, null, 2))
    }
    for (const id of ids) for (const line of await reportLines(cx, id, asked)) say(line)
  })
}

/** Rates alone when they are asked for; the week and the month when nothing is. */
function askedOf({ week, month, rates, back }: ReportOptions): Asked {
  if (rates !== undefined) return { week: false, month: false, rates: { by: rates, of: week ? 'week' : 'month' }, back }
  const both = !week && !month
  return { week: both || week === true, month: both || month === true, rates: undefined, back }
}

function wholeNumber(text: string): number {
  if (!/^\d{1,3}$/.test(text))
    throw new Refusal(`--back takes a whole number from 0 to 999, not "${text}"`, 'Use 0 for the span under way, 1 for the last one.')
  return Number(text)
}

const program = new Command('report')
  .description(
    'Shows the weekly turn 周周转 and the appraisal sheet 月度考核表 as they stand now, or the rates behind them. It only reads; nothing is sent.',
  )
  .option('--week', 'the weekly turn, of the community and of each grid group')
  .option('--month', 'the appraisal sheet')
  .addOption(
    new Option('--rates <by>', 'the three rates and the rest, a line each; of the month, or of the week with --week').choices(Object.keys(GROUPINGS)),
  )
  .option('--back <n>', 'spans back: 0 the one under way, 1 the last one (default: the one under way, on its first day the last one)', wholeNumber)
  .option('--community <id>', 'one community (default: all)')
  .option('--json', 'for machines: a list with one object a community; times in milliseconds')
  .action((options: ReportOptions) => report(settings(), options, (line) => console.log(line)))

if (isMain(import.meta.url)) await run(program)
