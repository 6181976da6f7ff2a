/** `npm run -s doctor`: looks whether everything is in order and says what to do where it is not. Changes nothing. */
import { Command } from 'commander'
import { type Config, parseConfig } from '../config.ts'
import { asCoded, isMain, run, withDatabase } from './lib/cli.ts'
import { checkCommunities } from './lib/doctor/community.ts'
import { type Finding, failed, findingText, ok } from './lib/doctor/finding.ts'
import { checkGateway } from './lib/doctor/gateway.ts'
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
  const database = await checkDatabase(config.databaseUrl)
  findings.push(...database.findings)
  if (database.usable)
    findings.push(
      ...(await withDatabase(config, (db) => checkCommunities(db, config, now)).catch((error: unknown) => [failed('community', asCoded(error))])),
    )
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
    'Checks settings, data folder, database, communities, weights, font, clock, gateway and pages, and says what to do.\n✓ in order, ! worth a look, ✗ broken (exit code 1). Changes nothing.',
  )
  .option('--json', 'for machines: {"ok", "findings": [{"check", "state", "says", "next"}]}')
  .action(doctor)

if (isMain(import.meta.url)) await run(program)
