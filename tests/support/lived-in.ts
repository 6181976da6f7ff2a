/** A ledger with some life in it, at an address, for whoever copies, saves or damages it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'
import { openDatabase } from '../../db/open.ts'
import type { TestDatabase } from './databases.ts'
import { openTown, type Town } from './town.ts'

export interface LivedIn {
  url: string
  dataDir: string
  town: Town
  /** A folder of this test's own. */
  folder: string
  /** An address of a new database of either kind, removed with the test. */
  fresh(kind: TestDatabase): Promise<string>
}

export async function livedIn(kind: TestDatabase): Promise<LivedIn> {
  const folder = await mkdtemp(join(tmpdir(), 'woodpecker-lived-in-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const { url, remove } = await kind.place()
  const db = await openDatabase(url, { durable: false })
  const town = await openTown({
    db: {
      ...db,
      async close() {
        await db.close()
        await remove()
      },
    },
  })
  await town.hear({ from: '李阿姨', in: '128号楼群', text: '', kind: 'image', attachment: { name: 'p.jpg' } })
  await town.hear({ from: '李阿姨', in: '128号楼群', text: '报修：128号楼二单元楼道灯不亮了 "😀" \\ 100%' })
  await town.hear({ from: '小吴', in: '7号楼群', text: '报修：7号楼电梯坏了，停在三楼' })
  await town.hear({ from: '小吴', in: '7号楼群', text: '今天天气不错' })
  await town.pass(town.now() + 60_000)
  await town.hear({ from: '王师傅', text: '接单 1042' })
  await town.pass(town.now() + 60_000)
  await town.hear({ from: '王师傅', text: '办结 1042 换了新灯' })
  await town.pass(town.now() + 60_000)
  return {
    url,
    town,
    folder,
    dataDir: resolve(dirname(town.desk.context.files.pathOf('0'.repeat(64))), '../..'),
    async fresh(other) {
      const place = await other.place()
      onTestFinished(place.remove)
      return place.url
    },
  }
}
