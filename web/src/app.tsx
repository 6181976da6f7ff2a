/** Which page the address asks for. Each page is loaded only when it is opened. */
import { lazy, Suspense } from 'react'
import { LanguageProvider, useWords } from './words/language.tsx'

const PAGES = {
  '/': lazy(() => import('./sandbox/sandbox.tsx')),
  '/gateway': lazy(() => import('./gateway/gateway.tsx')),
}

function Loading() {
  return (
    <p className="loading" role="status">
      {useWords().loading}
    </p>
  )
}

export function App() {
  const Page = location.pathname === '/gateway' ? PAGES['/gateway'] : PAGES['/']
  return (
    <LanguageProvider>
      <Suspense fallback={<Loading />}>
        <Page />
      </Suspense>
    </LanguageProvider>
  )
}
