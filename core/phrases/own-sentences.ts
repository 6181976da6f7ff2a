/**
 * Sentences a community may say its own way: templates with named slots, {number} or {place}. What stands in [square brackets] with a slot in it is
 * left out when the slot is empty. Everything else (danger, cards, refusals, lists) stays as it is.
 *
 * Terminology (zh): own wording 自己的说法 · template 模板 · slot 可以用的词.
 */
export const WORDING_KEYS = [
  'opened',
  'askPlace',
  'promised',
  'handed',
  'suspended',
  'resolved',
  'closed',
  'reopened',
  'digestHead',
  'digestEnd',
] as const
export type WordingKey = (typeof WORDING_KEYS)[number]
export const WORDING_LANGUAGES = ['zh', 'en'] as const
export type WordingLanguage = (typeof WORDING_LANGUAGES)[number]
export type Wording = Partial<Record<WordingKey, Partial<Record<WordingLanguage, string>>>>
export const LONGEST_TEMPLATE = 300

interface Sentence {
  /** Every slot there is; those marked must be used. */
  slots: Record<string, 'needed' | 'free'>
  /** What it says by itself, as a template. */
  usual: Record<WordingLanguage, string>
}

const SENTENCES: Record<WordingKey, Sentence> = {
  opened: {
    slots: { number: 'needed', who: 'needed', title: 'free', place: 'free', by: 'free', pictures: 'free', urgent: 'free', to: 'free' },
    usual: {
      zh: '{to}记下了 #{number} {title}[ · {place}][（含{pictures}张图）][，{urgent}]。{who}负责，{by}到现场。补充直接发，说"撤销"可取消。',
      en: '{to}noted, #{number} {title}[ · {place}][, {urgent}]. {who} will be there {by}. Send a photo if you can; "cancel" withdraws it.',
    },
  },
  askPlace: {
    slots: { number: 'needed', title: 'free', to: 'free' },
    usual: {
      zh: '{to}记下了 #{number} {title}，在哪个位置？说个楼号或路口就行。',
      en: '{to}noted, #{number} {title}. Where is it? A building number or a corner will do.',
    },
  },
  promised: {
    slots: { number: 'needed', name: 'needed', when: 'needed', title: 'free', place: 'free' },
    usual: { zh: '#{number} {name}已接单，约{when}到。', en: '#{number} {name} has it and comes about {when}.' },
  },
  handed: {
    slots: { number: 'needed', who: 'needed', title: 'free', reason: 'free' },
    usual: { zh: '#{number} {title} 转由{who}跟进[（{reason}）]。', en: '#{number} {title} is now with {who}[ ({reason})].' },
  },
  suspended: {
    slots: { number: 'needed', reason: 'needed', title: 'free', until: 'free' },
    usual: { zh: '#{number} {title} 先挂账：{reason}[，{until}再看]。', en: '#{number} {title} is on hold: {reason}[; looked at again {until}].' },
  },
  resolved: {
    slots: { number: 'needed', hours: 'needed', title: 'free', words: 'free', to: 'free' },
    usual: {
      zh: '#{number} {title}已处理[：{words}]。{to}看看行不行？"好了"就结案，"没好"我再叫人。{hours}小时没回音按已解决记。',
      en: '#{number} {title} is done[: {words}]. {to}is it all right? "fixed" closes it, "not fixed" brings them back. Without a word for {hours} hours it counts as solved.',
    },
  },
  closed: {
    slots: { number: 'needed', title: 'free', took: 'free', stars: 'free' },
    usual: { zh: '#{number} {title} 结案，用时{took}[，谢谢评分 {stars}]。', en: '#{number} {title} closed after{took}[, thank you for {stars}].' },
  },
  reopened: {
    slots: { number: 'needed', name: 'free', words: 'free' },
    usual: { zh: '#{number} 重新打开，已告诉{name}[："{words}"]。', en: '#{number} is open again, {name} has been told[: "{words}"].' },
  },
  digestHead: {
    slots: { date: 'needed', group: 'free' },
    usual: { zh: '【{date} · {group}小结】', en: '{date} · {group}' },
  },
  digestEnd: {
    slots: { opened: 'free', closed: 'free' },
    usual: {
      zh: '本月 {opened} 件已办结 {closed}。谢谢大家提醒，有事群里说一声就行。',
      en: 'This month {closed} of {opened} closed. Thank you all; just say it here when something is wrong.',
    },
  },
}

export const SLOT = /\{(\w*)\}/g
/** A part in brackets that has a slot. */
export const OPTIONAL = /\[([^[\]]*\{\w+\}[^[\]]*)\]/g

export const slotsOf = (key: WordingKey): { name: string; needed: boolean }[] =>
  Object.entries(SENTENCES[key].slots).map(([name, need]) => ({ name, needed: need === 'needed' }))
export const usualTemplate = (key: WordingKey, language: WordingLanguage): string => SENTENCES[key].usual[language]

/** What is wrong with a template, for whoever writes it; empty when it can be used. */
export function templateFaults(key: WordingKey, template: string): string[] {
  const { slots } = SENTENCES[key]
  const used = [...template.matchAll(SLOT)].map(([, name = '']) => name)
  const faults: string[] = []
  if (template.trim() === '') faults.push('the sentence is empty')
  if (template.length > LONGEST_TEMPLATE) faults.push(`the sentence is longer than ${LONGEST_TEMPLATE} characters`)
  if (/[{}]/.test(template.replace(SLOT, ''))) faults.push('a brace stands alone; write slots like {number}')
  for (const name of new Set(used))
    if (!(name in slots))
      faults.push(
        `{${name}} is not known here; known are ${Object.keys(slots)
          .map((slot) => `{${slot}}`)
          .join(', ')}`,
      )
  const always = template.replace(OPTIONAL, '')
  for (const { name, needed } of slotsOf(key))
    if (needed && !always.includes(`{${name}}`)) faults.push(`{${name}} is missing; it must be said, outside [ ]`)
  return faults
}
