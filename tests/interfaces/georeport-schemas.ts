/**
 * What the JSON schemas of open311/schema-validation (GeoReport v2) demand, written anew: that project states no licence. Set OPEN311_SCHEMAS to a folder
 * with the official files (services.json, service.json, service-definition.json, requests.json, request.json) and the tests hold answers against those too.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Draft4 from 'ajv-draft-04'
import addFormats from 'ajv-formats'

const maybe = (type: string, more: object = {}) => ({ anyOf: [{ type, ...more }, { type: 'null' }] })
const text = { type: 'string' }
const words = maybe('string')

const service = {
  type: 'object',
  required: ['service_code', 'service_name', 'metadata', 'type'],
  properties: {
    ...{ service_code: text, service_name: text, description: words, metadata: { type: 'boolean' } },
    ...{ type: { enum: ['realtime', 'batch', 'blackbox'] }, keywords: words, group: words },
  },
}
const attribute = {
  type: 'object',
  required: ['variable', 'code', 'datatype', 'required'],
  properties: {
    ...{ variable: { type: 'boolean' }, code: text, required: { type: 'boolean' }, datatype_description: words },
    datatype: { enum: ['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist'] },
    ...{ order: maybe('integer'), description: words },
    values: { type: 'array', items: { type: 'object', required: ['key', 'name'], properties: { key: text, name: text } } },
  },
}
const moment = { format: 'date-time' }
const request = {
  type: 'object',
  required: ['service_request_id', 'status', 'service_code', 'requested_datetime'],
  properties: {
    ...{ service_request_id: text, status: { enum: ['open', 'closed'] }, status_notes: words, service_name: words, service_code: text },
    ...{ description: maybe('string', { maxLength: 4000 }), agency_responsible: words, service_notice: words },
    ...{ requested_datetime: { type: 'string', ...moment }, updated_datetime: maybe('string', moment), expected_datetime: maybe('string', moment) },
    ...{
      address: words,
      address_id: words,
      zipcode: words,
      lat: maybe('number'),
      long: maybe('number'),
      media_url: maybe('string', { format: 'uri' }),
    },
  },
}
const own = {
  services: { type: 'array', items: service },
  'service-definition': {
    type: 'object',
    required: ['service_code', 'attributes'],
    properties: { service_code: text, attributes: { type: 'array', items: attribute } },
  },
  requests: { type: 'array', items: request },
}
export type GeoReportAnswer = keyof typeof own

/** What is wrong with an answer; empty when nothing is. */
export function faultsOf(kind: GeoReportAnswer, answer: unknown): string[] {
  const folder = process.env.OPEN311_SCHEMAS
  const faults = check(own[kind], answer, [])
  if (folder === undefined) return faults
  const official = (name: string): { items?: { $ref?: string } } => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))
  const whole = official(kind)
  const part = kind === 'services' ? 'service' : kind === 'requests' ? 'request' : undefined
  return [...faults, ...check(whole, answer, part === undefined ? [] : [{ id: `${part}.json`, schema: official(part) }])]
}

function check(schema: object, answer: unknown, parts: { id: string; schema: object }[]): string[] {
  const ajv = new Draft4.default({ strict: false, allErrors: true })
  addFormats.default(ajv as never)
  for (const part of parts) ajv.addSchema(part.schema, part.id)
  const valid = ajv.compile(schema)
  return valid(answer) ? [] : (valid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
