/**
 * Small pictures for pages that anybody may look at: drawn anew, so nothing goes out that a camera wrote beside the picture (where, when, whose), and a
 * phone loads little.
 */
import { renderAsync } from '@resvg/resvg-js'
import type { DeskContext } from './context.ts'
import { indexedPng } from './indexed-png.ts'
import { DRAWN_IN_CARDS } from './pair-card.ts'

export const THUMBNAIL_WIDTHS = [400, 960] as const
const [SMALL] = THUMBNAIL_WIDTHS
export type ThumbnailWidth = (typeof THUMBNAIL_WIDTHS)[number]

/** A small file may claim to be a picture of any size: beyond this it is not unpacked. */
const PIXELS_AT_MOST = 50_000_000
const KEPT = { pictures: 80, bytes: 24 * 1024 * 1024 }

export interface PictureSize {
  mime: string
  width: number
  height: number
}

/** What a PNG, JPEG or GIF says of its size; undefined for anything else. */
export function pictureSize(bytes: Buffer): PictureSize | undefined {
  if (bytes.length < 26) return undefined
  if (bytes.readUInt32BE(0) === 0x89504e47) return { mime: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  if (bytes.toString('latin1', 0, 4) === 'GIF8') return { mime: 'image/gif', width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
  return bytes.readUInt16BE(0) === 0xffd8 ? jpegSize(bytes) : undefined
}

/** Walks the segments to the frame header, which all but three of the codes C0–CF are. */
function jpegSize(bytes: Buffer): PictureSize | undefined {
  let at = 2
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const code = bytes[at + 1] ?? 0
    if (code === 0xff) {
      at += 1
      continue
    }
    if (code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc)
      return { mime: 'image/jpeg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}

async function drawn(bytes: Buffer, width: ThumbnailWidth): Promise<Buffer | undefined> {
  const size = pictureSize(bytes)
  if (!size || !DRAWN_IN_CARDS.has(size.mime) || size.width < 1 || size.height < 1 || size.width * size.height > PIXELS_AT_MOST) return undefined
  const wide = Math.min(width, size.width)
  // A picture as long as a scroll is cut to four times its width.
  const high = Math.max(1, Math.round(Math.min((wide * size.height) / size.width, wide * 4)))
  const href = `data:${size.mime};base64,${bytes.toString('base64')}`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}"><rect width="100%" height="100%" fill="#ffffff"/><image width="${wide}" height="${high}" preserveAspectRatio="xMidYMid slice" href="${href}"/></svg>`
  const image = await renderAsync(svg, { font: { loadSystemFonts: false } })
  return width === SMALL ? indexedPng(image.pixels, image.width, image.height) : Buffer.from(image.asPng())
}

export type Thumbnails = (hash: string, width: ThumbnailWidth) => Promise<Buffer | undefined>

/** @returns PNG bytes; undefined for what is not stored, or is no picture that can be drawn */
export function createThumbnails(cx: DeskContext): Thumbnails {
  const kept = new Map<string, Promise<Buffer | undefined>>()
  let bytesKept = 0
  const make = async (hash: string, width: ThumbnailWidth): Promise<Buffer | undefined> => {
    const bytes = await cx.files.read(hash).catch(() => undefined)
    return bytes && drawn(bytes, width).catch(() => undefined)
  }
  return (hash, width) => {
    const name = `${hash} ${width}`
    const known = kept.get(name)
    if (known) return known
    const making = make(hash, width).then((made) => {
      bytesKept += made?.length ?? 0
      for (const oldest of kept.keys()) {
        if (kept.size <= KEPT.pictures && bytesKept <= KEPT.bytes) break
        void kept.get(oldest)?.then((gone) => {
          bytesKept -= gone?.length ?? 0
        })
        kept.delete(oldest)
        if (oldest === name) break
      }
      if (!made) kept.delete(name)
      return made
    })
    kept.set(name, making)
    return making
  }
}
