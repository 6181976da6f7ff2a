/**
 * Training rows from the outside corpora (a folder given on the command line): petition titles and everyday chat.
 * Only what is learned from them is kept; rows marked research-only are left out.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Category, Intent } from '../../core/understanding/terms.ts'

export interface CorpusRow {
  id: string
  text: string
  intent: Intent
  category?: Category
}

interface Petition {
  uid: string
  title: string
  body: string
  residential: boolean
  weak_cats: string[]
  type: string | null
}

function readRows<T>(file: string): T[] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T)
}

/** Tokens that stand for real places give the genre away. */
export const stripPlaces = (text: string): string =>
  text
    .replace(/西地省/g, '')
    .replace(/[A-Z]\d{0,2}(?:市|区|县)/g, '')
    .replace(/^(?:关于|请求|要求|反映|投诉|举报)*[,，:： ]*/, (head) => (head.length > 6 ? '' : head))
    .trim()

const COARSE: Readonly<Record<string, Category>> = {
  noise: 'noise',
  parking: 'parking',
  sanitation: 'sanitation',
  illegal_construction: 'illegal_works',
  property_service: 'property_service',
  elevator: 'elevator',
  greenery: 'greenery',
  pets: 'pets',
  cables: 'cables',
  fire_safety: 'fire_safety',
  stairwell_clutter: 'corridor_clutter',
  public_facilities: 'facility',
}

/** A guess of the source becomes a category only where the title's words bear it out. */
function categoryOf(title: string, guesses: readonly string[]): Category | undefined {
  const [guess, more] = guesses
  if (!guess || more) return undefined
  if (guess === 'fees') return /物业|停车费|维修基金|维修资金|公摊/.test(title) ? 'property_service' : undefined
  if (guess === 'water_heat_leak') {
    if (/暖|供热|热力/.test(title)) return 'heating'
    if (/燃气|天然气|煤气/.test(title)) return 'gas'
    if (/停水|水压|自来水|供水|水质|水管/.test(title)) return 'water'
    if (/屋顶|楼顶|外墙|墙|顶楼|天台|漏雨/.test(title)) return 'building'
    if (/下水|污水|排水|积水|化粪/.test(title)) return 'drainage'
    return undefined
  }
  return COARSE[guess]
}

function intentOf(title: string, type: string | null): Intent | undefined {
  if (type === '感谢' || /感谢|表扬|点赞|称赞/.test(title)) return 'praise'
  if (type === '建言' || /^.{0,6}建议|的建议$|希望能?(增加|建|设)/.test(title)) return 'suggest'
  if (type === '咨询' || /咨询|请问|什么时候|何时|吗[?？]?$|能否|是否|怎么办理|如何|多少/.test(title)) return 'consult'
  return 'report'
}

export function readPetitions(folder: string, file: string): CorpusRow[] {
  const rows: CorpusRow[] = []
  for (const petition of readRows<Petition>(join(folder, file))) {
    if (!petition.title || !(petition.residential || petition.weak_cats.length > 0)) continue
    const intent = intentOf(petition.title, petition.type)
    const text = stripPlaces(petition.title)
    if (!intent || text.length < 5) continue
    rows.push({ id: petition.uid, text, intent, category: intent === 'praise' ? undefined : categoryOf(petition.title, petition.weak_cats) })
  }
  return rows
}

/** Everyday chat that may ship in weights; the social-network part is research-only and serves for measuring alone. */
export function readEveryday(folder: string, research: boolean): CorpusRow[] {
  return readRows<{ uid: string; text: string; trigger: boolean }>(join(folder, 'chat_neg.jsonl'))
    .filter((row) => /^(LCCC|toy)/.test(row.uid) === research)
    .filter((row) => research || !row.trigger)
    .map((row) => ({ id: row.uid, text: row.text, intent: 'none' as const }))
}

/** Titles and bodies of petitions, sentence by sentence. */
export const readSentences = (folder: string, file: string): string[] =>
  readRows<Petition>(join(folder, file)).flatMap(({ title, body }) =>
    [title, ...(body ?? '').split(/[。！？\n!?；;]+/)].filter((sentence) => sentence?.length > 1).map(stripPlaces),
  )
