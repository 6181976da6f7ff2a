/** On a phone: the pages that have no room in the bar, and what concerns oneself. */
import { Link } from 'wouter'
import { useSession } from '../data/session.tsx'
import { useDashboardWords } from '../words.ts'
import { ChatIcon, LinkIcon } from './icons.tsx'
import { usePages } from './menu.tsx'
import { LanguageButton, ShadeSwitch } from './preferences.tsx'

export default function More() {
  const words = useDashboardWords()
  const { person, communityName, accessRole } = useSession()
  const pages = usePages().filter((page) => !page.menu?.bar)
  return (
    <div className="stack narrow">
      <p>
        <strong>{person.name}</strong> <span className="soft">{`${words.accessRoles[accessRole]} · ${communityName}`}</span>
      </p>
      <nav className="panel rows" aria-label={words.pages.more}>
        {pages.map(({ path, name, menu }) => {
          const Icon = menu?.icon ?? LinkIcon
          return (
            <Link key={path} href={menu?.href ?? path} className="row-link">
              <Icon /> {words.pages[name]}
            </Link>
          )
        })}
        <a href="/gateway" className="row-link">
          <ChatIcon /> {words.pages.gateway}
        </a>
      </nav>
      <div className="row">
        <LanguageButton />
        <ShadeSwitch />
      </div>
    </div>
  )
}
