/** Language, and light or dark. */
import { Button, Segmented } from 'antd'
import { useLanguage } from '../../words/language.tsx'
import { SHADE_CHOICES, type ShadeChoice, useShade } from '../shade.tsx'
import { useDashboardWords } from '../words.ts'

export function ShadeSwitch() {
  const words = useDashboardWords()
  const { choice, choose } = useShade()
  return (
    <Segmented<ShadeChoice>
      aria-label={words.shade.label}
      options={SHADE_CHOICES.map((value) => ({ value, label: words.shade[value] }))}
      value={choice}
      onChange={choose}
    />
  )
}

export function LanguageButton() {
  const words = useDashboardWords()
  const { language, choose } = useLanguage()
  const other = language === 'en' ? 'zh-CN' : 'en'
  return (
    <Button lang={other} onClick={() => choose(other)}>
      {words.switchLanguage}
    </Button>
  )
}
