/** A gateway of its own process: Wechaty's PuppetServer over the sandbox puppet, told what to do by its parent. Arguments: port, then `nologin` and `tls` as wanted. */
import type { payloads } from 'wechaty'
import { PuppetServer } from 'wechaty-puppet-service'
import { createSandbox } from '../../bot/sandbox.ts'
import { scene } from './gateway-scene.ts'

export type Order =
  | { do: 'speak'; as: string; room?: string; text?: string; mentions?: string[]; file?: { name: string; base64: string } }
  | { do: 'recall'; id: string; as: string }
  | { do: 'put'; text: string; at: number }
  | { do: 'join'; person: string; room: string }
  | { do: 'befriend'; person: string }
  | { do: 'failSends'; message: string | null }
  | { do: 'logout' }
  | { do: 'scan'; qr: string }
  | { do: 'login' }

export type Report =
  | { up: true }
  | { done: number; id?: string; error?: string }
  | { said: { to: string; text: string; mentions: string[]; bytes?: number } }

const port = Number(process.argv[2])
const loginAtStart = !process.argv.includes('nologin')
const { puppet, stage, botId } = createSandbox(scene)
const server = new PuppetServer({
  endpoint: `127.0.0.1:${port}`,
  puppet: puppet as never,
  token: 'insecure_test',
  tls: { disable: !process.argv.includes('tls') },
})
const report = (what: Report): void => {
  process.send?.(what)
}

puppet.on('error', () => undefined)
puppet.on('start', () => {
  if (loginAtStart && !puppet.isLoggedIn) puppet.login(botId)
})
puppet.on('message', async ({ messageId }) => {
  const message: payloads.Message = await puppet.messageRawPayload(messageId)
  if (message.talkerId !== botId) return
  const file = await puppet.messageFile(messageId).catch(() => undefined)
  const mentions = 'mentionIdList' in message ? (message.mentionIdList ?? []) : []
  const to = message.roomId ?? message.listenerId ?? ''
  report({ said: { to, text: message.text ?? '', mentions, ...(file && { bytes: (await file.toBuffer()).length }) } })
})

async function obey(order: Order): Promise<string | undefined> {
  if (order.do === 'speak') {
    const { do: _, file, ...words } = order
    return stage.speak({ ...words, ...(file && { file: { name: file.name, bytes: new Uint8Array(Buffer.from(file.base64, 'base64')) } }) })
  }
  if (order.do === 'recall') await stage.recall(order.id, order.as)
  if (order.do === 'put') return puppet.put({ talkerId: 'li', roomId: scene.rooms[0]?.id, text: order.text, at: order.at })
  if (order.do === 'join')
    puppet.mocker.RoomMock.load(order.room).add(puppet.mocker.ContactMock.load(order.person)).by(puppet.mocker.ContactMock.load('li'))
  if (order.do === 'befriend') return puppet.askFriendship(order.person, '我是128的')
  if (order.do === 'failSends') {
    const { message } = order
    puppet.beforeSend = () => {
      if (message !== null) throw new Error(message)
    }
  }
  if (order.do === 'logout') await puppet.logout('told to')
  if (order.do === 'scan') puppet.emit('scan', { qrcode: order.qr, status: 2 })
  if (order.do === 'login') puppet.login(botId)
  return undefined
}

process.on('message', ({ number, order }: { number: number; order: Order }) => {
  obey(order).then(
    (id) => report({ done: number, ...(id !== undefined && { id }) }),
    (error: Error) => report({ done: number, error: error.message }),
  )
})
// The parent is gone: no orphan stays on the port.
process.on('disconnect', () => process.exit(0))
await server.start()
report({ up: true })
