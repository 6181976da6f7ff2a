/** `npm run train -- <data folder>`: rebuilds the weights from `corpus/` and, where given, the outside corpora. Seeded: the same data give the same file. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { Command } from 'commander'
import { encodeModel } from '../core/understanding/model/codec.ts'
import { WEIGHTS_FILE } from '../services/reader.ts'
import { isHeldOut, loadData, splitData } from './training/data.ts'
import { OPTIONS, trainModel } from './training/pipeline.ts'

const program = new Command('train')
  .description('Trains the reader and writes its weights file. One chat in five is left out, for `npm run eval`.')
  .argument('[data]', 'folder with complaints_train.jsonl and chat_neg.jsonl; without it only corpus/ is used', '')
  .option('--corpus <folder>', 'labelled chats and lines', 'corpus')
  .option('--all', 'train on the held-out part too (nothing is left to score)')
  .parse()
const { corpus, all } = program.opts<{ corpus: string; all?: boolean }>()
const start = Date.now()
const say = (line: string): void => console.log(`${((Date.now() - start) / 1000).toFixed(0).padStart(4)} s  ${line}`)

const data = loadData(corpus, program.args[0] ?? '')
const { train } = splitData(data, all ? () => false : isHeldOut)
say(
  `${train.chats.flat().length} messages of ${train.chats.length} chats, ${train.lines.length} lines, ${train.petitions.length} titles, ${train.everyday.length} everyday lines`,
)
const model = { ...trainModel(train, { ...OPTIONS, say }), version: '1' }
const bytes = encodeModel(model)
mkdirSync(new URL('.', WEIGHTS_FILE), { recursive: true })
writeFileSync(WEIGHTS_FILE, bytes)
say(`wrote ${(bytes.length / 1e6).toFixed(1)} MB`)
