/** Loads the trained weights that ship with the program. Core stays pure: it takes the model as a value. */
import { readFileSync } from 'node:fs'
import { decodeModel } from '../core/understanding/model/codec.ts'
import { createReader, type Reader } from '../core/understanding/reader.ts'

/** The reader as the services know it. */
export type MessageReader = Reader

export const WEIGHTS_FILE = new URL('../core/understanding/weights/reader.bin', import.meta.url)

/** Throws when the weights file is missing or of another version. */
export function loadReader(): MessageReader {
  return createReader(decodeModel(readFileSync(WEIGHTS_FILE)))
}
