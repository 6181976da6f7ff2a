/** What a page's form brings: with a picture as multipart, else as a plain form. */
import type { FastifyRequest } from 'fastify'
import { CodedError } from '../../core/errors.ts'
import { PAGE_ACTS, PAGE_WORDS, type PageAct } from '../../services/resident-page.ts'
import { plainText } from './html.ts'

export interface PageForm {
  mark: string
  act: PageAct
  words: string
  satisfied: string
  picture?: { name: string; bytes: Buffer }
}

/** @throws CodedError REQUEST_INVALID */
export async function readForm(request: FastifyRequest): Promise<PageForm> {
  const fields = new Map<string, string>()
  let picture: PageForm['picture']
  if (request.isMultipart()) {
    for await (const part of request.parts()) {
      if (part.type === 'field') fields.set(part.fieldname, typeof part.value === 'string' ? part.value : '')
      else {
        const bytes = await part.toBuffer()
        // A form without a chosen file sends an empty one.
        if (part.fieldname === 'picture' && bytes.length > 0) picture = { name: plainText(part.filename || 'picture'), bytes }
      }
    }
  } else if (typeof request.body === 'string') for (const [name, value] of new URLSearchParams(request.body)) fields.set(name, value)
  const act = PAGE_ACTS.find((name) => name === fields.get('act'))
  if (!act) throw new CodedError('REQUEST_INVALID', 'The form asks for nothing that is known here.')
  const words = plainText(fields.get('words') ?? '')
    .replace(/\r\n?/g, '\n')
    .trim()
  return {
    act,
    mark: fields.get('form') ?? '',
    words: [...words].slice(0, PAGE_WORDS.most).join(''),
    satisfied: fields.get('satisfied') ?? '',
    ...(picture && act === 'add_detail' ? { picture } : {}),
  }
}
