import { describe, expect, test } from 'vitest'
import type { Permission } from '../../core/access.ts'
import { DEMO_COMMUNITY } from '../../services/demo.ts'
import { takeOrder } from '../../services/open311.ts'
import { makeToken } from '../../services/tokens.ts'
import { type Api, openApi } from '../support/api.ts'
import { databases } from '../support/databases.ts'

const BASE = '/cgi-bin/report/resident'

async function tokenOf({ app }: Api, scopes: Permission[] = ['tickets.read'], personId = 'fang'): Promise<string> {
  const token = { communityId: DEMO_COMMUNITY, personId, name: '大屏', scopes, expiresAt: null }
  return (await app.desk.db.transact((tx) => makeToken(app.desk, tx, token))).secret
}

const asking =
  ({ app }: Api, token: string) =>
  async (what: string, body: object | string | undefined) => {
    const answer = await app.inject({
      method: 'POST',
      url: `${BASE}/${what}?access_token=${token}`,
      // As curl and some SDKs send JSON.
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    expect(answer.statusCode).toBe(200)
    return answer.json()
  }

describe.each(databases)('in the shape of WeCom’s 居民上报, on $name', ({ open }) => {
  test('grids, figures, categories and orders are read from the ledger', async () => {
    const api = await openApi({ db: await open() })
    const { town } = api
    await town.hear({ from: '李阿姨', in: '128号楼群', text: '128号楼2单元楼道灯不亮' })
    await town.hear({ from: '刘哥', in: '7号楼群', text: '7号楼垃圾桶满了，味道很大' })
    await town.hear({ from: '王师傅', text: '1042 接单' })
    await town.hear({ from: '王师傅', text: '1042 完成 换好了' })
    await town.hear({ from: '方书记', text: '1042 结案 已解决' })
    const token = await tokenOf(api)
    const ask = asking(api, token)
    const ok = { errcode: 0, errmsg: 'ok' }

    const grids = await api.app.inject(`${BASE}/get_grid_info?access_token=${token}`)
    expect(grids.json()).toEqual({
      ...ok,
      grid_list: [
        { grid_id: 'g1', grid_name: '第1网格', grid_admin: ['he'] },
        { grid_id: 'g3', grid_name: '第3网格', grid_admin: ['liu'] },
      ],
    })
    const whole = { processing: 0, added_today: 2, solved_today: 1, pending: 1, total_case: 2, total_accepted: 1, total_solved: 1 }
    expect(await ask('get_corp_status', undefined)).toEqual({ ...ok, ...whole })
    expect(await ask('get_corp_status', { grid_id: 'g3' })).toMatchObject({ pending: 1, total_case: 1, total_solved: 0 })
    expect(await ask('get_user_status', { userid: 'wang' })).toEqual({ ...ok, processing: 0, added_today: 2, solved_today: 1, pending: 1 })

    const { dashboard_list: first } = await ask('category_statistic', {})
    expect(first).toContainEqual({
      ...{ category_id: 'buildings', category_name: '房屋与设施', category_level: 1, total_case: 1, total_solved: 1, category_type: 1 },
    })
    const { dashboard_list: second } = await ask('category_statistic', { category_id: 'surroundings' })
    expect(second).toContainEqual(expect.objectContaining({ category_id: 'sanitation', category_level: 2, total_case: 1, total_solved: 0 }))

    const page = await ask('get_order_list', { limit: 1 })
    expect(page.order_list).toHaveLength(1)
    const rest = await ask('get_order_list', { limit: 1, cursor: page.next_cursor })
    expect([page.order_list[0].order_id, rest.order_list[0].order_id, rest.next_cursor]).toEqual(['1042', '1043', ''])
    expect((await ask('get_order_list', { begin_modify_time: town.now() / 1000 + 1 })).order_list).toEqual([])

    const { order_info: order } = await ask('get_order_info', { order_id: '1042' })
    expect(order).toMatchObject({
      ...{ order_id: '1042', urge_type: 1, grid_id: 'g1', grid_name: '第1网格', create_time: 1795406400, reporter_name: '李阿姨' },
      ...{
        processor_userids: ['wang'],
        image_urls: [],
        reporter_mobile: '',
        location: { name: '长峰里', address: expect.stringContaining('128号楼') },
      },
    })
    expect(order.process_list.map((step: { process_type: number; status: number }) => [step.process_type, step.status])).toEqual([
      [1, 1],
      [3, 2],
      [5, 3],
      [6, 4],
    ])
    expect(order.process_list[1]).toMatchObject({
      solve_userid: 'wang',
      process_desc: expect.stringContaining('接单'),
      solved_time: town.now() / 1000,
    })
  })
})

describe('whoever asks in that shape', () => {
  test.each([
    ['no token', '', {}, 41001],
    ['a wrong token', 'wp_nothing', {}, 40014],
    ['a grid that is not here', 'TOKEN', { grid_id: 'g9' }, 40058],
    ['no JSON', 'TOKEN', '{', 40058],
  ])('with %s gets the code for it, under status 200', async (_what, token, body, errcode) => {
    const api = await openApi()
    const ask = asking(api, token.replace('TOKEN', await tokenOf(api)))
    expect(await ask('get_corp_status', body)).toEqual({ errcode, errmsg: expect.stringMatching(/\w/) })
  })

  test('sees no more than whoever made the token, and phone numbers only by their own right', async () => {
    const api = await openApi()
    const fields = { category: 'lighting', description: '楼道灯不亮', buildingId: '128', phone: '13900001234' } as const
    const directory = await api.app.desk.directories.get(api.town.db.read, DEMO_COMMUNITY)
    await takeOrder(api.app.desk, directory, { tokenId: 't', name: '热线' }, fields)
    const other = asking(api, await tokenOf(api, ['tickets.read'], 'liu'))
    expect(await other('get_order_info', { order_id: '1042' })).toMatchObject({ errcode: 40058 })
    expect((await other('get_order_list', {})).order_list).toEqual([])
    expect(await other('get_corp_status', {})).toMatchObject({ total_case: 0 })
    expect(await other('get_user_status', { userid: 'nobody' })).toMatchObject({ errcode: 60111 })
    const phones = asking(api, await tokenOf(api, ['tickets.read', 'people.phones']))
    expect((await phones('get_order_info', { order_id: '1042' })).order_info).toMatchObject({ reporter_name: '热线', reporter_mobile: '13900001234' })
    const writing = asking(api, await tokenOf(api, ['tickets.act']))
    expect(await writing('get_corp_status', {})).toMatchObject({ errcode: 48002 })
    await api.town.pass(api.town.now() + 60_000)
  })
})
