/** Joins and removals that nobody told the bot of: seen when its rooms are held against what is bound. */
import { expect, test } from 'vitest'
import { checkRooms } from '../../services/room-check.ts'
import { roomJoined } from '../../services/rooms.ts'
import { ACCOUNT, openTown, type Town } from '../support/town.ts'

const port = (rooms: { id: string; topic: string }[]) => ({ account: ACCOUNT, rooms: async () => rooms.map((room) => ({ ...room, memberIds: [] })) })

async function boundRooms(town: Town): Promise<{ id: string; topic: string }[]> {
  const { groups } = await town.desk.context.directories.get(town.db.read, town.communityId)
  return groups.flatMap(({ externalId, name }) => (externalId === null ? [] : [{ id: externalId, topic: name }]))
}

const toAdmin = (town: Town): string[] => town.lines.filter((line) => line.by === null && line.direct).map((line) => line.text)

test('after a login the admins hear once of rooms that are gone and of rooms that nobody bound', async () => {
  const town = await openTown()
  const { context } = town.desk
  const [lost, ...kept] = await boundRooms(town)
  if (!lost) throw new Error('the demo community has no bound room')
  const now = [...kept, { id: 'fresh@room', topic: '新楼的群' }]
  expect(await checkRooms(context, port(now))).toEqual({ gone: [lost.topic], unbound: ['新楼的群'] })
  expect(await checkRooms(context, port(now))).toEqual({ gone: [], unbound: [] })
  await town.pass(town.now() + 1_000)
  const told = toAdmin(town)
  expect(told.length).toBeGreaterThan(0)
  expect(new Set(told).size).toBe(1)
  expect(told[0]).toContain(`「${lost.topic}」`)
  expect(told[0]).toContain('「新楼的群」')
})

test('a gateway that does not know its rooms yet alarms nobody', async () => {
  const town = await openTown()
  expect(await checkRooms(town.desk.context, port([]))).toEqual({ gone: [], unbound: [] })
})

test('a room that was lost, came back and is lost again is news again; an invitation that was told is not told twice', async () => {
  const town = await openTown()
  const { context } = town.desk
  const [lost, ...kept] = await boundRooms(town)
  if (!lost) throw new Error('the demo community has no bound room')
  expect((await checkRooms(context, port(kept))).gone).toEqual([lost.topic])
  await roomJoined(context, { account: ACCOUNT, ...lost }, [ACCOUNT.split(':')[1] ?? ''])
  expect((await checkRooms(context, port(kept))).gone).toEqual([lost.topic])
  await roomJoined(context, { account: ACCOUNT, id: 'fresh@room', topic: '新楼的群' }, [ACCOUNT.split(':')[1] ?? ''])
  expect((await checkRooms(context, port([lost, ...kept, { id: 'fresh@room', topic: '新楼的群' }]))).unbound).toEqual([])
  await town.pass(town.now() + 1_000)
})
