/** Which characters a TrueType font can draw: reads its `cmap` table (formats 4 and 12). */
import { readFileSync } from 'node:fs'

export function charactersOf(file: string): (character: string) => boolean {
  const font = readFileSync(file)
  const cmap = tableAt(font, 'cmap')
  const subtables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, i) => cmap + font.readUInt32BE(cmap + 4 + i * 8 + 4))
  const codes = new Set(
    subtables.flatMap((at) => rangesOf(font, at)).flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i)),
  )
  return (character) => codes.has(character.codePointAt(0) ?? 0)
}

function tableAt(font: Buffer, name: string): number {
  for (let i = 0; i < font.readUInt16BE(4); i++)
    if (font.toString('latin1', 12 + i * 16, 16 + i * 16) === name) return font.readUInt32BE(12 + i * 16 + 8)
  throw new Error(`the font has no table ${name}`)
}

type Range = [from: number, to: number]

function rangesOf(font: Buffer, at: number): Range[] {
  const format = font.readUInt16BE(at)
  if (format === 12)
    return Array.from(
      { length: font.readUInt32BE(at + 12) },
      (_, i): Range => [font.readUInt32BE(at + 16 + i * 12), font.readUInt32BE(at + 20 + i * 12)],
    )
  if (format !== 4) return []
  const count = font.readUInt16BE(at + 6) / 2
  const segments = Array.from(
    { length: count },
    (_, i): Range => [font.readUInt16BE(at + 16 + count * 2 + i * 2), font.readUInt16BE(at + 14 + i * 2)],
  )
  return segments.filter(([, to]) => to !== 0xffff)
}
