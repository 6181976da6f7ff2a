import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Setup, SetupOutcome, WordingPage } from '../../server/schemas/setup.ts'
import { type Api, openApi, signIn } from '../support/api.ts'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'

type Headers = Awaited<ReturnType<typeof signIn>>

async function look(api: Api, headers: Headers): Promise<Setup> {
  const answer = await api.app.inject({ url: '/api/v1/setup', headers })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json() as Setup
}

const put = (api: Api, headers: Headers, path: string, payload: object, revision?: number) =>
  api.app.inject({ method: 'PUT', url: `/api/v1/setup/${path}${revision === undefined ? '' : `?revision=${revision}`}`, headers, payload })
const drop = (api: Api, headers: Headers, path: string) => api.app.inject({ method: 'DELETE', url: `/api/v1/setup/${path}`, headers })

/** A form with one file, as browsers send it. */
function form(name: string, content: Uint8Array | string) {
  const edge = 'edge-of-part'
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  return {
    payload: Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${edge}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
  }
}
const importing = (api: Api, headers: Headers, name: string, content: Uint8Array | string, query = '') => {
  const { payload, headers: own } = form(name, content)
  return api.app.inject({ method: 'POST', url: `/api/v1/setup/import${query}`, headers: { ...headers, ...own }, payload })
}
const exported = async (api: Api, headers: Headers, format: string) => {
  const answer = await api.app.inject({ url: `/api/v1/setup/export.${format}`, headers })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.rawPayload
}

describe.each(databases)('the set-up over the web, on $name', ({ open }) => {
  const start = async (): Promise<{ api: Api; fang: Headers }> => {
    const api = await openApi({ db: await open() })
    return { api, fang: await signIn(api.app, 'fang') }
  }

  test('an admin adds, changes and takes out entries of every kind, and each is in the audit log', async () => {
    const { api, fang } = await start()
    const saved = await put(api, fang, 'grids/g9', { name: '第9网格' })
    expect(saved.json(), saved.body).toMatchObject({ changes: [{ part: 'grids', kind: 'added', what: 'g9 第9网格' }] })
    const before = await look(api, fang)
    expect(saved.json().revision).toBe(before.revision)
    for (const [path, body] of [
      ['buildings/901', { name: 901, grid: 'g9', estate: '北苑' }],
      ['organisations/heat', { name: '供热公司', kind: 'utility', grids: ['g9'] }],
      ['people/gao', { name: '高工', role: 'department', org: 'heat', phone: '13900000001', supervisor: true }],
      ['groups/b901', { name: '901号楼群', kind: 'building', grid: 'g9', buildings: ['901'] }],
      ['duty/new', { person: 'gao', days: [6, 7], from: '09:00', to: '17:00' }],
    ] as const) {
      const answer = await put(api, fang, path, body)
      expect(answer.statusCode, answer.body).toBe(200)
    }
    const whole = await look(api, fang)
    expect(whole.buildings).toContainEqual({ id: '901', name: '901', grid: 'g9', estate: '北苑', aliases: [] })
    expect(whole.groups).toContainEqual(expect.objectContaining({ id: 'b901', mode: 'auto', bound: false }))
    expect(whole.duty.at(-1)).toMatchObject({ person: 'gao', days: [6, 7], date: null })
    expect((await drop(api, fang, 'people/gao')).statusCode).toBe(200)
    expect((await drop(api, fang, 'groups/b901')).json().changes).toEqual([{ part: 'groups', kind: 'removed', what: 'b901 901号楼群' }])
    const after = await look(api, fang)
    expect(after.people.find(({ id }) => id === 'gao')).toMatchObject({ active: false })
    expect(after.duty.some(({ person }) => person === 'gao')).toBe(false)
    expect(after.groups.some(({ id }) => id === 'b901')).toBe(false)
    const log = (await api.app.inject({ url: '/api/v1/audit', headers: fang })).json().items as { action: string; target: string }[]
    expect(log.map(({ action, target }) => `${action} ${target}`).slice(0, 3)).toEqual([
      'setup.dropped groups/b901',
      'setup.dropped people/gao',
      'setup.saved duty/new',
    ])
  })

  test('what does not fit is refused whole, with every fault in words', async () => {
    const { api, fang } = await start()
    const before = await look(api, fang)
    const wrong = await put(api, fang, 'people/neu', { name: '', role: 'propperty', org: 'nobody' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.json()).toMatchObject({ code: 'SETUP_INVALID' })
    const faults = (wrong.json().faults as string[]).join('\n')
    expect(faults).toContain('did you mean "property"?')
    expect(faults).toContain('there is no organisation "nobody"')
    expect((await drop(api, fang, 'organisations/office')).json()).toMatchObject({ code: 'SETUP_INVALID' })
    expect((await drop(api, fang, 'people/fang')).json().faults).toContainEqual(expect.stringContaining('nobody would be admin any more'))
    expect((await drop(api, fang, 'grids/nowhere')).statusCode).toBe(404)
    expect(await look(api, fang)).toEqual(before)
  })

  test('of two who saw the same, the second is told that the set-up has moved on', async () => {
    const { api, fang } = await start()
    const { revision } = await look(api, fang)
    expect((await put(api, fang, 'policies', { confirmHours: 48 }, revision)).statusCode).toBe(200)
    const late = await put(api, fang, 'policies', { confirmHours: 12 }, revision)
    expect([late.statusCode, late.json().code]).toEqual([409, 'SETUP_STALE'])
    const { policies, defaults } = await look(api, fang)
    expect([policies.confirmHours, defaults.confirmHours]).toEqual([48, 24])
    await put(api, fang, 'policies', { confirmHours: null })
    expect((await look(api, fang)).policies.confirmHours).toBe(24)
  })

  test('the preview of a file says what importing it then does, and leaves nothing behind', async () => {
    const { api, fang } = await start()
    const yaml = (await exported(api, fang, 'yaml')).toString()
    expect((await importing(api, fang, 'same.yaml', yaml)).json()).toMatchObject({ changes: [] })
    const file = parse(yaml)
    file.grids.push({ id: 'g9', name: '第9网格' })
    file.people = file.people.filter(({ id }: { id: string }) => id !== 'sun')
    file.duty = (file.duty ?? []).filter(({ person }: { person: string }) => person !== 'sun')
    const edited = JSON.stringify(file)
    const before = await look(api, fang)
    const preview = (await importing(api, fang, 'new.json', edited, '?dryRun=true')).json() as SetupOutcome
    expect(preview.changes).toContainEqual({ part: 'people', kind: 'removed', what: 'sun 孙磊' })
    expect(await look(api, fang)).toEqual(before)
    const done = (await importing(api, fang, 'new.json', edited, `?revision=${preview.revision}`)).json() as SetupOutcome
    expect(done.changes).toEqual(preview.changes)
    expect((await look(api, fang)).grids.map(({ id }) => id)).toContain('g9')
    const late = await importing(api, fang, 'new.json', yaml, `?revision=${preview.revision}`)
    expect(late.json()).toMatchObject({ code: 'SETUP_STALE' })
  })

  test('the workbook that was exported changes nothing when it comes back; a file of another community or with faults is refused', async () => {
    const { api, fang } = await start()
    expect((await importing(api, fang, 'demo.xlsx', await exported(api, fang, 'xlsx'), '?dryRun=true')).json()).toMatchObject({ changes: [] })
    const file = parse((await exported(api, fang, 'yaml')).toString())
    const foreign = await importing(api, fang, 'x.json', JSON.stringify({ ...file, community: { ...file.community, id: 'other' } }))
    expect(foreign.json()).toMatchObject({ code: 'FILE_INVALID' })
    expect(foreign.json().faults[0]).toContain('this is the file of "other"')
    const broken = await importing(api, fang, 'x.yaml', 'grids: [', '?dryRun=true')
    expect([broken.statusCode, broken.json().code]).toEqual([422, 'FILE_INVALID'])
    expect((await importing(api, fang, 'x.txt', 'hello')).json()).toMatchObject({ code: 'FILE_INVALID' })
  })

  test('a code from the page binds somebody new; taking the binding back makes them a stranger, and a group without its room waits to be bound', async () => {
    const { api, fang } = await start()
    await put(api, fang, 'people/gao', { name: '高工', role: 'property', org: 'cf-property', title: '高师傅' })
    const made = await api.app.inject({ method: 'POST', url: '/api/v1/setup/people/gao/code', headers: fang })
    expect(made.statusCode, made.body).toBe(201)
    await api.town.hear({ from: '陌生人', text: `绑定 ${made.json().code}` })
    const gao = (await look(api, fang)).people.find(({ id }) => id === 'gao')
    expect(gao).toMatchObject({ bound: 1, title: '高师傅' })
    const [binding] = gao?.bindings ?? []
    const query = new URLSearchParams({ account: binding?.account ?? '', externalId: binding?.externalId ?? '' })
    expect((await drop(api, fang, `people/gao/binding?${query}`)).statusCode).toBe(204)
    expect((await drop(api, fang, `people/gao/binding?${query}`)).statusCode).toBe(404)
    expect((await look(api, fang)).people.find(({ id }) => id === 'gao')?.bound).toBe(0)
    expect((await drop(api, fang, 'groups/b7/room')).statusCode).toBe(204)
    const { groups } = await look(api, fang)
    expect(groups.find(({ id }) => id === 'b7')).toMatchObject({ bound: false, name: '7号楼群' })
    await put(api, fang, 'groups/b128', { name: '128号楼', kind: 'building', grid: 'g1', buildings: ['128'], mode: 'suggest' })
    expect((await look(api, fang)).groups.find(({ id }) => id === 'b128')).toMatchObject({ bound: true, mode: 'suggest', name: '128号楼' })
  })

  test('limits and steps of escalation are the community’s own where it says so, and a step that makes no sense is refused', async () => {
    const { api, fang } = await start()
    const { usual, policies } = await look(api, fang)
    expect(policies.escalation).toEqual([])
    expect(usual.limits.water).toEqual({
      accept: { amount: 2, unit: 'hours' },
      act: { amount: 4, unit: 'hours' },
      resolve: { amount: 24, unit: 'hours' },
    })
    const step = { matter: 'ordinary', clock: 'accept', past: 2, unit: 'hours', tell: ['community'] }
    const wrong = await put(api, fang, 'policies', { escalation: [{ ...step, percent: 50 }] })
    expect(wrong.json().faults[0]).toContain('either percent (of the limit) or past')
    const done = await put(api, fang, 'policies', { escalation: [step], limits: { water: { accept: 30 } } })
    expect(done.statusCode, done.body).toBe(200)
    expect((await look(api, fang)).policies).toMatchObject({ escalation: [step], limits: { water: { accept: 30 } } })
    expect((await importing(api, fang, 'demo.xlsx', await exported(api, fang, 'xlsx'), '?dryRun=true')).json()).toMatchObject({ changes: [] })
  })

  test('a sentence of one’s own is said from then on, in its language only, and goes back when it is taken out', async () => {
    const { api, fang } = await start()
    const own = { key: 'opened', language: 'zh' }
    const lame = await put(api, fang, 'wording', { ...own, template: '收到 #{number}' })
    expect(lame.json().faults[0]).toContain('{who} is missing')
    expect((await put(api, fang, 'wording', { ...own, template: '收到 #{number} {title}，{who}来办。' })).statusCode).toBe(200)
    await play(
      api.town,
      `
      12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
      +8s   小啄 @128号楼群: @李阿姨 收到 #1042 楼道堆物，长峰物业王师傅来办。`,
    )
    const page = (await api.app.inject({ url: '/api/v1/setup/wording', headers: fang })).json() as WordingPage
    const item = page.items.find(({ key, language }) => key === 'opened' && language === 'zh')
    expect(item).toMatchObject({ own: '收到 #{number} {title}，{who}来办。', text: '@李阿姨 收到 #1042 楼道堆物，长峰物业王师傅来办。' })
    await put(api, fang, 'wording', { ...own, template: null })
    expect((await look(api, fang)).policies.wording).toEqual({})
  })

  test('who only reads sees no chat ids, and the sub-district no telephone numbers', async () => {
    const { api, fang } = await start()
    const admin = await look(api, fang)
    expect(admin.people.find(({ id }) => id === 'wang')).toMatchObject({ phone: '13800000128', bindings: [{ externalId: 'wang-shifu' }] })
    const unit = await look(api, await signIn(api.app, 'qian'))
    expect(unit.people.find(({ id }) => id === 'wang')).toMatchObject({ phone: '13800000128', bound: 1, bindings: [] })
    const street = await look(api, await signIn(api.app, 'duty-street'))
    expect(street.people.every(({ phone, bindings }) => phone === null && bindings.length === 0)).toBe(true)
    expect([admin.mayWrite, unit.mayWrite, street.mayWrite]).toEqual([true, false, false])
  })
})
