/** A part of a page with its own heading. */
import { type ReactNode, useId } from 'react'

export function Panel({ title, aside, className = '', children }: { title: string; aside?: ReactNode; className?: string; children: ReactNode }) {
  const heading = useId()
  return (
    <section className={`panel ${className}`} aria-labelledby={heading}>
      <header className="panel-head">
        <h2 id={heading}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  )
}

/** A wide table on a narrow screen. What scrolls must be reached by keyboard, too. */
export const Scroll = ({ label, children }: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
  // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
  <div className="scroll" role="group" tabIndex={0} aria-label={label}>
    {children}
  </div>
)
