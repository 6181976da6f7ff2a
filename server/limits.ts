/** How much one address may ask. Counted in this process: generous for people behind one line, narrow for guessing. */
import rateLimit from '@fastify/rate-limit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { CodedError } from '../core/errors.ts'
import type { App } from './typebox.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** `sign-in`: few of these from one address. */
    limit?: 'sign-in'
  }
}

export interface Limits {
  /** Questions of one address in a minute. */
  perMinute: number
  /** Sign-in links opened or redeemed from one address in five minutes. */
  signIns: number
  /** Secrets that open nothing, shown from one address in ten minutes. */
  wrongSecrets: number
}
export const LIMITS: Limits = { perMinute: 1_200, signIns: 30, wrongSecrets: 30 }
const MINUTE = 60_000

/** To be added before whatever it is to limit. */
export async function addLimits(
  app: App,
  given: Partial<Limits> = {},
): Promise<{ wrongSecret(request: FastifyRequest, reply: FastifyReply): Promise<void> }> {
  const limits = { ...LIMITS, ...given }
  await app.register(rateLimit, { global: false })
  const counter = (max: number, timeWindow: number) => {
    const count = app.createRateLimit({ max, timeWindow })
    return async (request: FastifyRequest, reply: FastifyReply, what: string): Promise<void> => {
      const result = await count(request)
      if (result.isAllowed || !result.isExceeded) return
      reply.header('retry-after', String(result.ttlInSeconds))
      throw new CodedError('TOO_MANY', `${what} More than ${max} in ${timeWindow / MINUTE} min from this address.`)
    }
  }
  const all = counter(limits.perMinute, MINUTE)
  const signIns = counter(limits.signIns, 5 * MINUTE)
  const wrong = counter(limits.wrongSecrets, 10 * MINUTE)
  app.addHook('onRequest', async (request, reply) => {
    await all(request, reply, 'Too many questions.')
    if (request.routeOptions.config.limit === 'sign-in') await signIns(request, reply, 'Too many sign-ins.')
  })
  return { wrongSecret: (request, reply) => wrong(request, reply, 'Too many wrong secrets.') }
}
