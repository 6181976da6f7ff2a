/** The first answer is on its way. */
import { Skeleton } from 'antd'
import { useDashboardWords } from '../words.ts'

export function Waiting() {
  return (
    <div role="status" aria-label={useDashboardWords().loading}>
      <Skeleton active title={false} paragraph={{ rows: 6 }} />
    </div>
  )
}
