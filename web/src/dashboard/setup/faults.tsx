/** What does not fit, all of it, over the form it concerns. */
import { Alert } from 'antd'
import { ApiError } from '../data/client.ts'
import { explain } from '../parts/problem.tsx'
import { useDashboardWords } from '../words.ts'

export function Faults({ error }: { error: unknown }) {
  const words = useDashboardWords()
  if (!error) return null
  const faults = error instanceof ApiError ? error.faults : []
  return (
    <Alert
      type="error"
      showIcon
      title={explain(error, words)}
      description={
        faults.length > 0 && (
          <ul className="faults">
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        )
      }
    />
  )
}
