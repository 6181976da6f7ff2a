import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import type { Permission } from '../../core/access.ts'
import { DEMO_COMMUNITY } from '../../services/demo.ts'
import { makeToken } from '../../services/tokens.ts'
import { type Api, openApi } from '../support/api.ts'
import { databases } from '../support/databases.ts'
import { faultsOf, type GeoReportAnswer } from './georeport-schemas.ts'

const V2 = '/open311/v2'

async function keyOf({ app }: Api, scopes: Permission[] = ['tickets.open', 'tickets.read'], name = '12345热线'): Promise<string> {
  const token = { communityId: DEMO_COMMUNITY, personId: 'fang', name, scopes, expiresAt: null }
  return (await app.desk.db.transact((tx) => makeToken(app.desk, tx, token))).secret
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

/** Asks as programs do: a form, no Origin. */
const post = ({ app }: Api, fields: Record<string, string>, { format = 'json', headers = {}, base = V2 } = {}) =>
  app.inject({ method: 'POST', url: `${base}/requests.${format}`, headers: { ...FORM, ...headers }, payload: new URLSearchParams(fields).toString() })

const LAMP = { service_code: 'lighting', description: '楼道灯不亮，晚上看不见', address_string: '长峰里128号楼2单元' }

const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false })
function readXml(text: string): Record<string, never> {
  expect(XMLValidator.validate(text)).toBe(true)
  return parser.parse(text)
}

function valid(kind: GeoReportAnswer, answer: { json(): unknown }): void {
  expect(faultsOf(kind, answer.json())).toEqual([])
}

describe('Open311', () => {
  test('discovery names a production and a test endpoint, as text/xml to the letter', async () => {
    const { app } = await openApi()
    const xml = await app.inject(`${V2}/discovery.xml`)
    expect(xml.headers['content-type']).toBe('text/xml')
    const { discovery } = readXml(xml.body) as unknown as { discovery: { endpoints: { endpoint: Record<string, string>[] } } }
    const endpoints = discovery.endpoints.endpoint
    expect(endpoints.map((one) => [one.type, one.specification, one.url])).toEqual([
      ['production', 'http://wiki.open311.org/GeoReport_v2', 'http://127.0.0.1:3000/open311/v2'],
      ['test', 'http://wiki.open311.org/GeoReport_v2', 'http://127.0.0.1:3000/open311/test/v2'],
    ])
    expect((await app.inject(`${V2}/discovery.json`)).json().endpoints).toHaveLength(2)
  })

  test('services and their definitions are as the schemas have them, in JSON and in XML', async () => {
    const { app } = await openApi()
    const services = await app.inject(`${V2}/services.json`)
    valid('services', services)
    expect(services.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(services.json()).toContainEqual(expect.objectContaining({ service_code: 'lighting', service_name: '公共照明', group: '房屋与设施' }))
    const xml = await app.inject(`${V2}/services.xml?jurisdiction_id=demo`)
    expect(xml.headers['content-type']).toBe('text/xml; charset=utf-8')
    expect((readXml(xml.body) as never as { services: { service: unknown[] } }).services.service).toHaveLength(25)
    valid('service-definition', await app.inject(`${V2}/services/lighting.json`))
    const definition = readXml((await app.inject(`${V2}/services/lighting.xml`)).body) as never as {
      service_definition: { attributes: { attribute: { code: string; values?: { value: { key: string }[] } }[] } }
    }
    const [building] = definition.service_definition.attributes.attribute
    expect(building?.values?.value.map(({ key }) => key)).toContain('128')
  })

  test.each([
    ['a jurisdiction that is not here', `${V2}/services.json?jurisdiction_id=atlantis`, 404],
    ['a service that is not here', `${V2}/services/ufo.json`, 404],
    ['a request that is not here', `${V2}/requests/99.json?api_key=KEY`, 404],
    ['a wrong key', `${V2}/requests.json?api_key=wp_nothing`, 403],
    ['no key where the community keeps no public board', `${V2}/requests.json`, 403],
    ['a span of more than 90 days', `${V2}/requests.json?api_key=KEY&start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z`, 400],
    ['a date nobody can read', `${V2}/requests.json?api_key=KEY&start_date=yesterday`, 400],
    ['a state there is not', `${V2}/requests.json?api_key=KEY&status=lost`, 400],
    ['an address that is not known', `${V2}/nothing.json`, 404],
  ])('%s is refused with [{code, description}], in both formats', async (_what, url, status) => {
    const api = await openApi({ edit: (file) => Object.assign(file.policies ?? {}, { board: { open: false } }) })
    const asked = url.replace('KEY', await keyOf(api))
    const json = await api.app.inject(asked)
    expect(json.statusCode).toBe(status)
    expect(json.json()).toEqual([{ code: status, description: expect.stringMatching(/\w/) }])
    const { errors } = readXml((await api.app.inject(asked.replace('.json', '.xml'))).body) as never as { errors: { error: { code: string } } }
    expect(errors.error.code).toBe(String(status))
  })
})

describe.each(databases)('a request by Open311 on $name', ({ open }) => {
  test('becomes a ticket, told in the group of its building and to whoever must act', async () => {
    const api = await openApi({ db: await open() })
    const { town } = api
    const key = await keyOf(api)
    const answer = await post(api, { ...LAMP, api_key: key, jurisdiction_id: 'demo', phone: '13900001234' })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual([{ service_request_id: '1042', service_notice: null, account_id: null }])
    const ticket = await town.ticket(1042)
    expect(ticket).toMatchObject({ category: 'lighting', buildingId: '128', groupId: 'b128', account: 'open311:demo', assigneeId: 'wang' })
    await town.pass(town.now() + 60_000)
    const said = town.lines.filter((line) => line.by === null)
    expect(said.find((line) => line.chat === '128号楼群')?.text).toMatch(/12345热线.*#1042/s)
    expect(said.find((line) => line.chat === '王师傅')?.text).toContain('楼道灯不亮')
    expect(said.some((line) => line.text.includes('13900001234'))).toBe(false)

    const list = await api.app.inject(`${V2}/requests.json?api_key=${key}`)
    valid('requests', list)
    expect(list.json()).toEqual([
      expect.objectContaining({
        ...{
          service_request_id: '1042',
          status: 'open',
          status_notes: '待接单',
          service_code: 'lighting',
          address: expect.stringContaining('128号楼'),
        },
        ...{ requested_datetime: '2026-11-23T12:00:00+08:00', agency_responsible: '长峰物业', media_url: null, lat: null },
      }),
    ])
    const one = await api.app.inject(`${V2}/requests/1042.xml?api_key=${key}`)
    expect(one.headers['content-type']).toBe('text/xml; charset=utf-8')
    const { service_requests } = readXml(one.body) as never as { service_requests: { request: Record<string, string> } }
    expect(service_requests.request).toMatchObject({ service_request_id: '1042', zipcode: '', media_url: '' })
  })

  test('asked for again under its reference is the same ticket, and its token says which', async () => {
    const api = await openApi({ db: await open() })
    const key = await keyOf(api)
    const fields = { ...LAMP, api_key: key, client_reference: 'hot.line-77' }
    const answers = [...(await Promise.all([post(api, fields), post(api, fields)])), await post(api, fields, { format: 'xml' })]
    expect(answers.map((one) => one.statusCode)).toEqual([200, 200, 200])
    expect(answers[1]?.json()).toEqual(answers[0]?.json())
    expect(await api.town.tickets()).toHaveLength(1)
    const token = await api.app.inject(`${V2}/tokens/hot.line-77.json?api_key=${key}`)
    expect(token.json()).toEqual([{ service_request_id: '1042', token: 'hot.line-77' }])
    const other = await post(api, { ...fields, description: '电梯坏了' })
    expect(other.statusCode).toBe(400)
    const header = { 'idempotency-key': 'k1' }
    const heating = { service_code: 'heating', description: '家里暖气不热', address_id: '7', api_key: key }
    const first = await post(api, heating, { headers: header })
    expect((await post(api, heating, { headers: header })).json()).toEqual(first.json())
    expect(await api.town.tickets()).toHaveLength(2)
  })

  test('about what the building has told already joins that ticket, and the new words reach it', async () => {
    const api = await openApi({ db: await open() })
    const { town } = api
    await town.hear({ from: '李阿姨', in: '128号楼群', text: '128号楼停水了，家里一点水都没有' })
    const key = await keyOf(api)
    const water = { service_code: 'water', address_id: '128', api_key: key }
    const answer = await post(api, { ...water, description: '128号楼没水', account_id: 'caller-1' })
    expect(answer.json()[0].service_request_id).toBe('1042')
    expect((await town.ticket(1042)).followers).toHaveLength(1)
    await post(api, { ...water, description: '三楼以上都没水', account_id: 'caller-1' })
    expect(await town.events(1042)).toContainEqual(expect.objectContaining({ type: 'detail_added', words: '三楼以上都没水' }))
    expect(await town.tickets()).toHaveLength(1)
  })

  test('lists are narrowed by state, service, span, number and page', async () => {
    const api = await openApi({ db: await open() })
    const { town, app } = api
    const key = await keyOf(api)
    await post(api, { ...LAMP, api_key: key })
    await town.pass(town.now() + 3_600_000)
    await post(api, { service_code: 'sanitation', description: '垃圾桶满了', address_id: '7', api_key: key })
    await town.hear({ from: '王师傅', text: '1042 完成 已换灯泡' })
    await town.hear({ from: '方书记', text: '1042 结案 已解决' })
    const ids = async (query: string): Promise<string[]> => {
      const answer = await app.inject(`${V2}/requests.json?api_key=${key}&${query}`)
      valid('requests', answer)
      return answer.json().map((one: { service_request_id: string }) => one.service_request_id)
    }
    expect((await town.ticket(1042)).status).toBe('solved')
    expect(await ids('')).toEqual(['1043', '1042'])
    expect(await ids('status=closed')).toEqual(['1042'])
    expect(await ids('status=open,closed&service_code=sanitation,noise')).toEqual(['1043'])
    expect(await ids('service_code=unheard-of')).toEqual([])
    expect(await ids('end_date=2026-11-23T12:30:00%2B08:00')).toEqual(['1042'])
    expect(await ids('start_date=2026-11-23T04:30:00Z')).toEqual(['1043'])
    expect(await ids('service_request_id=1042,1043,77&status=open')).toEqual(['1043', '1042'])
    expect(await ids('page=2&page_size=1')).toEqual(['1042'])
    const [closed] = (await app.inject(`${V2}/requests/1042.json?api_key=${key}`)).json()
    expect(closed).toMatchObject({ status: 'closed', expected_datetime: null, updated_datetime: '2026-11-23T13:00:00+08:00' })
  })
})

describe('a client', () => {
  test('without a key sees what the public board would show: masked, and not what was told to the bot alone', async () => {
    const api = await openApi()
    await api.town.hear({ from: '李阿姨', in: '128号楼群', text: '报修：128号楼2单元501门口楼道堆满杂物，打13800001111找我' })
    await api.town.hear({ from: '赵叔', text: '报修：128号楼楼道灯坏了，麻烦修一下' })
    expect(await api.town.tickets()).toHaveLength(2)
    const list = await api.app.inject(`${V2}/requests.json`)
    valid('requests', list)
    expect(list.json()).toHaveLength(1)
    expect(list.body).not.toMatch(/501|13800001111|李阿姨/)
    expect((await api.app.inject(`${V2}/requests/1043.json`)).statusCode).toBe(404)
  })

  test('sees no more than its key’s maker, and opens nothing without the scope', async () => {
    const api = await openApi()
    const reading = await keyOf(api, ['tickets.read'])
    expect((await post(api, { ...LAMP, api_key: reading })).statusCode).toBe(403)
    expect((await post(api, LAMP)).statusCode).toBe(403)
    expect(await api.town.tickets()).toHaveLength(0)
  })

  test('may try out everything on the test endpoint, where nothing is opened', async () => {
    const api = await openApi()
    const key = await keyOf(api)
    const answer = await post(api, { ...LAMP, api_key: key }, { base: '/open311/test/v2' })
    expect(answer.json()).toEqual([expect.objectContaining({ service_request_id: '0', service_notice: expect.stringContaining('test') })])
    expect(await api.town.tickets()).toHaveLength(0)
  })

  test.each([
    ['no service', { service_code: '' }, /service_code/],
    ['no description', { description: ' ' }, /description/],
    ['no place at all', { address_string: '' }, /location/],
    ['half a point', { lat: '36.6' }, /go together/],
    ['a point off the globe', { lat: '136.6', long: '1' }, /degrees/],
    ['a building that is not here', { address_id: '999' }, /no building/],
    ['a picture that is no address', { media_url: 'javascript:alert(1)' }, /media_url/],
  ])('that sends %s is told so', async (_what, fields, complaint) => {
    const api = await openApi()
    const answer = await post(api, { ...LAMP, ...fields, api_key: await keyOf(api) })
    expect(answer.statusCode).toBe(400)
    expect(answer.json()[0].description).toMatch(complaint)
  })

  test('that knows only a point or a strange place is kept all the same, with its words and picture', async () => {
    const api = await openApi()
    const key = await keyOf(api)
    const fields = {
      service_code: 'facility',
      description: '井盖破了 <b>&\u0008',
      lat: '36.651',
      long: '117.12',
      media_url: 'https://example.org/a.jpg',
    }
    expect((await post(api, { ...fields, api_key: key }, { format: 'xml' })).statusCode).toBe(200)
    expect(await api.town.ticket(1042)).toMatchObject({ roomId: null, place: { spot: '36.651,117.12' } })
    const list = await api.app.inject(`${V2}/requests.json?api_key=${key}`)
    valid('requests', list)
    expect(list.json()[0]).toMatchObject({ lat: 36.651, long: 117.12, media_url: 'https://example.org/a.jpg' })
    const { service_requests } = readXml((await api.app.inject(`${V2}/requests.xml?api_key=${key}`)).body) as never as {
      service_requests: { request: { description: string } }
    }
    expect(service_requests.request.description).toContain('<b>&')
    // Nobody in a chat told it: nothing is left that could not be said.
    await api.town.pass(api.town.now() + 60_000)
    expect((await api.town.outbox()).filter((row) => row.state === 'failed')).toEqual([])
  })

  test('makes danger no smaller than its words are', async () => {
    const api = await openApi()
    const gas = { service_code: 'gas', description: '楼道里有很浓的煤气味', address_id: '128', 'attribute[urgency]': 'normal' }
    await post(api, { ...gas, api_key: await keyOf(api) })
    expect(await api.town.ticket(1042)).toMatchObject({ urgency: 'emergency', roomId: 'b128@demo' })
    await api.town.pass(api.town.now() + 1_000)
  })

  test('that is a foreign web page is shut out', async () => {
    const api = await openApi()
    const answer = await post(api, { ...LAMP, api_key: await keyOf(api) }, { headers: { origin: 'https://evil.example' } })
    expect(answer.statusCode).toBe(403)
    expect(await api.town.tickets()).toHaveLength(0)
  })
})
