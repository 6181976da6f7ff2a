/** Who changes the set-up, and which one they saw. */
import type { FastifyRequest } from 'fastify'
import type { SetupAsker } from '../services/setup/change.ts'
import { principalOf } from './access/rights.ts'

export function setupAskerOf(request: FastifyRequest, revision: number | undefined): SetupAsker {
  const { communityId, personId } = principalOf(request)
  return { communityId, actor: personId, revision }
}
