/** /api/gateway: is the bot's chat account connected, and the login code while somebody must scan it. */
import { toDataURL } from 'qrcode'
import { isLocal } from '../guard.ts'
import { type GatewayStatus, GatewayStatusSchema } from '../schemas.ts'
import type { App } from '../typebox.ts'

/** As the keeper of the link knows it; `qr` is the text behind the login code. */
export interface GatewayState {
  status: GatewayStatus['status']
  account?: string
  lastDongAt?: number
  detail?: string
  qr?: string
  gaps: readonly { from: number; to?: number; reason: string }[]
}

const GAPS_SHOWN = 10

export function gatewayRoutes(app: App, mode: GatewayStatus['mode'], state: () => GatewayState): void {
  app.get('/api/gateway', { schema: { response: { 200: GatewayStatusSchema } } }, async (request): Promise<GatewayStatus> => {
    const { status, account, lastDongAt, detail, qr, gaps } = state()
    const shown = { mode, status, account, lastDongAt, detail, gaps: gaps.slice(-GAPS_SHOWN), qrHidden: false }
    if (qr === undefined) return shown
    // Whoever scans the code lends their account to the bot: it is shown on this machine only, elsewhere the terminal has it.
    if (!isLocal(request)) return { ...shown, qrHidden: true }
    return { ...shown, qr: await toDataURL(qr, { margin: 2, width: 480, errorCorrectionLevel: 'M' }) }
  })
}
