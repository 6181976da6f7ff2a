/** Secrets of links, sessions and tokens: 256 bits of chance, kept as a hash only, so a copied database opens no door. */
import { createHash, randomBytes } from 'node:crypto'

export const newSecret = (): string => randomBytes(32).toString('base64url')

/** Found again by its hash: equality is asked of the hash, so the time it takes tells nothing about the secret. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
