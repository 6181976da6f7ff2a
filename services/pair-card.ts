/** Before and after side by side as one picture, so that nobody has to guess what belongs together. */
import { renderAsync } from '@resvg/resvg-js'
import { drawable, escapeXml, FONT } from './card.ts'

export interface PairPicture {
  mime: string
  bytes: Uint8Array
}

export interface Pair {
  title: string
  before: PairPicture
  after: PairPicture
  labels: { before: string; after: string }
}

/** What resvg draws inside a picture. */
export const DRAWN_IN_CARDS: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif'])

const [WIDTH, HEIGHT, MARGIN, TOP, PANEL] = [1080, 680, 32, 140, 500]
const TITLE_ROOM = 26

const text = (x: number, y: number, size: number, colour: string, words: string): string =>
  `<text x="${x}" y="${y}" font-size="${size}" fill="${colour}">${escapeXml(drawable(words))}</text>`

const panel = (x: number, { mime, bytes }: PairPicture): string =>
  `<rect x="${x}" y="${TOP}" width="${PANEL}" height="${PANEL}" fill="#e7ece9"/><image x="${x}" y="${TOP}" width="${PANEL}" height="${PANEL}" preserveAspectRatio="xMidYMid meet" href="data:${mime};base64,${Buffer.from(bytes).toString('base64')}"/>`

export function pairSvg({ title, before, after, labels }: Pair): string {
  const right = WIDTH - MARGIN - PANEL
  const shown = [...title].length > TITLE_ROOM ? `${[...title].slice(0, TITLE_ROOM - 1).join('')}…` : title
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="Noto Sans SC"><rect width="100%" height="100%" fill="#ffffff"/>${text(MARGIN, 62, 38, '#0f5132', shown)}${text(MARGIN, 120, 30, '#b42318', labels.before)}${text(right, 120, 30, '#1a7f4e', labels.after)}${panel(MARGIN, before)}${panel(right, after)}</svg>`
}

/** PNG bytes. A picture that cannot be read leaves its half empty. */
export async function pairCard(pair: Pair): Promise<Uint8Array> {
  const image = await renderAsync(pairSvg(pair), { font: { fontFiles: [FONT], loadSystemFonts: false, defaultFontFamily: 'Noto Sans SC' } })
  return image.asPng()
}
