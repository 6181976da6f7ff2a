/** The set-up as a file: out, and in again after one has seen what it would change. */
import { useMutation } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useId, useState } from 'react'
import type { SetupOutcome } from '../../../../server/schemas/setup.ts'
import { send } from '../data/client.ts'
import { Panel } from '../parts/panel.tsx'
import { useTell } from '../parts/tell.ts'
import { useLookAgain, useSetup } from './data.ts'
import { Faults } from './faults.tsx'
import { useSetupWords } from './words.ts'

const ACCEPTED = '.yaml,.yml,.json,.xlsx'

function formOf(file: File): FormData {
  const form = new FormData()
  form.set('file', file)
  return form
}

export default function Exchange() {
  const { mayWrite } = useSetup()
  const { readOnly } = useSetupWords()
  if (!mayWrite) return <p className="quiet">{readOnly}</p>
  return (
    <div className="stack narrow">
      <Import />
      <Export />
    </div>
  )
}

function Import() {
  const { file: said } = useSetupWords()
  const input = useId()
  const tell = useTell()
  const lookAgain = useLookAgain()
  const [file, setFile] = useState<File>()
  const preview = useMutation({ mutationFn: (one: File) => send<SetupOutcome>('POST', '/setup/import', formOf(one), { dryRun: true }) })
  const applying = useMutation({
    mutationFn: (one: File) => send<SetupOutcome>('POST', '/setup/import', formOf(one), { revision: preview.data?.revision }),
    onSuccess: async ({ changes }) => {
      await lookAgain()
      tell.done(said.done(changes.length))
      leave()
    },
  })
  const leave = () => {
    setFile(undefined)
    preview.reset()
    applying.reset()
  }
  const take = (one: File | undefined) => {
    if (!one) return
    applying.reset()
    setFile(one)
    preview.mutate(one)
  }
  return (
    <Panel title={said.import}>
      <div className="stack">
        <p className="soft">{said.importHint}</p>
        <div className="add-picture">
          <input
            id={input}
            className="hidden"
            type="file"
            accept={ACCEPTED}
            onChange={({ target }) => {
              take(target.files?.[0])
              target.value = ''
            }}
          />
          <label className="plain button" htmlFor={input}>
            {said.choose}
          </label>{' '}
          {file && <span>{file.name}</span>}
        </div>
        {preview.isPending && <p role="status">{said.reading}</p>}
        <Faults error={preview.error ?? applying.error} />
        {file && preview.data && <Preview outcome={preview.data} />}
        {file && preview.data && preview.data.changes.length > 0 && (
          <div className="row">
            <Button type="primary" loading={applying.isPending} onClick={() => applying.mutate(file)}>
              {said.apply}
            </Button>
            <Button onClick={leave}>{said.drop}</Button>
          </div>
        )}
      </div>
    </Panel>
  )
}

const TONES = { added: 'done', changed: 'working', removed: 'new' } as const

function Preview({ outcome: { changes, warnings } }: { outcome: SetupOutcome }) {
  const { file: said } = useSetupWords()
  return (
    <>
      <p role="status">{changes.length === 0 ? said.nothing : said.changes(changes.length)}</p>
      <ul className="rows changes">
        {changes.map(({ part, kind, what, keys }) => (
          <li key={`${part} ${kind} ${what}`}>
            <span className={`state-tag tone-${TONES[kind]}`}>{said.kinds[kind]}</span> {said.parts[part] ?? part} <strong>{what}</strong>
            {keys && <span className="soft"> {keys.join('、')}</span>}
          </li>
        ))}
      </ul>
      {warnings.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={said.warnings}
          description={
            <ul className="faults">
              {warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          }
        />
      )}
    </>
  )
}

function Export() {
  const { file: said } = useSetupWords()
  return (
    <Panel title={said.export}>
      <p className="soft">{said.exportHint}</p>
      <div className="row">
        <Button href="/api/v1/setup/export.yaml" download>
          {said.yaml}
        </Button>
        <Button href="/api/v1/setup/export.xlsx" download>
          {said.xlsx}
        </Button>
      </div>
    </Panel>
  )
}
