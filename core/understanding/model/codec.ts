/**
 * The weights file: four letters, the length of a JSON head (32 bits, little-endian), the head, then the arrays of each
 * network in the head's order, each at a multiple of four bytes.
 */
import { type Meanings, rowsOf } from './meaning.ts'
import type { Model } from './model.ts'
import { type Network, OUTPUTS } from './network.ts'

const MAGIC = 'WPK4'
const ARRAYS = ['table', 'scales', 'known', 'inner', 'innerBias', 'outer', 'outerBias', 'fromMeaning'] as const
type ArrayName = (typeof ARRAYS)[number]

interface Shape {
  rows: number
  salt: number
  deep: number
  hidden: number
  /** Bytes of each array; one without any is left out. */
  sizes: Partial<Record<ArrayName, number>>
}

interface Head extends Omit<Model, 'aloneNetworks' | 'talkNetworks' | 'topics' | 'meanings'> {
  outputs: number
  /** How many networks judge a message by itself, within the talk, and topics; then their shapes in that order. */
  members: { alone: number; talk: number; topics: number }
  networks: readonly Shape[]
  /** Width and number of the directions of meaning that follow the networks. */
  meanings?: { width: number; pairs: number }
}

const padded = (length: number): number => Math.ceil(length / 4) * 4

const shapeOf = (network: Network): Shape => ({
  rows: network.rows,
  salt: network.salt,
  deep: network.deep,
  hidden: network.hidden,
  sizes: Object.fromEntries(ARRAYS.filter((name) => network[name].byteLength > 0).map((name) => [name, network[name].byteLength])),
})

const lengthOf = ({ sizes }: Shape): number => ARRAYS.reduce((sum, name) => sum + padded(sizes[name] ?? 0), 0)
const lengthOfMeanings = ({ meanings }: Head): number => (meanings ? padded(meanings.pairs * (8 + meanings.width)) : 0)

export function encodeModel(model: Model): Uint8Array {
  const { aloneNetworks, talkNetworks, topics, meanings, ...rest } = model
  const networks = [...aloneNetworks, ...talkNetworks, ...topics]
  const members = { alone: aloneNetworks.length, talk: talkNetworks.length, topics: topics.length }
  const shapes = networks.map(shapeOf)
  const head: Head = {
    ...rest,
    outputs: OUTPUTS,
    members,
    networks: shapes,
    ...(meanings ? { meanings: { width: meanings.width, pairs: meanings.pairs.length } } : {}),
  }
  const json = new TextEncoder().encode(JSON.stringify(head))
  const start = padded(8 + json.length)
  const bytes = new Uint8Array(start + shapes.reduce((sum, shape) => sum + lengthOf(shape), 0) + lengthOfMeanings(head))
  bytes.set(new TextEncoder().encode(MAGIC))
  new DataView(bytes.buffer).setUint32(4, json.length, true)
  bytes.set(json, 8)
  let at = start
  for (const one of networks) {
    for (const name of ARRAYS) {
      const array = one[name]
      bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at)
      at += padded(array.byteLength)
    }
  }
  for (const array of meanings ? [meanings.pairs, meanings.scales, meanings.table] : []) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at)
    at += array.byteLength
  }
  return bytes
}

function readNetwork(buffer: ArrayBuffer, start: number, { rows, salt, deep, hidden, sizes }: Shape): Network {
  const place = {} as Record<ArrayName, number>
  let at = start
  for (const name of ARRAYS) {
    place[name] = at
    at += padded(sizes[name] ?? 0)
  }
  const floats = (name: ArrayName): Float32Array => new Float32Array(buffer, place[name], (sizes[name] ?? 0) / 4)
  return {
    rows,
    salt,
    deep,
    hidden,
    table: new Int8Array(buffer, place.table, sizes.table ?? 0),
    scales: floats('scales'),
    known: new Uint8Array(buffer, place.known, sizes.known ?? 0),
    inner: floats('inner'),
    innerBias: floats('innerBias'),
    outer: floats('outer'),
    outerBias: floats('outerBias'),
    meaning: (sizes.fromMeaning ?? 0) / 4 / (hidden + OUTPUTS),
    fromMeaning: floats('fromMeaning'),
  }
}

function readMeanings(buffer: ArrayBuffer, at: number, { width, pairs: count }: { width: number; pairs: number }): Meanings {
  const pairs = new Uint32Array(buffer, at, count)
  return {
    width,
    pairs,
    scales: new Float32Array(buffer, at + 4 * count, count),
    table: new Int8Array(buffer, at + 8 * count, count * width),
    rows: rowsOf(pairs),
  }
}

/** Throws an Error when the bytes are no weights file of this program. The arrays look into a copy of `bytes`. */
export function decodeModel(bytes: Uint8Array): Model {
  if (new TextDecoder().decode(bytes.subarray(0, 4)) !== MAGIC) throw new Error('not a weights file of this program')
  const buffer = new Uint8Array(bytes).buffer
  const length = new DataView(buffer).getUint32(4, true)
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length))) as Head
  const { outputs, members, networks, meanings, ...rest } = head
  if (outputs !== OUTPUTS) throw new Error(`the weights file answers ${outputs} questions, this program asks ${OUTPUTS}: train again`)
  let at = padded(8 + length)
  if (at + networks.reduce((sum, shape) => sum + lengthOf(shape), 0) + lengthOfMeanings(head) !== buffer.byteLength)
    throw new Error('the weights file is cut short')
  const all = networks.map((shape) => {
    const read = readNetwork(buffer, at, shape)
    at += lengthOf(shape)
    return read
  })
  const talkFrom = members.alone
  const topicsFrom = talkFrom + members.talk
  return {
    ...rest,
    aloneNetworks: all.slice(0, talkFrom),
    talkNetworks: all.slice(talkFrom, topicsFrom),
    topics: all.slice(topicsFrom),
    ...(meanings ? { meanings: readMeanings(buffer, at, meanings) } : {}),
  }
}
