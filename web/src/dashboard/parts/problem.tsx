/** What went wrong and what to do next, where the thing itself would stand. */
import { Alert, Button } from 'antd'
import { ApiError } from '../data/client.ts'
import { type DashboardWords, useDashboardWords } from '../words.ts'

/** In the visitor's language where we have the words, else as the server said it. */
export function explain(error: unknown, words: DashboardWords): string {
  if (!(error instanceof ApiError)) return String(error instanceof Error ? error.message : error)
  const { problem } = words
  if (error.code === 'OFFLINE') return problem.OFFLINE
  if (error.code === 'INTERNAL') return problem.INTERNAL
  const known = problem.known[error.code]
  if (known === undefined) return [error.message, error.next].filter(Boolean).join(' ')
  // Only the server knows which field.
  return error.code === 'REQUEST_INVALID' ? `${known} (${error.message})` : known
}

export function Problem({ error, retry }: { error: unknown; retry?: () => void }) {
  const words = useDashboardWords()
  return (
    <Alert
      type="error"
      showIcon
      title={words.problem.title}
      description={explain(error, words)}
      action={
        retry && (
          <Button size="small" onClick={retry}>
            {words.retry}
          </Button>
        )
      }
    />
  )
}
