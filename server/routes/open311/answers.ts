/** One answer as JSON or XML, as the specification writes each. */
import { XMLBuilder } from 'fast-xml-parser'
import type { FastifyReply } from 'fastify'

export const FORMATS = ['xml', 'json'] as const
export type Format = (typeof FORMATS)[number]

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain }

/** What the elements of a list are called: `<attributes><attribute>…`. */
const ONE_OF: Record<string, string> = {
  services: 'service',
  service_requests: 'request',
  attributes: 'attribute',
  values: 'value',
  endpoints: 'endpoint',
  formats: 'format',
  errors: 'error',
}

const builder = new XMLBuilder({ suppressEmptyNode: true, ignoreAttributes: false, suppressBooleanAttributes: false })

/** Characters that XML has no way to write. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

function node(name: string, value: Plain): unknown {
  if (Array.isArray(value)) return value.length === 0 ? '' : { [ONE_OF[name] ?? 'item']: value.map((one) => node('', one)) }
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, node(key, of)]))
  return value === null ? '' : String(value).replace(UNWRITABLE, '')
}

export const toXml = (root: string, value: Plain): string => `<?xml version="1.0" encoding="utf-8"?>\n${builder.build({ [root]: node(root, value) })}`

/** @param type where a validator looks at the very letters of the header */
export function answer(reply: FastifyReply, format: Format, root: string, value: Plain, type = 'text/xml; charset=utf-8'): FastifyReply {
  return format === 'json'
    ? reply.type('application/json; charset=utf-8').send(JSON.stringify(value))
    : reply.header('content-type', type).send(Buffer.from(toXml(root, value)))
}

/** `[{code, description}]` with the status as its code. */
export const refusal = (reply: FastifyReply, format: Format, status: number, description: string): FastifyReply =>
  answer(reply.code(status), format, 'errors', [{ code: status, description }])

/** `1042.json` → `1042` and `json`; undefined when it ends in no format of ours. */
export function named(file: string): { name: string; format: Format } | undefined {
  const dot = file.lastIndexOf('.')
  const format = FORMATS.find((one) => one === file.slice(dot + 1))
  return dot > 0 && format ? { name: file.slice(0, dot), format } : undefined
}
