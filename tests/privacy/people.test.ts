/** 打码, 删除我的图片, 删除我的信息: what somebody said and showed leaves everything that keeps it. */
import { describe, expect, test } from 'vitest'
import { readFilter, readSort } from '../../services/ledger/filter.ts'
import { listTickets } from '../../services/ledger/list.ts'
import { personRecord } from '../../services/privacy/export.ts'
import { forget, play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'
import { openTown, type Town } from '../support/town.ts'

const everything = async (town: Town): Promise<string> => {
  const t = town.db.tables
  const tables = [
    t.messages,
    t.tickets,
    t.ticketEvents,
    t.leads,
    t.outbox,
    t.attachments,
    t.people,
    t.identities,
    t.sessions,
    t.audit,
    t.ticketFollowers,
  ]
  return JSON.stringify(await Promise.all(tables.map((table) => town.db.read.select().from(table))))
}

async function intercom(town: Town): Promise<void> {
  await play(
    town,
    `
    12:01 李阿姨 @128号楼群: 单元门对讲坏了，密码是小敏生日
          小啄 @128号楼群: 记下了 #1042
    12:02 李阿姨 @128号楼群: [图片]
    +30s  赵叔 @128号楼群 [引用 单元门对讲坏了]: 密码可别在群里说`,
  )
  await town.pass(town.now() + 30_000)
  forget(town)
}

const found = async (town: Town, words: string): Promise<number> => {
  const { tickets } = await listTickets(
    town.desk.context,
    town.communityId,
    { scope: { kind: 'all', personId: 'fang' }, filter: readFilter({ q: words }, 'fang'), sort: readSort('-opened') },
    { limit: 10 },
  )
  return tickets.length
}

describe.each(databases)('people and what is kept of them, on $name', ({ open }) => {
  test('an admin makes a matter unreadable: message, quote, record, title, words said, search and picture; the matter goes on', async () => {
    const town = await openTown({ db: await open() })
    await intercom(town)
    await play(town, '12:10 方书记 → 小啄: 1042 打码\n小啄 → 方书记: #1042 已打码：2条消息的文字和1张图片都撤下了')
    expect(await everything(town)).not.toContain('小敏')
    expect(await town.ticket(1042)).toMatchObject({ status: 'open', assigneeId: 'wang', words: '', title: expect.not.stringContaining('密码') })
    expect(await town.db.read.select().from(town.db.tables.attachments)).toMatchObject([{ hash: null, state: 'refused' }])
    expect(await found(town, '小敏')).toBe(0)
    const audit = await town.db.read.select().from(town.db.tables.audit)
    expect(audit.map(({ action }) => action)).toContain('message.redacted')
  })

  test('by a quote one message alone is made unreadable, without a word in the residents’ group', async () => {
    const town = await openTown({ db: await open() })
    await town.hear({ from: '赵叔', in: '128号楼群', text: '老李家电话13912345678，谁要打' })
    await play(town, '12:10 方书记 @128号楼群 [引用 老李家电话]: 打码\n小啄 → 方书记: 已打码：1条消息\n小啄 @128号楼群: (没说话)')
    expect(await everything(town)).not.toContain('13912345678')
  })

  test('nobody but an admin makes anything unreadable', async () => {
    const town = await openTown({ db: await open() })
    await intercom(town)
    await play(town, '12:10 王师傅 → 小啄: 1042 打码\n小啄 → 王师傅: 社区管理员')
    await town.hear({ from: '赵叔', in: '128号楼群', text: '1042 打码' })
    await town.pass(town.now() + 60_000)
    expect((await town.ticket(1042)).words).toContain('小敏')
  })

  test('somebody has their own pictures deleted, and nobody else’s', async () => {
    const town = await openTown({ db: await open() })
    await intercom(town)
    await play(town, '12:10 赵叔 → 小啄: 删除我的图片\n小啄 → 赵叔: 这里没有您发的图片')
    await play(town, '12:11 李阿姨 @128号楼群: 删除我的图片\n小啄 @128号楼群: @李阿姨 您发的1张图片已经删了。')
    expect(await town.db.read.select().from(town.db.tables.attachments)).toMatchObject([{ hash: null }])
    expect((await town.ticket(1042)).words).toContain('小敏')
  })

  test('somebody asks to be erased, is told what happens, an admin agrees, and nothing of them stays; what is open goes on', async () => {
    const town = await openTown({ db: await open() })
    await intercom(town)
    await play(
      town,
      `
      12:20 李阿姨 → 小啄: 删除我的信息
            小啄 → 李阿姨: 收到，已转社区确认。确认后删掉您说过的话、发过的图片、名字和账号 … 还在办的#1042照常办
            小啄 → 方书记: 李阿姨 申请删除个人信息 … 同意删除 1
      12:21 李阿姨 → 小啄: 删除我的信息
            小啄 → 李阿姨: 您的申请已经在社区那里了
      12:30 王师傅 → 小啄: 同意删除 1
            小啄 → 王师傅: 社区管理员
      12:31 方书记 → 小啄: 同意删除 1
            小啄 → 李阿姨: 社区同意了
            小啄 → 方书记: 申请1 同意了
      12:34 ⏰
            小啄 → 方书记: 申请1 已办`,
    )
    expect((await everything(town)).match(/.{0,80}(小敏|李阿姨|li-ayi|"li").{0,40}/g) ?? []).toEqual([])
    expect(await town.ticket(1042)).toMatchObject({ status: 'open', reporterId: 'gone-1', assigneeId: 'wang', buildingId: '128' })
    const [request] = await town.db.read.select().from(town.db.tables.erasureRequests)
    expect(request).toMatchObject({ personId: null, state: 'granted' })
    // The work goes on, and whoever speaks again is somebody new.
    await town.hear({ from: '王师傅', text: '1042 办结' })
    await town.pass(town.now() + 60_000)
    expect((await town.ticket(1042)).status).toBe('resolved')
    forget(town)
  })

  test('an admin may refuse, and the one who asked hears whom to ask why', async () => {
    const town = await openTown({ db: await open() })
    await play(town, '12:20 赵叔 → 小啄: 删除我的个人信息\n小啄 → 赵叔: 收到')
    await play(
      town,
      '12:31 方书记 → 小啄: 不同意删除 1\n小啄 → 赵叔: 没有同意 … 居委会\n小啄 → 方书记: 申请1 记为不同意\n12:32 方书记 → 小啄: 同意删除 1\n小啄 → 方书记: 没有等着定的删除申请1',
    )
    expect(await everything(town)).toContain('zhao-shu')
  })

  test('all that is kept about somebody is handed out, and nothing of others', async () => {
    const town = await openTown({ db: await open() })
    await intercom(town)
    const { data, pictures } = await personRecord(town.desk.context, town.communityId, 'li')
    const text = JSON.stringify(data)
    expect(text).toContain('小敏')
    expect(text).toContain('李阿姨')
    expect(text).not.toContain('可别在群里说')
    expect(pictures).toMatchObject([{ mime: 'image/png' }])
    await expect(personRecord(town.desk.context, town.communityId, 'nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('a message taken back leaves others’ quotes of it, and the reasons made of it', async () => {
    const town = await openTown({ db: await open() })
    await intercom(town)
    await town.hear({
      from: '李阿姨',
      in: '128号楼群',
      text: '',
      kind: 'recall',
      recalls: town.lines.find(({ text }) => text.includes('小敏'))?.id ?? '',
    })
    await town.pass(town.now() + 60_000)
    expect(await everything(town)).not.toContain('小敏')
    forget(town)
  })
})

test('who works here is told that the community’s list has their data', async () => {
  const town = await openTown()
  await play(town, '12:20 王师傅 → 小啄: 删除我的信息\n小啄 → 王师傅: 您是工作人员')
})
