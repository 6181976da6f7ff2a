/** Finding a gateway by its token. Wechaty's own discovery crashes on a fresh install, so the address is asked for here. */
import { within } from './within.ts'

export const DEFAULT_AUTHORITY = 'api.chatie.io'
const ANSWER_WITHIN = { seconds: 8 }

/**
 * Asks `https://<authority>/v0/hosties/<token>` for the gateway's address: `host:port`.
 * Rejects with a sentence for the operator; the token never stands in it.
 * @param authority host name, or a whole origin (`http://127.0.0.1:8080`)
 */
export async function discoverEndpoint(token: string, authority: string = DEFAULT_AUTHORITY, signal?: AbortSignal): Promise<string> {
  const origin = authority.includes('://') ? authority : `https://${authority}`
  const asked = fetch(`${origin}/v0/hosties/${encodeURIComponent(token)}`, { signal: signal ?? null })
  const answer = await within(ANSWER_WITHIN.seconds * 1000, asked).catch((error: unknown) => {
    throw new Error(`the gateway directory ${authority} does not answer`, { cause: error })
  })
  if (answer.status === 404) throw new Error(`the gateway directory ${authority} knows no running gateway for this token`)
  if (!answer.ok) throw new Error(`the gateway directory ${authority} answers with HTTP ${answer.status}`)
  const place: unknown = await answer.json().catch(() => undefined)
  const { host, ip, port } = (place ?? {}) as { host?: string; ip?: string; port?: number | string }
  const address = host ?? ip
  // A token that is known but not in use is answered with 0.0.0.0 and port 0.
  if (!address || !Number(port) || address === '0.0.0.0')
    throw new Error(`the gateway directory ${authority} gives no address for this token: is the gateway running?`)
  return `${address}:${port}`
}
