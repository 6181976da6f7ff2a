/** The language of the page: as the visitor chose, else as the browser asks, else Chinese. */
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import type { Language } from '../../../server/schemas.ts'
import { recall, remember } from '../live/memory.ts'
import { en } from './en.ts'
import { type Words, zh } from './zh.ts'

const WORDS: Record<Language, Words> = { 'zh-CN': zh, en }

/** The first language of the browser that we speak. */
function preferred(): Language {
  const chosen = recall<Language | undefined>('language', undefined)
  if (chosen && chosen in WORDS) return chosen
  const known = navigator.languages.find((language) => /^(zh|en)\b/i.test(language))
  return known?.toLowerCase().startsWith('en') ? 'en' : 'zh-CN'
}

const LanguageContext = createContext<{ language: Language; choose(language: Language): void }>({ language: 'zh-CN', choose: () => {} })

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(preferred)
  useEffect(() => {
    document.documentElement.lang = language
    document.title = WORDS[language].brand
  }, [language])
  const choose = (next: Language) => {
    remember('language', next)
    setLanguage(next)
  }
  return <LanguageContext value={{ language, choose }}>{children}</LanguageContext>
}

export const useLanguage = () => useContext(LanguageContext)
export const useWords = (): Words => WORDS[useLanguage().language]

export function LanguageSwitch() {
  const { language, choose } = useLanguage()
  return (
    <button type="button" className="plain" lang={language === 'en' ? 'zh-CN' : 'en'} onClick={() => choose(language === 'en' ? 'zh-CN' : 'en')}>
      {WORDS[language].switchLanguage}
    </button>
  )
}
