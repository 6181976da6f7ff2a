import BetterSqlite3 from 'better-sqlite3'
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../db/open.ts'
import { CAREFUL_PACE, createDelivery, FREE_PACE } from '../../services/delivery.ts'
import type { SayResult } from '../../services/ports.ts'
import { settleInterrupted } from '../../services/settling.ts'
import { databases } from '../support/databases.ts'
import { pictureOf } from '../support/picture.ts'
import { openSpeaking, type Said } from './speaking.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const texts = (said: readonly Said[]): string[] => said.map((one) => one.words.text)
const inRoom = (room: string, ...words: string[]) => words.map((text) => ({ to: { room }, text }))
const failed = (reason: 'error' | 'limited' | 'unreachable'): SayResult => ({ state: 'failed', reason, detail: 'no' })

describe.each(databases)('the outbox on $name', ({ open }) => {
  it('is said in order, each once, and marked with the message it became', async () => {
    const s = await openSpeaking({ db: await open() })
    await s.put(...inRoom('r1', 'a', 'b'), ...inRoom('r2', 'c'), ...inRoom('r1', 'd'))
    await s.delivery.run()
    await s.delivery.run()
    expect(texts(s.said).sort()).toEqual(['a', 'b', 'c', 'd'])
    expect(texts(s.said.filter((one) => one.chat === 'r1'))).toEqual(['a', 'b', 'd'])
    for (const row of await s.rows()) expect(row).toMatchObject({ state: 'sent', attempts: 1, platformMessageId: expect.stringMatching(/^s\d$/) })
  })

  it('two processes that speak the same outbox say each word once', async () => {
    const s = await openSpeaking({ db: await open() })
    for (let i = 0; i < 6; i++) await s.put(...inRoom(`r${i % 3}`, `w${i}`))
    s.answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 3))
      return { state: 'sent' }
    }
    const other = createDelivery(s.cx, s.port, FREE_PACE)
    await Promise.all([s.delivery.run(), other.run(), s.delivery.run()])
    await s.delivery.run()
    expect(texts(s.said).sort()).toEqual(['w0', 'w1', 'w2', 'w3', 'w4', 'w5'])
    for (const room of ['r0', 'r1', 'r2']) {
      const there = texts(s.said.filter((one) => one.chat === room))
      expect(there).toEqual([...there].sort())
    }
  })
})

describe.each([
  ['careful', CAREFUL_PACE],
  ['free', FREE_PACE],
])('at a %s pace, a saying that fails', (_, pace) => {
  it('holds back what follows in its chat, and nobody else', async () => {
    const s = await openSpeaking({ pace })
    let broken = true
    s.answer = (_target, { text }) => (broken && text === 'a' ? failed('error') : { state: 'sent' })
    await s.put(...inRoom('r1', 'a', 'b'), ...inRoom('r2', 'c'))
    await s.pass(4500, 500)
    expect(texts(s.said)).toEqual(['c'])
    broken = false
    await s.pass(20_000, 500)
    expect(texts(s.said)).toEqual(['c', 'a', 'b'])
  })

  it('holds back nobody else even with a long queue behind it', async () => {
    const s = await openSpeaking({ pace })
    s.answer = (target) => ('room' in target && target.room === 'r1' ? failed('error') : { state: 'sent' })
    await s.put(...inRoom('r1', ...Array.from({ length: 60 }, (_unused, i) => `stuck ${i}`)), ...inRoom('r2', 'c'))
    await s.pass(9000, 500)
    expect(texts(s.said)).toEqual(['c'])
  })
})

describe('trying again', () => {
  it('waits twice as long each time and gives up after six, saying why', async () => {
    const s = await openSpeaking()
    s.answer = () => failed('error')
    await s.put(...inRoom('r1', 'a'))
    await s.pass(10 * MINUTE)
    const start = s.tried[0]?.at ?? 0
    expect(s.tried.map((one) => (one.at - start) / 1000)).toEqual([0, 5, 15, 35, 75, 155])
    expect(await s.rows()).toMatchObject([{ state: 'failed', attempts: 6, problem: 'error: no', settledAt: start + 155_000 }])
  })

  it('happens once, and marked, to words whose fate is unknown; what follows goes on', async () => {
    const s = await openSpeaking()
    s.answer = (_target, { text }) => (text === 'a' ? { state: 'unknown', reason: 'no answer in 20 s' } : { state: 'sent' })
    await s.put(...inRoom('r1', 'a', 'b'))
    await s.pass(30 * MINUTE, 10_000)
    expect(texts(s.tried)).toEqual(['a', 'a', 'b'])
    expect(await s.rows()).toMatchObject([
      { state: 'unknown', problem: 'no answer in 20 s', uncertainAt: expect.any(Number) },
      { state: 'sent', uncertainAt: null },
    ])
  })

  it('happens once to words that were being said when the program stopped', async () => {
    const s = await openSpeaking()
    await s.put(...inRoom('r1', 'a', 'b'))
    const { outbox } = s.cx.db.tables
    await s.cx.db.transact((tx) => tx.update(outbox).set({ state: 'sending' }).where(eq(outbox.text, 'a')))
    await s.delivery.run()
    expect(s.tried).toEqual([])
    expect(await settleInterrupted(s.cx)).toBe(1)
    await s.delivery.run()
    // The chat has a moment to show that they were said.
    expect(s.tried).toEqual([])
    await s.pass(HOUR, MINUTE)
    expect(texts(s.tried)).toEqual(['a', 'b'])
    expect((await s.rows())[0]).toMatchObject({ state: 'sent', uncertainAt: expect.any(Number) })
    await s.cx.db.transact((tx) => tx.update(outbox).set({ state: 'sending' }).where(eq(outbox.text, 'a')))
    expect(await settleInterrupted(s.cx)).toBe(1)
    await s.pass(HOUR, MINUTE)
    expect(texts(s.tried)).toEqual(['a', 'b'])
    expect((await s.rows())[0]).toMatchObject({ state: 'unknown', settledAt: expect.any(Number) })
  })

  it('repeats what was perhaps said in its own words, whatever is said newer about the same', async () => {
    const s = await openSpeaking()
    const answers: SayResult[] = [{ state: 'unknown', reason: 'no answer in 20 s' }]
    s.answer = () => answers.shift() ?? { state: 'sent' }
    await s.put({ to: { room: 'r1' }, text: 'old', key: 'k' })
    await s.delivery.run()
    await s.put({ to: { room: 'r1' }, text: 'new', key: 'k' })
    await s.pass(MINUTE, 1_000)
    expect(texts(s.said)).toEqual(['old', 'new'])
  })

  it('does not happen to words of yesterday that were being said when the program stopped', async () => {
    const s = await openSpeaking()
    await s.put(...inRoom('r1', 'a'))
    const { outbox } = s.cx.db.tables
    await s.cx.db.transact((tx) => tx.update(outbox).set({ state: 'sending', claimedAt: s.cx.now() - 13 * HOUR }))
    await settleInterrupted(s.cx)
    await s.pass(HOUR, MINUTE)
    expect(s.tried).toEqual([])
    expect((await s.rows())[0]).toMatchObject({ state: 'unknown' })
  })

  it('a port that throws is a failure like any other', async () => {
    const s = await openSpeaking()
    let broken = true
    s.answer = () => {
      if (broken) throw new Error('socket hang up')
      return { state: 'sent' }
    }
    await s.put(...inRoom('r1', 'a'))
    await s.delivery.run()
    expect(await s.rows()).toMatchObject([{ state: 'pending', problem: 'error: socket hang up' }])
    broken = false
    await s.pass(6000)
    expect(texts(s.said)).toEqual(['a'])
  })
})

describe('a storage that fails while words are being said', () => {
  it('keeps what became of them until it is back, and the chat goes on, nothing said twice', async () => {
    const place = await databases[0]?.place()
    if (!place) throw new Error('no SQLite')
    const s = await openSpeaking({ db: await openDatabase(place.url, { durable: false }) })
    const other = new BetterSqlite3(place.url.replace('sqlite:', ''))
    s.answer = (_target, { text }) => {
      if (text === 'a') other.exec('BEGIN IMMEDIATE')
      return { state: 'sent', messageId: text }
    }
    await s.put(...inRoom('r1', 'a', 'b'))
    await s.delivery.run()
    expect((await s.rows())[0]?.state).toBe('sending')
    other.exec('ROLLBACK')
    other.close()
    await s.pass(2000)
    expect(texts(s.tried)).toEqual(['a', 'b'])
    expect(await s.rows()).toMatchObject([
      { state: 'sent', platformMessageId: 'a' },
      { state: 'sent', platformMessageId: 'b' },
    ])
    onTestFinished(place.remove)
  })
})

describe('an account that goes', () => {
  it('leaves what it has not begun to say to the next', async () => {
    const s = await openSpeaking()
    s.answer = () => {
      s.delivery.stop()
      return { state: 'sent' }
    }
    await s.put(...inRoom('r1', 'a', 'b'))
    await s.delivery.run()
    expect(texts(s.tried)).toEqual(['a'])
    s.answer = () => ({ state: 'sent' })
    await createDelivery(s.cx, s.port, FREE_PACE).run()
    expect(texts(s.tried)).toEqual(['a', 'b'])
  })
})

describe('a platform that asks to slow down', () => {
  it('silences the whole account for a minute, and then the words are said', async () => {
    const s = await openSpeaking({ pace: CAREFUL_PACE })
    const start = s.clock.now
    s.answer = () => (s.clock.now < start + 1000 ? failed('limited') : { state: 'sent' })
    await s.put(...inRoom('r1', 'a'), ...inRoom('r2', 'b'))
    await s.pass(59_000)
    expect(texts(s.tried)).toEqual(['a'])
    await s.pass(10_000)
    expect(texts(s.said).sort()).toEqual(['a', 'b'])
  })

  it('for half an hour loses nothing', async () => {
    const s = await openSpeaking({ pace: CAREFUL_PACE })
    const start = s.clock.now
    s.answer = () => (s.clock.now < start + 30 * MINUTE ? failed('limited') : { state: 'sent' })
    await s.put(...inRoom('r1', 'a', 'b'))
    await s.pass(35 * MINUTE, 5000)
    expect(texts(s.said)).toEqual(['a', 'b'])
    expect(s.tried.length).toBeLessThan(40)
  })
})

describe('somebody who cannot be reached directly', () => {
  const card = { text: '【#1042】楼道堆物', ticketId: 't1', fallbackRoom: 'staff' }

  it('is told in the staff room instead, once, by name', async () => {
    const s = await openSpeaking()
    s.answer = (target) => ('person' in target ? failed('unreachable') : { state: 'sent' })
    await s.put({ to: { person: 'wang' }, ...card }, { to: { person: 'wang' }, ...card })
    await s.pass(HOUR, MINUTE)
    expect(s.tried.map((one) => one.chat).sort()).toEqual(['staff', 'wx-wang', 'wx-wang'])
    expect(s.said).toMatchObject([{ chat: 'staff', words: { text: card.text, mentions: ['wx-wang'] } }])
  })

  it('is told in the staff room when no chat id is known at all', async () => {
    const s = await openSpeaking()
    await s.put({ to: { person: 'unknown' }, ...card })
    await s.pass(1000)
    expect(s.said).toMatchObject([{ chat: 'staff', words: { text: card.text } }])
  })

  it('and has no staff room leaves a failed row that says why', async () => {
    const s = await openSpeaking()
    await s.put({ to: { person: 'unknown' }, text: 'a' })
    await s.pass(HOUR, MINUTE)
    expect(s.tried).toEqual([])
    expect(await s.rows()).toMatchObject([{ state: 'failed', problem: expect.stringContaining('unreachable') }])
  })

  it('is told again in the staff room about the next matter in the same words', async () => {
    const s = await openSpeaking()
    s.answer = (target) => ('person' in target ? failed('unreachable') : { state: 'sent' })
    await s.put({ to: { person: 'wang' }, ...card }, { to: { person: 'wang' }, ...card, ticketId: 't2' })
    await s.pass(MINUTE)
    expect(s.said.map((one) => one.chat)).toEqual(['staff', 'staff'])
  })
})

describe('people', () => {
  it('are mentioned by the ids they have under this account, those without one left out', async () => {
    const s = await openSpeaking()
    await s.put({ to: { room: 'r1' }, text: '@王师傅 @小孙', mentions: ['wang', 'unknown'] })
    await s.put({ to: { person: 'wang' }, text: 'direct' })
    await s.delivery.run()
    expect(s.said).toMatchObject([
      { chat: 'r1', words: { mentions: ['wx-wang'] } },
      { chat: 'wx-wang', words: { text: 'direct' } },
    ])
  })
})

describe('quiet hours', () => {
  it('what can wait is said at seven, what cannot at once', async () => {
    const s = await openSpeaking({ at: '2026-11-23 23:10' })
    await s.put({ to: { room: 'r1' }, text: 'waits' }, { to: { room: 'r2' }, text: 'gas', pace: 'now' })
    await s.delivery.run()
    expect(texts(s.said)).toEqual(['gas'])
    await s.pass(7 * HOUR + 49 * MINUTE, MINUTE)
    expect(texts(s.said)).toEqual(['gas'])
    await s.pass(MINUTE)
    expect(texts(s.said)).toEqual(['gas', 'waits'])
  })

  it('count from the moment the words fall due, not from when they were written', async () => {
    const s = await openSpeaking({ at: '2026-11-23 21:59' })
    await s.put({ to: { room: 'r1' }, text: 'in time', waitMs: 8000 }, { to: { room: 'r2' }, text: 'too late', waitMs: 61_000 })
    await s.pass(2 * MINUTE)
    expect(texts(s.said)).toEqual(['in time'])
  })
})

describe('words under one key', () => {
  it('that have not been said are replaced, and said once when the first were due', async () => {
    const s = await openSpeaking()
    await s.put({ to: { room: 'r1' }, text: 'one', key: 'k', waitMs: 8000 })
    s.clock.now += 5000
    await s.put({ to: { room: 'r1' }, text: 'two', key: 'k', waitMs: 8000 })
    await s.pass(3000, 500)
    expect(texts(s.said)).toEqual(['two'])
    await s.pass(MINUTE)
    expect(s.tried).toHaveLength(1)
  })

  it('that have been said are followed by a new message', async () => {
    const s = await openSpeaking()
    await s.put({ to: { room: 'r1' }, text: 'one', key: 'k' })
    await s.delivery.run()
    await s.put({ to: { room: 'r1' }, text: 'two', key: 'k' })
    await s.delivery.run()
    expect(texts(s.said)).toEqual(['one', 'two'])
  })

  it('that waited for the morning are said now when they have become urgent', async () => {
    const s = await openSpeaking({ at: '2026-11-23 23:10' })
    await s.put({ to: { room: 'r1' }, text: 'a smell', key: 'k' })
    await s.put({ to: { room: 'r1' }, text: 'gas!', key: 'k', pace: 'now' })
    await s.delivery.run()
    expect(texts(s.said)).toEqual(['gas!'])
  })
})

describe('words about one ticket in one chat', () => {
  it('that still wait are said before newer ones, not after', async () => {
    const s = await openSpeaking()
    await s.put({ to: { room: 'r1' }, text: 'recorded', ticketId: 't1', waitMs: 8000 }, { to: { room: 'r1' }, text: 'accepted', ticketId: 't1' })
    await s.delivery.run()
    expect(texts(s.said)).toEqual(['recorded', 'accepted'])
  })

  it('do not hurry those about another ticket or in another chat', async () => {
    const s = await openSpeaking()
    await s.put(
      { to: { room: 'r1' }, text: 'other', ticketId: 't2', waitMs: 8000 },
      { to: { room: 'r2' }, text: 'elsewhere', ticketId: 't1', waitMs: 8000 },
    )
    await s.put({ to: { room: 'r1' }, text: 'accepted', ticketId: 't1' })
    await s.delivery.run()
    expect(texts(s.said)).toEqual(['accepted'])
  })
})

describe('a picture', () => {
  it('is said with its bytes and a name', async () => {
    const s = await openSpeaking()
    const bytes = pictureOf('stairwell')
    const { hash } = await s.cx.files.put(bytes)
    await s.put({ to: { room: 'r1' }, text: '', pictureHash: hash })
    await s.delivery.run()
    expect(s.said[0]?.words.picture?.name).toBe(`${hash.slice(0, 8)}.png`)
    expect(Buffer.from(s.said[0]?.words.picture?.bytes ?? []).equals(bytes)).toBe(true)
  })

  it('whose file is gone is tried again and then given up, without stopping the chat for good', async () => {
    const s = await openSpeaking()
    await s.put({ to: { room: 'r1' }, text: '', pictureHash: 'f'.repeat(64) }, { to: { room: 'r1' }, text: 'after' })
    await s.pass(5 * MINUTE)
    expect(await s.rows()).toMatchObject([{ state: 'failed', problem: expect.stringContaining('ENOENT') }, { state: 'sent' }])
  })
})

describe('the careful pace', () => {
  it('is never more than 40 a minute, one a second in a chat, 3.5 s between chats; and all is said', async () => {
    const chats = fc.array(fc.constantFrom('r1', 'r2', 'r3', 'r4'), { minLength: 45, maxLength: 90 })
    await fc.assert(
      fc.asyncProperty(chats, async (rooms) => {
        const s = await openSpeaking({ pace: CAREFUL_PACE })
        await s.put(...rooms.map((room, i) => ({ to: { room }, text: `w${i}` })))
        await s.pass(rooms.length * 4000, 250)
        expect(s.said).toHaveLength(rooms.length)
        keepsPace(s.said)
      }),
      { numRuns: 4 },
    )
  })

  it('lets danger through at once, whatever waits before it', async () => {
    const s = await openSpeaking({ pace: CAREFUL_PACE })
    await s.put(...Array.from({ length: 30 }, (_unused, i) => ({ to: { room: `r${i}` }, text: 'digest' })))
    await s.pass(10_000)
    await s.put({ to: { room: 'r99' }, text: 'gas', pace: 'now' })
    await s.pass(3500, 250)
    expect(s.said.at(-1)?.words.text).toBe('gas')
  })

  it('lets no talkative chat keep another waiting', async () => {
    const s = await openSpeaking({ pace: CAREFUL_PACE })
    await s.put(...inRoom('r1', 'a', 'b'), ...inRoom('r2', 'other'), ...inRoom('r1', 'c', 'd', 'e'))
    await s.pass(30_000, 250)
    expect(texts(s.said)).toEqual(['a', 'b', 'other', 'c', 'd', 'e'])
  })

  it('says 60 words to one room in a minute and a half, no faster', async () => {
    const s = await openSpeaking({ pace: CAREFUL_PACE })
    await s.put(...inRoom('r1', ...Array.from({ length: 60 }, (_unused, i) => `w${i}`)))
    await s.pass(59_000, 250)
    expect(s.said).toHaveLength(40)
    await s.pass(31_000, 250)
    expect(s.said).toHaveLength(60)
    keepsPace(s.said)
  })
})

function keepsPace(said: readonly Said[]): void {
  for (const [i, one] of said.entries()) {
    const minute = said.filter((other) => other.at > one.at - MINUTE && other.at <= one.at)
    expect(minute.length, `in the minute before ${one.words.text}`).toBeLessThanOrEqual(40)
    const before = said[i - 1]
    if (before) expect(one.at - before.at).toBeGreaterThanOrEqual(before.chat === one.chat ? 1000 : 3500)
  }
}

describe('random outboxes', () => {
  const saying = fc.record({
    chat: fc.constantFrom('r1', 'r2', 'r3'),
    failures: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 5 })),
    gapMs: fc.constantFrom(0, 0, 700, 6000),
  })

  it('are said exactly once each, in order within a chat, whatever fails on the way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(saying, { minLength: 1, maxLength: 14 }), fc.constantFrom(FREE_PACE, CAREFUL_PACE), async (sayings, pace) => {
        const s = await openSpeaking({ pace })
        const left = new Map(sayings.map((one, i) => [`w${i}`, one.failures]))
        s.answer = (_target, { text }) => {
          const failures = left.get(text) ?? 0
          left.set(text, failures - 1)
          return failures > 0 ? failed('error') : { state: 'sent', messageId: text }
        }
        for (const [i, one] of sayings.entries()) {
          await s.put({ to: { room: one.chat }, text: `w${i}` })
          await s.pass(one.gapMs, 500)
        }
        await s.pass(sayings.length * 4 * MINUTE, 2500)
        for (const chat of ['r1', 'r2', 'r3']) {
          const wanted = sayings.flatMap((one, i) => (one.chat === chat ? [`w${i}`] : []))
          expect(texts(s.said.filter((one) => one.chat === chat))).toEqual(wanted)
        }
        for (const row of await s.rows()) expect(row).toMatchObject({ state: 'sent', platformMessageId: row.text })
      }),
      { numRuns: 12 },
    )
  })
})
