/**
 * The weights file: four letters, the length of a JSON head (32 bits, little-endian), the head, then the arrays in the
 * head's order, each at a multiple of four bytes.
 */
import type { Model } from './model.ts'
import { OUTPUTS } from './network.ts'

const MAGIC = 'WPK1'
const ARRAYS = ['table', 'scales', 'known', 'inner', 'innerBias', 'outer', 'outerBias'] as const

interface Head extends Omit<Model, 'network'> {
  outputs: number
  network: { rows: number; deep: number; hidden: number }
  sizes: Record<(typeof ARRAYS)[number], number>
}

const padded = (length: number): number => Math.ceil(length / 4) * 4

export function encodeModel(model: Model): Uint8Array {
  const { network, ...rest } = model
  const { rows, deep, hidden } = network
  const sizes = Object.fromEntries(ARRAYS.map((name) => [name, network[name].byteLength])) as Head['sizes']
  const head: Head = { ...rest, outputs: OUTPUTS, network: { rows, deep, hidden }, sizes }
  const json = new TextEncoder().encode(JSON.stringify(head))
  const start = padded(8 + json.length)
  const bytes = new Uint8Array(start + ARRAYS.reduce((sum, name) => sum + padded(sizes[name]), 0))
  bytes.set(new TextEncoder().encode(MAGIC))
  new DataView(bytes.buffer).setUint32(4, json.length, true)
  bytes.set(json, 8)
  let at = start
  for (const name of ARRAYS) {
    const array = network[name]
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at)
    at += padded(sizes[name])
  }
  return bytes
}

/** Throws an Error when the bytes are no weights file of this program. The arrays look into a copy of `bytes`. */
export function decodeModel(bytes: Uint8Array): Model {
  if (new TextDecoder().decode(bytes.subarray(0, 4)) !== MAGIC) throw new Error('not a weights file of this program')
  const buffer = bytes.slice().buffer
  const length = new DataView(buffer).getUint32(4, true)
  const { outputs, network, sizes, ...rest } = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length))) as Head
  if (outputs !== OUTPUTS) throw new Error(`the weights file answers ${outputs} questions, this program asks ${OUTPUTS}: train again`)
  let at = padded(8 + length)
  const place = {} as Record<(typeof ARRAYS)[number], number>
  for (const name of ARRAYS) {
    place[name] = at
    at += padded(sizes[name])
  }
  if (at !== buffer.byteLength) throw new Error('the weights file is cut short')
  const floats = (name: (typeof ARRAYS)[number]): Float32Array => new Float32Array(buffer, place[name], sizes[name] / 4)
  return {
    ...rest,
    network: {
      ...network,
      table: new Int8Array(buffer, place.table, sizes.table),
      scales: floats('scales'),
      known: new Uint8Array(buffer, place.known, sizes.known),
      inner: floats('inner'),
      innerBias: floats('innerBias'),
      outer: floats('outer'),
      outerBias: floats('outerBias'),
    },
  }
}
