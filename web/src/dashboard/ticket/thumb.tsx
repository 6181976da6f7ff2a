/** A small picture; opened, it fills the screen. */
import { useState } from 'react'
import type { LedgerPicture } from '../../../../server/schemas/ledger.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useClock } from '../parts/clock.ts'
import { useDashboardWords } from '../words.ts'

export function Thumb({ picture }: { picture: LedgerPicture }) {
  const { ticket: said } = useDashboardWords()
  const clock = useClock()
  const [open, setOpen] = useState(false)
  const purpose = picture.purpose === 'proof' ? said.after : said.before
  if (!picture.mime.startsWith('image/'))
    return (
      <a className="file-link" href={picture.url} download={picture.name}>
        {picture.name}
      </a>
    )
  return (
    <>
      <button type="button" className="thumb" aria-label={said.picture(purpose, clock.moment(picture.at))} onClick={() => setOpen(true)}>
        <img src={picture.url} alt="" loading="lazy" decoding="async" />
      </button>
      {open && (
        <Dialog title={`${purpose} · ${clock.moment(picture.at)}`} className="large-picture" onClose={() => setOpen(false)}>
          <img src={picture.url} alt={said.picture(purpose, clock.moment(picture.at))} />
        </Dialog>
      )}
    </>
  )
}
