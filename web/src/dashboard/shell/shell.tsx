/** What stands around every page: menus, the page's name, and word of a broken line. */
import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { useLine, useLineState } from '../data/live.ts'
import type { PageEntry } from '../pages.ts'
import { useDashboardWords } from '../words.ts'
import { FootBar, SideMenu } from './menu.tsx'

export function Shell({ page, children }: { page: PageEntry | undefined; children: ReactNode }) {
  const words = useDashboardWords()
  const lost = useLineState() === 'lost'
  useLine()
  const heading = useHeading(page)
  return (
    <div className={page?.full ? 'shell full' : 'shell'}>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <SideMenu />
      <main id="content" className="content" tabIndex={-1}>
        <h1 ref={heading} tabIndex={-1} className={page?.name === 'ticket' ? 'hidden' : 'page-title'}>
          {page ? words.pages[page.name] : words.notFound.title}
        </h1>
        {lost && (
          <p className="line-lost" role="status">
            {words.lineLost}
          </p>
        )}
        {children}
      </main>
      <FootBar />
    </div>
  )
}

/** Names the window, and moves the focus to the new page as a fresh page would; not on the first one. */
function useHeading(page: PageEntry | undefined) {
  const words = useDashboardWords()
  const [location] = useLocation()
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef(location)
  const name = page ? words.pages[page.name] : words.notFound.title
  useEffect(() => {
    document.title = `${name} · ${words.brand}`
    if (before.current === location) return
    before.current = location
    scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [location, name, words])
  return heading
}
