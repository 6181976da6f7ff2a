import { describe, expect, test } from 'vitest'
import { emptyMemory, remember } from '../../../core/understanding/memory.ts'
import type { Conclusion, Heard } from '../../../core/understanding/terms.ts'
import { loadReader } from '../../../services/reader.ts'

const reader = loadReader()
const START = Date.parse('2026-05-06T08:00:00+08:00')

/** Plays `[minute, who, words, quoted words]`; a conclusion for every message. Ids are m0, m1, … */
function play(chat: readonly (readonly [number, string, string, string?])[]): Conclusion[] {
  let memory = emptyMemory('12')
  return chat.map(([minute, from, text, quoted], i) => {
    const quote = quoted === undefined ? undefined : { name: 'Li', text: quoted }
    const heard: Heard = { id: `m${i}`, senderId: from, senderName: from, role: 'resident', kind: 'text', text, at: START + minute * 60_000, quote }
    const conclusion = reader.understand(heard, memory, { mode: 'auto' })
    memory = remember(memory, heard, conclusion)
    return conclusion
  })
}

describe('plain words open a ticket by themselves', () => {
  test.each([
    '那个井盖又翘起来了 刚才差点绊倒人',
    '楼道灯不亮了',
    '停水了？',
    '电梯又坏了',
    '垃圾桶满了都溢出来了',
    'the elevator in building 126 is broken again',
  ])('%s', (text) => {
    expect(play([[0, 'Li', text]])[0]?.action).toBe('open')
    expect(
      play([
        [0, 'Wu', '早上好'],
        [9, 'Li', text],
      ])[1]?.action,
    ).toBe('open')
  })

  test.each(['我妈那边小区电梯坏了', '听说隔壁小区停水了', '明天停电检修 大家提前充电', '电梯修好了没坏了'])('but not %s', (text) =>
    expect(play([[0, 'Li', text]])[0]?.action).not.toBe('open'),
  )
})

describe('short words belong where they stand', () => {
  test.each(['+1', '怎么没水啊', '又停'])('%s while the water is off is one more voice', (text) => {
    const [, next] = play([
      [0, 'Li', '怎么停水了 洗到一半'],
      [12, 'Wu', text],
    ])
    expect(next).toMatchObject({ action: 'append', matterId: 'm0', reading: { followup: 'me_too' } })
  })

  test('who quotes the report and agrees is one more voice, whatever was said since', () => {
    const chat = play([
      [0, 'Li', '垃圾房臭得不行 好几天没清'],
      [20, 'He', '有人拼车去火车站吗'],
      [25, 'Wu', '我住二楼 窗都不敢开', '垃圾房臭得不行 好几天没清'],
    ])
    expect(chat[2]).toMatchObject({ action: 'append', matterId: 'm0', reading: { followup: 'me_too' } })
  })

  test.each(['在北门口上去那截', '13楼那家', '苏A83K21'])('%s by the reporter a minute later is a detail', (text) => {
    const [, next] = play([
      [0, 'Li', '有辆车堵住消防通道了 谁家的'],
      [1, 'Li', text],
    ])
    expect(next).toMatchObject({ action: 'append', matterId: 'm0', reading: { followup: 'detail' } })
  })

  test('bare words of an ending find the matter of their kind', () => {
    const chat = play([
      [0, 'Li', '5号楼停水了'],
      [5, 'Wu', '有辆面包车堵住车库出口 出不去'],
      [30, 'He', '走了走了'],
      [60, 'Li', '来了来了'],
    ])
    expect(chat[2]).toMatchObject({ action: 'append', matterId: 'm1', reading: { followup: 'fixed' } })
    expect(chat[3]).toMatchObject({ action: 'append', matterId: 'm0', reading: { followup: 'fixed' } })
  })

  test('without a matter the same words are small talk', () => {
    for (const text of ['+1', '走了走了', '来了来了', '13楼那家']) expect(play([[0, 'Li', text]])[0]?.action).toBe('ignore')
  })

  test('nobody came is never good news', () => {
    const [, next] = play([
      [0, 'Li', '5号楼下水道堵了 污水往外冒'],
      [300, 'Li', '说好上午来通 到现在没人来'],
    ])
    expect(next?.reading.followup).toBe('urge')
  })
})

describe('two problems in one message', () => {
  test.each([
    ['楼道灯不亮了，另外单元门也关不上', ['lighting', 'facility'], undefined],
    ['3楼灯不亮，5楼水管漏水', ['lighting', 'water'], ['3', '5']],
  ] as const)('%s', (text, categories, floors) => {
    const { items } = reader.read(text, {})
    expect(items.map((item) => item.category).sort()).toEqual([...categories].sort())
    if (floors) expect(items.map((item) => item.location?.floor).sort()).toEqual([...floors])
  })
})

test('an English title names the thing and what is wrong', () => expect(reader.read('Our lift is stuck again', {}).summary).toBe('lift stuck'))
test('a question keeps its words as a title', () => expect(reader.read('物业费可以分期交吗', {}).summary).toBe('物业费可以分期交吗'))
