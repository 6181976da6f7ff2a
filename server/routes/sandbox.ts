/** /sandbox/api: the demo community on a page. Reading asks the desk; speaking goes on stage, where the real bot hears it. */
import type { SandboxStage } from '../../services/ports.ts'
import { openFeed } from '../feed.ts'
import type { SandboxDesk } from '../sandbox-desk.ts'
import type { App } from '../typebox.ts'
import { attachmentRoutes } from './sandbox-attachments.ts'
import { readingRoutes } from './sandbox-reading.ts'
import { speakingRoutes } from './sandbox-speaking.ts'
import { streamRoutes } from './sandbox-stream.ts'

/** @param epoch a name of this run of the program, unlike any earlier one's */
export function sandboxRoutes(app: App, desk: SandboxDesk, stage: SandboxStage, epoch: string): void {
  const feed = openFeed(desk.onChange.bind(desk), epoch)
  app.addHook('onClose', async () => feed.close())
  readingRoutes(app, desk)
  speakingRoutes(app, desk, stage)
  attachmentRoutes(app, desk)
  streamRoutes(app, feed)
}
