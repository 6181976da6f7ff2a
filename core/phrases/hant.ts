/** The same sentences in traditional characters. */
import * as OpenCC from 'opencc-js'
import type { Phrases } from './phrases.ts'

const convert = OpenCC.Converter({ from: 'cn', to: 'hk' })

export function inTraditional(phrases: Phrases): Phrases {
  const entries = Object.entries(phrases).map(([name, phrase]) => {
    if (typeof phrase === 'string') return [name, convert(phrase)]
    return [name, (...args: unknown[]) => convert((phrase as (...a: unknown[]) => string)(...args))]
  })
  return Object.fromEntries(entries) as Phrases
}
