/** npm start: runs until told to stop. */
import qrcode from 'qrcode-terminal'
import { CodedError } from '../core/errors.ts'
import { start } from '../main.ts'

const HELP = `Starts Woodpecker 啄木鸟.

Without settings: a sandbox with a demo community on http://127.0.0.1:3000.
With WECHATY_PUPPET_SERVICE_TOKEN (and _ENDPOINT): the same on a real gateway.
All settings: docs/configuration.md

Usage: npm start [-- --help]`

if (process.argv.includes('--help') || process.argv.includes('-h')) {
  console.log(HELP)
  process.exit(0)
}

try {
  const running = await start(process.env, {
    tell: (line) => console.log(line),
    onQr: (qr) => {
      console.log('用微信扫码登录 · Scan to log in:')
      qrcode.generate(qr, { small: true })
    },
  })
  if (running.url)
    console.log(
      running.config.gateway ? `\n啄木鸟 Woodpecker 已启动：${running.url}/gateway\n` : `\n啄木鸟 Woodpecker 沙盒已启动，打开 ${running.url}\n`,
    )
  let stopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      void running.stop().then(() => process.exit(0))
    })
} catch (error) {
  if (!(error instanceof CodedError)) throw error
  console.error(`${error.code}: ${error.message}\n→ ${error.next}`)
  process.exit(1)
}
