/** The set-up of the community, a part at a time. */
import { type ComponentType, lazy, Suspense } from 'react'
import { Link, useLocation } from 'wouter'
import { Problem } from '../parts/problem.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { SetupContext, useSetupQuery } from './data.ts'
import { type SetupWords, useSetupWords } from './words.ts'

const SECTIONS: Partial<Record<keyof SetupWords['sections'], ComponentType>> = {
  people: lazy(() => import('./people.tsx')),
  groups: lazy(() => import('./groups.tsx')),
  roster: lazy(() => import('./roster.tsx')),
  places: lazy(() => import('./places.tsx')),
  rules: lazy(() => import('./rules.tsx')),
  limits: lazy(() => import('./limits.tsx')),
  wording: lazy(() => import('./wording.tsx')),
  file: lazy(() => import('./exchange.tsx')),
}
const NAMES = Object.keys(SECTIONS) as (keyof SetupWords['sections'])[]

export default function SetupPage() {
  const said = useSetupWords()
  const [location] = useLocation()
  const here = NAMES.find((name) => location === `/app/setup/${name}`) ?? 'people'
  const { data, error, refetch } = useSetupQuery()
  const Section = SECTIONS[here]
  return (
    <div className="stack">
      <nav className="sections" aria-label={said.sectionsLabel}>
        {NAMES.map((name) => (
          <Link key={name} href={`/app/setup/${name}`} aria-current={name === here ? 'page' : undefined}>
            {said.sections[name]}
          </Link>
        ))}
      </nav>
      {error && !data && <Problem error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting />}
      {data && Section && (
        <SetupContext value={data}>
          {!data.mayWrite && <p className="soft">{said.readOnly}</p>}
          <Suspense fallback={<Waiting />}>
            <Section />
          </Suspense>
        </SetupContext>
      )}
    </div>
  )
}
