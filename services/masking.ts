/** Hides who and where exactly from whoever must not know: names, phones, plates, ID numbers, rooms. */

const PHONE = /(?<!\d)(?:1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|0\d{2,3}[\s-]\d{7,8})(?!\d)/g
const ID_NUMBER = /(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g
const LONG_NUMBER = /(?<!\d)\d{9,}(?!\d)/g
const PLATE = /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z]·?[A-Z0-9]{4,6}/g
const ROOM = /(?<!\d)\d{3,4}(?=\s*(?:室|户|房|号房))|(?<=(?:单元|门|栋|幢|座|楼)\s*)\d{3,4}(?!\d)|(?<=\d{1,3}-\d{1,2}-)\d{3,4}(?!\d)/g

export function masked(text: string, names: readonly string[] = []): string {
  let hidden = text.replace(ID_NUMBER, '***').replace(PHONE, '***').replace(LONG_NUMBER, '***').replace(PLATE, '***').replace(ROOM, '***')
  for (const name of names) if (name.length >= 2) hidden = hidden.replaceAll(name, '某某')
  return hidden
}
