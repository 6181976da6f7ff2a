import { describe, expect, test } from 'vitest'
import type { MeetingPage } from '../../server/schemas/meetings.ts'
import { type Api, openApi, signIn } from '../support/api.ts'
import { play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'

const HOUR = 3_600_000
const CLUTTER = `
  12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
  +8s   小啄 @128号楼群: 记下了 #1042 … 128号楼 … 王师傅`

type Headers = Awaited<ReturnType<typeof signIn>>
const post = (api: Api, headers: Headers, what: string, payload: object = {}) =>
  api.app.inject({ method: 'POST', url: `/api/v1/meetings/now/${what}`, headers, payload })
const agenda = async (api: Api, headers: Headers): Promise<MeetingPage> =>
  (await api.app.inject({ url: '/api/v1/meetings/now', headers })).json() as MeetingPage

describe.each(databases)('meetings over the web, on $name', ({ open }) => {
  test('a matter is put on the agenda, the meeting called, minuted and closed; the chat hears of it once', async () => {
    const api = await openApi({ db: await open() })
    await play(api.town, CLUTTER)
    const [fang, wang] = [await signIn(api.app, 'fang'), await signIn(api.app, 'wang')]
    const nothing = await post(api, fang, 'close')
    expect(nothing.json()).toMatchObject({ code: 'MEETING_MISSING' })
    const put = await post(api, wang, 'matters', { number: 1042, reason: '要城管一起清' })
    expect(put.statusCode, put.body).toBe(200)
    expect(await agenda(api, wang)).toMatchObject({
      items: [{ ticket: { number: 1042 }, why: ['called_for'], reason: '要城管一起清', minutes: null }],
      mayHold: false,
      begun: false,
    })
    expect((await post(api, wang, 'call', { at: api.town.now() + HOUR })).json()).toMatchObject({ code: 'RIGHT_MISSING' })
    const called = await post(api, fang, 'call', { at: api.town.now() + HOUR, place: '居委会' })
    expect(called.json()).toMatchObject({ meeting: { number: 1, place: '居委会' }, begun: true, mayHold: true })
    expect((await post(api, fang, 'call', { at: api.town.now() - HOUR })).json()).toMatchObject({ code: 'DATE_PASSED' })
    const until = api.town.now() + 72 * HOUR
    const minuted = await post(api, fang, 'minutes', {
      number: 1042,
      plan: '物业牵头清走，办事处看着',
      until,
      lead: { unit: 'cf-property' },
      supports: [{ unit: 'street', what: '通知堆放的住户' }],
    })
    expect(minuted.statusCode, minuted.body).toBe(200)
    expect(minuted.json().items[0]).toMatchObject({ minutes: { plan: '物业牵头清走，办事处看着', until }, ticket: { resolveBy: until } })
    const closed = await post(api, fang, 'close')
    expect(closed.json(), closed.body).toMatchObject({ number: 1, settled: 1, carried: 1 })
    await play(api.town, '小啄 @128号楼群: … #1042 … 物业牵头清走')
    const list = (await api.app.inject({ url: '/api/v1/meetings', headers: wang })).json()
    expect(list.items).toMatchObject([{ number: 1, place: '居委会' }])
    const past = (await api.app.inject({ url: '/api/v1/meetings/1', headers: fang })).json()
    expect(past).toMatchObject({ mayHold: false, items: [{ ticket: { number: 1042 }, why: ['called_for'], minutes: { until } }] })
    expect((await agenda(api, fang)).items[0]).toMatchObject({ why: ['carried'], before: { plan: '物业牵头清走，办事处看着' } })
    expect((await api.app.inject({ url: '/api/v1/meetings/9', headers: fang })).statusCode).toBe(404)
  })

  test('somebody of another unit sees nothing of a matter that is not theirs, and may not bring it', async () => {
    const api = await openApi({ db: await open() })
    await play(api.town, CLUTTER)
    await post(api, await signIn(api.app, 'wang'), 'matters', { number: 1042 })
    const liu = await signIn(api.app, 'liu')
    expect((await agenda(api, liu)).items).toEqual([])
    expect((await post(api, liu, 'matters', { number: 1042 })).json()).toMatchObject({ code: 'TICKET_UNKNOWN' })
  })
})
