/** What happens by the clock happens once: closing by itself, digests, dispatch sheets; on both databases and with two processes. */
import { describe, expect, it } from 'vitest'
import { closeUnanswered } from '../../services/closing.ts'
import { sendDigests, sendDispatch } from '../../services/digests.ts'
import { act } from '../../services/tickets.ts'
import { databases } from '../support/databases.ts'
import { openTown, type Town } from '../support/town.ts'

const HOUR = 3_600_000

async function resolvedTicket(town: Town): Promise<number> {
  await town.hear({ from: '李阿姨', in: '128号楼群', text: '报修：128号楼楼道被堆满了' })
  await town.pass(town.now() + 60_000)
  const { context } = town.desk
  const directory = await context.directories.get(town.db.read, town.communityId)
  const ticket = await town.ticket(1042)
  const actor = directory.staff.find((person) => person.id === ticket.assigneeId) ?? null
  await town.db.transact((tx) =>
    act(context, tx, directory, { ticket, command: { type: 'resolve', words: '清完了', pictures: 0, messageId: null }, actor, roomId: null }),
  )
  await town.pass(town.now() + 60_000)
  return 1042
}

describe.each(databases)('by the clock on $name', ({ open }) => {
  it('a resolved ticket closes itself a day later and not before, unconfirmed, and the group hears it once', async () => {
    const town = await openTown({ db: await open() })
    const number = await resolvedTicket(town)
    const resolvedAt = (await town.ticket(number)).resolvedAt ?? 0
    await town.pass(resolvedAt + 24 * HOUR - 1)
    expect(await closeUnanswered(town.desk.context, town.communityId)).toBe(0)
    await town.pass(resolvedAt + 24 * HOUR)
    const counts = await Promise.all([1, 2, 3].map(() => closeUnanswered(town.desk.context, town.communityId)))
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(1)
    await town.pass(town.now() + 60_000)
    expect(await town.ticket(number)).toMatchObject({ status: 'solved', confirmed: false })
    expect(town.lines.filter((line) => line.by === null && line.text.includes('结案，用时'))).toHaveLength(1)
  })

  it('tonight’s digest is sent once, however many processes look at the clock', async () => {
    const town = await openTown({ db: await open(), at: '2026-11-23 20:31' })
    await town.hear({ from: '李阿姨', in: '128号楼群', text: '报修：128号楼楼道被堆满了' })
    await town.pass(town.now() + 60_000)
    const sent = await Promise.all([1, 2, 3].map(() => sendDigests(town.desk.context, town.communityId)))
    expect(sent.filter((texts) => texts.length > 0)).toHaveLength(1)
    await town.pass(town.now() + 60_000)
    const digests = town.lines.filter((line) => line.by === null && line.chat === '128号楼群' && line.text.includes('小结】'))
    expect(digests).toHaveLength(1)
    expect(town.lines.filter((line) => line.by === null && line.chat === '128号楼群' && line.text === '[图片]')).toHaveLength(1)
  })

  it('the dispatch sheet goes out once a day, and again the next day', async () => {
    const town = await openTown({ db: await open(), at: '2026-11-23 19:31' })
    await town.hear({ from: '李阿姨', in: '128号楼群', text: '报修：128号楼楼道被堆满了' })
    await town.pass(town.now() + 60_000)
    const first = await Promise.all([sendDispatch(town.desk.context, town.communityId), sendDispatch(town.desk.context, town.communityId)])
    expect(first.sort()).toEqual([0, 1])
    await town.pass(town.now() + 24 * HOUR)
    expect(await sendDispatch(town.desk.context, town.communityId)).toBe(1)
    await town.pass(town.now() + 60_000)
  })
})
