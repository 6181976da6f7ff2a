/** ETags: the asker who has it already gets 304 and no body. */
import type { FastifyReply, FastifyRequest } from 'fastify'

export const etagOf = (version: string | number): string => `"${version}"`

/** Says the version of the answer. @returns true when the asker has this very version: 304 has been sent, and `return reply` is all that is left. */
export function isFresh(request: FastifyRequest, reply: FastifyReply, version: string | number): boolean {
  const tag = etagOf(version)
  // Kept by the browser, but asked for each time: what somebody may see can change.
  reply.header('etag', tag).header('cache-control', 'private, no-cache')
  const known = request.headers['if-none-match']
  const same = known?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag) ?? false
  if (same) reply.code(304).send()
  return same
}
