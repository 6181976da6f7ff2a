import { describe, expect, test } from 'vitest'
import { withoutSecrets } from '../../core/login-address.ts'
import { type Api, openApi, signIn } from '../support/api.ts'
import { databases } from '../support/databases.ts'

interface Event {
  uid: string
  from: string
  to: string
  summary: string
}

const read = (text: string): Event[] =>
  text
    .replaceAll('\r\n ', '')
    .split('BEGIN:VEVENT')
    .slice(1)
    .map((part) => {
      const of = (name: string): string => new RegExp(`^${name}:(.*)\\r$`, 'm').exec(part)?.[1] ?? ''
      return { uid: of('UID'), from: of('DTSTART'), to: of('DTEND'), summary: of('SUMMARY') }
    })

async function link({ app }: Api, personId: string, whose: 'own' | 'all'): Promise<string> {
  const made = await app.inject({ method: 'POST', url: `/api/v1/roster/links/${whose}`, headers: await signIn(app, personId) })
  expect(made.statusCode).toBe(201)
  return new URL(made.json().url).pathname
}

describe.each(databases)('the duty roster as a calendar on $name', ({ open }) => {
  test('holds one’s own shifts, those over midnight to the next morning', async () => {
    const api = await openApi({ db: await open() })
    const path = await link(api, 'zhang', 'own')
    const answer = await api.app.inject(path)
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
    expect(answer.body).toContain('X-WR-TIMEZONE:Asia/Shanghai')
    const events = read(answer.body)
    expect(new Set(events.map(({ summary }) => summary))).toEqual(new Set(['值班 张队长']))
    // 20:00 to 08:00 in Shanghai
    const tonight = events.find(({ from }) => from === '20261123T120000Z')
    expect(tonight).toMatchObject({ to: '20261124T000000Z' })
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length)
    expect(read((await api.app.inject(path)).body)).toEqual(events)
    // An address with its secret never gets into a log.
    expect(withoutSecrets(path)).toBe('/roster/…')
  })

  test('holds everybody’s for whoever may know people, and is ended like it was made', async () => {
    const api = await openApi({ db: await open() })
    const headers = await signIn(api.app, 'fang')
    const first = await link(api, 'fang', 'all')
    const names = new Set(read((await api.app.inject(first)).body).map(({ summary }) => summary))
    expect(names).toEqual(new Set(['值班 王师傅', '值班 张队长', '值班 社区小陈']))
    const second = await link(api, 'fang', 'all')
    expect((await api.app.inject(first)).statusCode).toBe(404)
    expect((await api.app.inject(second)).statusCode).toBe(200)
    expect((await api.app.inject({ url: '/api/v1/roster/links', headers })).json().items).toEqual([{ whose: 'all', createdAt: api.town.now() }])
    expect((await api.app.inject({ method: 'DELETE', url: '/api/v1/roster/links/all', headers })).statusCode).toBe(204)
    expect((await api.app.inject(second)).statusCode).toBe(404)
  })
})

test('a resident gets no calendar of the staff, and no guess opens one', async () => {
  const api = await openApi()
  const headers = await signIn(api.app, 'li')
  const refused = await api.app.inject({ method: 'POST', url: '/api/v1/roster/links/all', headers })
  expect(refused.json()).toMatchObject({ status: 403, code: 'RIGHT_MISSING' })
  expect((await api.app.inject(`/roster/${'x'.repeat(43)}.ics`)).statusCode).toBe(404)
})

test('in a zone with summer time a night on duty is as long as its clocks say', async () => {
  const api = await openApi({
    at: '2026-10-20 12:00',
    edit: (file) => {
      file.community.timezone = 'Europe/Berlin'
    },
  })
  const events = read((await api.app.inject(await link(api, 'zhang', 'own'))).body)
  expect(events.find(({ from }) => from === '20261024T180000Z')).toMatchObject({ to: '20261025T070000Z' })
})
