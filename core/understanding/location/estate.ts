/** The estate, when it is named before a building: 翠湖苑7栋, 兰亭小区3号楼, 松石里37幢. */
import type { Place } from './place.ts'

const ENDING =
  '(?:小区|花园|家园|新村|公寓|嘉园|佳园|雅园|名苑|嘉苑|佳苑|雅苑|花苑|新苑|华府|公馆|庄园|雅居|新居|新城|花城|名城|名都|国际|山庄|别墅|大院|广场|苑|府|城|湾|庭|邸|轩|阁|郡|里|园|居|坊|台|岸|墅|寓)'
const BEFORE_BLOCK = new RegExp(`[\\u4e00-\\u9fff]{1,6}?${ENDING}(?:[一二三四五六七八九\\d]期)?$`)
/** Words that end like an estate and are none, and words that point instead of naming. */
const NOT_A_NAME =
  /我们|咱|本|整个|这|那|哪|别的|隔壁|全|各|其他|老旧|后花园|小花园|中心花园|空中花园|底层花园|幼儿|公园|校园|[家楼屋院群区车店河湖池坑沟箱桶柜门洞头手心夜城园]里$|物业|植物|动物|乐园|果园|菜园|长城|进城|商城|县城|同城|政府|学府|住在|你们|他们|出小区|进小区|在小区|是小区|到小区|的|回小区|几个|门口|旁边|平台|阳台|天台|露台|灶台|站台|柜台|一台|两台|后台|前台|广场$|对岸|^[东南西北中]苑$|邻居|新居|搬|住|去|来|有|没|了|说/

export function findEstate(plain: string, places: readonly Place[]): { start: number; end: number } | undefined {
  for (const place of places) {
    if (!place.buildings) continue
    const clause = /[\u4e00-\u9fff\d]*$/.exec(plain.slice(Math.max(0, place.start - 9), place.start))?.[0] ?? ''
    const found = BEFORE_BLOCK.exec(clause)
    if (found && !NOT_A_NAME.test(found[0])) return { start: place.start - found[0].length, end: place.start }
  }
  return undefined
}
