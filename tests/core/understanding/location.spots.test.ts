import { describe, expect, test } from 'vitest'
import { cleanText } from '../../../core/understanding/clean.ts'
import { readLocations } from '../../../core/understanding/location.ts'

const spotOf = (text: string): string | undefined => readLocations(cleanText(text)).location?.spot

describe('the spot is the shortest place phrase as said', () => {
  test.each([
    ['南门口堆着一堆沙子', '南门口'],
    ['东侧绿化带被人种了菜', '东侧绿化带'],
    ['地下车库积水了', '地下车库'],
    ['地库B3 66号位漏油', '地库B3 66号位'],
    ['6号楼西头的井盖翘了', '西头'],
    ['3号楼前面有个坑', '前面'],
    ['五号楼前头堆了沙', '前头'],
    ['4栋上面那个挡土墙裂了', '挡土墙'],
    ['5栋旁边的公厕堵了', '公厕'],
    ['9栋门口的砖翘了', '门口'],
    ['二号楼拐弯的路面塌了', '拐弯'],
    ['中心花园那块儿晚上太吵', '中心花园'],
    ['垃圾房门口全是水', '垃圾房门口'],
    ['後樓梯放滿舊傢俬', '後樓梯'],
    ['天台的门没锁', '天台'],
    ['北边的门岗亭没人', '门岗亭'],
    ['草坪秃了一大块', '草坪'],
    ['11樓走廊放滿鞋櫃', '走廊'],
    ['左邊𨋢停咗', '左邊𨋢'],
    ['电梯里有人抽烟', '电梯'],
    ['6栋楼下有人烧烤', '楼下'],
    ['二单元六楼西户在楼道里抽烟', '西户'],
    ['10号楼梯间没有灯', '楼梯间'],
    ['14幢楼顶积水', '楼顶'],
    ['二单元六楼西户漏水', '西户'],
    ['二单元六楼西户门口堆纸箱', '西户门口'],
    ['三楼到四楼的灯都不亮', '三楼到四楼'],
    ['C区2号楼1001往下扔东西', 'C区'],
    ['there is a sofa in the lobby of block C', 'lobby'],
    ['parked in the fire lane next to gate 2', 'fire lane'],
  ])('%s → %s', (text, spot) => {
    expect(spotOf(text)).toBe(spot)
  })

  test.each(['电梯又停了', '家里停水了', '楼上天天跳绳', '谁家的车挪一下', '物业在吗', '6号楼停电了', '我孩子上小学了', '收到 谢谢', '手机卡死了'])(
    '%s → no spot',
    (text) => {
      expect(spotOf(text)).toBeUndefined()
    },
  )

  test('a spot keeps the script it was said in while the numbers are canonical', () => {
    expect(readLocations(cleanText('第三座22樓D露台積水')).location).toEqual({ building: '3', floor: '22', room: 'D', spot: '露台' })
  })
})

describe('the estate stands before its building', () => {
  test.each([
    ['翠湖苑7栋门口有坑', '翠湖苑'],
    ['兰亭小区3号楼2单元停水', '兰亭小区'],
    ['清泉里16幢停电了', '清泉里'],
  ])('%s → %s', (text, estate) => {
    expect(readLocations(cleanText(text)).location?.estate).toBe(estate)
  })
  test.each(['我们小区3号楼', '在这里3号楼', '南苑3号楼', '群里3栋的'])('%s names none', (text) => {
    expect(readLocations(cleanText(text)).location?.estate).toBeUndefined()
  })
})

describe('every place has its span', () => {
  test('two places in one message come apart, in order', () => {
    const text = cleanText('3号楼电梯坏了，还有7栋门口路灯不亮')
    const { spans, location } = readLocations(text)
    expect(location?.building).toEqual(['3', '7'])
    expect(spans.map(({ start, end, location: place }) => [text.said.slice(start, end), place])).toEqual([
      ['3号楼', { building: '3' }],
      ['7栋', { building: '7' }],
      ['门口', { spot: '门口' }],
    ])
  })
})
