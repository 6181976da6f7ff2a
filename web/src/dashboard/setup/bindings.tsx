/** Under which accounts the bot knows a person, a code for somebody it does not know, and the way back. */
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Input, Popconfirm } from 'antd'
import type { BindCode, SetupPerson } from '../../../../server/schemas/setup.ts'
import { send } from '../data/client.ts'
import { useClock } from '../parts/clock.ts'
import { useTell } from '../parts/tell.ts'
import { Window } from '../parts/window.tsx'
import { useDashboardWords } from '../words.ts'
import { useChangeSetup, useLookAgain } from './data.ts'
import { Faults } from './faults.tsx'
import { useSetupWords } from './words.ts'

export function Bindings({ person, onClose }: { person: SetupPerson; onClose(): void }) {
  const words = useDashboardWords()
  const { people: said } = useSetupWords()
  const tell = useTell()
  const lookAgain = useLookAgain()
  const unbinding = useChangeSetup()
  const code = useMutation({
    mutationFn: () => send<BindCode>('POST', `/setup/people/${encodeURIComponent(person.id)}/code`),
    onError: tell.failed,
  })
  const unbind = (account: string, externalId: string) =>
    unbinding.mutate({
      method: 'DELETE',
      path: `people/${encodeURIComponent(person.id)}/binding`,
      query: { account, externalId },
      said: said.unbindDone,
    })
  // They may have used the code meanwhile.
  const close = () => {
    void lookAgain()
    onClose()
  }
  return (
    <Window title={said.bindingsOf(person.name)} footer={<Button onClick={close}>{words.close}</Button>} onCancel={close}>
      <div className="stack">
        <Faults error={unbinding.error} />
        {person.bindings.length === 0 && <p className="soft">{said.noBindings}</p>}
        <ul className="rows">
          {person.bindings.map(({ account, externalId, name }) => (
            <li key={`${account} ${externalId}`} className="account-row">
              <span className="grow">
                {name} <span className="soft">{externalId}</span>
              </span>
              <Popconfirm title={said.unbindSure} okText={said.unbind} cancelText={words.cancel} onConfirm={() => unbind(account, externalId)}>
                <Button size="small" loading={unbinding.isPending} aria-label={`${said.unbind}: ${externalId}`}>
                  {said.unbind}
                </Button>
              </Popconfirm>
            </li>
          ))}
        </ul>
        {code.data ? (
          <Code name={person.name} code={code.data} />
        ) : (
          <Button loading={code.isPending} onClick={() => code.mutate()}>
            {said.code}
          </Button>
        )}
      </div>
    </Window>
  )
}

function Code({ name, code: { code, expiresAt } }: { name: string; code: BindCode }) {
  const { people: said } = useSetupWords()
  const clock = useClock()
  return (
    <>
      <Alert type="info" showIcon title={said.codeIs(name)} description={said.codeUntil(clock.moment(expiresAt))} />
      <Input readOnly aria-label={said.code} value={said.codeSay(code)} onFocus={({ target }) => target.select()} />
    </>
  )
}
