/** `npm run -s schema`: docs/community-file.schema.json from the TypeBox schema of the community file. */
import { Command } from 'commander'
import { CommunityFile } from '../services/community-file.ts'
import { isMain, run } from './lib/cli.ts'
import { type Generated, writeOrCheck } from './lib/generated.ts'

export const schemaFile = (): Generated => ({
  path: 'docs/community-file.schema.json',
  content: `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...(JSON.parse(JSON.stringify(CommunityFile)) as object) }, null, 2)}\n`,
})

const program = new Command('schema')
  .description('Writes docs/community-file.schema.json from the schema in services/community-file.ts.')
  .option('--check', 'only compare; exit code 1 when the file is stale')
  .action((options: { check?: boolean }) => writeOrCheck([schemaFile()], 'schema', options.check === true, (line) => console.log(line)))

if (isMain(import.meta.url)) await run(program)
