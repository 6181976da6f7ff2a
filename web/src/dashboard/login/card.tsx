/** A page with one thing on it, before one is signed in. */
import type { ReactNode } from 'react'
import { LanguageButton } from '../shell/preferences.tsx'
import { useDashboardWords } from '../words.ts'

export function Card({ title, children }: { title: string; children: ReactNode }) {
  const words = useDashboardWords()
  return (
    <main className="alone">
      <section className="panel entrance">
        <header>
          <img src="/woodpecker.svg" alt="" width={48} height={48} />
          <strong>{words.brand}</strong>
          <span className="grow" />
          <LanguageButton />
        </header>
        <h1>{title}</h1>
        {children}
      </section>
    </main>
  )
}
