import { describe, expect, it, test } from 'vitest'
import { readCallBack } from '../../core/call-back.ts'
import { holdFor, reviewDate } from '../../core/holds.ts'
import { namesDeadline } from '../../core/taking-on.ts'

describe('a date in a reply', () => {
  test.each([
    '周五前修好',
    '明天下午三点前办完',
    '明天下午三点前',
    '周五之前',
    '11月30日前',
    '三天内处理好',
    '保证周三前把柜子清完',
    'fixed by Friday',
  ])('is by when the work is done: %s', (text) => expect(namesDeadline(text)).toBe(true))
  test.each([
    '下午两点过去',
    '三点前到',
    '明天上午来',
    '周四上午装',
    '半小时内到',
    '三点前赶到现场',
    '之前修过',
    '以前也这样',
    '配件周三到，周四上午装',
  ])('is when somebody comes, or no date for the work: %s', (text) => expect(namesDeadline(text)).toBe(false))
})

describe('what a call-back heard', () => {
  const heard = (satisfied: 'yes' | 'mostly' | 'no', solved = true, responded = true) => ({ reached: true, responded, solved, satisfied })
  test.each([
    ['满意', heard('yes')],
    ['很满意，谢谢师傅', heard('yes')],
    ['修好了', heard('yes')],
    ['基本满意，来得有点慢', heard('mostly')],
    ['一般', heard('mostly')],
    ['不太满意', heard('no')],
    ['没修好 还在漏', heard('no', false)],
    ['没人联系过他', heard('no', false, false)],
  ])('%s', (words, wanted) => expect(readCallBack(words)).toEqual(wanted))
  test.each(['没人接', '打不通', '空号', '无人接听', '关机了', 'no answer'])('nobody was reached: %s', (words) =>
    expect(readCallBack(words)).toEqual({ reached: false, responded: false, solved: false, satisfied: null }),
  )
  test.each(['', '打了', '下午再说'])('nothing is read into "%s"', (words) => expect(readCallBack(words)).toBeUndefined())
})

describe('what waits', () => {
  test.each([
    ['等配件', 'parts'],
    ['业主不在家', 'absent'],
    ['要等开春气温回升', 'seasonal'],
    ['外墙大修招标', 'engineering'],
    ['领导说先放放', 'other'],
  ] as const)('because of %s is %s', (reason, hold) => expect(holdFor(reason)).toBe(hold))

  it('is looked at again at nine in the morning, after days of its kind, in the community’s timezone', () => {
    const now = Date.parse('2026-11-23T15:30:00Z') // already the 24th in Shanghai
    expect(new Date(reviewDate('等配件', now, 'Asia/Shanghai')).toISOString()).toBe('2026-11-26T01:00:00.000Z')
  })
})
