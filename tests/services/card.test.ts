import { createRequire } from 'node:module'
import fc from 'fast-check'
import { fileTypeFromBuffer } from 'file-type'
import { describe, expect, it } from 'vitest'
import { CATEGORY_FACTS } from '../../core/categories.ts'
import type { Language } from '../../core/community.ts'
import { type DigestLine, phrasesIn } from '../../core/phrases/phrases.ts'
import { cardSvg, digestCard, wrap } from '../../services/card.ts'
import { charactersOf } from '../../services/glyphs.ts'

const isDrawn = charactersOf(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'))
const LANGUAGES: readonly Language[] = ['zh-CN', 'zh-Hant', 'en']

function digestIn(language: Language, titles: readonly string[]): string {
  const lines: DigestLine[] = titles.map((title, i) => ({
    number: 1042 + i,
    title,
    place: '128号楼',
    name: '王师傅',
    when: '今天18:00前',
    overdue: i % 2 ? '超期2天' : '',
  }))
  return phrasesIn(language).digest({
    date: '11月23日',
    group: '128号楼',
    opened: 3,
    closed: lines,
    open: lines,
    moreOpen: 4,
    monthOpened: 30,
    monthClosed: 21,
    gap: phrasesIn(language).gap({ from: '14:00', to: '16:30' }),
  })
}
const titles = Object.values(CATEGORY_FACTS).map((facts) => facts.title)
const sizeOf = (png: Uint8Array): { width: number; height: number } => ({
  width: Buffer.from(png).readUInt32BE(16),
  height: Buffer.from(png).readUInt32BE(20),
})
const linesOf = (svg: string): string[] => [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map((m) => m[1] ?? '')

describe('the font', () => {
  it.each([...'楼壹臺群#9é✓【】｜……★☆（）；'])('draws "%s"', async (character) => {
    expect(isDrawn(character)).toBe(true)
    expect((await digestCard(character)).length).not.toBe((await digestCard(' ')).length)
  })

  it.each(['👩', '🚧', '\ufffe', '\ud800', '\u{20BB7}'])('has nothing for %o', (character) => {
    expect(isDrawn(character)).toBe(false)
  })
})

describe('the picture card of a digest', () => {
  it.each(LANGUAGES)('in %s has a glyph for every character', (language) => {
    const shown = linesOf(cardSvg(digestIn(language, titles)))
      .join('')
      .replace(/&#\d+;/g, '')
    expect([...new Set(shown)].filter((c) => c !== ' ' && !isDrawn(c))).toEqual([])
  })

  it('is a PNG, sharp enough for a phone, with something drawn on it', async () => {
    const png = await digestCard(digestIn('zh-CN', titles.slice(0, 4)))
    expect((await fileTypeFromBuffer(png))?.mime).toBe('image/png')
    expect(sizeOf(png).width).toBe(1080)
    const empty = await digestCard(digestIn('zh-CN', titles.slice(0, 4)).replace(/[^\n]/g, ' '))
    expect(png.length).toBeGreaterThan(empty.length * 2)
  })

  it('shows what the font cannot draw by nothing rather than by boxes, and keeps the rest', () => {
    const shown = linesOf(cardSvg('楼道堆物👩‍🦽挡路🚧了\u{20BB7}野家'))
    expect(shown.join('')).toBe('楼道堆物挡路了野家')
  })

  it('of 5,000 characters is drawn whole', async () => {
    const long = `【小结】\n${'楼道堆物 #1042，'.repeat(455)}`
    const png = await digestCard(long)
    expect(linesOf(cardSvg(long)).join('').replaceAll(' ', '')).toBe(long.replaceAll(/[\n ]/g, ''))
    expect(sizeOf(png).height).toBeGreaterThan(5000)
    expect(sizeOf(png).height).toBeLessThanOrEqual(9000)
  }, 120_000)

  it('takes markup for words', async () => {
    const svg = cardSvg(`<b>"A" & 'B'</b> </text><script>alert(1)</script> ]]>`)
    expect(svg).not.toMatch(/<b>|<script|<\/text><\/text>/)
    expect(linesOf(svg).join('')).toContain('&#60;b&#62;&#34;A&#34; &#38; &#39;B&#39;')
    expect((await digestCard(`<b>"A" & 'B'</b>`)).length).toBeGreaterThan(1000)
  })

  it('is drawn whatever the words contain: control characters, half letters, non-characters', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\0\x01\x1b\x7f\x85', '\ud800', '\ufffe\uffff', '\u202e\u200b', '')),
        async (text) => {
          expect((await fileTypeFromBuffer(await digestCard(text)))?.mime).toBe('image/png')
        },
      ),
      { numRuns: 25, examples: [['\ufffe\uffff'], ['\ud800x'], ['\0']] },
    )
  })
})

describe('breaking lines', () => {
  const wide = 640
  const size = 26
  const width = (line: string): number => [...line].reduce((sum, c) => sum + (/[\u0020-\u024f]/.test(c) ? 0.56 : 1) * size, 0)

  it('never happens inside a number, a time or a Latin word', () => {
    const text = '今天新报 12，办结 7。#1042 楼道堆物（2小时10分钟）；王师傅 18:00 前到 stairwell'.repeat(6)
    const lines = wrap(text, wide, size)
    for (const whole of ['#1042', '18:00', 'stairwell']) {
      const count = (s: string) => s.split(whole).length - 1
      expect(
        lines.reduce((sum, line) => sum + count(line), 0),
        whole,
      ).toBe(count(text))
    }
  })

  it('loses nothing but the spaces at the breaks, and no line leaves the card, however long a word is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('楼', '道', 'a', 'b', '1', '#', ':', ' ', '，', '。'), maxLength: 300 }), (text) => {
        const lines = wrap(text, wide, size)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        for (const line of lines) expect(width(line)).toBeLessThanOrEqual(wide)
      }),
    )
  })

  it('of an address of 300 letters happens where the card ends', () => {
    const lines = wrap('a'.repeat(300), wide, size)
    expect(lines.length).toBeGreaterThan(5)
    expect(lines.join('')).toBe('a'.repeat(300))
  })
})
