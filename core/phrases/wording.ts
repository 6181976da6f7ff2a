/** Places and times as people say them. */
import { DateTime } from 'luxon'
import type { Language } from '../community.ts'
import type { Location } from '../understanding/terms.ts'
import { type Phrases, phrasesIn } from './phrases.ts'

/** 128号楼2单元501室, 6号楼西头, 18号楼、20号楼; empty when nothing is known. */
export function placeText(place: Location, phrases: Phrases): string {
  const buildings = place.building === undefined ? [] : [place.building].flat()
  const parts = [
    place.estate ?? '',
    buildings.map((name) => phrases.building(name)).join(phrases.separator),
    place.unit ? phrases.unit(place.unit) : '',
    place.floor ? phrases.floor(place.floor) : '',
    place.room ? phrases.room(place.room) : '',
    place.spot ?? '',
  ]
  return parts.filter(Boolean).join(/[a-z]/.test(phrases.building('1')) ? ' ' : '')
}

const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']

/** A coming or past time seen from now: 今天18:00, 明天12:00, 周四15:00, 11月30日. */
export function whenText(at: number, now: number, timezone: string, language: Language): string {
  const t = DateTime.fromMillis(at, { zone: timezone })
  const days = Math.round(t.startOf('day').diff(DateTime.fromMillis(now, { zone: timezone }).startOf('day'), 'days').days)
  const time = t.toFormat('HH:mm')
  if (language === 'en')
    return days === 0 ? `${time} today` : days === 1 ? `${time} tomorrow` : days > 1 && days < 7 ? t.toFormat('ccc HH:mm') : t.toFormat('d LLL')
  const text =
    days === 0
      ? `今天${time}`
      : days === 1
        ? `明天${time}`
        : days === -1
          ? `昨天${time}`
          : days > 1 && days < 7
            ? `${WEEKDAYS[t.weekday - 1]}${time}`
            : `${t.month}月${t.day}日`
  return language === 'zh-Hant' ? text.replace('周', '週') : text
}

export const byTime = (time: string, language: Language): string => (language === 'en' ? `by ${time}` : `${time}前`)

/** A deadline: 今天18:00前 · by 18:00 today. */
export const byText = (at: number, now: number, timezone: string, language: Language): string =>
  byTime(whenText(at, now, timezone, language), language)

/** The same whenever it is read: 24日09:00 · 24 Nov 09:00. */
export const dateTimeText = (at: number, timezone: string, language: Language): string =>
  DateTime.fromMillis(at, { zone: timezone }).toFormat(language === 'en' ? 'd LLL HH:mm' : 'd日HH:mm')

/** 11月22日 */
export const dayText = (at: number, timezone: string, language: Language): string =>
  DateTime.fromMillis(at, { zone: timezone }).toFormat(language === 'en' ? 'd LLL' : 'L月d日')

/** A date of the roster: 11月28日（周六） · Sat 28 Nov. */
export function rosterDay(date: string, language: Language): string {
  const t = DateTime.fromISO(date)
  const text = language === 'en' ? t.toFormat('ccc d LLL') : `${t.month}月${t.day}日（${WEEKDAYS[t.weekday - 1]}）`
  return language === 'zh-Hant' ? text.replace('周', '週') : text
}

export const timeText = (at: number, timezone: string): string => DateTime.fromMillis(at, { zone: timezone }).toFormat('HH:mm')

export { phrasesIn }
