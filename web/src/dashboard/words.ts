/** The dashboard's sentences in the page's language. */
import { dashboardEn } from '../words/dashboard-en.ts'
import { type DashboardWords, dashboardZh } from '../words/dashboard-zh.ts'
import { useLanguage } from '../words/language.tsx'

export const useDashboardWords = (): DashboardWords => (useLanguage().language === 'en' ? dashboardEn : dashboardZh)
export type { DashboardWords }
