/** Sentences as they would be said, with things that could happen any day: for whoever words them. */
import type { Wording, WordingKey, WordingLanguage } from './own-sentences.ts'
import { phrasesOf } from './own-words.ts'
import type { Phrases, TicketLine } from './phrases.ts'

const SAMPLE: Record<WordingLanguage, TicketLine> = {
  zh: { number: 1042, title: '楼道堆物', place: '128号楼3单元', who: '长峰物业王师傅', name: '王师傅', urgent: false },
  en: { number: 1042, title: 'Cluttered corridor', place: 'Building 128', who: 'Changfeng Property Wang', name: 'Wang', urgent: false },
}

/** A sentence as it would be said, with things that could happen any day. */
export function sampleOf(key: WordingKey, language: WordingLanguage, template?: string): string {
  const own: Wording = template === undefined ? {} : { [key]: { [language]: template } }
  const phrases = phrasesOf(own, language === 'en' ? 'en' : 'zh-CN')
  const ticket = SAMPLE[language]
  const en = language === 'en'
  const to = en ? 'Aunt Li' : '李阿姨'
  switch (key) {
    case 'opened':
      return phrases.opened({ to, tickets: [{ ...ticket, by: en ? 'by 18:00 today' : '今天18:00前', kind: 'report' }], pictures: 0 })
    case 'askPlace':
      return phrases.askPlace({ to, ticket })
    case 'promised':
      return phrases.promised({ ticket, at: '15:00' })
    case 'handed':
      return phrases.handed({ ticket, reason: en ? 'needs a lorry' : '要用车' })
    case 'suspended':
      return phrases.suspended({ ticket, reason: en ? 'waiting for parts' : '等配件', until: en ? 'Thu 09:00' : '周四09:00' })
    case 'resolved':
      return phrases.resolved({ to, ticket, words: en ? 'three loads taken away' : '清走了三车', pictures: 0, hours: 24 })
    case 'closed':
      return phrases.closed({ ticket, as: 'solved', took: phrases.duration(135), reason: '', alone: false, stars: 0 })
    case 'reopened':
      return phrases.reopened({ ticket, words: en ? 'still there' : '还在那儿' })
    default:
      return digestSample(phrases, en)[key === 'digestHead' ? 'head' : 'end']
  }
}

function digestSample(phrases: Phrases, en: boolean): { head: string; end: string } {
  const lines = phrases
    .digest({
      date: en ? '23 Nov' : '11月23日',
      group: en ? 'Building 128' : '128号楼群',
      ...{ opened: 2, closed: [], open: [], moreOpen: 0, monthOpened: 31, monthClosed: 28, gap: '' },
    })
    .split('\n')
  return { head: lines[0] ?? '', end: lines.at(-1) ?? '' }
}
