import { createServer } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { type RunningBot, startBot } from '../../bot/start.ts'
import type { GatewayOptions } from '../../bot/supervisor.ts'
import { type GatewayProcess, startGateway, startProxy } from '../support/gateway.ts'
import { B128, logBook, PNG, type Recorder, recorder, until } from '../support/gateway-scene.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const gatewayOn = async (port: number, options?: { login?: boolean; tls?: boolean }): Promise<GatewayProcess> => {
  const gateway = await startGateway(port, options)
  closers.push(() => gateway.kill())
  return gateway
}

const book = logBook()

/** A bot on the gateway at `port`; pings faster than in service so that the suite stays short. */
async function botOn(port: number, options: Partial<GatewayOptions> = {}, desk: Recorder = recorder()): Promise<{ bot: RunningBot; desk: Recorder }> {
  const gateway: GatewayOptions = {
    token: 'insecure_test',
    endpoint: `127.0.0.1:${port}`,
    tls: { disable: true },
    timing: { dingEveryMs: 300, startWithinMs: 3_000, backOffMs: { least: 100, most: 1_000 } },
    ...options,
  }
  const bot = await startBot({ kind: 'gateway', gateway, listener: desk, log: book.log })
  closers.push(() => bot.stop())
  return { bot, desk }
}

const online = (bot: RunningBot) => until('being online', () => bot.state.status === 'online' && bot.state.lastDongAt, 10_000)

describe('over a real gateway (gRPC)', () => {
  it('text, mentions, pictures, recalls and joins come in; text, mentions and pictures go out', async () => {
    const gateway = await gatewayOn(18_700)
    const { bot, desk } = await botOn(18_700)
    await online(bot)
    expect(bot.state.account).toBe('service:bot')

    const id = await gateway.tell({ do: 'speak', as: 'li', room: B128, text: '楼道堆满了', mentions: ['bot'] })
    expect(await until('the text', () => desk.heard[0])).toMatchObject({
      account: 'service:bot',
      id,
      room: { id: B128, topic: '128号楼群' },
      sender: { id: 'li', name: '3-501李' },
      text: '@小啄\u2005楼道堆满了',
      mentions: ['bot'],
      mentionsBot: true,
      self: false,
    })
    // The gateway does not say who is mentioned: the name in the text does.
    await gateway.tell({ do: 'speak', as: 'tom', room: B128, text: '@小啄 @3-501李 hello' })
    expect(await until('the second', () => desk.heard[1])).toMatchObject({ mentions: ['bot', 'li'], mentionsBot: true })

    const big = Buffer.alloc(3_000_000, 7)
    for (const [name, bytes] of [
      ['small.png', Buffer.from(PNG)],
      ['big.png', big],
    ] as const) {
      const pictureId = await gateway.tell({ do: 'speak', as: 'li', room: B128, file: { name, base64: bytes.toString('base64') } })
      expect(await until(name, () => desk.heard.find((message) => message.id === pictureId))).toMatchObject({ kind: 'image', attachment: { name } })
      const file = await desk.port?.fetchAttachment(pictureId)
      expect(file?.name).toBe(name)
      expect(bytes.equals(Buffer.from(file?.bytes ?? []))).toBe(true)
    }

    await gateway.tell({ do: 'recall', id, as: 'li' })
    expect(await until('the recall', () => desk.heard.find((message) => message.kind === 'recall'))).toMatchObject({ recalls: id })
    await gateway.tell({ do: 'join', person: 'wang', room: B128 })
    expect(await until('the join', () => desk.events[0])).toMatchObject({
      what: 'joined',
      people: ['wang'],
      room: { id: B128, account: 'service:bot' },
    })

    const sent = await desk.port?.say({ room: B128 }, { text: '@3-501李 记下了 #1042', mentions: ['li'] })
    expect(sent).toMatchObject({ state: 'sent', messageId: expect.any(String) })
    expect(await until('the echo', () => desk.heard.find((message) => message.self))).toMatchObject({
      text: '@3-501李\u2005记下了 #1042',
      mentions: ['li'],
    })
    expect(
      await desk.port?.say({ person: 'tom' }, { text: '', mentions: [], picture: { name: 'big.png', bytes: new Uint8Array(big) } }),
    ).toMatchObject({ state: 'sent' })
    await until('the picture', () => gateway.said.length === 2)
    expect(gateway.said).toEqual([
      { to: B128, text: '@3-501李\u2005记下了 #1042', mentions: ['li'] },
      { to: 'tom', text: '', mentions: [], bytes: big.length },
    ])
    expect((await desk.port?.rooms())?.[0]).toEqual({ id: B128, topic: '128号楼群', memberIds: ['bot', 'li', 'tom', 'odd', 'shy', 'wang'] })
  })

  it('failures of the gateway are told in one line, once, and a picture is not sent twice', async () => {
    const gateway = await gatewayOn(18_701)
    const { bot, desk } = await botOn(18_701)
    await online(bot)
    const picture = { text: '', mentions: [], picture: { name: 'a.png', bytes: PNG } }
    expect(await desk.port?.say({ person: 'shy' }, { text: 'x', mentions: [] })).toMatchObject({ state: 'failed', reason: 'unreachable' })
    await gateway.tell({ do: 'failSends', message: 'errcode 20001 at /srv/gateway/send.js' })
    expect(await desk.port?.say({ room: B128 }, picture)).toMatchObject({ state: 'failed', reason: 'limited' })
    await gateway.tell({ do: 'failSends', message: 'out of paper' })
    const result = await desk.port?.say({ room: B128 }, picture)
    expect(result).toMatchObject({ state: 'failed', reason: 'error' })
    expect(JSON.stringify(result)).not.toContain('\\n')
    expect(gateway.said).toEqual([])
    await expect(desk.port?.fetchAttachment('nothing')).rejects.toThrow('no file')
  })

  it('a friend request is accepted when the desk says so, and then words reach that person', async () => {
    const gateway = await gatewayOn(18_713)
    const { bot, desk } = await botOn(18_713)
    await online(bot)
    expect(await desk.port?.say({ person: 'shy' }, { text: '您好', mentions: [] })).toMatchObject({ state: 'failed', reason: 'unreachable' })
    await gateway.tell({ do: 'befriend', person: 'shy' })
    await until('the acceptance', () => book.lines.find(({ text }) => text === 'accepted a friend request'))
    expect(await desk.port?.say({ person: 'shy' }, { text: '您好', mentions: [] })).toMatchObject({ state: 'sent' })
  })

  it('300 messages in a burst arrive complete and in order', async () => {
    const gateway = await gatewayOn(18_702)
    const { bot, desk } = await botOn(18_702)
    await online(bot)
    const people = ['li', 'tom', 'odd', 'shy']
    for (let n = 0; n < 300; n++) void gateway.tell({ do: 'speak', as: people[n % 4] as string, room: B128, text: String(n) })
    await until('all of them', () => desk.heard.length === 300, 15_000)
    expect(desk.heard.map((message) => Number(message.text))).toEqual([...Array(300).keys()])
  })
})

describe('the link mends itself', () => {
  it('after the gateway was killed and came back', async () => {
    const first = await gatewayOn(18_710)
    const { bot, desk } = await botOn(18_710)
    await online(bot)
    const changes: string[] = []
    bot.onChange(({ status }) => changes.push(status))
    const { port } = desk
    await first.kill()
    await until('noticing it', () => bot.state.status !== 'online')
    expect(desk.port).toBeUndefined()
    expect(await port?.say({ room: B128 }, { text: 'into the void', mentions: [] })).toMatchObject({ state: 'failed' })

    const second = await gatewayOn(18_710)
    await until('being back', () => bot.state.status === 'online', 10_000)
    await second.tell({ do: 'speak', as: 'li', room: B128, text: '还在吗' })
    expect((await until('the message', () => desk.heard[0])).text).toBe('还在吗')
    expect(await desk.port?.say({ room: B128 }, { text: '在', mentions: [] })).toMatchObject({ state: 'sent' })
    expect(bot.state.rebuilds).toBeGreaterThan(0)
    expect(bot.state.gaps).toHaveLength(1)
    expect(bot.state.gaps[0]?.to).toBeGreaterThan(bot.state.gaps[0]?.from ?? Number.POSITIVE_INFINITY)
    expect(changes).toContain('offline')
    expect(book.lines.some((line) => line.text.startsWith('deaf for a while'))).toBe(true)
  })

  it('when the gateway is down at the start', async () => {
    const { bot, desk } = await botOn(18_711)
    await until('two attempts', () => bot.state.rebuilds >= 2)
    expect(bot.state).toMatchObject({ detail: "nobody answers at the gateway's address" })
    expect(bot.state.lastDongAt).toBeUndefined()
    const gateway = await gatewayOn(18_711)
    await online(bot)
    await gateway.tell({ do: 'speak', as: 'li', room: B128, text: 'hello' })
    await until('the message', () => desk.heard[0])
    expect(bot.state.gaps).toEqual([])
  })

  it('after a black hole, though the server still holds the old connection', async () => {
    const gateway = await gatewayOn(18_712)
    const proxy = await startProxy(18_713, 18_712)
    closers.push(() => proxy.close())
    const { bot, desk } = await botOn(18_713)
    await online(bot)
    proxy.blackhole(true)
    await until('noticing it', () => bot.state.status !== 'online', 5_000)
    proxy.blackhole(false)
    await until('being back', () => bot.state.status === 'online', 15_000)
    await gateway.tell({ do: 'speak', as: 'li', room: B128, text: 'hello' })
    await until('the message', () => desk.heard[0])
  })

  it('but never by throwing out another client: the second waits and says so, the first hears on', async () => {
    const gateway = await gatewayOn(18_714)
    const { bot: first, desk } = await botOn(18_714)
    await online(first)
    const { bot: second } = await botOn(18_714)
    await until('three attempts', () => second.state.rebuilds >= 3, 10_000)
    expect(second.state.detail).toBe('the gateway serves another client (one at a time)')
    await second.stop()
    await gateway.tell({ do: 'speak', as: 'li', room: B128, text: 'hello' })
    await until('the message', () => desk.heard[0])
    expect(first.state).toMatchObject({ status: 'online', rebuilds: 0 })
  })

  it('stopping closes this end only: the gateway stays logged in and the next bot finds it so', async () => {
    const gateway = await gatewayOn(18_715)
    const { bot } = await botOn(18_715)
    await online(bot)
    await bot.stop()
    expect(bot.state.status).toBe('offline')
    const { bot: next, desk } = await botOn(18_715)
    await online(next)
    await gateway.tell({ do: 'speak', as: 'li', room: B128, text: 'hello' })
    await until('the message', () => desk.heard[0])
    expect(next.state.rebuilds).toBe(0)
  })
})

describe('login and address', () => {
  it('a login QR is handed on, and gone after the login', async () => {
    const gateway = await gatewayOn(18_720, { login: false })
    const shown: string[] = []
    const desk = recorder()
    const bot = await startBot({
      kind: 'gateway',
      gateway: { token: 'insecure_test', endpoint: '127.0.0.1:18720', tls: { disable: true }, timing: { dingEveryMs: 300 } },
      listener: desk,
      log: book.log,
      onQr: (qr) => shown.push(qr),
    })
    closers.push(() => bot.stop())
    await until('the line', () => bot.state.lastDongAt)
    expect(bot.state.status).toBe('connecting')
    await gateway.tell({ do: 'scan', qr: 'https://login.example/abc' })
    await until('the QR', () => bot.state.status === 'scan')
    expect(bot.state.qr).toBe('https://login.example/abc')
    expect(shown).toEqual(['https://login.example/abc'])
    await gateway.tell({ do: 'login' })
    await until('being online', () => bot.state.status === 'online')
    expect(bot.state.qr).toBeUndefined()
    await until('the port', () => desk.port)
    await gateway.tell({ do: 'logout' })
    await until('the logout', () => bot.state.status === 'connecting')
    expect(desk.port).toBeUndefined()
  })

  it('TLS is used unless switched off, and a wrong token is refused', async () => {
    const gateway = await gatewayOn(18_723, { tls: true })
    const { bot: stranger } = await botOn(18_723, { tls: {}, token: 'insecure_other' })
    await until('the refusal', () => stranger.state.detail === 'the gateway refuses the token')
    expect(stranger.state.lastDongAt).toBeUndefined()
    await stranger.stop()
    const { bot, desk } = await botOn(18_723, { tls: {} })
    await online(bot)
    await gateway.tell({ do: 'speak', as: 'li', room: B128, text: 'hello' })
    await until('the message', () => desk.heard[0])
  })

  it('a token alone finds the gateway through the directory', async () => {
    await gatewayOn(18_721)
    const asked: string[] = []
    const directory = createServer((request, response) => {
      asked.push(request.url ?? '')
      if (asked.length === 1) response.writeHead(404).end()
      else response.end(JSON.stringify({ host: '127.0.0.1', port: 18_721 }))
    })
    await new Promise<void>((resolve) => directory.listen(18_722, '127.0.0.1', resolve))
    closers.push(async () => directory.close())
    const { bot } = await botOn(0, { endpoint: undefined, authority: 'http://127.0.0.1:18722' })
    await until('the refusal', () => bot.state.detail?.includes('knows no running gateway'))
    await online(bot)
    expect(asked).toEqual(['/v0/hosties/insecure_test', '/v0/hosties/insecure_test'])
  })
})
