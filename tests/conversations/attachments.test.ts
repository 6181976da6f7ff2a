/** Pictures that cannot be had at once, or at all: the ticket opens all the same. */
import { describe, expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { pictureOf } from '../support/picture.ts'
import { openTown } from '../support/town.ts'

describe.each(databases)('attachments on $name', ({ open }) => {
  test('a picture that cannot be fetched is tried again and reaches the staff later', async () => {
    const town = await openTown({ db: await open() })
    let failures = 2
    town.edge.fetch = (id) => {
      if (failures-- > 0) throw new Error('the gateway has no file yet')
      return pictureOf(id)
    }
    await play(
      town,
      `
      12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
      +3s   李阿姨 @128号楼群: [图片]
            小啄 @128号楼群: 记下了 #1042 … （含1张图）
            小啄 → 王师傅: 【#1042】 … [图]
      +60s  小啄 → 王师傅: [图片]`,
    )
    expect(await town.db.read.select().from(town.db.tables.attachments)).toMatchObject([{ state: 'stored', attempts: 3, mime: 'image/png' }])
  })
})

test('a picture that never comes is given up, and the ticket lives on', async () => {
  const town = await openTown()
  town.edge.fetch = () => {
    throw new Error('gone')
  }
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
    +3s   李阿姨 @128号楼群: [图片]
          小啄 @128号楼群: 记下了 #1042`,
  )
  await town.pass(town.now() + 6 * 3_600_000)
  expect(await town.db.read.select().from(town.db.tables.attachments)).toMatchObject([{ state: 'lost' }])
  await play(town, '18:30 张队长 → 小啄: 接单1042\n小啄 → 张队长: 好，#1042')
})

test('what is no picture is refused and not told of as one', async () => {
  const town = await openTown()
  town.edge.fetch = () => Buffer.from('<script>alert(1)</script>')
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
    +3s   李阿姨 @128号楼群: [图片]
          小啄 @128号楼群: 记下了 #1042`,
  )
  expect(await town.db.read.select().from(town.db.tables.attachments)).toMatchObject([{ state: 'refused' }])
  expect(town.lines.filter((line) => line.by === null && line.text === '[图片]')).toEqual([])
})

test('the same picture sent twice is kept once and shown once', async () => {
  const town = await openTown()
  town.edge.fetch = () => pictureOf('the same')
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
    +2s   李阿姨 @128号楼群: [图片]
    +2s   李阿姨 @128号楼群: [图片]
          小啄 @128号楼群: 记下了 #1042`,
  )
  await town.pass(town.now() + 60_000)
  expect(town.lines.filter((line) => line.by === null && line.chat === '王师傅' && line.text === '[图片]')).toHaveLength(1)
})

test('a proof picture that comes late is shown when it comes', async () => {
  const town = await openTown()
  let there = false
  town.edge.fetch = (id) => {
    if (!there) throw new Error('not yet')
    return pictureOf(id)
  }
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了
          小啄 @128号楼群: 记下了 #1042
    14:00 王师傅 → 小啄: [图片]
    +3s   王师傅 → 小啄 [引用 【#1042】]: 换好了
          小啄 @128号楼群: #1042 … 已处理 [图]`,
  )
  there = true
  await play(town, '+3m 小啄 @128号楼群: [图片]')
})
