/** What people put up and what is handed out: names that climb, kinds that lie, sizes that swell. */
import { crc32, deflateRawSync, gzipSync } from 'node:zlib'
import type { LightMyRequestResponse } from 'fastify'
import { describe, expect, test } from 'vitest'
import { type Api, openApi, signIn } from '../support/api.ts'
import { play } from '../support/conversation.ts'
import { pictureOf } from '../support/picture.ts'

const REPORT = '12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去\n+8s 小啄 @128号楼群: 记下了 #1042 …'

interface Upload {
  name?: string
  bytes?: Uint8Array | string
  field?: string
  type?: string
}

function form(...files: Upload[]) {
  const parts = files.flatMap(({ name = 'a.png', bytes = pictureOf('x'), field = 'file', type = 'image/png' }) => [
    Buffer.from(`--edge\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`),
    Buffer.from(bytes),
    Buffer.from('\r\n'),
  ])
  return { payload: Buffer.concat([...parts, Buffer.from('--edge--\r\n')]), headers: { 'content-type': 'multipart/form-data; boundary=edge' } }
}

async function reported(): Promise<{
  api: Api
  put: (url: string, ...files: Upload[]) => Promise<LightMyRequestResponse>
  headers: { cookie: string }
}> {
  const api = await openApi({ server: { limits: { perMinute: 1e9 } } })
  await play(api.town, REPORT)
  const headers = await signIn(api.app, 'fang')
  const put = (url: string, ...files: Upload[]) => {
    const { payload, headers: own } = form(...files)
    return api.app.inject({ method: 'POST', url: `/api/v1${url}`, headers: { ...headers, ...own }, payload })
  }
  return { api, put, headers }
}

/** A ZIP of one file that says nothing true about its size when `said` is given. */
function zip(name: string, bytes: Buffer, said = bytes.length): Buffer {
  const packed = deflateRawSync(bytes)
  const head = (signature: number, extra: number[]) => {
    const h = Buffer.alloc(signature === 0x04034b50 ? 30 : 46)
    h.writeUInt32LE(signature, 0)
    const at = signature === 0x04034b50 ? 4 : 6
    h.writeUInt16LE(20, at)
    h.writeUInt16LE(8, at + 4)
    h.writeUInt32LE(crc32(bytes), at + 10)
    h.writeUInt32LE(packed.length, at + 14)
    h.writeUInt32LE(said, at + 18)
    h.writeUInt16LE(name.length, at + 22)
    for (const [i, value] of extra.entries()) h.writeUInt32LE(value, 42 + i * 4)
    return Buffer.concat([h, Buffer.from(name)])
  }
  const local = Buffer.concat([head(0x04034b50, []), packed])
  const central = head(0x02014b50, [0])
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, central, end])
}

describe('paths', () => {
  test('that climb out of their folder lead nowhere, however they are written', async () => {
    const { api, headers } = await reported()
    const climbing = [
      '..',
      '../..',
      '..%2f..%2f',
      '%2e%2e/',
      '..%5c..%5c',
      '....//',
      '%252e%252e%252f',
      '..%00/',
      'C:%5c',
      '%2fetc%2fpasswd',
      'a'.repeat(64),
      `${'A'.repeat(62)}..`,
    ]
    for (const folder of [
      '/api/v1/attachments/',
      '/board/demo/pictures/',
      '/t/p-demo.1.1.li.0.x/pictures/',
      '/api/docs/static/',
      '/plain/',
      '/open311/v2/requests/',
    ])
      for (const path of climbing)
        for (const end of ['', '/package.json', '/etc/passwd']) {
          const answer = await api.app.inject({ url: `${folder}${path}${end}`, headers })
          expect(answer.statusCode, `${folder}${path}${end}`).toBeLessThan(500)
          expect(answer.body).not.toMatch(/root:|"woodpecker"/)
        }
  })
})

describe('a picture put up', () => {
  let api: Api
  let put: Awaited<ReturnType<typeof reported>>['put']
  let headers: { cookie: string }

  test('keeps its name as words only: it names no file, breaks no header and no page', async () => {
    ;({ api, put, headers } = await reported())
    const names = [
      '../../../etc/cron.d/x',
      '..\\..\\x.png',
      'a\\r\\nset-cookie: x=1.png',
      '<script>alert(1)</script>.png',
      '%0d%0aX: y.png',
      `${'长'.repeat(500)}.png`,
      '\u202egnp.exe',
      'CON',
      '',
    ]
    for (const [i, name] of names.entries()) {
      const done = await put('/tickets/1042/pictures', { name, bytes: pictureOf(`n${i}`) })
      expect(done.statusCode, `${name} ${done.body}`).toBe(200)
    }
    const stored: (string | undefined)[] = []
    for await (const folder of api.app.desk.files.stored()) stored.push(...folder.map(({ path }) => path.split('/').slice(-2).join('/')))
    expect(stored.length).toBeGreaterThan(7)
    expect(stored.filter((path) => !/^[0-9a-f]{2}\/[0-9a-f]{64}$/.test(path ?? ''))).toEqual([])
    const { attachments } = (await api.app.inject({ url: '/api/v1/tickets/1042', headers })).json() as { attachments: { url: string }[] }
    expect(attachments.length).toBe(names.length)
    for (const { url } of attachments) {
      const answer = await api.app.inject({ url, headers })
      expect([answer.statusCode, answer.headers['content-type'], answer.headers['content-disposition']]).toEqual([200, 'image/png', 'inline'])
      expect(answer.headers['content-security-policy']).toContain('sandbox')
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
  })

  test('is one by its bytes: a page, a drawing with scripts or a program under its name is refused', async () => {
    ;({ api, put } = await reported())
    const lies: (string | Buffer)[] = [
      '<!doctype html><script>alert(1)</script>',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
      '#!/bin/sh\nrm -rf /',
      Buffer.from('4d5a90000300000004000000ffff0000', 'hex'),
      Buffer.from('7f454c4602010100', 'hex'),
      '%PDF-1.7\n',
      zip('a.txt', Buffer.from('hello')),
      '',
    ]
    for (const bytes of lies) {
      const answer = await put('/tickets/1042/pictures', { name: 'photo.png', bytes })
      expect([answer.statusCode, answer.json().code], String(bytes).slice(0, 40)).toEqual([422, 'ATTACHMENT_REFUSED'])
    }
  })

  test('that is too large, or comes with too much beside it, is refused before it is kept', async () => {
    ;({ api, put, headers } = await reported())
    const large = Buffer.concat([pictureOf('large'), Buffer.alloc(20 * 1024 * 1024)])
    const two = await put('/tickets/1042/pictures', { bytes: large })
    expect([two.statusCode, two.json().code]).toEqual([413, 'TOO_LARGE'])
    const fields = Array.from({ length: 40 }, (_, i) => `--edge\r\ncontent-disposition: form-data; name="f${i}"\r\n\r\nx\r\n`).join('')
    const many = await api.app.inject({
      method: 'POST',
      url: '/api/v1/tickets/1042/pictures',
      headers: { ...headers, 'content-type': 'multipart/form-data; boundary=edge' },
      payload: `${fields}--edge--\r\n`,
    })
    expect(many.statusCode).toBeGreaterThanOrEqual(400)
    expect(many.statusCode).toBeLessThan(500)
    const left: unknown[] = []
    for await (const folder of api.app.desk.files.stored()) left.push(...folder)
    expect(left).toEqual([])
  })
})

describe('what swells', () => {
  test('a workbook that unpacks to far more than it is, told or untold, is refused', async () => {
    const { put } = await reported()
    const swollen = Buffer.alloc(60 * 1024 * 1024, 0x20)
    for (const said of [swollen.length, 1_000]) {
      const bytes = zip('xl/worksheets/sheet1.xml', swollen, said)
      expect(bytes.length).toBeLessThan(4 * 1024 * 1024)
      const answer = await put('/setup/import?dryRun=true', { name: 'a.xlsx', bytes })
      expect([answer.statusCode, answer.json().code], answer.body).toEqual([422, 'FILE_INVALID'])
    }
  })

  test('a text whose parts stand for each other over and over is refused', async () => {
    const { put } = await reported()
    const rows = ['a: &a ["x","x","x","x","x","x","x","x","x"]']
    for (let i = 1; i < 9; i++)
      rows.push(
        `${'abcdefghi'[i]}: &${'abcdefghi'[i]} [${Array(9)
          .fill(`*${'abcdefghi'[i - 1]}`)
          .join(',')}]`,
      )
    const answer = await put('/setup/import?dryRun=true', { name: 'a.yaml', bytes: rows.join('\n') })
    expect([answer.statusCode, answer.json().code], answer.body.slice(0, 300)).toEqual([422, 'FILE_INVALID'])
    const deep = await put('/setup/import?dryRun=true', { name: 'a.json', bytes: '['.repeat(50_000) })
    expect([deep.statusCode, deep.json().code], deep.body.slice(0, 300)).toEqual([422, 'FILE_INVALID'])
  })

  test('questions are never unpacked, and none is larger than it may be', async () => {
    const { api, headers } = await reported()
    const send = (payload: Buffer | string, more: Record<string, string> = {}) =>
      api.app.inject({ method: 'POST', url: '/api/v1/views', headers: { ...headers, 'content-type': 'application/json', ...more }, payload })
    const packed = gzipSync(JSON.stringify({ name: 'x'.repeat(1e6), query: {} }))
    for (const encoding of ['gzip', 'br', 'deflate']) expect((await send(packed, { 'content-encoding': encoding })).statusCode).toBe(400)
    expect((await send(JSON.stringify({ name: 'x'.repeat(70_000), query: {} }))).statusCode).toBe(413)
    expect((await send('['.repeat(60_000))).statusCode).toBe(400)
    expect((await send(`${'['.repeat(30_000)}${']'.repeat(30_000)}`)).statusCode).toBe(400)
    expect((await send(`{"name":"a\\u0000","query":{}}`)).statusCode).toBe(400)
    expect((await send('{"name":"x","query":{},"__proto__":{"isAdmin":true}}')).statusCode).toBeGreaterThanOrEqual(400)
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  })
})
