/** The least a bot can do: say every direct message back. What Wechaty itself costs. */
import { type Wechaty, WechatyBuilder } from 'wechaty'

/** Puts a bare echo bot on a puppet and starts it. Groups are only listened to. */
export async function startEcho(puppet: unknown, onHeard: () => void): Promise<Wechaty> {
  const bot = WechatyBuilder.build({ puppet: puppet as never })
  bot.on('error', () => undefined)
  bot.on('message', async (message) => {
    if (message.self()) return
    onHeard()
    if (!message.room()) await message.say(`echo ${message.text()}`)
  })
  await bot.start()
  return bot
}
