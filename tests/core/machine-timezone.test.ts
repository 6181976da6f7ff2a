import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const SCRIPT = fileURLToPath(new URL('wall-clock-answers.ts', import.meta.url))

const answersOn = (TZ: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const done = (error: Error | null, stdout: string): void => (error ? reject(error) : resolve(stdout))
    execFile(process.execPath, ['--import', 'tsx', SCRIPT], { env: { ...process.env, TZ } }, done)
  })

describe('the timezone of the machine', () => {
  it('changes no answer: duty, clocks, quiet hours, promises and wording are the community’s own', async () => {
    const [utc, losAngeles] = await Promise.all([answersOn('UTC'), answersOn('America/Los_Angeles')])
    expect(JSON.parse(utc)).toHaveLength(12)
    expect(losAngeles).toBe(utc)
  })
})
