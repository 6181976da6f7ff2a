/**
 * How much a workbook (a ZIP) is when it is unpacked, found by unpacking it part by part into a bounded room: what a ZIP says of itself may be untrue, and
 * whoever reads workbooks reads all of it into memory.
 */
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'

const inflated = promisify(inflateRaw) as (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>

const END = 0x06054b50
const ENTRY = 0x02014b50
const LENGTHS = { end: 22, entry: 46, local: 30, comment: 65_535 }
const PARTS_AT_MOST = 2_000
const [STORED, DEFLATED] = [0, 8]

/** @returns false for what is larger, has more parts than any workbook, or is no ZIP that can be followed */
export async function unpacksWithin(bytes: Uint8Array, atMost: number): Promise<boolean> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  try {
    let left = atMost
    for (const part of partsOf(zip)) {
      if (part.method !== STORED && part.method !== DEFLATED) return false
      left -= part.method === STORED ? part.packed.length : (await inflated(part.packed, { maxOutputLength: Math.max(1, left) })).length
      if (left < 0) return false
    }
    return true
  } catch {
    return false
  }
}

interface Part {
  method: number
  packed: Buffer
}

/** @throws RangeError where it leads out of itself */
function partsOf(zip: Buffer): Part[] {
  const end = endOf(zip)
  const count = zip.readUInt16LE(end + 10)
  const size = zip.readUInt32LE(end + 12)
  // What stands before a ZIP is left out of its offsets.
  const before = end - size - zip.readUInt32LE(end + 16)
  if (count > PARTS_AT_MOST || before < 0) throw new RangeError('no workbook')
  const parts: Part[] = []
  for (let at = end - size; at < end; ) {
    if (zip.readUInt32LE(at) !== ENTRY || parts.length >= PARTS_AT_MOST) throw new RangeError('no workbook')
    const local = before + zip.readUInt32LE(at + 42)
    const from = local + LENGTHS.local + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const to = from + zip.readUInt32LE(at + 20)
    if (to > zip.length) throw new RangeError('no workbook')
    parts.push({ method: zip.readUInt16LE(at + 10), packed: zip.subarray(from, to) })
    at += LENGTHS.entry + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return parts
}

function endOf(zip: Buffer): number {
  for (let at = zip.length - LENGTHS.end; at >= Math.max(0, zip.length - LENGTHS.end - LENGTHS.comment); at--)
    if (zip.readUInt32LE(at) === END) return at
  throw new RangeError('no workbook')
}
