/** Saying short things over the page: done, or not and why. */
import { App } from 'antd'
import { useDashboardWords } from '../words.ts'
import { explain } from './problem.tsx'

/** Long enough to read at leisure; also read out by screen readers. */
const SHOWN = { seconds: 6 }

export function useTell(): { done(text: string): void; failed(error: unknown): void } {
  const { message } = App.useApp()
  const words = useDashboardWords()
  return {
    done: (text) => void message.success({ content: text, duration: SHOWN.seconds }),
    failed: (error) => void message.error({ content: explain(error, words), duration: SHOWN.seconds }),
  }
}
