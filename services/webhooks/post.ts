/** One delivery over the wire: signed, to a pinned address, without following anybody anywhere, and with little read of the answer. */
import { createHmac } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { type Pinned, pinned, type Resolve } from './address.ts'

export interface Wire {
  /** Lets webhooks lead to this machine and its own network. */
  allowLocal: boolean
  timeoutMs?: number
  resolve?: Resolve
}

const TIMEOUT = { ms: 10_000 }
/** Of an answer, for the log. */
const READ = { bytes: 1_024 }

/** Hex HMAC-SHA256 of `<timestamp>.<body>`, the timestamp in seconds. */
export const signature = (secret: string, timestamp: string, body: string): string =>
  createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')

export interface Posting {
  url: string
  secret: string
  /** Of the delivery: the same for every attempt. */
  id: string
  event: string
  body: string
  /** Milliseconds. */
  at: number
}

export interface Posted {
  status: number
  /** The beginning of the answer. */
  answer: string
}

/** @throws Error when no answer came */
export async function post(posting: Posting, { allowLocal, timeoutMs = TIMEOUT.ms, resolve }: Wire): Promise<Posted> {
  const url = new URL(posting.url)
  const signal = AbortSignal.timeout(timeoutMs)
  const to = await Promise.race([pinned(url, allowLocal, resolve), whenAborted(signal)])
  return request(url, to, posting, signal)
}

const whenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('no answer in time')), { once: true }))

function request(url: URL, { address, family }: Pinned, { secret, id, event, body, at }: Posting, signal: AbortSignal): Promise<Posted> {
  const timestamp = String(Math.floor(at / 1000))
  const toPinned: LookupFunction = (_host, options, found) =>
    options.all ? (found as unknown as (e: null, all: Pinned[]) => void)(null, [{ address, family }]) : found(null, address, family)
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'Woodpecker-Webhook/1',
    'x-woodpecker-event': event,
    'x-woodpecker-delivery': id,
    'x-woodpecker-timestamp': timestamp,
    'x-woodpecker-signature': `sha256=${signature(secret, timestamp, body)}`,
  }
  return new Promise((resolve, reject) => {
    const asking = (url.protocol === 'https:' ? https : http).request(url, { method: 'POST', headers, lookup: toPinned, agent: false, signal })
    asking.once('error', (error) => reject(signal.aborted ? new Error('no answer in time') : error))
    asking.once('response', (response) => {
      const parts: Buffer[] = []
      let bytes = 0
      const done = (): void => {
        const answer = Buffer.concat(parts).subarray(0, READ.bytes).toString('utf8').replaceAll('\0', '').toWellFormed()
        resolve({ status: response.statusCode ?? 0, answer })
        asking.destroy()
      }
      response.on('data', (part: Buffer) => {
        parts.push(part)
        bytes += part.length
        if (bytes >= READ.bytes) done()
      })
      response.once('end', done)
      response.once('error', () => done())
    })
    asking.end(body)
  })
}
