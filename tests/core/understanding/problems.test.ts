import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decodeModel } from '../../../core/understanding/model/codec.ts'
import { createReader } from '../../../core/understanding/reader.ts'
import { WEIGHTS_FILE } from '../../../services/reader.ts'

const reader = createReader(decodeModel(readFileSync(WEIGHTS_FILE)))
const kindsOf = (text: string): string[] => reader.read(text, {}).items.map((item) => item.category)

test.each([
  ['3号楼单元门锁坏了 还有楼道灯也不亮', ['facility', 'lighting']],
  ['6栋电梯又停了 另外地下室下水道堵了往外返水', ['drainage', 'elevator']],
  ['南门路灯全灭了 而且井盖也翘起来了', ['facility', 'lighting']],
])('"%s" tells two problems', (text, kinds) => expect(kindsOf(text).sort()).toEqual(kinds))

test.each(['电梯又坏了 天天坏 物业也不管', '楼上漏水漏到我家 墙皮都掉了', '谁家狗又在草坪上拉屎 也不捡', '下水道堵了 臭得要命'])(
  '"%s" tells one',
  (text) => expect(kindsOf(text)).toHaveLength(1),
)
