/** `npm run -s openapi`: docs/openapi.json from the schemas of the routes. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { pino } from 'pino'
import { openDatabase } from '../db/open.ts'
import { buildApp } from '../server/app.ts'
import { createSandboxView } from '../server/sandbox-view.ts'
import { isMain, run, settings } from './lib/cli.ts'
import { openDesk } from './lib/desk.ts'
import { type Generated, writeOrCheck } from './lib/generated.ts'

/** The routes are asked for their schemas on a database that is thrown away. */
export async function openApiFile(): Promise<Generated> {
  const folder = mkdtempSync(join(tmpdir(), 'woodpecker-openapi-'))
  const db = await openDatabase(`sqlite:${join(folder, 'empty.db')}`, { durable: false })
  const context = openDesk({ ...settings(), dataDir: folder }, db)
  const app = await buildApp(createSandboxView(context, { communityId: 'none', bot: { id: 'bot', name: 'bot' } }), {
    logger: pino({ level: 'silent' }),
    readiness: async () => ({ ready: true, checks: [] }),
    gateway: () => ({ status: 'offline', gaps: [] }),
    epoch: 'openapi',
    context,
  })
  try {
    await app.ready()
    return { path: 'docs/openapi.json', content: `${JSON.stringify(app.swagger(), null, 2)}\n` }
  } finally {
    await app.close()
    await db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const program = new Command('openapi')
  .description('Writes docs/openapi.json (OpenAPI 3.1) from the schemas of the routes.')
  .option('--check', 'only compare; exit code 1 when the file is stale')
  .action(async (options: { check?: boolean }) => writeOrCheck([await openApiFile()], 'openapi', options.check === true, (line) => console.log(line)))

if (isMain(import.meta.url)) await run(program)
