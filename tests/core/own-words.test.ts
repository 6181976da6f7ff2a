import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ESCALATION } from '../../core/escalation.ts'
import { planOf, saidSteps } from '../../core/escalation-plan.ts'
import { sampleOf } from '../../core/phrases/own-samples.ts'
import { slotsOf, templateFaults, usualTemplate, WORDING_KEYS, WORDING_LANGUAGES } from '../../core/phrases/own-sentences.ts'
import { fill, phrasesOf } from '../../core/phrases/own-words.ts'

const BOTH = WORDING_KEYS.flatMap((key) => WORDING_LANGUAGES.map((language) => [key, language] as const))
const ticket = { number: 7, title: '漏水', place: '', who: '物业王师傅', name: '王师傅', urgent: false }

describe('a sentence of one’s own', () => {
  test.each(BOTH)('%s (%s) begins from a template that says what is said anyway', (key, language) => {
    const usual = usualTemplate(key, language)
    expect(templateFaults(key, usual)).toEqual([])
    const plain = (text: string): string => text.replace(/[[\]]/g, '')
    expect(plain(sampleOf(key, language, usual))).toBe(plain(sampleOf(key, language)))
  })

  test.each(WORDING_KEYS)('%s stands in docs/setup.md with its slots', (key) => {
    const line = readFileSync(new URL('../../docs/setup.md', import.meta.url), 'utf8')
      .split('\n')
      .find((one) => one.startsWith(`| \`${key}\``))
    const slots = slotsOf(key).map(({ name, needed }) => (needed ? `**{${name}}**` : `{${name}}`))
    expect(line).toBe(`| \`${key}\` | ${slots.join(' ')} | ${usualTemplate(key, 'zh')} |`)
  })

  test('leaves a part in brackets out when there is nothing to put in', () => {
    expect(fill('#{number}[ · {place}][（{reason}）]。[注]', { number: '7', place: '', reason: '急' })).toBe('#7（急）。[注]')
  })

  test('never reads what a resident wrote as a template', () => {
    const own = phrasesOf({ reopened: { zh: '#{number} 重开[："{words}"]' } }, 'zh-CN')
    expect(own.reopened({ ticket, words: '{number} [{name}]' })).toBe('#7 重开："{number} [{name}]"')
  })

  test('addresses whoever is meant, though the template forgot', () => {
    const own = phrasesOf({ askPlace: { zh: '#{number} 在哪？' } }, 'zh-CN')
    expect(own.askPlace({ to: '李阿姨', ticket })).toBe('@李阿姨 #7 在哪？')
  })

  test('is said in traditional characters where the simplified one is given, and not in English', () => {
    const wording = { askPlace: { zh: '#{number} 这个问题在哪里？' } }
    expect(phrasesOf(wording, 'zh-Hant').askPlace({ to: '', ticket })).toBe('#7 這個問題在哪裏？')
    expect(phrasesOf(wording, 'en').askPlace({ to: '', ticket })).toContain('Where is it?')
  })

  test('is refused when it lacks what must be said, names what is not there, or is empty', () => {
    expect(templateFaults('closed', '结案了')).toEqual(['{number} is missing; it must be said, outside [ ]'])
    expect(templateFaults('closed', '[#{number}]')).toEqual(['{number} is missing; it must be said, outside [ ]'])
    expect(templateFaults('closed', '#{number} {phone} {')).toHaveLength(2)
    expect(templateFaults('closed', ' ')).toContain('the sentence is empty')
  })
})

describe('steps of escalation of one’s own', () => {
  test('said as a file says them, the usual ones are the usual ones', () => {
    expect(planOf(saidSteps(ESCALATION))).toEqual(ESCALATION)
    expect(planOf([])).toEqual(ESCALATION)
  })

  test('take the place of the usual ones of their clock only, and keep their key when their time changes', () => {
    const step = { matter: 'ordinary', clock: 'accept', past: 2, unit: 'hours', tell: ['assignee', 'community'] } as const
    const plan = planOf([{ ...step, tell: [...step.tell] }])
    expect(plan.ordinary.accept).toEqual([{ id: 'community', at: { past: { amount: 2, unit: 'hours' } }, tell: ['assignee', 'community'] }])
    expect(planOf([{ ...step, past: 3, tell: [...step.tell] }]).ordinary.accept[0]?.id).toBe('community')
    expect([plan.ordinary.act, plan.danger]).toEqual([ESCALATION.ordinary.act, ESCALATION.danger])
  })
})
