import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ATTACHMENT_LIMIT, createFileStore, type FileStore } from '../../services/files.ts'
import { pictureOf } from '../support/picture.ts'

let folder: string
let files: FileStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'woodpecker-files-'))
  files = createFileStore(join(folder, 'attachments'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const stored = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
const bytesOf = (...start: (number | string)[]): Buffer =>
  Buffer.concat([...start.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from([part]))), Buffer.alloc(600)])
const refused = { code: 'ATTACHMENT_REFUSED' }

describe('an attachment', () => {
  it('is kept under the hash of its content and read back byte for byte', async () => {
    const picture = pictureOf('stairwell')
    const kept = await files.put(picture)
    expect(kept).toEqual({ hash: expect.stringMatching(/^[0-9a-f]{64}$/), mime: 'image/png', size: picture.length })
    expect((await files.read(kept.hash)).equals(picture)).toBe(true)
    expect(await files.has(kept.hash)).toBe(true)
    expect(await files.has('0'.repeat(64))).toBe(false)
  })

  it('is judged by its content, never by its name', async () => {
    expect((await files.put(bytesOf(0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 'JFIF'))).mime).toBe('image/jpeg')
    expect((await files.put(bytesOf('GIF89a'))).mime).toBe('image/gif')
    expect((await files.put(bytesOf('%PDF-1.7\n'))).mime).toBe('application/pdf')
    expect((await files.put(bytesOf(0xff, 0xfb, 0x90, 0x64))).mime).toBe('audio/mpeg')
    expect((await files.put(bytesOf(2, '#!SILK_V3'))).mime).toBe('audio/silk')
    expect((await files.put(bytesOf(0, 0, 0, 0x18, 'ftypisom'))).mime).toBe('video/mp4')
  })

  it.each([
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a drawing that may carry a script', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
    ['a program', 'MZ\x90\x00\x03\x00\x00\x00'],
    ['an ELF program', '\x7fELF\x02\x01\x01'],
    ['a script', '#!/bin/sh\nrm -rf /\n'],
    ['plain words', '楼道堵了'],
  ])('that is %s is refused and leaves nothing', async (_, start) => {
    await expect(files.put(bytesOf(start))).rejects.toMatchObject(refused)
    expect(stored()).toEqual([])
  })

  it('that is empty or larger than the limit is refused, and one of exactly the limit is kept', async () => {
    await expect(files.put(Buffer.alloc(0))).rejects.toMatchObject(refused)
    const whole = Buffer.concat([pictureOf('x'), Buffer.alloc(ATTACHMENT_LIMIT.bytes)])
    await expect(files.put(whole.subarray(0, ATTACHMENT_LIMIT.bytes + 1))).rejects.toMatchObject(refused)
    expect((await files.put(whole.subarray(0, ATTACHMENT_LIMIT.bytes))).size).toBe(ATTACHMENT_LIMIT.bytes)
  })
})

describe('the same picture', () => {
  it('sent twice is kept once', async () => {
    const [one, two] = [await files.put(pictureOf('same')), await files.put(pictureOf('same'))]
    expect(one).toEqual(two)
    expect(stored()).toEqual([one.hash])
  })

  it('sent by ten people at the same moment is kept once, whole, and nobody is refused', async () => {
    const large = Buffer.concat([pictureOf('same'), Buffer.alloc(2_000_000, 7)])
    const kept = await Promise.all(Array.from({ length: 10 }, () => files.put(large)))
    expect(new Set(kept.map((one) => one.hash)).size).toBe(1)
    expect(stored()).toEqual([kept[0]?.hash])
    expect(readFileSync(files.pathOf(kept[0]?.hash ?? '')).equals(large)).toBe(true)
  })

  it('of which an interrupted run left half is written whole', async () => {
    const { hash } = await files.put(pictureOf('half'))
    writeFileSync(files.pathOf(hash), 'half')
    await files.put(pictureOf('half'))
    expect((await files.read(hash)).equals(pictureOf('half'))).toBe(true)
  })
})

describe('a hash that is none', () => {
  it.each(['../../etc/passwd', '..', '', '/etc/passwd', `${'a'.repeat(63)}/`, 'A'.repeat(64), `${'a'.repeat(64)}\n`, `${'a'.repeat(65)}`])(
    '"%s" leads nowhere',
    (hash) => {
      expect(() => files.pathOf(hash)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
    },
  )

  it('whatever is asked for, no path leaves the folder', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('.', '/', '\\', 'a', '0', '\0') })), (hash) => {
        let path: string
        try {
          path = files.pathOf(hash)
        } catch (error) {
          expect(error).toMatchObject({ code: 'NOT_FOUND' })
          return
        }
        expect(path.startsWith(join(folder, 'attachments'))).toBe(true)
      }),
    )
  })
})
