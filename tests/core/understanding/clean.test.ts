import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanText, MAX_LENGTH } from '../../../core/understanding/clean.ts'
import { numeral } from '../../../core/understanding/numerals.ts'
import { isForwarded, splitQuote } from '../../../core/understanding/quote.ts'

const RULE = '- - - - - - - - - - - - - - -'

describe('clean text', () => {
  test('full width, traditional letters and dialect become what the reader knows, while what was said is kept', () => {
    const clean = cleanText('１２８號樓冇水，啷個辦')
    expect(clean).toMatchObject({ said: '128號樓冇水,啷個辦', plain: '128号楼冇水,啷个办', text: '128号楼没水,怎么办' })
  })

  test.each([
    ['部𨋢唔郁喇', '部电梯不动喇'],
    ['我家莫得电了', '我家没有电了'],
    ['楼梯口堵起了', '楼梯口堵着了'],
    ['勿要乱停', '不要乱停'],
    ['介破灯嘛时候修', '这破灯什么时候修'],
    ['楼道贼黑 埋汰', '楼道很黑 脏'],
    ['电提坏了', '电梯坏了'],
    ['阿拉伯数字', '阿拉伯数字'],
    ['阿拉楼里', '我们楼里'],
    ['介绍一下', '介绍一下'],
  ])('%s reads as %s', (raw, text) => {
    expect(cleanText(raw).text).toBe(text)
  })

  test('emoji and [表情] are taken out and kept as cues', () => {
    expect(cleanText('又漏了[捂脸][捂脸]😡👍🏻🇨🇳')).toMatchObject({ text: '又漏了', cues: ['[捂脸]', '[捂脸]', '😡', '👍🏻', '🇨', '🇳'] })
  })

  test('invisible marks, control letters and lone surrogates do no harm', () => {
    expect(cleanText('停\u200b水\u202e了\0\ufeff \ud800').text).toBe('停水了')
  })

  test('repeated letters and marks are squeezed, digits stay', () => {
    expect(cleanText('啊啊啊啊啊！！！！ 100001').text).toBe('啊啊!! 100001')
  })

  test('mentions are taken out as data, whatever ends them', () => {
    expect(cleanText('@管家 大张\u20053号楼停水了')).toMatchObject({ text: '3号楼停水了', mentions: ['管家 大张'] })
    expect(cleanText('@3-501于洪波 你家漏水')).toMatchObject({ text: '你家漏水', mentions: ['3-501于洪波'] })
    expect(cleanText('@物业3号楼二单元停水了')).toMatchObject({ text: '3号楼二单元停水了', mentions: ['物业'] })
    expect(cleanText('@Tom Lee hello', { names: ['Tom Lee', 'Tom'] })).toMatchObject({ text: 'hello', mentions: ['Tom Lee'] })
    expect(cleanText('写信到 a@b.cn')).toMatchObject({ text: '写信到 a@b.cn', mentions: [] })
  })

  test('positions in what was said and in its simplified letters agree', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (raw) => {
        const { said, plain } = cleanText(raw)
        expect(plain.length).toBe(said.length)
        expect(said.isWellFormed()).toBe(true)
        expect(said).not.toContain('\0')
      }),
      { numRuns: 2_000 },
    )
  })

  test('any text of 100 kB is bounded and quick', () => {
    const pieces = [
      '@',
      '@a ',
      '「',
      '」\n',
      '「a：',
      '[',
      '[表',
      'a',
      '啊',
      '三',
      '- ',
      '\n',
      '\u{1f600}',
      '\u200b',
      '1 ',
      '12-',
      'http://a',
      '\ud83d',
      ' \n',
      '莫得',
      '車',
    ]
    for (const piece of pieces) {
      const raw = piece.repeat(100_000 / piece.length)
      const started = performance.now()
      expect(cleanText(raw).said.length).toBeLessThanOrEqual(MAX_LENGTH * 2)
      expect(performance.now() - started).toBeLessThan(150)
    }
  })
})

describe('the quote form', () => {
  test('is split into name, quoted words and reply', () => {
    expect(splitQuote(`「周老师：三号楼电梯响」\n${RULE}\n我家也听见`)).toEqual({
      quote: { name: '周老师', text: '三号楼电梯响' },
      reply: '我家也听见',
    })
  })

  test('nests, and quoted brackets do not end it', () => {
    const inner = `「甲：他说「好」了」\n${RULE}\n嗯`
    expect(splitQuote(`「乙：${inner}」\n${RULE}\n行`)).toEqual({ quote: { name: '乙', text: inner }, reply: '行' })
  })

  test('a quote in several lines keeps them, and so does the reply', () => {
    expect(splitQuote(`「客服：第一行\n第二行」\n${RULE}\n回一\n回二`)).toEqual({
      quote: { name: '客服', text: '第一行\n第二行' },
      reply: '回一\n回二',
    })
  })

  test('brackets without the rule are words', () => {
    const text = '「你好」他说：行'
    expect(splitQuote(text)).toEqual({ reply: text })
  })

  test('nothing of the quote is left in the clean text', () => {
    expect(cleanText(`「甲：3号楼漏水」\n${RULE}\n我家也是`)).toMatchObject({ text: '我家也是', quote: { name: '甲', text: '3号楼漏水' } })
  })

  test('a long quote does not swallow the reply', () => {
    expect(cleanText(`「甲：${'很长'.repeat(5_000)}」\n${RULE}\n好`).text).toBe('好')
  })

  test('forwarded records are recognised, talk about them is not', () => {
    expect(isForwarded('[聊天记录]')).toBe(true)
    expect(isForwarded('张三和李四的聊天记录')).toBe(true)
    expect(isForwarded('张三 10:32\n停水了\n李四 10:33\n我家也是')).toBe(true)
    expect(isForwarded('我把停水的事转给物业了')).toBe(false)
  })
})

test.each([
  ['128', '128'],
  ['０7'.normalize('NFKC'), '7'],
  ['一百二十八', '128'],
  ['一百零二', '102'],
  ['一百二', '120'],
  ['十二', '12'],
  ['二十', '20'],
  ['廿三', '23'],
  ['一二八', '128'],
  ['五零一', '501'],
  ['seven', '7'],
])('the numeral %s is %s', (source, value) => {
  expect(numeral(source)).toBe(value)
})

test.each(['楼', '', '一楼', 'sevens'])('%s is no numeral', (source) => {
  expect(numeral(source)).toBeUndefined()
})
