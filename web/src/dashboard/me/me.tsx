/** My account: who I am here, how the page looks, where I am signed in, tokens for programs. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { send } from '../data/client.ts'
import { useMay, useSession } from '../data/session.tsx'
import { Panel } from '../parts/panel.tsx'
import { useTell } from '../parts/tell.ts'
import { OutIcon } from '../shell/icons.tsx'
import { LanguageButton, ShadeSwitch } from '../shell/preferences.tsx'
import { useDashboardWords } from '../words.ts'
import { Sessions } from './sessions.tsx'
import { Tokens } from './tokens.tsx'

export default function Me() {
  const words = useDashboardWords()
  const { person, accessRole, communityName } = useSession()
  const mayTokens = useMay()('tokens.manage')
  return (
    <div className="stack narrow">
      <Panel title={person.name}>
        <dl className="fact-list">
          <div>
            <dt>{words.me.role}</dt>
            <dd>{[person.title, words.accessRoles[accessRole]].filter(Boolean).join(' · ')}</dd>
          </div>
          <div>
            <dt>{words.me.community}</dt>
            <dd>{communityName}</dd>
          </div>
        </dl>
        <div className="row">
          <LanguageButton />
          <ShadeSwitch />
        </div>
        <SignOut />
      </Panel>
      <Sessions />
      {mayTokens && <Tokens />}
    </div>
  )
}

function SignOut() {
  const words = useDashboardWords()
  const client = useQueryClient()
  const tell = useTell()
  const leaving = useMutation({
    mutationFn: () => send('DELETE', '/session'),
    // Nothing of what one person saw may be there for the next.
    onSuccess: () => {
      client.setQueryData(['me'], null)
      client.removeQueries({ predicate: ({ queryKey: [topic] }) => topic !== 'me' })
    },
    onError: tell.failed,
  })
  return (
    <Popconfirm
      title={words.me.signOut}
      description={words.me.signOutSure}
      okText={words.me.signOut}
      cancelText={words.cancel}
      onConfirm={() => leaving.mutate()}
    >
      <Button icon={<OutIcon />} loading={leaving.isPending}>
        {words.me.signOut}
      </Button>
    </Popconfirm>
  )
}
