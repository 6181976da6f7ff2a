import { describe, expect, test } from 'vitest'
import { emptyMemory, remember } from '../../../core/understanding/memory.ts'
import type { Conclusion, MessageKind, Role } from '../../../core/understanding/terms.ts'
import { loadReader } from '../../../services/reader.ts'

const reader = loadReader()
const START = Date.parse('2026-05-06T08:00:00+08:00')

interface Said {
  /** Minutes after the first message. */
  at: number
  from: string
  text?: string
  role?: Role
  kind?: MessageKind
}

/** Plays a chat; a conclusion for every message. Ids are m0, m1, … */
function play(chat: readonly Said[], roomBuilding?: string): Conclusion[] {
  let memory = emptyMemory(roomBuilding)
  return chat.map(({ at, from, text = '', role = 'resident', kind = 'text' }, i) => {
    const heard = { id: `m${i}`, senderId: from, senderName: from, role, kind, text, at: START + at * 60_000 }
    const conclusion = reader.understand(heard, memory, { mode: 'auto' })
    memory = remember(memory, heard, conclusion)
    return conclusion
  })
}

describe('what belongs to a matter', () => {
  test('neighbours without water after the first report follow it and open nothing', () => {
    const [first, ...others] = play(
      [
        { at: 0, from: 'Li', text: '怎么停水了 洗到一半' },
        { at: 1, from: 'Wu', text: '我家也停了' },
        { at: 3, from: 'He', text: '8楼也没水' },
      ],
      '12',
    )
    expect(first?.reading.intent).toBe('report')
    for (const one of others) expect(one).toMatchObject({ action: 'append', matterId: 'm0', reading: { intent: 'followup', followup: 'me_too' } })
  })

  test('a picture by the reporter a minute later is a detail; one by somebody else hours later is not', () => {
    const chat = play([
      { at: 0, from: 'Li', text: '3号楼楼道堆满纸箱 过都过不去' },
      { at: 1, from: 'Li', kind: 'image' },
      { at: 200, from: 'Wu', kind: 'image' },
    ])
    expect(chat[1]).toMatchObject({ action: 'append', matterId: 'm0', reading: { followup: 'detail' } })
    expect(chat[2]).toMatchObject({ action: 'ignore' })
  })

  test('hurry, news and the end of a matter find it among two', () => {
    const chat = play([
      { at: 0, from: 'Li', text: '5号楼电梯停了 按了没反应' },
      { at: 10, from: 'Wu', text: '2号楼后面下水道堵了 污水往外冒' },
      { at: 200, from: 'Li', text: '电梯修好了 谢谢' },
      { at: 300, from: 'Wu', text: '下水道怎么还没人来通' },
    ])
    expect(chat[2]).toMatchObject({ action: 'append', matterId: 'm0', reading: { followup: 'fixed' } })
    expect(chat[3]).toMatchObject({ action: 'append', matterId: 'm1', reading: { followup: 'urge' } })
  })

  test('the quoted message says which matter is meant', () => {
    const chat = play([
      { at: 0, from: 'Li', text: '5号楼电梯停了 按了没反应' },
      { at: 5, from: 'Wu', text: '垃圾房臭得不行 好几天没清' },
      { at: 9, from: 'He', text: '「Li：5号楼电梯停了 按了没反应」\n- - - - - - - - - - - - - - -\n我家这边也是' },
    ])
    expect(chat[2]).toMatchObject({ action: 'append', matterId: 'm0' })
  })

  test('another building’s own outage of another kind is a matter of its own', () => {
    const chat = play([
      { at: 0, from: 'Li', text: '5号楼停水了' },
      { at: 30, from: 'Wu', text: '9号楼路灯全坏了 黑得看不见路' },
    ])
    expect(chat[1]?.action === 'open' || chat[1]?.action === 'lead').toBe(true)
  })
})

describe('what is left alone', () => {
  test('staff words are no tickets', () => {
    const chat = play([
      { at: 0, from: 'Li', text: '5号楼电梯停了 按了没反应' },
      { at: 2, from: '物业小王', role: 'property', text: '收到，维保半小时到' },
      { at: 60, from: '物业小王', role: 'property', text: '电梯已恢复运行' },
    ])
    for (const one of chat.slice(1)) expect(one).toMatchObject({ action: 'ignore', reading: { intent: 'none' } })
  })

  test('in explicit mode only a prefix opens a ticket', () => {
    const heard = { id: '1', senderId: 'Li', senderName: 'Li', role: 'resident', kind: 'text', at: START } as const
    expect(reader.understand({ ...heard, text: '5号楼电梯停了 按了没反应' }, emptyMemory(), { mode: 'explicit' }).action).toBe('ignore')
    expect(reader.understand({ ...heard, text: '报修：5号楼电梯停了' }, emptyMemory(), { mode: 'explicit' }).action).toBe('open')
  })
})
