/** `tsx scripts/corpus.ts check|build [folder]`: reads the labelled corpus, reports faults by line, writes replay lines. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { type LabelledMessage, readChatFolder, readLineFolder } from './corpus-form.ts'

function read(folder: string) {
  const chats = readChatFolder(join(folder, 'chats'))
  const lines = readLineFolder(join(folder, 'lines'))
  return { chats: chats.messages, lines: lines.messages, faults: [...chats.faults, ...lines.faults] }
}

function count(title: string, messages: LabelledMessage[], pick: (message: LabelledMessage) => string | undefined): void {
  const counts = new Map<string, number>()
  for (const message of messages) {
    const key = pick(message)
    if (key) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const rows = [...counts].sort((a, b) => b[1] - a[1])
  console.log(`  ${title}: ${rows.map(([key, value]) => `${key} ${value}`).join(' · ') || 'none'}`)
}

function summarise(name: string, messages: LabelledMessage[]): void {
  console.log(`${name}: ${messages.length} messages in ${new Set(messages.map((message) => message.chat)).size} files`)
  count('intent', messages, (message) => message.intent)
  count('report category', messages, (message) => (message.intent === 'report' ? message.category : undefined))
  count('follow-up', messages, (message) => message.followup)
  count('urgency', messages, (message) => message.urgency)
}

function check(folder: string): void {
  const { chats, lines, faults } = read(folder)
  for (const fault of faults) console.log(`${fault.file}:${fault.line}: ${fault.message}`)
  summarise('chats', chats)
  summarise('lines', lines)
  console.log(faults.length ? `${faults.length} faults` : 'no faults')
  if (faults.length) process.exitCode = 1
}

function build(folder: string, options: { output?: string }): void {
  const { chats, faults } = read(folder)
  for (const fault of faults) console.error(`${fault.file}:${fault.line}: ${fault.message}`)
  const text = chats.map((message) => `${JSON.stringify(message)}\n`).join('')
  if (options.output) writeFileSync(options.output, text)
  else process.stdout.write(text)
}

const program = new Command('corpus').description('the labelled corpus in its compact form')
program
  .command('check')
  .description('report every fault with file and line, and count the labels')
  .argument('[folder]', 'folder with chats/ and lines/', 'corpus')
  .action(check)
program
  .command('build')
  .description('write the chats as JSON lines in the replay format')
  .argument('[folder]', 'folder with chats/ and lines/', 'corpus')
  .option('-o, --output <file>', 'file to write (default: standard output)')
  .action(build)
program.parse()
