/** The whole program on a real gateway, killed in the middle of its work. The long run: `npm run reliability`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runKills } from '../../scripts/reliability/kill.ts'
import { databases } from '../support/databases.ts'

const KILLS = 10

test.each(databases)(
  `after ${KILLS} kills on $name every delivered message is answered for once, no number is given twice and words are said once, or marked`,
  async ({ name, place }) => {
    const { url, remove } = await place()
    const dataDir = mkdtempSync(join(tmpdir(), 'woodpecker-kill-'))
    try {
      const figures = await runKills({
        kills: KILLS,
        databaseUrl: url,
        dataDir,
        port: name === 'sqlite' ? 18_860 : 18_861,
        seed: 7,
        rate: 6,
        gateway: 'replays',
      })
      expect(figures.faults).toEqual([])
      expect(figures).toMatchObject({ lost: 0 })
      // The stage was not empty.
      expect(figures.tickets).toBeGreaterThan(20)
      expect(figures.words.sent).toBeGreaterThan(20)
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
      await remove()
    }
  },
  480_000,
)
