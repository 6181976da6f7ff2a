/** `npm run -s doctor`: looks whether everything is in order and says what to do where it is not. Changes nothing. */
import { join } from 'node:path'
import { Command } from 'commander'
import { type Config, parseConfig } from '../config.ts'
import type { Database } from '../db/open.ts'
import { asCoded, isMain, run, withDatabase } from './lib/cli.ts'
import { checkBackups, restoreAdvice } from './lib/doctor/backups.ts'
import { checkCommunities } from './lib/doctor/community.ts'
import { type Finding, failed, findingText, ok } from './lib/doctor/finding.ts'
import { checkGateway } from './lib/doctor/gateway.ts'
import { checkContents } from './lib/doctor/ledger.ts'
import { checkClock, checkFont, checkNode, checkPages, checkWeights } from './lib/doctor/machine.ts'
import { checkDatabase, checkDataDir } from './lib/doctor/storage.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Every check, whatever the others found. */
export async function examine(env: Env, now: number): Promise<Finding[]> {
  const findings = [checkNode(), checkClock(now), checkWeights(), await checkFont(), checkPages()]
  let config: Config
  try {
    config = parseConfig(env)
  } catch (error) {
    return [...findings, failed('settings', asCoded(error))]
  }
  findings.push(ok('settings', config.gateway ? 'a gateway is set: the real thing' : 'no gateway is set: the sandbox'))
  findings.push(...(await checkDataDir(config.dataDir)))
  const advice = await restoreAdvice(config, /^postgres/.test(config.databaseUrl))
  const database = await checkDatabase(config.databaseUrl, advice)
  findings.push(...database.findings)
  const looked = async (check: string, work: (db: Database) => Promise<Finding[]>): Promise<Finding[]> =>
    withDatabase(config, work).catch((error: unknown) => {
      const finding = failed(check, asCoded(error))
      return [asCoded(error).code === 'DATABASE_CORRUPT' ? { ...finding, next: `${finding.next} ${advice}` } : finding]
    })
  if (database.usable) {
    findings.push(...(await looked('community', (db) => checkCommunities(db, config, now))))
    findings.push(...(await looked('ledger', (db) => checkContents(db, join(config.dataDir, 'attachments'), now, advice))))
  }
  findings.push(...(await checkBackups(config, now)))
  if (config.gateway) findings.push(...(await checkGateway(config.gateway)))
  return findings
}

async function doctor(options: { json?: boolean }): Promise<void> {
  const findings = await examine(process.env, Date.now())
  const broken = findings.filter(({ state }) => state === 'fail').length
  const doubtful = findings.filter(({ state }) => state === 'warn').length
  if (options.json) console.log(JSON.stringify({ ok: broken === 0, findings }))
  else {
    for (const finding of findings) console.log(findingText(finding))
    console.log(
      broken > 0 ? `\n${broken} broken, ${doubtful} to look at.` : doubtful > 0 ? `\nNothing is broken; ${doubtful} to look at.` : '\nAll is well.',
    )
  }
  if (broken > 0) process.exitCode = 1
}

const program = new Command('doctor')
  .description(
    'Checks settings, data folder, database, tickets against their events, attachments, outbox, backups, communities, weights, font, clock, gateway and\npages, and says what to do. Reads the whole ledger and every attachment: minutes where there are very many.\n✓ in order, ! worth a look, ✗ broken (exit code 1). Changes nothing.',
  )
  .option('--json', 'for machines: {"ok", "findings": [{"check", "state", "says", "next"}]}')
  .action(doctor)

if (isMain(import.meta.url)) await run(program)
