import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { HOOK_PATIENCE, waitAfter } from '../../core/webhooks.ts'
import { record } from '../../services/ticket-rows.ts'
import { isPublic, pinned } from '../../services/webhooks/address.ts'
import { post, signature } from '../../services/webhooks/post.ts'
import { forgetOldDeliveries, sendHooks } from '../../services/webhooks/send.ts'
import { type Api, openApi, signIn } from '../support/api.ts'
import { databases } from '../support/databases.ts'

interface Heard {
  path: string
  headers: IncomingHttpHeaders
  body: string
}

interface Receiver {
  url: string
  heard: Heard[]
  /** What it answers with; 200 at first. */
  status: number
  location?: string
}

/** Another program, on this machine. */
async function openReceiver(): Promise<Receiver> {
  const receiver: Receiver = { url: '', heard: [], status: 200 }
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part
    })
    request.on('end', () => {
      receiver.heard.push({ path: request.url ?? '', headers: request.headers, body })
      response.writeHead(receiver.status, receiver.location === undefined ? {} : { location: receiver.location })
      response.end('thank you '.repeat(10_000))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return receiver
}

const LOCAL = { allowLocal: true, chance: () => 0 }
const WRITES = { 'content-type': 'application/json' }

async function hook(api: Api, url: string, events = ['ticket.*']) {
  const headers = await signIn(api.app, 'fang')
  const made = await api.app.inject({ method: 'POST', url: '/api/v1/webhooks', headers: { ...headers, ...WRITES }, payload: { url, events } })
  expect(made.statusCode).toBe(201)
  const { id, secret } = made.json() as { id: string; secret: string }
  const log = async () => (await api.app.inject({ url: `/api/v1/webhooks/${id}/deliveries`, headers })).json().items
  return { id, secret, headers, log }
}

const REPORT = { from: '李阿姨', in: '128号楼群', text: '128号楼2单元楼道灯不亮了，打13800001111找我' }

describe.each(databases)('webhooks on $name', ({ open }) => {
  test('are told what happens to a ticket, signed, and without anybody’s words', async () => {
    const receiver = await openReceiver()
    const api = await openApi({ db: await open() })
    const { secret, log } = await hook(api, receiver.url, ['ticket.opened', 'ticket.resolved'])
    await api.town.hear(REPORT)
    await api.town.hear({ from: '王师傅', text: '1042 接单' })
    await api.town.hear({ from: '王师傅', text: '1042 完成 换好了' })
    await sendHooks(api.town.desk.context, LOCAL)
    expect(receiver.heard.map(({ headers }) => headers['x-woodpecker-event'])).toEqual(['ticket.opened', 'ticket.resolved'])
    for (const { headers, body } of receiver.heard) {
      const timestamp = String(headers['x-woodpecker-timestamp'])
      expect(headers['x-woodpecker-signature']).toBe(`sha256=${signature(secret, timestamp, body)}`)
      expect(Number(timestamp)).toBe(api.town.now() / 1000)
      expect(body).not.toMatch(/13800001111|李阿姨|楼道灯/)
    }
    expect(JSON.parse(receiver.heard[1]?.body ?? '')).toMatchObject({
      ...{ type: 'ticket.resolved', community: 'demo' },
      ticket: { number: 1042, status: 'resolved', phase: 'resolved', category: 'lighting', buildingId: '128', assigneeId: 'wang' },
    })
    const items = await log()
    expect(items.map((one: { state: string; status: number }) => [one.state, one.status])).toEqual([
      ['delivered', 200],
      ['delivered', 200],
    ])
    expect(items[0].answer.length).toBeLessThanOrEqual(1_024)
    expect(await sendHooks(api.town.desk.context, LOCAL)).toBe(0)
  })

  test('that fail are tried again with growing waits, then left for a person to say again', async () => {
    const receiver = await openReceiver()
    receiver.status = 503
    const api = await openApi({ db: await open() })
    const { id, headers, log } = await hook(api, receiver.url)
    await api.town.hear(REPORT)
    await sendHooks(api.town.desk.context, LOCAL)
    expect(await sendHooks(api.town.desk.context, LOCAL)).toBe(0)
    for (let attempt = 1; attempt < HOOK_PATIENCE.attempts; attempt++) {
      await api.town.pass(api.town.now() + (waitAfter(attempt, 0) ?? 0))
      await sendHooks(api.town.desk.context, LOCAL)
      expect(receiver.heard.length).toBeGreaterThan(attempt)
    }
    const opened = (await log()).find((one: { event: string }) => one.event === 'ticket.opened')
    expect(opened).toMatchObject({ state: 'dead', attempts: HOOK_PATIENCE.attempts, status: 503, problem: 'answered with 503' })
    const ids = receiver.heard.filter(({ body }) => body.includes('ticket.opened')).map((one) => one.headers['x-woodpecker-delivery'])
    expect(new Set(ids)).toEqual(new Set([opened.id]))

    receiver.status = 204
    const again = await api.app.inject({ method: 'POST', url: `/api/v1/webhooks/${id}/deliveries/${opened.id}/redeliver`, headers })
    expect(again.json()).toMatchObject({ id: opened.id, state: 'pending', attempts: 0 })
    await sendHooks(api.town.desk.context, LOCAL)
    expect((await log()).find((one: { id: string }) => one.id === opened.id)).toMatchObject({ state: 'delivered', status: 204 })
  })

  test('are told nothing of what was taken back, and their log forgets in time', async () => {
    const receiver = await openReceiver()
    const api = await openApi({ db: await open() })
    await hook(api, receiver.url)
    const { town } = api
    const { context } = town.desk
    const queued = () => town.db.read.select().from(town.db.tables.webhookDeliveries)
    await town.hear(REPORT)
    const before = await queued()
    const ticket = await town.ticket(1042)
    const undone = town.db.transact(async (tx) => {
      const directory = await context.directories.get(tx, town.communityId)
      await record(context, tx, directory, ticket, [{ type: 'noted', words: 'x' }], null)
      throw new Error('taken back')
    })
    await expect(undone).rejects.toThrow('taken back')
    expect(await queued()).toEqual(before)
    await sendHooks(context, LOCAL)
    await town.pass(town.now() + 31 * 86_400_000)
    await forgetOldDeliveries(context)
    expect(await queued()).toEqual([])
  })
})

describe('a webhook', () => {
  test('leads nowhere within, unless the operator allows it', async () => {
    const receiver = await openReceiver()
    const api = await openApi()
    const { log } = await hook(api, receiver.url)
    await api.town.hear(REPORT)
    await sendHooks(api.town.desk.context, { allowLocal: false, chance: () => 0 })
    expect(receiver.heard).toEqual([])
    expect((await log())[0]).toMatchObject({ state: 'pending', status: null, problem: expect.stringContaining('127.0.0.1') })
  })

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    '::ffff:10.0.0.1',
    '::7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
  ])('does not lead to %s', (address) => {
    expect(isPublic(address)).toBe(false)
  })

  test('leads to the open internet, and to the very address that was looked at', async () => {
    expect(isPublic('203.0.114.7') && isPublic('2606:4700::1111')).toBe(true)
    const both = async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '192.168.0.1', family: 4 },
    ]
    await expect(pinned(new URL('https://rebound.example/'), false, both)).rejects.toThrow(/192\.168\.0\.1/)
    // 0x7f.1 and the like are written out by the URL before anybody looks.
    await expect(pinned(new URL('http://0x7f.1/'), false)).rejects.toThrow(/127\.0\.0\.1/)
    const receiver = await openReceiver()
    const { port } = new URL(receiver.url)
    const posting = { url: `http://receiver.example:${port}/x`, secret: 's', id: 'd', event: 'ping', body: '{}', at: 0 }
    await post(posting, { allowLocal: true, resolve: async () => [{ address: '127.0.0.1', family: 4 }] })
    expect(receiver.heard[0]?.headers.host).toBe(`receiver.example:${port}`)
  })

  test('follows nobody elsewhere', async () => {
    const receiver = await openReceiver()
    Object.assign(receiver, { status: 302, location: `${receiver.url}/elsewhere` })
    const api = await openApi()
    const { id, headers, log } = await hook(api, receiver.url)
    const pinged = await api.app.inject({ method: 'POST', url: `/api/v1/webhooks/${id}/ping`, headers })
    expect(pinged.statusCode).toBe(202)
    await sendHooks(api.town.desk.context, LOCAL)
    expect(receiver.heard.map(({ path }) => path)).toEqual(['/hook'])
    expect((await log())[0]).toMatchObject({ event: 'ping', state: 'pending', problem: 'answered with 302' })
  })

  test('that answers it is gone is switched off', async () => {
    const receiver = await openReceiver()
    receiver.status = 410
    const api = await openApi()
    const { headers, log } = await hook(api, receiver.url)
    await api.town.hear(REPORT)
    await sendHooks(api.town.desk.context, LOCAL)
    expect((await log())[0]).toMatchObject({ state: 'dead' })
    const { items } = (await api.app.inject({ url: '/api/v1/webhooks', headers })).json()
    expect(items).toEqual([expect.objectContaining({ active: false })])
    expect(JSON.stringify(items)).not.toContain('whsec_')
  })

  test('that never answers is given up', async () => {
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      silent.closeAllConnections()
      silent.close()
    })
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`
    const posting = { url, secret: 's', id: 'd', event: 'ping', body: '{}', at: 0 }
    await expect(post(posting, { allowLocal: true, timeoutMs: 50 })).rejects.toThrow('no answer in time')
  })

  test('is changed and dropped by an admin, and every change stands in the audit log', async () => {
    const api = await openApi()
    const { id, headers } = await hook(api, 'https://example.org/a')
    const to = `/api/v1/webhooks/${id}`
    const changed = await api.app.inject({ method: 'PATCH', url: to, headers: { ...headers, ...WRITES }, payload: { active: false } })
    expect(changed.json()).toMatchObject({ id, active: false, url: 'https://example.org/a' })
    const refused = await api.app.inject({ method: 'PATCH', url: to, headers: { ...headers, ...WRITES }, payload: { url: 'ftp://x.example/' } })
    expect(refused.json()).toMatchObject({ code: 'REQUEST_INVALID' })
    expect((await api.app.inject({ method: 'DELETE', url: to, headers })).statusCode).toBe(204)
    expect((await api.app.inject({ method: 'DELETE', url: to, headers })).statusCode).toBe(404)
    const { items } = (await api.app.inject({ url: '/api/v1/audit', headers })).json()
    expect(items.slice(0, 3).map(({ action }: { action: string }) => action)).toEqual(['webhook.dropped', 'webhook.changed', 'webhook.made'])
  })

  test('waits longer each time, half of it by chance, and not for ever', () => {
    expect([1, 2, 3].map((n) => waitAfter(n, 0))).toEqual([5_000, 15_000, 45_000])
    expect(waitAfter(2, 1)).toBe(30_000)
    expect(waitAfter(9, 0.999)).toBeLessThanOrEqual(HOOK_PATIENCE.mostMs)
    expect(waitAfter(HOOK_PATIENCE.attempts, 0)).toBeUndefined()
  })
})
