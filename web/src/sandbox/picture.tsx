/** A picture in a bubble or a timeline; a tap shows it large. */
import { useState } from 'react'
import { attachmentUrl } from '../live/api.ts'
import { Dialog } from '../ui/dialog.tsx'

export function Picture({ hash, label }: { hash: string; label: string }) {
  const [large, setLarge] = useState(false)
  return (
    <>
      <button type="button" className="picture-button" aria-label={label} onClick={() => setLarge(true)}>
        <img src={attachmentUrl(hash)} alt="" />
      </button>
      {large && (
        <Dialog title={label} className="large-picture" onClose={() => setLarge(false)}>
          <img src={attachmentUrl(hash)} alt={label} />
        </Dialog>
      )}
    </>
  )
}
