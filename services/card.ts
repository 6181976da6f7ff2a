/** A digest as a picture card: SVG laid out here, drawn by resvg with a font that holds all its characters. */
import { createRequire } from 'node:module'
import { renderAsync } from '@resvg/resvg-js'
import { charactersOf } from './glyphs.ts'

export const FONT = createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')
const WIDTH = 720
const MARGIN = 40
const SIZE = 26
const LEADING = 42

export const escapeXml = (text: string): string => text.replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`)

let isDrawn: ((character: string) => boolean) | undefined

/** Without what the font has no glyph for (emoji, half letters) or XML no place. */
export function drawable(text: string): string {
  isDrawn ??= charactersOf(FONT)
  return [...text.replace(/\p{Cc}/gu, ' ').replace(/\p{Cf}/gu, '')].filter(isDrawn).join('')
}

/** Width of a text in pixels: CJK is square, Latin about half. */
const widthOf = (text: string, size: number): number => [...text].reduce((sum, c) => sum + (/[\u0020-\u024f]/.test(c) ? 0.56 : 1) * size, 0)

/** Breaks a line where it would leave the card; inside a number or a Latin word only when that alone is wider than the card. */
export function wrap(text: string, width: number, size: number): string[] {
  const lines: string[] = []
  let line = ''
  const words = text.match(/[#\w.:%-]+|./gsu) ?? []
  for (const piece of words.flatMap((word) => (widthOf(word, size) > width ? [...word] : [word]))) {
    if (line !== '' && widthOf(line + piece, size) > width) {
      lines.push(line)
      line = piece.trimStart()
    } else line += piece
  }
  return line === '' ? lines : [...lines, line]
}

interface Row {
  text: string
  size: number
  colour: string
}

function rowsOf(text: string): Row[] {
  return text.split('\n').flatMap((paragraph, i) => {
    const size = i === 0 ? 32 : SIZE
    const colour = i === 0 ? '#0f5132' : paragraph.startsWith('✓') ? '#1a7f4e' : /超期|overdue/.test(paragraph) ? '#b42318' : '#1f2937'
    return wrap(drawable(paragraph.replaceAll('　', '  ')), WIDTH - 2 * MARGIN, size).map((line) => ({ text: line, size, colour }))
  })
}

export function cardSvg(text: string): string {
  const rows = rowsOf(text)
  const height = MARGIN * 2 + rows.length * LEADING + 24
  const lines = rows.map(
    (row, i) => `<text x="${MARGIN}" y="${MARGIN + 34 + i * LEADING}" font-size="${row.size}" fill="${row.colour}">${escapeXml(row.text)}</text>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="Noto Sans SC"><rect width="100%" height="100%" fill="#f4f7f5"/><rect x="16" y="16" width="${WIDTH - 32}" height="${height - 32}" rx="20" fill="#ffffff"/><rect x="16" y="16" width="10" height="${height - 32}" rx="5" fill="#1a7f4e"/>${lines.join('')}</svg>`
}

/** Drawn larger for sharp phones; a very long card smaller again, for a phone opens no picture taller than this many pixels. */
const ZOOM = 1.5
const TALLEST = 9000

/** PNG bytes. */
export async function digestCard(text: string): Promise<Uint8Array> {
  const svg = cardSvg(text)
  const height = Number(/height="(\d+)"/.exec(svg)?.[1])
  const image = await renderAsync(svg, {
    font: { fontFiles: [FONT], loadSystemFonts: false, defaultFontFamily: 'Noto Sans SC' },
    fitTo: { mode: 'zoom', value: Math.min(ZOOM, TALLEST / height) },
  })
  return image.asPng()
}
