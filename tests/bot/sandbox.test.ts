import { FileBox } from 'file-box'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { types, WechatyBuilder } from 'wechaty'
import { PuppetMock } from 'wechaty-puppet-mock'
import { woodpecker } from '../../bot/plugin.ts'
import { createSandbox, type Sandbox } from '../../bot/sandbox.ts'
import { type RunningBot, startBot } from '../../bot/start.ts'
import { B128, logBook, PNG, type Recorder, recorder, STAFF, scene, until } from '../support/gateway-scene.ts'

let sandbox: Sandbox
let desk: Recorder
let bot: RunningBot
const book = logBook()

const start = async (options: Partial<Parameters<typeof startBot>[0]> = {}): Promise<void> => {
  bot = await startBot({ kind: 'sandbox', sandbox, listener: desk, log: book.log, ...options } as Parameters<typeof startBot>[0])
}
const heardOne = () => until('a message', () => desk.said()[0])

beforeEach(async () => {
  sandbox = createSandbox(scene)
  desk = recorder()
  book.lines.length = 0
  await start()
})
afterEach(() => bot.stop())

describe('what is said in the sandbox reaches the listener as plain data', () => {
  it('a text in a group, with the name the group sees', async () => {
    const before = Date.now()
    const id = await sandbox.stage.speak({ as: 'li', room: B128, text: '楼道又堆满了' })
    const heard = await heardOne()
    expect(heard).toEqual({
      account: 'sandbox:bot',
      id,
      at: heard.at,
      room: { id: B128, topic: '128号楼群' },
      sender: { id: 'li', name: '3-501李' },
      self: false,
      kind: 'text',
      text: '楼道又堆满了',
      mentions: [],
      mentionsBot: false,
    })
    expect(heard.at).toBeGreaterThanOrEqual(before)
    expect(heard.at).toBeLessThanOrEqual(Date.now())
  })

  it('a direct message has no room', async () => {
    await sandbox.stage.speak({ as: 'wang', text: '接单' })
    const heard = await heardOne()
    expect(heard.room).toBeUndefined()
    expect(heard.sender).toEqual({ id: 'wang', name: '王师傅' })
  })

  it('seconds become milliseconds, lone surrogates and NUL go', async () => {
    sandbox.puppet.put({ talkerId: 'li', roomId: B128, text: 'a\ud800b\0c', at: Math.floor(Date.now() / 1000) })
    const heard = await heardOne()
    expect(heard.text).toBe('a\ufffdbc')
    expect(Math.abs(Date.now() - heard.at)).toBeLessThan(3_000)
  })

  it('a stamp that is missing or a year ahead gives way to the time of arrival', async () => {
    for (const at of [0, Date.now() + 365 * 86_400_000]) sandbox.puppet.put({ talkerId: 'li', roomId: B128, text: 'x', at })
    await until('both', () => desk.said().length === 2)
    for (const heard of desk.said()) expect(Math.abs(Date.now() - heard.at)).toBeLessThan(3_000)
  })

  it.each([
    ['leak.png', 'image'],
    ['leak.JPG', 'image'],
    ['say.mp3', 'voice'],
    ['say.silk', 'voice'],
    ['film.mp4', 'video'],
    ['form.pdf', 'file'],
    ['noending', 'file'],
  ] as const)('the file %s is a %s, and its bytes can be fetched', async (name, kind) => {
    const id = await sandbox.stage.speak({ as: 'li', room: B128, file: { name, bytes: PNG } })
    const heard = await heardOne()
    expect(heard).toMatchObject({ id, kind, text: '', attachment: { name } })
    const file = await desk.port?.fetchAttachment(id)
    expect(file?.name).toBe(name)
    expect(Buffer.from(file?.bytes ?? []).equals(Buffer.from(PNG))).toBe(true)
  })

  it.each([
    [types.Message.Emoticon, 'sticker'],
    [types.Message.Contact, 'card'],
    [types.Message.Location, 'location'],
    [types.Message.Url, 'link'],
    [types.Message.MiniProgram, 'link'],
    [types.Message.ChatHistory, 'link'],
    [types.Message.RedEnvelope, 'system'],
    [types.Message.Unknown, 'system'],
  ] as const)('platform type %s is a %s', async (type, kind) => {
    sandbox.puppet.put({ talkerId: 'li', roomId: B128, type })
    expect((await heardOne()).kind).toBe(kind)
  })

  it('a quote is split off, a quote within it kept', async () => {
    await sandbox.stage.speak({ as: 'li', room: B128, quote: { name: '小啄', text: '#1042 楼道堆物' }, text: '没清干净' })
    expect(await heardOne()).toMatchObject({ text: '没清干净', quote: { name: '小啄', text: '#1042 楼道堆物' } })
  })

  it('a recall names the message that was taken back; only its author may', async () => {
    const id = await sandbox.stage.speak({ as: 'li', room: B128, text: '打错了' })
    await heardOne()
    await expect(sandbox.stage.recall(id, 'tom')).rejects.toThrow('only who said it')
    await sandbox.stage.recall(id, 'li')
    expect(await until('the recall', () => desk.heard[1])).toMatchObject({
      kind: 'recall',
      recalls: id,
      text: '',
      sender: { id: 'li' },
      room: { id: B128 },
    })
  })

  it('joins, leaves and renamings are told with the people, and raise no alarm', async () => {
    const { mocker } = sandbox.puppet
    const [room, wang, li] = [mocker.RoomMock.load(B128), mocker.ContactMock.load('wang'), mocker.ContactMock.load('li')]
    room.add(wang).by(li)
    await until('join', () => desk.events[0])
    room.remove(wang).by(li)
    await until('leave', () => desk.events[1])
    room.topic('128号楼 业主群').by(li)
    await until('renaming', () => desk.events[2])
    expect(desk.events.map(({ what, people }) => [what, people])).toEqual([
      ['joined', ['wang']],
      ['left', ['wang']],
      ['renamed', undefined],
    ])
    expect(desk.events[2]?.room).toEqual({ account: 'sandbox:bot', id: B128, topic: '128号楼 业主群' })
    expect(book.lines.filter((line) => line.level === 'warn' || line.level === 'error')).toEqual([])
  })
})

describe('mentions', () => {
  it('picked from the list come with ids; the bot knows itself among them', async () => {
    await sandbox.stage.speak({ as: 'li', room: B128, text: '电梯又停了', mentions: ['bot', 'tom'] })
    expect(await heardOne()).toMatchObject({ mentions: ['bot', 'tom'], mentionsBot: true, text: '@小啄\u2005@Tom Lee\u2005电梯又停了' })
  })

  it.each([
    ['@小啄 电梯停了', [], true],
    ['@小啄电梯停了', [], true],
    ['@Tom Lee\u2005看一下', ['tom'], false],
    ['@a@b c 在吗', ['odd'], false],
    ['@3-501李 谢谢', ['li'], false],
    ['@李阿姨\u2005谢谢', ['li'], false],
    ['写信到 me@tom.cn', [], false],
    ['@没有这个人 在吗', [], false],
  ] as const)('typed by hand are found by name: %j', async (text, mentions, mentionsBot) => {
    await sandbox.stage.speak({ as: 'tom', room: B128, text })
    const heard = await heardOne()
    expect(heard.mentions.filter((id) => id !== 'bot')).toEqual(mentions)
    expect(heard.mentionsBot).toBe(mentionsBot)
  })

  it('of everybody are not of the bot', async () => {
    sandbox.puppet.put({ talkerId: 'li', roomId: B128, text: '@所有人\u2005明天停水', mentionIds: ['bot', 'li', 'tom'] })
    expect((await heardOne()).mentionsBot).toBe(false)
  })
})

describe('the bot speaks', () => {
  const echo = () => until('the echo', () => desk.heard.find((message) => message.self))

  it('into a group, and hears its own words back as its own', async () => {
    const result = await desk.port?.say({ room: B128 }, { text: '记下了 #1042', mentions: [] })
    const heard = await echo()
    expect(result).toEqual({ state: 'sent', messageId: heard.id })
    expect(heard).toMatchObject({ self: true, sender: { id: 'bot', name: '小啄' }, text: '记下了 #1042', room: { id: B128 } })
  })

  it.each([
    ['@3-501李 记下了', '@3-501李\u2005记下了'],
    ['@李阿姨 记下了', '@李阿姨\u2005记下了'],
    ['@李大姐 记下了', '@李大姐\u2005记下了'],
    ['记下了', '@3-501李\u2005记下了'],
  ])('mentions somebody for real without saying the name twice: %j', async (text, said) => {
    await desk.port?.say({ room: B128 }, { text, mentions: ['li'] })
    expect(await echo()).toMatchObject({ text: said, mentions: ['li'] })
  })

  it('directly to a person, and with a picture', async () => {
    expect(await desk.port?.say({ person: 'wang' }, { text: '新单 #1042', mentions: [] })).toMatchObject({ state: 'sent' })
    expect(await echo()).toMatchObject({ text: '新单 #1042', peerId: 'wang' })
    const sent = await desk.port?.say({ room: STAFF }, { text: '', mentions: [], picture: { name: 'card.png', bytes: PNG } })
    const picture = await until('the picture', () => desk.heard.find((message) => message.kind === 'image'))
    expect(sent).toEqual({ state: 'sent', messageId: picture.id })
    expect((await desk.port?.fetchAttachment(picture.id))?.bytes.length).toBe(PNG.length)
  })

  it('and every failure is an answer of its kind, in one line', async () => {
    const say = () => desk.port?.say({ room: B128 }, { text: 'x', mentions: [] })
    expect(await desk.port?.say({ person: 'shy' }, { text: 'x', mentions: [] })).toMatchObject({ state: 'failed', reason: 'unreachable' })
    expect(await desk.port?.say({ person: 'nobody' }, { text: 'x', mentions: [] })).toMatchObject({ state: 'failed' })
    sandbox.puppet.beforeSend = () => {
      throw new Error('code 20001: slow down\n    at send (/srv/puppet/send.js:12)')
    }
    expect(await say()).toEqual({ state: 'failed', reason: 'limited', detail: 'code 20001: slow down' })
    sandbox.puppet.beforeSend = () => {
      throw Object.assign(new Error('read ECONNRESET'), { code: 14 })
    }
    expect(await say()).toMatchObject({ state: 'unknown' })
    sandbox.puppet.beforeSend = () => {
      throw new Error('disk full')
    }
    expect(await say()).toEqual({ state: 'failed', reason: 'error', detail: 'disk full' })
  })

  it('and a send that never answers is unknown, not failed', async () => {
    await bot.stop()
    await start({ port: { callWithinMs: 50 } })
    sandbox.puppet.beforeSend = () => new Promise(() => undefined)
    expect(await desk.port?.say({ room: B128 }, { text: 'x', mentions: [] })).toEqual({ state: 'unknown', reason: 'no answer within 50 ms' })
  })

  it('knows its rooms with their members', async () => {
    expect(await desk.port?.rooms()).toEqual([
      { id: B128, topic: '128号楼群', memberIds: ['bot', 'li', 'tom', 'odd', 'shy'] },
      { id: STAFF, topic: '物业群', memberIds: ['bot', 'wang'] },
    ])
  })

  it('and refuses an attachment that is too large', async () => {
    await bot.stop()
    await start({ port: { attachmentAtMostBytes: 10 } })
    const id = await sandbox.stage.speak({ as: 'li', room: B128, file: { name: 'big.png', bytes: PNG } })
    await expect(desk.port?.fetchAttachment(id)).rejects.toThrow('larger than 10')
  })
})

describe('nothing makes the bot deaf', () => {
  it('a listener that throws or rejects', async () => {
    await bot.stop()
    desk = recorder((message) => {
      if (message.text === 'throw') throw new Error('as planned')
      return message.text === 'reject' ? Promise.reject(new Error('as planned')) : undefined
    })
    await start()
    for (const text of ['throw', 'reject', 'fine']) await sandbox.stage.speak({ as: 'li', room: B128, text })
    await until('all three', () => desk.said().length === 3)
    await until('the queue to be done', () => bot.hearing().depth === 0)
    expect(bot.hearing()).toMatchObject({ heard: 3, failed: 2 })
    expect(book.lines.filter((line) => line.level === 'error')).toHaveLength(2)
  })

  it('a message whose payload cannot be read is counted and logged, and the next one heard', async () => {
    sandbox.puppet.emit('message', { messageId: 'ghost' })
    await sandbox.stage.speak({ as: 'li', room: B128, text: 'fine' })
    expect((await heardOne()).text).toBe('fine')
    await until('the count', () => bot.hearing().unreadable === 1)
    expect(book.lines).toContainEqual({ level: 'error', about: { id: 'ghost' }, text: 'a message could not be read and is lost' })
  })

  it('a puppet error', async () => {
    sandbox.puppet.emit('error', { data: 'boom' })
    await sandbox.stage.speak({ as: 'li', room: B128, text: 'fine' })
    await heardOne()
  })

  it('replays of yesterday stay at the door, counted', async () => {
    sandbox.puppet.put({ talkerId: 'li', roomId: B128, text: 'old', at: Date.now() - 13 * 3_600_000 })
    await sandbox.stage.speak({ as: 'li', room: B128, text: 'new' })
    expect((await heardOne()).text).toBe('new')
    expect(bot.hearing().tooOld).toBe(1)
  })

  it('300 quick messages in a room keep their order though each takes its time, and newcomers speak among them', async () => {
    await bot.stop()
    desk = recorder(() => new Promise((resolve) => setTimeout(resolve, Math.random() * 3)))
    await start({ queues: { perRoom: 1_000 } })
    for (let n = 0; n < 300; n++) {
      if (n % 10 === 0) {
        sandbox.puppet.mocker.createContact({ id: `new${n}`, name: `新人${n}` })
        sandbox.puppet.mocker.roomPayload(B128).memberIdList.push(`new${n}`)
      }
      await sandbox.stage.speak({ as: n % 10 === 0 ? `new${n}` : 'li', room: B128, text: String(n) })
    }
    await until('all of them', () => desk.said().length === 300, 10_000)
    expect(desk.said().map((message) => Number(message.text))).toEqual([...Array(300).keys()])
  })

  it('a flood beyond the bounds is dropped, counted and logged, and the room hears again afterwards', async () => {
    await bot.stop()
    desk = recorder(() => new Promise((resolve) => setTimeout(resolve, 2)))
    await start({ queues: { perRoom: 10 } })
    for (let n = 0; n < 50; n++) await sandbox.stage.speak({ as: 'li', room: B128, text: String(n) })
    await until('the queue to be done', () => bot.hearing().depth === 0 && desk.said().length > 0)
    expect(bot.hearing().dropped + desk.said().length).toBe(50)
    expect(bot.hearing().dropped).toBeGreaterThan(30)
    expect(book.lines.some((line) => line.text.startsWith('queue full'))).toBe(true)
    await sandbox.stage.speak({ as: 'li', room: B128, text: 'after' })
    await until('the next one', () => desk.said().some((message) => message.text === 'after'))
  })
})

describe('the sandbox puppet', () => {
  it('forgets old messages', async () => {
    await bot.stop()
    sandbox = createSandbox({ ...scene, keepMessages: 20 })
    await start()
    for (let n = 0; n < 100; n++) await sandbox.stage.speak({ as: 'li', room: B128, text: String(n) })
    expect(sandbox.puppet.kept).toBe(20)
  })

  it('gives ids that a second run never repeats', async () => {
    const other = createSandbox(scene)
    const second = await startBot({ kind: 'sandbox', sandbox: other, listener: recorder(), log: book.log })
    const ids = [await sandbox.stage.speak({ as: 'li', room: B128, text: 'a' }), await other.stage.speak({ as: 'li', room: B128, text: 'a' })]
    expect(new Set(ids).size).toBe(2)
    await second.stop()
  })

  it('does not let a stranger speak in a group', async () => {
    await expect(sandbox.stage.speak({ as: 'wang', room: B128, text: 'x' })).rejects.toThrow('does not sit in')
    await expect(sandbox.stage.speak({ as: 'ghost', room: B128, text: 'x' })).rejects.toThrow('ghost')
  })

  it('says online, then offline, and the port is taken away', async () => {
    expect(bot.state).toMatchObject({ status: 'online', account: 'sandbox:bot', rebuilds: 0 })
    await until('the first dong', () => bot.state.lastDongAt)
    expect(desk.port).toBeDefined()
    await bot.stop()
    expect(bot.state.status).toBe('offline')
    expect(desk.port).toBeUndefined()
  })
})

describe('the plugin', () => {
  it('serves two bots in one process without mixing them', async () => {
    const other = createSandbox(scene)
    const [deskB, bookB] = [
      recorder((message, port) => (message.self ? undefined : port?.say({ room: B128 }, { text: '二号', mentions: [] }))),
      logBook(),
    ]
    const second = await startBot({ kind: 'sandbox', sandbox: other, listener: deskB, log: bookB.log })
    await other.stage.speak({ as: 'li', room: B128, text: 'x' })
    await until('the answer', () => deskB.heard.find((message) => message.self))
    expect(desk.heard).toEqual([])
    await second.stop()
    await sandbox.stage.speak({ as: 'li', room: B128, text: 'y' })
    await heardOne()
  })

  it('works on a stock puppet of another bot, started before or after, and can be taken off', async () => {
    const puppet = new PuppetMock()
    const stock = WechatyBuilder.build({ puppet: puppet as never })
    const ears = recorder()
    const off = stock.use(woodpecker(ears, { log: book.log }))
    await stock.start()
    const [me, ann] = [puppet.mocker.createContact({ id: 'me', name: 'Bot' }), puppet.mocker.createContact({ id: 'ann', name: 'Ann' })]
    const room = puppet.mocker.createRoom({ id: 'r@chatroom', topic: 'R', memberIdList: ['me', 'ann'] })
    puppet.mocker.login(me)
    ann.say('hello').to(room)
    expect(await until('it', () => ears.heard[0])).toMatchObject({ account: 'mock:me', text: 'hello', sender: { name: 'Ann' } })
    ann.say(FileBox.fromBase64(Buffer.from(PNG).toString('base64'), 'a.png') as never).to(room)
    expect(await until('the picture', () => ears.heard[1])).toMatchObject({ kind: 'image' })
    expect(await ears.port?.say({ room: 'r@chatroom' }, { text: 'hi', mentions: ['ann'] })).toEqual({ state: 'sent' })
    expect(await ears.port?.say({ room: 'r@chatroom' }, { text: '', mentions: [], picture: { name: 'p.png', bytes: PNG } })).toEqual({
      state: 'sent',
    })
    await until('both echoes', () => ears.heard.length === 4)

    off()
    expect(ears.port).toBeUndefined()
    ann.say('again').to(room)
    await new Promise((resolve) => setTimeout(resolve, 20))
    const late = recorder()
    stock.use(woodpecker(late, { log: book.log }))
    expect(late.port?.account).toBe('mock:me')
    ann.say('to the second').to(room)
    expect((await until('it', () => late.heard[0])).text).toBe('to the second')
    expect(ears.heard).toHaveLength(4)
    await stock.stop()
  })
})
