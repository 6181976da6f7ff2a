import { describe, expect, it } from 'vitest'
import { CODE_VALID, issueCode, redeemCode } from '../../services/binding.ts'
import { personBehind } from '../../services/identity.ts'
import type { Arrival } from '../../services/intake.ts'
import { databases } from '../support/databases.ts'
import { ACCOUNT, openTown, type Town } from '../support/town.ts'

const HOUR = 3_600_000
const bytes = (start: number): Uint8Array => Uint8Array.from({ length: 6 }, (_, i) => start + i)

/** Somebody unknown writes to the bot directly. */
async function strangerIn(town: Town, id: string): Promise<Arrival> {
  const { context } = town.desk
  const directory = await context.directories.get(town.db.read, town.communityId)
  const sender = { id, name: '新号' }
  const person = await town.db.transact((tx) => personBehind(context, tx, town.communityId, ACCOUNT, sender))
  const message = {
    account: ACCOUNT,
    id: `m-${id}`,
    at: town.now(),
    sender,
    self: false,
    kind: 'text' as const,
    text: '',
    mentions: [],
    mentionsBot: false,
  }
  return { directory, message, group: undefined, person, roomId: null }
}
const issue = (town: Town, start: number): Promise<string> =>
  town.db.transact((tx) => issueCode(town.desk.context, tx, town.communityId, 'sun', bytes(start)))

describe.each(databases)('a one-time code on $name', ({ open }) => {
  it('makes whoever sends it that person from then on, and the stranger nobody', async () => {
    const town = await openTown({ db: await open() })
    const code = await issue(town, 0)
    const arrival = await strangerIn(town, 'new-phone')
    const person = await town.db.transact((tx) => redeemCode(town.desk.context, tx, arrival, ` ${code.toLowerCase()} `))
    expect(person).toMatchObject({ id: 'sun', name: '孙磊' })
    expect((await strangerIn(town, 'new-phone')).person.id).toBe('sun')
    const people = await town.db.read.select().from(town.db.tables.people)
    expect(people.find((one) => one.id === arrival.person.id)?.active).toBe(false)
  })

  it('works once, even when two send it at the same moment', async () => {
    const town = await openTown({ db: await open() })
    const code = await issue(town, 0)
    const arrivals = [await strangerIn(town, 'one'), await strangerIn(town, 'two')]
    const outcomes = await Promise.allSettled(arrivals.map((arrival) => town.db.transact((tx) => redeemCode(town.desk.context, tx, arrival, code))))
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find((outcome) => outcome.status === 'rejected')).toMatchObject({ reason: { code: 'CODE_INVALID' } })
  })

  it('works for a day and no longer', async () => {
    const town = await openTown({ db: await open() })
    const [early, late] = [await issue(town, 0), await issue(town, 6)]
    await town.pass(town.now() + CODE_VALID.hours * HOUR - 1)
    const arrival = await strangerIn(town, 'new-phone')
    await town.db.transact((tx) => redeemCode(town.desk.context, tx, arrival, early))
    await town.pass(town.now() + 1)
    await expect(town.db.transact((tx) => redeemCode(town.desk.context, tx, arrival, late))).rejects.toMatchObject({ code: 'CODE_INVALID' })
  })
})

describe('codes', () => {
  it('are six letters and digits that nobody confuses', async () => {
    const town = await openTown()
    for (const start of [0, 50, 100, 150, 249]) expect(await issue(town, start)).toMatch(/^[A-HJKMNP-Z2-9]{6}$/)
  })

  it('that were never given out are refused', async () => {
    const town = await openTown()
    const arrival = await strangerIn(town, 'new-phone')
    for (const code of ['', 'AAAAAA', "' or 1=1 --"])
      await expect(town.db.transact((tx) => redeemCode(town.desk.context, tx, arrival, code))).rejects.toMatchObject({ code: 'CODE_INVALID' })
  })
})
