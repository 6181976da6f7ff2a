/** What the bot says most, in one's own words: one sees at once how it will sound. */
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Segmented } from 'antd'
import { useEffect, useId, useState } from 'react'
import type { WordingPage, WordingPreview } from '../../../../server/schemas/setup.ts'
import { get } from '../data/client.ts'
import { Panel } from '../parts/panel.tsx'
import { Problem } from '../parts/problem.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useDashboardWords } from '../words.ts'
import { useChangeSetup, useSetup } from './data.ts'
import { Faults } from './faults.tsx'
import { useSetupWords } from './words.ts'

type Item = WordingPage['items'][number]

export default function Wording() {
  const { wording: said, languages } = useSetupWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['setup', 'wording'],
    queryFn: ({ signal }) => get<WordingPage>('/setup/wording', {}, signal),
  })
  const [language, setLanguage] = useState<Item['language']>('zh')
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Waiting />
  return (
    <div className="stack narrow">
      <p className="soft">{said.lead}</p>
      <Segmented<Item['language']>
        aria-label={said.language}
        name="wording-language"
        value={language}
        onChange={setLanguage}
        options={[
          { value: 'zh', label: languages['zh-CN'] },
          { value: 'en', label: languages.en },
        ]}
      />
      {data.items
        .filter((item) => item.language === language)
        .map((item) => (
          <Sentence key={`${item.key} ${item.language} ${item.own}`} item={item} />
        ))}
    </div>
  )
}

const PAUSE = { ms: 250 }

/** What stands there once somebody pauses. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), PAUSE.ms)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}

function Sentence({ item }: { item: Item }) {
  const words = useDashboardWords()
  const { wording: said } = useSetupWords()
  const { mayWrite } = useSetup()
  const [template, setTemplate] = useState(item.own ?? item.usual)
  const saving = useChangeSetup()
  const field = useId()
  const { key, language } = item
  const name = said.sentences[key] ?? key
  const edited = template !== (item.own ?? item.usual)
  const typed = useRested(template)
  const preview = useQuery({
    queryKey: ['wording-preview', key, language, typed],
    queryFn: ({ signal }) => get<WordingPreview>('/setup/wording/preview', { key, language, template: typed }, signal),
    enabled: edited,
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const shown = edited ? preview.data : { text: item.text, faults: [] }
  const save = (to: string | null) => saving.mutate({ method: 'PUT', path: 'wording', body: { key, language, template: to }, said: said.kept })
  return (
    <Panel title={name} aside={item.own !== null && <span className="state-tag tone-working">{said.isOwn}</span>}>
      <div className="stack">
        <Faults error={saving.error} />
        <label htmlFor={field}>{said.own}</label>
        <Input.TextArea
          id={field}
          rows={3}
          maxLength={300}
          value={template}
          readOnly={!mayWrite}
          onChange={({ target }) => setTemplate(target.value)}
        />
        <p className="soft">
          {said.slots}：
          {item.slots.map(({ name: slot, needed }) => `{${slot}} ${said.slotNames[slot] ?? ''}${needed ? `（${said.needed}）` : ''}`).join('，')}
        </p>
        <div aria-live="polite">
          <p className="soft">{said.preview}</p>
          {shown && shown.faults.length === 0 && <blockquote className="words sample">{shown.text}</blockquote>}
          {shown && shown.faults.length > 0 && (
            <Alert
              type="warning"
              title={
                <ul className="faults">
                  {shown.faults.map((fault) => (
                    <li key={fault}>{fault}</li>
                  ))}
                </ul>
              }
            />
          )}
        </div>
        {mayWrite && (
          <div className="row">
            <Button
              type="primary"
              disabled={!edited || typed !== template || !shown || shown.faults.length > 0}
              loading={saving.isPending}
              aria-label={`${words.save}: ${name}`}
              onClick={() => save(template)}
            >
              {words.save}
            </Button>
            {item.own !== null && (
              <Button onClick={() => save(null)} loading={saving.isPending} aria-label={`${said.reset}: ${name}`}>
                {said.reset}
              </Button>
            )}
          </div>
        )}
      </div>
    </Panel>
  )
}
