/** Printing a place in a random shape and reading it back gives the same place; numbers of other things give none. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanText } from '../../../core/understanding/clean.ts'
import { readLocations } from '../../../core/understanding/location.ts'
import type { Location } from '../../../core/understanding/terms.ts'

const RUNS = 1_500
const HAN = '零一二三四五六七八九'

function han(n: number): string {
  if (n < 10) return HAN[n] ?? ''
  if (n < 20) return `十${n % 10 ? HAN[n % 10] : ''}`
  if (n < 100) return `${HAN[Math.floor(n / 10)]}十${n % 10 ? HAN[n % 10] : ''}`
  const rest = n % 100
  return `${HAN[Math.floor(n / 100)]}百${rest === 0 ? '' : rest < 10 ? `零${HAN[rest]}` : rest < 20 ? `一${han(rest)}` : han(rest)}`
}
const wide = (text: string): string => [...text].map((letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).join('')

const digits = (n: number): string => String(n)
const spell = fc.constantFrom(digits, han, (n: number) => wide(String(n)))
const block = fc.integer({ min: 1, max: 199 })
const unit = fc.integer({ min: 1, max: 12 })
const floor = fc.integer({ min: 1, max: 33 })
const door = fc.integer({ min: 1, max: 12 })
const room = fc.tuple(floor, door).map(([f, d]) => `${f}${String(d).padStart(2, '0')}`)
const gap = fc.constantFrom('', '', ' ', '  ', '，')
const blockWord = fc.constantFrom('号楼', '栋', '幢', '號樓', '棟')
const unitWord = fc.constantFrom('单元', '單元', '门洞')
const floorWord = fc.constantFrom('楼', '层', '樓', '層')
const trouble = fc.constantFrom('', ' 漏水', '的灯不亮', ' 没人管', '，怎么又停电了', '臭得很')

const read = (text: string): Location => readLocations(cleanText(text)).location ?? {}

describe('a place printed in any shape reads back as itself', () => {
  test('building, unit and room with their words', () => {
    fc.assert(
      fc.property(block, blockWord, unit, unitWord, room, spell, spell, gap, gap, trouble, (b, bw, u, uw, r, spellB, spellU, g1, g2, end) => {
        expect(read(`${spellB(b)}${bw}${g1}${spellU(u)}${uw}${g2}${r}${end}`)).toMatchObject({ building: String(b), unit: String(u), room: r })
      }),
      { numRuns: RUNS },
    )
  })

  test('three parts with dashes', () => {
    fc.assert(
      fc.property(block, unit, room, fc.constantFrom('-', '－', ' - ', '—'), fc.constantFrom('', '室', ' '), (b, u, r, dash, end) => {
        expect(read(`${[b, u, r].join(dash)}${end}`)).toMatchObject({ building: String(b), unit: String(u), room: r })
      }),
      { numRuns: RUNS },
    )
  })

  test('building and dashes mixed', () => {
    fc.assert(
      fc.property(block, fc.constantFrom('号楼', '栋', '幢', '#', '号楼-', '栋-', '# '), unit, room, fc.boolean(), (b, word, u, r, withUnit) => {
        expect(read(`${b}${word}${withUnit ? `${u}-` : ''}${r}`)).toMatchObject({
          building: String(b),
          room: r,
          ...(withUnit ? { unit: String(u) } : {}),
        })
      }),
      { numRuns: RUNS },
    )
  })

  test('building, unit and floor', () => {
    fc.assert(
      fc.property(block, blockWord, unit, unitWord, floor, floorWord, spell, gap, trouble, (b, bw, u, uw, f, fw, spelled, g, end) => {
        expect(read(`${spelled(b)}${bw}${g}${spelled(u)}${uw}${g}${spelled(f)}${fw}${end}`)).toMatchObject({
          building: String(b),
          unit: String(u),
          floor: String(f),
        })
      }),
      { numRuns: RUNS },
    )
  })

  test('lettered blocks, lanes, towers and basements', () => {
    const letter = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F')
    fc.assert(
      fc.property(letter, unit, room, floor, fc.integer({ min: 1, max: 3 }), (l, n, r, f, down) => {
        expect(read(`${l}座${r}`)).toMatchObject({ building: l, room: r })
        expect(read(`${l}${n}栋${f}楼`)).toMatchObject({ building: `${l}${n}`, floor: String(f) })
        expect(read(`${100 + n}弄${n}号${r}室`)).toMatchObject({ building: String(n), room: r })
        expect(read(`第${han(n)}座${f}樓${l}`)).toMatchObject({ building: String(n), floor: String(f), room: l })
        expect(read(`负${han(down)}楼积水`)).toEqual({ floor: `-${down}` })
        expect(read(`${l}座负${han(down)}层`)).toMatchObject({ building: l, floor: `-${down}` })
      }),
      { numRuns: 400 },
    )
  })

  test('English', () => {
    fc.assert(
      fc.property(block, unit, room, floor, fc.constantFrom('bldg', 'Building', 'blk', 'Block', 'tower'), (b, u, r, f, word) => {
        expect(read(`water leak at ${word} ${b} unit ${u}`)).toMatchObject({ building: String(b), unit: String(u) })
        expect(read(`${word} ${b} apt ${r} has no power`)).toMatchObject({ building: String(b), room: r })
        expect(read(`smell on ${f}/F of ${word} ${b}`)).toMatchObject({ building: String(b), floor: String(f) })
      }),
      { numRuns: 400 },
    )
  })

  test('lists and ranges of buildings', () => {
    const few = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 5 })
    fc.assert(
      fc.property(few, fc.constantFrom('、', ',', '和', '，'), fc.constantFrom('号楼', '栋'), fc.boolean(), (list, joint, word, each) => {
        const text = each ? list.map((n) => `${n}${word}`).join(joint) : `${list.join(joint)}${word}`
        expect(read(`${text}停水了`).building).toEqual(list.map(String))
      }),
      { numRuns: RUNS },
    )
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 }), fc.integer({ min: 1, max: 9 }), fc.constantFrom('-', '到', '至', '~'), (from, more, joint) => {
        const all = Array.from({ length: more + 1 }, (_, i) => String(from + i))
        expect(read(`${from}${joint}${from + more}号楼停水`).building).toEqual(all)
      }),
      { numRuns: 400 },
    )
  })

  test('the corrected building is the one that counts', () => {
    const words = fc.constantFrom(['不是', '打错了 是'], ['', ' 打错了 是'], ['', '，哦不，'], ['不是', '是'], ['', ' 说错了，应该是'])
    fc.assert(
      fc.property(block, block, words, fc.constantFrom('号楼', '栋'), (wrong, right, [before, between], word) => {
        fc.pre(wrong !== right)
        expect(read(`${before}${wrong}${word}${between}${right}${word}`).building).toBe(String(right))
      }),
      { numRuns: 600 },
    )
  })

  test('a place keeps its fields whatever the mentions around it say', () => {
    fc.assert(
      fc.property(block, block, (b, other) => {
        expect(read(`@${other}-2-501王姐\u2005${b}号楼停电了`)).toEqual({ building: String(b) })
      }),
      { numRuns: 200 },
    )
  })
})

describe('numbers of other things are no places', () => {
  const two = fc.integer({ min: 10, max: 99 })
  const shapes: Record<string, fc.Arbitrary<string>> = {
    phones: fc.integer({ min: 130_0000_0000, max: 199_9999_9999 }).map((n) => `电话${n}`),
    'land lines': fc.integer({ min: 1000_0000, max: 9999_9999 }).map((n) => `打物业021-${n}`),
    dates: fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map(([m, d]) => `${m}月${d}号开会`),
    'ISO dates': fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map(([m, d]) => `2026-${m}-${d} 见`),
    times: fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 10, max: 59 })).map(([h, m]) => `${h}:${m}集合`),
    prices: fc.integer({ min: 1, max: 9999 }).map((n) => `一共${n}元`),
    counts: fc
      .tuple(fc.integer({ min: 1, max: 900 }), fc.constantFrom('个', '人', '天', '次', '斤', '年', '块'))
      .map(([n, unit]) => `都${n}${unit}了`),
    'bus lines': fc.integer({ min: 1, max: 999 }).map((n) => `坐${n}路公交`),
    'metro lines': fc.integer({ min: 1, max: 20 }).map((n) => `地铁${n}号线`),
    temperatures: fc.integer({ min: 1, max: 40 }).map((n) => `今天${n}度`),
    'parcel codes': fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1000, max: 9999 }))
      .map((parts) => `取件码${parts.join('-')}`),
    plates: fc.integer({ min: 10_000, max: 99_999 }).map((n) => `津A${n}的车主挪一下`),
    articles: fc.integer({ min: 1, max: 1260 }).map((n) => `民法典第${n}条`),
    tickets: fc.integer({ min: 1000, max: 9999 }).map((n) => `#${n} 怎么样了`),
    scores: fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })).map(([a, b]) => `${a}-${b}赢了`),
    flats: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 })).map(([a, b]) => `${a}室${b}厅出租`),
    sizes: two.map((n) => `${n}平的房子`),
    'rooms alone': room.map((r) => r),
    'houses counted': fc.integer({ min: 2, max: 9 }).map((n) => `我们这${han(n)}栋楼`),
    'units counted': fc.integer({ min: 2, max: 9 }).map((n) => `一共${n}个单元`),
  }
  test.each(Object.entries(shapes))('%s', (_name, shape) => {
    fc.assert(
      fc.property(shape, (text) => {
        const { building, unit: unitRead, floor: floorRead, room: roomRead } = read(text)
        expect([building, unitRead, floorRead, roomRead]).toEqual([undefined, undefined, undefined, undefined])
      }),
      { numRuns: 300 },
    )
  })
})
