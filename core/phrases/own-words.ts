/** The phrases of a language with a community's own sentences in their places. */
import type { Language } from '../community.ts'
import { inTraditional } from './hant.ts'
import { OPTIONAL, SLOT, templateFaults, type Wording, type WordingKey, type WordingLanguage } from './own-sentences.ts'
import { type Phrases, phrasesIn, type TicketLine } from './phrases.ts'

type Values = Record<string, string>

/** Values are put in as they are: what a resident wrote is never read as a template. */
export function fill(template: string, values: Values): string {
  const put = (text: string): string => text.replace(SLOT, (_, name: string) => values[name] ?? '')
  const parts = template.split(OPTIONAL)
  // The pattern captures the inside of each optional part: they stand at odd places.
  return parts
    .map((part, index) => (index % 2 === 0 ? put(part) : [...part.matchAll(SLOT)].some(([, name = '']) => !values[name]) ? '' : put(part)))
    .join('')
}

const mention = (to: string): string => (to ? `@${to} ` : '')
const lineValues = ({ number, title, place, who, name, urgent }: TicketLine, language: WordingLanguage): Values => ({
  ...{ number: String(number), title, place, who, name },
  urgent: urgent ? (language === 'en' ? 'urgent' : '加急') : '',
})

/** The phrases of a language with the templates of a community in their places. */
function withOwn(phrases: Phrases, own: Wording, language: WordingLanguage): Phrases {
  const said = (key: WordingKey, values: Values, to = ''): string | undefined => {
    const template = own[key]?.[language]
    if (template === undefined || templateFaults(key, template).length > 0) return undefined
    // Whoever is meant is addressed, wherever the sentence puts it.
    return (template.includes('{to}') ? '' : mention(to)) + fill(template, { ...values, to: mention(to) })
  }
  const line = (ticket: TicketLine): Values => lineValues(ticket, language)
  return {
    ...phrases,
    opened(p) {
      const [first] = p.tickets
      if (!first || p.tickets.length > 1 || first.kind !== 'report') return phrases.opened(p)
      const pictures = p.pictures > 0 ? String(p.pictures) : ''
      return said('opened', { ...line(first), by: first.by, pictures }, p.to) ?? phrases.opened(p)
    },
    askPlace: (p) => said('askPlace', line(p.ticket), p.to) ?? phrases.askPlace(p),
    promised: (p) => (p.at === '' ? undefined : said('promised', { ...line(p.ticket), when: p.at })) ?? phrases.promised(p),
    handed: (p) => said('handed', { ...line(p.ticket), reason: p.reason }) ?? phrases.handed(p),
    suspended: (p) => said('suspended', { ...line(p.ticket), reason: p.reason, until: p.until }) ?? phrases.suspended(p),
    resolved: (p) => said('resolved', { ...line(p.ticket), words: p.words, hours: String(p.hours) }, p.to) ?? phrases.resolved(p),
    closed(p) {
      if (p.as !== 'solved' || p.alone) return phrases.closed(p)
      const stars = p.stars === 0 ? '' : language === 'en' ? `${p.stars} stars` : '★'.repeat(p.stars) + '☆'.repeat(5 - p.stars)
      return said('closed', { ...line(p.ticket), took: p.took, stars }) ?? phrases.closed(p)
    },
    reopened: (p) => said('reopened', { ...line(p.ticket), words: p.words }) ?? phrases.reopened(p),
    digest(p) {
      const lines = phrases.digest(p).split('\n')
      const head = said('digestHead', { date: p.date, group: p.group })
      const end = said('digestEnd', { opened: String(p.monthOpened), closed: String(p.monthClosed) })
      return [head ?? lines[0], ...lines.slice(1, -1), end ?? lines.at(-1)].join('\n')
    },
  }
}

const made = new WeakMap<Wording, Map<Language, Phrases>>()

/** What the bot says for a community: its own sentences where it has any. Traditional characters are made of the simplified ones. */
export function phrasesOf(own: Wording, language: Language): Phrases {
  if (Object.keys(own).length === 0) return phrasesIn(language)
  const known = made.get(own)?.get(language)
  if (known) return known
  const phrases =
    language === 'en'
      ? withOwn(phrasesIn('en'), own, 'en')
      : language === 'zh-Hant'
        ? inTraditional(withOwn(phrasesIn('zh-CN'), own, 'zh'))
        : withOwn(phrasesIn('zh-CN'), own, 'zh')
  made.set(own, (made.get(own) ?? new Map<Language, Phrases>()).set(language, phrases))
  return phrases
}
