/** The sentences of the set-up and meeting pages in the page's language. */
import { useLanguage } from '../../words/language.tsx'
import { setupEn } from '../../words/setup-en.ts'
import { type SetupWords, setupZh } from '../../words/setup-zh.ts'

export const useSetupWords = (): SetupWords => (useLanguage().language === 'en' ? setupEn : setupZh)
export type { SetupWords }
