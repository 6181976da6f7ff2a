/** The gateway process of the bench: PuppetServer over a sandbox puppet that makes the load and measures it. Argument: port. */
import { PuppetServer } from 'wechaty-puppet-service'
import { createSandbox } from '../../bot/sandbox.ts'
import { scene } from './community.ts'
import { askAll, type Questions, talkAll } from './load.ts'

export type Order = { ask: Questions } | { talk: number }

const { puppet, botId } = createSandbox({ ...scene, keepMessages: 10_000 })
const server = new PuppetServer({
  endpoint: `127.0.0.1:${process.argv[2]}`,
  puppet: puppet as never,
  token: 'insecure_bench',
  tls: { disable: true },
})
puppet.on('error', () => undefined)
puppet.on('start', () => {
  if (!puppet.isLoggedIn) puppet.login(botId)
})
process.on('message', (order: Order) => {
  if ('talk' in order) return talkAll(puppet, order.talk)
  askAll(puppet, order.ask).then(
    (measure) => process.send?.({ measure }),
    (error: Error) => process.send?.({ error: error.message }),
  )
})
process.on('disconnect', () => process.exit(0))
await server.start()
process.send?.({ up: true })
