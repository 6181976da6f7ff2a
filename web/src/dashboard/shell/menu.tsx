/** The ways to the pages: a column at a desk, a bar at the foot of a phone. Only pages that this person may open. */
import { Link, useLocation } from 'wouter'
import { useMay, useSession } from '../data/session.tsx'
import { PAGES, type PageEntry } from '../pages.ts'
import { useDashboardWords } from '../words.ts'
import { MenuIcon } from './icons.tsx'

const MORE = '/app/more'
const hrefOf = ({ path, menu }: PageEntry): string => menu?.href ?? path

export function usePages(): PageEntry[] {
  const may = useMay()
  return PAGES.filter((page) => page.menu && may(page.permission))
}

/** Tickets are part of the ledger. */
function useIsHere(): (page: PageEntry) => boolean {
  const [location] = useLocation()
  return (page) => {
    const href = hrefOf(page)
    if (page.name === 'ledger' && location.startsWith('/app/tickets/')) return true
    return href === '/app' ? location === '/app' : location === href || location.startsWith(`${href}/`)
  }
}

function Entry({ page, here }: { page: PageEntry; here: boolean }) {
  const words = useDashboardWords()
  const Icon = page.menu?.icon
  return (
    <Link href={hrefOf(page)} aria-current={here ? 'page' : undefined} className="menu-entry">
      {Icon && <Icon />}
      <span>{words.pages[page.name]}</span>
    </Link>
  )
}

export function SideMenu() {
  const words = useDashboardWords()
  const { communityName } = useSession()
  const isHere = useIsHere()
  return (
    <aside className="side-menu">
      <div className="side-brand">
        <img src="/woodpecker.svg" alt="" width={32} height={32} />
        <div className="ellipsis">
          <strong>{words.brand}</strong>
          <small className="ellipsis">{communityName}</small>
        </div>
      </div>
      <nav aria-label={words.nav.label}>
        {usePages().map((page) => (
          <Entry key={page.path} page={page} here={isHere(page)} />
        ))}
      </nav>
      <Myself />
    </aside>
  )
}

/** Who I am; everything about that stands on its page. */
function Myself() {
  const words = useDashboardWords()
  const { person, accessRole } = useSession()
  return (
    <Link href="/app/me" className="myself">
      <strong className="ellipsis">{person.name}</strong>
      <small className="ellipsis">{person.title ?? words.accessRoles[accessRole]}</small>
    </Link>
  )
}

export function FootBar() {
  const words = useDashboardWords()
  const [location] = useLocation()
  const isHere = useIsHere()
  const pages = usePages()
  const inBar = pages.filter((page) => page.menu?.bar)
  const elsewhere = location === MORE || pages.some((page) => !page.menu?.bar && isHere(page))
  return (
    <nav className="foot-bar" aria-label={words.nav.label}>
      {inBar.map((page) => (
        <Entry key={page.path} page={page} here={isHere(page)} />
      ))}
      <Link href={MORE} aria-current={elsewhere ? 'page' : undefined} className="menu-entry">
        <MenuIcon />
        <span>{words.nav.more}</span>
      </Link>
    </nav>
  )
}
