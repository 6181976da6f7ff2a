/** `npm run -s reference`: docs/configuration.md and docs/errors.md from the lists in the code. */
import { Command } from 'commander'
import { SETTINGS } from '../config.ts'
import { CATALOGUE } from '../core/errors.ts'
import { isMain, run } from './lib/cli.ts'
import { type Generated, writeOrCheck } from './lib/generated.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

function configuration(): string {
  const rows = SETTINGS.map(({ name, meaning, fallback }) => `| \`${name}\` | ${cell(meaning)} | ${cell(fallback)} |`)
  return `# Configuration

Settings are environment variables, read once at start. Faults are reported all together, with what to do. \`npm run -s doctor\` checks them against the machine.
Without any setting the program runs a sandbox with a demo community.

<!-- written by \`npm run -s reference\` from SETTINGS in config.ts -->

| Setting | Meaning | When absent |
|---|---|---|
${rows.join('\n')}
`
}

const FAULTS = {
  user: 'Whoever asked can put it right',
  operator: 'Whoever runs the program can put it right',
  program: 'A fault of the program: please report it',
} as const

function errors(): string {
  const parts = (Object.keys(FAULTS) as (keyof typeof FAULTS)[]).map((fault) => {
    const rows = Object.entries(CATALOGUE).filter(([, entry]) => entry.fault === fault)
    return `## ${FAULTS[fault]}\n\n| Code | What to do |\n|---|---|\n${rows.map(([code, { next }]) => `| \`${code}\` | ${cell(next)} |`).join('\n')}\n`
  })
  return `# Errors

Every error carries a code that stays the same, says what happened, and what to do next.

<!-- written by \`npm run -s reference\` from CATALOGUE in core/errors.ts -->

${parts.join('\n')}`
}

export const referenceFiles = (): Generated[] => [
  { path: 'docs/configuration.md', content: configuration() },
  { path: 'docs/errors.md', content: errors() },
]

const program = new Command('reference')
  .description('Writes docs/configuration.md and docs/errors.md from the lists in the code.')
  .option('--check', 'only compare; exit code 1 when a file is stale')
  .action((options: { check?: boolean }) => writeOrCheck(referenceFiles(), 'reference', options.check === true, (line) => console.log(line)))

if (isMain(import.meta.url)) await run(program)
