/**
 * The gateway under fire, a process of its own: PuppetServer over the sandbox puppet. It speaks without pause, writes down what it was
 * asked for and what was said through it, and hands out again what it said of late when told to. Arguments: port, seed, messages a second.
 */
import { PuppetServer } from 'wechaty-puppet-service'
import { createSandbox } from '../../bot/sandbox.ts'
import { seeded } from '../training/random.ts'
import { nextWords, scene } from './town.ts'

export type Order = 'talk' | 'hush' | { replaySince: number }
export type Report =
  | { up: true }
  /** A client's ping: the line to the bot stands. */
  | { ding: true }
  | { put: { id: string; at: number } }
  /** The bot asked for this message's content: it was delivered. */
  | { fetched: string }
  | { said: { to: string; text: string } }

const [port, seed, rate] = process.argv.slice(2).map(Number) as [number, number, number]
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const { puppet, stage, botId } = createSandbox({ ...scene, keepMessages: 20_000 })
const report = (what: Report): void => {
  process.send?.(what)
}

const load = puppet.messagePayload.bind(puppet)
puppet.messagePayload = (id) => {
  report({ fetched: id })
  return load(id)
}
const ding = puppet.ding.bind(puppet)
puppet.ding = (data) => {
  report({ ding: true })
  ding(data)
}

const server = new PuppetServer({ endpoint: `127.0.0.1:${port}`, puppet: puppet as never, token: 'insecure_fire', tls: { disable: true } })
puppet.on('error', () => undefined)
puppet.on('start', () => {
  if (!puppet.isLoggedIn) puppet.login(botId)
})
puppet.on('message', async ({ messageId }) => {
  const message = await puppet.messageRawPayload(messageId)
  if (message.talkerId === botId) report({ said: { to: message.roomId ?? message.listenerId ?? '', text: message.text ?? '' } })
})

const spoken: { id: string; at: number }[] = []
const chance = seeded(seed)
async function speak(): Promise<void> {
  if (!puppet.isLoggedIn) return
  const { picture, ...words } = nextWords(chance)
  const id = await stage.speak({ ...words, ...(picture ? { file: { name: 'p.png', bytes: new Uint8Array(PIXEL) } } : {}) })
  const put = { id, at: Date.now() }
  spoken.push(put)
  report({ put })
}

let talking: NodeJS.Timeout | undefined
process.on('message', (order: Order) => {
  if (order === 'talk') talking ??= setInterval(() => void speak(), 1_000 / rate)
  else if (order === 'hush') {
    clearInterval(talking)
    talking = undefined
  } else for (const { id, at } of spoken) if (at >= order.replaySince) puppet.emit('message', { messageId: id })
})
process.on('disconnect', () => process.exit(0))
await server.start()
report({ up: true })
