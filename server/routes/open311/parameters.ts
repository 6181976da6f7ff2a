/** What a client asks, wherever it put it: clients in the wild send the same parameters in the address, as a form, or as JSON. */
import type { FastifyRequest } from 'fastify'
import { CodedError } from '../../../core/errors.ts'
import { type AttributeCode, REQUEST_STATES, REQUESTS_AT_MOST, SPAN, statusesOf } from '../../../core/open311.ts'
import { CATEGORIES, type Category, URGENCIES } from '../../../core/understanding/terms.ts'
import type { ServiceOrder } from '../../../services/open311.ts'
import type { RequestQuestion } from '../../../services/open311-requests.ts'

const DAY = 86_400_000

/** The form comes before the address. */
export function parametersOf(request: FastifyRequest): URLSearchParams {
  const all = new URLSearchParams(bodyOf(request.body))
  for (const [name, value] of new URLSearchParams(request.url.split('?')[1] ?? '')) if (!all.has(name)) all.append(name, value)
  return all
}

function bodyOf(body: unknown): [string, string][] {
  if (body instanceof URLSearchParams) return [...body]
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return []
  return Object.entries(body).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[name, String(value)]] : [],
  )
}

/** The first value that is not empty. */
export const said = (parameters: URLSearchParams, name: string): string | undefined =>
  parameters
    .getAll(name)
    .map((value) => value.trim())
    .find((value) => value !== '')

const refuse = (detail: string): never => {
  throw new CodedError('REQUEST_INVALID', detail)
}

const listed = (parameters: URLSearchParams, name: string): string[] | undefined => {
  const values = parameters
    .getAll(name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter(Boolean)
  return values.length === 0 ? undefined : [...new Set(values)]
}

export const categoryOf = (code: string): Category | undefined => CATEGORIES.find((category) => category === code)

function moment(parameters: URLSearchParams, name: string): number | undefined {
  const value = said(parameters, name)
  if (value === undefined) return undefined
  const at = /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value.replace(/ (?=\d\d:?\d\d$)/, '+')) : Number.NaN
  return Number.isNaN(at) ? refuse(`${name} must be a W3C date such as 2026-11-23T08:00:00Z, not "${value}"`) : at
}

function whole(parameters: URLSearchParams, name: string, fallback: number, most: number): number {
  const value = said(parameters, name)
  if (value === undefined) return fallback
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1 || number > most) refuse(`${name} must be a whole number from 1 to ${most}, not "${value}"`)
  return number
}

/** One date given, the span reaches 90 days from it; none given, it is the last 90 days. @throws CodedError REQUEST_INVALID */
export function questionOf(parameters: URLSearchParams, now: number): RequestQuestion {
  const [start, end] = [moment(parameters, 'start_date'), moment(parameters, 'end_date')]
  const from = start ?? (end ?? now) - SPAN.days * DAY
  const to = end ?? (start === undefined ? now : start + SPAN.days * DAY)
  if (to < from) refuse('end_date lies before start_date')
  if (to - from > SPAN.days * DAY) refuse(`start_date and end_date may span ${SPAN.days} days at most`)
  const pageSize = whole(parameters, 'page_size', REQUESTS_AT_MOST, REQUESTS_AT_MOST)
  const page = whole(parameters, 'page', 1, 100_000)
  const numbers = listed(parameters, 'service_request_id')?.map(Number)
  return {
    ...(numbers ? { numbers: numbers.filter((n) => Number.isSafeInteger(n) && n > 0 && n < 2 ** 31).slice(0, REQUESTS_AT_MOST) } : {}),
    categories: listed(parameters, 'service_code')?.flatMap((code) => categoryOf(code) ?? []),
    statuses: listed(parameters, 'status')?.flatMap((status) => {
      const state = REQUEST_STATES.find((one) => one === status)
      return state ? statusesOf(state) : refuse(`status knows ${REQUEST_STATES.join(', ')}, not "${status}"`)
    }),
    from,
    to,
    limit: pageSize,
    offset: (page - 1) * pageSize,
  }
}

const attribute = (parameters: URLSearchParams, code: AttributeCode): string | undefined =>
  said(parameters, `attribute[${code}]`) ?? said(parameters, `attribute[${code}][]`)

const LONGEST: Record<string, number> = { description: 4_000, address_string: 300, media_url: 2_000, phone: 40, reference: 200 }

function short(parameters: URLSearchParams, name: string, limit = LONGEST[name] ?? 200): string | undefined {
  const value = said(parameters, name)?.replaceAll('\0', '').toWellFormed()
  if (value !== undefined && value.length > limit) refuse(`${name} may have ${limit} characters at most`)
  return value
}

function degrees(parameters: URLSearchParams, name: 'lat' | 'long', most: number): string | undefined {
  const value = said(parameters, name)
  if (value !== undefined && !(Math.abs(Number(value)) <= most)) refuse(`${name} must be decimal degrees from -${most} to ${most}, not "${value}"`)
  return value === undefined ? undefined : String(Number(value))
}

/** @throws CodedError REQUEST_INVALID, NOT_FOUND for a service that there is not */
export function orderOf(parameters: URLSearchParams, buildings: readonly { id: string }[], key: string | undefined): ServiceOrder {
  const code = said(parameters, 'service_code') ?? refuse('service_code was not provided')
  const category = categoryOf(code)
  if (!category) throw new CodedError('NOT_FOUND', `service_code "${code}" was not found`)
  const [lat, long] = [degrees(parameters, 'lat', 90), degrees(parameters, 'long', 180)]
  if ((lat === undefined) !== (long === undefined)) refuse('lat and long go together')
  const buildingId = said(parameters, 'address_id') ?? attribute(parameters, 'building')
  if (buildingId !== undefined && !buildings.some(({ id }) => id === buildingId)) refuse(`there is no building "${buildingId}" here`)
  const address = short(parameters, 'address_string')
  if (lat === undefined && buildingId === undefined && address === undefined)
    refuse('a location is needed: lat and long, address_string or address_id')
  const mediaUrl = short(parameters, 'media_url')
  if (mediaUrl !== undefined && !/^https?:\/\/[^\s<>"]+$/.test(mediaUrl)) refuse('media_url must begin with http:// or https://')
  const urgency = URGENCIES.find((one) => one === attribute(parameters, 'urgency'))
  if (attribute(parameters, 'urgency') !== undefined && urgency === undefined) refuse(`attribute[urgency] knows ${URGENCIES.join(', ')}`)
  const place = attribute(parameters, 'place')?.replaceAll('\0', '').toWellFormed().slice(0, 80)
  const caller = ['account_id', 'email', 'phone', 'device_id'].map((name) => short(parameters, name)).find((value) => value !== undefined)
  const reference = short(parameters, 'client_reference') ?? key
  return defined({
    category,
    description: short(parameters, 'description') ?? refuse('description was not provided'),
    ...{ address, buildingId, place, urgency, lat, long, mediaUrl, caller, reference },
    phone: short(parameters, 'phone'),
  })
}

/** Without the fields that nothing was said of. */
function defined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> }
}
