/** Before and after, side by side; and the way to add one from the phone's camera or the disk. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import type { LedgerPicture, TicketPage } from '../../../../server/schemas/ledger.ts'
import { useLanguage } from '../../words/language.tsx'
import { send } from '../data/client.ts'
import { ticketQuery } from '../data/queries.ts'
import { Panel } from '../parts/panel.tsx'
import { useTell } from '../parts/tell.ts'
import { CameraIcon } from '../shell/icons.tsx'
import { useDashboardWords } from '../words.ts'
import { Thumb } from './thumb.tsx'

type Purpose = LedgerPicture['purpose']

export function Pictures({ ticket }: { ticket: TicketPage }) {
  const { ticket: said } = useDashboardWords()
  return (
    <Panel title={said.pictures}>
      <div className="before-after">
        <Side ticket={ticket} purpose="report" title={said.before} none={said.noBefore} add={said.addBefore} />
        <Side ticket={ticket} purpose="proof" title={said.after} none={said.noAfter} add={said.addAfter} />
      </div>
    </Panel>
  )
}

interface SideProps {
  ticket: TicketPage
  purpose: Purpose
  title: string
  none: string
  add: string
}

function Side({ ticket, purpose, title, none, add }: SideProps) {
  return (
    <section>
      <h3>{title}</h3>
      <Thumbs ticket={ticket} purpose={purpose} none={none} />
      <AddPicture number={ticket.number} purpose={purpose} label={add} />
    </section>
  )
}

/** For whoever is about to say that it is done. */
export function ProofPictures({ ticket }: { ticket: TicketPage }) {
  const { ticket: said } = useDashboardWords()
  return (
    <div className="row">
      <Thumbs ticket={ticket} purpose="proof" />
      <AddPicture number={ticket.number} purpose="proof" label={said.addAfter} />
    </div>
  )
}

function Thumbs({ ticket, purpose, none }: { ticket: TicketPage; purpose: Purpose; none?: string }) {
  const pictures = ticket.attachments.filter((picture) => picture.purpose === purpose)
  if (pictures.length === 0) return none === undefined ? null : <p className="quiet">{none}</p>
  return (
    <div className="thumbs">
      {pictures.map((picture) => (
        <Thumb key={picture.id} picture={picture} />
      ))}
    </div>
  )
}

function AddPicture({ number, purpose, label }: { number: number; purpose: Purpose; label: string }) {
  const { ticket: said } = useDashboardWords()
  const { language } = useLanguage()
  const client = useQueryClient()
  const tell = useTell()
  const id = useId()
  const adding = useMutation({
    // One after the other: each is shown as soon as it is there.
    mutationFn: async (files: File[]) => {
      for (const file of files) {
        const form = new FormData()
        form.append('file', file)
        const page = await send<TicketPage>('POST', `/tickets/${number}/pictures`, form, { lang: language, purpose })
        client.setQueryData(ticketQuery(number, language).queryKey, page)
      }
    },
    onSuccess: () => tell.done(said.uploaded),
    onError: tell.failed,
  })
  return (
    <div className="add-picture">
      <input
        id={id}
        type="file"
        accept="image/*"
        multiple
        className="hidden"
        disabled={adding.isPending}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])]
          target.value = ''
          if (files.length > 0) adding.mutate(files)
        }}
      />
      <label htmlFor={id} className="plain button">
        <CameraIcon /> {adding.isPending ? said.uploading : label}
      </label>
    </div>
  )
}
