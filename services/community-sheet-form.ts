/** The workbook form of a community file: one sheet a part, headings in Chinese and English, cells to values and back. */

/** How a cell is read: `lines` is a list of word lists (装修; 登记/备案), `key` names an entry of a record. */
export type CellForm = 'text' | 'number' | 'flag' | 'list' | 'numbers' | 'lines' | 'clock' | 'date' | 'key'

export interface Column {
  /** Key in the file; a dot leads into a group of keys. */
  key: string
  zh: string
  form: CellForm
}

export interface Part {
  path: readonly string[]
  zh: string
  en: string
  /** `one`: a single row; `list`: an entry a row; `record`: an entry a row, named by its first column. */
  rows: 'one' | 'list' | 'record'
  columns: readonly Column[]
}

const column = (key: string, zh: string, form: CellForm = 'text'): Column => ({ key, zh, form })
const ID = column('id', '编号')
const NAME = column('name', '名称')

export const PARTS: readonly Part[] = [
  { path: ['community'], zh: '社区', en: 'community', rows: 'one', columns: [ID, NAME, column('timezone', '时区'), column('language', '语言')] },
  { path: ['grids'], zh: '网格', en: 'grids', rows: 'list', columns: [ID, NAME] },
  {
    path: ['buildings'],
    zh: '楼栋',
    en: 'buildings',
    rows: 'list',
    columns: [column('name', '楼号'), column('grid', '网格'), column('estate', '小区'), column('aliases', '别名', 'list'), ID],
  },
  {
    path: ['organisations'],
    zh: '责任单位',
    en: 'organisations',
    rows: 'list',
    columns: [ID, NAME, column('kind', '类型'), column('phone', '电话'), column('grids', '服务网格', 'list')],
  },
  {
    path: ['people'],
    zh: '人员',
    en: 'people',
    rows: 'list',
    columns: [
      ID,
      column('name', '姓名'),
      column('role', '角色'),
      column('org', '单位'),
      column('title', '称呼'),
      column('phone', '电话'),
      column('supervisor', '主管', 'flag'),
      column('admin', '管理员', 'flag'),
      column('grids', '负责网格', 'list'),
      column('chat', '聊天账号', 'list'),
    ],
  },
  {
    path: ['groups'],
    zh: '群',
    en: 'groups',
    rows: 'list',
    columns: [
      ID,
      NAME,
      column('kind', '类型'),
      column('grid', '网格'),
      column('buildings', '楼栋', 'list'),
      column('org', '单位'),
      column('mode', '模式'),
      column('language', '语言'),
      column('chat', '群账号'),
    ],
  },
  {
    path: ['duty'],
    zh: '值班',
    en: 'duty',
    rows: 'list',
    columns: [
      column('person', '人员'),
      column('days', '星期', 'numbers'),
      column('date', '日期', 'date'),
      column('from', '开始', 'clock'),
      column('to', '结束', 'clock'),
      column('instead', '替谁'),
      column('onCall', '电话值班', 'flag'),
    ],
  },
  {
    path: ['policies'],
    zh: '规则',
    en: 'policies',
    rows: 'one',
    columns: [
      column('digestAt', '小结时间', 'clock'),
      column('dispatchAt', '派单表时间', 'clock'),
      column('weeklyAt', '周周转时间', 'clock'),
      column('meeting.day', '碰头会星期', 'number'),
      column('meeting.at', '碰头会时间', 'clock'),
      column('meeting.place', '碰头会地点'),
      column('district', '区级单位'),
      column('quietFrom', '静默开始', 'clock'),
      column('quietTo', '静默结束', 'clock'),
      column('storySeconds', '等待秒数', 'number'),
      column('confirmHours', '确认小时', 'number'),
      column('dutyPhones', '值班电话公布'),
      column('digestForm', '小结形式'),
      column('acceptFriends', '自动通过好友', 'flag'),
      column('retention.messages', '聊天保存天数', 'number'),
      column('retention.tickets', '工单实名保存天数', 'number'),
      column('retention.pictures', '图片保存天数', 'number'),
      column('retention.outbox', '回复保存天数', 'number'),
      column('retention.digests', '小结图保存天数', 'number'),
      column('retention.audit', '日志保存天数', 'number'),
      column('talk.person', '每人十分钟上限', 'number'),
      column('talk.group', '每群十分钟上限', 'number'),
      column('talk.ticketsPerDay', '每人每天报事上限', 'number'),
      column('board.open', '公开栏', 'flag'),
      column('board.hide', '公开栏不放', 'list'),
      column('ticketLinks', '回复带链接', 'flag'),
      column('holidays', '放假日', 'list'),
      column('workdays', '上班日', 'list'),
      column('emergencyPhones.gas', '燃气抢修'),
      column('emergencyPhones.power', '电力抢修'),
      column('emergencyPhones.water', '供水抢修'),
      column('emergencyPhones.lift', '电梯救援'),
    ],
  },
  {
    path: ['policies', 'routes'],
    zh: '责任分工',
    en: 'routes',
    rows: 'list',
    columns: [column('categories', '类别', 'list'), column('grids', '网格', 'list'), column('buildings', '楼栋', 'list'), column('org', '单位')],
  },
  {
    path: ['policies', 'limits'],
    zh: '时限',
    en: 'limits',
    rows: 'record',
    columns: [
      column('category', '类别或紧急程度', 'key'),
      column('accept', '接单分钟', 'number'),
      column('act', '到场分钟', 'number'),
      column('resolve', '解决分钟', 'number'),
    ],
  },
  {
    path: ['policies', 'escalation'],
    zh: '督办',
    en: 'escalation',
    rows: 'list',
    columns: [
      column('matter', '哪类事'),
      column('clock', '哪个时限'),
      column('percent', '用到百分之几', 'number'),
      column('past', '超过多少', 'number'),
      column('unit', '单位'),
      column('tell', '告诉谁', 'list'),
    ],
  },
  {
    path: ['policies', 'wording'],
    zh: '说法',
    en: 'wording',
    rows: 'record',
    columns: [column('sentence', '哪句话', 'key'), column('zh', '中文'), column('en', '英文')],
  },
  {
    path: ['policies', 'hours'],
    zh: '工作时间',
    en: 'hours',
    rows: 'list',
    columns: [
      column('org', '单位'),
      column('days', '星期', 'numbers'),
      column('from', '开始', 'clock'),
      column('to', '结束', 'clock'),
      column('publicHolidays', '节假日'),
    ],
  },
  { path: ['policies', 'facts'], zh: '常见问答', en: 'facts', rows: 'list', columns: [column('match', '关键词', 'lines'), column('answer', '回答')] },
]

export const headingOf = ({ zh, key }: Column): string => `${zh} ${key}`
export const sheetNameOf = ({ zh, en }: Part): string => `${zh} ${en}`

/** Items that hold a separator of their own are written as JSON. */
const listText = (items: readonly unknown[], separator: RegExp, joint: string): string =>
  items.some((item) => separator.test(String(item)) || String(item).trim() !== String(item) || /^[[{]/.test(String(item)))
    ? JSON.stringify(items)
    : items.join(joint)

const LIST = /[,，、;；\n]/
const WORD = /[/、|\n]/
const LINE = /[;；\n]/

export function toCell(value: unknown, form: CellForm): string | number | null {
  if (value === undefined || value === null) return null
  if (form === 'flag') return value === true ? '是' : '否'
  if (form === 'number') return value as number
  if (form === 'numbers') return (value as number[]).join(', ')
  if (form === 'list') return listText(value as unknown[], LIST, ', ')
  if (form === 'lines') {
    const lines = value as string[][]
    return lines.some((words) => words.some((word) => LINE.test(word) || WORD.test(word) || word.trim() !== word)) ||
      /^[[{]/.test(lines[0]?.[0] ?? '')
      ? JSON.stringify(lines)
      : lines.map((words) => words.join('/')).join('; ')
  }
  return String(value)
}

const YES = /^(是|对|有|y|yes|true|1|√|✓|x)$/i
const NO = /^(否|不|无|n|no|false|0|×|-)$/i

/** @param text never empty. What cannot be read stays text, so that the check of the whole file says why. */
export function fromCell(text: string, form: CellForm): unknown {
  const json = (form === 'list' || form === 'lines') && text.startsWith('[') ? readJson(text) : undefined
  if (json !== undefined) return json
  switch (form) {
    case 'flag':
      return YES.test(text) ? true : NO.test(text) ? false : text
    case 'number':
      return Number.isNaN(Number(text)) ? text : Number(text)
    case 'numbers':
      return pieces(text, LIST).flatMap(numbersOf)
    case 'list':
      return pieces(text, LIST)
    case 'lines':
      return pieces(text, LINE).map((line) => pieces(line, WORD))
    case 'clock':
      return /^\d:[0-5]\d$/.test(text) ? `0${text}` : text
    default:
      return text
  }
}

const pieces = (text: string, separator: RegExp): string[] =>
  text
    .split(separator)
    .map((piece) => piece.trim())
    .filter(Boolean)

/** 1-5 is 1, 2, 3, 4, 5. */
function numbersOf(text: string): (number | string)[] {
  const range = /^(\d)\s*[-–~至]\s*(\d)$/.exec(text)
  if (range) return Array.from({ length: Math.max(0, Number(range[2]) - Number(range[1]) + 1) }, (_, i) => Number(range[1]) + i)
  return [Number.isNaN(Number(text)) ? text : Number(text)]
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
