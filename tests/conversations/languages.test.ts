/** English to English, traditional characters where the group is set so, Chinese to the staff. */
import { expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { openTown } from '../support/town.ts'

test('an English conversation from report to closing', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 Tom @126号楼群: report: the lift in building 126 is broken again
          小啄 @126号楼群: @Tom noted, #1042 … Bldg 126
          小啄 → 王师傅: 【#1042】 … 126号楼
    12:05 王师傅 → 小啄 [引用 【#1042】]: 明天上午十点来
          小啄 @126号楼群: #1042 王师傅 has it and comes about 10:00 tomorrow.
          小啄 → 王师傅: 好，#1042
    12:10 Tom @126号楼群: status 1042
          小啄 @126号楼群: @Tom #1042 … in hand, 王师傅 comes about 10:00 tomorrow.
    13:05 王师傅 → 小啄 [引用 【#1042】]: done
          小啄 → 王师傅: #1042 办结，已请居民确认。
          小啄 @126号楼群: #1042 … is done. @Tom is it all right? "fixed" closes it, "not fixed" brings them back.
    13:10 Tom @126号楼群: 1042 not fixed
          小啄 @126号楼群: #1042 is open again, 王师傅 has been told
    13:20 王师傅 → 小啄: 完成1042
          小啄 @126号楼群: #1042 … is done.
    13:30 Tom @126号楼群: 1042 5 stars
          小啄 @126号楼群: #1042 … closed after 1 h 27 min, thank you for 5 stars.`,
  )
})

test('a group set to traditional characters hears them, and traditional words are understood', async () => {
  const town = await openTown({ edit: (file) => void Object.assign(file.groups?.find((g) => g.id === 'b128') ?? {}, { language: 'zh-Hant' }) })
  await play(
    town,
    `
    12:03 李阿姨 @128号楼群: 報修：樓道燈不亮了
          小啄 @128号楼群: @李阿姨 記下了 #1042 … 128號樓
          小啄 → 王师傅: 【#1042】 … "報修：樓道燈不亮了"
    12:10 王师傅 → 小啄 [引用 【#1042】]: 换好了
          小啄 @128号楼群: #1042 … 已處理`,
  )
  expect(await town.ticket(1042)).toMatchObject({ language: 'zh-Hant', category: 'lighting' })
})

test('a group set to English hears English whatever is written', async () => {
  const town = await openTown({ edit: (file) => void Object.assign(file.groups?.find((g) => g.id === 'b126') ?? {}, { language: 'en' }) })
  await play(town, `12:03 刘哥 @126号楼群: 报修：楼道灯不亮了\n小啄 @126号楼群: @刘哥 noted, #1042 … Bldg 126`)
})

test('full-width letters and digits are read as their narrow twins', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 刘哥 @128号楼群: 报修：１３０号楼楼道灯不亮了
          小啄 @128号楼群: 记下了 #1042 … 130号楼
    12:05 王师傅 → 小啄: 接单　１０４２
          小啄 → 王师傅: 好，#1042`,
  )
  expect(await town.ticket(1042)).toMatchObject({ buildingId: '130', status: 'accepted' })
})

test('help and refusals come in the language of the resident', async () => {
  const town = await openTown()
  await play(
    town,
    `
    12:03 Tom → 小啄: help
          小啄 → Tom: Just say what is wrong
    12:04 Tom @126号楼群: urge 9999
          小啄 @126号楼群: @Tom there is no #9999.`,
  )
})
