import { expect, test } from 'vitest'
import { loadReader } from '../../../services/reader.ts'

const reader = loadReader()
const urgencyOf = (text: string) => reader.read(text, { role: 'resident' }).urgency

test.each(['电梯里有人抽烟', '电梯里有小孩撒尿', '一到晚上电梯里就有人贴小广告', '电梯里老有人推电瓶车进来'])(
  '"%s" is a nuisance, nobody is shut in',
  (text) => {
    expect(urgencyOf(text)).not.toBe('emergency')
  },
)

test.each(['电梯停在5楼里面有人', '电梯里有个孩子在哭', '电梯里困了个老人', '救命电梯卡住了我在里面'])('"%s" is danger', (text) => {
  expect(urgencyOf(text)).toBe('emergency')
})
