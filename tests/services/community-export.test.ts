import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import exceljs from 'exceljs'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Database } from '../../db/open.ts'
import { applyCommunity, roomsTaken } from '../../services/community-apply.ts'
import { checkSource, readSource } from '../../services/community-check.ts'
import { exportCommunity } from '../../services/community-export.ts'
import type { CommunityFile } from '../../services/community-file.ts'
import { readSheet, writeSheet } from '../../services/community-sheet.ts'
import { writeYaml } from '../../services/community-yaml.ts'
import { DEMO_FILE } from '../../services/demo.ts'
import { databases, openSqlite, type TestDatabase } from '../support/databases.ts'

const DEMO = readFileSync(DEMO_FILE, 'utf8')

async function fileOf(name: string, bytes: Uint8Array): Promise<CommunityFile> {
  const { file, faults } = checkSource(await readSource(name, bytes))
  if (!file) throw new Error(faults.map((fault) => `${fault.place}: ${fault.message}`).join('\n'))
  return file
}
const fromYaml = (text: string) => fileOf('a.yaml', new TextEncoder().encode(text))

/** Everything a community file can say, with what separators, zeros and quotes can spoil. */
const RICH = DEMO.replace('title: 王师傅', 'title: "王师傅, 白班"')
  .replace('phone: 13800000129', 'phone: "007"')
  .replace('{ name: 126,', '{ id: east-126, name: 126,')
  .replace('buildings: [126]', 'buildings: [east-126]')
  .replace('{ name: 127, grid: g1,', '{ name: A3, aliases: ["A-3; 北, 座", 0127], grid: g1,')
  .replace('kind: grid, grid: g3,', 'kind: grid, mode: suggest, language: zh-Hant, grid: g3,')
  .replace(
    'policies:\n',
    'policies:\n  quietFrom: "23:00"\n  storySeconds: 0\n  confirmHours: 48\n  limits: { water: { accept: 15, resolve: 240 }, emergency: { accept: 5 } }\n  routes:\n    - { categories: [water, power], grids: [g1], buildings: [east-126], org: office }\n    - { org: cf-property }\n',
  )
  .replace('    - match: ', '    - { match: [["a/b", "; c"], [是]], answer: "[说] 1, 2; 3" }\n    - match: ')
  .replace('duty:\n', 'duty:\n  - { person: sun, date: "2026-10-01", from: "00:00", to: "00:00" }\n  - { person: sun, from: "01:00", to: "02:00" }\n')

async function allRows(db: Database): Promise<unknown> {
  const { communities, grids, buildings, organisations, people, identities, groups, shifts } = db.tables
  const rows: unknown[] = []
  for (const table of [communities, grids, buildings, organisations, people, identities, groups, shifts])
    rows.push(await db.read.select().from(table))
  return rows
}

const opened = async (database: TestDatabase): Promise<Database> => {
  const db = await database.open()
  onTestFinished(() => db.close())
  return db
}

describe.each(databases)('the export of a community on $name', (database) => {
  test.each([
    ['community.yaml', async (file: CommunityFile) => new TextEncoder().encode(writeYaml(file))],
    ['community.xlsx', writeSheet],
  ])('as %s, imported again, changes nothing at all', async (name, write) => {
    const db = await opened(database)
    expect(await applyCommunity(db, await fromYaml(RICH))).toMatchObject({ isNew: true })
    const before = await allRows(db)
    const exported = await exportCommunity(db, db.read, 'demo')
    const again = await fileOf(name, await write(exported))
    expect(await applyCommunity(db, again)).toMatchObject({ isNew: false, changes: [] })
    expect(await allRows(db)).toEqual(before)
  })
})

test('a workbook says the same as the YAML it was made from', async () => {
  const said = await fromYaml(RICH)
  const db = await openSqlite()
  onTestFinished(() => db.close())
  await applyCommunity(db, said)
  await applyCommunity(db, await fileOf('a.xlsx', await writeSheet(said)))
  const { changes } = await applyCommunity(db, said)
  expect(changes).toEqual([])
})

describe('an import', () => {
  const sqlite = databases[0] as TestDatabase

  test('tried with dryRun tells what would change and writes nothing', async () => {
    const db = await opened(sqlite)
    await applyCommunity(db, await fromYaml(DEMO))
    const before = await allRows(db)
    const edited = DEMO.replace('王师傅', '王工')
      .replace('  - { name: 130, grid: g1, estate: 长峰里 }\n', '')
      .replace('duty:\n', 'duty:\n  - { person: sun, date: 2026-10-01, from: "08:00", to: "20:00" }\n')
    const { changes } = await applyCommunity(db, await fromYaml(edited), { dryRun: true })
    expect(changes).toEqual([
      { part: 'buildings', kind: 'removed', what: '130' },
      { part: 'people', kind: 'changed', what: 'wang 王建国', keys: ['title'] },
      { part: 'duty', kind: 'added', what: 'sun 2026-10-01 08:00–20:00' },
    ])
    expect(await allRows(db)).toEqual(before)
    expect((await applyCommunity(db, await fromYaml(edited))).changes).toEqual(changes)
    expect(await allRows(db)).not.toEqual(before)
  })

  test('moves a room from the group that had it to the one the file names', async () => {
    const db = await opened(sqlite)
    await applyCommunity(db, await fromYaml(DEMO))
    const swapped = DEMO.replace('chat: b128@demo', 'chat: tmp').replace('chat: b126@demo', 'chat: b128@demo').replace('chat: tmp', 'chat: b126@demo')
    await applyCommunity(db, await fromYaml(swapped))
    const { groups } = (await exportCommunity(db, db.read, 'demo')) as Required<CommunityFile>
    expect(groups.filter((group) => ['b128', 'b126'].includes(group.id)).map(({ id, chat }) => [id, chat])).toEqual([
      ['b126', 'b128@demo'],
      ['b128', 'b126@demo'],
    ])
  })

  test('into a database where another community sits in the room is refused with its place', async () => {
    const db = await opened(sqlite)
    await applyCommunity(db, await fromYaml(DEMO))
    const { file, locate } = checkSource(await readSource('b.yaml', new TextEncoder().encode(DEMO.replace('id: demo', 'id: other'))))
    if (!file) throw new Error('the file should be good')
    const faults = await roomsTaken(db, file, locate)
    expect(faults).toHaveLength(file.groups?.length ?? 0)
    expect(faults[0]).toMatchObject({
      severity: 'error',
      place: expect.stringMatching(/^line \d+/),
      message: 'the room is already the group "128号楼群" of the community "demo" in this database',
    })
  })

  test('leaves out people met in chats, and chat ids that one login only knows', async () => {
    const db = await opened(sqlite)
    await applyCommunity(db, await fromYaml(DEMO.replace(', chat: [xiao-sun]', '')))
    const { people, identities } = db.tables
    await db.transact(async (tx) => {
      await tx.insert(people).values({
        communityId: 'demo',
        id: 'met',
        name: '路人',
        role: 'resident',
        orgId: null,
        title: null,
        phone: null,
        supervisor: false,
        admin: false,
        gridIds: [],
        active: true,
      })
      await tx.insert(identities).values([
        { communityId: 'demo', account: 'wechat:bot', externalId: '@1', personId: 'met', name: '路人' },
        { communityId: 'demo', account: 'wechat:bot', externalId: '@2', personId: 'sun', name: '孙磊' },
      ])
    })
    const exported = await exportCommunity(db, db.read, 'demo')
    expect(exported.people.map(({ id }) => id)).not.toContain('met')
    expect(exported.people.find(({ id }) => id === 'sun')).not.toHaveProperty('chat')
    await applyCommunity(db, exported)
    expect(await db.read.select().from(identities).where(eq(identities.account, 'wechat:bot'))).toHaveLength(2)
  })
})

describe('a workbook', () => {
  const edited = async (edit: (book: exceljs.Workbook) => void): Promise<Uint8Array> => {
    const book = new exceljs.Workbook()
    await book.xlsx.load(Buffer.from(await writeSheet(await fromYaml(DEMO))) as unknown as Parameters<typeof book.xlsx.load>[0])
    edit(book)
    return new Uint8Array(await book.xlsx.writeBuffer())
  }
  const sheet = (book: exceljs.Workbook, name: string): exceljs.Worksheet => {
    const found = book.getWorksheet(name)
    if (!found) throw new Error(`no sheet ${name}`)
    return found
  }

  test('has a sheet for every part, headed in Chinese and English', async () => {
    const book = new exceljs.Workbook()
    await book.xlsx.load(Buffer.from(await writeSheet(await fromYaml(DEMO))) as unknown as Parameters<typeof book.xlsx.load>[0])
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      '社区 community',
      '网格 grids',
      '楼栋 buildings',
      '责任单位 organisations',
      '人员 people',
      '群 groups',
      '值班 duty',
      '规则 policies',
      '责任分工 routes',
      '时限 limits',
      '督办 escalation',
      '说法 wording',
      '工作时间 hours',
      '常见问答 facts',
    ])
    expect(sheet(book, '网格 grids').getRow(1).values).toEqual([undefined, '编号 id', '名称 name'])
  })

  test('tells the sheet, row and column of every fault', async () => {
    const bytes = await edited((book) => {
      sheet(book, '人员 people').getCell('C9').value = 'boss'
      sheet(book, '群 groups').getCell('D2').value = 'g9'
      sheet(book, '值班 duty').getCell('D3').value = '25:00'
      sheet(book, '楼栋 buildings').getCell('A3').value = null
    })
    const { faults, file } = checkSource(await readSheet(bytes))
    expect(file).toBeUndefined()
    expect(faults.map(({ place }) => place)).toEqual(
      expect.arrayContaining([
        'sheet 人员 people, row 9, column C (角色 role)',
        'sheet 群 groups, row 2, column D (网格 grid)',
        'sheet 值班 duty, row 3, column D (开始 from)',
        'sheet 楼栋 buildings, row 3',
      ]),
    )
  })

  test('is read as people fill it in: times, dates, numbers and yes in whatever form Excel keeps them', async () => {
    const bytes = await edited((book) => {
      const duty = sheet(book, '值班 duty')
      duty.getRow(2).values = ['wang', '1-5, 7', null, new Date(Date.UTC(1899, 11, 30, 8, 0)), 0.8333333333]
      duty.getRow(3).values = ['zhang', null, new Date(Date.UTC(2026, 9, 1)), '8:00', '20:00']
      const people = sheet(book, '人员 people')
      people.getCell('F9').value = 13_800_000_128
      people.getCell('H9').value = '√'
      people.getCell('B9').value = { richText: [{ text: '王' }, { text: '建国' }] }
      people.getCell('E9').value = { formula: '"王"&"师傅"', result: '王师傅' }
      people.addRow([])
      people.addRow([null, '  '])
      sheet(book, '网格 grids').name = 'Grids'
    })
    const { file, faults } = checkSource(await readSheet(bytes))
    expect(faults).toEqual([])
    expect(file?.duty?.slice(0, 2)).toEqual([
      { person: 'wang', days: [1, 2, 3, 4, 5, 7], from: '08:00', to: '20:00' },
      { person: 'zhang', date: '2026-10-01', from: '08:00', to: '20:00' },
    ])
    expect(file?.people[7]).toMatchObject({ name: '王建国', title: '王师傅', phone: '13800000128', admin: true })
    expect(file?.grids).toHaveLength(2)
  })

  test('with an unknown heading, a doubled row or an error in a cell is refused, with a foreign sheet only warned about', async () => {
    const bytes = await edited((book) => {
      sheet(book, '人员 people').getCell('L1').value = '生日 birthday'
      sheet(book, '社区 community').addRow(['two', '第二个'])
      sheet(book, '网格 grids').getCell('B2').value = { error: '#REF!' } as exceljs.CellErrorValue
      book.addWorksheet('notes').addRow(['hello'])
    })
    const { faults } = checkSource(await readSheet(bytes))
    expect(faults.map(({ severity, place, message }) => `${severity} ${place}: ${message}`)).toEqual([
      'error sheet 社区 community, row 3: this sheet has one row only; remove the others',
      'error sheet 网格 grids, row 2, column B (名称 name): the cell holds the error #REF!',
      expect.stringMatching(/^error sheet 人员 people, row 1, column L: the heading "生日 birthday" is not known; known are 编号 id, 姓名 name/),
      expect.stringMatching(/^warning sheet notes: this sheet is none of/),
    ])
  })

  test('that is no workbook is told so', async () => {
    const { faults } = checkSource(await readSource('a.xlsx', new TextEncoder().encode('community: {}')))
    expect(faults).toMatchObject([{ severity: 'error', message: expect.stringMatching(/not an Excel workbook/) }])
  })
})
