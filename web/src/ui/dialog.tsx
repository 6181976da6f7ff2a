/** A window over the page: the browser's own dialog, so focus and Escape behave. */
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useWords } from '../words/language.tsx'
import { CloseIcon } from './icons.tsx'

export function Dialog({ title, className = '', onClose, children }: { title: string; className?: string; onClose(): void; children: ReactNode }) {
  const words = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const element = dialog.current
    if (element && !element.open) element.showModal()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog already
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-labelledby={heading}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose()
      }}
    >
      <div className="dialog-body">
        <header className="dialog-head">
          <h2 id={heading}>{title}</h2>
          <button type="button" className="round" aria-label={words.close} onClick={onClose}>
            <CloseIcon />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
