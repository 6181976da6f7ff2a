/** Which page the address asks for. Each page is loaded only when it is opened. */
import { lazy, Suspense } from 'react'
import { LanguageProvider, useWords } from './words/language.tsx'

const PAGES = {
  '/': lazy(() => import('./sandbox/sandbox.tsx')),
  '/gateway': lazy(() => import('./gateway/gateway.tsx')),
  '/app': lazy(() => import('./dashboard/dashboard.tsx')),
}

function Loading() {
  return (
    <p className="loading" role="status">
      {useWords().loading}
    </p>
  )
}

const pageAt = (path: string) => (/^\/(app|login)(\/|$)/.test(path) ? PAGES['/app'] : path === '/gateway' ? PAGES['/gateway'] : PAGES['/'])

export function App() {
  const Page = pageAt(location.pathname)
  return (
    <LanguageProvider>
      <Suspense fallback={<Loading />}>
        <Page />
      </Suspense>
    </LanguageProvider>
  )
}
