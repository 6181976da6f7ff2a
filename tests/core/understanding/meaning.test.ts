import { describe, expect, test } from 'vitest'
import type { ReadContext } from '../../../core/understanding/terms.ts'
import { loadReader } from '../../../services/reader.ts'

const reader = loadReader()
const read = (text: string, context: ReadContext = {}) => reader.read(text, context)

describe('what a message is for', () => {
  test.each([
    ['5号楼2单元楼道灯全坏了 摸黑上楼', 'lighting'],
    ['电梯怎么又停了', 'elevator'],
    ['谁家电动车又推楼道里充电', 'fire_safety'],
    ['垃圾桶满出来三天没人收', 'sanitation'],
    ['家里停水了', 'water'],
    ['下水道堵了 污水往上返', 'drainage'],
    ['暖气一点都不热', 'heating'],
    ['楼上半夜装修电钻声吵死人', 'noise'],
    ['遛狗不牵绳 扑到孩子了', 'pets'],
    ['our lift is stuck again at block 3', 'elevator'],
  ] as const)('%s is a report about %s', (text, category) => {
    const reading = read(text)
    expect(reading.intent).toBe('report')
    expect(reading.category).toBe(category)
    expect(reading.items[0]?.category).toBe(category)
  })

  test.each(['早上好啊大家', '有人拼团买橘子吗 一箱29', '哈哈哈哈笑死我了', '明天降温多穿点', '手机又卡死了', '同意楼上'])(
    '%s is none of the bot’s business',
    (text) => expect(read(text).intent).toBe('none'),
  )

  test('a property notice is none, though it says that the water is off', () => {
    expect(read('【通知】因水泵检修，明日9:00-12:00全小区停水，请提前储水，不便之处敬请谅解。', { role: 'property' }).intent).toBe('none')
    expect(read('【温馨提示】尊敬的各位业主，明天上午9点至12点停水，请提前做好储水准备').intent).toBe('none')
  })

  test('a question for staff is a consult', () => expect(read('请问装修押金什么时候退 去哪办').intent).toBe('consult'))
  test('a proposal is a suggestion', () => expect(read('建议在南门装个快递柜').intent).toBe('suggest'))
  test('thanks to staff are praise', () => expect(read('给保洁王阿姨点赞 楼道拖得真干净').intent).toBe('praise'))
  test('a ticket number with an action word is a command', () =>
    expect(read('接单1042', { role: 'property' }).command).toMatchObject({ name: 'accept', ticket: 1042 }))
})

describe('an explicit prefix', () => {
  test('opens a report whatever stands behind it', () => {
    expect(read('报修：洗衣房的门把手')).toMatchObject({ intent: 'report', explicit: true })
    expect(read('report: stairwell blocked at bldg 128')).toMatchObject({ intent: 'report', explicit: true, category: 'corridor_clutter' })
  })
  test('names another intent too', () => {
    expect(read('建议：周末开放活动室').intent).toBe('suggest')
    expect(read('咨询：门禁卡补办').intent).toBe('consult')
  })
})

describe('urgency', () => {
  test.each(['3号楼楼道里一股煤气味', '电梯里困了两个人 快来', '车库里有电瓶车着火了 冒黑烟'])('%s is an emergency', (text) =>
    expect(read(text)).toMatchObject({ intent: 'report', urgency: 'emergency' }),
  )
  test('danger words used innocently call nobody', () => {
    expect(read('今天热得嗓子冒烟').intent).toBe('none')
    expect(read('晚上吃火锅 辣得着火似的').intent).toBe('none')
  })
})

test('two problems in one message are two items', () => {
  const { items } = read('7号楼楼道灯不亮 还有门口垃圾堆成山没人清')
  expect(items.map((item) => item.category).sort()).toEqual(['lighting', 'sanitation'])
})

test('a quote is context, not content', () => {
  expect(read('「老王：5栋停水了」\n- - - - - - - - - - - - - - -\n哈哈哈').intent).not.toBe('report')
})

test('the title is short and made of the message’s own words', () => {
  const { summary } = read('3号楼2单元楼道灯不亮')
  expect(summary).toContain('灯')
  expect(summary?.length).toBeLessThanOrEqual(12)
})

test('nothing breaks on odd input', () => {
  for (const text of ['', ' ', '\u0000', '？？？', '😀'.repeat(300), 'a'.repeat(5000), '\ud800']) expect(() => read(text)).not.toThrow()
})
