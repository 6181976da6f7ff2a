/** An empty place that says what to do. */
import type { ReactNode } from 'react'

export const Nothing = ({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) => (
  <div className="nothing">
    <p className="nothing-title">{title}</p>
    {hint && <p className="soft">{hint}</p>}
    {children}
  </div>
)
