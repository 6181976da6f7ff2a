/** Community files in YAML: read with the line of every part, written for people to edit. */
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, Scalar, visit, Document as YamlDocument } from 'yaml'
import type { CommunitySource, LocatedFault, Path } from './community-fault.ts'
import type { CommunityFile } from './community-file.ts'

export function readYaml(bytes: Uint8Array): CommunitySource {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return unreadable('the file is not in UTF-8; save it as UTF-8 (in Notepad: Save as, Encoding UTF-8)')
  }
  if (text.trim() === '') return unreadable('the file is empty')
  try {
    return readText(text)
  } catch (error) {
    // Parts that stand for each other over and over, or lie thousands deep: no community is like that.
    if (error instanceof ReferenceError || error instanceof RangeError) return unreadable('its parts are nested or repeated beyond any measure')
    throw error
  }
}

/** @throws ReferenceError, RangeError for what would swell beyond measure */
function readText(text: string): CommunitySource {
  const lines = new LineCounter()
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const placeAt = (offset: number): string => {
    const { line, col } = lines.linePos(offset)
    return `line ${line}, column ${col}`
  }
  const faults = [...doc.errors, ...doc.warnings].map((error): LocatedFault => {
    const { line } = lines.linePos(error.pos[0])
    return {
      severity: 'error',
      path: [],
      place: placeAt(error.pos[0]),
      message: syntaxWords(error.code, error.message, text.split('\n')[line - 1] ?? ''),
    }
  })
  visit(doc, {
    Alias(_, node) {
      if (node.resolve(doc) === undefined)
        faults.push({
          severity: 'error',
          path: [],
          place: placeAt(startOf(node) ?? 0),
          message: `a value that begins with * needs quotes: "*${node.source}"`,
        })
    },
  })
  keepDigits(doc)
  return {
    value: faults.length > 0 ? undefined : doc.toJS(),
    faults,
    locate: (path) => placeAt(offsetOf(doc, path)),
    order: (path) => offsetOf(doc, path),
  }
}

const unreadable = (message: string): CommunitySource => ({
  value: undefined,
  faults: [{ severity: 'error', path: [], place: 'line 1', message }],
  locate: () => 'line 1',
  order: () => 0,
})

/** 007 and 05318600128 are digits people wrote, not quantities: they keep their zeros. */
function keepDigits(doc: Document): void {
  visit(doc, {
    Scalar(_, node) {
      if (typeof node.value === 'number' && node.source !== undefined && String(node.value) !== node.source) node.value = node.source
    },
  })
}

const SYNTAX: Record<string, string> = {
  TAB_AS_INDENT: 'a tab stands at the beginning of the line; indent with blanks',
  BAD_INDENT:
    'the line is indented otherwise than its neighbours; entries of one list begin in the same column, and every [ and { above must be closed',
  DUPLICATE_KEY: 'the key stands twice in the same place; keep one',
  MULTILINE_IMPLICIT_KEY: 'a colon or a quote is missing here',
  BLOCK_AS_IMPLICIT_KEY: 'two keys stand on one line; put the second on a line of its own or use { key: value, key: value }',
  MISSING_CHAR: 'something is missing here: a colon with a blank behind it, a comma, a closing quote or bracket',
  BLOCK_IN_FLOW: 'an entry of several lines stands inside [ ] or { }; is a closing bracket missing above?',
}

function syntaxWords(code: string, message: string, line: string): string {
  const wide = /[：，｛｝［］“”]/.exec(line.replace(/(["']).*?\1/g, ''))?.[0]
  const hint = wide ? `; the line has the full-width "${wide}", YAML needs the half-width one (: , { } [ ] ")` : ''
  return `${SYNTAX[code] ?? `cannot be read as YAML: ${message}`}${hint}`
}

/** Where the part stands: its value, or its key when the value is a block of its own; the nearest part around it when there is none. */
function offsetOf(doc: Document, path: Path): number {
  let node: unknown = doc.contents
  let offset = startOf(node) ?? 0
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(doc)
    if (isMap(node)) {
      const pair = node.items.find((item) => String(isScalar(item.key) ? item.key.value : item.key) === String(key))
      if (!pair) break
      node = pair.value
      offset = (isScalar(node) && node.value !== null ? startOf(node) : startOf(pair.key)) ?? startOf(pair.key) ?? offset
    } else if (isSeq(node)) {
      node = node.items[Number(key)]
      if (node === undefined) break
      offset = startOf(node) ?? offset
    } else break
  }
  return offset
}

const startOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0]

const HEAD = ` Woodpecker community file. Every key: docs/community-file.md. Import with  npm run -s import -- <this file>`

/** One line an entry, as the examples are written. */
export function writeYaml(file: CommunityFile): string {
  const doc = new YamlDocument(file)
  doc.commentBefore = HEAD
  if (isMap(doc.contents)) {
    for (const [i, pair] of doc.contents.items.entries()) {
      if (i > 0 && isScalar(pair.key)) pair.key.spaceBefore = true
      if (isSeq(pair.value)) for (const entry of pair.value.items) if (isMap(entry)) entry.flow = true
    }
    const policies = doc.get('policies')
    if (isMap(policies)) for (const pair of policies.items) flowInside(pair.value)
  }
  visit(doc, {
    Scalar(_, node) {
      // A time without quotes is a number to older YAML readers: 20:30 = 1230.
      if (typeof node.value === 'string' && /^\d\d:\d\d$/.test(node.value)) node.type = Scalar.QUOTE_DOUBLE
    },
  })
  return doc.toString({ lineWidth: 0, flowCollectionPadding: true })
}

function flowInside(node: unknown): void {
  if (isMap(node) && !node.items.some((item) => isMap(item.value))) node.flow = true
  else if (isMap(node)) for (const item of node.items) flowInside(item.value)
  else if (isSeq(node)) for (const item of node.items) if (isMap(item)) flowInside(item)
}
