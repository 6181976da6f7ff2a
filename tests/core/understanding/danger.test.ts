import { expect, test } from 'vitest'
import { dangerLevel } from '../../../core/understanding/knowledge/danger.ts'
import { prepare } from '../../../core/understanding/prepare.ts'

const levelOf = (text: string): number => dangerLevel(prepare(text, {}).lower)

test.each([
  '9栋三楼阳台着火了 快打119',
  '地库充电桩那儿冒黑烟',
  '烟从门缝里往外冒',
  '楼道里一股煤气味',
  '挖机把燃气管挖断了',
  '我老婆困在电梯里了',
  '右边电梯里有人拍门喊救命',
  '孩子的头卡在栏杆里',
  '电线断了掉在水坑里 没人敢过',
  '配电箱进水了 啪啪响',
  '自行车棚后面围墙倒了 压着一个人',
  '广告牌砸到行人了',
  '地下车库往里灌水 快挪车',
  '有个大爷晕倒在花坛边上',
  '我外婆摔在卫生间起不来',
  '邻居奶奶两天没见下楼 敲门没人应 家里就她一个老人',
  '我儿子放学没回来 孩子走丢了',
  '八楼有人站在窗台外面',
  '楼下有人拿着刀追人',
  'someone is trapped in the elevator',
  'gas smell on the third floor',
])('"%s" is danger in so many words', (text) => expect(levelOf(text)).toBe(2))

test.each([
  '去年隔壁楼着火 想起来后怕',
  '下午三点消防演习 会冒烟 大家别慌',
  '笑死 我这手气着火了',
  '听说东边小区有人困电梯',
  '昨天那股煤气味查了没事',
  '如果着火了怎么跑',
  '股票又塌了 心态崩了',
  '我家猫走丢了',
  '烤串摊的烟飘上来了',
  '孩子发烧到39度',
])('"%s" is not', (text) => expect(levelOf(text)).toBeLessThan(2))
