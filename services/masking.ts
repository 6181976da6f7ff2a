/** Hides who and where exactly from whoever must not know: names, phones, plates, ID numbers, rooms. */

const PHONE = /(?<!\d)(?:1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|0\d{2,3}[\s-]\d{7,8})(?!\d)/g
const ID_NUMBER = /(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g
const LONG_NUMBER = /(?<!\d)\d{9,}(?!\d)/g
const PLATE = /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z]·?[A-Z0-9]{4,6}/g
const ROOM = /(?<!\d)\d{3,4}(?=\s*(?:室|户|房|号房))|(?<=(?:单元|门|栋|幢|座|楼)\s*)\d{3,4}(?!\d)|(?<=\d{1,3}-\d{1,2}-)\d{3,4}(?!\d)/g

/** 李** for 李阿姨, T** for Tom: enough for who knows, nothing for who does not. */
export const maskedName = (name: string): string => `${[...name.trim()][0] ?? ''}**`

/** How people call each other: 张阿姨, 老李家, 王先生. */
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚'
const CALLED = '阿姨|叔叔|大爷|大妈|大叔|大姐|大哥|奶奶|爷爷|伯伯|先生|女士|太太|小姐|老师|妈妈|爸爸'
const ADDRESSED = new RegExp(
  `([${SURNAMES}])(?:${CALLED})|(?<![\\u4e00-\\u9fff])([${SURNAMES}])[姐哥嫂伯婶叔]|(?:老|小)([${SURNAMES}])(?=家|说|$|[\\s,，。!！])`,
  'g',
)
/** 2-501, 128-2-501, 501室: every way to write somebody's door. */
const DOOR = /(?<![\d-])(\d{1,4}[-—–]){1,2}\d{3,4}(?![\d-])|(?<=号楼|栋|幢|座|单元|门)\s*\d{3,4}(?!\d)|(?<!\d)\d{3,4}(?=家|那家|住户|业主)/g

/** Words that anybody may read. @param names of the people it may be about */
export function publicWords(text: string, names: readonly string[] = []): string {
  const known = [...names].filter((name) => [...name].length >= 2).sort((a, b) => b.length - a.length)
  let hidden = masked(text)
  for (const name of known) hidden = hidden.replaceAll(name, maskedName(name))
  return hidden.replace(DOOR, '***').replace(ADDRESSED, (_all, ...found: (string | undefined)[]) => `${found.slice(0, 3).find(Boolean)}**`)
}

export function masked(text: string, names: readonly string[] = []): string {
  let hidden = text.replace(ID_NUMBER, '***').replace(PHONE, '***').replace(LONG_NUMBER, '***').replace(PLATE, '***').replace(ROOM, '***')
  for (const name of names) if (name.length >= 2) hidden = hidden.replaceAll(name, '某某')
  return hidden
}
