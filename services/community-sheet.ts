/** Community files as Excel workbooks: written as a form to fill in, read with the row of every part. */
import exceljs from 'exceljs'
import type { CommunitySource, LocatedFault, Path } from './community-fault.ts'
import type { CommunityFile } from './community-file.ts'
import { type CellForm, type Column, fromCell, headingOf, PARTS, type Part, sheetNameOf, toCell } from './community-sheet-form.ts'
import { unpacksWithin } from './unpacked.ts'

type Sheet = exceljs.Worksheet
type Loose = Record<string, unknown>

const MOST_ROWS = 5000
/** Of all parts together, unpacked. */
const LARGEST = { bytes: 48 * 1024 * 1024 }
/** Days from Excel's day 0 to 1970-01-01. */
const EXCEL_EPOCH_DAYS = 25_569

export async function writeSheet(file: CommunityFile): Promise<Uint8Array> {
  const book = new exceljs.Workbook()
  book.created = new Date(0)
  for (const part of PARTS) {
    const sheet = book.addWorksheet(sheetNameOf(part), { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.columns = part.columns.map((column) => ({
      header: headingOf(column),
      width: column.form === 'list' || column.form === 'lines' || column.key === 'answer' ? 36 : 18,
      style: { numFmt: '@' },
    }))
    sheet.getRow(1).font = { bold: true }
    for (const row of rowsOf(file, part)) sheet.addRow(part.columns.map((column) => toCell(row(column.key), column.form)))
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** The entries of a part, each as a look-up by column key. */
function rowsOf(file: CommunityFile, part: Part): ((key: string) => unknown)[] {
  const value = at(file, part.path)
  if (value === undefined) return []
  const reading = (row: unknown) => (key: string) => at(row, key.split('.'))
  if (part.rows === 'one') return [reading(value)]
  if (part.rows === 'list') return (value as unknown[]).map(reading)
  const first = part.columns[0]?.key
  return Object.entries(value as Loose).map(
    ([name, row]) =>
      (key: string) =>
        key === first ? name : at(row, [key]),
  )
}

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((part, key) => (typeof part === 'object' && part !== null ? (part as Loose)[key] : undefined), value)

export async function readSheet(bytes: Uint8Array): Promise<CommunitySource> {
  const book = new exceljs.Workbook()
  try {
    if (!(await unpacksWithin(bytes, LARGEST.bytes))) throw new RangeError('too large')
    await book.xlsx.load(Buffer.from(bytes) as unknown as Parameters<typeof book.xlsx.load>[0])
  } catch {
    const fault: LocatedFault = {
      severity: 'error',
      path: [],
      place: 'the workbook',
      message: 'it is not an Excel workbook (.xlsx), or it is damaged, far too large or locked with a password',
    }
    return { value: undefined, faults: [fault], locate: () => 'the workbook', order: () => 0 }
  }
  return readBook(book)
}

/** What is gathered while the sheets are read. */
interface Reading {
  value: Loose
  faults: LocatedFault[]
  /** Place of a part, by its path as JSON. */
  places: Map<string, string>
}

function readBook(book: exceljs.Workbook): CommunitySource {
  const reading: Reading = { value: {}, faults: [], places: new Map() }
  const used = new Set<Sheet>()
  for (const part of PARTS) {
    const sheet = book.worksheets.find((one) => names(one.name, part.zh, part.en))
    if (!sheet) continue
    used.add(sheet)
    reading.places.set(JSON.stringify(part.path), `sheet ${sheet.name}`)
    readPart(reading, part, sheet)
  }
  for (const sheet of book.worksheets)
    if (!used.has(sheet) && sheet.actualRowCount > 0)
      reading.faults.push({
        severity: 'warning',
        path: [],
        place: `sheet ${sheet.name}`,
        message: `this sheet is none of ${PARTS.map(sheetNameOf).join(', ')} and was left out`,
      })
  const order = [...reading.places.keys()]
  /** The longest part of the path that stands somewhere. */
  const standing = (path: Path): string | undefined =>
    path.map((_, i) => JSON.stringify(path.slice(0, path.length - i))).find((key) => reading.places.has(key))
  const locate = (path: Path): string => reading.places.get(standing(path) ?? '') ?? 'the workbook'
  return { value: reading.value, faults: reading.faults, locate, order: (path) => order.indexOf(standing(path) ?? '') }
}

/** `人员 people`, `人员` and `People` all name the same. */
const names = (said: string, zh: string, en: string): boolean => {
  const text = said.trim().toLowerCase()
  return text === zh || text === en.toLowerCase() || text === `${zh} ${en}`.toLowerCase()
}

function readPart(reading: Reading, part: Part, sheet: Sheet): void {
  const columns = readHeadings(reading, part, sheet)
  const last = Math.min(sheet.rowCount, MOST_ROWS)
  if (sheet.rowCount > MOST_ROWS)
    reading.faults.push({
      severity: 'error',
      path: part.path,
      place: `sheet ${sheet.name}, row ${MOST_ROWS + 1}`,
      message: `a sheet may have ${MOST_ROWS} rows; is there something far below the table?`,
    })
  let count = 0
  for (let n = 2; n <= last; n++) {
    const cells = columns.flatMap(({ column, index }) => {
      const place = `sheet ${sheet.name}, row ${n}, column ${letter(index)} (${headingOf(column)})`
      const text = cellText(sheet.getRow(n).getCell(index), column.form, (message) =>
        reading.faults.push({ severity: 'error', path: part.path, place, message }),
      )
      return text === '' ? [] : [{ column, text, place }]
    })
    if (cells.length === 0) continue
    const row = `sheet ${sheet.name}, row ${n}`
    if (part.rows === 'one' && count > 0)
      reading.faults.push({ severity: 'error', path: part.path, place: row, message: 'this sheet has one row only; remove the others' })
    const path: Path | undefined = part.rows === 'list' ? [...part.path, count] : part.rows === 'one' ? part.path : keyOf(reading, part, cells, row)
    count++
    if (path && (part.rows !== 'one' || count === 1)) readRow(reading, path, cells, row)
  }
}

interface Cell {
  column: Column
  text: string
  place: string
}

/** A record's entry is named by its first column. */
function keyOf(reading: Reading, part: Part, cells: readonly Cell[], row: string): Path | undefined {
  const key = cells.find((cell) => cell.column.form === 'key')
  if (!key)
    reading.faults.push({
      severity: 'error',
      path: part.path,
      place: row,
      message: `the first column (${part.columns[0] ? headingOf(part.columns[0]) : ''}) is empty`,
    })
  else if (reading.places.has(JSON.stringify([...part.path, key.text])))
    reading.faults.push({ severity: 'error', path: part.path, place: key.place, message: `"${key.text}" stands twice` })
  return key && [...part.path, key.text]
}

function readRow(reading: Reading, path: Path, cells: readonly Cell[], row: string): void {
  put(reading.value, path, {})
  reading.places.set(JSON.stringify(path), row)
  for (const { column, text, place } of cells) {
    if (column.form === 'key') continue
    const whole = [...path, ...column.key.split('.')]
    put(reading.value, whole, fromCell(text, column.form))
    reading.places.set(JSON.stringify(whole), place)
  }
}

/** Puts a value at a path, making lists where the next key is a position. */
function put(value: Loose, path: Path, what: unknown): void {
  let holder = value as Record<string | number, unknown>
  path.slice(0, -1).forEach((key, i) => {
    holder[key] ??= typeof path[i + 1] === 'number' ? [] : {}
    holder = holder[key] as Record<string | number, unknown>
  })
  const last = path.at(-1)
  if (
    last !== undefined &&
    !(typeof what === 'object' && what !== null && Object.keys(what).length === 0 && !Array.isArray(what) && holder[last] !== undefined)
  )
    holder[last] = what
}

function readHeadings(reading: Reading, part: Part, sheet: Sheet): { column: Column; index: number }[] {
  const found: { column: Column; index: number }[] = []
  sheet.getRow(1).eachCell((cell, index) => {
    const said = cellText(cell, 'text', () => {})
    if (said === '') return
    const column = part.columns.find((one) => names(said, one.zh, one.key))
    const place = `sheet ${sheet.name}, row 1, column ${letter(index)}`
    if (!column)
      reading.faults.push({
        severity: 'error',
        path: part.path,
        place,
        message: `the heading "${said}" is not known; known are ${part.columns.map(headingOf).join(', ')}`,
      })
    else if (found.some((one) => one.column === column))
      reading.faults.push({ severity: 'error', path: part.path, place, message: `the heading "${said}" stands twice` })
    else found.push({ column, index })
  })
  return found
}

const letter = (index: number): string => (index > 26 ? letter(Math.floor((index - 1) / 26)) : '') + String.fromCharCode(65 + ((index - 1) % 26))

/** What a person sees in the cell. Excel keeps times of day as dates of 1899 and dates in UTC. */
function cellText(cell: exceljs.Cell, form: CellForm, complain: (message: string) => void): string {
  let { value } = cell
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    if ('error' in value) complain(`the cell holds the error ${String(value.error)}`)
    else if ('result' in value || 'formula' in value || 'sharedFormula' in value) value = ('result' in value ? value.result : undefined) ?? null
    else if ('richText' in value) value = value.richText.map((piece) => piece.text).join('')
    else if ('text' in value) value = value.text
  }
  if (value instanceof Date)
    return value.getTime() < Date.UTC(1901, 0, 1) ? value.toISOString().slice(11, 16) : value.toISOString().slice(0, form === 'clock' ? 16 : 10)
  if (typeof value === 'number' && form === 'date') return new Date(Math.floor(value - EXCEL_EPOCH_DAYS) * 86_400_000).toISOString().slice(0, 10)
  if (typeof value === 'number' && form === 'clock' && value >= 0 && value < 1)
    return new Date(Math.round(value * 1440) * 60_000).toISOString().slice(11, 16)
  if (value === null || value === undefined || typeof value === 'object') return ''
  return String(value).trim()
}
