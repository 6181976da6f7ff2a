/** The ledger as filtered, as a file. It arrives piece by piece, and one sees how much. */
import { Button, Dropdown, Progress } from 'antd'
import { useRef, useState } from 'react'
import { useLanguage } from '../../words/language.tsx'
import { fetchFrom, withQuery } from '../data/client.ts'
import { useTell } from '../parts/tell.ts'
import { DownloadIcon } from '../shell/icons.tsx'
import { useDashboardWords } from '../words.ts'
import type { Filter } from './filter.ts'

type Format = 'xlsx' | 'csv'

/** Reads the answer to its end, telling how much has come. */
async function readAll(response: Response, onMore: (bytes: number) => void): Promise<Blob> {
  const pieces: BlobPart[] = []
  const reader = response.body?.getReader()
  let bytes = 0
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    pieces.push(piece.value)
    onMore((bytes += piece.value.byteLength))
  }
  return new Blob(pieces, { type: response.headers.get('content-type') ?? '' })
}

const nameIn = (response: Response, format: Format): string => {
  const said = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get('content-disposition') ?? '')?.[1]
  return said ? decodeURIComponent(said) : `ledger.${format}`
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The browser must have begun reading it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

function useExport(filter: Filter) {
  const { ledger: said } = useDashboardWords()
  const { language } = useLanguage()
  const tell = useTell()
  const [bytes, setBytes] = useState<number>()
  const stopping = useRef<AbortController>(null)
  const run = async (format: Format) => {
    const stop = new AbortController()
    stopping.current = stop
    setBytes(0)
    try {
      const response = await fetchFrom(withQuery(`/tickets/export.${format}`, { ...filter, lang: language }), { signal: stop.signal })
      save(await readAll(response, setBytes), nameIn(response, format))
      tell.done(said.exported)
    } catch (error) {
      if (!stop.signal.aborted) tell.failed(error)
    }
    setBytes(undefined)
  }
  return { bytes, run, stop: () => stopping.current?.abort() }
}

export function Export({ filter, label }: { filter: Filter; label: boolean }) {
  const { ledger: said } = useDashboardWords()
  const { bytes, run, stop } = useExport(filter)
  if (bytes !== undefined)
    return (
      <div className="exporting" role="status">
        <span>{said.exporting(Math.ceil(bytes / 1024))}</span>
        <Progress percent={100} status="active" showInfo={false} size="small" aria-hidden />
        <Button size="small" onClick={stop}>
          {said.stop}
        </Button>
      </div>
    )
  const items = [
    { key: 'xlsx', label: said.exportXlsx },
    { key: 'csv', label: said.exportCsv },
  ]
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => void run(key as Format) }}>
      <Button icon={<DownloadIcon />} aria-label={said.export}>
        {label && said.export}
      </Button>
    </Dropdown>
  )
}
