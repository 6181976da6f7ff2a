/** NUL is no letter of any question, and PostgreSQL keeps none: what holds one is refused here, once, instead of failing somewhere below. */
import { CodedError } from '../core/errors.ts'
import type { App } from './typebox.ts'

const refused = (): never => {
  throw new CodedError('REQUEST_INVALID', 'NUL (U+0000) may not stand anywhere in a question.')
}

export function addPlainQuestions(app: App): void {
  app.addHook('onRequest', async ({ url }) => {
    if (url.includes('%00')) refused()
  })
  app.addHook('preValidation', async ({ body }) => {
    if (holdsNul(body)) refused()
  })
}

/** Without recursion: a short body can be thousands deep. */
function holdsNul(body: unknown): boolean {
  const left = [body]
  while (left.length > 0) {
    const one = left.pop()
    if (typeof one === 'string') {
      if (one.includes('\0')) return true
    } else if (Array.isArray(one)) for (const part of one) left.push(part)
    else if (typeof one === 'object' && one !== null && Object.getPrototypeOf(one) === Object.prototype)
      for (const [name, part] of Object.entries(one)) left.push(name, part)
  }
  return false
}
