import { describe, expect, it } from 'vitest'
import { openTown, type Town } from '../support/town.ts'

const SECOND = 1000
const HOUR = 3_600_000

/** 李阿姨 reports, with a picture that the platform gives out or not. */
async function reportWithPicture(town: Town): Promise<void> {
  await town.hear({ from: '李阿姨', in: '128号楼群', text: '报修：128号楼楼道被堆满了' })
  await town.hear({ from: '李阿姨', in: '128号楼群', text: '', kind: 'image', attachment: { name: 'picture.jpg' } })
}
const attachment = async (town: Town) => (await town.db.read.select().from(town.db.tables.attachments))[0]
const notYet = (): never => {
  throw new Error('the gateway cannot give it now')
}

describe('a picture that the platform cannot give', () => {
  it('keeps no ticket from being opened', async () => {
    const town = await openTown()
    town.edge.fetch = notYet
    await reportWithPicture(town)
    expect(await town.ticket(1042)).toMatchObject({ status: 'open', buildingId: expect.anything() })
    expect(await attachment(town)).toMatchObject({ state: 'pending', attempts: 1, hash: null, problem: 'the gateway cannot give it now' })
  })

  it('is asked for again after 5 s, 30 s, 2 min, 10 min and an hour, and then counts as lost', async () => {
    const town = await openTown()
    const asked: number[] = []
    town.edge.fetch = () => {
      asked.push(town.now())
      return notYet()
    }
    await reportWithPicture(town)
    await town.pass(town.now() + 3 * HOUR)
    expect(asked.map((at) => (at - (asked[0] ?? 0)) / SECOND)).toEqual([0, 5, 35, 155, 755, 4355])
    expect(await attachment(town)).toMatchObject({ state: 'lost', attempts: 6, nextAt: null })
  })

  it('and comes later belongs to its ticket all the same', async () => {
    const town = await openTown()
    const { fetch } = town.edge
    town.edge.fetch = notYet
    await reportWithPicture(town)
    town.edge.fetch = fetch
    await town.pass(town.now() + 40 * SECOND)
    const row = await attachment(town)
    expect(row).toMatchObject({ state: 'stored', mime: 'image/png', problem: null, ticketId: (await town.ticket(1042)).id })
    expect(await town.desk.context.files.has(row?.hash ?? '')).toBe(true)
  })
})

describe('an attachment that is no picture at all', () => {
  it('is refused once and never asked for again', async () => {
    const town = await openTown()
    let asked = 0
    town.edge.fetch = () => {
      asked++
      return Buffer.from('MZ this is a program, whatever its name says')
    }
    await reportWithPicture(town)
    await town.pass(town.now() + 2 * HOUR)
    expect(asked).toBe(1)
    expect(await attachment(town)).toMatchObject({ state: 'refused', hash: null, nextAt: null })
  })
})

describe('many attachments at once', () => {
  it('are all fetched, one failing or not, each once', async () => {
    const town = await openTown()
    const asked: string[] = []
    const { fetch } = town.edge
    town.edge.fetch = (id) => {
      asked.push(id)
      return asked.length === 3 ? notYet() : fetch(id)
    }
    await town.hear({ from: '李阿姨', in: '128号楼群', text: '报修：128号楼楼道被堆满了' })
    for (let i = 0; i < 6; i++) await town.hear({ from: '李阿姨', in: '128号楼群', text: '', kind: 'image', attachment: { name: `${i}.jpg` } })
    await town.pass(town.now() + 60 * SECOND)
    const rows = await town.db.read.select().from(town.db.tables.attachments)
    expect(rows.map((row) => row.state)).toEqual(Array.from({ length: 6 }, () => 'stored'))
    expect(asked).toHaveLength(7)
  })
})
