/** Sending a picture: one's own, or one of a few drawn on the spot for visitors without a photo. */
import { useEffect, useRef, useState } from 'react'
import type { Speak } from '../../../server/schemas.ts'
import { Dialog } from '../ui/dialog.tsx'
import { PictureIcon } from '../ui/icons.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/language.tsx'
import { fileFrom, LIMIT, readFile } from './files.ts'
import { drawSample, SAMPLES, type Sample } from './samples.ts'

export function AttachButton({ onFile }: { onFile(file: NonNullable<Speak['file']>): void }) {
  const words = useWords()
  const [open, setOpen] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const take = async (chosen: File | undefined) => {
    if (!chosen) return
    setOpen(false)
    const file = await readFile(chosen)
    if (file) onFile(file)
    else toast(words.composer.tooLarge)
  }
  const takeSample = async (sample: Sample) => {
    setOpen(false)
    onFile(await fileFrom(drawSample(sample), `${words.samples[sample]}.png`))
  }
  return (
    <>
      <button
        type="button"
        className="round"
        aria-label={words.composer.attach}
        title={words.composer.attach}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <PictureIcon />
      </button>
      {open && (
        <Dialog title={words.composer.attach} className="attach" onClose={() => setOpen(false)}>
          <button type="button" className="primary wide" onClick={() => input.current?.click()}>
            {words.composer.pick}
          </button>
          <input ref={input} type="file" hidden aria-label={words.composer.pick} onChange={(event) => void take(event.target.files?.[0])} />
          <p className="soft">{words.composer.samples}</p>
          <ul className="samples">
            {SAMPLES.map((sample) => (
              <li key={sample}>
                <button type="button" onClick={() => void takeSample(sample)}>
                  <Thumbnail sample={sample} />
                  {words.samples[sample]}
                </button>
              </li>
            ))}
          </ul>
          <p className="soft">≤ {LIMIT.bytes / 1024 / 1024} MB</p>
        </Dialog>
      )}
    </>
  )
}

function Thumbnail({ sample }: { sample: Sample }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const drawn = drawSample(sample)
    canvas.current?.getContext('2d')?.drawImage(drawn, 0, 0, 160, 120)
  }, [sample])
  return <canvas ref={canvas} width={160} height={120} />
}
