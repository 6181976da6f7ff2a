/** A PNG of at most 256 colours, chosen for the picture (median cut): half as long as one of all colours, and as good at the size of a thumbnail. */
import { crc32, deflateSync } from 'node:zlib'

const COLOURS = 256
/** Red 5, green 6, blue 5 bits. */
const BINS = 65_536

interface Bins {
  count: Uint32Array
  /** Sums of red, green and blue, by bin. */
  sums: [Float64Array, Float64Array, Float64Array]
}

const binOf = (red: number, green: number, blue: number): number => ((red >> 3) << 11) | ((green >> 2) << 5) | (blue >> 3)

function binned(rgba: Uint8Array): { bins: Bins; pixels: Uint16Array } {
  const bins: Bins = { count: new Uint32Array(BINS), sums: [new Float64Array(BINS), new Float64Array(BINS), new Float64Array(BINS)] }
  const pixels = new Uint16Array(rgba.length / 4)
  for (let i = 0; i < pixels.length; i++) {
    const [red, green, blue] = [rgba[i * 4] ?? 0, rgba[i * 4 + 1] ?? 0, rgba[i * 4 + 2] ?? 0]
    const bin = binOf(red, green, blue)
    pixels[i] = bin
    bins.count[bin] = (bins.count[bin] ?? 0) + 1
    for (const [c, value] of [red, green, blue].entries()) {
      const sums = bins.sums[c]
      if (sums) sums[bin] = (sums[bin] ?? 0) + value
    }
  }
  return { bins, pixels }
}

interface Box {
  bins: number[]
  count: number
  channel: number
  /** How far it reaches in its widest channel, weighed by its pixels. */
  weight: number
}

const channelOf = (bin: number, channel: number): number =>
  channel === 0 ? (bin >> 11) << 3 : channel === 1 ? ((bin >> 5) & 63) << 2 : (bin & 31) << 3

function box(members: number[], { count }: Bins): Box {
  let [channel, widest, pixels] = [0, -1, 0]
  for (const bin of members) pixels += count[bin] ?? 0
  for (let c = 0; c < 3; c++) {
    let [low, high] = [255, 0]
    for (const bin of members) {
      const value = channelOf(bin, c)
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
    if (high - low > widest) [channel, widest] = [c, high - low]
  }
  return { bins: members, count: pixels, channel, weight: widest * Math.sqrt(pixels) }
}

/** In two at the middle of its pixels. */
function halves(whole: Box, bins: Bins): [Box, Box] {
  const sorted = [...whole.bins].sort((a, b) => channelOf(a, whole.channel) - channelOf(b, whole.channel))
  let [seen, cut] = [0, 0]
  while (cut < sorted.length - 2 && seen + (bins.count[sorted[cut] ?? 0] ?? 0) < whole.count / 2) seen += bins.count[sorted[cut++] ?? 0] ?? 0
  return [box(sorted.slice(0, cut + 1), bins), box(sorted.slice(cut + 1), bins)]
}

function boxesOf(bins: Bins): Box[] {
  const used: number[] = []
  for (let bin = 0; bin < BINS; bin++) if ((bins.count[bin] ?? 0) > 0) used.push(bin)
  const boxes = [box(used, bins)]
  while (boxes.length < COLOURS) {
    let heaviest = -1
    for (const [i, one] of boxes.entries()) if (one.bins.length > 1 && (heaviest < 0 || one.weight > (boxes[heaviest]?.weight ?? 0))) heaviest = i
    const whole = boxes[heaviest]
    if (!whole) break
    boxes.splice(heaviest, 1, ...halves(whole, bins))
  }
  return boxes
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** @param rgba four bytes a pixel, row by row; what is see-through is taken as it is */
export function indexedPng(rgba: Uint8Array, width: number, height: number): Buffer {
  const { bins, pixels } = binned(rgba)
  const indexOf = new Uint8Array(BINS)
  const palette = Buffer.alloc(COLOURS * 3)
  for (const [index, { bins: members, count }] of boxesOf(bins).entries()) {
    for (const bin of members) indexOf[bin] = index
    for (const [c, sums] of bins.sums.entries()) palette[index * 3 + c] = Math.round(members.reduce((sum, bin) => sum + (sums[bin] ?? 0), 0) / count)
  }
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = indexOf[pixels[y * width + x] ?? 0] ?? 0
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
