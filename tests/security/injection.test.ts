/** Words that mean something to whoever reads them next: to the database in filters, sorts and cursors, to a spreadsheet in cells. */
import { Readable } from 'node:stream'
import exceljs from 'exceljs'
import { describe, expect, test } from 'vitest'
import { type Api, openApi, signIn } from '../support/api.ts'
import { forget, play } from '../support/conversation.ts'
import { databases } from '../support/databases.ts'

const REPORTS = `
  12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
  +8s   小啄 @128号楼群: 记下了 #1042 …
  12:05 婷婷妈妈 @7号楼群: 7号楼2单元楼道水管漏水了
  +8s   小啄 @7号楼群: 记下了 #1043 …`

const SQL = [
  `' OR '1'='1`,
  `x') OR 1=1 --`,
  `1; DROP TABLE tickets; --`,
  `' UNION SELECT secret_hash, 1, 1 FROM sessions --`,
  `"; ATTACH DATABASE '/tmp/x' AS x; --`,
  `%' ESCAPE '`,
  `$1 \${1} :a ? @p`,
  `" NEAR("a" "b") title:*`,
  `a* OR b AND NOT (`,
  `{1,2}::text[]`,
  'lo\u0000ng',
  `\\'; --`,
]
/** For what is read the same way as the others. */
const SOME = SQL.slice(0, 3)
const base64 = (text: string) => Buffer.from(text).toString('base64url')
const CURSORS = [
  ...SQL.map(base64),
  ...SQL.map((words) => base64(JSON.stringify([words, words]))),
  ...[
    '[]',
    '{}',
    'null',
    '[[1],{}]',
    '[1e400,1]',
    '[9007199254740993,1]',
    '["x"]',
    '[null,null]',
    '[0,0,0]',
    '-opened 1 1; --',
    '-opened NaN 1',
    '-opened 1e999 1',
  ].map(base64),
  '%%%',
  '../..',
]

describe.each(databases)('on $name', ({ open }) => {
  test('whatever stands in a filter, a sort or a cursor finds nothing it should not, changes nothing, and breaks nothing', async () => {
    const api = await openApi({ db: await open(), server: { limits: { perMinute: 1e9 } } })
    await play(api.town, REPORTS)
    const headers = await signIn(api.app, 'fang')
    const lists: [string, string[]][] = [
      [
        '/api/v1/tickets',
        ['state', 'kind', 'unit', 'person', 'building', 'grid', 'category', 'urgency', 'overdue', 'from', 'to', 'q', 'sort', 'limit', 'lang'],
      ],
      ['/api/v1/stats', ['by', 'from', 'to', 'lang']],
      ['/api/v1/leads', ['state', 'limit']],
      ['/api/v1/deliveries', ['state', 'limit']],
      ['/api/v1/audit', ['action', 'limit']],
      ['/api/v1/sessions', ['all']],
      ['/open311/v2/requests.json', ['service_code', 'service_request_id', 'status', 'start_date', 'page', 'jurisdiction_id', 'api_key']],
    ]
    const odd: string[] = []
    const ask = async (url: string) => {
      const answer = await api.app.inject({ url, headers })
      if (answer.statusCode >= 500) odd.push(`${answer.statusCode} ${url}`)
      if (/syntax|SQLITE|relation|constraint|fts5|near "/i.test(answer.body)) odd.push(`tells of the database: ${url} ${answer.body.slice(0, 200)}`)
      return answer
    }
    for (const [url, names] of lists) {
      for (const name of names)
        for (const words of name === 'q' || name === 'building' ? SQL : SOME) {
          const answer = await ask(`${url}?${name}=${encodeURIComponent(words)}`)
          const found = answer.statusCode === 200 && url.endsWith('/tickets') && !['lang', 'overdue'].includes(name) ? answer.json().items.length : 0
          if (found > 0) odd.push(`${url}?${name}=${words} found ${found}`)
        }
      for (const cursor of url.endsWith('/tickets') ? CURSORS : CURSORS.filter((_, i) => i % 4 === 0))
        await ask(`${url}?cursor=${encodeURIComponent(cursor)}`)
    }
    for (const words of SOME)
      for (const url of ['/api/v1/tickets/', '/api/v1/attachments/', '/api/v1/sessions/', '/board/', '/t/', '/open311/v2/requests/'])
        await ask(`${url}${encodeURIComponent(words)}`)
    expect(odd).toEqual([])
    expect((await api.app.inject({ url: '/api/v1/tickets', headers })).json().items).toHaveLength(2)
  })
})

/** What spreadsheets take for a formula, also behind a blank, a tab or in wide letters. */
const FORMULAS = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  ' =1+1',
  '　=1+1',
  '＝1+1',
  '=cmd|"/c calc"!A1',
  '=HYPERLINK("http://x","y")',
]

/** A formula in every field that an admin, a resident or a member of staff can fill. */
async function fullOfFormulas(): Promise<Api> {
  const api = await openApi({
    edit: (file) => {
      for (const grid of file.grids) grid.name = `@${grid.name}`
      for (const unit of file.organisations) unit.name = `-${unit.name}`
      for (const person of file.people) person.name = `=1+${person.name}`
    },
  })
  await play(
    api.town,
    `
    12:03 =1+李阿姨 @128号楼群: =1+1楼道又被堆满了，轮椅都过不去
    +8s   小啄 @128号楼群: 记下了 #1042 …`,
  )
  const headers = await signIn(api.app, 'fang')
  const place = { command: 'place', args: { place: '+2单元门口' } }
  const title = (words: string, i: number) => ({ command: 'recategorise', args: { category: i % 2 ? 'water' : 'lighting', title: words } })
  for (const payload of [place, ...FORMULAS.map(title)]) {
    const done = await api.app.inject({ method: 'POST', url: '/api/v1/tickets/1042/acts', headers, payload })
    expect(done.statusCode, done.body).toBe(200)
    const csv = await api.app.inject({ url: '/api/v1/tickets/export.csv', headers })
    expect(formulasIn(csv.body)).toEqual([])
  }
  forget(api.town)
  return api
}

const cellsOf = (csv: string): string[] =>
  (csv.replace(/^[^\r]*\r\n/, '').match(/"(?:[^"]|"")*"|[^,\r\n]+/g) ?? []).map((cell) => cell.replace(/^"|"$/g, ''))
const formulasIn = (csv: string): string[] => cellsOf(csv).filter((cell) => /^[\s　]*[=+\-@＝＋－＠]|^[\t\r]/.test(cell))

test('no field that anybody typed becomes a formula, in the ledger’s files or in the set-up’s', async () => {
  const api = await fullOfFormulas()
  const headers = await signIn(api.app, 'fang')
  const csv = await api.app.inject({ url: '/api/v1/tickets/export.csv', headers })
  const cells = cellsOf(csv.body)
  for (const words of ["'=1+1楼道又被堆满了", "'=1+李阿姨", "'@", "'-"])
    expect(
      cells.some((cell) => cell.startsWith(words)),
      words,
    ).toBe(true)
  for (const url of ['/api/v1/tickets/export.xlsx', '/api/v1/setup/export.xlsx']) {
    const file = await api.app.inject({ url, headers })
    expect(file.statusCode, file.body.slice(0, 300)).toBe(200)
    const book = new exceljs.Workbook()
    await book.xlsx.read(Readable.from(file.rawPayload))
    const types = new Set<number>()
    book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => types.add(cell.type))))
    expect(types.has(exceljs.ValueType.Formula), url).toBe(false)
    expect(types.has(exceljs.ValueType.Hyperlink), url).toBe(false)
  }
})
