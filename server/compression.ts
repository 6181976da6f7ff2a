/**
 * Answers are compressed where it is safe. What carries a secret is not: beside words that the asker chose, its length would tell of it.
 * Streams of events and pictures are no compressible kind, so they go as they are. Questions are never unpacked.
 */
import compress from '@fastify/compress'
import type { App } from './typebox.ts'

/** Below this, packing costs more than it saves. */
const WORTH = { bytes: 1_024 }
const COMPRESSED = /^(?:text\/(?!event-stream)|application\/(?:json|problem\+json|javascript|xml|rss\+xml|manifest\+json)|image\/svg\+xml)/

export async function addCompression(app: App): Promise<void> {
  await app.register(compress, { globalDecompression: false, threshold: WORTH.bytes, encodings: ['br', 'gzip'], customTypes: COMPRESSED })
}
