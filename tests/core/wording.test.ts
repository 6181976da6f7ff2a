import { describe, expect, it } from 'vitest'
import type { Language } from '../../core/community.ts'
import { phrasesIn } from '../../core/phrases/phrases.ts'
import { byText, dayText, placeText, timeText, whenText } from '../../core/phrases/wording.ts'
import { instantAt } from '../../core/time.ts'

const zone = 'Asia/Shanghai'
const at = (wall: string, timezone = zone): number => instantAt(wall.slice(0, 10), wall.slice(11), timezone)
const NOW = at('2026-11-23 12:00')

describe('a time as people say it', () => {
  it.each([
    ['2026-11-23 18:00', '今天18:00', '18:00 today'],
    ['2026-11-24 00:00', '明天00:00', '00:00 tomorrow'],
    ['2026-11-24 12:00', '明天12:00', '12:00 tomorrow'],
    ['2026-11-26 15:00', '周四15:00', 'Thu 15:00'],
    ['2026-11-29 09:30', '周日09:30', 'Sun 09:30'],
  ])('%s is %s, in English %s', (wall, zh, en) => {
    expect(whenText(at(wall), NOW, zone, 'zh-CN')).toBe(zh)
    expect(whenText(at(wall), NOW, zone, 'en')).toBe(en)
  })

  it('in traditional writing is traditional', () => {
    expect(whenText(at('2026-11-26 15:00'), NOW, zone, 'zh-Hant')).toBe('週四15:00')
  })

  it('a week and more away names the date, and what has been names its day', () => {
    expect(whenText(at('2026-11-30 18:00'), NOW, zone, 'zh-CN')).toContain('11月30日')
    expect(whenText(at('2026-11-22 18:00'), NOW, zone, 'zh-CN')).toBe('昨天18:00')
  })

  it('counts days of the calendar, over midnight and over a change of clocks', () => {
    const newYork = 'America/New_York'
    expect(whenText(at('2026-11-24 00:01'), at('2026-11-23 23:59'), zone, 'zh-CN')).toBe('明天00:01')
    expect(whenText(at('2026-03-08 23:30', newYork), at('2026-03-07 23:45', newYork), newYork, 'en')).toBe('23:30 tomorrow')
    expect(whenText(at('2026-11-01 00:15', newYork), at('2026-10-31 23:45', newYork), newYork, 'en')).toBe('00:15 tomorrow')
  })

  it('shows the wall clock of the community', () => {
    expect(timeText(NOW, 'Asia/Kolkata')).toBe('09:30')
    expect(dayText(at('2026-11-24 00:30'), 'America/New_York', 'zh-CN')).toBe('11月23日')
  })

  it('as a deadline says until when', () => {
    expect(byText(at('2026-11-23 18:00'), NOW, zone, 'zh-CN')).toBe('今天18:00前')
    expect(byText(at('2026-11-23 18:00'), NOW, zone, 'en')).toMatch(/^by /)
  })
})

describe('a place as people say it', () => {
  const place = { building: '128', unit: '2', floor: '-1', room: '501', spot: '西头' }

  it('goes from the large to the small, without holes', () => {
    expect(placeText(place, phrasesIn('zh-CN'))).toBe('128号楼2单元负1层501室西头')
    expect(placeText({ building: ['18', '20'] }, phrasesIn('zh-CN'))).toBe('18号楼、20号楼')
    expect(placeText({ building: 'A3' }, phrasesIn('zh-CN'))).toBe('A3座')
    expect(placeText({}, phrasesIn('zh-CN'))).toBe('')
  })

  it.each(['zh-CN', 'zh-Hant', 'en'] satisfies Language[])('in %s names every part', (language) => {
    const text = placeText(place, phrasesIn(language))
    for (const part of ['128', '2', '1', '501', '西']) expect(text).toContain(part)
    expect(text).not.toMatch(/undefined|null/)
  })
})

describe('how long something took', () => {
  it.each([
    [0, '1 分钟'],
    [59, '59 分钟'],
    [60, '1 小时'],
    [130, '2 小时 10 分'],
    [1440, '1 天'],
    [1440 + 185, '1 天 3 小时'],
  ])('%i minutes are %s', (minutes, words) => {
    expect(phrasesIn('zh-CN').duration(minutes).trim()).toBe(words)
  })

  it('never says 60 minutes of an hour', () => {
    for (let minutes = 0; minutes < 3 * 1440; minutes += 0.7) {
      expect(phrasesIn('zh-CN').duration(minutes)).not.toMatch(/\b60 分|\b24 小时/)
      expect(phrasesIn('en').duration(minutes)).not.toMatch(/\b60 m|\b24 h/)
    }
  })
})
