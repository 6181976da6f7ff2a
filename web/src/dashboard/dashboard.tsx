/** The dashboard: sign-in, then the pages of pages.ts within the shell. */
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App, ConfigProvider, theme } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { matchRoute, Route, Switch, useLocation, useRouter } from 'wouter'
import { useLanguage } from '../words/language.tsx'
import { ApiError } from './data/client.ts'
import { isSignedOut, SessionContext, useMay, useMe } from './data/session.tsx'
import { SignedOut } from './login/signed-out.tsx'
import { PAGES, type PageEntry } from './pages.ts'
import { Nothing } from './parts/nothing.tsx'
import { Problem } from './parts/problem.tsx'
import { ShadeProvider, useShade } from './shade.tsx'
import { Shell } from './shell/shell.tsx'
import { themeOf } from './theme.ts'
import { useDashboardWords } from './words.ts'
import '../styles/dashboard.css'

const Login = lazy(() => import('./login/login.tsx'))

const TRIES = 2
const FRESH = { ms: 10_000 }
/** Refusals stay refusals; a broken line is worth another try. */
const worthTrying = (count: number, error: unknown): boolean => error instanceof ApiError && error.code === 'OFFLINE' && count < TRIES

/** Whoever was signed out meanwhile is told so, whatever they asked. */
function newClient(): QueryClient {
  const onError = (error: unknown): void => {
    if (isSignedOut(error)) client.setQueryData(['me'], null)
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: { queries: { retry: worthTrying, staleTime: FRESH.ms, refetchOnWindowFocus: false } },
  })
  return client
}

export default function Dashboard() {
  const [client] = useState(newClient)
  return (
    <QueryClientProvider client={client}>
      <ShadeProvider>
        <Library>
          <Suspense fallback={<Opening />}>
            <Switch>
              <Route path="/login/:secret">{({ secret }) => <Login secret={secret} />}</Route>
              <Route>
                <SignedIn />
              </Route>
            </Switch>
          </Suspense>
        </Library>
      </ShadeProvider>
    </QueryClientProvider>
  )
}

/** What opens over a page belongs to its content, also for those who listen to it. */
const inContent = (): HTMLElement => document.getElementById('content') ?? document.body

/** The component library in our colours and the page's language; its styles come as files (web/theme/antd-css.ts). */
function Library({ children }: { children: ReactNode }) {
  const { shade } = useShade()
  const { language } = useLanguage()
  const settings = useMemo(() => ({ ...themeOf(shade, theme), zeroRuntime: true }), [shade])
  return (
    <ConfigProvider
      getPopupContainer={inContent}
      theme={settings}
      locale={language === 'en' ? enUS : zhCN}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  )
}

function SignedIn() {
  const { data: me, error, refetch } = useMe()
  if (error && !me)
    return (
      <main className="alone">
        <Problem error={error} retry={() => void refetch()} />
      </main>
    )
  if (me === undefined) return <Opening />
  if (me === null) return <SignedOut />
  return (
    <SessionContext value={me}>
      <Pages />
    </SessionContext>
  )
}

function usePage(): PageEntry | undefined {
  const [location] = useLocation()
  const { parser } = useRouter()
  return PAGES.find(({ path }) => matchRoute(parser, path, location)[0])
}

function Pages() {
  const words = useDashboardWords()
  const may = useMay()
  const page = usePage()
  return (
    <Shell page={page}>
      {page === undefined ? (
        <Nothing title={words.notFound.title}>
          <a href="/app">{words.notFound.go}</a>
        </Nothing>
      ) : !may(page.permission) ? (
        <Nothing title={words.notAllowed.title} hint={words.notAllowed.detail} />
      ) : (
        <Suspense fallback={<Opening />}>
          <Route path={page.path}>
            <page.Page />
          </Route>
        </Suspense>
      )}
    </Shell>
  )
}

function Opening() {
  return (
    <p className="loading" role="status">
      {useDashboardWords().loading}
    </p>
  )
}
