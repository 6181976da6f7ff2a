/** The ledger as a file, page by page: however long it is, only one page of it is in memory. */
import { once } from 'node:events'
import { PassThrough, Readable } from 'node:stream'
import { type Stringifier, stringify } from 'csv-stringify'
import exceljs from 'exceljs'
import { DateTime } from 'luxon'
import { safeCell } from '../core/safe-cell.ts'
import type { TicketLine } from './schemas/ledger.ts'

type Cell = string | number
interface Column {
  key: string
  zh: string
  en: string
  /** In letters. */
  width: number
  of(line: TicketLine, at: (ms: number | null) => string): Cell
}

const COLUMNS: readonly Column[] = [
  { key: 'number', zh: '工单号', en: 'Ticket', width: 10, of: (l) => l.number },
  { key: 'status', zh: '状态', en: 'Status', width: 12, of: (l) => l.statusLabel },
  { key: 'urgency', zh: '紧急程度', en: 'Urgency', width: 10, of: (l) => l.urgencyLabel },
  { key: 'category', zh: '类别', en: 'Category', width: 14, of: (l) => l.categoryLabel },
  { key: 'title', zh: '标题', en: 'Title', width: 20, of: (l) => l.title },
  { key: 'place', zh: '位置', en: 'Place', width: 20, of: (l) => l.place },
  { key: 'words', zh: '原话', en: 'Report', width: 50, of: (l) => l.words },
  { key: 'reporter', zh: '报事人', en: 'Reporter', width: 12, of: (l) => l.reporter.name },
  { key: 'grid', zh: '网格', en: 'Grid', width: 12, of: (l) => l.grid?.name ?? '' },
  { key: 'unit', zh: '责任单位', en: 'Unit', width: 16, of: (l) => l.unit?.name ?? '' },
  { key: 'assignee', zh: '责任人', en: 'Assignee', width: 12, of: (l) => l.assignee?.name ?? '' },
  { key: 'openedAt', zh: '登记时间', en: 'Opened', width: 17, of: (l, at) => at(l.openedAt) },
  { key: 'dueAt', zh: '应办时间', en: 'Due', width: 17, of: (l, at) => at(l.dueAt) },
  { key: 'closedAt', zh: '结案时间', en: 'Closed', width: 17, of: (l, at) => at(l.closedAt) },
  { key: 'overdue', zh: '超期', en: 'Overdue', width: 8, of: (l) => (l.overdue ? 1 : 0) },
  { key: 'followers', zh: '跟随', en: 'Followers', width: 8, of: (l) => l.followers },
  { key: 'urges', zh: '催办', en: 'Urges', width: 8, of: (l) => l.urges },
  { key: 'reopens', zh: '重开', en: 'Reopened', width: 8, of: (l) => l.reopens },
  { key: 'stars', zh: '星级', en: 'Stars', width: 8, of: (l) => l.stars ?? '' },
  { key: 'pictures', zh: '图片', en: 'Pictures', width: 8, of: (l) => l.pictures },
]

export interface Export {
  pages: AsyncIterable<TicketLine[]>
  timezone: string
  language: 'zh-CN' | 'en'
}

const heads = ({ language }: Export): string[] => COLUMNS.map((column) => column[language === 'en' ? 'en' : 'zh'])

function cellsOf(line: TicketLine, timezone: string): Cell[] {
  const at = (ms: number | null): string => (ms === null ? '' : DateTime.fromMillis(ms, { zone: timezone }).toFormat('yyyy-MM-dd HH:mm'))
  return COLUMNS.map((column) => {
    const cell = column.of(line, at)
    return typeof cell === 'number' ? cell : safeCell(cell)
  })
}

/** UTF-8 with the mark Excel looks for. */
export function csvOf(wanted: Export): Stringifier {
  async function* rows(): AsyncGenerator<Cell[]> {
    for await (const page of wanted.pages) for (const line of page) yield cellsOf(line, wanted.timezone)
  }
  const csv = stringify({ bom: true, header: true, columns: heads(wanted), record_delimiter: 'windows' })
  const source = Readable.from(rows())
  source.on('error', (error) => csv.destroy(error))
  csv.on('close', () => source.destroy())
  source.pipe(csv)
  return csv
}

/** A sheet takes no more rows, its head included. */
const SHEET_ROWS = 1_048_575

export function xlsxOf(wanted: Export): Readable {
  const file = new PassThrough({ highWaterMark: 256 * 1024 })
  write(wanted, file).catch((error: Error) => file.destroy(error))
  return file
}

async function write(wanted: Export, file: PassThrough): Promise<void> {
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream: file, useSharedStrings: false, useStyles: true })
  const sheet = book.addWorksheet(wanted.language === 'en' ? 'Ledger' : '台账', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = COLUMNS.map(({ key, width }, i) => ({ key, width, header: heads(wanted)[i] ?? key }))
  sheet.getRow(1).font = { bold: true }
  let rows = 0
  for await (const page of wanted.pages) {
    for (const line of page) if (rows++ < SHEET_ROWS) sheet.addRow(cellsOf(line, wanted.timezone)).commit()
    // A slow reader holds the writing up, not the memory.
    while (file.writableNeedDrain && !file.destroyed) await Promise.race([once(file, 'drain'), once(file, 'close')])
    if (file.destroyed) return
  }
  sheet.commit()
  await book.commit()
}
